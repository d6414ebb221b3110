// SPDX-License-Identifier: GPL-2.0-only
/*
 * kept.c - what of a domain outlives its driver's failure, for every class.
 *
 *   made        the class keeps it, under a name that tells it from its like
 *   failed      nobody has claimed it
 *   made again  the restarted driver claims it, by the same owner and name; of
 *               several alike, in the order in which they were made. Or it makes
 *               the very same object again
 *
 * The list is read in any context, changed under its lock; what a class takes
 * off, it frees after a grace period. Recovery's thread needs no lock to walk
 * it: a driver that is away neither makes an object nor loses one.
 */
#include <linux/delay.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include "control.h"

struct list_head *umbra_kept(struct umbra_domain *domain)
{
	return &umbra_control(domain)->kept_objects;
}
EXPORT_SYMBOL_GPL(umbra_kept);

void umbra_keep(struct umbra_domain *domain, struct umbra_kept *kept, const char *kind,
		void *object, void *owner, void (*gone)(struct umbra_kept *kept))
{
	struct umbra_control *control = umbra_control(domain);
	unsigned long flags;

	kept->domain = domain;
	kept->kind = kind;
	kept->object = object;
	kept->owner = owner;
	kept->gone = gone;
	spin_lock_irqsave(&control->kept_lock, flags);
	list_add_tail_rcu(&kept->node, &control->kept_objects);
	spin_unlock_irqrestore(&control->kept_lock, flags);
}
EXPORT_SYMBOL_GPL(umbra_keep);

struct umbra_kept *umbra_kept_find(struct umbra_domain *domain, const void *object)
{
	struct umbra_kept *kept;

	list_for_each_entry_rcu(kept, umbra_kept(domain), node, true)
		if (object && kept->object == object)
			return kept;
	return NULL;
}
EXPORT_SYMBOL_GPL(umbra_kept_find);

struct umbra_kept *umbra_keep_object(struct umbra_domain *domain, const char *kind, void *object,
				     void *owner, const char *name, ...)
{
	struct umbra_kept *kept = kzalloc(sizeof(*kept), GFP_KERNEL), *known;
	va_list list;

	if (!kept)
		return NULL; /* It works; a failure will give it up. */
	va_start(list, name);
	vsnprintf(kept->name, sizeof(kept->name), name, list);
	va_end(list);
	known = umbra_kept_find(domain, object);
	if (known && known->owner == owner && !strcmp(known->kind, kind) &&
	    !strcmp(known->name, kept->name)) {
		WRITE_ONCE(known->claimed, true);
		kfree(kept);
		return known;
	}
	/* One that the kernel would not have, and freed, may have been there. */
	umbra_forget_object(domain, object);
	kept->claimed = true;
	umbra_keep(domain, kept, kind, object, owner, NULL);
	return kept;
}
EXPORT_SYMBOL_GPL(umbra_keep_object);

void *umbra_kept_place(struct umbra_domain *domain, const void *field)
{
	struct umbra_kept *kept;
	unsigned int i;

	list_for_each_entry_rcu(kept, umbra_kept(domain), node, true)
		for (i = 0; i < ARRAY_SIZE(kept->stands_in); i++)
			if (kept->stands_in[i].field == field)
				return kept->stands_in[i].place;
	return NULL;
}

void umbra_keep_grants(struct umbra_domain *domain, const void *object, const volatile void *start,
		       unsigned long bytes)
{
	struct umbra_kept *kept = umbra_kept_find(domain, object);
	unsigned int i;

	for (i = 0; kept && i < ARRAY_SIZE(kept->granted); i++)
		if (!kept->granted[i].bytes || kept->granted[i].start == start) {
			kept->granted[i].start = start;
			kept->granted[i].bytes = bytes;
			umbra_grant(domain, start, bytes);
			return;
		}
}
EXPORT_SYMBOL_GPL(umbra_keep_grants);

void umbra_keep_targets(struct umbra_domain *domain, const void *object,
			const struct umbra_targets *targets)
{
	struct umbra_kept *kept = umbra_kept_find(domain, object);

	if (kept)
		kept->targets = targets;
}
EXPORT_SYMBOL_GPL(umbra_keep_targets);

