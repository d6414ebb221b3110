// SPDX-License-Identifier: GPL-2.0-or-later
// What an entry tap remembers when its entry is over: the result; of an operation its
// first number, too, and apart from what comes with every packet (HELD).
// HAS entry-over_taps.c: .flags = UMBRA_SITE_PROXIED | UMBRA_SITE_OPERATION | UMBRA_SITE_RESULT | UMBRA_SITE_VALUE,
// HAS entry-over_taps.c: umbra_leave_seldom(&frame, &site, (unsigned long)result, (unsigned long)size);
// HAS entry-over_taps.c: .flags = UMBRA_SITE_PROXIED | UMBRA_SITE_HELD | UMBRA_SITE_RESULT,
// HAS entry-over_taps.c: umbra_leave(&frame, &site, (unsigned long)result, 0);
// HAS entry-over_taps.c: .flags = UMBRA_SITE_PROXIED | UMBRA_SITE_OPERATION,
// HAS entry-over_taps.c: umbra_leave_seldom(&frame, &site, 0, 0);
#include <linux/thing.h>

static int my_resize(struct thing *thing, int size)
{
	return size;
}

static int my_send(struct thing *thing, struct request *request)
{
	return 0;
}

static void my_close(struct thing *thing)
{
}

const struct thing_ops my_ops = {
	.close = my_close,
	.send = my_send,
};

const struct thing_size_ops my_size_ops = {
	.resize = my_resize,
};
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_size_ops, resize, (struct thing *thing, int size)) WHILE_RECOVERING(busy, -16);
UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request))
	WHILE_RECOVERING(busy, -16) HELD;
UMBRA_ENTRY(void, thing_ops, close, (struct thing *thing)) WHILE_RECOVERING(skip);
//--- EXPECT
// exit 0
// | entry-over: 0 call taps (0 written, 0 inferred, 0 default), 3 entry taps (3 written), 0 not covered
// @ entry-over.c
// + #include "entry-over_taps.h"
// - 	.close = my_close,
// - 	.send = my_send,
// + 	.close = umbra_entry_my_close,
// + 	.send = umbra_entry_my_send,
// - 	.resize = my_resize,
// + 	.resize = umbra_entry_my_resize,
// +
// + /* Functions that entry taps call, see entry-over_taps.h. */
// + UMBRA_ENTRY(my_close);
// + UMBRA_ENTRY(my_resize);
// + UMBRA_ENTRY(my_send);
