/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * offload.h - what hangs on a network device besides packets: clocks, XDP,
 * flows, devlink, DCB; and containers that drivers keep in their own memory.
 *
 * The rule it upholds: what the rest of the kernel can reach is tracked, so
 * that it does not call into a driver that was restarted under it.
 *
 * Not handled: traffic classes' flow rules and devlink ports are not replayed.
 */
#include "umbra_spec.h"
#include <linux/bitmap.h>
#include <linux/bpf.h>
#include <linux/dim.h>
#include <linux/filter.h>
#include <linux/idr.h>
#include <linux/if_vlan.h>
#include <linux/netdevice.h>
#include <linux/ptp_clock_kernel.h>
#include <linux/radix-tree.h>
#include <linux/rbtree.h>
#include <linux/rhashtable.h>
#include <linux/rtnetlink.h>
#include <linux/scatterlist.h>
#include <linux/sort.h>
#include <linux/timecounter.h>
#include <linux/xarray.h>
#include <net/dcbnl.h>
#include <net/devlink.h>
#include <net/dst_metadata.h>
#include <net/flow_offload.h>
#include <net/ipv6.h>
#include <net/tcp.h>
#include <net/udp_tunnel.h>
#include <net/xdp.h>
#include <net/xdp_sock_drv.h>
#include <net/netfilter/nf_flow_table.h>

UMBRA_KIND void ptp_clock(struct ptp_clock *ptp) { ptp_clock_unregister(ptp); }
UMBRA_KIND void xdp_rxq(struct xdp_rxq_info *rxq) { xdp_rxq_info_unreg(rxq); }
UMBRA_KIND void bpf_prog(struct bpf_prog *prog) { bpf_prog_put(prog); }
UMBRA_KIND void flow_indirect(unsigned long key, flow_indr_block_bind_cb_t *cb, void *cb_priv)
{ flow_indr_dev_unregister(cb, cb_priv, NULL); }
UMBRA_KIND void devlink(struct devlink *devlink) { devlink_free(devlink); }
UMBRA_KIND void devlink_registered(struct devlink *devlink) { devlink_unregister(devlink); }
UMBRA_KIND void devlink_params(unsigned long key, struct devlink *devlink,
			       const struct devlink_param *params, size_t count)
{ devlink_params_unregister(devlink, params, count); }
UMBRA_KIND_SEALED void devlink_port(struct devlink_port *port) { devlink_port_unregister(port); }
UMBRA_KIND void devlink_reporter(struct devlink_health_reporter *reporter)
{ devlink_health_reporter_destroy(reporter); }
UMBRA_KIND void metadata_dst(struct metadata_dst *dst) { metadata_dst_free(dst); }

/* The clock's operations come from user space, without rtnl. */
UMBRA_ENTRY(int, ptp_clock_info, adjfine, (struct ptp_clock_info *ptp, long scaled_ppm))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ptp_clock_info, adjtime, (struct ptp_clock_info *ptp, s64 delta))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ptp_clock_info, gettime64, (struct ptp_clock_info *ptp, struct timespec64 *ts))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ptp_clock_info, gettimex64,
	    (struct ptp_clock_info *ptp, struct timespec64 *ts, struct ptp_system_timestamp *sts))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ptp_clock_info, settime64,
	    (struct ptp_clock_info *ptp, const struct timespec64 *ts))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ptp_clock_info, enable,
	    (struct ptp_clock_info *ptp, struct ptp_clock_request *request, int on))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ptp_clock_info, verify,
	    (struct ptp_clock_info *ptp, unsigned int pin, enum ptp_pin_function func,
	     unsigned int chan)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, udp_tunnel_nic_info, set_port,
	    (struct net_device *dev, unsigned int table, unsigned int entry,
	     struct udp_tunnel_info *ti)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, udp_tunnel_nic_info, unset_port,
	    (struct net_device *dev, unsigned int table, unsigned int entry,
	     struct udp_tunnel_info *ti)) WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, udp_tunnel_nic_info, sync_table, (struct net_device *dev, unsigned int table))
	WHILE_RECOVERING(busy, -EBUSY);

/* PTP clocks. User space sees the clock go and come. */
UMBRA_CALL struct ptp_clock *ptp_clock_register(struct ptp_clock_info *info, struct device *parent)
	TRACKS(ptp_clock, result) CALLS(info);
