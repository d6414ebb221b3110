// SPDX-License-Identifier: GPL-2.0-or-later
// LLVM's disassembler for x86-64.
#include "verify/Machine.h"

#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

namespace umbra {
namespace verify {

using namespace llvm;

bool Machine::start(std::string &Error) {
  InitializeAllTargetInfos();
  InitializeAllTargetMCs();
  InitializeAllDisassemblers();
  const char *Triple = "x86_64-unknown-linux-gnu";
  const Target *T = TargetRegistry::lookupTarget(Triple, Error);
  if (!T)
    return false;
  Registers.reset(T->createMCRegInfo(Triple));
  Assembler.reset(T->createMCAsmInfo(*Registers, Triple, MCTargetOptions()));
  Subtarget.reset(T->createMCSubtargetInfo(Triple, "", ""));
  Instructions.reset(T->createMCInstrInfo());
  Context = std::make_unique<MCContext>(llvm::Triple(Triple), Assembler.get(), Registers.get(),
                                        Subtarget.get());
  Decoder.reset(T->createMCDisassembler(*Subtarget, *Context));
  Printer.reset(
      T->createMCInstPrinter(llvm::Triple(Triple), 0, *Assembler, *Instructions, *Registers));
  if (!Decoder || !Printer) {
    Error = "LLVM has no disassembler for x86-64";
    return false;
  }
  Tops.resize(Registers->getNumRegs());
  for (unsigned R = 1; R < Tops.size(); R++) {
    Tops[R] = R;
    for (MCPhysReg Super : Registers->superregs(R))
      if (Registers->superregs(Super).begin() == Registers->superregs(Super).end())
        Tops[R] = Super;
  }
  return true;
}

bool Machine::read(const Section &S, const Function &F, std::vector<Instruction> &List) const {
  ArrayRef<uint8_t> Bytes(S.Bytes);
  for (uint64_t At = F.Start; At < F.Start + F.Size && At < Bytes.size();) {
    Instruction I;
    I.Offset = At;
    if (Decoder->getInstruction(I.Inst, I.Size, Bytes.slice(At), At, nulls()) !=
        MCDisassembler::Success)
      return false;
    At += I.Size;
    List.push_back(std::move(I));
  }
  return true;
}

std::string Machine::text(const Instruction &I) const {
  std::string Text;
  raw_string_ostream OS(Text);
  Printer->printInst(&I.Inst, I.Offset, "", *Subtarget, OS);
  std::string Flat;
  for (char C : StringRef(Text).trim())
    Flat += C == '\t' ? ' ' : C;
  return Flat;
}

std::string Machine::name(unsigned Register) const {
  return Register ? Registers->getName(Register) : "";
}

unsigned Machine::top(unsigned Register) const { return Tops[Register]; }

bool Machine::isPart(unsigned Register) const {
  // The largest part is the lower half; to write it clears the other.
  auto Wider = Registers->superregs(Register);
  return Register && std::distance(Wider.begin(), Wider.end()) > 1;
}

unsigned Machine::named(StringRef Name) const {
  for (unsigned R = 1; R < Tops.size(); R++)
    if (Name == Registers->getName(R))
      return R;
  return 0;
}

bool Machine::isString(const Instruction &I) const {
  StringRef Name = opcode(I);
  return Name.starts_with("STOS") || Name == "MOVSB" || Name == "MOVSW" || Name == "MOVSL" ||
         Name == "MOVSQ";
}

bool Machine::memory(const Instruction &I, Address &A) const {
  const MCInstrDesc &D = about(I);
  bool Lea = opcode(I).starts_with("LEA");
  for (unsigned N = 0; N + 4 < I.Inst.getNumOperands() && N < D.getNumOperands(); N++)
    // What LEA works out is described as no memory.
    if (D.operands()[N].OperandType == MCOI::OPERAND_MEMORY || (Lea && N == 1)) {
      A.Base = I.Inst.getOperand(N).getReg();
      A.Scale = I.Inst.getOperand(N + 1).getImm();
      A.Index = I.Inst.getOperand(N + 2).getReg();
      A.Constant = I.Inst.getOperand(N + 3).isImm() ? I.Inst.getOperand(N + 3).getImm() : 0;
      A.PerCpu = name(I.Inst.getOperand(N + 4).getReg()) == "GS";
      return true;
    }
  return false;
}

bool Machine::store(const Instruction &I, Address &A) const {
  const MCInstrDesc &D = about(I);
  StringRef Name = opcode(I);
  if (isString(I)) {
    A = {};
    A.Base = named("RDI");
    return true;
  }
  if (!D.mayStore() || D.isCall() || Name.starts_with("PREFETCH") || Name.starts_with("NOOP") ||
      Name.starts_with("PUSH"))
    return false;
  return memory(I, A);
}

unsigned Machine::storedBytes(const Instruction &I) const {
  StringRef Name = opcode(I);
  if (isString(I)) // repeated or not
    return I.Inst.getFlags()     ? 0
           : Name.ends_with("B") ? 1
           : Name.ends_with("W") ? 2
           : Name.ends_with("L") ? 4
                                 : 8;
  // With a register, a bit's number says where.
  if (Name.starts_with("BT") || Name.starts_with("LOCK_BT"))
    return Name.ends_with("mr") ? 0 : 8;
  if (Name.starts_with("SETCC"))
    return 1;
  if (Name.starts_with("MOVUPS") || Name.starts_with("MOVAPS") || Name.starts_with("MOVDQ") ||
      Name.contains("16B"))
    return 16;
  size_t First = Name.find_first_of("123468");
  unsigned Bits = 0;
  if (First == StringRef::npos || Name.substr(First).consumeInteger(10, Bits))
    return 8;
  return Bits / 8 ? Bits / 8 : 8;
}

} // namespace verify
} // namespace umbra
