// SPDX-License-Identifier: GPL-2.0-or-later
// Writes types the way the kernel does.
#include "analysis/Signature.h"
#include "analysis/Targets.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Type.h"

namespace umbra {

using namespace clang;

TypePattern patternOf(QualType Type, ASTContext &Context) {
  PrintingPolicy Policy(Context.getLangOpts());
  Policy.Bool = true;
  Policy.SuppressUnwrittenScope = true;
  std::string Text = "$";
  Type.getAsStringInternal(Text, Policy);
  return Text;
}

static ResultKind kindOf(QualType Type) {
  QualType T = Type.getCanonicalType();
  if (T->isVoidType())
    return ResultKind::Void;
  if (T->isPointerType())
    return ResultKind::Pointer;
  if (T->isBooleanType())
    return ResultKind::Bool;
  if (T->isEnumeralType())
    return ResultKind::Unsigned;
  if (T->isIntegerType())
    return T->isSignedIntegerType() ? ResultKind::Signed : ResultKind::Unsigned;
  return ResultKind::Other;
}

/// Numbers all through, so that the same content is the same request.
static bool plainData(QualType Type) {
  QualType T = Type.getCanonicalType();
  if (const ArrayType *A = T->getAsArrayTypeUnsafe())
    return plainData(A->getElementType());
  if (const auto *R = T->getAs<RecordType>()) {
    const RecordDecl *D = R->getDecl()->getDefinition();
    if (!D || D->field_empty())
      return false;
    for (const FieldDecl *F : D->fields())
      if (!plainData(F->getType()))
        return false;
    return true;
  }
  return T->isIntegralOrEnumerationType();
}

Signature signatureOf(const FunctionDecl &Function, ASTContext &Context) {
  Signature S;
  S.Result = patternOf(Function.getReturnType(), Context);
  S.Kind = kindOf(Function.getReturnType());
  S.Variadic = Function.isVariadic();
  S.NoReturn = Function.isNoReturn();
  std::set<std::string> Names;
  unsigned N = 0;
  for (const ParmVarDecl *P : Function.parameters()) {
    Param Result;
    Result.Name = P->getNameAsString();
    // Names that the taps use themselves, and missing ones.
    if (Result.Name.empty() || Result.Name == "result" || Result.Name == "object" ||
        Result.Name == "frame" || Result.Name == "given" || Result.Name == "site" ||
        Result.Name == "unwound" || Result.Name == "asked")
      Result.Name = Result.Name.empty() ? "arg" + std::to_string(N) : Result.Name + "_";
    // What is const is the driver's own copy: no part of the interface.
    QualType Type = P->getOriginalType().getLocalUnqualifiedType();
    Result.Pointer = P->getType()->isPointerType();
    Result.Volatile = Result.Pointer && P->getType()->getPointeeType().isVolatileQualified();
    Result.VoidPointer = P->getType()->isVoidPointerType();
    Result.FunctionPointer = P->getType()->isFunctionPointerType();
    Result.Called = functionType(P->getType(), Context);
    if (QualType To = P->getType()->getPointeeType(); !To.isNull() && To->isPointerType()) {
      Result.CalledEach = functionType(To, Context);
      if (const auto *R = To->getPointeeType()->getAs<RecordType>())
        Result.ListOf = R->getDecl()->getNameAsString();
    }
    Result.Word = Result.Pointer || P->getType()->isIntegralOrEnumerationType();
    if (Result.Pointer) {
      QualType To = P->getType()->getPointeeType();
      // What is not const and a bare number is where an answer goes.
      Result.Text = To->isCharType() && !To->isUnsignedIntegerType() && To.isConstQualified();
      Result.Plain = To->isRecordType()
                         ? plainData(To)
                         : To.isConstQualified() && !To->isCharType() && plainData(To);
      if (const auto *R = To->getAs<RecordType>()) {
        Result.Structure = R->getDecl()->getNameAsString();
        Result.Writable = R->getDecl()->isCompleteDefinition() && !Result.Structure.empty();
        Result.Table = Result.Writable && To.isConstQualified() && !hasState(R->getDecl());
      } else {
        Result.Writable = To->isScalarType();
      }
      Result.Writable &= !To.isConstQualified() && !Result.Volatile;
    }
    // A function or array parameter keeps its written form.
    Result.Type = patternOf(Type, Context);
    S.Params.push_back(std::move(Result));
    N++;
  }
  auto Odd = [](const std::string &T) {
    return T.find("(unnamed") != std::string::npos || T.find("(anonymous") != std::string::npos;
  };
  S.Printable = !Odd(S.Result);
  for (const Param &P : S.Params)
    S.Printable &= !Odd(P.Type);
  return S;
}

std::string declare(const TypePattern &Type, const std::string &Name) {
  std::string Text = Type;
  size_t At = Text.find('$');
  if (At != std::string::npos)
    Text.replace(At, 1, Name);
  return Text;
}

std::string bareType(const TypePattern &Type) {
  std::string Text = declare(Type, "");
  while (!Text.empty() && Text.back() == ' ')
    Text.pop_back();
  return Text;
}

std::string prototype(const Signature &S, const std::string &Name) {
  std::string Text = Name + "(";
  for (size_t I = 0; I < S.Params.size(); I++)
    Text +=
        (I ? ", " : "") + (S.Params[I].Name.empty() ? bareType(S.Params[I].Type)
                                                    : declare(S.Params[I].Type, S.Params[I].Name));
  if (S.Params.empty())
    Text += "void";
  if (S.Variadic)
    Text += ", ...";
  return declare(S.Result, Text + ")");
}

std::string argumentList(const Signature &S, const std::string &First) {
  std::string Text = First;
  for (const Param &P : S.Params)
    Text += (Text.empty() ? "" : ", ") + P.Name;
  return Text;
}

} // namespace umbra
