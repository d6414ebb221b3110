// SPDX-License-Identifier: GPL-2.0-or-later
// Forward data flow over Clang's CFG: which checks have been made on every path. The
// first of several fields of one object is checked for all of them.
#include "analysis/Covered.h"

#include "clang/Analysis/CFG.h"

#include <algorithm>
#include <map>
#include <optional>

namespace umbra {

using namespace clang;

namespace {

constexpr int MostRounds = 100;

class Flow {
public:
  Flow(const std::function<bool(const CallExpr &)> &Keeps, std::vector<Candidate> &List)
      : Keeps(Keeps), List(List) {
    for (size_t I = 0; I < List.size(); I++)
      Number[List[I].Store] = int(I);
  }

  void run(const CFG &G) {
    std::map<const CFGBlock *, Made> Out;
    std::vector<const CFGBlock *> Work(G.rbegin(), G.rend());
    int Rounds = 0;
    for (bool Again = true; Again;) {
      Again = false;
      if (++Rounds > MostRounds)
        return; // each keeps its own check
      for (const CFGBlock *B : Work) {
        std::optional<Made> In = B == &G.getEntry() ? std::optional<Made>(Made()) : meet(*B, Out);
        if (!In)
          continue; // not reached yet
        walk(*B, *In, false);
        auto [It, New] = Out.emplace(B, *In);
        if (New || It->second != *In) {
          It->second = std::move(*In);
          Again = true;
        }
      }
    }
    for (const CFGBlock *B : Work)
      if (std::optional<Made> In = B == &G.getEntry() ? std::optional<Made>(Made()) : meet(*B, Out))
        walk(*B, *In, true);
  }

private:
  /// Checks that hold here, by pointer.
  using Made = std::map<const VarDecl *, std::set<int>>;

  static const Stmt *statement(const CFGElement &E) {
    auto S = E.getAs<CFGStmt>();
    return S ? S->getStmt() : nullptr;
  }

  int find(const Stmt *S) const {
    auto It = Number.find(S);
    return It == Number.end() ? -1 : It->second;
  }

  /// Does the outer one's own check cover the inner store?
  bool within(int Inner, int Outer) const {
    const Field &I = List[Inner].Bytes, &O = List[Outer].Bytes;
    return I.Begin >= O.Begin && I.End <= O.End;
  }

  /// Can it be made to? A check costs the same for many bytes.
  bool near(int Inner, int Outer) const {
    return List[Inner].Bytes.End <= List[Outer].Object;
  }

  /// A small object is looked at as a whole: that is the shorter check.
  static void widen(Candidate &O, const Field &By) {
    bool Small = O.Object <= 16;
    O.Begin = Small ? 0 : std::min(O.Begin, By.Begin);
    O.End = Small ? O.Object : std::max(O.End, By.End);
  }

  /// Of the checks made, the one to rely on for a store; or -1.
  int coveredBy(int I, const std::set<int> &Set) const {
    for (int C : Set)
      if (C != I && within(I, C))
        return C;
    for (int C : Set)
      if (C != I && near(I, C))
        return C;
    return -1;
  }

  template <typename Map, typename Clear> void kill(const Stmt *S, Map &Holds, Clear All) {
    if (const auto *C = dyn_cast<CallExpr>(S)) {
      if (!Keeps(*C))
        All();
    } else if (isa<AsmStmt>(S)) {
      All();
    } else if (isa<BinaryOperator>(S) || isa<UnaryOperator>(S) || isa<DeclStmt>(S)) {
      const VarDecl *V = nullptr;
      if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->isAssignmentOp())
        V = variable(B->getLHS());
      else if (const auto *U = dyn_cast<UnaryOperator>(S); U && U->isIncrementDecrementOp())
        V = variable(U->getSubExpr());
      if (V)
        Holds.erase(V);
      if (const auto *D = dyn_cast<DeclStmt>(S))
        for (const Decl *Each : D->decls())
          if (const auto *Declared = dyn_cast<VarDecl>(Each))
            Holds.erase(Declared);
    }
  }

  std::optional<Made> meet(const CFGBlock &B, const std::map<const CFGBlock *, Made> &Out) const {
    std::optional<Made> Result;
    for (const CFGBlock *From : B.preds()) {
      auto It = From ? Out.find(From) : Out.end();
      if (It == Out.end())
        continue; // dead, or not walked yet
      if (!Result) {
        Result = It->second;
        continue;
      }
      for (auto &[Pointer, Set] : *Result) {
        auto Other = It->second.find(Pointer);
        for (auto I = Set.begin(); I != Set.end();)
          I = Other != It->second.end() && Other->second.count(*I) ? std::next(I) : Set.erase(I);
      }
    }
    if (Result)
      for (auto I = Result->begin(); I != Result->end();)
        I = I->second.empty() ? Result->erase(I) : std::next(I);
    return Result;
  }

  void walk(const CFGBlock &B, Made &Holds, bool Decide) {
    for (const CFGElement &E : B) {
      const Stmt *S = statement(E);
      if (!S)
        continue;
      if (int I = find(S); I >= 0) {
        std::set<int> &Set = Holds[List[I].Bytes.Pointer];
        int By = coveredBy(I, Set);
        if (Decide) {
          List[I].By = By;
          if (By >= 0 && !within(I, By))
            widen(List[By], List[I].Bytes);
        }
        if (By < 0 && List[I].Covers)
          Set.insert(I);
      }
      kill(S, Holds, [&] { Holds.clear(); });
    }
  }

  const std::function<bool(const CallExpr &)> &Keeps;
  std::vector<Candidate> &List;
  std::map<const Stmt *, int> Number;
};

} // namespace

void cover(const FunctionDecl &F, ASTContext &Context,
           const std::function<bool(const CallExpr &)> &Keeps, std::vector<Candidate> &List) {
  if (List.size() < 2)
    return;
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  std::unique_ptr<CFG> G = CFG::buildCFG(&F, F.getBody(), &Context, Options);
  if (!G)
    return; // each keeps its own check
  Flow Data(Keeps, List);
  Data.run(*G);
}

} // namespace umbra
