// SPDX-License-Identifier: GPL-2.0-or-later
// `umbra verify`: checks that a built module calls the kernel only through its
// taps. It knows the sections and the names, nothing of how they came about.
#include "verify/Verify.h"

#include "verify/Lines.h"
#include "verify/ModuleFile.h"
#include "verify/Rules.h"
#include "verify/Stores.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

using namespace umbra::verify;

namespace {

enum { ExitOk = 0, ExitOffenders = 1, ExitUsage = 2 };

const char Help[] =
    R"(Usage: umbra verify [--verbose] [--stores] FILE.ko...

Check built modules: a wrapped driver's own code may call nothing of the
kernel's but its taps, umbra_* and what the compiler calls of its own accord.
What stands in the sections .text.umbra and .data.umbra are the taps.

  -v, --verbose  list as well what is allowed: helpers, kernel data, and
                 addresses of kernel functions that only the kernel calls
                 with --stores, stores that were not followed to their check
  -s, --stores   check the machine code as well: each store that goes neither to
                 the stack nor to a variable of the module's is followed to its
                 check, or has one on its source line, or one that
                 umbra-report.json names, beside FILE.ko or in a folder above
  -h, --help     this text

Reads the ELF file alone and knows nothing of the rewriter. An address of a
kernel function that a driver keeps and calls through is not seen.

Exit codes: 0 every call goes through a tap; 1 some do not, the module has no
taps, or a store has no check; 2 a wrong argument, or a file that is not a built module.
)";

/// One line of the answer: who refers to what, how.
struct Finding {
  std::string Symbol, How, Function, Line;

  bool operator<(const Finding &O) const {
    return std::tie(Symbol, How, Function, Line) < std::tie(O.Symbol, O.How, O.Function, O.Line);
  }
};

void print(const Finding &F) {
  printf("  %s: %s %s", F.Symbol.c_str(), F.How.c_str(), F.Function.c_str());
  if (!F.Line.empty())
    printf(" (%s)", F.Line.c_str());
  printf("\n");
}

void printAll(const std::set<Finding> &Findings) {
  for (const Finding &F : Findings)
    print(F);
}

const char *words(Use How) {
  switch (How) {
  case Use::Branch:
    return "called by";
  case Use::Through:
    return "called through by";
  case Use::Data:
    break;
  }
  return "used by";
}

/// Stores of the driver's code; the exit code.
int verifyAllStores(const std::string &Path, const ModuleFile &Module, const Lines &Source,
                    bool Verbose) {
  namespace fs = std::filesystem;
  // A module of a folder below OUT: its own files come first, several may have one name.
  fs::path Own = fs::absolute(Path).parent_path(), Out = Own;
  while (!fs::exists(Out / "umbra-report.json") && Out.has_relative_path())
    Out = Out.parent_path();
  std::ifstream File(Out / "umbra-report.json");
  std::vector<std::string> Folders = {Own.string()};
  if (File && Out != Own)
    Folders.push_back(Out.string());
  std::string Report((std::istreambuf_iterator<char>(File)), std::istreambuf_iterator<char>());
  StoreCount N;
  std::string Error;
  if (!verifyStores(Module, fs::path(Path).stem().string(), Source, Folders, Report, Verbose, N,
                    Error)) {
    fprintf(stderr, "%s: error: %s\n", Path.c_str(), Error.c_str());
    return ExitUsage;
  }
  printf("%s: %s%u stores without a check; %u checked, %u by their lines, %u proven, %u to the "
         "stack, %u to the "
         "module's variables, %u not decided\n",
         Path.c_str(), N.Unchecked ? "error: " : "", N.Unchecked, N.Checked, N.Line, N.Proven,
         N.Stack, N.Own, N.Undecided);
  return N.Unchecked ? ExitOffenders : ExitOk;
}

