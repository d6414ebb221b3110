// SPDX-License-Identifier: GPL-2.0-or-later
// Compile commands: what Kbuild itself would do with a driver.
//
// Kbuild runs with -n on a scratch folder of symbolic links, so SRC may be
// read-only and may hold objects of an earlier build.
#ifndef UMBRA_COMPILE_KBUILD_H
#define UMBRA_COMPILE_KBUILD_H

#include "options/Options.h"
#include "support/Diagnostics.h"

#include <set>
#include <string>
#include <vector>

namespace umbra {

/// One source file of a module.
struct Object {
  std::string Source;            // absolute
  std::string Relative;          // below SRC
  std::string Text;              // what is read in its place; "": the file
  std::string Helper;            // the module that it was of, before that was joined; or ""
  std::vector<std::string> Args; // for Clang, without the compiler and the source
};

struct Module {
  std::string Name;   // as in NAME.ko
  std::string Folder; // of its Kbuild, below SRC; "" for SRC itself
  std::string Kbuild; // "Kbuild" or "Makefile", below SRC
  std::vector<Object> Objects;
  bool SingleFile = false;          // NAME.ko is made of NAME.c alone
  bool Tracepoints = false;         // some module of its folder has tracepoints: left out
  size_t OwnObjects = 0;            // the first of Objects; the rest are its helpers'
  std::vector<std::string> Helpers; // modules that became part of this one
  bool Shares = false;              // has files that other modules have, too, and that need taps
};

struct Build {
  std::string Kernel;                // real path
  std::string KernelRelease;         // "6.1.0-56-amd64"
  std::string Source;                // real path of SRC
  std::vector<Module> Modules;       // by name
  std::set<std::string> Exported;    // by the kernel and its modules; empty: not known
  std::vector<std::string> SpecArgs; // flags to read specs with
};

/// The text of a Kbuild file in FOLDER of SRC for a folder outside of the kernel's: there $(src)
/// is a whole path, and folders beside it, or that only the kernel's tree has, are where they were.
std::string srcOutOfTree(const std::string &Kbuild, const std::string &Folder, const Build &B);

/// Finds the kernel's build folder. Returns ExitOk or ExitKernel.
int findKernel(const Options &Opts, Build &B, Diagnostics &Diags);

/// Asks Kbuild for modules and commands. Returns an exit code.
int readKbuild(const Options &Opts, Build &B, Diagnostics &Diags);

/// Flags to parse specs with, when there is no driver (explain).
int readSpecFlags(const Options &Opts, Build &B, Diagnostics &Diags);

} // namespace umbra

#endif
