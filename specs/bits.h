/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bits.h - what changes a word, or a list, that a pointer names: atomic and bit
 * operations, bitmaps, Ethernet addresses, unaligned stores, strings, lists.
 *
 * The rule it upholds: the word is the driver's own, or in an object that it
 * holds. For headers' inlines, whose stores no check is put around.
 *
 * A list's neighbours change with an entry that leaves it: they must lead back to it.
 *
 * Not handled: what a new entry is put beside (in a ring Debian's kernel looks,
 * CONFIG_DEBUG_LIST); lists that are spliced.
 */
#include "umbra_spec.h"
#include <linux/atomic.h>
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/linkmode.h>
#include <linux/etherdevice.h>
#include <linux/fwnode.h>
#include <linux/list.h>
#include <linux/mii.h>
#include <linux/ptr_ring.h>
#include <crypto/blake2s.h>
#include <linux/rculist.h>
#include <linux/string.h>
#include <asm/unaligned.h>

UMBRA_CALL char *strcpy(char *dest, const char *src) NEEDS(dest, strlen(src) + 1) PASSES;
UMBRA_INLINE(void *, memset16, (uint16_t *s, uint16_t v, size_t n)) NEEDS(s, n * sizeof(*s)) PASSES;
UMBRA_INLINE(void *, memset32, (uint32_t *s, uint32_t v, size_t n)) NEEDS(s, n * sizeof(*s)) PASSES;
UMBRA_INLINE(void *, memset64, (uint64_t *s, uint64_t v, size_t n)) NEEDS(s, n * sizeof(*s)) PASSES;
UMBRA_INLINE(void *, memset_l, (unsigned long *p, unsigned long v, __kernel_size_t n))
	NEEDS(p, n * sizeof(*p)) PASSES;
UMBRA_INLINE(void *, memset_p, (void **p, void *v, __kernel_size_t n))
	NEEDS(p, n * sizeof(*p)) PASSES;
UMBRA_INLINE(void, clear_page, (void *page)) NEEDS(page, PAGE_SIZE) PASSES;
UMBRA_CALL void copy_page(void *to, void *from) NEEDS(to, PAGE_SIZE) PASSES;
UMBRA_CALL char *strcat(char *dest, const char *src)
	NEEDS(dest, strlen(dest) + strlen(src) + 1) PASSES;
UMBRA_CALL char *strncpy(char *dest, const char *src, size_t n) NEEDS(dest, n) PASSES;
UMBRA_CALL ssize_t strscpy(char *dest, const char *src, size_t n)
	NEEDS(dest, min(n, strlen(src) + 1)) PASSES;
UMBRA_CALL size_t strlcpy(char *dest, const char *src, size_t n)
	NEEDS(dest, min(n, strlen(src) + 1)) PASSES;

