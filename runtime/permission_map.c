// SPDX-License-Identifier: GPL-2.0-only
/*
 * permission_map.c - which bytes a domain may write, in granules of 8.
 *
 * The rule it upholds: a check passes only if every granule of the range was
 * granted, and has not been revoked or sealed since.
 *
 *   a block: 512 bytes, 64 granules, a word of bits
 *
 *   slot  tags[]        bits[]            chain[slot]
 *   ...   ┌───────────┐ ┌──────────┐      ┌───────────────┐   ┌───────────────┐
 *   7     │ address   │ │ 1: write │   ┌─►│tag bits sealed├──►│tag bits sealed│
 *   8     ├───────────┤ ├──────────┤ ──┘  └───────────────┘   └───────────────┘
 *                                      blocks whose slot another block has
 *
 *   front, by granule   runs[]: where what may be written from there on ends
 *
 * Inline checks (UMBRA_MAP_LOOK) look into the front, which takes one word: a
 * run's place is found by the address alone, and its word says whose it is. The
 * newest grant has the place; who lost it is found behind the front. All that a
 * run spans may be written, so whatever goes cuts the runs that reach into it.
 *
 * Readers take no lock. Of a block they read the bits first and the tag after: a slot
 * may be given to another block only when its bits have been zero for
 * UMBRA_MAP_REST_NS, so a reader that saw a bit has long compared its tag.
 * (A thread that an interrupt or the scheduler holds up for that long between
 * these two instructions could pass a wrong store; nothing else can.) Blocks on
 * a chain are used again in the same way and never freed before the map is.
 *
 * Writers hold map->lock. A grant that finds no memory for a block is counted
 * as lost: its stores will be refused.
 */
#include "permission_map.h"

#define UMBRA_MAP_REST_NS 1000000000u
/* No object is larger; a range that is was computed wrongly. */
#define UMBRA_MAP_MOST (1ul << 40)

/* The blocks that [@start, @end) touches; safe at the end of the address space. */
#define for_each_block(block, start, end)                                        \
	for ((block) = (start) & -UMBRA_BLOCK;                                   \
	     (block) - ((start) & -UMBRA_BLOCK) < (end) - ((start) & -UMBRA_BLOCK); \
	     (block) += UMBRA_BLOCK)

enum change { GRANT, REVOKE, SEAL, UNSEAL };

/* A block where it is kept; all NULL: nowhere. */
struct place {
	unsigned long *tag, *bits, *sealed, *filled;
	uint64_t *idle;
};

static unsigned long slot_of(unsigned long block)
{
	return block / UMBRA_BLOCK & (UMBRA_MAP_SLOTS - 1);
}

static struct place in_slot(struct umbra_map *map, unsigned long slot)
{
	struct place place = { &map->front.tags[slot], &map->front.bits[slot],
			       &map->sealed[slot], &map->filled[slot], &map->idle[slot] };

	return place;
}

static struct place in_chain(struct umbra_map_block *block)
{
	struct place place = { &block->tag, &block->bits, &block->sealed, &block->filled,
			       &block->idle };

	return place;
}

/* Under the lock. */
static struct place find(struct umbra_map *map, unsigned long block)
{
	struct place none = { NULL };
	unsigned long slot = slot_of(block);
	struct umbra_map_block *link;

	if (map->front.tags[slot] == block)
		return in_slot(map, slot);
	for (link = map->chain[slot]; link; link = link->next)
		if (link->tag == block)
			return in_chain(link);
	return none;
}

/* Nothing in it, for long enough that nobody is about to compare its tag. */
static bool at_rest(struct place place)
{
	return !*place.bits && !*place.sealed &&
	       (!*place.idle || umbra_tick_ns() - *place.idle > UMBRA_MAP_REST_NS);
}

/* Under the lock: a place for a block that has none; @spare if need be, then NULL. */
static struct place settle(struct umbra_map *map, unsigned long block,
			   struct umbra_map_block **spare)
{
	unsigned long slot = slot_of(block);
	struct place place = in_slot(map, slot);
	struct umbra_map_block *link = map->chain[slot];

	while (!at_rest(place)) {
		if (!link) {
			link = *spare;
			*spare = NULL;
			if (!link) {
				place.tag = NULL;
				return place;
			}
			link->tag = block;
			link->next = map->chain[slot];
			__atomic_store_n(&map->chain[slot], link, __ATOMIC_RELEASE);
			return in_chain(link);
		}
		place = in_chain(link);
		link = link->next;
	}
	__atomic_store_n(place.tag, block, __ATOMIC_RELEASE);
	return place;
}

static unsigned long *run_of(struct umbra_map *map, unsigned long granule)
{
	return &map->front.runs[granule / UMBRA_GRANULE % UMBRA_RUNS];
}

/* Has the granule its place in the front? */
static bool has_run(struct umbra_map *map, unsigned long granule)
{
	return *run_of(map, granule) - granule <= UMBRA_REACH;
}

