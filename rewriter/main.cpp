// SPDX-License-Identifier: GPL-2.0-or-later
// The umbra command: finds the subcommand and hands over.
#include "explain/Explain.h"
#include "harden/Harden.h"
#include "options/Options.h"
#include "support/Diagnostics.h"
#include "verify/Verify.h"

#include "llvm/Support/raw_ostream.h"

using namespace umbra;

int main(int argc, char **argv) {
  std::string Command = argc > 1 ? argv[1] : "";
  if (Command == "--help" || Command == "-h" || Command == "help") {
    printHelp("");
    return ExitOk;
  }
  if (Command == "--version") {
    llvm::outs() << "umbra " UMBRA_VERSION "\n";
    return ExitOk;
  }
  if (Command == "verify")
    return umbraVerify(argc - 1, argv + 1);
  if (Command == "harden" || Command == "explain") {
    Options Opts;
    if (int Code = parseOptions(Command, argc - 2, argv + 2, Opts); Code >= 0)
      return Code;
    return Command == "harden" ? harden(Opts) : explain(Opts);
  }
  if (Command.empty()) {
    printUsageError("no command given; see `umbra --help`");
    return ExitUsage;
  }
  std::string Near = didYouMean(Command, {"harden", "explain", "verify", "--help", "--version"});
  printUsageError("unknown command '" + Command + "'" +
                  (Near.empty() ? "; see `umbra --help`" : ", did you mean '" + Near + "'?"));
  return ExitUsage;
}
