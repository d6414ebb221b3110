// SPDX-License-Identifier: GPL-2.0-only
/*
 * managed.c - what the kernel lets go of on a driver's behalf: devm_*() memory.
 *
 * The rule it upholds: memory that devres frees is the domain's until then, be
 * it by devm_kfree(), a failed probe, an unbound device or a recovery. A node
 * of ours in the device's list of resources, right behind the memory's own,
 * tells: nodes are released newest first.
 *
 * What a domain allocates for a device that it probes is no part of the group that
 * recovery releases before the driver restarts, but an object of a kind of its own
 * ("managed_memory"), freed after that: the device may write to it until then.
 * Some of it may be kept: a library embeds its own object in the driver's, and
 * goes on using it. Then the restarted driver gets the same memory again, at the
 * first request for this device of this size.
 *
 *   arg[0] the device, or 0   arg[1] its size   arg[2] kept: how much is the kernel's
 *
 * What fits no rule of a spec's is here, too: the size of a DMA pool's block is
 * known only to dma_pool_create().
 */
#include <linux/device.h>
#include <linux/dmapool.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include "control.h"
#include "umbra_class.h"
#include "../runtime/tracker.h"

struct umbra_managed {
	struct umbra_domain *domain;
	unsigned int kind;
	unsigned long key;
};

static void umbra_managed_gone(struct device *dev, void *node)
{
	struct umbra_managed *managed = node;

	umbra_untrack(managed->domain, managed->kind, managed->key);
}

static int umbra_managed_is(struct device *dev, void *node, void *key)
{
	return ((struct umbra_managed *)node)->key == (unsigned long)key;
}

/*
 * A tracked object of the kind of that name is @dev's devres' to let go of; specs say so. One
 * that finds no memory for its node is given up at once: stores to it are refused. Any context.
 */
void umbra_managed_add(struct umbra_domain *domain, struct device *dev, const char *kind,
		       const void *key)
{
	int of = umbra_tracker_kind(domain, kind);
	struct umbra_managed *managed;

	if (of < 0 || IS_ERR_OR_NULL(key))
		return;
	managed = devres_alloc(umbra_managed_gone, sizeof(*managed), GFP_ATOMIC);
	if (!managed) {
		umbra_untrack(domain, of, (unsigned long)key);
		return;
	}
	managed->domain = domain;
	managed->kind = of;
	managed->key = (unsigned long)key;
	devres_add(dev, managed);
}
EXPORT_SYMBOL_GPL(umbra_managed_add);

/* Before devm_kfree() and its like. Any context. */
void umbra_managed_freeing(struct umbra_domain *domain, struct device *dev, const void *p)
{
	devres_release(dev, umbra_managed_gone, umbra_managed_is, (void *)p);
}
EXPORT_SYMBOL_GPL(umbra_managed_freeing);

static struct umbra_object *umbra_managed_find(struct umbra_domain *domain, void *memory)
{
	int kind = umbra_tracker_kind(domain, "managed_memory");

	return kind < 0 ? NULL : umbra_tracker_find(domain, kind, (unsigned long)memory);
}

static struct umbra_object *umbra_managed_next(struct umbra_domain *domain,
					       const struct umbra_object *after)
{
	int kind = umbra_tracker_kind(domain, "managed_memory");

	return kind < 0 ? NULL : umbra_tracker_next(domain, kind, after);
}

/*
 * Around devm_kmalloc() and devm_kzalloc(). A device that is not probed by the
 * domain has no group to be set aside from; nor is there one for who may not sleep.
 */
void umbra_managed_making(struct umbra_domain *domain, struct device *device, size_t size,
			  gfp_t gfp)
{
	if (gfpflags_allow_blocking(gfp))
		umbra_devres_aside(domain, device);
}
EXPORT_SYMBOL_GPL(umbra_managed_making);

void umbra_managed_made(struct umbra_domain *domain, void *result, struct device *device,
			size_t size, gfp_t gfp)
{
	struct umbra_object *object = umbra_managed_find(domain, result);

	if (!object || (gfpflags_allow_blocking(gfp) && umbra_devres_back(domain, device)))
		return;
	object->arg[0] = 0;
	umbra_managed_add(domain, device, "managed_memory", result);
}
EXPORT_SYMBOL_GPL(umbra_managed_made);

#define for_each_managed(object, domain)                                 \
	for (object = umbra_managed_next(domain, NULL); object;          \
	     object = umbra_managed_next(domain, object))

