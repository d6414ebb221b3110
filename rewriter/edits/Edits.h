// SPDX-License-Identifier: GPL-2.0-or-later
// Changes of the driver's own text.
#ifndef UMBRA_EDITS_EDITS_H
#define UMBRA_EDITS_EDITS_H

#include "analysis/Program.h"

#include <map>
#include <string>
#include <vector>

namespace umbra {

struct Edit {
  unsigned Offset, Length;
  std::string Text;
  /// At one offset: what ends there comes before what begins there, and the
  /// outer of two is first to begin and last to end. Below 0: the end of a
  /// text that long; above: the beginning of one of ~0u - Nesting.
  int64_t Nesting = 0;

  bool operator<(const Edit &O) const;
  bool operator==(const Edit &O) const;
};

/// Edits of all modules of a folder, by file below SRC.
class EditSet {
public:
  void replace(const Span &Where, const std::string &Text);
  void change(const TextChange &C);
  /// The macro there is written out, with the replacements in it.
  void expand(const Expansion &E);
  void insert(const std::string &File, unsigned Offset, const std::string &Text);
  /// New text of a file below Root; overlapping edits are an error.
  std::string apply(const std::string &File, const std::string &Text, const std::string &Root,
                    Diagnostics &Diags) const;
  /// The line in the new text of an offset in the old one.
  unsigned lineOf(const std::string &File, const std::string &Text, unsigned Offset) const;
  bool touches(const std::string &File) const { return Edits.count(File) != 0; }

private:
  std::vector<Edit> withExpansions(const std::string &File) const;

  std::map<std::string, std::vector<Edit>> Edits;
  std::vector<Expansion> Expansions;
};

/// All edits that one module needs.
void editModule(const Program &P, const Specs &S, const Build &B, EditSet &Edits,
                Diagnostics &Diags);

/// "8139too_taps" for a module.
std::string tapsName(const Module &M);
/// The same with its folder, below SRC.
std::string tapsPath(const Module &M);

/// A name as a macro's.
std::string macroName(const std::string &Name);

/// What goes before an #include of a header that may be read once only; #endif goes behind it.
std::string guardBefore(const IncludeLine &I);

/// Path from the folder of File to Target, both below SRC.
std::string relativePath(const std::string &File, const std::string &Target);

} // namespace umbra

#endif
