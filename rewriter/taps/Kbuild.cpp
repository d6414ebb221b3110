// SPDX-License-Identifier: GPL-2.0-or-later
// The lines that a wrapped driver's Kbuild has more than the driver's own.
#include "edits/Edits.h"
#include "taps/Taps.h"

namespace umbra {

std::string kbuildTrailer(const std::vector<const Module *> &Modules, bool Symvers) {
  std::string Text = "\n# Added by umbra " UMBRA_VERSION ".\n", Objects;
  for (const Module *M : Modules)
    Objects += " " + M->Name + ".o";
  Text += "obj-m := $(filter %/" + Objects + ",$(obj-m))\n";
  for (const Module *M : Modules) {
    std::string Taps = tapsName(*M) + ".o";
    if (M->SingleFile) {
      Text += M->Name + "-y := " + Taps + "\n";
      Text += "CFLAGS_" + Taps + " += $(CFLAGS_" + M->Name + ".o)\n";
    } else {
      Text += M->Name + "-y += " + Taps + "\n";
    }
  }
  Text += "# Line numbers for reports of failures, in the form that umbra.ko reads.\n"
          "ccflags-y += -gdwarf-4\n";
  if (Symvers)
    Text += "KBUILD_EXTRA_SYMBOLS += $(src)/umbra.symvers\n";
  return Text;
}

} // namespace umbra
