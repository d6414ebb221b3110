// SPDX-License-Identifier: GPL-2.0-or-later
// What an indirect call needs to know: the type of a function as a number, and
// where in a structure functions are that the kernel will call.
#ifndef UMBRA_ANALYSIS_TARGETS_H
#define UMBRA_ANALYSIS_TARGETS_H

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class Expr;
class QualType;
class RecordDecl;
} // namespace clang

namespace umbra {

struct Specs;

/// A function's type, however it is spelled: numbers are their width and sign (so an enum
/// is the number that it is kept in), structures their names.
/// Of a pointer to a function, the function's. 0: it is none, or has no prototype.
uint32_t functionType(clang::QualType Type, clang::ASTContext &Context);
/// That of the function that E names or computes, before the casts around it.
uint32_t uncastType(const clang::Expr *E, clang::ASTContext &Context);

/// Is something in it that changes as it is used: a lock, a list, a count? A table has none.
bool hasState(const clang::RecordDecl *R);

/// As it is written into C.
std::string hexadecimal(uint32_t Type);

/// A pointer in a structure.
struct Target {
  std::string Field;     // "wol.handler"
  uint64_t Offset = 0;   // of the pointer
  uint32_t Type = 0;     // of the function, or ...
  std::string Structure; // ... constant, that it leads to and in which there are some
  bool Maybe = false;    // the function: it may be something else, in a union
};
/// By the structure's name; none of one without. A list of pointers to it, of which the last is
/// NULL, has the name that listOf() gives.
using TargetMap = std::map<std::string, std::vector<Target>>;

std::string listOf(const std::string &Structure);

/// Adds R and what can be reached from it. Of structures with fields (Specs): only those that
/// a driver may write.
void findTargets(const clang::RecordDecl *R, clang::ASTContext &Context, const Specs &S,
                 TargetMap &Map);
/// The same of a list of pointers to R.
void findListed(const clang::RecordDecl *R, clang::ASTContext &Context, const Specs &S,
                TargetMap &Map);

} // namespace umbra

#endif
