// SPDX-License-Identifier: GPL-2.0-or-later
// What umbra harden --help says; docs/umbra.1 says the same at length.
// RUN: umbra harden --help
//--- EXPECT
// exit 0
// | usage: umbra harden [options] --output OUT SRC
// |
// | Reads the driver in SRC with its Kbuild or Makefile and writes a wrapped tree
// | to OUT, which `make -C KDIR M=OUT modules` builds. SRC is never changed, and
// | nothing is written unless the whole driver could be rewritten.
// |
// | options:
// |   --output OUT        the folder to create
// |   --kernel KDIR       the kernel's build folder (the running kernel's, else the
// |                       newest headers installed)
// |   --specs DIR         the specs to use (umbra's own)
// |   --config CONFIG_X=m select a module of SRC; may be repeated (what the kernel's
// |                       configuration enables as a module)
// |   --checks all|taps   what is checked: every store, indirect call and loop, too, or
// |                       what crosses a tap alone (all)
// |   --symvers FILE      umbra's Module.symvers (the one built with this command)
// |   --force             replace OUT even if it is not empty
// |   --dry-run           check everything and say what would be written
// |   --strict            anything not covered is an error
// |   -j N                how many files to read at a time (all cores)
// |   --quiet             no progress
// |
// | exit status: 0 done; 1 an error in SRC or the specs; 2 usage; 3 OUT cannot be
// | written; 4 no usable kernel build folder.
