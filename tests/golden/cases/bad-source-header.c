// SPDX-License-Identifier: GPL-2.0-or-later
// A header that is missing.
#include <linux/absent.h>
//--- EXPECT
// exit 1
// | driver/bad-source-header.c:3:10: fatal error: 'linux/absent.h' file not found
// |     3 | #include <linux/absent.h>
// |       |          ^~~~~~~~~~~~~~~~
// | umbra: 1 error; nothing was written
