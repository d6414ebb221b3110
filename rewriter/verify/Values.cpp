// SPDX-License-Identifier: GPL-2.0-or-later
// What the registers of a function hold, block by block.
#include "verify/Values.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <deque>

namespace umbra {
namespace verify {

using namespace llvm;

namespace {

/// How a symbol came about.
enum Made : int64_t { AtStart, ByInstruction, ByBlock, ByOperation, OfModule };

// Locations beside the registers' numbers.
constexpr int64_t Unread = int64_t(1) << 20, OnStack = int64_t(1) << 56;

/// A place in the frame, from one of its pointers on.
int64_t stackLocation(unsigned Pointer, int64_t Offset) {
  return OnStack + (int64_t(Pointer) << 28) + Offset + (1 << 27);
}

/// Takes an intersection of ranges.
std::map<int64_t, int64_t> both(const std::map<int64_t, int64_t> &A,
                                const std::map<int64_t, int64_t> &B) {
  std::map<int64_t, int64_t> Out;
  for (const auto &[Begin, End] : A)
    for (const auto &[Other, OtherEnd] : B)
      if (std::max(Begin, Other) < std::min(End, OtherEnd))
        Out[std::max(Begin, Other)] = std::min(End, OtherEnd);
  return Out;
}

/// A function that stores through its first argument, without a tap.
bool storesAsCall(StringRef Name) {
  Name.consume_front("__");
  return Name == "memcpy" || Name == "memset" || Name == "memmove" || Name == "strcpy" ||
         Name == "strncpy" || Name == "strscpy" || Name == "strlcpy" || Name == "strcat" ||
         Name == "strncat" || Name == "strlcat";
}

} // namespace

Values::Values(const Machine &M, const ModuleFile &Module, unsigned Number, const Function &F,
               bool ReturnsMemory, const Hints &Known)
    : M(M), Module(Module), Number(Number), Sec(Module.sections().at(Number)), F(F),
      ReturnsMemory(ReturnsMemory), Known(Known), Rsp(M.named("RSP")), Rax(M.named("RAX")), Rdi(M.named("RDI")),
      Rsi(M.named("RSI")), Rdx(M.named("RDX")) {
  for (const char *Name : {"RAX", "RCX", "RDX", "RSI", "RDI", "R8", "R9", "R10", "R11"})
    Lost.push_back(M.named(Name));
  for (const char *Name : {"RBX", "RBP", "RSP", "R12", "R13", "R14", "R15"})
    Kept.push_back(M.named(Name));
}

bool Values::read() {
  if (!M.read(Sec, F, List))
    return false;
  split();
  flow();
  // Of a place whose address is taken, what it holds is not known: once more without.
  if (!Given.empty())
    flow();
  return true;
}

// Sums.

Values::Value Values::plus(Value A, const Value &B, int64_t Times) {
  A.Constant += B.Constant * Times;
  for (auto [S, N] : B.Terms)
    if (!(A.Terms[S] += N * Times))
      A.Terms.erase(S);
  return A;
}

Values::Symbol Values::symbol(const std::vector<int64_t> &Key, const std::vector<Value> &Of) {
  auto [It, New] = Symbols.try_emplace({Key, Of}, Symbol(Needs.size()));
  if (New) {
    std::set<Symbol> Parts = {It->second};
    for (const Value &V : Of)
      for (auto [S, N] : V.Terms)
        Parts.insert(Needs[S].begin(), Needs[S].end());
    Needs.push_back(std::move(Parts));
  }
  return It->second;
}

bool Values::depends(const Terms &T, const std::set<Symbol> &On) const {
  for (auto [S, N] : T)
    for (Symbol Each : On)
      if (Needs[S].count(Each))
        return true;
  return false;
}

/// What is said of symbols that are about to be something else.
void Values::forget(State &S, const std::set<Symbol> &Gone) const {
  for (auto It = S.Places.begin(); It != S.Places.end();)
    It = depends(It->second.Terms, Gone) ? S.Places.erase(It) : std::next(It);
  for (auto *Each : {&S.Checked, &S.Earlier})
    for (auto It = Each->begin(); It != Each->end();)
      It = depends(It->first, Gone) ? Each->erase(It) : std::next(It);
  for (auto It = S.Many.begin(); It != S.Many.end();)
    It = depends(It->first.Terms, Gone) || depends(It->second.Terms, Gone) ? S.Many.erase(It)
                                                                           : std::next(It);
  for (auto *Each : {&S.Stack, &S.Own})
    for (auto It = Each->begin(); It != Each->end();)
      It = depends(Terms{{*It, 1}}, Gone) ? Each->erase(It) : std::next(It);
}

/// What an instruction puts somewhere, of which nothing more is known.
Values::Value Values::fresh(State &S, size_t I, Location L) {
  size_t Before = Needs.size();
  Symbol New = symbol({ByInstruction, int64_t(I), L});
  if (New < Before)
    forget(S, {New});
  return {{{New, 1}}, 0};
}

/// Of a register that nothing is known of: a symbol that is in no place else.
Values::Value Values::get(State &S, size_t I, Location L) {
  auto It = S.Places.find(L);
  if (It == S.Places.end())
    It = S.Places.emplace(L, fresh(S, I, L + Unread)).first;
  return It->second;
}

void Values::addRange(std::map<Terms, Ranges> &To, const Value &At, int64_t Bytes) {
  Ranges &R = To[At.Terms];
  int64_t Begin = At.Constant, End = Begin + Bytes;
  for (auto It = R.begin(); It != R.end();)
    if (It->first <= End && Begin <= It->second) {
      Begin = std::min(Begin, It->first);
      End = std::max(End, It->second);
      It = R.erase(It);
    } else {
      ++It;
    }
  R[Begin] = End;
}

bool Values::covers(const std::map<Terms, Ranges> &In, const Value &At, int64_t Bytes) {
  auto It = In.find(At.Terms);
  if (It == In.end())
    return false;
  auto R = It->second.upper_bound(At.Constant);
  return R != It->second.begin() && std::prev(R)->second >= At.Constant + Bytes;
}

/// Is it one of some pointers, perhaps with an Index?
bool Values::isOneOf(const std::set<Symbol> &Pointers, const Value &V, bool &Index) const {
  bool Pointer = false;
  for (auto [Each, N] : V.Terms)
    Pointer |= N == 1 && Pointers.count(Each);
  Index = V.Terms.size() > 1;
  return Pointer;
}

bool Values::isStack(const State &S, const Value &V, bool &Index) const {
  return isOneOf(S.Stack, V, Index);
}

bool Values::stackPlace(const State &S, const Value &V, Location &L) const {
  bool Index;
  if (!isStack(S, V, Index) || Index || std::abs(V.Constant) >= 1 << 27)
    return false;
  L = stackLocation(V.Terms.begin()->first, V.Constant);
  return true;
}

/// The place of the module's own that an instruction names in its last operand, if
/// Immediate, or in its address.
bool Values::named(State &S, size_t I, bool Immediate, Value &V) {
  const Instruction &At = List[I];
  uint64_t End = At.Offset + At.Size;
  Address A;
  bool Memory = M.memory(At, A), Four = M.opcode(At).contains("mi") && !M.opcode(At).ends_with("8");
  for (auto It = Sec.OwnPlaces.lower_bound(At.Offset); It != Sec.OwnPlaces.end() && It->first < End;
       ++It) {
    bool IsImmediate = !Memory || (Four && It->first + 4 == End);
    if (IsImmediate != Immediate)
      continue;
    const OwnPlace &P = It->second;
    Symbol Start = symbol({OfModule, P.Section});
    S.Own.insert(Start);
    V.Terms = {{Start, 1}};
    V.Constant = P.Offset + (P.Relative ? int64_t(End - It->first) : 0);
    return true;
  }
  return false;
}

Values::Value Values::address(State &S, size_t I, const Address &A) {
  Value V;
  if (!named(S, I, false, V))
    V.Constant = 0;
  V.Constant += A.Constant;
  if (A.Base && M.name(A.Base) != "RIP")
    V = plus(V, get(S, I, M.top(A.Base)));
  if (A.Index && M.name(A.Index) != "RIZ")
    V = plus(V, get(S, I, M.top(A.Index)), A.Scale);
  return V;
}

const Reference *Values::reference(size_t I) const {
  const std::vector<Reference> &All = Module.references();
  auto It = std::lower_bound(All.begin(), All.end(), std::make_pair(Number, List[I].Offset),
                             [](const Reference &R, const std::pair<unsigned, uint64_t> &Key) {
                               return std::make_pair(R.Section, R.Offset) < Key;
                             });
  bool In = It != All.end() && It->Section == Number && It->Offset < List[I].Offset + List[I].Size;
  return In ? &*It : nullptr;
}

// Instructions.

void Values::called(State &S, size_t I) {
  const Reference *R = reference(I);
  StringRef Name = R ? StringRef(R->Symbol) : "";
  if (Name == "__fentry__")
    return;
  uint64_t End = List[I].Offset + List[I].Size;
  if (auto Site = Module.checks().find({Number, End}); Site != Module.checks().end()) {
    // These keep all registers.
    Name.consume_front("umbra_check_");
    Name.consume_front("large_");
    bool Many = Name == "many";
    unsigned By = Many ? Rdi : M.named(Name.upper());
    if (By)
      Looked[End] = {get(S, I, By), Many ? get(S, I, Rsi) : Value{{}, int64_t(Site->second)}};
    return;
  }
  if (Name == "umbra_check_loop")
    return;
  bool Check = Name.starts_with("umbra_check_");
  if (!Check) {
    S.Checked.clear();
    S.Many.clear();
  }
  Value At = get(S, I, Rdi), Bytes = get(S, I, Rsi);
  for (unsigned Register : Lost)
    S.Places[Register] = fresh(S, I, Register);
  if (Name == "umbra_sealed")
    At = S.Places[Rax];
  if (Name == "umbra_check_bytes" || Name == "umbra_sealed")
    checked(S, End, At, Bytes);
}

/// By a check that ends at End.
void Values::checked(State &S, uint64_t End, const Value &At, const Value &Bytes) const {
  if (!Bytes.Terms.empty()) {
    S.Many.insert({At, Bytes});
    return;
  }
  addRange(S.Checked, At, Bytes.Constant);
  if (Known.Shared.count({Number, End}))
    addRange(S.Earlier, At, Bytes.Constant);
}

void Values::storedToStack(State &S, const Value &At, unsigned Bytes) const {
  Location L;
  if (!stackPlace(S, At, L))
    return;
  auto It = S.Places.lower_bound(L - 7);
  while (It != S.Places.end() && It->first < L + Location(Bytes ? Bytes : 8))
    It = S.Places.erase(It);
}

void Values::run(State &S, size_t I) {
  const Instruction &At = List[I];
  const MCInst &Inst = At.Inst;
  const MCInstrDesc &D = M.about(At);
  StringRef Name = M.opcode(At);
  auto Register = [&](unsigned N) -> unsigned {
    return N < Inst.getNumOperands() && Inst.getOperand(N).isReg()
               ? M.top(Inst.getOperand(N).getReg())
               : 0;
  };
  auto Of = [&](unsigned N) {
    unsigned R = Register(N);
    return R ? get(S, I, R)
             : Value{{}, Inst.getOperand(N).isImm() ? Inst.getOperand(N).getImm() : 0};
  };
  auto Set = [&](const Value &V) {
    S.Places[Register(0)] = V;
    Location L;
    if (Register(0) != Rsp && stackPlace(S, V, L))
      Given.insert(L);
  };
  if (D.isCall())
    return called(S, I);

  // The stack pointer.
  if (Name.starts_with("PUSH") || Name.starts_with("POP")) {
    bool Push = Name.starts_with("PUSH");
    Value Top = get(S, I, Rsp), What;
    Location L;
    if (Name == "POP64r") {
      bool Known = stackPlace(S, Top, L) && S.Places.count(L) && !Given.count(L);
      What = Known ? S.Places[L] : fresh(S, I, Register(0));
      S.Places[Register(0)] = What;
    }
    S.Places[Rsp] = plus(Top, Value{{}, Push ? -8 : 8});
    if (Push) {
      storedToStack(S, S.Places[Rsp], 8);
      if (Name == "PUSH64r" && stackPlace(S, S.Places[Rsp], L))
        S.Places[L] = get(S, I, Register(0));
    }
    return;
  }

  Address A;
  bool Memory = M.memory(At, A);
  if (D.mayStore()) {
    Address To;
    if (M.store(At, To)) {
      Value V = address(S, I, To);
      storedToStack(S, V, M.storedBytes(At));
      Location L;
      if (Name == "MOV64mr" && stackPlace(S, V, L) && !To.PerCpu)
        S.Places[L] = get(S, I, Register(5));
    }
  }

  // Sums.
  Value V;
  if (Name == "MOV64rr" || Name == "MOV64rr_REV")
    return Set(Of(1));
  if (Name == "LEA64r")
    return Set(address(S, I, A));
  if (Name == "MOV64ri" || Name == "MOV64ri32" || Name == "MOV32ri") {
    if (!named(S, I, true, V))
      V = reference(I) ? fresh(S, I, Register(0)) : Of(1);
    if (Name == "MOV32ri" && V.Terms.empty())
      V.Constant &= 0xffffffff;
    return Set(V);
  }
  if ((Name.starts_with("ADD64r") || Name.starts_with("SUB64r")) && !Memory && !reference(I)) {
    bool Own = named(S, I, true, V);
    return Set(plus(Of(1), Own ? V : Of(2), Name.starts_with("ADD") ? 1 : -1));
  }
  if (Name == "ADD64i32" || Name == "SUB64i32") { // of RAX, which has a form of its own
    if (reference(I) || named(S, I, true, V))
      V = fresh(S, I, Rax);
    else
      V = plus(get(S, I, Rax), Of(0), Name == "ADD64i32" ? 1 : -1);
    S.Places[Rax] = V;
    return;
  }
  if (Name == "INC64r" || Name == "DEC64r")
    return Set(plus(Of(1), Value{{}, Name == "INC64r" ? 1 : -1}));
  if (Name == "SHL64ri" && Inst.getOperand(2).getImm() < 32)
    return Set(plus({}, Of(1), int64_t(1) << Inst.getOperand(2).getImm()));
  if (Name.starts_with("IMUL64rri"))
    return Set(plus({}, Of(1), Inst.getOperand(2).getImm()));
  if ((Name == "XOR32rr" || Name == "XOR32rr_REV") && Register(1) == Register(2))
    return Set({});
  if (Name == "MOV64rm" && !A.PerCpu) {
    Location L;
    if (stackPlace(S, address(S, I, A), L) && !Given.count(L)) {
      if (!S.Places.count(L)) { // the same each time that it is read
        Value New = fresh(S, I, Register(0));
        S.Places[L] = New;
      }
      return Set(S.Places[L]);
    }
  }

  // What depends on registers alone is the same each time.
  std::vector<MCPhysReg> Implicit(D.implicit_defs().begin(), D.implicit_defs().end());
  auto IsGeneral = [&](unsigned R) {
    return std::count(Lost.begin(), Lost.end(), R) || std::count(Kept.begin(), Kept.end(), R);
  };
  bool Pure = !D.mayLoad() && !D.mayStore() && D.getNumDefs() == 1 && IsGeneral(Register(0)) &&
              D.implicit_uses().empty() && !D.hasUnmodeledSideEffects() && !reference(I);
  for (MCPhysReg R : Implicit)
    Pure &= !IsGeneral(M.top(R));
  if (Pure) {
    std::vector<int64_t> Key = {ByOperation, Inst.getOpcode()};
    std::vector<Value> Inputs;
    for (unsigned N = 1; N < Inst.getNumOperands(); N++) {
      if (Inst.getOperand(N).isReg() && Inst.getOperand(N).getReg())
        Key.push_back(Inst.getOperand(N).getReg() ==
                      Register(N)); // the whole register, or a part of it
      Inputs.push_back(Of(N));
    }
    // A part is written, the rest stays.
    if (M.isPart(Inst.getOperand(0).getReg()))
      Inputs.push_back(get(S, I, Register(0)));
    // Alignment.
    bool Index, Stack = Name.starts_with("AND64ri") && isStack(S, Of(1), Index) && !Index;
    Symbol New = symbol(Key, Inputs);
    if (Stack)
      S.Stack.insert(New);
    return Set({{{New, 1}}, 0});
  }
  for (unsigned N = 0; N < D.getNumDefs(); N++)
    if (unsigned R = Register(N); IsGeneral(R))
      S.Places[R] = fresh(S, I, R);
  // A string instruction moves a pointer on: into the stack it stays.
  bool Moves = M.isString(At);
  for (MCPhysReg R : Implicit)
    if (unsigned Top = M.top(R); IsGeneral(Top) && Top != Rsp) {
      bool Index, Stack = Moves && isStack(S, get(S, I, Top), Index);
      S.Places[Top] = fresh(S, I, Top);
      if (Stack)
        S.Stack.insert(S.Places[Top].Terms.begin()->first);
    }
}

// Blocks.

void Values::split() {
  std::map<uint64_t, size_t> ByOffset;
  for (size_t I = 0; I < List.size(); I++)
    ByOffset[List[I].Offset] = I;
  auto Target = [&](size_t I) -> size_t {
    const Instruction &At = List[I];
    if (auto Jump = Module.jumps().find({Number, At.Offset}); Jump != Module.jumps().end()) {
      auto It = ByOffset.find(Jump->second);
      return It == ByOffset.end() ? List.size() : It->second;
    }
    // One to the next instruction is still to be filled in: it leads away.
    if (!M.about(At).isBranch() || !At.Inst.getNumOperands() || !At.Inst.getOperand(0).isImm() ||
        !At.Inst.getOperand(0).getImm())
      return List.size();
    auto It = ByOffset.find(At.Offset + At.Size + uint64_t(At.Inst.getOperand(0).getImm()));
    return It == ByOffset.end() ? List.size() : It->second;
  };
  auto Ends = [&](size_t I) {
    const MCInstrDesc &D = M.about(List[I]);
    if (Module.jumps().count({Number, List[I].Offset}))
      return false;
    const Reference *R = D.isCall() ? reference(I) : nullptr;
    return D.isReturn() || D.isUnconditionalBranch() || D.isIndirectBranch() ||
           (R && (R->Symbol == "__stack_chk_fail" || R->Symbol == "fortify_panic")) ||
           M.opcode(List[I]) == "INT3"; // not UD2: a warning goes on
  };
  std::set<size_t> Leaders = {0};
  for (size_t I = 0; I < List.size(); I++) {
    size_t To = Target(I);
    if (To < List.size())
      Leaders.insert(To);
    if (To < List.size() || M.about(List[I]).isBranch() || Ends(I))
      Leaders.insert(I + 1);
    if (Module.checks().count({Number, List[I].Offset}))
      Leaders.insert(I);
  }
  Leaders.erase(List.size());
  for (size_t First : Leaders) {
    BlockAt[First] = Blocks.size();
    Blocks.push_back({});
    Blocks.back().First = First;
    if (Blocks.size() > 1)
      Blocks[Blocks.size() - 2].End = First;
  }
  if (!Blocks.empty())
    Blocks.back().End = List.size();
  auto Link = [&](size_t From, size_t I) {
    if (I >= List.size())
      return;
    size_t To = BlockAt[I];
    Blocks[From].To.push_back(To);
    Blocks[To].From.push_back(From);
  };
  for (size_t B = 0; B < Blocks.size(); B++) {
    size_t Last = Blocks[B].End - 1;
    size_t To = Target(Last);
    Link(B, To);
    if (!Ends(Last) && Blocks[B].End != To)
      Link(B, Blocks[B].End);
  }
}

/// What is known where a block begins, of all ways that were walked.
Values::State Values::enter(size_t Number) {
  Block &B = Blocks[Number];
  State In;
  In.Reached = true;
  std::vector<const State *> Ways;
  State Start;
  if (B.Root) {
    Start.Reached = true;
    for (const auto *Registers : {&Lost, &Kept})
      for (unsigned R : *Registers)
        Start.Places[R] = {{{symbol({AtStart, int64_t(Number), R}), 1}}, 0};
    Start.Stack = {symbol({AtStart, int64_t(Number), Rsp})};
    // Where a caller wants a structure: in its own frame, as the compiler has it.
    if (ReturnsMemory && Number == 0)
      Start.Stack.insert(symbol({AtStart, int64_t(Number), Rdi}));
    Ways.push_back(&Start);
  }
  for (size_t From : B.From)
    if (Blocks[From].Out.Reached)
      Ways.push_back(&Blocks[From].Out);
  if (Ways.size() == 1 && B.From.size() + B.Root == 1)
    return *Ways[0];

  std::set<Symbol> Anew; // what they are called here, which means something else each time
  auto Here = [&](Location L) { return symbol({ByBlock, int64_t(Number), L}); };
  for (const auto &[L, V] : Ways[0]->Places) {
    bool Everywhere = true;
    for (const State *Way : Ways) {
      auto It = Way->Places.find(L);
      if (It == Way->Places.end())
        Everywhere = false;
      else if (It->second != V)
        B.Met.insert(L);
    }
    if (!Everywhere)
      B.Met.erase(L);
    else if (!B.Met.count(L))
      In.Places[L] = V;
  }
  // Nowhere known, or not on each way.
  for (auto It = B.Met.begin(); It != B.Met.end();) {
    bool Everywhere = true;
    for (const State *Way : Ways)
      Everywhere &= Way->Places.count(*It) != 0;
    It = Everywhere ? std::next(It) : B.Met.erase(It);
  }
  // What is as far apart on each way stays so.
  std::map<std::vector<Value>, Location> Apart;
  std::set<Location> First;
  for (Location L : B.Met) {
    std::vector<Value> Each;
    for (const State *Way : Ways) {
      Each.push_back(Way->Places.at(L));
      Each.back().Constant -= Ways[0]->Places.at(L).Constant;
    }
    auto [Other, New] = Apart.try_emplace(Each, L);
    int64_t By = Ways[0]->Places.at(L).Constant - Ways[0]->Places.at(Other->second).Constant;
    In.Places[L] = {{{Here(Other->second), 1}}, By};
    Anew.insert(Here(Other->second));
    if (New)
      First.insert(L);
  }
  for (auto It = In.Places.begin(); It != In.Places.end();)
    It = !B.Met.count(It->first) && depends(It->second.Terms, Anew) ? In.Places.erase(It)
                                                                    : std::next(It);

  // What is said of a value is said of what it is called here.
  auto Translated = [&](const State &Way, const std::map<Terms, Ranges> &Facts) {
    std::map<Terms, Ranges> New;
    for (const auto &[T, R] : Facts)
      if (!depends(T, Anew))
        New[T] = R;
    for (Location L : First) {
      const Value &V = Way.Places.at(L);
      if (auto It = Facts.find(V.Terms); It != Facts.end() && !V.Terms.empty())
        for (auto [Begin, End] : It->second)
          New[Terms{{Here(L), 1}}][Begin - V.Constant] = End - V.Constant;
    }
    return New;
  };
  auto Common = [&](std::map<Terms, Ranges> State::*Which) {
    std::map<Terms, Ranges> All = Translated(*Ways[0], Ways[0]->*Which);
    for (size_t W = 1; W < Ways.size(); W++) {
      std::map<Terms, Ranges> Other = Translated(*Ways[W], Ways[W]->*Which);
      for (auto It = All.begin(); It != All.end();) {
        auto Same = Other.find(It->first);
        if (Same != Other.end())
          It->second = both(It->second, Same->second);
        It = Same == Other.end() || It->second.empty() ? All.erase(It) : std::next(It);
      }
    }
    return All;
  };
  In.Checked = Common(&State::Checked);
  In.Earlier = Common(&State::Earlier);
  for (const auto &Pair : Ways[0]->Many) {
    bool All = !depends(Pair.first.Terms, Anew) && !depends(Pair.second.Terms, Anew);
    for (const State *Way : Ways)
      All &= Way->Many.count(Pair) != 0;
    if (All)
      In.Many.insert(Pair);
  }
  for (auto Which : {&State::Stack, &State::Own}) {
    for (Symbol Each : Ways[0]->*Which) {
      bool All = !depends(Terms{{Each, 1}}, Anew);
      for (const State *Way : Ways)
        All &= (Way->*Which).count(Each) != 0;
      if (All)
        (In.*Which).insert(Each);
    }
    for (Location L : First) {
      bool All = true, Index;
      for (const State *Way : Ways)
        All &= isOneOf(Way->*Which, Way->Places.at(L), Index);
      if (All)
        (In.*Which).insert(Here(L));
    }
  }
  return In;
}

void Values::flow() {
  for (Block &B : Blocks) {
    B.Visits = 0;
    B.Root = false;
    B.Out = {};
    B.Met.clear();
  }
  Looked.clear();
  // Code that nothing known jumps to is looked at last, with the least; what
  // fills the gap before it is no code.
  for (size_t Root = 0; Root < Blocks.size(); Root++) {
    StringRef First = M.opcode(List[Blocks[Root].First]);
    if (Blocks[Root].Visits || First == "INT3" || First.starts_with("NOOP"))
      continue;
    Blocks[Root].Root = true;
    std::set<size_t> Work = {Root};
    while (!Work.empty()) {
      size_t Number = *Work.begin();
      Work.erase(Work.begin());
      Block &B = Blocks[Number];
      State S = begin(Number);
      B.Visits++;
      for (size_t I = B.First; I < B.End; I++)
        run(S, I);
      // Far more than it takes: nothing is known any longer.
      if (B.Visits > 200) {
        S.Checked.clear();
        S.Earlier.clear();
        S.Many.clear();
      }
      if (B.Visits < 400 && !(S == B.Out)) {
        B.Out = std::move(S);
        for (size_t To : B.To)
          Work.insert(To);
      }
    }
  }
}

/// The same with what a check has looked at, if the block begins at one's end: each way
/// comes from its call, or from the branch that found the call needless.
Values::State Values::begin(size_t Number) {
  State S = enter(Number);
  auto It = Looked.find(List[Blocks[Number].First].Offset);
  bool All = It != Looked.end();
  for (size_t From : Blocks[Number].From)
    All &= From + 1 == Number || llvm::is_contained(Blocks[From].To, Number - 1);
  if (All || (It != Looked.end() && Known.Callers.count({this->Number, It->first})))
    checked(S, It->first, It->second.first, It->second.second);
  return S;
}

/// Did the branch before that block leave out a check of these bytes, for they are a caller's?
bool Values::leftOut(size_t Number, size_t I, const Value &At, int64_t Bytes) const {
  auto Looks = [&](const Block &B) {
    const Instruction &Last = List[B.End - 1];
    auto It = Looked.find(Last.Offset + Last.Size);
    if (It == Looked.end() || !Known.Callers.count({this->Number, It->first}))
      return false;
    const auto &[From, Count] = It->second;
    return From.Terms == At.Terms && From.Constant <= At.Constant && Count.Terms.empty() &&
           At.Constant + Bytes <= From.Constant + Count.Constant;
  };
  const Block &Here = Blocks[Number];
  for (size_t Each = Here.First; Each < I; Each++)
    if (M.about(List[Each]).isCall())
      return false;
  for (size_t From : Here.From)
    for (size_t Other : Blocks[From].To)
      if (Other != Number)
        for (size_t Next : Blocks[Other].To)
          if (Looks(Blocks[Other]) || Looks(Blocks[Next]))
            return true;
  return false;
}

std::vector<Values::Store> Values::stores() {
  std::vector<Store> All;
  for (size_t Number = 0; Number < Blocks.size(); Number++) {
    const Block &B = Blocks[Number];
    if (!B.Visits)
      continue;
    State S = begin(Number);
    for (size_t I = B.First; I < B.End; I++) {
      Address A;
      const Reference *R = reference(I);
      if (R && R->How == Use::Branch && storesAsCall(R->Symbol)) {
        Value Bytes = get(S, I, Rdx);
        bool Known = Bytes.Terms.empty() && R->Symbol.find("str") == std::string::npos;
        Value At = get(S, I, Rdi);
        Place P = placeOf(S, At, Known ? Bytes.Constant : 1);
        if (P != Place::Checked && S.Many.count({At, Bytes}))
          P = Place::Checked;
        All.push_back({&List[I], P, R->Symbol});
      } else if (M.store(List[I], A)) {
        unsigned Bytes = M.storedBytes(List[I]);
        Value At = address(S, I, A);
        Place P = placeOf(S, At, Bytes ? Bytes : 1);
        if (P == Place::Elsewhere && leftOut(Number, I, At, Bytes ? Bytes : 1))
          P = Place::Before;
        All.push_back({&List[I], P, ""});
      }
      run(S, I);
    }
  }
  return All;
}

Place Values::placeOf(const State &S, const Value &At, int64_t Bytes) const {
  bool Index;
  bool Stack = isStack(S, At, Index);
  if (Stack && !Index)
    return Place::Stack;
  bool Own = isOneOf(S.Own, At, Index);
  if (Own && !Index)
    return Place::Own;
  if (covers(S.Checked, At, Bytes))
    return Place::Checked;
  if (Stack || Own)
    return Stack ? Place::StackIndex : Place::OwnIndex;
  if (covers(S.Earlier, At, Bytes))
    return Place::Before;
  return Place::Elsewhere;
}

} // namespace verify
} // namespace umbra
