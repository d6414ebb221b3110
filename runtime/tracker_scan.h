/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tracker_scan.h - what the files of the tracker share with each other only.
 */
#ifndef UMBRA_TRACKER_SCAN_H
#define UMBRA_TRACKER_SCAN_H

#include "tracker.h"

static inline unsigned long umbra_object_key(const struct umbra_object *object)
{
	return __atomic_load_n(&object->key, __ATOMIC_ACQUIRE);
}

static inline bool umbra_is_object(unsigned long key)
{
	return key != 0 && key != UMBRA_KEY_BUSY;
}

/*
 * Looks at an object; true asks for it to be dropped. It may go at any time: @kind and @key
 * are what it was.
 */
typedef bool umbra_tracker_look(struct umbra_object *object, unsigned int kind, unsigned long key,
				void *data);

/* Every object, in no order. Returns how many were dropped. Context: any. */
unsigned long umbra_tracker_scan(struct umbra_domain *domain, umbra_tracker_look *look, void *data);

/**
 * umbra_tracker_remove() - this very object, not another of its kind and key
 * @key: what it held when it was seen
 * Returns false if it was gone already. Context: any.
 */
bool umbra_tracker_remove(struct umbra_domain *domain, struct umbra_object *object,
			  unsigned long key);

#endif /* UMBRA_TRACKER_SCAN_H */
