/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dma.h - memory that a device reads and writes.
 *
 * The rule it upholds: a mapping is given up before the memory behind it (it
 * is newer), and after umbra.ko took the device off the bus.
 *
 * Not handled: devices with more than one dma_ops.
 */
#include "umbra_spec.h"
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/scatterlist.h>

/* Single, page and fragment mappings are one thing to the kernel, and mixed by drivers. */
UMBRA_KIND_MEMORY void dma(dma_addr_t address, struct device *dev, size_t size,
		    enum dma_data_direction dir, unsigned long attrs)
{ dma_unmap_page_attrs(dev, address, size, dir, attrs); }

UMBRA_INLINE(dma_addr_t, dma_map_single_attrs, (struct device *dev, void *ptr, size_t size,
						enum dma_data_direction dir, unsigned long attrs))
	TRACKS(dma, result, dev, size, dir, attrs) WHEN(result != DMA_MAPPING_ERROR) PASSES
	GIVES_DEVICE(ptr, dir == DMA_TO_DEVICE ? 0 : size);
UMBRA_CALL dma_addr_t dma_map_page_attrs(struct device *dev, struct page *page, size_t offset,
					 size_t size, enum dma_data_direction dir,
					 unsigned long attrs)
	TRACKS(dma, result, dev, size, dir, attrs) WHEN(result != DMA_MAPPING_ERROR) PASSES
	GIVES_DEVICE(page_address(page) + offset, dir == DMA_TO_DEVICE ? 0 : size);
UMBRA_INLINE(void, dma_unmap_single_attrs, (struct device *dev, dma_addr_t addr, size_t size,
					    enum dma_data_direction dir, unsigned long attrs))
	RELEASES(dma, addr) PASSES DEMANDS(dma, addr);
UMBRA_CALL void dma_unmap_page_attrs(struct device *dev, dma_addr_t addr, size_t size,
				     enum dma_data_direction dir, unsigned long attrs)
	RELEASES(dma, addr) PASSES DEMANDS(dma, addr);
UMBRA_INLINE(int, dma_mapping_error, (struct device *dev, dma_addr_t dma_addr)) PASSES;

/* Of a long list, only what is in its first piece may be written. */
UMBRA_KIND_MEMORY void sg_table(struct scatterlist *list, struct sg_table *table)
{ sg_free_table(table); }
UMBRA_CALL int sg_alloc_table(struct sg_table *table, unsigned int nents, gfp_t gfp_mask)
	TRACKS(sg_table, table->sgl, table)
	GRANTS(table->sgl, min_t(unsigned int, nents, SG_MAX_SINGLE_ALLOC) * sizeof(*table->sgl))
	SLEEPS_IF(gfpflags_allow_blocking(gfp_mask));
UMBRA_CALL void sg_free_table(struct sg_table *table) RELEASES(sg_table, table->sgl);

UMBRA_KIND_MEMORY void dma_list(struct scatterlist *list, struct device *dev, int nents,
			 enum dma_data_direction dir, unsigned long attrs)
{ dma_unmap_sg_attrs(dev, list, nents, dir, attrs); }
UMBRA_CALL unsigned int dma_map_sg_attrs(struct device *dev, struct scatterlist *sg, int nents,
					 enum dma_data_direction dir, unsigned long attrs)
	TRACKS(dma_list, sg, dev, nents, dir, attrs) WHEN(result);
UMBRA_CALL void dma_unmap_sg_attrs(struct device *dev, struct scatterlist *sg, int nents,
				   enum dma_data_direction dir, unsigned long attrs)
	RELEASES(dma_list, sg) DEMANDS(dma_list, sg);

UMBRA_KIND_MEMORY void dma_resource(dma_addr_t address, struct device *dev, size_t size,
			     enum dma_data_direction dir, unsigned long attrs)
{ dma_unmap_resource(dev, address, size, dir, attrs); }
UMBRA_CALL dma_addr_t dma_map_resource(struct device *dev, phys_addr_t phys_addr, size_t size,
				       enum dma_data_direction dir, unsigned long attrs)
	TRACKS(dma_resource, result, dev, size, dir, attrs) WHEN(result != DMA_MAPPING_ERROR);
UMBRA_CALL void dma_unmap_resource(struct device *dev, dma_addr_t addr, size_t size,
				   enum dma_data_direction dir, unsigned long attrs)
	RELEASES(dma_resource, addr);

UMBRA_CALL void dma_sync_single_for_cpu(struct device *dev, dma_addr_t addr, size_t size,
					enum dma_data_direction dir) PASSES;
UMBRA_CALL void dma_sync_single_for_device(struct device *dev, dma_addr_t addr, size_t size,
					   enum dma_data_direction dir) PASSES;
UMBRA_INLINE(void, dma_sync_single_range_for_cpu, (struct device *dev, dma_addr_t addr,
						   unsigned long offset, size_t size,
						   enum dma_data_direction dir)) PASSES;
UMBRA_INLINE(void, dma_sync_single_range_for_device, (struct device *dev, dma_addr_t addr,
						      unsigned long offset, size_t size,
						      enum dma_data_direction dir)) PASSES;
UMBRA_CALL void dma_sync_sg_for_cpu(struct device *dev, struct scatterlist *sg, int nelems,
				    enum dma_data_direction dir) PASSES;