UMBRA_CALL int ptp_clock_unregister(struct ptp_clock *ptp) RELEASES(ptp_clock, ptp);
UMBRA_CALL int ptp_clock_index(struct ptp_clock *ptp) PASSES;
UMBRA_CALL void ptp_clock_event(struct ptp_clock *ptp, struct ptp_clock_event *event);
UMBRA_CALL int ptp_find_pin(struct ptp_clock *ptp, enum ptp_pin_function func, unsigned int chan);
UMBRA_CALL int ptp_schedule_worker(struct ptp_clock *ptp, unsigned long delay);
UMBRA_CALL void timecounter_init(struct timecounter *tc, const struct cyclecounter *cc,
				 u64 start_tstamp) PASSES;
UMBRA_CALL u64 timecounter_read(struct timecounter *tc) PASSES;
UMBRA_CALL u64 timecounter_cyc2time(const struct timecounter *tc, u64 cycle_tstamp) PASSES;

UMBRA_INLINE(struct xdp_frame *, xdp_convert_buff_to_frame, (struct xdp_buff *xdp))
	NEEDS(xdp->data_hard_start, sizeof(struct xdp_frame)) PASSES;
/* XDP and AF_XDP. A frame that came by ndo_xdp_xmit is not known here. */
UMBRA_CALL int __xdp_rxq_info_reg(struct xdp_rxq_info *xdp_rxq, struct net_device *dev,
				  u32 queue_index, unsigned int napi_id, u32 frag_size)
	TRACKS_ONCE(xdp_rxq, xdp_rxq);
UMBRA_INLINE(int, xdp_rxq_info_reg, (struct xdp_rxq_info *xdp_rxq, struct net_device *dev,
				     u32 queue_index, unsigned int napi_id))
	TRACKS_ONCE(xdp_rxq, xdp_rxq);
UMBRA_CALL void xdp_rxq_info_unreg(struct xdp_rxq_info *xdp_rxq) RELEASES(xdp_rxq, xdp_rxq);
UMBRA_CALL int xdp_rxq_info_reg_mem_model(struct xdp_rxq_info *xdp_rxq, enum xdp_mem_type type,
					  void *allocator);
UMBRA_CALL void xdp_rxq_info_unreg_mem_model(struct xdp_rxq_info *xdp_rxq);
UMBRA_CALL bool xdp_rxq_info_is_reg(struct xdp_rxq_info *xdp_rxq) PASSES;
UMBRA_CALL int xdp_do_redirect(struct net_device *dev, struct xdp_buff *xdp, struct bpf_prog *prog)
	RELEASES_AFTER(page, virt_to_head_page(xdp->data))
	RELEASES_AFTER(pool_page, virt_to_head_page(xdp->data));
UMBRA_CALL void xdp_do_flush(void) PASSES;
UMBRA_CALL void xdp_return_frame(struct xdp_frame *xdpf) PASSES;
UMBRA_CALL void xdp_return_frame_rx_napi(struct xdp_frame *xdpf) PASSES;
UMBRA_CALL void xdp_return_frame_bulk(struct xdp_frame *xdpf, struct xdp_frame_bulk *bq) PASSES;
UMBRA_CALL void xdp_flush_frame_bulk(struct xdp_frame_bulk *bq) PASSES;
UMBRA_CALL struct sk_buff *xdp_build_skb_from_frame(struct xdp_frame *xdpf, struct net_device *dev)
	TRACKS(skb, result);
/* One reference came with ndo_bpf. Of more than one that bpf_prog_add() takes, the rest leak. */
UMBRA_CALL void bpf_prog_put(struct bpf_prog *prog) RELEASES(bpf_prog, prog);
UMBRA_CALL void bpf_prog_inc(struct bpf_prog *prog) TRACKS(bpf_prog, prog);
UMBRA_CALL void bpf_prog_add(struct bpf_prog *prog, int i) TRACKS(bpf_prog, prog) WHEN(i > 0);
UMBRA_CALL void bpf_prog_sub(struct bpf_prog *prog, int i);
UMBRA_CALL void bpf_warn_invalid_xdp_action(struct net_device *dev, struct bpf_prog *prog, u32 act)
	PASSES;
UMBRA_CALL struct xsk_buff_pool *xsk_get_pool_from_qid(struct net_device *dev, u16 queue_id)
	PASSES;
