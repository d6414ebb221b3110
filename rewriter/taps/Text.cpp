// SPDX-License-Identifier: GPL-2.0-or-later
// Layout helpers of the generated C.
#include "taps/Text.h"

#include <cctype>

namespace umbra {

std::string wrapDeclaration(const std::string &Text) {
  const size_t Limit = 100;
  std::string Result, Line;
  size_t Open = Text.find('(');
  std::string Indent;
  if (Open != std::string::npos && Open < 70)
    Indent = std::string((Open + 1) / 8, '\t') + std::string((Open + 1) % 8, ' ');
  else
    Indent = "\t\t";
  for (size_t At = 0; At < Text.size();) {
    size_t Comma = Text.find(", ", At);
    std::string Piece =
        Comma == std::string::npos ? Text.substr(At) : Text.substr(At, Comma + 2 - At);
    size_t Columns = 0;
    for (char C : Line)
      Columns += C == '\t' ? 8 : 1;
    if (!Line.empty() && Columns + Piece.size() > Limit) {
      while (!Line.empty() && Line.back() == ' ')
        Line.pop_back();
      Result += Line + "\n";
      Line = Indent;
    }
    Line += Piece;
    At += Piece.size();
  }
  return Result + Line;
}

std::string parenthesized(const std::string &E) {
  for (char C : E)
    if (!isalnum((unsigned char)C) && C != '_' && C != '>' && C != '.' && C != '-')
      return "(" + E + ")";
  return E.find('-') != std::string::npos && E.find("->") == std::string::npos ? "(" + E + ")" : E;
}

std::string word(const std::string &E) { return "(unsigned long)" + parenthesized(E); }

std::string refusedAnswer(const Signature &S) {
  switch (S.Kind) {
  case ResultKind::Void:
    return "";
  case ResultKind::Pointer:
    return "NULL";
  case ResultKind::Signed:
    return "-EIO";
  case ResultKind::Bool:
    return "false";
  case ResultKind::Unsigned:
    return "0";
  case ResultKind::Other:
    break;
  }
  return "(" + bareType(S.Result) + "){ }";
}

std::string successTest(const Signature &S) {
  switch (S.Kind) {
  case ResultKind::Pointer:
    return "umbra_ok_pointer(result)";
  case ResultKind::Signed:
    return "umbra_ok_int(result)";
  case ResultKind::Bool:
    return "result";
  default:
    return "";
  }
}

std::string kernelPath(const std::string &Path) {
  for (const char *Top : {"/arch/", "/include/"}) {
    size_t At = Path.find(Top);
    if (At != std::string::npos)
      return Path.substr(At + 1);
  }
  return Path;
}

} // namespace umbra
