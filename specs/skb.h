/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * skb.h - packets and the memory they are built in.
 *
 * The rule it upholds: a packet is the driver's from the allocation, or from
 * ndo_start_xmit, until it is freed or passed up; memory that becomes part of
 * a packet is the packet's. Per-packet functions have one rule each, and
 * WHEN(result) where they return NULL but no error pointer: the shorter test.
 *
 * Functions of umbra_net.ko named here, besides those declared:
 *   void umbra_net_skb_queue_purge(struct umbra_domain *domain, struct sk_buff_head *list);
 *   void umbra_net___skb_queue_purge(struct umbra_domain *domain, struct sk_buff_head *list);
 *
 * Not handled: packets handed up as a list; references that a driver takes on
 * a page by the dozen (they leak).
 */
#include "umbra_spec.h"
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>
#include <linux/mm.h>
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <net/inet_ecn.h>
#include <net/ip6_checksum.h>
#include <net/page_pool.h>

UMBRA_KIND_MEMORY void skb(struct sk_buff *skb) { dev_kfree_skb_any(skb); }
UMBRA_KIND_MEMORY void fragment(void *address, size_t size) { page_frag_free(address); }

/* Of a packet that it holds a driver may write the data, and what says what it is. */
MEMORY(skb, skb->head, skb_end_offset(skb) + sizeof(struct skb_shared_info));
MEMORY(fragment, address, size);
WRITES(sk_buff, headers);
WRITES(sk_buff, cb);
WRITES(sk_buff, dev);
WRITES(sk_buff, next);
WRITES(sk_buff, prev);
WRITES(sk_buff, len);
WRITES(sk_buff, data_len);
WRITES(sk_buff, truesize);
WRITES(sk_buff, tail);
WRITES(sk_buff, data);

/* Packets that begin here. */
UMBRA_INLINE(struct sk_buff *, netdev_alloc_skb, (struct net_device *dev, unsigned int length))
	TRACKS(skb, result) WHEN(result) PASSES;
UMBRA_CALL struct sk_buff *__netdev_alloc_skb(struct net_device *dev, unsigned int length,
					      gfp_t gfp_mask)
	TRACKS(skb, result) WHEN(result) PASSES;
UMBRA_INLINE(struct sk_buff *, netdev_alloc_skb_ip_align,
	     (struct net_device *dev, unsigned int length)) TRACKS(skb, result) WHEN(result) PASSES;
UMBRA_INLINE(struct sk_buff *, __netdev_alloc_skb_ip_align,
	     (struct net_device *dev, unsigned int length, gfp_t gfp))
	TRACKS(skb, result) WHEN(result) PASSES;
UMBRA_INLINE(struct sk_buff *, napi_alloc_skb, (struct napi_struct *napi, unsigned int length))
	TRACKS(skb, result) WHEN(result) PASSES;
UMBRA_CALL struct sk_buff *__napi_alloc_skb(struct napi_struct *napi, unsigned int length,
					    gfp_t gfp_mask) TRACKS(skb, result) WHEN(result) PASSES;
UMBRA_INLINE(struct sk_buff *, dev_alloc_skb, (unsigned int length))
	TRACKS(skb, result) WHEN(result) PASSES;
UMBRA_INLINE(struct sk_buff *, __dev_alloc_skb, (unsigned int length, gfp_t gfp_mask))
	TRACKS(skb, result);
UMBRA_INLINE(struct sk_buff *, alloc_skb, (unsigned int size, gfp_t priority))
	TRACKS(skb, result);
UMBRA_CALL struct sk_buff *__alloc_skb(unsigned int size, gfp_t priority, int flags, int node)
	TRACKS(skb, result);
UMBRA_CALL struct sk_buff *skb_clone(struct sk_buff *skb, gfp_t priority) TRACKS(skb, result);
UMBRA_CALL struct sk_buff *skb_clone_sk(struct sk_buff *skb) TRACKS(skb, result);
UMBRA_CALL struct sk_buff *skb_copy(const struct sk_buff *skb, gfp_t priority)
	TRACKS(skb, result);