UMBRA_CALL void xsk_tx_completed(struct xsk_buff_pool *pool, u32 nb_entries) PASSES;
UMBRA_CALL void xsk_tx_release(struct xsk_buff_pool *pool) PASSES;
UMBRA_CALL bool xsk_tx_peek_desc(struct xsk_buff_pool *pool, struct xdp_desc *desc) PASSES;
UMBRA_CALL u32 xsk_tx_peek_release_desc_batch(struct xsk_buff_pool *pool, u32 max) PASSES;
UMBRA_CALL bool xsk_uses_need_wakeup(struct xsk_buff_pool *pool) PASSES;
UMBRA_CALL void xsk_set_rx_need_wakeup(struct xsk_buff_pool *pool) PASSES;
UMBRA_CALL void xsk_set_tx_need_wakeup(struct xsk_buff_pool *pool) PASSES;
UMBRA_CALL void xsk_clear_rx_need_wakeup(struct xsk_buff_pool *pool) PASSES;
UMBRA_CALL void net_dim(struct dim *dim, struct dim_sample end_sample);
UMBRA_CALL struct dim_cq_moder net_dim_get_rx_moderation(u8 cq_period_mode, int ix) PASSES;
UMBRA_CALL struct dim_cq_moder net_dim_get_tx_moderation(u8 cq_period_mode, int ix) PASSES;
UMBRA_CALL struct dim_cq_moder net_dim_get_def_rx_moderation(u8 cq_period_mode) PASSES;

/* Flows. */
UMBRA_CALL int flow_block_cb_setup_simple(struct flow_block_offload *f,
					  struct list_head *driver_list, flow_setup_cb_t *cb,
					  void *cb_ident, void *cb_priv, bool ingress_only);
UMBRA_CALL struct flow_block_cb *flow_block_cb_alloc(flow_setup_cb_t *cb, void *cb_ident,
						     void *cb_priv, void (*release)(void *));
UMBRA_CALL void flow_block_cb_free(struct flow_block_cb *block_cb);
UMBRA_CALL struct flow_block_cb *flow_block_cb_lookup(struct flow_block *block,
						      flow_setup_cb_t *cb, void *cb_ident) PASSES;
UMBRA_CALL bool flow_block_cb_is_busy(flow_setup_cb_t *cb, void *cb_ident,
				      struct list_head *driver_block_list) PASSES;
UMBRA_CALL int flow_indr_dev_register(flow_indr_block_bind_cb_t *cb, void *cb_priv)
	TRACKS(flow_indirect, (unsigned long)cb + (unsigned long)cb_priv, cb, cb_priv);
UMBRA_CALL void flow_indr_dev_unregister(flow_indr_block_bind_cb_t *cb, void *cb_priv,
					 void (*release)(void *))
	RELEASES(flow_indirect, (unsigned long)cb + (unsigned long)cb_priv);
UMBRA_CALL struct flow_block_cb *flow_indr_block_cb_alloc(flow_setup_cb_t *cb, void *cb_ident,
							  void *cb_priv, void (*release)(void *),
							  struct flow_block_offload *bo,
							  struct net_device *dev,
							  struct Qdisc *sch, void *data,
							  void *indr_cb_priv,
							  void (*cleanup)(struct flow_block_cb *));
UMBRA_CALL void flow_rule_match_basic(const struct flow_rule *rule, struct flow_match_basic *out)
	PASSES;
UMBRA_CALL void flow_rule_match_control(const struct flow_rule *rule,
					struct flow_match_control *out) PASSES;
UMBRA_CALL void flow_rule_match_eth_addrs(const struct flow_rule *rule,
					  struct flow_match_eth_addrs *out) PASSES;
UMBRA_CALL void flow_rule_match_vlan(const struct flow_rule *rule, struct flow_match_vlan *out)
	PASSES;
UMBRA_CALL void flow_rule_match_cvlan(const struct flow_rule *rule, struct flow_match_vlan *out)
	PASSES;
UMBRA_CALL void flow_rule_match_ipv4_addrs(const struct flow_rule *rule,
					   struct flow_match_ipv4_addrs *out) PASSES;
UMBRA_CALL void flow_rule_match_ipv6_addrs(const struct flow_rule *rule,
					   struct flow_match_ipv6_addrs *out) PASSES;
UMBRA_CALL void flow_rule_match_ip(const struct flow_rule *rule, struct flow_match_ip *out) PASSES;
UMBRA_CALL void flow_rule_match_ports(const struct flow_rule *rule, struct flow_match_ports *out)
	PASSES;
UMBRA_CALL void flow_rule_match_icmp(const struct flow_rule *rule, struct flow_match_icmp *out)
	PASSES;
UMBRA_CALL void flow_rule_match_tcp(const struct flow_rule *rule, struct flow_match_tcp *out)
	PASSES;
