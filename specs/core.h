/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core.h - memory, interrupts, I/O memory, devices, messages.
 *
 * The rule it upholds: what would leak or stay armed when a driver dies is
 * tracked; what the kernel does on a driver's behalf inside devm_* is not, for
 * umbra.ko opens a devres group around probe and releases that.
 *
 * Not handled: references to struct device and kobject (leaked by a failure).
 */
#include "umbra_spec.h"
#include <linux/bitmap.h>
#include <linux/cpu_rmap.h>
#include <linux/cpumask.h>
#include <linux/debugfs.h>
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/firmware.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/hwmon.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/net.h>
#include <linux/percpu.h>
#include <linux/pm_qos.h>
#include <linux/pm_runtime.h>
#include <linux/random.h>
#include <linux/rhashtable.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/string_helpers.h>
#include <linux/sysfs.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

/* Memory by address: kmalloc() and vmalloc() families alike, which the address tells apart. */
UMBRA_KIND_MEMORY void memory(const void *address) { kvfree(address); }

UMBRA_INLINE(void *, kmalloc, (size_t size, gfp_t flags)) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kzalloc, (size_t size, gfp_t flags)) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kcalloc, (size_t n, size_t size, gfp_t flags)) TRACKS(memory, result)
	GRANTS(result, n * size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kmalloc_array, (size_t n, size_t size, gfp_t flags)) TRACKS(memory, result)
	GRANTS(result, n * size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kmalloc_node, (size_t size, gfp_t flags, int node)) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kzalloc_node, (size_t size, gfp_t flags, int node)) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kcalloc_node, (size_t n, size_t size, gfp_t flags, int node))
	TRACKS(memory, result)
	GRANTS(result, n * size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kmalloc_array_node, (size_t n, size_t size, gfp_t flags, int node))
	TRACKS(memory, result)
	GRANTS(result, n * size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_CALL void *__kmalloc(size_t size, gfp_t flags) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_CALL void *__kmalloc_node(size_t size, gfp_t flags, int node) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_CALL void *__kmalloc_node_track_caller(size_t size, gfp_t flags, int node,
					     unsigned long caller) TRACKS(memory, result)
	GRANTS(result, size);
UMBRA_CALL void *krealloc(const void *p, size_t new_size, gfp_t flags)
	RELEASES_AFTER(memory, p) TRACKS(memory, result)
	GRANTS(result, new_size) ADDRESS(p, ZERO_OR_NULL_PTR(p))
	SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, krealloc_array, (void *p, size_t n, size_t size, gfp_t flags))
	RELEASES_AFTER(memory, p) TRACKS(memory, result)
	GRANTS(result, n * size) ADDRESS(p, ZERO_OR_NULL_PTR(p))
	SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_CALL void *kmemdup(const void *src, size_t len, gfp_t gfp) TRACKS(memory, result)
	GRANTS(result, len) SLEEPS_IF(gfpflags_allow_blocking(gfp)) READS(src, len);
UMBRA_CALL char *kmemdup_nul(const char *s, size_t len, gfp_t gfp) TRACKS(memory, result)
	GRANTS(result, len + 1) SLEEPS_IF(gfpflags_allow_blocking(gfp));
UMBRA_CALL char *kstrdup(const char *s, gfp_t gfp) TRACKS(memory, result)
	GRANTS(result, strlen(result) + 1) SLEEPS_IF(gfpflags_allow_blocking(gfp));
UMBRA_CALL char *kstrndup(const char *s, size_t len, gfp_t gfp) TRACKS(memory, result)
	GRANTS(result, strlen(result) + 1) SLEEPS_IF(gfpflags_allow_blocking(gfp));
UMBRA_CALL char *kasprintf(gfp_t gfp, const char *fmt, ...) TRACKS(memory, result)
	GRANTS(result, strlen(result) + 1);
UMBRA_CALL char *kvasprintf(gfp_t gfp, const char *fmt, va_list args) TRACKS(memory, result)
	GRANTS(result, strlen(result) + 1);
UMBRA_CALL void *memdup_user(const void __user *src, size_t len) TRACKS(memory, result)
	GRANTS(result, len) SLEEPS;
UMBRA_CALL void *memdup_user_nul(const void __user *src, size_t len) TRACKS(memory, result)
	GRANTS(result, len + 1) SLEEPS;
