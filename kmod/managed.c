// SPDX-License-Identifier: GPL-2.0-only
/*
 * managed.c - what the kernel lets go of on a driver's behalf: devm_*() memory.
 *
 * The rule it upholds: memory that devres frees is the domain's until then, be
 * it by devm_kfree(), a failed probe, an unbound device or a recovery. A node
 * of ours in the device's list of resources, right behind the memory's own,
 * tells: nodes are released newest first.
 *
 * What fits no rule of a spec's is here, too: the size of a DMA pool's block is
 * known only to dma_pool_create().
 */
#include <linux/device.h>
#include <linux/dmapool.h>
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

/* One that finds no memory for its node is given up at once: stores to it are refused. */
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

/*
 * After the functions of specs/device.h and specs/dma.h, by the types of their
 * arguments: their result is an object of the kind "managed". Any context.
 */
void umbra_managed(struct umbra_domain *domain, void *result, struct device *dev, size_t size,
		   gfp_t gfp)
{
	umbra_managed_add(domain, dev, "managed", result);
}
EXPORT_SYMBOL_GPL(umbra_managed);

void umbra_managed_array(struct umbra_domain *domain, void *result, struct device *dev, size_t n,
			 size_t size, gfp_t flags)
{
	umbra_managed_add(domain, dev, "managed", result);
}
EXPORT_SYMBOL_GPL(umbra_managed_array);

void umbra_managed_copy(struct umbra_domain *domain, void *result, struct device *dev,
			const void *src, size_t len, gfp_t gfp)
{
	umbra_managed_add(domain, dev, "managed", result);
}
EXPORT_SYMBOL_GPL(umbra_managed_copy);

void umbra_managed_text(struct umbra_domain *domain, char *result, struct device *dev, gfp_t gfp,
			const char *fmt)
{
	umbra_managed_add(domain, dev, "managed", result);
}
EXPORT_SYMBOL_GPL(umbra_managed_text);

void umbra_managed_string(struct umbra_domain *domain, char *result, struct device *dev,
			  const char *s, gfp_t gfp)
{
	umbra_managed_add(domain, dev, "managed", result);
}
EXPORT_SYMBOL_GPL(umbra_managed_string);

void umbra_managed_coherent(struct umbra_domain *domain, void *result, struct device *dev,
			    size_t size, dma_addr_t *dma_handle, gfp_t gfp)
{
	umbra_managed_add(domain, dev, "managed", result);
}
EXPORT_SYMBOL_GPL(umbra_managed_coherent);

void umbra_managed_attrs(struct umbra_domain *domain, void *result, struct device *dev,
			 size_t size, dma_addr_t *dma_handle, gfp_t gfp, unsigned long attrs)
{
	umbra_managed_add(domain, dev, "managed", result);
}
EXPORT_SYMBOL_GPL(umbra_managed_attrs);

/* Before devm_kfree() and dmam_free_coherent(). Any context. */
void umbra_managed_freeing(struct umbra_domain *domain, struct device *dev, const void *p)
{
	devres_release(dev, umbra_managed_gone, umbra_managed_is, (void *)p);
}
EXPORT_SYMBOL_GPL(umbra_managed_freeing);

void umbra_managed_coherent_freeing(struct umbra_domain *domain, struct device *dev, size_t size,
				    void *vaddr, dma_addr_t dma_handle)
{
	umbra_managed_freeing(domain, dev, vaddr);
}
EXPORT_SYMBOL_GPL(umbra_managed_coherent_freeing);

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