UMBRA_CALL void flow_rule_match_enc_control(const struct flow_rule *rule,
					    struct flow_match_control *out) PASSES;
UMBRA_CALL void flow_rule_match_enc_ipv4_addrs(const struct flow_rule *rule,
					       struct flow_match_ipv4_addrs *out) PASSES;
UMBRA_CALL void flow_rule_match_enc_ipv6_addrs(const struct flow_rule *rule,
					       struct flow_match_ipv6_addrs *out) PASSES;
UMBRA_CALL void flow_rule_match_enc_ip(const struct flow_rule *rule, struct flow_match_ip *out)
	PASSES;
UMBRA_CALL void flow_rule_match_enc_ports(const struct flow_rule *rule,
					  struct flow_match_ports *out) PASSES;
UMBRA_CALL void flow_rule_match_enc_keyid(const struct flow_rule *rule,
					  struct flow_match_enc_keyid *out) PASSES;
UMBRA_CALL void flow_rule_match_enc_opts(const struct flow_rule *rule,
					 struct flow_match_enc_opts *out) PASSES;
UMBRA_CALL struct ethtool_rx_flow_rule *
ethtool_rx_flow_rule_create(const struct ethtool_rx_flow_spec_input *input);
UMBRA_CALL void ethtool_rx_flow_rule_destroy(struct ethtool_rx_flow_rule *rule);
UMBRA_CALL bool rps_may_expire_flow(struct net_device *dev, u16 rxq_index, u32 flow_id,
				    u16 filter_id) PASSES;

/* devlink. */
UMBRA_CALL struct devlink *devlink_alloc_ns(const struct devlink_ops *ops, size_t priv_size,
					    struct net *net, struct device *dev)
	TRACKS(devlink, result) GRANTS(devlink_priv(result), priv_size);
UMBRA_INLINE(struct devlink *, devlink_alloc, (const struct devlink_ops *ops, size_t priv_size,
					       struct device *dev))
	TRACKS(devlink, result) GRANTS(devlink_priv(result), priv_size);
UMBRA_CALL void devlink_free(struct devlink *devlink) RELEASES(devlink, devlink);
UMBRA_CALL void *devlink_priv(struct devlink *devlink) PASSES;
UMBRA_CALL struct devlink *priv_to_devlink(void *priv) PASSES;
UMBRA_CALL void devlink_register(struct devlink *devlink) TRACKS(devlink_registered, devlink);
UMBRA_CALL void devlink_unregister(struct devlink *devlink) RELEASES(devlink_registered, devlink);
UMBRA_CALL void devlink_set_features(struct devlink *devlink, u64 features);
UMBRA_CALL int devlink_params_register(struct devlink *devlink, const struct devlink_param *params,
				       size_t params_count)
	TRACKS(devlink_params, (unsigned long)devlink + (unsigned long)params, devlink, params,
	       params_count);
UMBRA_CALL void devlink_params_unregister(struct devlink *devlink,
					  const struct devlink_param *params, size_t params_count)
	RELEASES(devlink_params, (unsigned long)devlink + (unsigned long)params);
UMBRA_CALL void devlink_port_type_eth_set(struct devlink_port *devlink_port,
					  struct net_device *netdev);
UMBRA_CALL void devlink_port_type_clear(struct devlink_port *devlink_port);
UMBRA_CALL void devlink_port_attrs_set(struct devlink_port *devlink_port,
				       struct devlink_port_attrs *devlink_port_attrs);
UMBRA_CALL int devl_port_register(struct devlink *devlink, struct devlink_port *devlink_port,
				  unsigned int port_index) TRACKS(devlink_port, devlink_port);
UMBRA_CALL void devl_port_unregister(struct devlink_port *devlink_port)
	RELEASES(devlink_port, devlink_port);
UMBRA_CALL int devlink_port_register(struct devlink *devlink, struct devlink_port *devlink_port,
				     unsigned int port_index) TRACKS(devlink_port, devlink_port);
UMBRA_CALL void devlink_port_unregister(struct devlink_port *devlink_port)
	RELEASES(devlink_port, devlink_port);
UMBRA_CALL struct devlink_health_reporter *
devlink_health_reporter_create(struct devlink *devlink,
			       const struct devlink_health_reporter_ops *ops, u64 graceful_period,
			       void *priv)
	TRACKS(devlink_reporter, result);
UMBRA_CALL void devlink_health_reporter_destroy(struct devlink_health_reporter *reporter)
	RELEASES(devlink_reporter, reporter);