UMBRA_CALL void kfree(const void *objp) BEFORE(umbra_freeing_as, "kfree", objp, 0) RELEASES(memory, objp)
	ADDRESS(objp, ZERO_OR_NULL_PTR(objp)) DEMANDS(memory, objp) RELEASES(cache_object, objp);
UMBRA_CALL void kfree_sensitive(const void *objp) BEFORE(umbra_freeing_as, "kfree_sensitive", objp, 0)
	RELEASES(memory, objp)
	ADDRESS(objp, ZERO_OR_NULL_PTR(objp)) DEMANDS(memory, objp);
#ifdef DEFINE_FREE /* __free(kfree) */
UMBRA_INLINE(void, __free_kfree, (void *p)) BEFORE(umbra_freeing_as, "kfree", *(void **)p, 0)
	RELEASES(memory, *(void **)p);
#endif
UMBRA_CALL size_t ksize(const void *objp);
/* kfree_rcu(): @func is the offset of @head in what is freed, or that itself. */
UMBRA_CALL void kvfree_call_rcu(struct rcu_head *head, rcu_callback_t func)
	RELEASES(memory, head ? (unsigned long)head - (unsigned long)func : (unsigned long)func);

UMBRA_CALL void *vmalloc(unsigned long size) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS;
UMBRA_CALL void *vzalloc(unsigned long size) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS;
UMBRA_CALL void *vmalloc_node(unsigned long size, int node) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS;
UMBRA_CALL void *vzalloc_node(unsigned long size, int node) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS;
UMBRA_CALL void *vmalloc_user(unsigned long size) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS;
UMBRA_CALL void *vmalloc_32(unsigned long size) TRACKS(memory, result)
	GRANTS(result, size);
UMBRA_CALL void *__vmalloc(unsigned long size, gfp_t gfp_mask) TRACKS(memory, result)
	GRANTS(result, size);
UMBRA_CALL void *vmalloc_array(size_t n, size_t size) TRACKS(memory, result)
	GRANTS(result, n * size);
UMBRA_CALL void *vcalloc(size_t n, size_t size) TRACKS(memory, result)
	GRANTS(result, n * size);
UMBRA_CALL void vfree(const void *addr) BEFORE(umbra_freeing_as, "vfree", addr, 1)
	RELEASES(memory, addr) ADDRESS(addr) DEMANDS(memory, addr);
UMBRA_CALL void *kvmalloc_node(size_t size, gfp_t flags, int node) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kvmalloc, (size_t size, gfp_t flags)) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kvzalloc, (size_t size, gfp_t flags)) TRACKS(memory, result)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kvzalloc_node, (size_t size, gfp_t flags, int node)) TRACKS(memory, result)
	GRANTS(result, size);
UMBRA_INLINE(void *, kvmalloc_array, (size_t n, size_t size, gfp_t flags)) TRACKS(memory, result)
	GRANTS(result, n * size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kvcalloc, (size_t n, size_t size, gfp_t flags)) TRACKS(memory, result)
	GRANTS(result, n * size) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_CALL void kvfree(const void *addr) BEFORE(umbra_freeing, "kvfree", addr, 0)
	RELEASES(memory, addr)
	ADDRESS(addr, ZERO_OR_NULL_PTR(addr)) DEMANDS(memory, addr);
UMBRA_CALL void kvfree_sensitive(const void *addr, size_t len)
	BEFORE(umbra_freeing, "kvfree_sensitive", addr, 0) RELEASES(memory, addr)
	ADDRESS(addr, ZERO_OR_NULL_PTR(addr)) DEMANDS(memory, addr);

UMBRA_CALL unsigned long *bitmap_alloc(unsigned int nbits, gfp_t flags) TRACKS(memory, result)
	GRANTS(result, BITS_TO_LONGS(nbits) * sizeof(long))
	SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_CALL unsigned long *bitmap_zalloc(unsigned int nbits, gfp_t flags) TRACKS(memory, result)
	GRANTS(result, BITS_TO_LONGS(nbits) * sizeof(long))
	SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_CALL void bitmap_free(const unsigned long *bitmap)
	BEFORE(umbra_freeing_as, "bitmap_free", bitmap, 0) RELEASES(memory, bitmap)
	DEMANDS(memory, bitmap);
