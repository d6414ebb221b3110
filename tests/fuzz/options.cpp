// SPDX-License-Identifier: GPL-2.0-or-later
// options.cpp - fuzzes the rewriter's command line. Input: a byte for the
// command, then words that end in a zero byte. What is taken must make sense.
#include "options/Options.h"
#include "support/Diagnostics.h"

#include <cstdint>
#include <cstdlib>

using namespace umbra;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  if (!Size)
    return 0;
  std::string Command = Data[0] & 1 ? "harden" : "explain";
  std::vector<std::string> Words(1);
  for (size_t I = 1; I < Size; I++)
    if (Data[I])
      Words.back() += char(Data[I]);
    else
      Words.emplace_back();
  std::vector<char *> Arguments;
  for (std::string &W : Words)
    Arguments.push_back(W.data());
  Options Opts;
  int Code = parseOptions(Command, int(Arguments.size()), Arguments.data(), Opts);
  if (Code != -1 && Code != ExitOk && Code != ExitUsage)
    abort();
  if (Code == -1 && (Opts.Source.empty() || Opts.Jobs > 1024))
    abort();
  if (Code == -1 && Command == "harden" && Opts.Output.empty() && !Opts.DryRun)
    abort();
  return 0;
}
