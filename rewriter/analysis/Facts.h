// SPDX-License-Identifier: GPL-2.0-or-later
// What one source file tells: plain data, without the syntax tree, so that
// files are read in parallel and put together afterwards.
#ifndef UMBRA_ANALYSIS_FACTS_H
#define UMBRA_ANALYSIS_FACTS_H

#include "analysis/StoreRoots.h"
#include "analysis/Signature.h"
#include "analysis/Targets.h"
#include "support/Diagnostics.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace umbra {

/// Some text in one of the driver's own files, or in a macro that the taps repeat.
struct Span {
  std::string File; // below SRC, or "#define NAME"
  unsigned Offset = 0;
  unsigned Length = 0;
};

/// Where a name is used, and which text makes it so.
struct Use {
  Place Where;         // in the driver, as the user sees it
  Span Token;          // the name itself; Length 0 if it is not in the driver's text
  std::string Macro;   // then: the kernel's macro that hides it
  bool Pasted = false; // then: put together by ##
  Span Expansion;      // then: the driver's text that is expanded
  unsigned Raw = 0;    // then: which token of it
  Span Declaration;    // the top-level declaration it is in: where it starts
};

struct CallUse : Use {
  std::string Function;
  uint32_t Held = 0; // functionType(), where a variable that is only called gets its address
  bool Bare = false; // in a macro, where its arguments do not follow its name: _Generic()
  /// Parameters that get something else than a function, a constant table or NULL by name.
  std::set<unsigned> Computed;
};

struct AddressUse : Use {
  std::string Function; // key: "file:name" for static functions, else the name
  uint32_t Type = 0;    // functionType()
  /// Where the address goes: "net_device_ops.ndo_open", "request_irq.handler".
  std::vector<std::string> Places;
  bool OwnField = false; // one of them is a field of the driver's own struct
  bool Callback = false; // one of them is no field
};

struct SealUse {
  std::string Field; // "net_device.name"
  Place Where;
  Span Text;        // Length 0: not in the driver's text
  Span Declaration; // the top-level declaration it is in: where it starts
};

/// A pointer that is compared with another: "net_device.netdev_ops".
using CompareUse = SealUse;

/// Headers and forward declarations that a signature needs.
struct TypeNeeds {
  std::set<std::string> Headers;  // as written: "<linux/pci.h>", "\"NAME.h\""
  std::set<std::string> Bodies;   // the same, for the function's own body alone
  std::set<std::string> Forwards; // "struct e1000_adapter"
  bool Hidden = false;            // needs a type that only a .c file has
};

struct KernelFunction {
  Signature Sig;
  TypeNeeds Needs;
  Place Where;
  bool Inline = false;
  std::string Effect;     // of an inline; "" if it is pure
  StoreRoots Others;           // where an inline stores that it finds by itself
  bool Own = false;       // declared by the driver's own text
  bool SelfMacro = false; // also a macro of the same name
};

/// Or an inline of the kernel's whose address is taken: a copy of it is the driver's code.
struct DriverFunction {
  std::string Name;
  std::string File; // where it is defined, below SRC; "": in a header of the kernel's
  Place Where;
  bool Static = false;
  bool InHeader = false;
  Signature Sig;
  uint32_t Type = 0; // functionType()
  TypeNeeds Needs;
};

/// A function of the kernel's, or of another module's, whose address is taken.
struct KernelAddress {
  Place Where;
  uint32_t Type = 0;
};

/// An #include or a conditional block, for where a line may be put.
struct IncludeLine {
  unsigned Offset, End; // End: after the line
  std::string Spelled;  // "<linux/pci.h>"
  std::string Own;      // below SRC, if it is the driver's
  bool Above = false;   // "../NAME", and that is not below SRC
  bool Kernel = false;  // <NAME>, not below SRC, and may be read again
  bool Once = false;    // <NAME>, may be read once only, and the taps read it, too
  bool Inside = false;  // in the middle of a declaration: the elements of a table, say
};
struct Block {
  unsigned Begin, End; // from # to after the line of #endif
  bool Guard = false;  // the include guard of the whole file
};

struct OwnFile {
  std::string Text;
  std::vector<IncludeLine> Includes;
  std::vector<Block> Blocks;
  /// Start of the first declaration that needs taps; ~0u: none does. Known
  /// once the rules are.
  unsigned FirstCode = ~0u;
  bool Shared = false; // other modules have it, too, and some need taps in it
  bool Once = false;   // a header without a guard, which is to get one
};

/// A change of the driver's own text: Before and After go around it, or Before
/// stands in its place.
struct TextChange {
  Span Text;
  std::string Before, After;
  bool Instead = false;
};

/// A store, an indirect call or a loop of the driver's, and what makes it safe.
struct CheckUse {
  enum class Sort { Store, Element, Call, Loop } What = Sort::Store;
  enum class Verdict { Checked, Merged, Proven } Found = Verdict::Checked;
  Place Where;
  std::string Function; // the driver's, that it is in
  std::string Target;   // its text: "adapter->count"
  unsigned Spelled = 0; // where its text is: a macro may have several
  std::string By;       // the macro that checks it
  uint32_t Type = 0;    // of a call: the function's
  std::string Why;      // proven: the reason
  Place Into;           // merged: the check that covers it
  Span Lines;           // the driver's text that the compiler makes it of
  std::vector<TextChange> Changes;
  std::string Member; // of a kernel's structure, which is stored to: "net_device.dev.parent"
  /// Such a structure's name, and the changes if the tracker is to be asked about it
  /// instead of the map.
  std::string Structure;
  std::vector<TextChange> ByObject;
  Span Declaration; // the top-level declaration it is in: where it starts
};

/// What cannot be handled: an error of the user's, or of ours.
struct Refusal {
  Place Where;
  std::string Reason, Cure;
};

/// A macro's expansion in the driver's text, token for token.
struct Expansion {
  struct Word {
    std::string Text;
    Span Spelled;     // in the driver's text; Length 0: elsewhere
    unsigned Raw = 0; // Clang's name of the place
    bool Space = false;
  };
  Span Text; // what it stands for
  std::vector<Word> Words;
};

struct Unit {
  std::string Source; // below SRC
  std::map<std::string, OwnFile> Files;
  std::vector<CallUse> Calls;
  std::vector<AddressUse> Addresses;
  std::vector<SealUse> Seals;
  std::vector<CompareUse> Compares;
  std::vector<CheckUse> Checks; // with --checks=all
  std::vector<Refusal> Refusals;
  /// Macros of the kernel's that checks go into, each as the file "#define NAME".
  std::map<std::string, std::string> Macros;
  std::vector<Span> Parameters; // of the module: the declarations that make them
  std::map<std::string, KernelFunction> Kernel;
  std::map<std::string, DriverFunction> Driver; // by key
  std::string Init, Exit;                       // names; "": none
  /// Those that paste names together whose address is taken, by (file, offset).
  std::map<std::pair<std::string, unsigned>, Expansion> Expansions;
  std::map<std::string, Place> Exported;
  std::map<std::string, KernelAddress> KernelAddresses;
  TargetMap Targets;         // with --checks=all
  std::set<std::string> Has; // structures that the driver has itself, in its own or as variables
  std::set<std::pair<uint32_t, uint32_t>> Casts; // of a function to another type, from and to
  unsigned IndirectCalls = 0;
  std::string ErrorText; // Clang's
};

} // namespace umbra

#endif