UMBRA_CALL bool alloc_cpumask_var_node(cpumask_var_t *mask, gfp_t flags, int node)
	TRACKS(memory, *mask)
	GRANTS(*mask, cpumask_size());
UMBRA_INLINE(bool, alloc_cpumask_var, (cpumask_var_t *mask, gfp_t flags)) TRACKS(memory, *mask)
	GRANTS(*mask, cpumask_size());
UMBRA_INLINE(bool, zalloc_cpumask_var, (cpumask_var_t *mask, gfp_t flags)) TRACKS(memory, *mask)
	GRANTS(*mask, cpumask_size());
UMBRA_INLINE(bool, zalloc_cpumask_var_node, (cpumask_var_t *mask, gfp_t flags, int node))
	TRACKS(memory, *mask)
	GRANTS(*mask, cpumask_size());
UMBRA_CALL void free_cpumask_var(cpumask_var_t mask) RELEASES(memory, mask);

UMBRA_KIND_PERCPU void percpu(void __percpu *pointer) { free_percpu(pointer); }
UMBRA_CALL void __percpu *__alloc_percpu(size_t size, size_t align) TRACKS(percpu, result)
	GRANTS(result, size) SLEEPS;
UMBRA_CALL void __percpu *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp)
	TRACKS(percpu, result) GRANTS(result, size);
UMBRA_CALL void free_percpu(void __percpu *pdata) RELEASES(percpu, pdata) DEMANDS(percpu, pdata);

UMBRA_KIND void cache(struct kmem_cache *cache) { kmem_cache_destroy(cache); }
UMBRA_KIND void cache_object(void *address, struct kmem_cache *cache)
{ kmem_cache_free(cache, address); }
UMBRA_CALL struct kmem_cache *kmem_cache_create(const char *name, unsigned int size,
						unsigned int align, slab_flags_t flags,
						void (*ctor)(void *)) TRACKS(cache, result) SLEEPS;
UMBRA_CALL void kmem_cache_destroy(struct kmem_cache *s) RELEASES(cache, s) SLEEPS
	DEMANDS(cache, s);
UMBRA_CALL void *kmem_cache_alloc(struct kmem_cache *s, gfp_t flags)
	TRACKS(cache_object, result, s)
	GRANTS(result, kmem_cache_size(s)) EXISTS(s) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_INLINE(void *, kmem_cache_zalloc, (struct kmem_cache *k, gfp_t flags))
	TRACKS(cache_object, result, k)
	GRANTS(result, kmem_cache_size(k)) EXISTS(k) SLEEPS_IF(gfpflags_allow_blocking(flags));
UMBRA_CALL void kmem_cache_free(struct kmem_cache *s, void *objp) RELEASES(cache_object, objp)
	EXISTS(s) ADDRESS(objp) DEMANDS(cache_object, objp, s);

/*
 * A reference to a page, or to 2^order of them. Whoever takes a second
 * reference holds a second object of the same key.
 */
UMBRA_KIND_MEMORY void page(struct page *page, unsigned int order)
{
	/* A second reference to a compound page was taken without its order. */
	if (PageCompound(page))
		put_page(page);
	else
		__free_pages(page, order);
}

MEMORY(page, page_address(page), PAGE_SIZE << order);

UMBRA_CALL struct page *alloc_pages(gfp_t gfp, unsigned int order) TRACKS(page, result, order)
	SLEEPS_IF(gfpflags_allow_blocking(gfp));
UMBRA_CALL struct page *__alloc_pages(gfp_t gfp, unsigned int order, int preferred_nid,
				      nodemask_t *nodemask) TRACKS(page, result, order)
	SLEEPS_IF(gfpflags_allow_blocking(gfp));
UMBRA_INLINE(struct page *, __alloc_pages_node, (int nid, gfp_t gfp_mask, unsigned int order))
	TRACKS(page, result, order);
UMBRA_INLINE(struct page *, alloc_pages_node, (int nid, gfp_t gfp_mask, unsigned int order))
	TRACKS(page, result, order);
UMBRA_CALL unsigned long __get_free_pages(gfp_t gfp_mask, unsigned int order)
	TRACKS(page, virt_to_page((void *)result), order) WHEN(result)
	SLEEPS_IF(gfpflags_allow_blocking(gfp_mask));