static void set_run(struct umbra_map *map, unsigned long granule, unsigned long end)
{
	__atomic_store_n(run_of(map, granule), end, __ATOMIC_RELAXED);
}

/* Under the lock: what lies before @end may be written up to there, no further. */
static void cut_runs(struct umbra_map *map, unsigned long end)
{
	unsigned long at = end - UMBRA_GRANULE, block;

	do {
		struct place place = find(map, block = at & -UMBRA_BLOCK);

		if (!place.tag)
			return;
		for (; at - block < UMBRA_BLOCK; at -= UMBRA_GRANULE) {
			unsigned long bit = 1ul << (at - block) / UMBRA_GRANULE;

			if (!(*place.bits & bit))
				return;
			if (*place.filled & bit && has_run(map, at) && *run_of(map, at) - at > end - at)
				set_run(map, at, end);
		}
	} while (end - at <= UMBRA_REACH);
}

/* Under the lock: these granules of the block are about to go. */
static void drop_runs(struct umbra_map *map, unsigned long block, struct place place,
		      unsigned long mask)
{
	unsigned long gone = *place.filled & mask, at;

	*place.filled &= ~mask;
	for (; gone; gone &= gone - 1) {
		at = block + (unsigned long)__builtin_ctzl(gone) * UMBRA_GRANULE;
		if (has_run(map, at))
			set_run(map, at, UMBRA_NO_RUN);
	}
	gone = *place.bits & mask;
	if (gone)
		cut_runs(map, block + (unsigned long)__builtin_ctzl(gone) * UMBRA_GRANULE);
}

static inline void change_bits(struct umbra_map *map, unsigned long block, struct place place,
			       enum change change, unsigned long mask)
{
	unsigned long bits = *place.bits;

	if (change == REVOKE || change == SEAL)
		drop_runs(map, block, place, mask);
	switch (change) {
	case GRANT:
		*place.sealed &= ~mask;
		bits |= mask;
		break;
	case REVOKE:
		*place.sealed &= ~mask;
		bits &= ~mask;
		break;
	case SEAL:
		*place.sealed |= bits & mask;
		bits &= ~mask;
		break;
	case UNSEAL:
		bits |= *place.sealed & mask;
		*place.sealed &= ~mask;
		break;
	}
	if (!bits && *place.bits)
		*place.idle = umbra_tick_ns();
	__atomic_store_n(place.bits, bits, __ATOMIC_RELEASE);
}

/* Granules of @block that [@start, @end) touches. */
static unsigned long mask_of(unsigned long block, unsigned long start, unsigned long end)
{
	unsigned long first = start > block ? (start - block) / UMBRA_GRANULE : 0;
	unsigned long last = end - block < UMBRA_BLOCK ? (end - block - 1) / UMBRA_GRANULE : 63;

	return (~0ul << first) & (~0ul >> (63 - last));
}

static void change_block(struct umbra_map *map, unsigned long block, enum change change,
			 unsigned long mask)
{
	struct umbra_map_block *spare = NULL;
	unsigned long flags;
	struct place place;
	bool again;

	do {
		again = false;
		flags = umbra_spin_lock(&map->lock);
		place = find(map, block);
		if (!place.tag && change == GRANT)
			place = settle(map, block, &spare);
		if (place.tag)
			change_bits(map, block, place, change, mask);
		else
			again = change == GRANT;
		umbra_spin_unlock(&map->lock, flags);
		if (again) {
			spare = umbra_alloc(sizeof(*spare));
			if (!spare) {
				__atomic_fetch_add(&map->lost, 1, __ATOMIC_RELAXED);
				again = false;
			}
		}
	} while (again);
	if (spare)
		umbra_free(spare);
}

/* One block, in its slot: nearly always. */
static inline bool change_slot(struct umbra_map *map, unsigned long block, enum change change,
				unsigned long mask)
{
	unsigned long slot = slot_of(block), flags;
	bool here;

	flags = umbra_spin_lock(&map->lock);
	here = map->front.tags[slot] == block;
	if (here)
		change_bits(map, block, in_slot(map, slot), change, mask);
	umbra_spin_unlock(&map->lock, flags);
	return here;
}

static inline void change_range(struct umbra_map *map, unsigned long start, unsigned long bytes,
				enum change change)
{
	unsigned long end = start + bytes, block = start & -UMBRA_BLOCK;

	if (!bytes || end < start || bytes > UMBRA_MAP_MOST)
		return;
	if (end - block <= UMBRA_BLOCK &&
	    change_slot(map, block, change, mask_of(block, start, end)))
		return;
	for_each_block(block, start, end)
		change_block(map, block, change, mask_of(block, start, end));
}