UMBRA_CALL struct sk_buff *skb_copy_expand(const struct sk_buff *skb, int newheadroom,
					   int newtailroom, gfp_t priority) TRACKS(skb, result);
UMBRA_CALL struct sk_buff *skb_realloc_headroom(struct sk_buff *skb, unsigned int headroom)
	TRACKS(skb, result);
UMBRA_INLINE(struct sk_buff *, skb_get, (struct sk_buff *skb)) TRACKS(skb, skb) DEMANDS(skb, skb);

UMBRA_INLINE(struct sk_buff *, skb_share_check, (struct sk_buff *skb, gfp_t pri))
	RELEASES(skb, skb) TRACKS(skb, result);
UMBRA_INLINE(struct sk_buff *, skb_unshare, (struct sk_buff *skb, gfp_t pri))
	RELEASES(skb, skb) TRACKS(skb, result);

/* Memory for packets, and packets around memory: of a fragment, of kmalloc(), of a page. */
UMBRA_INLINE(void *, netdev_alloc_frag, (unsigned int fragsz))
	TRACKS(fragment, result, fragsz) WHEN(result) PASSES;
UMBRA_INLINE(void *, netdev_alloc_frag_align, (unsigned int fragsz, unsigned int align))
	TRACKS(fragment, result, fragsz) WHEN(result) PASSES;
UMBRA_CALL void *__netdev_alloc_frag_align(unsigned int fragsz, unsigned int align_mask)
	TRACKS(fragment, result, fragsz) WHEN(result) PASSES;
UMBRA_INLINE(void *, napi_alloc_frag, (unsigned int fragsz))
	TRACKS(fragment, result, fragsz) WHEN(result) PASSES;
UMBRA_INLINE(void *, napi_alloc_frag_align, (unsigned int fragsz, unsigned int align))
	TRACKS(fragment, result, fragsz) WHEN(result) PASSES;
UMBRA_CALL void *__napi_alloc_frag_align(unsigned int fragsz, unsigned int align_mask)
	TRACKS(fragment, result, fragsz) WHEN(result) PASSES;
UMBRA_CALL void *page_frag_alloc_align(struct page_frag_cache *nc, unsigned int fragsz,
				       gfp_t gfp_mask, unsigned int align_mask)
	TRACKS(fragment, result, fragsz) WHEN(result) PASSES;
UMBRA_INLINE(void *, page_frag_alloc, (struct page_frag_cache *nc, unsigned int fragsz,
				       gfp_t gfp_mask))
	TRACKS(fragment, result, fragsz) WHEN(result) PASSES;
/* Any address inside the fragment will do: umbra.ko looks for its beginning. */
UMBRA_INLINE(void, skb_free_frag, (void *addr)) BEFORE(umbra_fragment_putting) PASSES;
UMBRA_CALL void page_frag_free(void *addr) BEFORE(umbra_fragment_putting) PASSES;
UMBRA_CALL struct sk_buff *napi_build_skb(void *data, unsigned int frag_size)
	RELEASES_AFTER(fragment, data) RELEASES_AFTER(page, virt_to_head_page(data))
	RELEASES_AFTER(memory, data) RELEASES_AFTER(pool_page, virt_to_head_page(data))
	TRACKS(skb, result) WHEN(result) PASSES;
UMBRA_CALL struct sk_buff *build_skb(void *data, unsigned int frag_size)
	RELEASES_AFTER(fragment, data) RELEASES_AFTER(page, virt_to_head_page(data))
	RELEASES_AFTER(memory, data) RELEASES_AFTER(pool_page, virt_to_head_page(data))
	TRACKS(skb, result) WHEN(result) PASSES;
UMBRA_CALL struct sk_buff *build_skb_around(struct sk_buff *skb, void *data,
					    unsigned int frag_size)
	RELEASES_AFTER(fragment, data) RELEASES_AFTER(page, virt_to_head_page(data))
	RELEASES_AFTER(memory, data) RELEASES_AFTER(pool_page, virt_to_head_page(data)) PASSES;

UMBRA_INLINE(struct page *, dev_alloc_pages, (unsigned int order)) TRACKS(page, result, order);
UMBRA_INLINE(struct page *, __dev_alloc_pages, (gfp_t gfp_mask, unsigned int order))
	TRACKS(page, result, order);