UMBRA_CALL unsigned long get_zeroed_page(gfp_t gfp_mask)
	TRACKS(page, virt_to_page((void *)result), 0) WHEN(result)
	SLEEPS_IF(gfpflags_allow_blocking(gfp_mask));
UMBRA_CALL void __free_pages(struct page *page, unsigned int order)
	BEFORE(umbra_freeing, "__free_pages", page_address(page), PAGE_SIZE << order) RELEASES(page, page)
	DEMANDS(page, page);
UMBRA_CALL void free_pages(unsigned long addr, unsigned int order)
	BEFORE(umbra_freeing, "free_pages", (const void *)addr, PAGE_SIZE << order)
	RELEASES(page, addr ? virt_to_page((void *)addr) : NULL)
	DEMANDS(page, addr ? virt_to_page((void *)addr) : NULL);
UMBRA_INLINE(void, get_page, (struct page *page)) TRACKS(page, page, 0)
	BEFORE(umbra_check_page, "get_page", page) PASSES;
/* umbra.ko: a fragment of the page is given back by this name, too. */
UMBRA_INLINE(void, put_page, (struct page *page)) BEFORE(umbra_check_page, "put_page", page)
	BEFORE(umbra_page_putting) PASSES;
/* Many references at once: only the first is known, the others leak. */
UMBRA_INLINE(void, page_ref_add, (struct page *page, int nr))
	BEFORE(umbra_check_page, "page_ref_add", page) PASSES;
UMBRA_INLINE(void, page_ref_inc, (struct page *page)) TRACKS(page, page, 0)
	BEFORE(umbra_check_page, "page_ref_inc", page) PASSES;
UMBRA_CALL void __page_frag_cache_drain(struct page *page, unsigned int count)
	RELEASES(page, page);

UMBRA_KIND_MEMORY void exact_pages(void *address, size_t size) { free_pages_exact(address, size); }
UMBRA_CALL void *alloc_pages_exact(size_t size, gfp_t gfp_mask) TRACKS(exact_pages, result, size)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(gfp_mask));
UMBRA_CALL void free_pages_exact(void *virt, size_t size)
	BEFORE(umbra_freeing, "free_pages_exact", virt, size) RELEASES(exact_pages, virt) ADDRESS(virt)
	DEMANDS(exact_pages, virt);

UMBRA_KIND void mapping(const void *address) { vunmap(address); }
UMBRA_CALL void *vmap(struct page **pages, unsigned int count, unsigned long flags,
		      pgprot_t prot) TRACKS(mapping, result) SLEEPS;
UMBRA_CALL void vunmap(const void *addr) RELEASES(mapping, addr) ADDRESS(addr) SLEEPS
	DEMANDS(mapping, addr);

/* Page faults are off as long as a page is mapped so, and preemption, which the frame puts back. */
UMBRA_KIND_SPIN void mapped_page(const void *address) { pagefault_enable(); }
UMBRA_INLINE(void *, kmap_atomic, (struct page *page)) LOCKS(mapped_page, result) PASSES;
UMBRA_INLINE(void, __kunmap_atomic, (const void *addr)) UNLOCKS(mapped_page, addr) PASSES;

UMBRA_KIND void hashtable(struct rhashtable *table) { rhashtable_destroy(table); }
UMBRA_CALL int rhashtable_init(struct rhashtable *ht, const struct rhashtable_params *params)
	TRACKS(hashtable, ht);
UMBRA_CALL void rhashtable_destroy(struct rhashtable *ht) RELEASES(hashtable, ht) SLEEPS;
/* Of the table it is known that it is one, of the chain's other objects only that. */
UMBRA_INLINE(int, rhashtable_insert_fast, (struct rhashtable *ht, struct rhash_head *obj,
					   const struct rhashtable_params params))
	OWNS(obj, sizeof(*obj)) OWNS(ht, sizeof(*ht)) IN_USE(ht->tbl, sizeof(*ht->tbl));
UMBRA_INLINE(int, rhashtable_lookup_insert_fast, (struct rhashtable *ht, struct rhash_head *obj,
						  const struct rhashtable_params params))
	OWNS(obj, sizeof(*obj)) OWNS(ht, sizeof(*ht)) IN_USE(ht->tbl, sizeof(*ht->tbl));