UMBRA_CALL int devlink_health_report(struct devlink_health_reporter *reporter, const char *msg,
				     void *priv_ctx);
UMBRA_CALL void devlink_health_reporter_state_update(struct devlink_health_reporter *reporter,
						     enum devlink_health_reporter_state state);
UMBRA_CALL void *devlink_health_reporter_priv(struct devlink_health_reporter *reporter) PASSES;
UMBRA_CALL int devlink_info_driver_name_put(struct devlink_info_req *req, const char *name);
UMBRA_CALL int devlink_info_serial_number_put(struct devlink_info_req *req, const char *sn);
UMBRA_CALL int devlink_info_version_fixed_put(struct devlink_info_req *req,
					      const char *version_name, const char *version_value);
UMBRA_CALL int devlink_info_version_running_put(struct devlink_info_req *req,
						const char *version_name,
						const char *version_value);
UMBRA_CALL int devlink_info_version_stored_put(struct devlink_info_req *req,
					       const char *version_name,
					       const char *version_value);
UMBRA_CALL void devlink_flash_update_status_notify(struct devlink *devlink, const char *status_msg,
						   const char *component, unsigned long done,
						   unsigned long total);
UMBRA_CALL int devlink_param_driverinit_value_set(struct devlink *devlink, u32 param_id,
						  union devlink_param_value init_val);
UMBRA_CALL int devlink_param_driverinit_value_get(struct devlink *devlink, u32 param_id,
						  union devlink_param_value *init_val);

/* Neighbours in the stack, DCB. */
UMBRA_CALL u16 netdev_pick_tx(struct net_device *dev, struct sk_buff *skb,
			      struct net_device *sb_dev) PASSES;
UMBRA_CALL struct net_device *netdev_master_upper_dev_get_rcu(struct net_device *dev) PASSES;
UMBRA_CALL bool netdev_port_same_parent_id(struct net_device *a, struct net_device *b) PASSES;
UMBRA_CALL struct net_device *vlan_dev_real_dev(const struct net_device *dev) PASSES;
UMBRA_CALL u16 vlan_dev_vlan_id(const struct net_device *dev) PASSES;
UMBRA_CALL int ndo_dflt_bridge_getlink(struct sk_buff *skb, u32 pid, u32 seq,
				       struct net_device *dev, u16 mode, u32 flags, u32 mask,
				       int nlflags, u32 filter_mask,
				       int (*vlan_fill)(struct sk_buff *, struct net_device *, u32));
UMBRA_CALL int ndo_dflt_fdb_add(struct ndmsg *ndm, struct nlattr *tb[], struct net_device *dev,
				const unsigned char *addr, u16 vid, u16 flags);
UMBRA_CALL int ndo_dflt_fdb_del(struct ndmsg *ndm, struct nlattr *tb[], struct net_device *dev,
				const unsigned char *addr, u16 vid);
UMBRA_CALL int ndo_dflt_fdb_dump(struct sk_buff *skb, struct netlink_callback *cb,
				 struct net_device *dev, struct net_device *filter_dev, int *idx);
UMBRA_CALL int dcb_setapp(struct net_device *dev, struct dcb_app *app);
UMBRA_CALL u8 dcb_getapp(struct net_device *dev, struct dcb_app *app);
UMBRA_CALL int dcb_ieee_setapp(struct net_device *dev, struct dcb_app *app);
UMBRA_CALL int dcb_ieee_delapp(struct net_device *dev, struct dcb_app *app);
UMBRA_CALL u8 dcb_ieee_getapp_mask(struct net_device *dev, struct dcb_app *app) PASSES;
UMBRA_CALL int call_netdevice_notifiers(unsigned long val, struct net_device *dev);
UMBRA_CALL struct metadata_dst *metadata_dst_alloc(u8 optslen, enum metadata_type type,
						   gfp_t flags) TRACKS(metadata_dst, result);
UMBRA_CALL void metadata_dst_free(struct metadata_dst *md_dst) RELEASES(metadata_dst, md_dst);
UMBRA_CALL void dst_release(struct dst_entry *dst);
UMBRA_CALL bool ipv6_ext_hdr(u8 nexthdr) PASSES;
UMBRA_CALL int ipv6_skip_exthdr(const struct sk_buff *skb, int start, u8 *nexthdrp,
				__be16 *frag_offp) PASSES;
UMBRA_CALL int ipv6_find_hdr(const struct sk_buff *skb, unsigned int *offset, int target,
			     unsigned short *fragoff, int *fragflg) PASSES;
