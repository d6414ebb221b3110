// SPDX-License-Identifier: GPL-2.0-only
/*
 * gifts.c - what calls that no spec knows gave to a domain.
 *
 * The rule it upholds: who gives back a gift is not told that it does not hold
 * it; a gift that finds no place ends all such refusals, for none can be told
 * from a gift any more.
 *
 *   place[]   32 groups of 8 keys, the group by the key's hash; 0: free
 *
 * A set, lock-free: a place is taken by a compare-and-swap. The same key may be
 * in it twice if two threads are given it at once.
 */
#include "core.h"

static unsigned long *group_of(struct umbra_gifts *gifts, unsigned long key)
{
	unsigned int group = ((unsigned int)(key >> 3) * UMBRA_HASH) >> 27;

	return gifts->place + group * UMBRA_GIFTS_GROUP;
}

void umbra_gift(struct umbra_domain *domain, const void *pointer)
{
	struct umbra_gifts *gifts = &umbra_core(domain)->gifts;
	unsigned long key = (unsigned long)pointer, *group = group_of(gifts, key);
	unsigned int i;

	if (!umbra_ok_pointer(pointer))
		return;
	for (i = 0; i < UMBRA_GIFTS_GROUP; i++)
		if (__atomic_load_n(&group[i], __ATOMIC_RELAXED) == key)
			return;
	for (i = 0; i < UMBRA_GIFTS_GROUP; i++) {
		unsigned long empty = 0;

		if (__atomic_compare_exchange_n(&group[i], &empty, key, 0, __ATOMIC_RELAXED,
						__ATOMIC_RELAXED))
			return;
	}
	gifts->overflown = true;
}

bool umbra_gift_returned(struct umbra_domain *domain, unsigned long key)
{
	struct umbra_gifts *gifts = &umbra_core(domain)->gifts;
	unsigned long *group = group_of(gifts, key);
	bool found = gifts->overflown;
	unsigned int i;

	for (i = 0; i < UMBRA_GIFTS_GROUP; i++) {
		unsigned long wanted = key;

		found |= __atomic_compare_exchange_n(&group[i], &wanted, 0, 0, __ATOMIC_RELAXED,
						     __ATOMIC_RELAXED);
	}
	return found;
}