UMBRA_INLINE(void *, rhashtable_lookup_get_insert_fast,
	     (struct rhashtable *ht, struct rhash_head *obj, const struct rhashtable_params params))
	OWNS(obj, sizeof(*obj)) OWNS(ht, sizeof(*ht)) IN_USE(ht->tbl, sizeof(*ht->tbl));
UMBRA_INLINE(int, rhashtable_remove_fast, (struct rhashtable *ht, struct rhash_head *obj,
					   const struct rhashtable_params params))
	OWNS(obj, sizeof(*obj)) OWNS(ht, sizeof(*ht)) IN_USE(ht->tbl, sizeof(*ht->tbl));
UMBRA_INLINE(int, rhashtable_replace_fast, (struct rhashtable *ht, struct rhash_head *obj_old,
					    struct rhash_head *obj_new,
					    const struct rhashtable_params params))
	OWNS(obj_old, sizeof(*obj_old)) OWNS(obj_new, sizeof(*obj_new)) OWNS(ht, sizeof(*ht))
	IN_USE(ht->tbl, sizeof(*ht->tbl));
UMBRA_INLINE(int, rhltable_insert, (struct rhltable *hlt, struct rhlist_head *list,
				    const struct rhashtable_params params))
	OWNS(list, sizeof(*list)) OWNS(hlt, sizeof(*hlt)) IN_USE(hlt->ht.tbl, sizeof(*hlt->ht.tbl));
UMBRA_INLINE(int, rhltable_remove, (struct rhltable *hlt, struct rhlist_head *list,
				    const struct rhashtable_params params))
	OWNS(list, sizeof(*list)) OWNS(hlt, sizeof(*hlt)) IN_USE(hlt->ht.tbl, sizeof(*hlt->ht.tbl));
UMBRA_CALL void rhashtable_free_and_destroy(struct rhashtable *ht,
					    void (*free_fn)(void *ptr, void *arg), void *arg)
	RELEASES(hashtable, ht);

/* User memory, bytes, strings: nothing is kept. Copies may sleep. In replayed calls it is ours. */
UMBRA_CALL unsigned long _copy_from_user(void *to, const void __user *from, unsigned long n)
	NEEDS(to, n) WHILE_RECOVERING(recorded, umbra_copy_from_user)
	SLEEPS_IF(!pagefault_disabled());
UMBRA_CALL unsigned long _copy_to_user(void __user *to, const void *from, unsigned long n)
	WHILE_RECOVERING(recorded, umbra_copy_to_user) SLEEPS_IF(!pagefault_disabled())
	READS(from, n);
UMBRA_INLINE(unsigned long, copy_from_user, (void *to, const void __user *from, unsigned long n))
	NEEDS(to, n) WHILE_RECOVERING(recorded, umbra_copy_from_user)
	SLEEPS_IF(!pagefault_disabled());
UMBRA_INLINE(unsigned long, copy_to_user, (void __user *to, const void *from, unsigned long n))
	OPAQUE(to) WHILE_RECOVERING(recorded, umbra_copy_to_user) SLEEPS_IF(!pagefault_disabled())
	READS(from, n);
/* Those that leave it to the driver to look whose address it is. */
UMBRA_INLINE(unsigned long, __copy_from_user, (void *to, const void __user *from, unsigned long n))
	NEEDS(to, n) USER(from, n) SLEEPS_IF(!pagefault_disabled());
UMBRA_INLINE(unsigned long, __copy_from_user_inatomic,
	     (void *to, const void __user *from, unsigned long n)) NEEDS(to, n) USER(from, n);
UMBRA_INLINE(unsigned long, __copy_to_user, (void __user *to, const void *from, unsigned long n))
	USER(to, n) READS(from, n) SLEEPS_IF(!pagefault_disabled());
UMBRA_INLINE(unsigned long, __copy_to_user_inatomic,
	     (void __user *to, const void *from, unsigned long n)) USER(to, n) READS(from, n);
UMBRA_INLINE(unsigned long, __clear_user, (void __user *addr, unsigned long size))
	USER(addr, size) SLEEPS_IF(!pagefault_disabled());
