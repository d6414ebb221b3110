// SPDX-License-Identifier: GPL-2.0-or-later
// What the registers of a function hold, as sums: enough to tell that a store goes
// where a check has looked, to the stack or to the module's own data.
//
// A forward analysis over the function's blocks. A value is a constant plus multiples of
// symbols; a symbol is what an instruction has made, what two ways brought together, or a
// pure operation on values. What is spilled to the stack is followed as long as nobody is
// given that place's address. Sound but for one thing: a variable on the stack whose
// neighbour's address was taken is thought not to be written through that.
#ifndef UMBRA_VERIFY_VALUES_H
#define UMBRA_VERIFY_VALUES_H

#include "verify/Machine.h"

#include <map>
#include <set>
#include <tuple>

namespace umbra {
namespace verify {

/// Where a store goes, as far as it was followed.
enum class Place {
  Stack,      // a fixed place in the frame
  StackIndex, // the frame, and an index
  Own,        // a fixed place in the module's own data
  OwnIndex,   // the module's own data, and an index
  Checked,    // looked at by a check, with no call since
  Before,     // looked at by a check that serves later stores, or only if it is no caller's
  Elsewhere,
};

/// Checks of which more is known than the code says, by section and where their call ends.
struct Hints {
  using Ends = std::set<std::pair<unsigned, uint64_t>>;
  Ends Shared;  // serve stores behind calls, too
  Ends Callers; // are left out where the function has found a caller's local variable
};

class Values {
public:
  /// ReturnsMemory: it is given a place for the structure that it returns.
  Values(const Machine &M, const ModuleFile &Module, unsigned Number, const Function &F,
         bool ReturnsMemory, const Hints &Known);

  /// False if there is something that is no instruction.
  bool read();

  struct Store {
    const Instruction *At;
    Place Where;
    std::string Call; // what stores, if it is a function
  };
  std::vector<Store> stores();

private:
  using Symbol = unsigned;
  using Location = int64_t; // a register's number, or a place on the stack
  struct Value {
    std::map<Symbol, int64_t> Terms;
    int64_t Constant = 0;

    bool operator==(const Value &O) const { return Terms == O.Terms && Constant == O.Constant; }
    bool operator!=(const Value &O) const { return !(*this == O); }
    bool operator<(const Value &O) const {
      return std::tie(Terms, Constant) < std::tie(O.Terms, O.Constant);
    }
  };
  using Terms = std::map<Symbol, int64_t>;
  /// Bytes from a sum of symbols on: where they begin -> where they end.
  using Ranges = std::map<int64_t, int64_t>;
  struct State {
    bool Reached = false;
    std::map<Location, Value> Places;
    std::map<Terms, Ranges> Checked, Earlier;
    std::set<std::pair<Value, Value>> Many; // an address, and how many bytes from there
    std::set<Symbol> Stack, Own;            // pointers into the frame, the module's data

    bool operator==(const State &O) const {
      return std::tie(Reached, Places, Checked, Earlier, Many, Stack, Own) ==
             std::tie(O.Reached, O.Places, O.Checked, O.Earlier, O.Many, O.Stack, O.Own);
    }
  };
  struct Block {
    size_t First = 0, End = 0;
    std::vector<size_t> From, To;
    bool Root = false;
    unsigned Visits = 0;
    std::set<Location> Met; // where different values come together
    State Out;
  };

  void split();
  State enter(size_t Number);
  State begin(size_t Number);
  void run(State &S, size_t I);
  void called(State &S, size_t I);
  void flow();

  Symbol symbol(const std::vector<int64_t> &Key, const std::vector<Value> &Of = {});
  Value fresh(State &S, size_t I, Location L);
  bool depends(const Terms &T, const std::set<Symbol> &On) const;
  void forget(State &S, const std::set<Symbol> &Gone) const;
  Value get(State &S, size_t I, Location L);
  bool named(State &S, size_t I, bool Immediate, Value &V);
  Value address(State &S, size_t I, const Address &A);
  void storedToStack(State &S, const Value &At, unsigned Bytes) const;
  void checked(State &S, uint64_t End, const Value &At, const Value &Bytes) const;
  bool isStack(const State &S, const Value &V, bool &Index) const;
  bool stackPlace(const State &S, const Value &V, Location &L) const;
  bool isOneOf(const std::set<Symbol> &Pointers, const Value &V, bool &Index) const;
  bool leftOut(size_t Number, size_t I, const Value &At, int64_t Bytes) const;
  Place placeOf(const State &S, const Value &At, int64_t Bytes) const;
  const Reference *reference(size_t I) const;
  static Value plus(Value A, const Value &B, int64_t Times = 1);
  static void addRange(std::map<Terms, Ranges> &To, const Value &At, int64_t Bytes);
  static bool covers(const std::map<Terms, Ranges> &In, const Value &At, int64_t Bytes);

  const Machine &M;
  const ModuleFile &Module;
  unsigned Number;
  const Section &Sec;
  const Function &F;
  bool ReturnsMemory;
  const Hints &Known;
  std::vector<Instruction> List;
  std::vector<Block> Blocks;
  std::map<size_t, size_t> BlockAt; // by its first instruction
  std::map<std::pair<std::vector<int64_t>, std::vector<Value>>, Symbol> Symbols;
  std::vector<std::set<Symbol>> Needs; // of a symbol: those that it is made of, itself too
  std::set<Location> Given;            // places on the stack whose address is taken
  std::map<uint64_t, std::pair<Value, Value>> Looked; // what a check that ends there looked at
  unsigned Rsp, Rax, Rdi, Rsi, Rdx;
  std::vector<unsigned> Lost, Kept; // registers that a call does not keep, and keeps
};

} // namespace verify
} // namespace umbra

#endif
