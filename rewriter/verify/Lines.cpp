// SPDX-License-Identifier: GPL-2.0-or-later
// Source lines of places in a module, by libdw where it was found at build
// time; without it, no line is known.
#include "verify/Lines.h"

#ifdef UMBRA_HAVE_LIBDW
#include <dwarf.h>
#include <elf.h>
#include <elfutils/libdwfl.h>
#include <fstream>
#include <gelf.h>
#include <iterator>
#include <map>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace umbra {
namespace verify {

#ifdef UMBRA_HAVE_LIBDW

struct Lines::State {
  Dwfl_Callbacks Callbacks = {};
  char *NoSearch = nullptr;
  Dwfl *Session = nullptr;
  Dwfl_Module *Module = nullptr;

  /// A function's code where it is inline, and the line of the call.
  struct Inlined {
    Dwarf_Addr Low, High;
    unsigned Depth;
    std::string Line;
  };
  /// By the first address of its compilation unit's entry in the debug information.
  std::map<Dwarf_Off, std::vector<Inlined>> Units;

  bool address(unsigned Section, uint64_t Offset, Dwarf_Addr &At) const;
  void collect(Dwarf_Die *Die, Dwarf_Files *Files, unsigned Depth, std::vector<Inlined> &Into);
};

static std::string baseName(const char *File, unsigned Line) {
  std::string Name = File;
  return Name.substr(Name.rfind('/') + 1) + ":" + std::to_string(Line);
}

/// libdwfl has given the sections of the relocatable file their addresses.
bool Lines::State::address(unsigned Section, uint64_t Offset, Dwarf_Addr &At) const {
  GElf_Addr Bias = 0;
  Elf *E = Module ? dwfl_module_getelf(Module, &Bias) : nullptr;
  Elf_Scn *Scn = E ? elf_getscn(E, Section) : nullptr;
  GElf_Shdr Head;
  if (!Scn || !gelf_getshdr(Scn, &Head))
    return false;
  At = Bias + Head.sh_addr + Offset;
  return true;
}

void Lines::State::collect(Dwarf_Die *Die, Dwarf_Files *Files, unsigned Depth,
                           std::vector<Inlined> &Into) {
  Dwarf_Die Child;
  if (dwarf_child(Die, &Child))
    return;
  do {
    int Tag = dwarf_tag(&Child);
    if (Tag != DW_TAG_subprogram && Tag != DW_TAG_lexical_block && Tag != DW_TAG_inlined_subroutine)
      continue;
    Dwarf_Attribute A;
    Dwarf_Word File = 0, Line = 0;
    if (Tag == DW_TAG_inlined_subroutine &&
        !dwarf_formudata(dwarf_attr(&Child, DW_AT_call_file, &A), &File) &&
        !dwarf_formudata(dwarf_attr(&Child, DW_AT_call_line, &A), &Line)) {
      const char *Name = dwarf_filesrc(Files, File, nullptr, nullptr);
      Dwarf_Addr Base, Low, High;
      for (ptrdiff_t At = 0; Name && (At = dwarf_ranges(&Child, At, &Base, &Low, &High)) > 0;)
        Into.push_back({Low, High, Depth, baseName(Name, unsigned(Line))});
    }
    collect(&Child, Files, Depth + 1, Into);
  } while (!dwarf_siblingof(&Child, &Child));
}

/// A copy of the file in which debug sections are not loaded ones. umbra harden
/// has .debug_line loaded, for umbra.ko to read, and libdwfl relocates only
/// what is not. Returns a file descriptor, or -1. The file was found to be a
/// module before; what does not fit is left as it is.
static int unloadedCopy(const std::string &Path) {
  std::ifstream In(Path, std::ios::binary);
  std::string Bytes((std::istreambuf_iterator<char>(In)), std::istreambuf_iterator<char>());
  if (Bytes.size() < sizeof(Elf64_Ehdr))
    return -1;
  auto *Header = reinterpret_cast<Elf64_Ehdr *>(&Bytes[0]);
  auto SectionHead = [&](unsigned I) -> Elf64_Shdr * {
    uint64_t At = Header->e_shoff + uint64_t(I) * sizeof(Elf64_Shdr);
    bool Inside = At < Bytes.size() && Bytes.size() - At >= sizeof(Elf64_Shdr) && At % 8 == 0;
    return Inside ? reinterpret_cast<Elf64_Shdr *>(&Bytes[At]) : nullptr;
  };
  Elf64_Shdr *Names = SectionHead(Header->e_shstrndx);
  for (unsigned I = 0; Names && I < Header->e_shnum; I++) {
    Elf64_Shdr *Head = SectionHead(I);
    if (Head && Bytes.compare(Names->sh_offset + Head->sh_name < Bytes.size()
                                  ? Names->sh_offset + Head->sh_name
                                  : Bytes.size(),
                              7, ".debug_") == 0)
      Head->sh_flags &= ~uint64_t(SHF_ALLOC);
  }
  int File = memfd_create("umbra-verify", MFD_CLOEXEC);
  for (size_t Done = 0; File >= 0 && Done < Bytes.size();) {
    ssize_t Now = write(File, Bytes.data() + Done, Bytes.size() - Done);
    if (Now <= 0) {
      close(File);
      return -1;
    }
    Done += size_t(Now);
  }
  return File;
}

Lines::Lines(const std::string &Path) : S(new State) {
  S->Callbacks.find_elf = dwfl_build_id_find_elf;
  S->Callbacks.find_debuginfo = dwfl_standard_find_debuginfo;
  S->Callbacks.section_address = dwfl_offline_section_address;
  S->Callbacks.debuginfo_path = &S->NoSearch;
  S->Session = dwfl_begin(&S->Callbacks);
  if (!S->Session)
    return;
  dwfl_report_begin(S->Session);
  S->Module = dwfl_report_offline(S->Session, "", Path.c_str(), unloadedCopy(Path));
  dwfl_report_end(S->Session, nullptr, nullptr);
}

Lines::~Lines() {
  if (S->Session)
    dwfl_end(S->Session);
}

std::string Lines::at(unsigned Section, uint64_t Offset) const {
  Dwarf_Addr At;
  if (!S->address(Section, Offset, At))
    return "";
  Dwfl_Line *Line = dwfl_module_getsrc(S->Module, At);
  int Number = 0;
  const char *File =
      Line ? dwfl_lineinfo(Line, nullptr, &Number, nullptr, nullptr, nullptr) : nullptr;
  return File && Number ? baseName(File, unsigned(Number)) : "";
}

std::vector<std::string> Lines::chain(unsigned Section, uint64_t Offset) const {
  std::vector<std::string> Found = {at(Section, Offset)};
  Dwarf_Addr At, Bias;
  Dwarf_Die *Unit =
      S->address(Section, Offset, At) ? dwfl_module_addrdie(S->Module, At, &Bias) : nullptr;
  if (!Unit || Found[0].empty())
    return Found;
  auto [It, New] = S->Units.try_emplace(dwarf_dieoffset(Unit));
  Dwarf_Files *Files;
  size_t Count;
  if (New && !dwarf_getsrcfiles(Unit, &Files, &Count))
    S->collect(Unit, Files, 0, It->second);
  std::map<unsigned, std::string> Outwards; // by falling depth
  for (const State::Inlined &I : It->second)
    if (I.Low <= At - Bias && At - Bias < I.High)
      Outwards[-I.Depth] = I.Line;
  for (const auto &[Depth, Line] : Outwards)
    Found.push_back(Line);
  return Found;
}

/// The type behind names for it.
static bool isBigStructure(Dwarf_Die *Of) {
  Dwarf_Attribute A;
  Dwarf_Die Type;
  if (!dwarf_formref_die(dwarf_attr_integrate(Of, DW_AT_type, &A), &Type))
    return false;
  int Tag = dwarf_tag(&Type);
  if (Tag == DW_TAG_typedef || Tag == DW_TAG_const_type || Tag == DW_TAG_volatile_type)
    return isBigStructure(&Type);
  return (Tag == DW_TAG_structure_type || Tag == DW_TAG_union_type) && dwarf_bytesize(&Type) > 16;
}

bool Lines::returnsMemory(unsigned Section, uint64_t Offset) const {
  Dwarf_Addr At, Bias, Low;
  Dwarf_Die *Unit =
      S->address(Section, Offset, At) ? dwfl_module_addrdie(S->Module, At, &Bias) : nullptr;
  Dwarf_Die Die;
  if (!Unit || dwarf_child(Unit, &Die))
    return false;
  do
    if (dwarf_tag(&Die) == DW_TAG_subprogram && !dwarf_lowpc(&Die, &Low) && Low == At - Bias)
      return isBigStructure(&Die);
  while (!dwarf_siblingof(&Die, &Die));
  return false;
}

#else

struct Lines::State {};
Lines::Lines(const std::string &) {}
Lines::~Lines() = default;
std::string Lines::at(unsigned, uint64_t) const { return ""; }
std::vector<std::string> Lines::chain(unsigned, uint64_t) const { return {""}; }
bool Lines::returnsMemory(unsigned, uint64_t) const { return false; }

#endif

} // namespace verify
} // namespace umbra
