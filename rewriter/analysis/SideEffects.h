// SPDX-License-Identifier: GPL-2.0-or-later
// Does a header's inline function change anything but its own locals?
#ifndef UMBRA_ANALYSIS_SIDEEFFECTS_H
#define UMBRA_ANALYSIS_SIDEEFFECTS_H

#include "analysis/StoreRoots.h"

#include <map>
#include <set>
#include <string>

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace umbra {

/// Confidence: conservative. An inline that only computes in a way not known
/// here (an opaque asm without outputs) is said to have an effect and gets a
/// tap, which costs a call and is never wrong.
class SideEffects {
public:
  /// Exported: what the kernel defines; empty: not known.
  SideEffects(clang::ASTContext &Context, const std::set<std::string> &Exported)
      : Context(Context), Exported(Exported) {}
  /// The reason, in words that follow "because it"; "" if it is pure.
  const std::string &of(const clang::FunctionDecl &Function);
  /// Is an extern function defined anywhere, as far as is known? If not, its
  /// call is an assertion in dead code, which would break the link.
  bool isDefined(const clang::FunctionDecl &Function) const;

  /// Does a call of an extern function count?
  bool callHasEffect(const clang::FunctionDecl &Function) const;

  /// Where an inline stores, itself or by the inlines that it calls.
  struct Stores {
    /// Parameters, and so do functions that it calls with them; with the parameter that
    /// says how many bytes (memset() and its like), or -1: one element.
    std::map<unsigned, int> Through;
    std::set<unsigned> Itself;    // of these, not only what it hands on to others
    StoreRoots Others;            // and where it finds by itself
    std::set<std::string> Fields; // of structures, that it sets by name; "*": others
  };
  const Stores &storesOf(const clang::FunctionDecl &Function);
  /// Where the pointer that it returns leads.
  const StoreRoots &resultOf(const clang::FunctionDecl &Function);

private:
  clang::ASTContext &Context;
  const std::set<std::string> &Exported;
  std::map<const clang::FunctionDecl *, std::string> Known;
  std::map<const clang::FunctionDecl *, Stores> Stored;
  std::map<const clang::FunctionDecl *, StoreRoots> Results;
};

} // namespace umbra

#endif
