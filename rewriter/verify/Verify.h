// SPDX-License-Identifier: GPL-2.0-or-later
// `umbra verify`: checks a built module, independent of the rewriter.
#ifndef UMBRA_VERIFY_VERIFY_H
#define UMBRA_VERIFY_VERIFY_H

/// argv[0] is "verify". Returns an exit code.
int umbraVerify(int argc, char **argv);

#endif