UMBRA_INLINE(struct page *, dev_alloc_page, (void)) TRACKS(page, result, 0);
UMBRA_INLINE(struct page *, __dev_alloc_page, (gfp_t gfp_mask)) TRACKS(page, result, 0);

/* A page that goes into a packet takes the driver's reference along. */
UMBRA_CALL void skb_add_rx_frag(struct sk_buff *skb, int i, struct page *page, int off, int size,
				unsigned int truesize)
	RELEASES(page, page) RELEASES(pool_page, page)
	RELEASES(fragment, (unsigned long)page_address(page) + off) PASSES;
UMBRA_INLINE(void, skb_fill_page_desc, (struct sk_buff *skb, int i, struct page *page, int off,
					int size)) RELEASES(page, page) RELEASES(pool_page, page)
	BELOW(i, MAX_SKB_FRAGS) PASSES;
UMBRA_INLINE(void, __skb_fill_page_desc, (struct sk_buff *skb, int i, struct page *page, int off,
					  int size)) RELEASES(page, page) RELEASES(pool_page, page)
	BELOW(i, MAX_SKB_FRAGS) PASSES;
UMBRA_INLINE(void, skb_frag_set_page, (struct sk_buff *skb, int f, struct page *page))
	BELOW(f, MAX_SKB_FRAGS) PASSES;
UMBRA_INLINE(void, __skb_frag_set_page, (skb_frag_t *frag, struct page *page))
	RELEASES(page, page) RELEASES(pool_page, page) OWNS(frag, sizeof(*frag)) PASSES;
UMBRA_INLINE(void, skb_frag_size_set, (skb_frag_t *frag, unsigned int size))
	OWNS(frag, sizeof(*frag)) PASSES;
UMBRA_INLINE(void, skb_frag_off_set, (skb_frag_t *frag, unsigned int offset))
	OWNS(frag, sizeof(*frag)) PASSES;

UMBRA_KIND_MEMORY void page_pool(struct page_pool *pool) { page_pool_destroy(pool); }
UMBRA_KIND_MEMORY void pool_page(struct page *page, struct page_pool *pool)
{ page_pool_put_full_page(pool, page, false); }
UMBRA_CALL struct page_pool *page_pool_create(const struct page_pool_params *params)
	TRACKS(page_pool, result);
UMBRA_CALL void page_pool_destroy(struct page_pool *pool) RELEASES(page_pool, pool);
UMBRA_CALL struct page *page_pool_alloc_pages(struct page_pool *pool, gfp_t gfp)
	TRACKS(pool_page, result, pool);
UMBRA_INLINE(struct page *, page_pool_dev_alloc_pages, (struct page_pool *pool))
	TRACKS(pool_page, result, pool) PASSES;
UMBRA_INLINE(void, page_pool_put_page, (struct page_pool *pool, struct page *page,
					unsigned int dma_sync_size, bool allow_direct))
	RELEASES(pool_page, page);
UMBRA_INLINE(void, page_pool_put_full_page, (struct page_pool *pool, struct page *page,
					     bool allow_direct)) RELEASES(pool_page, page) PASSES;
UMBRA_INLINE(void, page_pool_recycle_direct, (struct page_pool *pool, struct page *page))
	RELEASES(pool_page, page) PASSES;
UMBRA_CALL void page_pool_put_defragged_page(struct page_pool *pool, struct page *page,
					     unsigned int dma_sync_size, bool allow_direct)
	RELEASES(pool_page, page) PASSES;
UMBRA_CALL void page_pool_release_page(struct page_pool *pool, struct page *page)
	RELEASES(pool_page, page) TRACKS(page, page, 0);

/* Packets that end here. */
/*
 * One without bytes may be where a device is to write what it receives, at the begin of its data;
 * one that was sent has some. napi_consume_skb() is for those.
 */
UMBRA_INLINE(void, dev_kfree_skb_any, (struct sk_buff *skb)) RELEASES(skb, skb) PASSES
	BEFORE(umbra_freeing_if, skb && !skb->len, "dev_kfree_skb_any", &skb->data);
