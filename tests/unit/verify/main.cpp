// SPDX-License-Identifier: GPL-2.0-or-later
// `umbra verify` alone, without LLVM and under the sanitizers.
#include "verify/Verify.h"

int main(int argc, char **argv) { return umbraVerify(argc - 1, argv + 1); }
