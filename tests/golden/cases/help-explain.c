// SPDX-License-Identifier: GPL-2.0-or-later
// What umbra explain --help says; docs/umbra.1 says the same at length.
// RUN: umbra explain --help
//--- EXPECT
// exit 0
// | usage: umbra explain [options] NAME
// |
// | Says which rule the kernel function NAME gets when a driver calls it, from
// | which spec line, and why. STRUCT.FIELD or FUNCTION.PARAMETER asks for a driver
// | function that the kernel calls.
// |
// | options:
// |   --kernel KDIR  the kernel's build folder
// |   --specs DIR    the specs to use
// |
// | exit status: 0 explained; 1 no such function, or an error in the specs; 2 usage;
// | 4 no usable kernel build folder.