UMBRA_INLINE(void, dev_kfree_skb_irq, (struct sk_buff *skb)) RELEASES(skb, skb) PASSES
	BEFORE(umbra_freeing_if, skb && !skb->len, "dev_kfree_skb_irq", &skb->data);
UMBRA_INLINE(void, dev_consume_skb_any, (struct sk_buff *skb)) RELEASES(skb, skb) PASSES
	BEFORE(umbra_freeing_if, skb && !skb->len, "dev_consume_skb_any", &skb->data);
UMBRA_INLINE(void, dev_consume_skb_irq, (struct sk_buff *skb)) RELEASES(skb, skb) PASSES
	BEFORE(umbra_freeing_if, skb && !skb->len, "dev_consume_skb_irq", &skb->data);
UMBRA_CALL void __dev_kfree_skb_any(struct sk_buff *skb, enum skb_free_reason reason)
	RELEASES(skb, skb) PASSES
	BEFORE(umbra_freeing_if, skb && !skb->len, "__dev_kfree_skb_any", &skb->data);
UMBRA_CALL void __dev_kfree_skb_irq(struct sk_buff *skb, enum skb_free_reason reason)
	RELEASES(skb, skb) PASSES
	BEFORE(umbra_freeing_if, skb && !skb->len, "__dev_kfree_skb_irq", &skb->data);
UMBRA_CALL void consume_skb(struct sk_buff *skb) RELEASES(skb, skb) PASSES
	BEFORE(umbra_freeing_if, skb && !skb->len, "consume_skb", &skb->data);
UMBRA_INLINE(void, kfree_skb, (struct sk_buff *skb)) RELEASES(skb, skb) PASSES
	BEFORE(umbra_freeing_if, skb && !skb->len, "kfree_skb", &skb->data);
UMBRA_CALL void kfree_skb_reason(struct sk_buff *skb, enum skb_drop_reason reason)
	RELEASES(skb, skb) PASSES
	BEFORE(umbra_freeing_if, skb && !skb->len, "kfree_skb_reason", &skb->data);
UMBRA_CALL void __kfree_skb(struct sk_buff *skb) RELEASES(skb, skb);
UMBRA_CALL void napi_consume_skb(struct sk_buff *skb, int budget) RELEASES(skb, skb) PASSES;
UMBRA_CALL gro_result_t napi_gro_receive(struct napi_struct *napi, struct sk_buff *skb)
	RELEASES(skb, skb) PASSES;
UMBRA_CALL int netif_receive_skb(struct sk_buff *skb) RELEASES(skb, skb) PASSES;
UMBRA_CALL int netif_rx(struct sk_buff *skb) RELEASES(skb, skb) PASSES;
UMBRA_CALL int __dev_queue_xmit(struct sk_buff *skb, struct net_device *sb_dev)
	RELEASES(skb, skb);
UMBRA_INLINE(int, dev_queue_xmit, (struct sk_buff *skb)) RELEASES(skb, skb);
UMBRA_CALL void skb_complete_tx_timestamp(struct sk_buff *skb,
					  struct skb_shared_hwtstamps *hwtstamps)
	RELEASES(skb, skb);
/* Kept for its timestamp, if it says so. */
UMBRA_CALL bool skb_defer_rx_timestamp(struct sk_buff *skb) RELEASES_AFTER(skb, skb);
/* Padding that fails has freed the packet. */
UMBRA_INLINE(int, eth_skb_pad, (struct sk_buff *skb)) RELEASES_AFTER(skb, skb) WHEN(result) PASSES;
UMBRA_INLINE(int, skb_padto, (struct sk_buff *skb, unsigned int len))
	RELEASES_AFTER(skb, skb) WHEN(result) PASSES;
UMBRA_INLINE(int, skb_put_padto, (struct sk_buff *skb, unsigned int len))
	RELEASES_AFTER(skb, skb) WHEN(result) PASSES;
UMBRA_INLINE(int, __skb_put_padto, (struct sk_buff *skb, unsigned int len, bool free_on_error))
	RELEASES_AFTER(skb, skb) WHEN(result && free_on_error) PASSES;
