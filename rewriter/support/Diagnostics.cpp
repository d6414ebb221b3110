// SPDX-License-Identifier: GPL-2.0-or-later
// Prints diagnostics the way compilers do, with the source line and a caret.
#include "support/Diagnostics.h"
#include "support/Files.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace umbra {

bool Place::operator<(const Place &O) const {
  return std::tie(File, Line, Column) < std::tie(O.File, O.Line, O.Column);
}

bool Place::operator==(const Place &O) const {
  return File == O.File && Line == O.Line && Column == O.Column;
}

std::string Place::str() const { return Line ? File + ":" + std::to_string(Line) : File; }

void Diagnostics::add(Severity Level, Place Where, std::string Message, std::string Cure) {
  std::lock_guard<std::mutex> Guard(Lock);
  Pending.push_back({Level, std::move(Where), std::move(Message), std::move(Cure)});
  if (Level == Severity::Error)
    Errors++;
  else if (Level == Severity::Warning)
    Warnings++;
}

void Diagnostics::error(Place Where, std::string Message, std::string Cure) {
  add(Severity::Error, std::move(Where), std::move(Message), std::move(Cure));
}

void Diagnostics::warning(Place Where, std::string Message, std::string Cure) {
  add(Severity::Warning, std::move(Where), std::move(Message), std::move(Cure));
}

void Diagnostics::clangErrors(const std::string &File, std::string Text) {
  std::lock_guard<std::mutex> Guard(Lock);
  Clang[File] += Text;
  Errors++;
}

static std::string sourceLine(const Place &Where) {
  std::string Text;
  if (!Where.Line || !readFile(Where.File, Text))
    return "";
  llvm::StringRef Rest(Text), Line;
  for (unsigned N = 0; N < Where.Line; N++)
    std::tie(Line, Rest) = Rest.split('\n');
  return Line.str();
}

static void print(llvm::raw_ostream &OS, const Diagnostic &D) {
  static const char *const Words[] = {"note: ", "warning: ", "error: "};
  static const llvm::raw_ostream::Colors Colors[] = {
      llvm::raw_ostream::CYAN, llvm::raw_ostream::MAGENTA, llvm::raw_ostream::RED};
  if (D.Where.valid()) {
    OS << D.Where.File << ':';
    if (D.Where.Line)
      OS << D.Where.Line << ':' << D.Where.Column << ':';
    OS << ' ';
  } else {
    OS << "umbra: ";
  }
  OS.changeColor(Colors[int(D.Level)], true);
  OS << Words[int(D.Level)];
  OS.resetColor();
  OS << D.Message << '\n';
  std::string Line = sourceLine(D.Where);
  if (!Line.empty() && D.Where.Column) {
    OS << "    " << Line << "\n    ";
    for (unsigned I = 0; I + 1 < D.Where.Column && I < Line.size(); I++)
      OS << (Line[I] == '\t' ? '\t' : ' ');
    OS << "^\n";
  }
  if (!D.Cure.empty())
    OS << "  cure: " << D.Cure << '\n';
}

void Diagnostics::flush() {
  std::lock_guard<std::mutex> Guard(Lock);
  llvm::raw_ostream &OS = llvm::errs();
  OS.enable_colors(OS.is_displayed());
  for (const auto &[File, Text] : Clang)
    OS << Text;
  Clang.clear();
  std::stable_sort(Pending.begin(), Pending.end(), [](const Diagnostic &A, const Diagnostic &B) {
    return std::tie(A.Where, A.Message) < std::tie(B.Where, B.Message);
  });
  std::set<std::string> Seen;
  for (const Diagnostic &D : Pending)
    if (Seen.insert(D.Where.str() + ":" + std::to_string(D.Where.Column) + D.Message).second)
      print(OS, D);
  Pending.clear();
  OS.flush();
}

std::string didYouMean(const std::string &Word, const std::vector<std::string> &Known) {
  std::string Best;
  unsigned BestDistance = Word.size() / 3 + 2;
  for (const std::string &K : Known) {
    unsigned Distance = llvm::StringRef(Word).edit_distance(K, true, BestDistance);
    if (Distance < BestDistance) {
      BestDistance = Distance;
      Best = K;
    }
  }
  return Best;
}

} // namespace umbra
