// SPDX-License-Identifier: GPL-2.0-or-later
// What umbra verify --help says; docs/umbra.1 says the same at length.
// RUN: umbra verify --help
//--- EXPECT
// exit 0
// | Usage: umbra verify [--verbose] [--stores] FILE.ko...
// |
// | Check built modules: a wrapped driver's own code may call nothing of the
// | kernel's but its taps, umbra_* and what the compiler calls of its own accord.
// | What stands in the sections .text.umbra and .data.umbra are the taps.
// |
// |   -v, --verbose  list as well what is allowed: helpers, kernel data, and
// |                  addresses of kernel functions that only the kernel calls
// |                  with --stores, stores that were not followed to their check
// |   -s, --stores   check the machine code as well: each store that goes neither to
// |                  the stack nor to a variable of the module's is followed to its
// |                  check, or has one on its source line, or one that
// |                  umbra-report.json names, beside FILE.ko or in a folder above
// |   -h, --help     this text
// |
// | Reads the ELF file alone and knows nothing of the rewriter. An address of a
// | kernel function that a driver keeps and calls through is not seen.
// |
// | Exit codes: 0 every call goes through a tap; 1 some do not, the module has no
// | taps, or a store has no check; 2 a wrong argument, or a file that is not a built module.
