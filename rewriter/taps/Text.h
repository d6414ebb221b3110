// SPDX-License-Identifier: GPL-2.0-or-later
// Lays out generated C.
#ifndef UMBRA_TAPS_TEXT_H
#define UMBRA_TAPS_TEXT_H

#include "analysis/Signature.h"

#include <string>

namespace umbra {

/// A declaration of at most 100 columns a line, broken after commas.
std::string wrapDeclaration(const std::string &Text);

/// Appends lines, each indented by tabs.
class Lines {
public:
  Lines &operator()(unsigned Indent, const std::string &Line) {
    Text += std::string(Indent, '\t') + Line + "\n";
    return *this;
  }
  std::string Text;
};

/// "x" as it is, "a + b" in parentheses.
std::string parenthesized(const std::string &Expression);

/// (unsigned long)x
std::string word(const std::string &Expression);

/// What a tap answers by default if the driver cannot be asked.
std::string refusedAnswer(const Signature &S);
/// The default test of success, or "" for always.
std::string successTest(const Signature &S);
/// "include/linux/pci.h:44" out of an absolute path.
std::string kernelPath(const std::string &Path);

} // namespace umbra

#endif