size_t umbra_managed_keep(struct umbra_domain *domain, void *memory, size_t bytes)
{
	struct umbra_object *object = umbra_managed_find(domain, memory);

	if (!object || bytes > object->arg[1])
		return 0;
	object->arg[2] = bytes;
	object->flags |= UMBRA_OBJECT_KEPT;
	return object->arg[1];
}
EXPORT_SYMBOL_GPL(umbra_managed_keep);

void umbra_managed_unkeep(struct umbra_domain *domain, void *memory)
{
	struct umbra_object *object = umbra_managed_find(domain, memory);

	if (object)
		object->flags &= ~UMBRA_OBJECT_KEPT;
}
EXPORT_SYMBOL_GPL(umbra_managed_unkeep);

/* The restarted driver allocates: what is kept of an earlier incarnation's, or NULL. */
void *umbra_managed_kept(struct umbra_domain *domain, struct device *device, size_t size,
			 gfp_t gfp)
{
	struct umbra_object *object;

	for_each_managed(object, domain) {
		void *memory = (void *)object->key;

		if (!(object->flags & UMBRA_OBJECT_KEPT) ||
		    object->stamp >= umbra_control(domain)->memory_before ||
		    object->arg[0] != (unsigned long)device || object->arg[1] != size)
			continue;
		object->stamp = umbra_next_stamp(domain);
		memset(memory + object->arg[2], 0, size - object->arg[2]);
		return memory;
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(umbra_managed_kept);

/* The device was unbound: devres has freed what it had, work in it included. Context: process. */
void umbra_managed_unbound(struct umbra_domain *domain, struct device *device)
{
	struct umbra_object *object, *next;

	for (object = umbra_managed_next(domain, NULL); object; object = next) {
		next = umbra_managed_next(domain, object);
		if (object->arg[0] == (unsigned long)device)
			umbra_tracker_drop_range(domain, object->key,
						 object->key + object->arg[1]);
	}
}

/*
 * A work item is tracked before it is queued, as its function may be over, and have freed
 * it, before the call returns; specs/timers.h. Any context.
 */
void umbra_work_queueing(struct umbra_domain *domain, const char *kind, void *work)
{
	int of = umbra_tracker_kind(domain, kind);

	if (of >= 0)
		umbra_held(domain, umbra_track_once(domain, of, (unsigned long)work));
}
EXPORT_SYMBOL_GPL(umbra_work_queueing);

/* Its function is over; did that free it? Only who has checks knows. Context: process. */
void umbra_work_over(struct umbra_domain *domain, void *work)
{
	static const char *const kinds[] = { "work", "delayed_work" };
	unsigned long start = (unsigned long)work, bytes = sizeof(struct work_struct);
	struct umbra_map *map = &umbra_core(domain)->map;
	unsigned int i;
	int kind;

	if (!domain->map.bits || umbra_map_check(map, start, bytes) ||
	    umbra_map_sealed(map, start, bytes) || umbra_holds_memory(domain, start, bytes))
		return;
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		kind = umbra_tracker_kind(domain, kinds[i]);
		if (kind >= 0)
			umbra_untrack(domain, kind, (unsigned long)work);
	}
}
EXPORT_SYMBOL_GPL(umbra_work_over);

/* RCU calls back, and has done with the head; specs/timers.h. Any context. */
void umbra_rcu_called(struct umbra_domain *domain, struct rcu_head *head)
{
	int kind = umbra_tracker_kind(domain, "rcu_callback");

	if (kind >= 0)
		umbra_untrack(domain, kind, (unsigned long)head);
}
EXPORT_SYMBOL_GPL(umbra_rcu_called);

/**
 * umbra_dma_pool_allocated() - after dma_pool_alloc() (specs/dma.h)
 * The block may be written as long as it is held. Context: any.
 */
void umbra_dma_pool_allocated(struct umbra_domain *domain, void *result, struct dma_pool *pool,
			      gfp_t mem_flags, dma_addr_t *handle)
{
	int pools = umbra_tracker_kind(domain, "dma_pool");
	int blocks = umbra_tracker_kind(domain, "dma_pool_block");
	struct umbra_object *block, *of;

	if (!domain->map.bits || !result || pools < 0 || blocks < 0)
		return;
	of = umbra_tracker_find(domain, pools, (unsigned long)pool);
	block = umbra_tracker_find(domain, blocks, (unsigned long)result);
	if (of && block)
		umbra_hold(domain, block, result, of->arg[0]);
}
EXPORT_SYMBOL_GPL(umbra_dma_pool_allocated);
