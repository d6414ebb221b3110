// SPDX-License-Identifier: GPL-2.0-or-later
// A variable that is exported is an error with --strict.
// ARGS: --strict
#include <linux/module.h>
#include <linux/thing.h>

int table[4];
EXPORT_SYMBOL(table);
//--- EXPECT
// exit 1
// | driver/exported-strict.c:8:1: error: not covered: 'table': exported: other modules use it without a tap
// |     EXPORT_SYMBOL(table);
// |     ^
// |   cure: drop --strict to accept it
// | umbra: 1 error; nothing was written
