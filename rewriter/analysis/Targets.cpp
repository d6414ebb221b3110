// SPDX-License-Identifier: GPL-2.0-or-later
// Types as text, of which the number is a hash (FNV-1a): two files that know one
// type by different names come to the same.
#include "analysis/Targets.h"
#include "specs/Specs.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/RecordLayout.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

namespace umbra {

using namespace clang;

static std::string tagName(const TagDecl *D) {
  if (!D->getName().empty())
    return D->getNameAsString();
  const TypedefNameDecl *T = D->getTypedefNameForAnonDecl();
  return T ? T->getNameAsString() : "";
}

/// "" for what has a function without a prototype in it.
static std::string textOf(QualType Type, ASTContext &Context) {
  Type = Type.getCanonicalType().getUnqualifiedType();
  if (const auto *P = Type->getAs<PointerType>()) {
    std::string To = textOf(P->getPointeeType(), Context);
    return To.empty() ? "" : To + (P->getPointeeType().isConstQualified() ? " const*" : "*");
  }
  if (const auto *F = Type->getAs<FunctionProtoType>()) {
    std::string Text = textOf(F->getReturnType(), Context) + "(";
    for (QualType P : F->param_types()) {
      std::string One = textOf(P, Context);
      if (One.empty())
        return "";
      Text += One + ",";
    }
    return Text + (F->isVariadic() ? "...)" : ")");
  }
  if (Type->isFunctionType())
    return "";
  if (const auto *E = Type->getAs<EnumType>()) {
    QualType Number = E->getDecl()->getIntegerType();
    return textOf(Number.isNull() ? Context.UnsignedIntTy : Number, Context);
  }
  if (const auto *R = Type->getAs<RecordType>())
    return R->getDecl()->getKindName().str() + " " + tagName(R->getDecl());
  if (const auto *A = Context.getAsArrayType(Type))
    return textOf(A->getElementType(), Context) + "[]";
  if (Type->isIntegerType() && !Type->isDependentType())
    return (Type->isSignedIntegerType() ? "s" : "u") + std::to_string(Context.getTypeSize(Type));
  return Type.getAsString();
}

uint32_t functionType(QualType Type, ASTContext &Context) {
  if (const auto *P = Type->getAs<PointerType>())
    Type = P->getPointeeType();
  std::string Text = Type->isFunctionType() ? textOf(Type, Context) : "";
  if (Text.empty())
    return 0;
  uint32_t Hash = 2166136261u;
  for (unsigned char C : Text)
    Hash = (Hash ^ C) * 16777619u;
  return Hash ? Hash : 1;
}

bool hasState(const RecordDecl *R) {
  R = R->getDefinition();
  if (!R)
    return true;
  for (const char *Name :
       {"list_head", "hlist_node", "raw_spinlock", "refcount_struct", "atomic_t"})
    if (tagName(R) == Name)
      return true;
  for (const FieldDecl *F : R->fields())
    if (const auto *Inner = F->getType()->getBaseElementTypeUnsafe()->getAs<RecordType>())
      if (hasState(Inner->getDecl()))
        return true;
  return false;
}

uint32_t uncastType(const Expr *E, ASTContext &Context) {
  uint32_t Bare = functionType(E->IgnoreParenCasts()->getType(), Context);
  return Bare ? Bare : functionType(E->getType(), Context);
}

std::string hexadecimal(uint32_t Type) {
  std::string Text;
  llvm::raw_string_ostream(Text) << llvm::format_hex(Type, 10);
  return Text;
}

namespace {

class Finder {
public:
  Finder(ASTContext &Context, const Specs &S, TargetMap &Map) : Context(Context), S(S), Map(Map) {}

  bool structure(const RecordDecl *R) {
    R = R->getDefinition();
    if (!R || R->isInvalidDecl() || R->getName().empty())
      return false;
    auto [It, New] = Map.try_emplace(R->getNameAsString());
    if (New) {
      std::vector<Target> Found;
      members(R, 0, "", R->getNameAsString(), Found);
      // Which one it is the begin of, nobody knows here.
      for (const std::string &Whole : S.partsOf(R->getNameAsString()))
        if (const RecordDecl *W = named(Whole))
          members(W, 0, "", Whole, Found);
      std::stable_sort(Found.begin(), Found.end(),
                       [](const Target &A, const Target &B) { return A.Offset < B.Offset; });
      // What is being looked at may lead back to itself: of those it is not said.
      It->second = std::move(Found);
    }
    return !It->second.empty();
  }