UMBRA_CALL int sprintf(char *buf, const char *fmt, ...)
	NEEDS(buf, umbra_printed(INT_MAX, fmt, list)) LISTED(vsprintf) PASSES;
UMBRA_CALL int snprintf(char *buf, size_t size, const char *fmt, ...)
	NEEDS(buf, umbra_printed(size, fmt, list)) LISTED(vsnprintf) PASSES;
UMBRA_CALL int scnprintf(char *buf, size_t size, const char *fmt, ...)
	NEEDS(buf, umbra_printed(size, fmt, list)) LISTED(vscnprintf) PASSES;
UMBRA_CALL int sscanf(const char *buf, const char *fmt, ...) LISTED(umbra_sscanf) PASSES;
UMBRA_CALL int vsscanf(const char *buf, const char *fmt, va_list args) INSTEAD(umbra_vsscanf) PASSES;
UMBRA_CALL int vsprintf(char *buf, const char *fmt, va_list args)
	NEEDS(buf, umbra_printed(INT_MAX, fmt, args)) PASSES;
UMBRA_CALL int vsnprintf(char *buf, size_t size, const char *fmt, va_list args)
	NEEDS(buf, umbra_printed(size, fmt, args)) PASSES;
UMBRA_CALL int vscnprintf(char *buf, size_t size, const char *fmt, va_list args)
	NEEDS(buf, umbra_printed(size, fmt, args)) PASSES;
UMBRA_INLINE(void, insb, (u16 port, void *addr, unsigned long count)) NEEDS(addr, count) PASSES;
UMBRA_INLINE(void, insw, (u16 port, void *addr, unsigned long count))
	NEEDS(addr, 2 * count) PASSES;
UMBRA_INLINE(void, insl, (u16 port, void *addr, unsigned long count))
	NEEDS(addr, 4 * count) PASSES;
UMBRA_CALL void get_random_bytes(void *buf, size_t len) NEEDS(buf, len) PASSES;
UMBRA_CALL unsigned int cpumask_local_spread(unsigned int i, int node) PASSES;

/*
 * Interrupts. A line may be shared, also within a driver: the handler's cookie tells. The
 * key is no address: what goes with the cookie's memory does not take it along.
 */
UMBRA_KIND void irq(unsigned long key, unsigned int irq, void *dev_id) { free_irq(irq, dev_id); }

UMBRA_INLINE(int, request_irq, (unsigned int irq, irq_handler_t handler, unsigned long flags,
				const char *name, void *dev))
	TRACKS(irq, ~((unsigned long)dev + irq), irq, dev) AFTER(umbra_irq_requested, irq) SLEEPS
	OPAQUE(dev);
UMBRA_CALL int request_threaded_irq(unsigned int irq, irq_handler_t handler,
				    irq_handler_t thread_fn, unsigned long flags,
				    const char *name, void *dev)
	TRACKS(irq, ~((unsigned long)dev + irq), irq, dev) AFTER(umbra_irq_requested, irq) SLEEPS;
UMBRA_CALL const void *free_irq(unsigned int irq, void *dev_id)
	RELEASES(irq, ~((unsigned long)dev_id + irq)) SLEEPS DEMANDS(irq, ~((unsigned long)dev_id + irq));
UMBRA_CALL int devm_request_threaded_irq(struct device *dev, unsigned int irq,
					 irq_handler_t handler, irq_handler_t thread_fn,
					 unsigned long irqflags, const char *devname,
					 void *dev_id) AFTER(umbra_irq_requested, irq);
UMBRA_INLINE(int, devm_request_irq, (struct device *dev, unsigned int irq, irq_handler_t handler,
				     unsigned long irqflags, const char *devname, void *dev_id))
	AFTER(umbra_irq_requested, irq) OPAQUE(dev_id);
UMBRA_CALL void devm_free_irq(struct device *dev, unsigned int irq, void *dev_id);

UMBRA_CALLBACK(irqreturn_t, request_irq, handler, (int irq, void *dev_id))
	ALLOWS(result <= (IRQ_HANDLED | IRQ_WAKE_THREAD));
UMBRA_CALLBACK(irqreturn_t, request_threaded_irq, handler, (int irq, void *dev_id))
	ALLOWS(result <= (IRQ_HANDLED | IRQ_WAKE_THREAD));
