/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * permission_map.h - which bytes a domain may write, in granules of 8.
 *
 * The front of the map (struct umbra_map_front in umbra.h) is the module's own
 * memory, where inline checks look first; the rest is here.
 */
#ifndef UMBRA_PERMISSION_MAP_H
#define UMBRA_PERMISSION_MAP_H

#include "platform.h"
#include "umbra.h"

/* What did not find its slot free: chained, by the same index. */
struct umbra_map_block {
	struct umbra_map_block *next; /* constant once linked */
	unsigned long tag;	      /* address of the block */
	unsigned long bits;
	unsigned long sealed;
	unsigned long filled;
	uint64_t idle; /* when the last bit went */
};

struct umbra_map {
	struct umbra_map_front front;
	unsigned long *sealed;	       /* lock; one word for each slot */
	unsigned long *filled;	       /* lock; granules that have had a run in the front */
	uint64_t *idle;		       /* lock; when its last bit went, 0: never used */
	struct umbra_map_block **chain; /* written under lock, read without */
	umbra_spinlock_t lock;
	unsigned long lost; /* atomic; blocks that found no memory */
};

/**
 * umbra_map_init() - an empty map
 * @front: arrays of UMBRA_RUNS and twice UMBRA_MAP_SLOTS words, the latter zeroed; they
 * stay the caller's
 * Returns 0 or -ENOMEM. Context: process.
 */
int umbra_map_init(struct umbra_map *map, struct umbra_map_front front);

/* Free the map's memory. Context: process, nobody checks any more. */
void umbra_map_destroy(struct umbra_map *map);

/**
 * umbra_map_grant() - the domain may write [@start, @start + @bytes)
 * Granules that the range touches in part are granted as a whole; a seal that
 * was on them is gone. Context: any.
 */
void umbra_map_grant(struct umbra_map *map, unsigned long start, unsigned long bytes);

/* The same for a short time: the front is not told. Context: any. */
void umbra_map_lend(struct umbra_map *map, unsigned long start, unsigned long bytes);

/* It may no more; seals go as well. Context: any. */
void umbra_map_revoke(struct umbra_map *map, unsigned long start, unsigned long bytes);

/**
 * umbra_map_seal() - what the kernel uses now
 * What is granted of the range cannot be written until it is unsealed.
 * Context: any.
 */
void umbra_map_seal(struct umbra_map *map, unsigned long start, unsigned long bytes);

/* Gives back what sealing took, and nothing else. Context: any. */
void umbra_map_unseal(struct umbra_map *map, unsigned long start, unsigned long bytes);

/**
 * umbra_map_check() - may the domain write all of it?
 * Zero bytes may always be written. Context: any, lock-free.
 */
bool umbra_map_check(const struct umbra_map *map, unsigned long start, unsigned long bytes);

/* Is any of the range sealed? For reports. Context: any. */
bool umbra_map_sealed(struct umbra_map *map, unsigned long start, unsigned long bytes);

#endif /* UMBRA_PERMISSION_MAP_H */
