// SPDX-License-Identifier: GPL-2.0-or-later
// Parses options; every unknown word gets a "did you mean".
#include "options/Options.h"
#include "support/Diagnostics.h"
#include "support/Files.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

namespace umbra {

static const char MainHelp[] = "usage: umbra <command> [options]\n"
                               "\n"
                               "Hardens Linux device drivers at build time.\n"
                               "\n"
                               "commands:\n"
                               "  harden    rewrite a driver so that it survives its own failures\n"
                               "  explain   say which rule a kernel function gets, and why\n"
                               "  verify    check a built module: does everything cross a tap?\n"
                               "\n"
                               "options:\n"
                               "  --help     this text; `umbra <command> --help` for a command\n"
                               "  --version  the version\n";

static const char HardenHelp[] =
    "usage: umbra harden [options] --output OUT SRC\n"
    "\n"
    "Reads the driver in SRC with its Kbuild or Makefile and writes a wrapped tree\n"
    "to OUT, which `make -C KDIR M=OUT modules` builds. SRC is never changed, and\n"
    "nothing is written unless the whole driver could be rewritten.\n"
    "\n"
    "options:\n"
    "  --output OUT        the folder to create\n"
    "  --kernel KDIR       the kernel's build folder (the running kernel's, else the\n"
    "                      newest headers installed)\n"
    "  --specs DIR         the specs to use (umbra's own)\n"
    "  --config CONFIG_X=m select a module of SRC; may be repeated (what the kernel's\n"
    "                      configuration enables as a module)\n"
    "  --checks all|taps   what is checked: every store, indirect call and loop, too, or\n"
    "                      what crosses a tap alone (all)\n"
    "  --symvers FILE      umbra's Module.symvers (the one built with this command)\n"
    "  --force             replace OUT even if it is not empty\n"
    "  --dry-run           check everything and say what would be written\n"
    "  --strict            anything not covered is an error\n"
    "  -j N                how many files to read at a time (all cores)\n"
    "  --quiet             no progress\n"
    "\n"
    "exit status: 0 done; 1 an error in SRC or the specs; 2 usage; 3 OUT cannot be\n"
    "written; 4 no usable kernel build folder.\n";

static const char ExplainHelp[] =
    "usage: umbra explain [options] NAME\n"
    "\n"
    "Says which rule the kernel function NAME gets when a driver calls it, from\n"
    "which spec line, and why. STRUCT.FIELD or FUNCTION.PARAMETER asks for a driver\n"
    "function that the kernel calls.\n"
    "\n"
    "options:\n"
    "  --kernel KDIR  the kernel's build folder\n"
    "  --specs DIR    the specs to use\n"
    "\n"
    "exit status: 0 explained; 1 no such function, or an error in the specs; 2 usage;\n"
    "4 no usable kernel build folder.\n";

void printHelp(const std::string &Command) {
  llvm::outs() << (Command == "harden"    ? HardenHelp
                   : Command == "explain" ? ExplainHelp
                                          : MainHelp);
}

void printUsageError(const std::string &Message) {
  llvm::errs() << "umbra: error: " << Message << '\n';
}

namespace {
struct Option {
  const char *Name;
  bool TakesValue;
  const char *Commands; // first letters of the commands that know it
};
} // namespace

static const Option Known[] = {
    {"--kernel", true, "he"}, {"--specs", true, "he"}, {"--config", true, "he"},
    {"--symvers", true, "h"}, {"--checks", true, "h"}, {"--output", true, "h"},
    {"--jobs", true, "h"},    {"--force", false, "h"}, {"--dry-run", false, "h"},
    {"--strict", false, "h"}, {"--quiet", false, "h"}, {"--help", false, "he"},
};

static bool validConfig(const std::string &V) {
  size_t Eq = V.find('=');
  return V.compare(0, 7, "CONFIG_") == 0 && Eq != std::string::npos && Eq > 7 && Eq + 1 < V.size();
}

static int store(const std::string &Name, const std::string &Value, Options &Opts) {
  if (Name == "--kernel")
    Opts.Kernel = Value;
  else if (Name == "--specs")
    Opts.Specs = Value;
  else if (Name == "--symvers")
    Opts.Symvers = Value;
  else if (Name == "--output")
    Opts.Output = Value;
  else if (Name == "--checks") {
    if (Value != "taps" && Value != "all") {
      printUsageError("--checks '" + Value + "': expected all or taps");
      return ExitUsage;
    }
    Opts.Checks = Value == "all";
  } else if (Name == "--config") {
    if (!validConfig(Value)) {
      printUsageError("--config '" + Value + "': expected CONFIG_NAME=m");
      return ExitUsage;
    }
    Opts.Configs.push_back(Value);
  } else if (Name == "--jobs") {
    char *End;
    unsigned long N = strtoul(Value.c_str(), &End, 10);
    if (*End || N < 1 || N > 1024) {
      printUsageError("-j '" + Value + "': expected a number from 1 to 1024");
      return ExitUsage;
    }
    Opts.Jobs = N;
  } else if (Name == "--force")
    Opts.Force = true;
  else if (Name == "--dry-run")
    Opts.DryRun = true;
  else if (Name == "--strict")
    Opts.Strict = true;
  else if (Name == "--quiet")
    Opts.Quiet = true;
  return -1;
}

int parseOptions(const std::string &Command, int argc, char **argv, Options &Opts) {
  bool Words = false; // after "--"
  for (int I = 0; I < argc; I++) {
    std::string Arg = argv[I], Value;
    if (Words || Arg.empty() || Arg[0] != '-' || Arg == "-") {
      if (!Opts.Source.empty()) {
        printUsageError("unexpected '" + Arg + "' after '" + Opts.Source + "'; one " +
                        (Command == "explain" ? "NAME" : "SRC") + " at a time");
        return ExitUsage;
      }
      Opts.Source = Arg;
      continue;
    }
    if (Arg == "--") {
      Words = true;
      continue;
    }
    if (Arg == "-h")
      Arg = "--help";
    if (Arg == "-o")
      Arg = "--output";
    bool HasValue = false;
    if (Arg.compare(0, 2, "-j") == 0) {
      if (Arg.size() > 2) {
        Value = Arg.substr(2);
        HasValue = true;
      }
      Arg = "--jobs";
    } else if (size_t Eq = Arg.find('='); Eq != std::string::npos) {
      Value = Arg.substr(Eq + 1);
      Arg.resize(Eq);
      HasValue = true;
    }
    const Option *Found = nullptr;
    std::vector<std::string> Names;
    for (const Option &O : Known)
      if (std::string(O.Commands).find(Command[0]) != std::string::npos) {
        Names.push_back(O.Name);
        if (Arg == O.Name)
          Found = &O;
      }
    if (!Found) {
      std::string Near = didYouMean(Arg, Names);
      printUsageError("unknown option '" + Arg + "'" +
                      (Near.empty() ? "; see `umbra " + Command + " --help`"
                                    : ", did you mean '" + Near + "'?"));
      return ExitUsage;
    }
    if (Arg == "--help") {
      printHelp(Command);
      return ExitOk;
    }
    if (Found->TakesValue && !HasValue) {
      if (I + 1 == argc) {
        printUsageError("'" + Arg + "' needs a value; see `umbra " + Command + " --help`");
        return ExitUsage;
      }
      Value = argv[++I];
    } else if (!Found->TakesValue && HasValue) {
      printUsageError("'" + Arg + "' takes no value");
      return ExitUsage;
    }
    if (int Code = store(Arg, Value, Opts); Code >= 0)
      return Code;
  }
  if (Opts.Source.empty()) {
    printUsageError(Command == "explain" ? "NAME is missing: umbra explain NAME"
                                         : "SRC is missing: umbra harden --output OUT SRC");
    return ExitUsage;
  }
  if (Command == "harden" && Opts.Output.empty() && !Opts.DryRun) {
    printUsageError("--output is missing: umbra harden --output OUT SRC");
    return ExitUsage;
  }
  return -1;
}

std::string dataPath(const std::string &Name) {
  // Beside the command when installed, else in the tree it was built from.
  static int Anchor;
  std::string Self = llvm::sys::fs::getMainExecutable(nullptr, &Anchor);
  std::string Installed = directoryOf(directoryOf(Self)) + "/share/umbra/" + Name;
  if (llvm::sys::fs::exists(Installed))
    return Installed;
  std::string Built = directoryOf(directoryOf(Self)) + "/" + Name; // build/modules/...
  if (llvm::sys::fs::exists(Built))
    return Built;
  std::string Tree = std::string(UMBRA_SOURCE_DIR) + "/" + Name;
  return llvm::sys::fs::exists(Tree) ? Tree : "";
}

} // namespace umbra