UMBRA_CALLBACK(irqreturn_t, request_threaded_irq, thread_fn, (int irq, void *dev_id))
	ALLOWS(result <= (IRQ_HANDLED | IRQ_WAKE_THREAD));

/* disable_irq() nests, so each one is an object. */
UMBRA_KIND void irq_disabled(unsigned int irq) { enable_irq(irq); }
UMBRA_CALL void disable_irq(unsigned int irq) TRACKS(irq_disabled, irq);
UMBRA_CALL void disable_irq_nosync(unsigned int irq) TRACKS(irq_disabled, irq);
UMBRA_CALL bool disable_hardirq(unsigned int irq) TRACKS(irq_disabled, irq) WHEN(true);
UMBRA_CALL void enable_irq(unsigned int irq) RELEASES(irq_disabled, irq);
UMBRA_CALL void synchronize_irq(unsigned int irq);
UMBRA_CALL bool synchronize_hardirq(unsigned int irq);
UMBRA_CALL int irq_set_irq_wake(unsigned int irq, unsigned int on);
UMBRA_CALL int irq_set_affinity(unsigned int irq, const struct cpumask *cpumask);

UMBRA_CALL unsigned long probe_irq_on(void);
UMBRA_CALL int probe_irq_off(unsigned long val);

/*
 * free_irq() warns of a hint or a notifier that is still there. To take away
 * what is not there does no harm, so it is not noticed when one is.
 */
UMBRA_KIND void irq_hint(unsigned int irq) { irq_update_affinity_hint(irq, NULL); }
UMBRA_CALL int __irq_apply_affinity_hint(unsigned int irq, const struct cpumask *m,
					 bool setaffinity) TRACKS_ONCE(irq_hint, irq);
UMBRA_INLINE(int, irq_set_affinity_hint, (unsigned int irq, const struct cpumask *m))
	TRACKS_ONCE(irq_hint, irq);
UMBRA_INLINE(int, irq_update_affinity_hint, (unsigned int irq, const struct cpumask *m))
	TRACKS_ONCE(irq_hint, irq);
UMBRA_INLINE(int, irq_set_affinity_and_hint, (unsigned int irq, const struct cpumask *m))
	TRACKS_ONCE(irq_hint, irq);
UMBRA_KIND void irq_notifier(unsigned int irq) { irq_set_affinity_notifier(irq, NULL); }
LINKS(irq_affinity_notify, irq);
LINKS(irq_affinity_notify, kref);
LINKS(irq_affinity_notify, work);
/* The one before is let go of; NULL: nothing else. */
UMBRA_CALL int irq_set_affinity_notifier(unsigned int irq, struct irq_affinity_notify *notify)
	RELEASES(irq_notifier, irq) TRACKS(irq_notifier, irq) WHEN(!result && notify)
	CALLS(notify);
UMBRA_KIND void irq_rmap(struct cpu_rmap *rmap) { free_irq_cpu_rmap(rmap); }
UMBRA_INLINE(struct cpu_rmap *, alloc_irq_cpu_rmap, (unsigned int size)) TRACKS(irq_rmap, result);
UMBRA_CALL int irq_cpu_rmap_add(struct cpu_rmap *rmap, int irq);
UMBRA_CALL void free_irq_cpu_rmap(struct cpu_rmap *rmap) RELEASES(irq_rmap, rmap);

/* I/O memory and ports. What an application has mapped is its own to unmap. */
UMBRA_CALL int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start, unsigned long len);
UMBRA_KIND void iomem(volatile void __iomem *address) { iounmap(address); }
UMBRA_CALL void __iomem *ioremap(resource_size_t offset, unsigned long size)
	TRACKS(iomem, result) SLEEPS;
UMBRA_CALL void __iomem *ioremap_wc(resource_size_t offset, unsigned long size)
	TRACKS(iomem, result);
UMBRA_CALL void __iomem *ioremap_uc(resource_size_t offset, unsigned long size)
	TRACKS(iomem, result);
UMBRA_CALL void __iomem *ioremap_cache(resource_size_t offset, unsigned long size)
	TRACKS(iomem, result) GRANTS((void *)result, size);
UMBRA_CALL void iounmap(volatile void __iomem *addr)
	BEFORE(umbra_io_gone, addr) RELEASES(iomem, addr) SLEEPS
	RELEASES(pci_iomem, addr) DEMANDS(iomem, addr);
