/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * core.h - the portable part of a domain's state.
 *
 * The rule it upholds: umbra_domain.control points to a struct that begins
 * with a struct umbra_core. The kernel side embeds it as the first member of
 * its own control structure:
 *
 *	umbra_domain.control ─► struct { struct umbra_core core; ...kernel's... }
 *
 * Each member says in its own header which lock guards what.
 */
#ifndef UMBRA_CORE_H
#define UMBRA_CORE_H

#include "umbra.h"

#include "config_log.h"
#include "permission_map.h"
#include "policy.h"
#include "recovery.h"
#include "repeats.h"
#include "tracker.h"

#define UMBRA_GIFTS_GROUP 8

/* Keys that calls without a spec gave; gifts.c. */
struct umbra_gifts {
	unsigned long place[32 * UMBRA_GIFTS_GROUP]; /* atomic; 0: free */
	bool overflown;
};

struct umbra_core {
	struct umbra_tracker tracker;
	struct umbra_config_log log;
	struct umbra_policy policy;
	struct umbra_recovery recovery;
	struct umbra_repeats repeats;
	struct umbra_map map; /* of a domain with checks */
	struct umbra_gifts gifts;
};

/**
 * umbra_find_memory() - may these bytes be written as part of an object's memory?
 * Or of a field of it, if its kind has both. If so they are granted, and what is
 * near them. Slow. Context: any.
 */
bool umbra_find_memory(struct umbra_domain *domain, unsigned long start, unsigned long bytes);
/* The same, of the objects that were tracked last. Context: any. */
bool umbra_find_recent(struct umbra_domain *domain, unsigned long start, unsigned long bytes);
/* The same of the very last one only. */
bool umbra_find_newest(struct umbra_domain *domain, unsigned long start, unsigned long bytes);

/**
 * umbra_find_idle() - are these bytes sealed for what the kernel does not use right now?
 * If so that is the driver's again, until a call names it. Slow. Context: any.
 */
bool umbra_find_idle(struct umbra_domain *domain, unsigned long start, unsigned long bytes);
/* Is an object of a sealed kind still there, and sealed? Slow. Context: any. */
bool umbra_is_sealed(struct umbra_domain *domain, const struct umbra_object *object);

/**
 * umbra_holds_memory() - are these bytes part of an object's memory?
 * As umbra_find_memory(), but nothing is granted. Context: any.
 */
bool umbra_holds_memory(struct umbra_domain *domain, unsigned long start, unsigned long bytes);

/**
 * umbra_gift_returned() - was @key given by a call that no spec knows?
 * If so it is a gift no more. True for everything once gifts were lost. Context: any.
 */
bool umbra_gift_returned(struct umbra_domain *domain, unsigned long key);

static inline struct umbra_core *umbra_core(const struct umbra_domain *domain)
{
	return domain->control;
}

#endif /* UMBRA_CORE_H */