int verifyFile(const std::string &Path, bool Verbose, bool Stores) {
  ModuleFile Module;
  std::string Error;
  if (!Module.read(Path, Error)) {
    fprintf(stderr, "%s: error: %s\n", Path.c_str(), Error.c_str());
    return ExitUsage;
  }

  Lines Source(Path);
  std::set<Finding> Offenders, Allowed;
  std::set<std::string> Names;
  std::map<std::string, std::set<std::string>> Helpers; // to the functions
  for (const Reference &R : Module.references()) {
    unsigned Number = R.Section;
    uint64_t Offset = R.Offset;
    Module.findHome(Number, Offset);
    auto Home = Module.sections().find(Number);
    const Function *F = Module.functionAt(Number, Offset);
    if (Home == Module.sections().end() || isTap(Home->second))
      continue;
    Verdict V = judge(R);
    if (V == Verdict::Umbra || (V != Verdict::Offender && !Verbose))
      continue;
    std::string Where = F ? F->Name : "section " + Home->second.Name;
    if (V == Verdict::Helper) {
      Helpers[R.Symbol].insert(Where);
      continue;
    }
    Finding New = {R.Symbol, words(R.How), Where,
                   Home->second.Code ? Source.at(Number, Offset) : ""};
    (V == Verdict::Offender ? Offenders : Allowed).insert(New);
    if (V == Verdict::Offender)
      Names.insert(R.Symbol);
  }

  size_t Taps = 0;
  for (const auto &[Number, S] : Module.sections())
    if (S.Name == ".text.umbra")
      Taps = S.Functions.size();
  if (!Taps)
    printf("%s: error: no taps: it is not a wrapped driver; wrap its source with "
           "`umbra harden`\n",
           Path.c_str());
  if (!Names.empty())
    printf("%s: error: %zu kernel function%s called without a tap:\n", Path.c_str(), Names.size(),
           Names.size() == 1 ? "" : "s");
  printAll(Offenders);
  if (Taps && Names.empty())
    printf("%s: every kernel call goes through a tap (%zu taps)\n", Path.c_str(), Taps);
  if (!Allowed.empty() || !Helpers.empty())
    printf("%s: allowed without a tap:\n", Path.c_str());
  printAll(Allowed);
  for (const auto &[Name, Users] : Helpers)
    printf("  %s: helper, used by %s%s\n", Name.c_str(), Users.begin()->c_str(),
           Users.size() > 1 ? (" and " + std::to_string(Users.size() - 1) + " more").c_str() : "");
  int Code = Taps && Names.empty() ? ExitOk : ExitOffenders;
  return Stores ? std::max(Code, verifyAllStores(Path, Module, Source, Verbose)) : Code;
}

int usageError(const std::string &Message) {
  fprintf(stderr, "umbra verify: %s\n", Message.c_str());
  return ExitUsage;
}

/// The option that a misspelled one begins like, or "".
std::string near(const std::string &Option) {
  for (const char *Known : {"--verbose", "--stores", "--help"})
    if (Option.size() >= 3 && std::string(Known).compare(0, 3, Option, 0, 3) == 0)
      return Known;
  return "";
}

} // namespace

int umbraVerify(int argc, char **argv) {
  std::vector<std::string> Files;
  bool Verbose = false, Stores = false, OptionsEnd = false;
  for (int I = 1; I < argc; I++) {
    std::string Word = argv[I];
    if (OptionsEnd || Word.empty() || Word[0] != '-') {
      Files.push_back(Word);
    } else if (Word == "--") {
      OptionsEnd = true;
    } else if (Word == "--help" || Word == "-h") {
      fputs(Help, stdout);
      return ExitOk;
    } else if (Word == "--verbose" || Word == "-v") {
      Verbose = true;
    } else if (Word == "--stores" || Word == "-s") {
      Stores = true;
    } else {
      std::string Known = near(Word);
      return usageError(
          "unknown option '" + Word + "'" +
          (Known.empty() ? "; see `umbra verify --help`" : ", did you mean '" + Known + "'?"));
    }
  }
  if (Files.empty())
    return usageError("no file given, expected FILE.ko; see `umbra verify --help`");
  int Code = ExitOk;
  for (const std::string &File : Files)
    Code = std::max(Code, verifyFile(File, Verbose, Stores));
  return Code;
}