UMBRA_KIND void ports(void __iomem *address) { ioport_unmap(address); }
UMBRA_CALL void __iomem *ioport_map(unsigned long port, unsigned int nr) TRACKS(ports, result);
UMBRA_CALL void ioport_unmap(void __iomem *addr) RELEASES(ports, addr);
UMBRA_CALL void __iomem *devm_ioremap(struct device *dev, resource_size_t offset,
				      resource_size_t size);
UMBRA_CALL void __iomem *devm_ioremap_wc(struct device *dev, resource_size_t offset,
					 resource_size_t size);

UMBRA_KIND void write_combining(unsigned long handle) { arch_phys_wc_del(handle); }
UMBRA_CALL int arch_phys_wc_add(unsigned long base, unsigned long size)
	TRACKS(write_combining, result) WHEN(result > 0);
UMBRA_CALL void arch_phys_wc_del(int handle) RELEASES(write_combining, handle);

UMBRA_KIND void region(unsigned long key, struct resource *parent, resource_size_t start,
		       resource_size_t n)
{ __release_region(parent, start, n); }
UMBRA_CALL struct resource *__request_region(struct resource *parent, resource_size_t start,
					     resource_size_t n, const char *name, int flags)
	TRACKS(region, (unsigned long)parent + start, parent, start, n);
UMBRA_CALL void __release_region(struct resource *parent, resource_size_t start,
				 resource_size_t n)
	RELEASES(region, (unsigned long)parent + start);

UMBRA_CALL unsigned int ioread8(const void __iomem *addr) PASSES;
UMBRA_CALL unsigned int ioread16(const void __iomem *addr) PASSES;
UMBRA_CALL unsigned int ioread32(const void __iomem *addr) PASSES;
UMBRA_CALL unsigned int ioread16be(const void __iomem *addr) PASSES;
UMBRA_CALL unsigned int ioread32be(const void __iomem *addr) PASSES;
UMBRA_CALL void iowrite8(u8 value, void __iomem *addr)
	IO(addr, sizeof(value)) PASSES;
UMBRA_CALL void iowrite16(u16 value, void __iomem *addr)
	IO(addr, sizeof(value)) PASSES;
UMBRA_CALL void iowrite32(u32 value, void __iomem *addr)
	IO(addr, sizeof(value)) PASSES;
UMBRA_CALL void iowrite16be(u16 value, void __iomem *addr)
	IO(addr, sizeof(value)) PASSES;
UMBRA_CALL void iowrite32be(u32 value, void __iomem *addr)
	IO(addr, sizeof(value)) PASSES;
UMBRA_CALL void ioread8_rep(const void __iomem *addr, void *dst, unsigned long count)
	NEEDS(dst, count) PASSES;
UMBRA_CALL void ioread16_rep(const void __iomem *addr, void *dst, unsigned long count)
	NEEDS(dst, 2 * count) PASSES;
UMBRA_CALL void ioread32_rep(const void __iomem *addr, void *dst, unsigned long count)
	NEEDS(dst, 4 * count) PASSES;
UMBRA_CALL void iowrite8_rep(void __iomem *addr, const void *src, unsigned long count)
	IO(addr, 1) PASSES;
UMBRA_CALL void iowrite16_rep(void __iomem *addr, const void *src, unsigned long count)
	IO(addr, 2) PASSES;
UMBRA_CALL void iowrite32_rep(void __iomem *addr, const void *src, unsigned long count)
	IO(addr, 4) PASSES;
UMBRA_CALL void memcpy_fromio(void *to, const volatile void __iomem *from, size_t n)
	NEEDS(to, n) PASSES;
UMBRA_CALL void memcpy_toio(volatile void __iomem *to, const void *from, size_t n)
	IO(to, n) PASSES;
UMBRA_CALL void memset_io(volatile void __iomem *a, int b, size_t c) IO(a, c) PASSES;
UMBRA_CALL void __iowrite32_copy(void __iomem *to, const void *from, size_t count)
	IO(to, count * 4) PASSES;
UMBRA_CALL void __iowrite64_copy(void __iomem *to, const void *from, size_t count)
	IO(to, count * 8) PASSES;
