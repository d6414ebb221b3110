// SPDX-License-Identifier: GPL-2.0-or-later
// A function that is wholly a kernel macro's is checked where it is called; a call by a
// constant table that no driver may replace is none to check, one that it may is.
// ARGS: --checks=all
// HAS umbra-report.json: "why": "the kernel's own place, named by its macro alone"
// HAS umbra-report.json: "why": "a constant table of the kernel's, which no driver may replace"
#include <linux/thing.h>
#include <linux/stores.h>

DECLARE_AVERAGE(size)

struct mine {
	struct average_size sizes;
	const struct thing_ops *ops;
};

int start(struct mine *mine, struct thing *thing, struct request *request)
{
	average_size_add(&mine->sizes, request->length);
	mine->ops->send(thing, request);
	return thing->ops->send(thing, request);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
WRITES(thing, users);
//--- EXPECT
// exit 0
// | check-made: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-made.c
// + #include "check-made_taps.h"
// - 	average_size_add(&mine->sizes, request->length);
// - 	mine->ops->send(thing, request);
// + 	average_size_add(UMBRA_W(&mine->sizes), request->length);
// + 	UMBRA_ICALL(mine->ops->send, 0x46a4b1f3)(thing, request);
