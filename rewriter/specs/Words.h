// SPDX-License-Identifier: GPL-2.0-or-later
// Checks the expressions in annotations, which Clang sees only as strings.
#ifndef UMBRA_SPECS_WORDS_H
#define UMBRA_SPECS_WORDS_H

#include "support/Diagnostics.h"

#include "clang/Frontend/CompilerInstance.h"

#include <string>
#include <vector>

namespace umbra {

/// "a, f(b, c)" at its top-level commas: "a", "f(b, c)"; "" gives none.
std::vector<std::string> splitArguments(const std::string &Text);

bool isIdentifier(const std::string &Text);

/// Is Word an identifier somewhere in Text?
bool containsWord(const std::string &Text, const std::string &Word);

/// Every word must be a parameter, `result` if it has one, a macro or
/// something the kernel's headers declare; a field of a parameter must exist.
void checkExpression(clang::CompilerInstance &CI, const clang::FunctionDecl &Function,
                     bool HasResult, const std::string &Expression, const char *Annotation,
                     const Place &Where, Diagnostics &Diags);

} // namespace umbra

#endif
