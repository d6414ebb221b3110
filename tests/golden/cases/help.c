// SPDX-License-Identifier: GPL-2.0-or-later
// What umbra --help says; docs/umbra.1 says the same at length.
// RUN: umbra --help
//--- EXPECT
// exit 0
// | usage: umbra <command> [options]
// |
// | Hardens Linux device drivers at build time.
// |
// | commands:
// |   harden    rewrite a driver so that it survives its own failures
// |   explain   say which rule a kernel function gets, and why
// |   verify    check a built module: does everything cross a tap?
// |
// | options:
// |   --help     this text; `umbra <command> --help` for a command
// |   --version  the version
