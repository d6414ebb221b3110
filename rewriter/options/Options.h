// SPDX-License-Identifier: GPL-2.0-or-later
// What the command line asks for.
#ifndef UMBRA_OPTIONS_OPTIONS_H
#define UMBRA_OPTIONS_OPTIONS_H

#include <string>
#include <vector>

namespace umbra {

struct Options {
  std::string Kernel;               // --kernel: the kernel's build folder
  std::string Specs;                // --specs: folder of annotated headers
  std::vector<std::string> Configs; // --config: CONFIG_X=m
  std::string Symvers;              // --symvers: umbra's Module.symvers
  std::string Output;               // --output: where the wrapped tree goes
  std::string Source;               // the driver, or NAME for explain
  unsigned Jobs = 0;                // -j; 0: all cores
  bool Checks = true;               // --checks=all|taps
  bool Force = false;
  bool DryRun = false;
  bool Strict = false;
  bool Quiet = false;
};

/// Parses what follows a subcommand. Returns -1 to go on, else an exit code;
/// errors and help texts are already printed.
int parseOptions(const std::string &Command, int argc, char **argv, Options &Opts);

void printHelp(const std::string &Command);
void printUsageError(const std::string &Message);

/// Where umbra's own files are: "specs", "runtime/umbra.h"; "" if missing.
std::string dataPath(const std::string &Name);

} // namespace umbra

#endif
