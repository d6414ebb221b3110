// SPDX-License-Identifier: GPL-2.0-or-later
// One check for several stores: the same bytes on every path, or all of an object
// of the driver's own; no longer than until a call or a new pointer.
// ARGS: --checks=all
// AFTER: grep -E '"(where|verdict|into)"' out/umbra-report.json
#include <linux/thing.h>

struct entry {
	int a, b;
	char text[8];
};
struct mixed {
	struct thing kernels;
	int a, b;
};

int pure(int x)
{
	return x + 1;
}

void start(struct entry *e, struct mixed *m, int n)
{
	e->a = pure(1);
	e->b = 2;
	e->text[3] = 'c';
	poke(&m->kernels);
	e->a = 4;
	e++;
	e->a = 5;
	m->a = 6;
	if (n) {
		m->a = 7;
		m->b = 8;
	}
	m->b = 9;
	while (n--)
		m->b = 10;
}
//--- EXPECT
// exit 0
// | check-merged: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// |           "where": "check-merged.c:24:7",
// |           "verdict": "checked",
// |           "where": "check-merged.c:25:7",
// |           "verdict": "merged",
// |           "into": "check-merged.c:24:7"
// |           "where": "check-merged.c:26:13",
// |           "verdict": "merged",
// |           "into": "check-merged.c:24:7"
// |           "where": "check-merged.c:28:7",
// |           "verdict": "checked",
// |           "where": "check-merged.c:30:7",
// |           "verdict": "checked",
// |           "where": "check-merged.c:31:7",
// |           "verdict": "checked",
// |           "where": "check-merged.c:33:8",
// |           "verdict": "merged",
// |           "into": "check-merged.c:31:7"
// |           "where": "check-merged.c:34:8",
// |           "verdict": "checked",
// |           "where": "check-merged.c:36:7",
// |           "verdict": "checked",
// |           "where": "check-merged.c:37:2",
// |           "verdict": "checked",
// |           "where": "check-merged.c:38:8",
// |           "verdict": "merged",
// |           "into": "check-merged.c:36:7"
// @ check-merged.c
// + #include "check-merged_taps.h"
// - 	e->a = pure(1);
// + 	UMBRA_W(e)->a = pure(1);
// - 	poke(&m->kernels);
// - 	e->a = 4;
// + 	umbra_call_poke(&m->kernels);
// + 	*UMBRA_W(&e->a) = 4;
// - 	e->a = 5;
// - 	m->a = 6;
// + 	*UMBRA_W(&e->a) = 5;
// + 	*UMBRA_W(&m->a) = 6;
// - 		m->b = 8;
// + 		*UMBRA_W(&m->b) = 8;
// - 	m->b = 9;
// + 	*UMBRA_W(&m->b) = 9;
// - 		m->b = 10;
// + 		{ UMBRA_POLL(); m->b = 10; }