UMBRA_INLINE(void, atomic_inc, (atomic_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic_dec, (atomic_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic_set, (atomic_t *v, int i)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic_add, (int i, atomic_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic_sub, (int i, atomic_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(int, atomic_add_return, (int i, atomic_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(int, atomic_sub_return, (int i, atomic_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(int, atomic_inc_return, (atomic_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(int, atomic_dec_return, (atomic_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(bool, atomic_dec_and_test, (atomic_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(bool, atomic_inc_and_test, (atomic_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(int, atomic_xchg, (atomic_t *v, int i)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(int, atomic_cmpxchg, (atomic_t *v, int old, int new)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic64_inc, (atomic64_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic64_dec, (atomic64_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic64_set, (atomic64_t *v, s64 i)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic64_add, (s64 i, atomic64_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic64_sub, (s64 i, atomic64_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(s64, atomic64_add_return, (s64 i, atomic64_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(s64, atomic64_sub_return, (s64 i, atomic64_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(s64, atomic64_inc_return, (atomic64_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(s64, atomic64_dec_return, (atomic64_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(bool, atomic64_dec_and_test, (atomic64_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(bool, atomic64_inc_and_test, (atomic64_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(s64, atomic64_xchg, (atomic64_t *v, s64 i)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(s64, atomic64_cmpxchg, (atomic64_t *v, s64 old, s64 new)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic_long_inc, (atomic_long_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic_long_dec, (atomic_long_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic_long_set, (atomic_long_t *v, long i)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic_long_add, (long i, atomic_long_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(void, atomic_long_sub, (long i, atomic_long_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(long, atomic_long_add_return, (long i, atomic_long_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(long, atomic_long_sub_return, (long i, atomic_long_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(long, atomic_long_inc_return, (atomic_long_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(long, atomic_long_dec_return, (atomic_long_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(bool, atomic_long_dec_and_test, (atomic_long_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(bool, atomic_long_inc_and_test, (atomic_long_t *v)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(long, atomic_long_xchg, (atomic_long_t *v, long i)) OWNS(v, sizeof(*v)) PASSES;
UMBRA_INLINE(long, atomic_long_cmpxchg, (atomic_long_t *v, long old, long new))
	OWNS(v, sizeof(*v)) PASSES;

UMBRA_INLINE(void, set_bit, (long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, clear_bit, (long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, change_bit, (long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(bool, test_and_set_bit, (long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(bool, test_and_clear_bit, (long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(bool, test_and_change_bit, (long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;

UMBRA_INLINE(void, __set_bit_le, (int nr, void *addr))
	OWNS((unsigned long *)addr + BIT_WORD(nr), sizeof(long)) PASSES;
UMBRA_INLINE(void, __clear_bit_le, (int nr, void *addr))
	OWNS((unsigned long *)addr + BIT_WORD(nr), sizeof(long)) PASSES;
UMBRA_INLINE(void, linkmode_set_bit, (int nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(long)) PASSES;
UMBRA_INLINE(void, linkmode_clear_bit, (int nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(long)) PASSES;
UMBRA_INLINE(void, linkmode_mod_bit, (int nr, volatile unsigned long *addr, int set))
	OWNS(addr + BIT_WORD(nr), sizeof(long)) PASSES;
UMBRA_INLINE(void, mii_lpa_mod_linkmode_x, (unsigned long *linkmodes, u16 lpa, int fd_bit))
	OWNS(linkmodes + BIT_WORD(fd_bit), sizeof(long)) OWNS(linkmodes, sizeof(long)) PASSES;
UMBRA_INLINE(void, fwnode_set_flag, (struct fwnode_handle *fwnode, unsigned int bit))
	BELOW(bit, BITS_PER_BYTE * sizeof(fwnode->flags)) IN_USE(fwnode, sizeof(*fwnode)) PASSES;
UMBRA_INLINE(void, ___set_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, generic___set_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, ___clear_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, generic___clear_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, ___change_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, generic___change_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(bool, ___test_and_set_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(bool, generic___test_and_set_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(bool, ___test_and_clear_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(bool, generic___test_and_clear_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(bool, ___test_and_change_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(bool, generic___test_and_change_bit, (unsigned long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, assign_bit, (long nr, volatile unsigned long *addr, bool value))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, __assign_bit, (long nr, volatile unsigned long *addr, bool value))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, clear_bit_unlock, (long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(void, __clear_bit_unlock, (long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;
UMBRA_INLINE(bool, test_and_set_bit_lock, (long nr, volatile unsigned long *addr))
	OWNS(addr + BIT_WORD(nr), sizeof(*addr)) PASSES;

UMBRA_INLINE(void, bitmap_zero, (unsigned long *dst, unsigned int nbits))
	OWNS(dst, BITS_TO_LONGS(nbits) * sizeof(long)) PASSES;
UMBRA_INLINE(void, bitmap_fill, (unsigned long *dst, unsigned int nbits))
	OWNS(dst, BITS_TO_LONGS(nbits) * sizeof(long)) PASSES;
UMBRA_INLINE(void, bitmap_copy,
	     (unsigned long *dst, const unsigned long *src, unsigned int nbits))
	OWNS(dst, BITS_TO_LONGS(nbits) * sizeof(long)) PASSES;
UMBRA_INLINE(void, bitmap_set, (unsigned long *map, unsigned int start, unsigned int nbits))
	OWNS(map + BIT_WORD(start), (BITS_TO_LONGS(start + nbits) - BIT_WORD(start)) * sizeof(long))
	PASSES;
UMBRA_INLINE(void, bitmap_clear, (unsigned long *map, unsigned int start, unsigned int nbits))
	OWNS(map + BIT_WORD(start), (BITS_TO_LONGS(start + nbits) - BIT_WORD(start)) * sizeof(long))
	PASSES;
UMBRA_INLINE(bool, bitmap_and,
	     (unsigned long *dst, const unsigned long *src1, const unsigned long *src2,
	      unsigned int nbits)) OWNS(dst, BITS_TO_LONGS(nbits) * sizeof(long)) PASSES;
UMBRA_INLINE(void, bitmap_or,
	     (unsigned long *dst, const unsigned long *src1, const unsigned long *src2,
	      unsigned int nbits)) OWNS(dst, BITS_TO_LONGS(nbits) * sizeof(long)) PASSES;
UMBRA_INLINE(void, bitmap_xor,
	     (unsigned long *dst, const unsigned long *src1, const unsigned long *src2,
	      unsigned int nbits)) OWNS(dst, BITS_TO_LONGS(nbits) * sizeof(long)) PASSES;
UMBRA_INLINE(bool, bitmap_andnot,
	     (unsigned long *dst, const unsigned long *src1, const unsigned long *src2,
	      unsigned int nbits)) OWNS(dst, BITS_TO_LONGS(nbits) * sizeof(long)) PASSES;
UMBRA_INLINE(void, cpumask_set_cpu, (unsigned int cpu, struct cpumask *dstp))
	OWNS(cpumask_bits(dstp) + BIT_WORD(cpu), sizeof(long)) PASSES;
UMBRA_INLINE(void, cpumask_clear_cpu, (int cpu, struct cpumask *dstp))
	OWNS(cpumask_bits(dstp) + BIT_WORD(cpu), sizeof(long)) PASSES;
UMBRA_INLINE(void, cpumask_clear, (struct cpumask *dstp)) OWNS(dstp, cpumask_size()) PASSES;
UMBRA_INLINE(void, cpumask_setall, (struct cpumask *dstp)) OWNS(dstp, cpumask_size()) PASSES;
UMBRA_INLINE(void, cpumask_copy, (struct cpumask *dstp, const struct cpumask *srcp))
	OWNS(dstp, cpumask_size()) PASSES;

UMBRA_INLINE(void, ether_addr_copy, (u8 *dst, const u8 *src)) OWNS(dst, ETH_ALEN) PASSES;
UMBRA_INLINE(void, eth_zero_addr, (u8 *addr)) OWNS(addr, ETH_ALEN) PASSES;
UMBRA_INLINE(void, eth_broadcast_addr, (u8 *addr)) OWNS(addr, ETH_ALEN) PASSES;
UMBRA_INLINE(void, eth_random_addr, (u8 *addr)) OWNS(addr, ETH_ALEN) PASSES;
UMBRA_INLINE(void, u64_to_ether_addr, (u64 u, u8 *addr)) OWNS(addr, ETH_ALEN) PASSES;
UMBRA_INLINE(void, memzero_explicit, (void *s, size_t count)) OWNS(s, count) PASSES;

UMBRA_INLINE(void, put_unaligned_le16, (u16 val, void *p)) OWNS(p, 2) PASSES;
UMBRA_INLINE(void, put_unaligned_le32, (u32 val, void *p)) OWNS(p, 4) PASSES;
UMBRA_INLINE(void, put_unaligned_le64, (u64 val, void *p)) OWNS(p, 8) PASSES;
UMBRA_INLINE(void, put_unaligned_be16, (u16 val, void *p)) OWNS(p, 2) PASSES;
UMBRA_INLINE(void, put_unaligned_be32, (u32 val, void *p)) OWNS(p, 4) PASSES;
UMBRA_INLINE(void, put_unaligned_be64, (u64 val, void *p)) OWNS(p, 8) PASSES;

UMBRA_INLINE(void, INIT_LIST_HEAD, (struct list_head *list)) OWNS(list, sizeof(*list)) PASSES;
UMBRA_INLINE(void, hlist_add_head, (struct hlist_node *n, struct hlist_head *h))
	OWNS(n, sizeof(*n)) OWNS(h, sizeof(*h))
	BEFORE(umbra_check_chained, "hlist_add_head", h->first) PASSES;
UMBRA_INLINE(void, hlist_add_head_rcu, (struct hlist_node *n, struct hlist_head *h))
	OWNS(n, sizeof(*n)) OWNS(h, sizeof(*h))
	BEFORE(umbra_check_chained, "hlist_add_head_rcu", h->first) PASSES;
UMBRA_INLINE(void, hlist_add_behind, (struct hlist_node *n, struct hlist_node *prev))
	OWNS(n, sizeof(*n)) OWNS(prev, sizeof(*prev))
	BEFORE(umbra_check_chained, "hlist_add_behind", prev) PASSES;
UMBRA_INLINE(void, hlist_replace_rcu, (struct hlist_node *old, struct hlist_node *new))
	OWNS(old, sizeof(*old)) OWNS(new, sizeof(*new))
	BEFORE(umbra_check_chained, "hlist_replace_rcu", old) PASSES;
UMBRA_INLINE(void, hlist_del, (struct hlist_node *n)) OWNS(n, sizeof(*n))
	BEFORE(umbra_check_chained, "hlist_del", n) PASSES;
UMBRA_INLINE(void, hlist_del_init, (struct hlist_node *n)) OWNS(n, sizeof(*n))
	BEFORE(umbra_check_chained, "hlist_del_init", n) PASSES;
UMBRA_INLINE(void, hash_del, (struct hlist_node *node)) OWNS(node, sizeof(*node))
	BEFORE(umbra_check_chained, "hash_del", node) PASSES;
UMBRA_INLINE(void, hlist_del_rcu, (struct hlist_node *n)) OWNS(n, sizeof(*n))
	BEFORE(umbra_check_chained, "hlist_del_rcu", n) PASSES;
UMBRA_INLINE(void, hlist_del_init_rcu, (struct hlist_node *n)) OWNS(n, sizeof(*n))
	BEFORE(umbra_check_chained, "hlist_del_init_rcu", n) PASSES;
UMBRA_INLINE(void, INIT_HLIST_NODE, (struct hlist_node *h)) OWNS(h, sizeof(*h)) PASSES;
UMBRA_INLINE(void, list_add, (struct list_head *new, struct list_head *head))
	OWNS(new, sizeof(*new)) BEFORE(umbra_check_ring, "list_add", head) PASSES;
UMBRA_INLINE(void, list_add_tail, (struct list_head *new, struct list_head *head))
	OWNS(new, sizeof(*new)) BEFORE(umbra_check_ring, "list_add_tail", head) PASSES;
UMBRA_INLINE(void, list_add_rcu, (struct list_head *new, struct list_head *head))
	OWNS(new, sizeof(*new)) BEFORE(umbra_check_ring, "list_add_rcu", head) PASSES;
UMBRA_INLINE(void, list_add_tail_rcu, (struct list_head *new, struct list_head *head))
	OWNS(new, sizeof(*new)) BEFORE(umbra_check_ring, "list_add_tail_rcu", head) PASSES;
UMBRA_INLINE(void, list_del, (struct list_head *entry)) OWNS(entry, sizeof(*entry))
	BEFORE(umbra_check_ring, "list_del", entry) PASSES;
UMBRA_INLINE(void, list_del_init, (struct list_head *entry)) OWNS(entry, sizeof(*entry))
	BEFORE(umbra_check_ring, "list_del_init", entry) PASSES;
UMBRA_INLINE(void, list_del_rcu, (struct list_head *entry)) OWNS(entry, sizeof(*entry))
	BEFORE(umbra_check_ring, "list_del_rcu", entry) PASSES;
UMBRA_INLINE(void, list_move, (struct list_head *list, struct list_head *head))
	OWNS(list, sizeof(*list)) BEFORE(umbra_check_ring, "list_move", list)
	BEFORE(umbra_check_ring, "list_move", head) PASSES;
UMBRA_INLINE(void, list_move_tail, (struct list_head *list, struct list_head *head))
	OWNS(list, sizeof(*list)) BEFORE(umbra_check_ring, "list_move_tail", list)
	BEFORE(umbra_check_ring, "list_move_tail", head) PASSES;
/* The ring's memory is the driver's, or it would not be in use. */
UMBRA_INLINE(int, __ptr_ring_produce, (struct ptr_ring *r, void *ptr)) OWNS(r, sizeof(*r))
	IN_USE(r->size ? r->queue + r->producer : NULL, sizeof(*r->queue)) PASSES;
UMBRA_INLINE(int, ptr_ring_produce, (struct ptr_ring *r, void *ptr)) OWNS(r, sizeof(*r))
	IN_USE(r->size ? r->queue + r->producer : NULL, sizeof(*r->queue));
UMBRA_INLINE(int, ptr_ring_produce_bh, (struct ptr_ring *r, void *ptr)) OWNS(r, sizeof(*r))
	IN_USE(r->size ? r->queue + r->producer : NULL, sizeof(*r->queue));
UMBRA_INLINE(void *, __ptr_ring_consume, (struct ptr_ring *r)) OWNS(r, sizeof(*r))
	IN_USE(r->size ? r->queue + r->consumer_head : NULL, sizeof(*r->queue)) PASSES;
UMBRA_INLINE(void *, ptr_ring_consume, (struct ptr_ring *r)) OWNS(r, sizeof(*r))
	IN_USE(r->size ? r->queue + r->consumer_head : NULL, sizeof(*r->queue));
UMBRA_INLINE(void *, ptr_ring_consume_bh, (struct ptr_ring *r)) OWNS(r, sizeof(*r))
	IN_USE(r->size ? r->queue + r->consumer_head : NULL, sizeof(*r->queue));
UMBRA_INLINE(void, ptr_ring_cleanup, (struct ptr_ring *r, void (*destroy)(void *)))
	OWNS(r, sizeof(*r))
	IN_USE(r->size ? r->queue + r->consumer_head : NULL, sizeof(*r->queue)) SLEEPS;
UMBRA_INLINE(int, ptr_ring_resize, (struct ptr_ring *r, int size, gfp_t gfp,
				    void (*destroy)(void *)))
	OWNS(r, sizeof(*r)) IN_USE(r->size ? r->queue + r->consumer_head : NULL, sizeof(*r->queue));
UMBRA_INLINE(int, ptr_ring_resize_multiple, (struct ptr_ring **rings, unsigned int nrings, int size,
					     gfp_t gfp, void (*destroy)(void *)))
	IN_USE(rings, nrings * sizeof(*rings));
UMBRA_INLINE(void, blake2s_init_key, (struct blake2s_state *state, const size_t outlen,
				      const void *key, const size_t keylen))
	OWNS(state, sizeof(*state)) BELOW(keylen, BLAKE2S_KEY_SIZE + 1) PASSES;

/* Both lists are whole, as far as they touch. */
UMBRA_INLINE(void, list_splice, (const struct list_head *list, struct list_head *head))
	BEFORE(umbra_check_ring, "list_splice", list) BEFORE(umbra_check_ring, "list_splice", head) PASSES;
UMBRA_INLINE(void, list_splice_init, (struct list_head *list, struct list_head *head))
	BEFORE(umbra_check_ring, "list_splice_init", list) BEFORE(umbra_check_ring, "list_splice_init", head) PASSES;
UMBRA_INLINE(void, list_splice_tail, (struct list_head *list, struct list_head *head))
	BEFORE(umbra_check_ring, "list_splice_tail", list) BEFORE(umbra_check_ring, "list_splice_tail", head) PASSES;
UMBRA_INLINE(void, list_splice_tail_init, (struct list_head *list, struct list_head *head))
	BEFORE(umbra_check_ring, "list_splice_tail_init", list) BEFORE(umbra_check_ring, "list_splice_tail_init", head) PASSES;
UMBRA_INLINE(void, list_cut_position, (struct list_head *list, struct list_head *head,
					struct list_head *entry))
	OWNS(list, sizeof(*list)) BEFORE(umbra_check_ring, "list_cut_position", head)
	BEFORE(umbra_check_ring, "list_cut_position", entry) PASSES;