/* The front gets to know what may be written now, from the last granule to the first. */
static void fill_runs(struct umbra_map *map, unsigned long start, unsigned long bytes)
{
	unsigned long from = start & -UMBRA_GRANULE, at, end, flags;

	if (!bytes || start + bytes < start || bytes > UMBRA_REACH)
		return;
	flags = umbra_spin_lock(&map->lock);
	at = end = (start + bytes + UMBRA_GRANULE - 1) & -UMBRA_GRANULE;
	if (has_run(map, end))
		end = *run_of(map, end);
	while (at != from) {
		unsigned long block = (at - UMBRA_GRANULE) & -UMBRA_BLOCK;
		struct place place = find(map, block);

		while (at != from && at != block) {
			at -= UMBRA_GRANULE;
			if (place.tag && *place.bits >> (at - block) / UMBRA_GRANULE & 1) {
				end = end - at <= UMBRA_REACH ? end : at + UMBRA_REACH;
				*place.filled |= 1ul << (at - block) / UMBRA_GRANULE;
				set_run(map, at, end);
			} else {
				end = at;
			}
		}
	}
	umbra_spin_unlock(&map->lock, flags);
}

void umbra_map_grant(struct umbra_map *map, unsigned long start, unsigned long bytes)
{
	change_range(map, start, bytes, GRANT);
	fill_runs(map, start, bytes);
}

void umbra_map_lend(struct umbra_map *map, unsigned long start, unsigned long bytes)
{
	change_range(map, start, bytes, GRANT);
}

void umbra_map_revoke(struct umbra_map *map, unsigned long start, unsigned long bytes)
{
	change_range(map, start, bytes, REVOKE);
}

void umbra_map_seal(struct umbra_map *map, unsigned long start, unsigned long bytes)
{
	change_range(map, start, bytes, SEAL);
}

void umbra_map_unseal(struct umbra_map *map, unsigned long start, unsigned long bytes)
{
	change_range(map, start, bytes, UNSEAL);
	fill_runs(map, start, bytes);
}

static bool block_has(const struct umbra_map *map, unsigned long block, unsigned long mask)
{
	unsigned long slot = slot_of(block), bits;
	const struct umbra_map_block *link;

	bits = __atomic_load_n(&map->front.bits[slot], __ATOMIC_ACQUIRE);
	if (__atomic_load_n(&map->front.tags[slot], __ATOMIC_ACQUIRE) == block)
		return !(mask & ~bits);
	for (link = __atomic_load_n(&map->chain[slot], __ATOMIC_ACQUIRE); link;
	     link = link->next) {
		bits = __atomic_load_n(&link->bits, __ATOMIC_ACQUIRE);
		if (__atomic_load_n(&link->tag, __ATOMIC_ACQUIRE) == block)
			return !(mask & ~bits);
	}
	return false;
}

bool umbra_map_check(const struct umbra_map *map, unsigned long start, unsigned long bytes)
{
	unsigned long end = start + bytes, block;

	if (!bytes)
		return true;
	if (end < start || bytes > UMBRA_MAP_MOST)
		return false;
	for_each_block(block, start, end)
		if (!block_has(map, block, mask_of(block, start, end)))
			return false;
	return true;
}

bool umbra_map_sealed(struct umbra_map *map, unsigned long start, unsigned long bytes)
{
	unsigned long end = start + bytes, block, flags;
	bool sealed = false;

	if (!bytes || end < start || bytes > UMBRA_MAP_MOST)
		return false;
	flags = umbra_spin_lock(&map->lock);
	for_each_block(block, start, end) {
		struct place place = find(map, block);

		sealed |= place.tag && (*place.sealed & mask_of(block, start, end));
	}
	umbra_spin_unlock(&map->lock, flags);
	return sealed;
}

int umbra_map_init(struct umbra_map *map, struct umbra_map_front front)
{
	unsigned long i;

	memset(map, 0, sizeof(*map));
	umbra_spin_init(&map->lock);
	map->front = front;
	map->sealed = umbra_alloc_large(UMBRA_MAP_SLOTS * sizeof(*map->sealed));
	map->filled = umbra_alloc_large(UMBRA_MAP_SLOTS * sizeof(*map->filled));
	map->idle = umbra_alloc_large(UMBRA_MAP_SLOTS * sizeof(*map->idle));
	map->chain = umbra_alloc_large(UMBRA_MAP_SLOTS * sizeof(*map->chain));
	if (!map->sealed || !map->filled || !map->idle || !map->chain) {
		umbra_map_destroy(map);
		return -ENOMEM;
	}
	for (i = 0; i < UMBRA_RUNS; i++)
		__atomic_store_n(&front.runs[i], UMBRA_NO_RUN, __ATOMIC_RELAXED);
	return 0;
}

void umbra_map_destroy(struct umbra_map *map)
{
	unsigned long slot;

	for (slot = 0; map->chain && slot < UMBRA_MAP_SLOTS; slot++)
		while (map->chain[slot]) {
			struct umbra_map_block *link = map->chain[slot];

			map->chain[slot] = link->next;
			umbra_free(link);
		}
	umbra_free(map->sealed);
	umbra_free(map->filled);
	umbra_free(map->idle);
	umbra_free(map->chain);
	map->sealed = NULL;
	map->filled = NULL;
	map->idle = NULL;
	map->chain = NULL;
}
