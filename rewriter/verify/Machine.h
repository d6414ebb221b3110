// SPDX-License-Identifier: GPL-2.0-or-later
// LLVM's disassembler for x86-64, and what `umbra verify` asks of one instruction.
#ifndef UMBRA_VERIFY_MACHINE_H
#define UMBRA_VERIFY_MACHINE_H

#include "verify/ModuleFile.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstPrinter.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"

#include <memory>

namespace umbra {
namespace verify {

struct Instruction {
  uint64_t Offset = 0, Size = 0;
  llvm::MCInst Inst;
};

/// A memory operand.
struct Address {
  unsigned Base = 0, Index = 0; // registers
  int64_t Scale = 1, Constant = 0;
  bool PerCpu = false;
};

class Machine {
public:
  bool start(std::string &Error);

  /// The instructions of a function; false if there is something that is none.
  bool read(const Section &S, const Function &F, std::vector<Instruction> &List) const;

  std::string text(const Instruction &I) const;
  llvm::StringRef opcode(const Instruction &I) const {
    return Instructions->getName(I.Inst.getOpcode());
  }
  const llvm::MCInstrDesc &about(const Instruction &I) const {
    return Instructions->get(I.Inst.getOpcode());
  }
  std::string name(unsigned Register) const;
  /// RAX for AL.
  unsigned top(unsigned Register) const;
  /// Does writing it leave the rest of its register as it was? Of AX, not of EAX.
  bool isPart(unsigned Register) const;
  /// By its name, "RSP"; 0 if there is none.
  unsigned named(llvm::StringRef Name) const;

  /// STOS or MOVS, which stores where RDI points, and moves that on.
  bool isString(const Instruction &I) const;
  /// The memory operand, if there is one.
  bool memory(const Instruction &I, Address &A) const;
  /// Where a store goes. False if it is none; what a call or a push stores is on the stack.
  bool store(const Instruction &I, Address &A) const;
  /// Bytes that it stores; 0 if the instruction alone does not say.
  unsigned storedBytes(const Instruction &I) const;

private:
  std::unique_ptr<llvm::MCRegisterInfo> Registers;
  std::unique_ptr<llvm::MCAsmInfo> Assembler;
  std::unique_ptr<llvm::MCSubtargetInfo> Subtarget;
  std::unique_ptr<llvm::MCInstrInfo> Instructions;
  std::unique_ptr<llvm::MCContext> Context;
  std::unique_ptr<llvm::MCDisassembler> Decoder;
  std::unique_ptr<llvm::MCInstPrinter> Printer;
  std::vector<unsigned> Tops; // by register
};

} // namespace verify
} // namespace umbra

#endif
