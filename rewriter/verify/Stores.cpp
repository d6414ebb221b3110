// SPDX-License-Identifier: GPL-2.0-or-later
// Disassembles the driver's own code. A store goes
//   - to the stack: its base is the stack pointer, or a register that was made
//     from it on every path (a forward analysis of each function);
//   - to the module's own data, by a fixed address;
//   - elsewhere: then its source line needs a check, which is a call of
//     umbra_check_*() from the same line.
// The report only says which lines make up one statement, which stores share a
// check, and which were proven; that the check is there is seen in the code.
// Confidence: lines, not values, connect a store with its check. The compiler
// may give a store the line of the value it stores; such a line assigns to
// nothing but a local, which the source says, and the store is listed as not
// decided. It may also find that an index is always in bounds, and leave out
// the check that the source has.
#include "verify/Stores.h"
#include "verify/Rules.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstPrinter.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>

namespace umbra {
namespace verify {

using namespace llvm;

namespace {

/// A statement of the driver's, by the lines of the wrapped file.
struct Site {
  unsigned First = 0, Last = 0;
  std::string Verdict, Into, Where;
};

/// File's base name -> its sites.
using Sites = std::map<std::string, std::vector<Site>>;

bool readReport(const std::string &Text, Sites &All, std::string &Error) {
  Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed) {
    Error = "the report is not JSON: " + toString(Parsed.takeError());
    return false;
  }
  const json::Object *Top = Parsed->getAsObject();
  const json::Array *Modules = Top ? Top->getArray("modules") : nullptr;
  if (!Modules) {
    Error = "the report has no modules";
    return false;
  }
  for (const json::Value &M : *Modules) {
    const json::Object *Module = M.getAsObject();
    const json::Array *List = Module ? Module->getArray("sites") : nullptr;
    if (!List)
      continue;
    for (const json::Value &V : *List) {
      const json::Object *O = V.getAsObject();
      const json::Array *Lines = O ? O->getArray("wrapped") : nullptr;
      if (!Lines || Lines->size() != 3 || O->getString("kind") == StringRef("loop") ||
          O->getString("kind") == StringRef("call"))
        continue;
      Site S;
      S.First = unsigned((*Lines)[1].getAsInteger().value_or(0));
      S.Last = unsigned((*Lines)[2].getAsInteger().value_or(0));
      S.Verdict = O->getString("verdict").value_or("").str();
      S.Into = O->getString("into").value_or("").str();
      S.Where = O->getString("where").value_or("").str();
      StringRef File = (*Lines)[0].getAsString().value_or("");
      All[File.rsplit('/').second.empty() ? File.str() : File.rsplit('/').second.str()].push_back(
          S);
    }
  }
  return true;
}

/// The wrapped sources, by base name.
class Text {
public:
  explicit Text(const std::string &Folder) {
    std::error_code None;
    for (std::filesystem::recursive_directory_iterator I(Folder.empty() ? "." : Folder, None), End;
         !None && I != End; I.increment(None))
      if (I->path().extension() == ".c" || I->path().extension() == ".h")
        Paths.emplace(I->path().filename().string(), I->path().string());
  }

  std::string line(const std::string &File, unsigned Number) {
    auto [It, New] = Files.try_emplace(File);
    if (auto Path = Paths.find(File); New && Path != Paths.end()) {
      std::ifstream In(Path->second);
      for (std::string L; std::getline(In, L);)
        It->second.push_back(L);
    }
    return Number && Number <= It->second.size() ? It->second[Number - 1] : "";
  }

  /// A header that is not among them: the kernel's.
  bool isKernels(const std::string &File) const {
    return !Paths.empty() && StringRef(File).ends_with(".h") && !Paths.count(File);
  }

