// SPDX-License-Identifier: GPL-2.0-or-later
// Which stores need no check of their own: an earlier one covers them.
#ifndef UMBRA_ANALYSIS_COVERED_H
#define UMBRA_ANALYSIS_COVERED_H

#include "analysis/Lvalues.h"

#include "clang/AST/Decl.h"

#include <functional>
#include <vector>

namespace umbra {

/// A store through a local pointer that keeps its value.
struct Candidate {
  const clang::Stmt *Store = nullptr; // the assignment, ++ or --
  Field Bytes;
  int64_t Object = 0; // size of what a check may be for more of than Bytes, or 0
  bool Covers = true; // may others rely on its check?
  int64_t Begin, End; // in: as in Bytes; out: what its own check is to cover
  int By = -1;        // out: the number of the candidate that covers this one, or -1
};

/// Confidence: conservative. A check counts as long as the pointer is not
/// changed and nothing is called that might take the memory away (Keeps says
/// which calls do not), on every path to the store.
void cover(const clang::FunctionDecl &F, clang::ASTContext &Context,
           const std::function<bool(const clang::CallExpr &)> &Keeps, std::vector<Candidate> &List);

} // namespace umbra

#endif