  bool list(const RecordDecl *R) {
    if (!structure(R))
      return false;
    Target Each;
    Each.Structure = R->getNameAsString();
    Map.try_emplace(listOf(Each.Structure), std::vector<Target>{Each});
    return true;
  }

private:
  const RecordDecl *named(const std::string &Name) {
    for (NamedDecl *D :
         Context.getTranslationUnitDecl()->lookup(DeclarationName(&Context.Idents.get(Name))))
      if (const auto *R = dyn_cast<RecordDecl>(D))
        return R->getDefinition();
    return nullptr;
  }

  /// May a driver write it, or something in it?
  bool writable(const std::string &Of, const std::string &Field) const {
    if (!S.hasFields(Of) || S.seals(Of))
      return true;
    for (const auto *Fields : {&S.Writes, &S.Seals})
      for (const auto &[Name, F] : *Fields)
        if (F.Structure == Of &&
            (F.Field == Field || Field.compare(0, F.Field.size() + 1, F.Field + ".") == 0 ||
             F.Field.compare(0, Field.size() + 1, Field + ".") == 0))
          return true;
    return false;
  }

  void members(const RecordDecl *R, uint64_t Offset, const std::string &Path, const std::string &Of,
               std::vector<Target> &Found) {
    if (R->isUnion())
      return members(*R, Offset, Path, Of, Found);
    for (const FieldDecl *F : R->fields())
      field(*F, Offset, Path, Of, Found);
  }

  /// What is a function in one member may be something else in another.
  void members(const RecordDecl &Union, uint64_t Offset, const std::string &Path,
               const std::string &Of, std::vector<Target> &Found) {
    std::vector<std::vector<Target>> Each;
    for (const FieldDecl *F : Union.fields()) {
      Each.emplace_back();
      field(*F, Offset, Path, Of, Each.back());
    }
    auto At = [](const std::vector<Target> &List, uint64_t Where) {
      return std::any_of(List.begin(), List.end(),
                         [&](const Target &T) { return T.Offset == Where && T.Type; });
    };
    for (const auto &List : Each)
      for (const Target &T : List)
        if (T.Type) {
          Found.push_back(T);
          Found.back().Maybe |= !std::all_of(
              Each.begin(), Each.end(), [&](const auto &Other) { return At(Other, T.Offset); });
        }
  }

  void field(const FieldDecl &F, uint64_t Offset, const std::string &Path, const std::string &Of,
             std::vector<Target> &Found) {
    if (F.isBitField())
      return;
    std::string Name = Path;
    if (!F.getName().empty())
      Name += (Path.empty() ? "" : ".") + F.getNameAsString();
    if (!Name.empty() && !writable(Of, Name))
      return;
    Offset += Context.toCharUnitsFromBits(Context.getFieldOffset(&F)).getQuantity();
    bool Lists = S.Lists.count({F.getParent()->getNameAsString(), F.getNameAsString()});
    type(F.getType(), Offset, Name, Of, Found, Lists);
  }

  void type(QualType Type, uint64_t Offset, const std::string &Name, const std::string &Of,
            std::vector<Target> &Found, bool Lists) {
    if (const ConstantArrayType *A = Context.getAsConstantArrayType(Type)) {
      std::vector<Target> First;
      type(A->getElementType(), Offset, Name, Of, First, Lists);
      uint64_t Size = Context.getTypeSizeInChars(A->getElementType()).getQuantity();
      for (uint64_t I = 0; I < A->getSize().getZExtValue() && !First.empty(); I++)
        for (Target T : First) {
          T.Offset += I * Size;
          Found.push_back(T);
        }
      return;
    }
    if (const auto *R = Type->getAs<RecordType>()) {
      if (const RecordDecl *D = R->getDecl()->getDefinition())
        members(D, Offset, Name, Of, Found);
      return;
    }
    if (!Type->isPointerType())
      return;
    Target T;
    T.Field = Name;
    T.Offset = Offset;
    QualType To = Type->getPointeeType();
    T.Type = functionType(Type, Context);
    if (const auto *R = To->getAs<RecordType>(); R && To.isConstQualified())
      if (structure(R->getDecl()))
        T.Structure = R->getDecl()->getNameAsString();
    if (To->isPointerType() && Lists)
      if (const auto *R = To->getPointeeType()->getAs<RecordType>(); R && list(R->getDecl()))
        T.Structure = listOf(R->getDecl()->getNameAsString());
    if (T.Type || !T.Structure.empty())
      Found.push_back(std::move(T));
  }

  ASTContext &Context;
  const Specs &S;
  TargetMap &Map;
};

} // namespace

std::string listOf(const std::string &Structure) { return Structure + "_list"; }

void findListed(const RecordDecl *R, ASTContext &Context, const Specs &S, TargetMap &Map) {
  Finder(Context, S, Map).list(R);
}

void findTargets(const RecordDecl *R, ASTContext &Context, const Specs &S, TargetMap &Map) {
  Finder(Context, S, Map).structure(R);
}

} // namespace umbra