UMBRA_CALL void dma_sync_sg_for_device(struct device *dev, struct scatterlist *sg, int nelems,
				       enum dma_data_direction dir) PASSES;

UMBRA_KIND_MEMORY void coherent(void *address, struct device *dev, size_t size, dma_addr_t handle,
			 unsigned long attrs)
{ dma_free_attrs(dev, size, address, handle, attrs); }
UMBRA_INLINE(void *, dma_alloc_coherent, (struct device *dev, size_t size, dma_addr_t *dma_handle,
					  gfp_t gfp))
	TRACKS(coherent, result, dev, size, *dma_handle, 0)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(gfp));
UMBRA_CALL void *dma_alloc_attrs(struct device *dev, size_t size, dma_addr_t *dma_handle,
				 gfp_t flag, unsigned long attrs)
	TRACKS(coherent, result, dev, size, *dma_handle, attrs)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(flag));
UMBRA_INLINE(void, dma_free_coherent, (struct device *dev, size_t size, void *cpu_addr,
				       dma_addr_t dma_handle)) RELEASES(coherent, cpu_addr)
	ADDRESS(cpu_addr) DEMANDS(coherent, cpu_addr);
UMBRA_CALL void dma_free_attrs(struct device *dev, size_t size, void *cpu_addr,
			       dma_addr_t dma_handle, unsigned long attrs)
	RELEASES(coherent, cpu_addr) ADDRESS(cpu_addr) DEMANDS(coherent, cpu_addr);
UMBRA_INLINE(void *, dmam_alloc_coherent, (struct device *dev, size_t size,
					   dma_addr_t *dma_handle, gfp_t gfp))
	TRACKS(managed, result) GRANTS(result, size) AFTER(umbra_managed_add, dev, "managed", result);
UMBRA_CALL void *dmam_alloc_attrs(struct device *dev, size_t size, dma_addr_t *dma_handle,
				  gfp_t gfp, unsigned long attrs)
	TRACKS(managed, result) GRANTS(result, size) AFTER(umbra_managed_add, dev, "managed", result);
UMBRA_CALL void dmam_free_coherent(struct device *dev, size_t size, void *vaddr,
				   dma_addr_t dma_handle)
	RELEASES(managed, vaddr) BEFORE(umbra_managed_freeing, dev, vaddr);

UMBRA_KIND_MEMORY void noncoherent(void *address, struct device *dev, size_t size, dma_addr_t handle,
			    enum dma_data_direction dir)
{ dma_free_noncoherent(dev, size, address, handle, dir); }
UMBRA_INLINE(void *, dma_alloc_noncoherent, (struct device *dev, size_t size,
					     dma_addr_t *dma_handle, enum dma_data_direction dir,
					     gfp_t gfp))
	TRACKS(noncoherent, result, dev, size, *dma_handle, dir)
	GRANTS(result, size);
UMBRA_INLINE(void, dma_free_noncoherent, (struct device *dev, size_t size, void *vaddr,
					  dma_addr_t dma_handle, enum dma_data_direction dir))
	RELEASES(noncoherent, vaddr) ADDRESS(vaddr) DEMANDS(noncoherent, vaddr);

UMBRA_KIND_MEMORY void dma_pool(struct dma_pool *pool, size_t size) { dma_pool_destroy(pool); }
UMBRA_KIND_MEMORY void dma_pool_block(void *address, struct dma_pool *pool, dma_addr_t handle)
{ dma_pool_free(pool, address, handle); }
UMBRA_CALL struct dma_pool *dma_pool_create(const char *name, struct device *dev, size_t size,
					    size_t align, size_t allocation)
	TRACKS(dma_pool, result, size);
UMBRA_CALL void dma_pool_destroy(struct dma_pool *pool) RELEASES(dma_pool, pool)
	DEMANDS(dma_pool, pool);
UMBRA_CALL void *dma_pool_alloc(struct dma_pool *pool, gfp_t mem_flags, dma_addr_t *handle)
	TRACKS(dma_pool_block, result, pool, *handle) AFTER(umbra_dma_pool_allocated)
	EXISTS(pool) SLEEPS_IF(gfpflags_allow_blocking(mem_flags));
UMBRA_INLINE(void *, dma_pool_zalloc, (struct dma_pool *pool, gfp_t mem_flags,
				       dma_addr_t *handle))
	TRACKS(dma_pool_block, result, pool, *handle) AFTER(umbra_dma_pool_allocated)
	EXISTS(pool) SLEEPS_IF(gfpflags_allow_blocking(mem_flags));
UMBRA_CALL void dma_pool_free(struct dma_pool *pool, void *vaddr, dma_addr_t addr)
	RELEASES(dma_pool_block, vaddr) EXISTS(pool) ADDRESS(vaddr)
	DEMANDS(dma_pool_block, vaddr, pool);

UMBRA_CALL int dma_set_mask(struct device *dev, u64 mask);
UMBRA_CALL int dma_set_coherent_mask(struct device *dev, u64 mask);
UMBRA_INLINE(int, dma_set_mask_and_coherent, (struct device *dev, u64 mask));
UMBRA_CALL u64 dma_get_required_mask(struct device *dev) PASSES;
