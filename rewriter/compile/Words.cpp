// SPDX-License-Identifier: GPL-2.0-or-later
// A shell line's commands and words; no expansions, no here documents.
#include "compile/Words.h"

namespace umbra {

std::vector<ShellCommand> splitShellLine(const std::string &Line) {
  std::vector<ShellCommand> Commands(1);
  std::string Word;
  bool InWord = false;
  auto EndWord = [&] {
    if (InWord)
      Commands.back().Words.push_back(Word);
    Word.clear();
    InWord = false;
  };
  for (size_t I = 0; I < Line.size(); I++) {
    char C = Line[I];
    if (C == '\'' || C == '"') {
      InWord = true;
      for (I++; I < Line.size() && Line[I] != C; I++) {
        if (C == '"' && Line[I] == '\\' && I + 1 < Line.size())
          I++;
        Word += Line[I];
      }
    } else if (C == '\\' && I + 1 < Line.size()) {
      InWord = true;
      Word += Line[++I];
    } else if (C == ' ' || C == '\t') {
      EndWord();
    } else if (C == ';' || C == '|' || C == '>' || C == '&') {
      EndWord();
      Commands.back().End = C;
      Commands.emplace_back();
    } else {
      InWord = true;
      Word += C;
    }
  }
  EndWord();
  return Commands;
}

} // namespace umbra