  /// `local = ...`, a condition or a return without a call, a function's call
  /// alone, a declaration: no store of the source's.
  bool onlyLocal(const std::string &File, unsigned Number) {
    static const Regex Assigns("^[ \t]*[A-Za-z_][A-Za-z_0-9]* *[-+*/|&^]?=");
    static const Regex Condition("^[ \t}]*(else )?if \\([^()=]*\\) *[{]?$");
    static const Regex Returns("^[ \t]*return [^=]*$"), Call("[A-Za-z_0-9]\\(");
    static const Regex Declares("^[ \t]*([A-Za-z_][A-Za-z_0-9]*[ \t*]+)+[A-Za-z_][^()=]*;");
    static const Regex Calls("^[ \t]*[a-z_][a-z_0-9]*\\([^=]*\\);");
    std::string L = line(File, Number);
    // Comparisons are no assignments.
    for (size_t At = 1; (At = L.find('=', At)) != std::string::npos; At += 2)
      if (StringRef("=!<>").contains(L[At - 1]) || L[At + 1] == '=')
        L.replace(L[At + 1] == '=' ? At : At - 1, 2, "~~");
    return Assigns.match(L) || Condition.match(L) || Calls.match(L) || Declares.match(L) ||
           (Returns.match(L) && !Call.match(L));
  }

private:
  std::map<std::string, std::string> Paths;
  std::map<std::string, std::vector<std::string>> Files;
};

/// "file.c:12" -> "file.c", 12
std::pair<std::string, unsigned> splitLine(const std::string &Line) {
  auto [File, Number] = StringRef(Line).rsplit(':');
  unsigned N = 0;
  Number.getAsInteger(10, N);
  return {File.str(), N};
}

class Machine {
public:
  bool start(std::string &Error) {
    InitializeAllTargetInfos();
    InitializeAllTargetMCs();
    InitializeAllDisassemblers();
    const char *Triple = "x86_64-unknown-linux-gnu";
    const Target *T = TargetRegistry::lookupTarget(Triple, Error);
    if (!T)
      return false;
    Registers.reset(T->createMCRegInfo(Triple));
    Assembler.reset(T->createMCAsmInfo(*Registers, Triple, MCTargetOptions()));
    Subtarget.reset(T->createMCSubtargetInfo(Triple, "", ""));
    Instructions.reset(T->createMCInstrInfo());
    Context = std::make_unique<MCContext>(llvm::Triple(Triple), Assembler.get(), Registers.get(),
                                          Subtarget.get());
    Decoder.reset(T->createMCDisassembler(*Subtarget, *Context));
    Printer.reset(
        T->createMCInstPrinter(llvm::Triple(Triple), 0, *Assembler, *Instructions, *Registers));
    if (!Decoder || !Printer)
      Error = "LLVM has no disassembler for x86-64";
    return Decoder && Printer;
  }

  std::unique_ptr<MCRegisterInfo> Registers;
  std::unique_ptr<MCAsmInfo> Assembler;
  std::unique_ptr<MCSubtargetInfo> Subtarget;
  std::unique_ptr<MCInstrInfo> Instructions;
  std::unique_ptr<MCContext> Context;
  std::unique_ptr<MCDisassembler> Decoder;
  std::unique_ptr<MCInstPrinter> Printer;
};

struct Instruction {
  uint64_t Offset = 0, Size = 0;
  MCInst Inst;
};

/// The registers of a memory operand.
struct Address {
  unsigned Base = 0, Index = 0;
  bool PerCpu = false;
};

class FunctionReader {
public:
  FunctionReader(const Machine &M, const Section &Sec, const Function &F) : M(M), Sec(Sec), F(F) {}

  /// False if there is something that is no instruction.
  bool read() {
    ArrayRef<uint8_t> Bytes(Sec.Bytes);
    for (uint64_t At = F.Start; At < F.Start + F.Size && At < Bytes.size();) {
      Instruction I;
      I.Offset = At;
      if (M.Decoder->getInstruction(I.Inst, I.Size, Bytes.slice(At), At, nulls()) !=
          MCDisassembler::Success)
        return false;
      ByOffset[At] = List.size();
      At += I.Size;
      List.push_back(std::move(I));
    }
    flow();
    return true;
  }

  template <typename Each> void stores(Each Do) const {
    for (size_t I = 0; I < List.size(); I++) {
      Address A;
      if (storeAddress(List[I].Inst, A))
        Do(List[I], A, In[I].count(top(A.Base)) != 0);
    }
  }

  std::string name(unsigned Register) const {
    return Register ? M.Registers->getName(Register) : "";
  }

  std::string text(const Instruction &I) const {
    std::string Text;
    raw_string_ostream OS(Text);
    M.Printer->printInst(&I.Inst, I.Offset, "", *M.Subtarget, OS);
    std::string Flat;
    for (char C : StringRef(Text).trim())
      Flat += C == '\t' ? ' ' : C;
    return Flat;
  }

private:
  using Set = std::set<unsigned>; // registers that point into the stack

  StringRef opcode(const MCInst &I) const { return M.Instructions->getName(I.getOpcode()); }

  /// RAX for AL.
  unsigned top(unsigned Register) const {
    if (Register)
      for (MCPhysReg Super : M.Registers->superregs(Register))
        if (M.Registers->superregs(Super).begin() == M.Registers->superregs(Super).end())
          return Super;
    return Register;
  }

  static bool isString(StringRef Name) {
    return Name.starts_with("STOS") || Name == "MOVSB" || Name == "MOVSW" || Name == "MOVSL" ||
           Name == "MOVSQ";
  }

