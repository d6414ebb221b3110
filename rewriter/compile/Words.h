// SPDX-License-Identifier: GPL-2.0-or-later
// Splits the shell lines that `make -n` prints.
#ifndef UMBRA_COMPILE_WORDS_H
#define UMBRA_COMPILE_WORDS_H

#include <string>
#include <vector>

namespace umbra {

/// A command of a shell line, with what ended it (";", "|", ">" or "").
struct ShellCommand {
  std::vector<std::string> Words;
  char End = 0;
};

/// Quotes and backslashes are undone; nothing is expanded.
std::vector<ShellCommand> splitShellLine(const std::string &Line);

} // namespace umbra

#endif