UMBRA_INLINE(int, skb_pad, (struct sk_buff *skb, int pad)) RELEASES_AFTER(skb, skb) WHEN(result)
	PASSES;
UMBRA_CALL int __skb_pad(struct sk_buff *skb, int pad, bool free_on_error)
	RELEASES_AFTER(skb, skb) WHEN(result && free_on_error) PASSES;

/*
 * A packet on a list that the driver has made stays the driver's; on another list it is
 * that one's, and leaks if the driver fails before it takes it off.
 */
extern void umbra_net_queued(struct umbra_domain *domain, const struct sk_buff_head *list,
			     const struct sk_buff *skb);
UMBRA_KIND void skb_list(struct sk_buff_head *list) { }
UMBRA_INLINE(void, skb_queue_head_init, (struct sk_buff_head *list)) TRACKS_ONCE(skb_list, list)
	NEEDS(list, sizeof(*list)) PASSES;
UMBRA_INLINE(void, __skb_queue_head_init, (struct sk_buff_head *list)) TRACKS_ONCE(skb_list, list)
	NEEDS(list, sizeof(*list)) PASSES;
UMBRA_CALL void skb_queue_tail(struct sk_buff_head *list, struct sk_buff *newsk)
	BEFORE(umbra_net_queued, list, newsk) PASSES;
UMBRA_CALL void skb_queue_head(struct sk_buff_head *list, struct sk_buff *newsk)
	BEFORE(umbra_net_queued, list, newsk);
UMBRA_INLINE(void, __skb_queue_tail, (struct sk_buff_head *list, struct sk_buff *newsk))
	BEFORE(umbra_check_ring, "__skb_queue_tail", (void *)list)
	BEFORE(umbra_net_queued, list, newsk) PASSES;
UMBRA_INLINE(void, __skb_queue_head, (struct sk_buff_head *list, struct sk_buff *newsk))
	BEFORE(umbra_check_ring, "__skb_queue_head", (void *)list)
	BEFORE(umbra_net_queued, list, newsk);
UMBRA_CALL struct sk_buff *skb_dequeue(struct sk_buff_head *list)
	TRACKS_ONCE(skb, result) WHEN(result) PASSES;
UMBRA_CALL struct sk_buff *skb_dequeue_tail(struct sk_buff_head *list) TRACKS_ONCE(skb, result);
UMBRA_INLINE(struct sk_buff *, __skb_dequeue, (struct sk_buff_head *list))
	BEFORE(umbra_check_ring, "__skb_dequeue", (void *)list->next)
	TRACKS_ONCE(skb, result) PASSES;
UMBRA_CALL void skb_unlink(struct sk_buff *skb, struct sk_buff_head *list) TRACKS_ONCE(skb, skb);
UMBRA_INLINE(void, __skb_unlink, (struct sk_buff *skb, struct sk_buff_head *list))
	BEFORE(umbra_check_ring, "__skb_unlink", (void *)skb)
	TRACKS_ONCE(skb, skb);
UMBRA_CALL void skb_queue_purge(struct sk_buff_head *list) INSTEAD(umbra_net_skb_queue_purge);
UMBRA_INLINE(void, __skb_queue_purge, (struct sk_buff_head *list))
	INSTEAD(umbra_net___skb_queue_purge);

/* Where the tag goes, the function makes room itself; it frees what it cannot put one into. */
UMBRA_INLINE(struct sk_buff *, vlan_insert_tag_set_proto, (struct sk_buff *skb, __be16 vlan_proto,
							   u16 vlan_tci))
	NEEDS(skb->data, 2 * ETH_ALEN) RELEASES_AFTER(skb, skb) WHEN(!result);
UMBRA_INLINE(void, __skb_frag_ref, (skb_frag_t *frag))
	BEFORE(umbra_check_page, "__skb_frag_ref", skb_frag_page(frag)) PASSES;
UMBRA_INLINE(void, __skb_frag_unref, (skb_frag_t *frag, bool recycle))
	BEFORE(umbra_check_page, "__skb_frag_unref", skb_frag_page(frag)) PASSES;