  bool storeAddress(const MCInst &I, Address &A) const {
    const MCInstrDesc &D = M.Instructions->get(I.getOpcode());
    StringRef Name = opcode(I);
    if (!D.mayStore() || D.isCall() || Name.starts_with("PREFETCH") || Name.starts_with("NOOP") ||
        Name.starts_with("PUSH"))
      return false;
    if (isString(Name) && I.getNumOperands() && I.getOperand(0).isReg()) {
      A.Base = I.getOperand(0).getReg();
      return true;
    }
    for (unsigned N = 0; N + 4 < I.getNumOperands() && N < D.getNumOperands(); N++)
      if (D.operands()[N].OperandType == MCOI::OPERAND_MEMORY) {
        A.Base = I.getOperand(N).getReg();
        A.Index = I.getOperand(N + 2).getReg();
        A.PerCpu = name(I.getOperand(N + 4).getReg()) == "GS";
        return true;
      }
    return false;
  }

  void apply(const MCInst &I, Set &Stack) const {
    const MCInstrDesc &D = M.Instructions->get(I.getOpcode());
    StringRef Name = opcode(I);
    if (D.isCall()) {
      for (auto It = Stack.begin(); It != Stack.end();) {
        std::string R = name(*It);
        bool Saved = R == "RSP" || R == "RBX" || R == "RBP" || R == "R12" || R == "R13" ||
                     R == "R14" || R == "R15";
        It = Saved ? std::next(It) : Stack.erase(It);
      }
      return;
    }
    auto Points = [&](unsigned N) {
      return N < I.getNumOperands() && I.getOperand(N).isReg() &&
             Stack.count(top(I.getOperand(N).getReg()));
    };
    bool Made = false;
    if (Name == "MOV64rr" || Name == "MOV64rr_REV")
      Made = Points(1);
    else if (Name == "LEA64r") // base + constant
      Made = Points(1) && I.getNumOperands() > 3 && !I.getOperand(3).getReg();
    else if (Name.starts_with("ADD64ri") || Name.starts_with("SUB64ri") ||
             Name.starts_with("AND64ri"))
      Made = Points(1);
    for (unsigned N = 0; N < D.getNumDefs() && N < I.getNumOperands(); N++)
      if (I.getOperand(N).isReg() && name(top(I.getOperand(N).getReg())) != "RSP") {
        if (Made)
          Stack.insert(top(I.getOperand(N).getReg()));
        else
          Stack.erase(top(I.getOperand(N).getReg()));
      }
    // A string instruction moves a pointer on: into the stack it stays.
    bool String = isString(Name);
    for (MCPhysReg R : D.implicit_defs())
      if (name(top(R)) != "RSP" && !String)
        Stack.erase(top(R));
  }

  bool fills(const MCInst &I) const { return opcode(I) == "INT3" || opcode(I).starts_with("NOOP"); }

  void flow() {
    Set Entry;
    for (unsigned R = 1; R < M.Registers->getNumRegs(); R++)
      if (name(R) == "RSP")
        Entry.insert(R);
    In.assign(List.size(), {});
    std::vector<bool> Seen(List.size());
    std::deque<size_t> Work;
    auto Reach = [&](size_t I, const Set &State) {
      if (I >= List.size())
        return;
      Set Now = State;
      if (Seen[I])
        for (auto It = Now.begin(); It != Now.end();)
          It = In[I].count(*It) ? std::next(It) : Now.erase(It);
      if (!Seen[I] || Now != In[I]) {
        Seen[I] = true;
        In[I] = Now;
        Work.push_back(I);
      }
    };
    // Code that nothing known jumps to is looked at last, with the least; what
    // fills the gap before it is no code.
    for (size_t Root = 0; Root < List.size(); Root++) {
      if (Seen[Root] || fills(List[Root].Inst))
        continue;
      Reach(Root, Entry);
      while (!Work.empty()) {
        size_t I = Work.front();
        Work.pop_front();
        Set State = In[I];
        apply(List[I].Inst, State);
        const MCInstrDesc &D = M.Instructions->get(List[I].Inst.getOpcode());
        if (D.isBranch() && List[I].Inst.getNumOperands() && List[I].Inst.getOperand(0).isImm()) {
          uint64_t To =
              List[I].Offset + List[I].Size + uint64_t(List[I].Inst.getOperand(0).getImm());
          // One to the next instruction is still to be filled in: it leads away.
          if (auto It = ByOffset.find(To);
              It != ByOffset.end() && List[I].Inst.getOperand(0).getImm())
            Reach(It->second, State);
        }
        if (!D.isReturn() && !D.isUnconditionalBranch() && !D.isIndirectBranch() &&
            opcode(List[I].Inst) != "INT3")
          Reach(I + 1, State);
      }
    }
  }

