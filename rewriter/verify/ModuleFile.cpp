// SPDX-License-Identifier: GPL-2.0-or-later
// Reads a built kernel module with libelf.
//
// A relocation says where a symbol's address goes, not what for; the
// instruction around it does. R_X86_64_PLT32 is always a branch. For the
// others the bytes before the address decide.
#include "verify/ModuleFile.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <gelf.h>
#include <tuple>
#include <unistd.h>

namespace umbra {
namespace verify {

namespace {

struct Symbol {
  std::string Name;
  unsigned Section = SHN_UNDEF;
  uint64_t Value = 0;
};

/// Ends the session on every way out.
struct Descriptor {
  Elf *E = nullptr;
  ~Descriptor() {
    if (E)
      elf_end(E);
  }
};

/// The section's bytes before an offset; 0 before its start.
class Code {
public:
  Code(const Elf_Data *Data) : Data(Data) {}

  unsigned before(uint64_t Offset, unsigned Back) const {
    if (!Data || !Data->d_buf || Offset < Back || Offset - Back >= Data->d_size)
      return 0;
    return static_cast<const unsigned char *>(Data->d_buf)[Offset - Back];
  }

private:
  const Elf_Data *Data;
};

/// FF /2 is an indirect call, FF /4 an indirect jump.
bool isIndirect(unsigned Opcode, unsigned ModRM) {
  unsigned Operation = (ModRM >> 3) & 7;
  return Opcode == 0xFF && (Operation == 2 || Operation == 4);
}

Use useInCode(unsigned Type, const Code &C, uint64_t Offset) {
  unsigned Last = C.before(Offset, 1), Second = C.before(Offset, 2);
  switch (Type) {
  case R_X86_64_PLT32:
    return Use::Branch;
  case R_X86_64_PC32:
    // [rip + disp32]: mod 00, r/m 101. A branch has its opcode there.
    if ((Last & 0xC7) == 0x05)
      return isIndirect(Second, Last) ? Use::Through : Use::Data;
    if (Last == 0xE8 || Last == 0xE9 || (Second == 0x0F && (Last & 0xF0) == 0x80))
      return Use::Branch;
    return Use::Data;
  case R_X86_64_GOTPCREL:
  case R_X86_64_GOTPCRELX:
  case R_X86_64_REX_GOTPCRELX:
    return isIndirect(Second, Last) ? Use::Branch : Use::Data;
  case R_X86_64_32:
  case R_X86_64_32S:
    // [disp32]: r/m 100 and a SIB byte of no base, no index.
    if (Last == 0x25 && (Second & 0xC7) == 0x04 && isIndirect(C.before(Offset, 3), Second))
      return Use::Through;
    return Use::Data;
  default:
    return Use::Data;
  }
}

std::string whatItIs(int File) {
  unsigned char Head[6] = {};
  if (pread(File, Head, sizeof(Head), 0) < 2)
    return "is empty, expected a built kernel module (.ko)";
  if (!memcmp(Head,
              "\xFD"
              "7zXZ",
              5))
    return "is compressed, unpack it first: xz -dk FILE";
  if (!memcmp(Head, "\x28\xB5\x2F\xFD", 4))
    return "is compressed, unpack it first: zstd -d FILE";
  if (!memcmp(Head, "\x1F\x8B", 2))
    return "is compressed, unpack it first: gunzip -k FILE";
  return "is not an ELF file, expected a built kernel module (.ko)";
}

const char *const Damaged = "is damaged: ";

} // namespace

bool ModuleFile::read(const std::string &Path, std::string &Error) {
  int File = open(Path.c_str(), O_RDONLY | O_CLOEXEC);
  if (File < 0) {
    Error = std::string("cannot be read: ") + strerror(errno);
    return false;
  }
  bool Done = readElf(File, Error);
  close(File);
  return Done;
}

bool ModuleFile::readElf(int File, std::string &Error) {
  elf_version(EV_CURRENT);
  Descriptor D;
  D.E = elf_begin(File, ELF_C_READ, nullptr);
  GElf_Ehdr Header;
  if (!D.E || elf_kind(D.E) != ELF_K_ELF || !gelf_getehdr(D.E, &Header)) {
    Error = whatItIs(File);
    return false;
  }
  if (Header.e_machine != EM_X86_64 || gelf_getclass(D.E) != ELFCLASS64) {
    Error = "is for another machine, expected x86-64";
    return false;
  }
  size_t Names = 0;
  if (Header.e_type != ET_REL || elf_getshdrstrndx(D.E, &Names)) {
    Error = "is not relocatable, expected a built kernel module (.ko)";
    return false;
  }

  // Sections and symbols first, whatever their order in the file.
  bool IsModule = false;
  std::vector<Symbol> Symbols;
  std::vector<std::pair<unsigned, Function>> Functions;
  for (Elf_Scn *S = nullptr; (S = elf_nextscn(D.E, S));) {
    GElf_Shdr Head;
    if (!gelf_getshdr(S, &Head)) {
      Error = std::string(Damaged) + elf_errmsg(-1);
      return false;
    }
    const char *Name = elf_strptr(D.E, Names, Head.sh_name);
    if (!Name)
      Name = "";
    IsModule |= !strcmp(Name, ".gnu.linkonce.this_module");
    if (Head.sh_flags & SHF_ALLOC) {
      Section &New = Sections[elf_ndxscn(S)];
      New.Name = Name;
      New.Code = Head.sh_flags & SHF_EXECINSTR;
      Elf_Data *Data = New.Code ? elf_getdata(S, nullptr) : nullptr;
      if (Data && Data->d_buf) {
        auto *First = static_cast<const uint8_t *>(Data->d_buf);
        New.Bytes.assign(First, First + Data->d_size);
      }
    }
    if (Head.sh_type != SHT_SYMTAB)
      continue;
    Elf_Data *Data = elf_getdata(S, nullptr);
    if (!Data || !Head.sh_entsize) {
      Error = std::string(Damaged) + "its symbols cannot be read";
      return false;
    }
    for (size_t I = 0; I < Head.sh_size / Head.sh_entsize; I++) {
      GElf_Sym Sym;
      Symbol New;
      if (gelf_getsym(Data, int(I), &Sym)) {
        const char *Text = elf_strptr(D.E, Head.sh_link, Sym.st_name);
        New = {Text ? Text : "", Sym.st_shndx, Sym.st_value};
        if (GELF_ST_TYPE(Sym.st_info) == STT_FUNC && Sym.st_shndx != SHN_UNDEF)
          Functions.push_back({Sym.st_shndx, {Sym.st_value, Sym.st_size, New.Name}});
      }
      Symbols.push_back(New);
    }
  }
  if (!IsModule) {
    Error = "is not a kernel module: it has no section .gnu.linkonce.this_module, "
            "expected a built .ko";
    return false;
  }
  if (Symbols.empty()) {
    Error = "has no symbols, expected a .ko that was not stripped";
    return false;
  }
  for (auto &[Number, F] : Functions)
    if (auto Found = Sections.find(Number); Found != Sections.end())
      Found->second.Functions.push_back(F);
  // Of the names of one place, the driver's own comes first.
  auto IsAlias = [](const Function &F) { return F.Name.rfind("umbra_fn_", 0) == 0; };
  for (auto &[Number, S] : Sections)
    std::sort(S.Functions.begin(), S.Functions.end(), [&](const Function &A, const Function &B) {
      return std::make_tuple(A.Start, IsAlias(A), A.Name) <
             std::make_tuple(B.Start, IsAlias(B), B.Name);
    });

  for (Elf_Scn *S = nullptr; (S = elf_nextscn(D.E, S));) {
    GElf_Shdr Head;
    if (!gelf_getshdr(S, &Head) || Head.sh_type != SHT_RELA || !Head.sh_entsize)
      continue;
    auto Target = Sections.find(Head.sh_info);
    if (Target == Sections.end())
      continue;
    Elf_Scn *TargetScn = elf_getscn(D.E, Head.sh_info);
    Elf_Data *Data = elf_getdata(S, nullptr);
    if (!Data) {
      Error = std::string(Damaged) + "its relocations cannot be read";
      return false;
    }
    Elf_Data *Place = TargetScn ? elf_getdata(TargetScn, nullptr) : nullptr;
    Code C(Place);
    bool Alternatives = Target->second.Name == ".altinstructions";
    Replacement Patch = {};
    bool StaticKeys = Target->second.Name == "__jump_table";
    std::pair<unsigned, uint64_t> Jump;
    for (size_t I = 0; I < Head.sh_size / Head.sh_entsize; I++) {
      GElf_Rela R;
      if (!gelf_getrela(Data, int(I), &R) || GELF_R_SYM(R.r_info) >= Symbols.size()) {
        Error =
            std::string(Damaged) + "a relocation of " + Target->second.Name + " names no symbol";
        return false;
      }
      const Symbol &To = Symbols[GELF_R_SYM(R.r_info)];
      unsigned Type = GELF_R_TYPE(R.r_info);
      if (Alternatives) {
        // Pairs: the place to patch, then what goes there.
        uint64_t Offset = To.Value + R.r_addend;
        auto Home = Sections.find(To.Section);
        if (Home != Sections.end() && Home->second.Name == ".altinstr_replacement")
          Replacements.push_back({To.Section, Offset, Patch.Section, Patch.Offset});
        else
          Patch = {0, 0, To.Section, Offset};
      }
      // Sixteen bytes each: the place, where it leads, the key.
      if (StaticKeys && R.r_offset % 16 == 0)
        Jump = {To.Section, To.Value + R.r_addend};
      else if (StaticKeys && R.r_offset % 16 == 4 && Jump.first == To.Section)
        Jumps[Jump] = To.Value + R.r_addend;
      if (To.Section != SHN_UNDEF)
        Target->second.OwnPlaces[R.r_offset] = {To.Section, int64_t(To.Value) + R.r_addend,
                                                Type == R_X86_64_PC32 || Type == R_X86_64_PLT32};
      // Three words each: where the check ends, what it says, the number of bytes.
      if (Target->second.Name == ".umbra_checks" && R.r_offset % 24 == 0 && Place && Place->d_buf &&
          R.r_offset + 24 <= Place->d_size) {
        int64_t &Bytes = Checks[{To.Section, To.Value + R.r_addend}];
        memcpy(&Bytes, static_cast<const char *>(Place->d_buf) + R.r_offset + 16, sizeof(Bytes));
      }
      // Of what is the module's own, only calls of checks are of interest.
      if (To.Name.empty() || (To.Section != SHN_UNDEF && To.Name.rfind("umbra_check_", 0) != 0))
        continue;
      Use How = Target->second.Code ? useInCode(Type, C, R.r_offset) : Use::Data;
      References.push_back({To.Name, unsigned(Head.sh_info), R.r_offset, How});
    }
  }
  std::sort(References.begin(), References.end(), [](const Reference &A, const Reference &B) {
    return std::tie(A.Section, A.Offset) < std::tie(B.Section, B.Offset);
  });
  return true;
}

const Function *ModuleFile::functionAt(unsigned Number, uint64_t Offset) const {
  auto Found = Sections.find(Number);
  if (Found == Sections.end())
    return nullptr;
  for (const Function &F : Found->second.Functions)
    if (Offset >= F.Start && Offset < F.Start + F.Size)
      return &F;
  return nullptr;
}

void ModuleFile::findHome(unsigned &Number, uint64_t &Offset) const {
  const Replacement *Best = nullptr;
  for (const Replacement &R : Replacements)
    if (R.FromSection == Number && R.FromOffset <= Offset &&
        (!Best || R.FromOffset > Best->FromOffset))
      Best = &R;
  if (!Best)
    return;
  Number = Best->Section;
  Offset = Best->Offset;
}

} // namespace verify
} // namespace umbra
