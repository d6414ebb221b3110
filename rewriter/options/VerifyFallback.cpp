// SPDX-License-Identifier: GPL-2.0-or-later
// Stands in for `umbra verify` where it is not built.
#include "support/Diagnostics.h"
#include "verify/Verify.h"

#include "llvm/Support/raw_ostream.h"

__attribute__((weak)) int umbraVerify(int, char **) {
  llvm::errs() << "umbra: error: verify is not part of this build\n";
  return umbra::ExitUsage;
}
