// SPDX-License-Identifier: GPL-2.0-or-later
// A function whose address a macro of the driver's takes, and whose name it also pastes: the macro is
// written out, with the checks of its text.
// ARGS: --checks=all
#include <linux/thing.h>

struct machine {
	void (*state)(struct machine *m);
	int count;
};
#define SET(m, name) do { (m)->state = name; (m)->count++; name##_entry(m); } while (0)

static void up_entry(struct machine *m)
{
}

static void up(struct machine *m)
{
}

void start(struct machine *m)
{
	SET(m, up);
}
//--- EXPECT
// exit 0
// | check-paste-argument: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (0 written), 0 not covered
// @ check-paste-argument.c
// + #include "check-paste-argument_taps.h"
// - 	SET(m, up);
// + 	do {
// + 	(UMBRA_W(m))->state = umbra_entry_up;
// + 	(UMBRA_W(m))->count++;
// + 	up_entry(UMBRA_W(m));
// + while (0);
// + }
// +
// + /* Functions that entry taps call, see check-paste-argument_taps.h. */
// + UMBRA_ENTRY(up);