/* A packet out of a tunnel, which the kernel has handed to the driver by a callback. */
UMBRA_INLINE(int, INET_ECN_decapsulate, (struct sk_buff *skb, __u8 outer, __u8 inner))
	IN_USE(skb_network_header(skb), 1) PASSES;
UMBRA_INLINE(int, IP_ECN_decapsulate, (const struct iphdr *oiph, struct sk_buff *skb))
	IN_USE(skb_network_header(skb), 1) PASSES;
UMBRA_INLINE(int, IP6_ECN_decapsulate, (const struct ipv6hdr *oipv6h, struct sk_buff *skb))
	IN_USE(skb_network_header(skb), 1) PASSES;
UMBRA_INLINE(void, skb_queue_splice, (const struct sk_buff_head *list, struct sk_buff_head *head))
	BEFORE(umbra_check_ring, "skb_queue_splice", (void *)list)
	BEFORE(umbra_check_ring, "skb_queue_splice", (void *)head);
UMBRA_INLINE(void, skb_queue_splice_init, (struct sk_buff_head *list, struct sk_buff_head *head))
	BEFORE(umbra_check_ring, "skb_queue_splice_init", (void *)list)
	BEFORE(umbra_check_ring, "skb_queue_splice_init", (void *)head);
UMBRA_INLINE(void, skb_queue_splice_tail, (const struct sk_buff_head *list,
					    struct sk_buff_head *head))
	BEFORE(umbra_check_ring, "skb_queue_splice_tail", (void *)list)
	BEFORE(umbra_check_ring, "skb_queue_splice_tail", (void *)head);
UMBRA_INLINE(void, skb_queue_splice_tail_init, (struct sk_buff_head *list,
						 struct sk_buff_head *head))
	BEFORE(umbra_check_ring, "skb_queue_splice_tail_init", (void *)list)
	BEFORE(umbra_check_ring, "skb_queue_splice_tail_init", (void *)head);

/* The napi's own packet, the driver's to fill until it is passed on; freed with the napi. */
UMBRA_KIND_MEMORY void skb_of_napi(struct sk_buff *skb) { }
MEMORY(skb_of_napi, skb->head, skb_end_offset(skb) + sizeof(struct skb_shared_info));
UMBRA_CALL struct sk_buff *napi_get_frags(struct napi_struct *napi)
	TRACKS_ONCE(skb_of_napi, result) WHEN(result) PASSES;
UMBRA_CALL gro_result_t napi_gro_frags(struct napi_struct *napi)
	RELEASES(skb_of_napi, napi->skb) PASSES;
UMBRA_INLINE(void, napi_free_frags, (struct napi_struct *napi))
	RELEASES(skb_of_napi, napi->skb) PASSES;
UMBRA_CALL void napi_gro_flush(struct napi_struct *napi, bool flush_old) PASSES;

/* Work on a packet that stays the same object. */
UMBRA_CALL void *skb_put(struct sk_buff *skb, unsigned int len) PASSES;
UMBRA_CALL void *skb_push(struct sk_buff *skb, unsigned int len) PASSES;
UMBRA_CALL void *skb_pull(struct sk_buff *skb, unsigned int len) PASSES;
UMBRA_CALL void skb_trim(struct sk_buff *skb, unsigned int len) PASSES;
UMBRA_INLINE(void *, skb_put_data, (struct sk_buff *skb, const void *data, unsigned int len))
	PASSES;
UMBRA_INLINE(void, skb_reserve, (struct sk_buff *skb, int len)) PASSES;
UMBRA_INLINE(int, pskb_trim, (struct sk_buff *skb, unsigned int len)) PASSES;
UMBRA_CALL int ___pskb_trim(struct sk_buff *skb, unsigned int len) PASSES;
UMBRA_CALL void *__pskb_pull_tail(struct sk_buff *skb, int delta) PASSES;
UMBRA_INLINE(bool, pskb_may_pull, (struct sk_buff *skb, unsigned int len)) PASSES;
UMBRA_CALL int pskb_expand_head(struct sk_buff *skb, int nhead, int ntail, gfp_t gfp_mask)
	PASSES;
