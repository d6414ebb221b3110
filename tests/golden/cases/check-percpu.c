// SPDX-License-Identifier: GPL-2.0-or-later
// Memory with a copy for each processor is a kind of its own: all copies are granted.
// ARGS: --checks=all
// HAS check-percpu_taps.c: { "copies", umbra_release_copies, UMBRA_KIND_PERCPU },
// HAS check-percpu_taps.c: umbra_hold(&umbra_domain, object, (const void *)result, size);
// HAS Kbuild: ccflags-y += -fno-crossjumping
#include <linux/thing.h>

int start(void)
{
	return take_memory(8) != 0;
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND_PERCPU void copies(void *memory) { give_memory(memory); }
UMBRA_CALL void *take_memory(size_t size) TRACKS(copies, result) GRANTS(result, size);
//--- EXPECT
// exit 0
// | check-percpu: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-percpu.c
// + #include "check-percpu_taps.h"
// - 	return take_memory(8) != 0;
// + 	return umbra_call_take_memory(8) != 0;
