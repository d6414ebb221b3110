// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel macro that makes init and exit: not a change in the text.
// HAS module-macro_taps.c: .init = umbra_entry_mine_init,
// HAS module-macro_taps.h: #define register_thing(...) umbra_call_register_thing(__VA_ARGS__)
#include <linux/module.h>
#include <linux/thing.h>

static struct thing mine;
module_thing(mine);
//--- EXPECT
// exit 0
// | module-macro: 2 call taps (2 written, 0 inferred, 0 default), 2 entry taps (0 written), 0 not covered
// @ module-macro.c
// + #include "module-macro_taps.h"