UMBRA_INLINE(int, skb_cow_head, (struct sk_buff *skb, unsigned int headroom)) PASSES;
UMBRA_INLINE(int, skb_linearize, (struct sk_buff *skb)) PASSES;
UMBRA_CALL int skb_copy_bits(const struct sk_buff *skb, int offset, void *to, int len)
	NEEDS(to, len) PASSES;
UMBRA_CALL void skb_copy_and_csum_dev(const struct sk_buff *skb, u8 *to) PASSES;
UMBRA_INLINE(void, skb_copy_to_linear_data, (struct sk_buff *skb, const void *from,
					     const unsigned int len))
	NEEDS(skb->data, len) PASSES;
UMBRA_INLINE(void, skb_copy_to_linear_data_offset, (struct sk_buff *skb, const int offset,
						    const void *from, const unsigned int len))
	NEEDS(skb->data + offset, len) PASSES;
UMBRA_INLINE(void, tcp_v6_gso_csum_prep, (struct sk_buff *skb))
	NEEDS(skb_network_header(skb), sizeof(struct ipv6hdr))
	NEEDS(skb_transport_header(skb), sizeof(struct tcphdr)) PASSES;
UMBRA_INLINE(void, skb_copy_from_linear_data, (const struct sk_buff *skb, void *to,
					       const unsigned int len))
	NEEDS(to, len) PASSES;
UMBRA_CALL int skb_checksum_help(struct sk_buff *skb) PASSES;
UMBRA_CALL __wsum skb_checksum(const struct sk_buff *skb, int offset, int len, __wsum csum)
	PASSES;
UMBRA_CALL __be16 eth_type_trans(struct sk_buff *skb, struct net_device *dev) PASSES;
UMBRA_CALL u32 eth_get_headlen(const struct net_device *dev, const void *data, u32 len) PASSES;
UMBRA_INLINE(void, __vlan_hwaccel_put_tag, (struct sk_buff *skb, __be16 vlan_proto, u16 vlan_tci))
	PASSES;
UMBRA_INLINE(void, skb_tx_timestamp, (struct sk_buff *skb)) PASSES;
UMBRA_CALL void skb_clone_tx_timestamp(struct sk_buff *skb) PASSES;
UMBRA_CALL void skb_tstamp_tx(struct sk_buff *orig_skb, struct skb_shared_hwtstamps *hwtstamps)
	PASSES;
UMBRA_INLINE(void, skb_set_hash, (struct sk_buff *skb, __u32 hash, enum pkt_hash_types type))
	PASSES;
UMBRA_INLINE(void, skb_record_rx_queue, (struct sk_buff *skb, u16 rx_queue)) PASSES;
UMBRA_INLINE(void, skb_checksum_none_assert, (const struct sk_buff *skb)) PASSES;

/* Mapping a packet's page for the device: as dma_map_page_attrs(). */
UMBRA_INLINE(dma_addr_t, skb_frag_dma_map, (struct device *dev, const skb_frag_t *frag,
					    size_t offset, size_t size,
					    enum dma_data_direction dir))
	TRACKS(dma, result, dev, size, dir, 0) WHEN(result != DMA_MAPPING_ERROR) PASSES;
/* The driver's reference to the old page becomes one to the new, or stays what it is. */
UMBRA_CALL bool skb_page_frag_refill(unsigned int sz, struct page_frag *pfrag, gfp_t gfp)
	NEEDS(pfrag, sizeof(*pfrag)) RELEASES(page, pfrag->page)
	TRACKS(page, pfrag->page, compound_order(pfrag->page));
UMBRA_CALL void skb_coalesce_rx_frag(struct sk_buff *skb, int i, int size, unsigned int truesize)
	PASSES;
UMBRA_INLINE(void *, __skb_push, (struct sk_buff *skb, unsigned int len)) PASSES;
UMBRA_INLINE(void *, __skb_pull, (struct sk_buff *skb, unsigned int len)) PASSES;
UMBRA_INLINE(void, skb_orphan, (struct sk_buff *skb)) PASSES;
UMBRA_INLINE(void, skb_dst_drop, (struct sk_buff *skb)) PASSES;
UMBRA_INLINE(void, nf_reset_ct, (struct sk_buff *skb)) PASSES;