  const Machine &M;
  const Section &Sec;
  const Function &F;
  std::vector<Instruction> List;
  std::map<uint64_t, size_t> ByOffset;
  std::vector<Set> In;
};

class Judge {
public:
  Judge(const ModuleFile &Module, const Lines &Source, const Sites &All, Text &Files)
      : All(All), Files(Files) {
    for (const Reference &R : Module.references()) {
      StringRef Name(R.Symbol);
      if (Name.starts_with("umbra_check_") || Name == "umbra_sealed")
        if (std::string Line = Source.at(R.Section, R.Offset); !Line.empty())
          Checks.insert(splitLine(Line));
    }
    for (const auto &[File, List] : All)
      for (const Site &S : List)
        ByPlace[S.Where] = {File, &S};
  }

  enum Verdict { Checked, Proven, Moved, Unchecked };

  Verdict of(const std::string &Line) const {
    auto [File, Number] = splitLine(Line);
    if (isChecked(File, Number, Number))
      return Checked;
    Verdict Best = Unchecked;
    if (Files.line(File, Number).find("UMBRA_A(") != std::string::npos)
      Best = Proven;
    // Of a kernel's header what stores nothing stays in the driver.
    else if (Files.isKernels(File) || Files.onlyLocal(File, Number))
      Best = Moved;
    auto Found = All.find(File);
    if (Found == All.end())
      return Best;
    for (const Site &S : Found->second) {
      if (Number < S.First || Number > S.Last)
        continue;
      if (S.Verdict == "proven")
        Best = Proven;
      if (S.Verdict == "checked" && isChecked(File, S.First, S.Last))
        return Checked;
      if (S.Verdict == "merged")
        if (auto Into = ByPlace.find(S.Into); Into != ByPlace.end())
          if (isChecked(Into->second.first, Into->second.second->First, Into->second.second->Last))
            return Checked;
    }
    return Best;
  }

private:
  bool isChecked(const std::string &File, unsigned First, unsigned Last) const {
    auto It = Checks.lower_bound({File, First});
    return It != Checks.end() && It->first == File && It->second <= Last;
  }

  const Sites &All;
  Text &Files;
  std::set<std::pair<std::string, unsigned>> Checks; // lines that call one
  std::map<std::string, std::pair<std::string, const Site *>> ByPlace;
};

bool ownPlace(const Section &S, const Instruction &I) {
  auto It = S.OwnPlaces.lower_bound(I.Offset);
  return It != S.OwnPlaces.end() && *It < I.Offset + I.Size;
}

} // namespace

bool verifyStores(const ModuleFile &Module, const Lines &Source, const std::string &Folder,
                  const std::string &Report, StoreCount &Count, std::string &Error) {
  Machine M;
  Sites All;
  if (!M.start(Error) || (!Report.empty() && !readReport(Report, All, Error)))
    return false;
  Text Files(Folder);
  Judge J(Module, Source, All, Files);
  for (const auto &[Number, Sec] : Module.sections()) {
    if (!Sec.Code || isTap(Sec) || Sec.Name == ".altinstr_replacement")
      continue;
    uint64_t Done = 0; // aliases have one place
    for (const Function &F : Sec.Functions) {
      if (F.Start < Done || !F.Size)
        continue;
      Done = F.Start + F.Size;
      FunctionReader R(M, Sec, F);
      if (!R.read()) {
        printf("  %s: cannot be decided: an instruction is not known\n", F.Name.c_str());
        Count.Undecided++;
        continue;
      }
      R.stores(
          [&, Number = Number, &Sec = Sec](const Instruction &I, const Address &A, bool Stack) {
            std::string Base = R.name(A.Base);
            bool Fixed = (A.Base == 0 || Base == "RIP") && ownPlace(Sec, I);
            if (Stack && !A.Index) {
              Count.Stack++;
              return;
            }
            if (Fixed && !A.Index) {
              Count.Own++;
              return;
            }
            std::string Line = Source.at(Number, I.Offset);
            Judge::Verdict V = Line.empty() ? Judge::Unchecked : J.of(Line);
            if (V == Judge::Checked || V == Judge::Proven) {
              (V == Judge::Proven ? Count.Proven : Count.Checked)++;
              return;
            }
            bool Open = Stack || Line.empty() || V == Judge::Moved;
            (Open ? Count.Undecided : Count.Unchecked)++;
            printf("  %s: %s in %s: `%s`\n", Line.empty() ? "no line known" : Line.c_str(),
                   Line.empty()        ? "cannot be decided"
                   : Stack             ? "cannot be decided: an index into the stack"
                   : V == Judge::Moved ? "cannot be decided: the line stores nothing"
                                       : "a store without a check",
                   F.Name.c_str(), R.text(I).c_str());
          });
    }
  }
  return true;
}

} // namespace verify
} // namespace umbra
