// SPDX-License-Identifier: GPL-2.0-or-later
// Follows the values of registers through the driver's own code (Values.h). A store goes
//   - to the stack, or to the module's own data, by a fixed place;
//   - where a check has looked, with nothing called since; or with calls, if the report
//     has stores merged into that check, or if the branch before leaves it out where the
//     function has found a caller's variable: then the store's line must have no check of its own;
//   - elsewhere, as far as was followed: then its source line decides, which is the
//     line of the call for an inline function of the kernel's headers. The line, the
//     rest of its statement, or the check that the report says it is merged into,
//     must call umbra_check_*().
// The report only says which lines make up one statement, which stores share a
// check, and which were proven; that the check is there is seen in the code.
// Confidence: high for what was followed. What is decided by lines (a tenth) may have
// lost one of two checks of one line. The compiler may give a store the line of the
// value it stores; such a line assigns to nothing but a local, which the source says,
// and the store is listed as not decided.
#include "verify/Stores.h"
#include "verify/Rules.h"
#include "verify/Values.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/Regex.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace umbra {
namespace verify {

using namespace llvm;

namespace {

/// A statement of the driver's, by the lines of the wrapped file.
struct Site {
  unsigned First = 0, Last = 0;
  std::string Verdict, Into, Where, Why;
  bool Sealed = false; // a variable's part, by its name: checked, for the kernel uses it
};

/// File's base name -> its sites.
using Sites = std::map<std::string, std::vector<Site>>;

/// Of the module of that name, or of all if there is none.
bool readReport(const std::string &Text, const std::string &Name, Sites &All, std::string &Error) {
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
  static const Regex ByName("^&?[A-Za-z_][A-Za-z_0-9]*(\\.[A-Za-z_][A-Za-z_0-9]*)*$");
  auto IsIt = [&](const json::Value &M) {
    return M.getAsObject() && M.getAsObject()->getString("name") == StringRef(Name);
  };
  bool Known = std::any_of(Modules->begin(), Modules->end(), IsIt);
  for (const json::Value &M : *Modules) {
    const json::Object *Module = M.getAsObject();
    const json::Array *List = Module ? Module->getArray("sites") : nullptr;
    if (!List || (Known && !IsIt(M)))
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
      S.Why = O->getString("why").value_or("").str();
      S.Sealed = S.Verdict == "checked" && ByName.match(O->getString("what").value_or(""));
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
  explicit Text(const std::vector<std::string> &Folders) {
    std::error_code None;
    for (const std::string &Folder : Folders)
      for (std::filesystem::recursive_directory_iterator I(Folder, None), End; !None && I != End;
           I.increment(None))
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

  /// A local structure, which the compiler may set to zero.
  bool declares(const std::string &File, unsigned Number) {
    static const Regex Declares("^[ \t]+(struct|union) [A-Za-z_0-9]+ [A-Za-z_0-9]+;$");
    return Declares.match(line(File, Number));
  }

  /// `local = ...`, a condition, without a call; or a result: no store of the source's.
  bool onlyLocal(const std::string &File, unsigned Number) {
    static const Regex Assigns("^[ \t]*[A-Za-z_][A-Za-z_0-9]* *[-+*/|&^]?=[^(]*$");
    static const Regex Result("^[ \t}]*(else)?[ \t]*(if \\([^=]*\\))?[ \t]*return [^=]*;$");
    static const Regex Condition("^[ \t}]*(else )?if \\([^=]*\\) *[{]?$");
    static const Regex Call("[A-Za-z0-9_)] *\\(");
    std::string L = compared(line(File, Number)), All = compared(statement(File, Number));
    StringRef Of = StringRef(L).split("if (").second;
    return Assigns.match(L) || (Result.match(All) && !steps(All)) ||
           (Condition.match(L) && !Call.match(Of) && !steps(L));
  }

  /// `local = call(...);` of a function that is inline there.
  bool keepsResult(const std::string &File, unsigned Number) {
    static const Regex Keeps("^[ \t]*[A-Za-z_][A-Za-z_0-9]* = [A-Za-z_][A-Za-z_0-9]*\\([^=]*;$");
    std::string All = compared(statement(File, Number));
    return Keeps.match(All) && !steps(All);
  }

private:
  /// Comparisons are no assignments.
  static std::string compared(std::string L) {
    for (size_t At = 1; (At = L.find('=', At)) != std::string::npos; At += 2)
      if (StringRef("=!<>").contains(L[At - 1]) || L[At + 1] == '=')
        L.replace(L[At + 1] == '=' ? At : At - 1, 2, "~~");
    return L;
  }
  /// A line and, of its statement, a few around it.
  std::string statement(const std::string &File, unsigned Number) {
    auto Ends = [&](unsigned N) {
      std::string Line = line(File, N);
      StringRef L = StringRef(Line).rtrim();
      return L.empty() || StringRef(";{}:").contains(L.back()); // of a case, too
    };
    unsigned First = Number, Last = Number;
    while (First > 1 && Number - First < 8 && !Ends(First - 1))
      First--;
    while (Last - Number < 8 && !Ends(Last))
      Last++;
    std::string All = line(File, First);
    while (First < Last)
      All += line(File, ++First);
    return All;
  }
  static bool steps(StringRef L) { return L.contains("++") || L.contains("--"); }

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

class Judge {
public:
  Judge(const ModuleFile &Module, const Lines &Source, const Sites &All, Text &Files)
      : All(All), Files(Files) {
    std::set<std::string> Shared;
    for (const auto &[File, List] : All)
      for (const Site &S : List) {
        ByPlace[S.Where] = {File, &S};
        Shared.insert(S.Into);
      }
    for (const Reference &R : Module.references()) {
      StringRef Name(R.Symbol);
      std::string Line = Name.starts_with("umbra_check_") || Name == "umbra_sealed"
                             ? Source.at(R.Section, R.Offset)
                             : "";
      if (Line.empty())
        continue;
      auto Own = splitLine(Line);
      Checks.insert(Own);
      std::pair<unsigned, uint64_t> End(R.Section, R.Offset + 4);
      if (Files.line(Own.first, Own.second).find("UMBRA_WS(") != std::string::npos)
        Known.Callers.insert(End);
      for (const Site *S : sites(Own.first, Own.second))
        if (Shared.count(S->Where))
          Known.Shared.insert(End);
    }
  }

  const Hints &hints() const { return Known; }

  enum Verdict { Checked, Proven, Moved, Unchecked }; // in this order, see Words

  /// Of a store's lines, outwards. Line: the driver's own that was looked at.
  Verdict of(const std::vector<std::string> &Chain, Place Where, std::string &Line) const {
    Line = Chain[0];
    Verdict Best = Moved;
    bool Within = false; // an inlined function of the driver's
    for (const std::string &Each : Chain)
      if (!Files.isKernels(splitLine(Each).first)) {
        Line = Each;
        if (Files.declares(splitLine(Each).first, splitLine(Each).second))
          return Moved;
        if (Where == Place::Before && sites(splitLine(Each).first, splitLine(Each).second).empty())
          return Checked;
        // A line that stores nothing is that of an inlined function's value: who has it, stores.
        Best = of(Each, Where);
        if (Within && Best == Unchecked &&
            Files.keepsResult(splitLine(Each).first, splitLine(Each).second))
          Best = Moved;
        if (Best != Moved)
          break;
        Within = true;
      }
    return Best;
  }

  /// Of a store to the module's variables: the line of its seal's check, if that is missing.
  std::string sealMissed(const std::vector<std::string> &Chain) const {
    for (const std::string &Line : Chain) {
      auto [File, Number] = splitLine(Line);
      for (const Site *S : sites(File, Number))
        if (S->Sealed && !isChecked(File, S->First, S->Last))
          return Line;
    }
    return "";
  }

private:
  Verdict of(const std::string &Line, Place Where) const {
    auto [File, Number] = splitLine(Line);
    bool Index = Where == Place::StackIndex || Where == Place::OwnIndex;
    if (isChecked(File, Number, Number))
      return Checked;
    Verdict Best = Files.isKernels(File) || Files.onlyLocal(File, Number) ? Moved : Unchecked;
    if (Index && isBounded(File, Number, Number))
      Best = Proven;
    for (const Site *S : sites(File, Number)) {
      if (S->Verdict == "proven" && explains(*S, Where))
        Best = Proven;
      if (Index && S->Verdict == "checked" && isBounded(File, S->First, S->Last))
        Best = Proven;
      if (S->Verdict == "checked" && isChecked(File, S->First, S->Last))
        return Checked;
      if (S->Verdict == "merged")
        if (auto Into = ByPlace.find(S->Into); Into != ByPlace.end())
          if (isChecked(Into->second.first, Into->second.second->First, Into->second.second->Last))
            return Checked;
    }
    return Best;
  }

  /// The report's, of a line.
  std::vector<const Site *> sites(const std::string &File, unsigned Number) const {
    std::vector<const Site *> Of;
    if (auto Found = All.find(File); Found != All.end())
      for (const Site &S : Found->second)
        if (Number >= S.First && Number <= S.Last)
          Of.push_back(&S);
    return Of;
  }

  /// What is proven of a variable says nothing of a store through a pointer on its line.
  static bool explains(const Site &S, Place Where) {
    StringRef Why(S.Why);
    if (Why.starts_with("the module's own variable"))
      return Where == Place::OwnIndex;
    if (Why.starts_with("the local variable") || Why.starts_with("an index"))
      return Where == Place::StackIndex;
    return true;
  }

  /// Is an index compared with its array? The compiler may know what comes of it.
  bool isBounded(const std::string &File, unsigned First, unsigned Last) const {
    for (; First <= Last; First++)
      if (Files.line(File, First).find("UMBRA_A(") != std::string::npos)
        return true;
    return false;
  }

  bool isChecked(const std::string &File, unsigned First, unsigned Last) const {
    auto It = Checks.lower_bound({File, First});
    return It != Checks.end() && It->first == File && It->second <= Last;
  }

  const Sites &All;
  Text &Files;
  std::set<std::pair<std::string, unsigned>> Checks; // lines that call one
  Hints Known;
  std::map<std::string, std::pair<std::string, const Site *>> ByPlace;
};

} // namespace

bool verifyStores(const ModuleFile &Module, const std::string &Name, const Lines &Source,
                  const std::vector<std::string> &Folders, const std::string &Report, bool Verbose, StoreCount &Count, std::string &Error) {
  Machine M;
  Sites All;
  if (!M.start(Error) || (!Report.empty() && !readReport(Report, Name, All, Error)))
    return false;
  Text Files(Folders);
  Judge J(Module, Source, All, Files);
  auto Say = [&](const std::string &Line, const char *What, const Function &F,
                 const Values::Store &S) {
    printf("  %s: %s in %s: `%s`\n", Line.empty() ? "no line known" : Line.c_str(), What,
           F.Name.c_str(), S.Call.empty() ? M.text(*S.At).c_str() : ("call " + S.Call).c_str());
  };
  for (const auto &[Number, Sec] : Module.sections()) {
    if (!Sec.Code || isTap(Sec) || Sec.Name == ".altinstr_replacement")
      continue;
    uint64_t Done = 0; // aliases have one place
    for (const Function &F : Sec.Functions) {
      if (F.Start < Done || !F.Size)
        continue;
      Done = F.Start + F.Size;
      Values V(M, Module, Number, F, Source.returnsMemory(Number, F.Start), J.hints());
      if (!V.read()) {
        printf("  %s: cannot be decided: an instruction is not known\n", F.Name.c_str());
        Count.Undecided++;
        continue;
      }
      for (const Values::Store &S : V.stores()) {
        if (S.Where == Place::Stack) {
          Count.Stack++;
        } else if (S.Where == Place::Own) {
          std::string Line = J.sealMissed(Source.chain(Number, S.At->Offset));
          ++(Line.empty() ? Count.Own : Count.Unchecked);
          if (!Line.empty())
            Say(Line, "a store to a sealed variable without a check", F, S);
        } else if (S.Where == Place::Checked) {
          Count.Checked++;
        } else {
          std::string Line;
          Judge::Verdict Verdict = J.of(Source.chain(Number, S.At->Offset), S.Where, Line);
          if (Line.empty())
            Verdict = Judge::Moved;
          unsigned *Counts[] = {&Count.Line, &Count.Proven, &Count.Undecided, &Count.Unchecked};
          // What a part that is seldom run stores through, the rest has made.
          bool Apart = StringRef(F.Name).ends_with(".cold");
          if (Apart && Verdict == Judge::Unchecked)
            Verdict = Judge::Moved;
          const char *Words[] = {"decided by its line", "proven, says the report",
                                 Line.empty() ? "cannot be decided"
                                 : Apart      ? "cannot be decided: what it goes through is "
                                                "worked out elsewhere"
                                              : "cannot be decided: the line stores nothing",
                                 S.Where == Place::StackIndex ? "an index without a check"
                                                              : "a store without a check"};
          ++*Counts[Verdict];
          if (Verbose || Verdict == Judge::Moved || Verdict == Judge::Unchecked)
            Say(Line, Words[Verdict], F, S);
        }
      }
    }
  }
  return true;
}

} // namespace verify
} // namespace umbra
