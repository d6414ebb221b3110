// SPDX-License-Identifier: GPL-2.0-or-later
// Source lines of places in a module, by libdw where it was found at build
// time; without it, no line is known.
#include "verify/Lines.h"

#ifdef UMBRA_HAVE_LIBDW
#include <elf.h>
#include <elfutils/libdwfl.h>
#include <fstream>
#include <gelf.h>
#include <iterator>
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
};

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
  GElf_Addr Bias = 0;
  Elf *E = S->Module ? dwfl_module_getelf(S->Module, &Bias) : nullptr;
  Elf_Scn *Scn = E ? elf_getscn(E, Section) : nullptr;
  GElf_Shdr Head;
  if (!Scn || !gelf_getshdr(Scn, &Head))
    return "";
  // libdwfl has given the sections of the relocatable file their addresses.
  Dwfl_Line *Line = dwfl_module_getsrc(S->Module, Bias + Head.sh_addr + Offset);
  int Number = 0;
  const char *File =
      Line ? dwfl_lineinfo(Line, nullptr, &Number, nullptr, nullptr, nullptr) : nullptr;
  if (!File || !Number)
    return "";
  std::string Name = File;
  return Name.substr(Name.rfind('/') + 1) + ":" + std::to_string(Number);
}

#else

struct Lines::State {};
Lines::Lines(const std::string &) {}
Lines::~Lines() = default;
std::string Lines::at(unsigned, uint64_t) const { return ""; }

#endif

} // namespace verify
} // namespace umbra
