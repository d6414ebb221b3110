// SPDX-License-Identifier: GPL-2.0-or-later
// The lines that a wrapped driver's Kbuild has more than the driver's own.
#include "edits/Edits.h"
#include "taps/Taps.h"

namespace umbra {

static std::string objectOf(const Module &M, const Object &O) {
  std::string File = O.Relative;
  if (!M.Folder.empty())
    File = File.substr(M.Folder.size() + 1);
  return File.substr(0, File.size() - 2) + ".o";
}

static std::string objectsOf(const Module &M, size_t From) {
  std::string Text;
  for (size_t I = From; I < M.Objects.size(); I++)
    Text += " " + objectOf(M, M.Objects[I]);
  return Text;
}

std::string kbuildTrailer(const std::vector<const Module *> &Modules,
                          const std::set<std::string> &Folders, const std::set<std::string> &Above,
                          bool Symvers, bool Checks) {
  std::string Text = "\n# Added by umbra " UMBRA_VERSION ".\n", Objects;
  for (const Module *M : Modules)
    Objects += " " + M->Name + ".o";
  for (const std::string &Folder : Folders)
    Objects += " " + Folder + "/";
  Text += "obj-m := $(filter" + Objects + ",$(obj-m))\n";
  Text += "obj-y := $(filter" + Objects + ",$(obj-y))\n";
  for (const Module *M : Modules) {
    std::string Taps = tapsName(*M) + ".o";
    if (M->SingleFile) {
      Text += M->Name + "-y := " + Taps + objectsOf(*M, M->OwnObjects) + "\n";
      Text += "CFLAGS_" + Taps + " += $(CFLAGS_" + M->Name + ".o)\n";
    } else {
      Text += M->Name + "-y += " + Taps + objectsOf(*M, M->OwnObjects) + "\n";
    }
    for (const Object &O : M->Objects)
      if (!O.Helper.empty())
        Text += "CFLAGS_" + objectOf(*M, O) + " += -DUMBRA_HELPER=\\\"" + O.Helper + "\\\"\n";
  }
  for (const Module *M : Modules)
    if (M->Shares) {
      Text += "# Files that several modules have include their taps by this name.\n";
      std::vector<std::string> Names = {tapsName(*M) + ".o"};
      for (const Object &O : M->Objects)
        Names.push_back(objectOf(*M, O));
      for (const std::string &Name : Names)
        Text += "CFLAGS_" + Name + " += -DUMBRA_TAPS=\\\"$(src)/" + tapsName(*M) + ".h\\\"\n";
    }
  if (!Modules.empty())
    Text += "# Line numbers for reports of failures, in the form that umbra.ko reads. The\n"
            "# assembler warns of a .debug_line that is loaded: this one is meant to be.\n"
            "ccflags-y += -gdwarf-4 -Wa,--no-warn\n";
  if (!Modules.empty() && Checks)
    Text += "# Else two stores may share one's line, which `umbra verify --stores` knows them by.\n"
            "ccflags-y += -fno-crossjumping\n";
  if (!Modules.empty() && Modules[0]->Tracepoints)
    Text += "# Tracepoints of the driver's own are left out.\nccflags-y += -DNOTRACE\n";
  if (!Above.empty())
    Text += "# Files that lie above SRC are read where they are.\n";
  for (const std::string &Folder : Above)
    Text += "ccflags-y += -I" + Folder + "\n";
  if (Symvers)
    Text += "KBUILD_EXTRA_SYMBOLS += $(src)/umbra.symvers\n";
  return Text;
}

} // namespace umbra
