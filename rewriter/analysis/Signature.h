// SPDX-License-Identifier: GPL-2.0-or-later
// A function's type as text, so that it outlives the syntax tree it is from.
#ifndef UMBRA_ANALYSIS_SIGNATURE_H
#define UMBRA_ANALYSIS_SIGNATURE_H

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
class QualType;
} // namespace clang

namespace umbra {

/// What a result is, which decides the default success test and answers.
enum class ResultKind { Void, Pointer, Signed, Bool, Unsigned, Other };

/// A type written around a "$" where the declared name goes.
using TypePattern = std::string;

struct Param {
  std::string Name;
  TypePattern Type;
  bool Pointer = false;
  bool VoidPointer = false;
  bool FunctionPointer = false;
  bool Volatile = false;   // points to something volatile
  bool Writable = false;   // points to something complete that is not const
  bool Stored = false;     // an inline stores through it ...
  int StoredBytes = -1;    // as many bytes as that parameter says; -1: one element
  bool HandedOn = false;   // no, it only gives it to a function that is none
  std::string Structure;   // that it points to, if it is one with a name
  std::string ListOf;      // the same of what it points to pointers to
  uint32_t Called = 0;     // functionType() of what it points to
  uint32_t CalledEach = 0; // of the functions that it points to pointers to
  bool Table = false;      // points to a constant structure of nothing that changes
  bool Copied = false;     // COPIED in a spec
  std::string CopiedBytes; // COPIED_BYTES(...)
  bool Word = false;       // fits into one: a number, a pointer
  bool Text = false;       // const char *
  bool Plain = false;      // points to data without pointers
  std::string Asked;       // ASKED(function)
  std::string AskedBytes;  // ASKED_BYTES(constant)
};

struct Signature {
  TypePattern Result;
  ResultKind Kind = ResultKind::Void;
  std::vector<Param> Params;
  bool Variadic = false;
  bool NoReturn = false;
  /// False if the type cannot be written down again (an unnamed struct).
  bool Printable = true;

  bool isVoid() const { return Kind == ResultKind::Void; }
};

Signature signatureOf(const clang::FunctionDecl &Function, clang::ASTContext &Context);
TypePattern patternOf(clang::QualType Type, clang::ASTContext &Context);

/// "struct pci_dev *$" and "dev": "struct pci_dev *dev".
std::string declare(const TypePattern &Type, const std::string &Name);
/// The bare type, for a cast.
std::string bareType(const TypePattern &Type);
/// "umbra_call_f(int a, void *b)" with its result type around it.
std::string prototype(const Signature &S, const std::string &Name);
/// "a, b"; First is put before and separated.
std::string argumentList(const Signature &S, const std::string &First = "");

} // namespace umbra

#endif
