// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * map.c - fuzzes the permission map: any order of grants, revokes, seals and
 * checks against a plain array of granules.
 *
 * Input: records of six bytes: what, which range, start, length. Ranges alias in
 * the map's front; time passes, so that blocks are given to others.
 */
#include <stdlib.h>

#include "permission_map.h"

#define RANGES 3
#define SIZE 4096ul
#define BASE(range) (0xffff888012340000ul + (range) * UMBRA_MAP_SLOTS * UMBRA_BLOCK)

static unsigned long runs[UMBRA_RUNS], bits[UMBRA_MAP_SLOTS], tags[UMBRA_MAP_SLOTS];
static uint64_t now;

/* Both bits are never set. */
struct granule {
	unsigned granted : 1, sealed : 1;
};
static struct granule model[RANGES][SIZE / UMBRA_GRANULE];

void *umbra_alloc(size_t size)
{
	return calloc(1, size);
}

void *umbra_alloc_large(size_t size)
{
	return calloc(1, size);
}

void umbra_free(void *memory)
{
	free(memory);
}

uint64_t umbra_tick_ns(void)
{
	return now;
}

static void change(struct granule *granule, unsigned int what)
{
	switch (what) {
	case 0:
		granule->granted = 1;
		granule->sealed = 0;
		break;
	case 1:
		granule->granted = 0;
		granule->sealed = 0;
		break;
	case 2:
		granule->sealed |= granule->granted;
		granule->granted = 0;
		break;
	default:
		granule->granted |= granule->sealed;
		granule->sealed = 0;
	}
}

static bool expected(unsigned int range, unsigned long start, unsigned long bytes)
{
	for (unsigned long at = start / UMBRA_GRANULE;
	     bytes && at * UMBRA_GRANULE < start + bytes; at++)
		if (!model[range][at].granted)
			return false;
	return true;
}

/* The drivers' own instructions. */
static bool inline_look(unsigned long address, unsigned long bytes)
{
	unsigned long run;
	int has = 1;

	__asm__ volatile(UMBRA_MAP_LOOK_MANY("(%q[runs],%q[run])", "xorl %[has], %[has]")
			 : [run] "=&r"(run), [has] "+&r"(has)
			 : [at] "r"(address), [bytes] "r"(bytes), [runs] "r"(runs),
			   UMBRA_MAP_OPERANDS
			 : "memory", "cc");
	return has;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct umbra_map_front front = { runs, bits, tags };
	struct umbra_map map;

	memset(bits, 0, sizeof(bits));
	memset(tags, 0, sizeof(tags));
	memset(model, 0, sizeof(model));
	now = 0;
	if (umbra_map_init(&map, front))
		return 0;
	for (; size >= 6; data += 6, size -= 6) {
		unsigned int range = data[1] % RANGES;
		unsigned long start = (data[2] | data[3] << 8) % SIZE;
		unsigned long bytes = (data[4] | data[5] << 8) % (SIZE - start + 1);
		unsigned long first = BASE(range) + start;

		now += (data[1] / RANGES) * 100000000ull;
		switch (data[0] % 6) {
		case 0:
			umbra_map_grant(&map, first, bytes);
			break;
		case 1:
			umbra_map_revoke(&map, first, bytes);
			break;
		case 2:
			umbra_map_seal(&map, first, bytes);
			break;
		case 3:
			umbra_map_unseal(&map, first, bytes);
			break;
		case 4:
			umbra_map_lend(&map, first, bytes);
		}
		if (bytes && data[0] % 6 < 5)
			for (unsigned long at = start / UMBRA_GRANULE;
			     at * UMBRA_GRANULE < start + bytes; at++)
				change(&model[range][at], data[0] % 6 % 4);
		if (umbra_map_check(&map, first, bytes) != expected(range, start, bytes))
			abort();
		/* The front may not know; it may not say yes to what is not so. */
		if (inline_look(first, bytes) && !expected(range, start, bytes))
			abort();
	}
	umbra_map_destroy(&map);
	return 0;
}