UMBRA_CALL int tcp_gro_complete(struct sk_buff *skb) PASSES;

/* Numbers and trees in the driver's memory: what they allocate leaks with a failure. */
UMBRA_CALL int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max, gfp_t gfp);
UMBRA_CALL void ida_free(struct ida *ida, unsigned int id);
UMBRA_CALL void ida_destroy(struct ida *ida);
UMBRA_CALL int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp);
UMBRA_CALL int idr_alloc_u32(struct idr *idr, void *ptr, u32 *id, unsigned long max, gfp_t gfp);
UMBRA_CALL void *idr_remove(struct idr *idr, unsigned long id);
UMBRA_CALL void idr_destroy(struct idr *idr);
UMBRA_CALL void *idr_find(const struct idr *idr, unsigned long id) PASSES;
UMBRA_CALL void idr_preload(gfp_t gfp_mask);
UMBRA_CALL void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
UMBRA_CALL void *xa_load(struct xarray *xa, unsigned long index) PASSES;
UMBRA_CALL void *xa_erase(struct xarray *xa, unsigned long index);
UMBRA_CALL void xa_destroy(struct xarray *xa);
UMBRA_CALL int radix_tree_insert(struct xarray *xa, unsigned long index, void *item);
UMBRA_CALL void *radix_tree_delete(struct xarray *xa, unsigned long index);
UMBRA_CALL void *radix_tree_lookup(const struct xarray *xa, unsigned long index) PASSES;
UMBRA_CALL void rb_insert_color(struct rb_node *node, struct rb_root *root) PASSES;
UMBRA_CALL void rb_erase(struct rb_node *node, struct rb_root *root) PASSES;
UMBRA_CALL struct rb_node *rb_first(const struct rb_root *root) PASSES;
UMBRA_CALL struct rb_node *rb_next(const struct rb_node *node) PASSES;
UMBRA_CALL void rhashtable_walk_enter(struct rhashtable *ht, struct rhashtable_iter *iter);
UMBRA_CALL void rhashtable_walk_exit(struct rhashtable_iter *iter);
UMBRA_CALL void *rhashtable_walk_next(struct rhashtable_iter *iter);
UMBRA_CALL void rhashtable_walk_stop(struct rhashtable_iter *iter);
UMBRA_CALL void sg_init_table(struct scatterlist *sg, unsigned int n) PASSES;
UMBRA_CALL struct scatterlist *sg_next(struct scatterlist *sg) PASSES;
UMBRA_CALL void sort(void *base, size_t num, size_t size, cmp_func_t cmp_func,
		     swap_func_t swap_func);
UMBRA_CALL int bitmap_find_free_region(unsigned long *bitmap, unsigned int bits, int order) PASSES;
UMBRA_CALL void bitmap_from_arr32(unsigned long *bitmap, const u32 *buf, unsigned int nbits)
	PASSES;
/* Callbacks of flow tables go from one list to another. */
UMBRA_INLINE(void, flow_block_cb_remove, (struct flow_block_cb *block_cb,
					  struct flow_block_offload *offload))
	IN_USE(block_cb, sizeof(*block_cb)) IN_USE(offload, sizeof(*offload))
	BEFORE(umbra_check_ring, "flow_block_cb_remove", &block_cb->list)
	BEFORE(umbra_check_ring, "flow_block_cb_remove", &offload->cb_list) PASSES;
UMBRA_INLINE(void, flow_indr_block_cb_remove, (struct flow_block_cb *block_cb,
					       struct flow_block_offload *offload))
	IN_USE(block_cb, sizeof(*block_cb)) IN_USE(offload, sizeof(*offload))
	BEFORE(umbra_check_ring, "flow_indr_block_cb_remove", &block_cb->indr.list)
	BEFORE(umbra_check_ring, "flow_indr_block_cb_remove", &block_cb->list)
	BEFORE(umbra_check_ring, "flow_indr_block_cb_remove", &offload->cb_list) PASSES;
/* What they find there is the kernel's. */
UMBRA_INLINE(int, nf_flow_table_offload_add_cb, (struct nf_flowtable *flow_table,
						 flow_setup_cb_t *cb, void *cb_priv))
	IN_USE(flow_table, sizeof(*flow_table)) SLEEPS;
UMBRA_INLINE(void, nf_flow_table_offload_del_cb, (struct nf_flowtable *flow_table,
						  flow_setup_cb_t *cb, void *cb_priv))
	IN_USE(flow_table, sizeof(*flow_table)) SLEEPS;