void umbra_keep_no_more(struct umbra_kept *kept)
{
	struct umbra_control *control = umbra_control(kept->domain);
	unsigned long flags;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(kept->granted) && kept->granted[i].bytes; i++)
		umbra_revoke(kept->domain, kept->granted[i].start, kept->granted[i].bytes);

	spin_lock_irqsave(&control->kept_lock, flags);
	list_del_rcu(&kept->node);
	spin_unlock_irqrestore(&control->kept_lock, flags);
	if (kept->gone)
		kept->gone(kept);
	else
		kfree_rcu(kept, rcu);
}
EXPORT_SYMBOL_GPL(umbra_keep_no_more);

void umbra_keep_none_of(struct umbra_domain *domain, const void *owner)
{
	struct umbra_kept *kept, *next;

	list_for_each_entry_safe(kept, next, umbra_kept(domain), node)
		if (kept->object == owner || kept->owner == owner)
			umbra_keep_no_more(kept);
}
EXPORT_SYMBOL_GPL(umbra_keep_none_of);

void umbra_forget_object(struct umbra_domain *domain, const void *object)
{
	struct umbra_kept *kept = umbra_kept_find(domain, object);

	if (kept)
		umbra_keep_no_more(kept);
}
EXPORT_SYMBOL_GPL(umbra_forget_object);

struct umbra_kept *umbra_kept_claim(struct umbra_domain *domain, const char *kind,
				    const void *owner, const char *name)
{
	struct umbra_kept *kept;

	for_each_kept_object(kept, domain, kind)
		if (!kept->claimed && kept->owner == owner && !strcmp(kept->name, name)) {
			WRITE_ONCE(kept->claimed, true);
			return kept;
		}
	return NULL;
}
EXPORT_SYMBOL_GPL(umbra_kept_claim);

void *umbra_claim_object(struct umbra_domain *domain, const char *kind, const void *owner,
			 const char *name, ...)
{
	char wanted[sizeof_field(struct umbra_kept, name)];
	struct umbra_kept *kept;
	va_list list;

	va_start(list, name);
	vsnprintf(wanted, sizeof(wanted), name, list);
	va_end(list);
	kept = umbra_kept_claim(domain, kind, owner, wanted);
	return kept ? kept->object : NULL;
}
EXPORT_SYMBOL_GPL(umbra_claim_object);

void *umbra_probed_object(struct umbra_domain *domain, const char *kind)
{
	struct device *device = umbra_principal(domain);
	struct umbra_kept *kept;
	void *object = NULL;

	for_each_kept_object(kept, domain, kind)
		if (device && kept->owner == device)
			object = kept->object;
	return object;
}
EXPORT_SYMBOL_GPL(umbra_probed_object);

void *umbra_made_again(struct umbra_domain *domain, void *object)
{
	struct umbra_kept *kept = umbra_kept_find(domain, object);

	return kept && !kept->claimed ? NULL : object;
}
EXPORT_SYMBOL_GPL(umbra_made_again);

/* The domain goes, and left some. */
void umbra_kept_destroy(struct umbra_domain *domain)
{
	struct umbra_kept *kept, *next;

	list_for_each_entry_safe(kept, next, umbra_kept(domain), node)
		umbra_keep_no_more(kept);
}

/* The driver has failed, or is back: the next that is made is the first again. */
void umbra_kept_unclaim(struct umbra_domain *domain)
{
	struct umbra_kept *kept;

	list_for_each_entry_rcu(kept, umbra_kept(domain), node, true) {
		kept->claimed = false;
		kept->replayed = 0;
	}
}

/* Has the restarted driver made all of this kind again, in 10 seconds? 0 or -ENODEV. */
int umbra_kept_demand(struct umbra_domain *domain, const char *kind)
{
	unsigned long until = jiffies + 10 * HZ;
	struct umbra_kept *kept;

	for_each_kept_object(kept, domain, kind) {
		while (!READ_ONCE(kept->claimed) && time_before(jiffies, until) &&
		       READ_ONCE(domain->state) == UMBRA_RESTARTING)
			usleep_range(100, 300);
		if (!READ_ONCE(kept->claimed)) {
			umbra_log("%s: restarted, it did not make %s %s again", domain->name, kind,
				  kept->name);
			return -ENODEV;
		}
	}
	return 0;
}
