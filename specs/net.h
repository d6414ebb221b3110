/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * net.h - network devices: registering them, their queues, polling, operations.
 *
 * The rule it upholds: a net_device outlives its driver's failure. While the
 * driver restarts, the network shadow answers the kernel for it and keeps its
 * carrier and queue changes from the kernel. Nothing here blocks: most
 * operations come under rtnl. What configures is not recorded here, the
 * net_device itself is the record.
 *
 * Managed ones (devm_) are set aside from the devres group that recovery
 * releases.
 *
 * Functions of umbra_net.ko named here; those without a prototype have the
 * operation's own, after a first argument `struct umbra_domain *domain`:
 *   umbra_net_alloc_netdev_mqs, umbra_net_alloc_etherdev_mqs,
 *   int umbra_net_register_netdev(struct umbra_domain *domain, struct net_device *dev);
 *   void umbra_net_registered(struct umbra_domain *domain, int result, struct net_device *dev);
 *   void umbra_net_freeing(struct umbra_domain *domain, struct net_device *dev);
 *   umbra_net_netif_carrier_on, umbra_net_netif_carrier_off, umbra_net_netif_carrier_ok,
 *   umbra_net_netif_running,
 *   const void *umbra_net_driver_ops(const void *pointer);
 *   const void *umbra_net_driver_ethtool(const void *pointer);
 *   int umbra_net_poll(struct umbra_domain *domain, struct napi_struct *napi, int budget);
 *   void umbra_net_napi_release(struct napi_struct *napi);
 *   umbra_net_ndo_open, _ndo_stop, _ndo_set_mac_address, _ndo_change_mtu,
 *   _ndo_set_features, _ndo_get_stats64, _ndo_get_stats; umbra_net_get_* (ethtool.h)
 */
#include "umbra_spec.h"
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>
#include <linux/if_macvlan.h>
#include <linux/inetdevice.h>
#include <net/sock.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

UMBRA_KIND_KEPT void net_device(struct net_device *dev) { free_netdev(dev); }
UMBRA_CALL struct net_device *alloc_netdev_mqs(int sizeof_priv, const char *name,
					       unsigned char name_assign_type,
					       void (*setup)(struct net_device *),
					       unsigned int txqs, unsigned int rxqs)
	TRACKS(net_device, result) GRANTS(netdev_priv(result), sizeof_priv)
	WHILE_RECOVERING(reattach, umbra_net_alloc_netdev_mqs);
/* Runs before anybody holds the device. */
extern size_t umbra_net_private_bytes(const struct net_device *dev);
UMBRA_CALLBACK(void, alloc_netdev_mqs, setup, (struct net_device *dev))
	GRANTS(dev, sizeof(*dev)) GRANTS(netdev_priv(dev), umbra_net_private_bytes(dev));
UMBRA_CALL struct net_device *alloc_etherdev_mqs(int sizeof_priv, unsigned int txqs,
						 unsigned int rxqs)
	TRACKS(net_device, result) GRANTS(netdev_priv(result), sizeof_priv)
	WHILE_RECOVERING(reattach, umbra_net_alloc_etherdev_mqs);
UMBRA_CALL void free_netdev(struct net_device *dev)
	BEFORE(umbra_net_freeing) RELEASES(net_device, dev) WHILE_RECOVERING(skip) EXISTS(dev);

struct umbra_domain;
/* Stands in for netif_carrier_ok() and for an operation of another type. */
extern bool umbra_net_netif_carrier_ok(struct umbra_domain *domain, const struct net_device *dev);
UMBRA_KIND_KEPT void net_device_registered(struct net_device *dev) { unregister_netdev(dev); }
UMBRA_CALL int register_netdev(struct net_device *dev)
	TRACKS(net_device_registered, dev) REGISTERS(net_device, dev) AFTER(umbra_net_registered)
	WHILE_RECOVERING(reattach, umbra_net_register_netdev) EXISTS(dev)
	NOT_YET(net_device_registered, dev) CALLS(dev);
UMBRA_CALL int register_netdevice(struct net_device *dev)
	TRACKS(net_device_registered, dev) REGISTERS(net_device, dev) AFTER(umbra_net_registered)
	WHILE_RECOVERING(reattach, umbra_net_register_netdev) EXISTS(dev)
	NOT_YET(net_device_registered, dev) CALLS(dev);
UMBRA_CALL void unregister_netdev(struct net_device *dev)
	RELEASES(net_device_registered, dev) WHILE_RECOVERING(skip) EXISTS(dev)
	DEMANDS(net_device_registered, dev);
UMBRA_INLINE(void, unregister_netdevice, (struct net_device *dev))
	RELEASES(net_device_registered, dev) WHILE_RECOVERING(skip);
UMBRA_CALL void unregister_netdevice_queue(struct net_device *dev, struct list_head *head)
	RELEASES(net_device_registered, dev) WHILE_RECOVERING(skip);
/* Freed by devres, which umbra_managed_add() has tell it. */
UMBRA_KIND_KEPT void net_device_managed(struct net_device *dev) { }
UMBRA_CALL struct net_device *devm_alloc_etherdev_mqs(struct device *dev, int sizeof_priv,
						      unsigned int txqs, unsigned int rxqs)
	TRACKS(net_device_managed, result) GRANTS(netdev_priv(result), sizeof_priv)
	MANAGES(dev) AFTER(umbra_managed_add, dev, "net_device_managed", result)
	WHILE_RECOVERING(reattach, umbra_net_devm_alloc_etherdev_mqs);
UMBRA_CALL int devm_register_netdev(struct device *dev, struct net_device *ndev)
	MANAGES(dev) AFTER(umbra_net_devm_registered) CALLS(ndev) HANDS_TO(ndev)
	WHILE_RECOVERING(reattach, umbra_net_devm_register_netdev);
/* Attributes of queues: their own, with a type of their own. */
PART_OF(attribute, rx_queue_attribute);
/* Who hears packets of a kind. */
UMBRA_KIND_SEALED void packet_type(struct packet_type *pt) { dev_remove_pack(pt); }
UMBRA_CALL void dev_add_pack(struct packet_type *pt)
	TRACKS(packet_type, pt) OWNS(pt, sizeof(*pt)) CALLS(pt);
UMBRA_CALL void dev_remove_pack(struct packet_type *pt) RELEASES(packet_type, pt);
/* A driver names its device after its slot before it registers it. */
SEALS(net_device, name);
/* The administrator's, once there is one. */
SEALS(net_device, tx_queue_len);
/* A registered device keeps the shadow's copy, and with it statistics that grow. */
SEALS(net_device, netdev_ops, umbra_net_driver_ops);
/* What was looked at when it was registered. */
SEALS(net_device, ethtool_ops, umbra_net_driver_ethtool);
/* What a driver sets up and keeps up to date; the rest is the kernel's. */
WRITES(net_device, dev.parent);
WRITES(net_device, features);
WRITES(net_device, hw_features);
WRITES(net_device, hw_enc_features);
WRITES(net_device, vlan_features);
WRITES(net_device, mpls_features);
WRITES(net_device, gso_partial_features);
WRITES(net_device, wanted_features);
WRITES(net_device, flags);
WRITES(net_device, priv_flags);
WRITES(net_device, mtu);
WRITES(net_device, min_mtu);
WRITES(net_device, max_mtu);
WRITES(net_device, type);
WRITES(net_device, hard_header_len);
WRITES(net_device, addr_len);
WRITES(net_device, needed_headroom);
WRITES(net_device, needed_tailroom);
WRITES(net_device, header_ops);
WRITES(net_device, dcbnl_ops);
WRITES(net_device, watchdog_timeo);
WRITES(net_device, irq);
WRITES(net_device, if_port);
WRITES(net_device, dma);
WRITES(net_device, mem_start);
WRITES(net_device, mem_end);
WRITES(net_device, base_addr);
WRITES(net_device, dev_port);
WRITES(net_device, dev_id);
WRITES(net_device, perm_addr);
WRITES(net_device, broadcast);
WRITES(net_device, stats);
WRITES(net_device, needs_free_netdev);
WRITES(net_device, priv_destructor);
WRITES(net_device, ml_priv);
WRITES(net_device, lstats);
WRITES(net_device, tstats);
WRITES(net_device, dstats);
WRITES(net_device, udp_tunnel_nic_info);
WRITES(net_device, phydev);
WRITES(net_device, sfp_bus);
WRITES(net_device, rx_cpu_rmap);
WRITES(net_device, neigh_priv_len);
WRITES(net_device, sysfs_rx_queue_group);
WRITES(net_device, qdisc_tx_busylock);

/* Carrier: while the driver restarts, its view is kept apart from the kernel's. */
UMBRA_CALL void netif_carrier_on(struct net_device *dev)
	WHILE_RECOVERING(recorded, umbra_net_netif_carrier_on) EXISTS(dev);
UMBRA_CALL void netif_carrier_off(struct net_device *dev)
	WHILE_RECOVERING(recorded, umbra_net_netif_carrier_off) EXISTS(dev);
UMBRA_INLINE(bool, netif_carrier_ok, (const struct net_device *dev))
	WHILE_RECOVERING(recorded, umbra_net_netif_carrier_ok);
/* Whether it is open: the device stays so, the driver begins closed. */
UMBRA_INLINE(bool, netif_running, (const struct net_device *dev))
	WHILE_RECOVERING(recorded, umbra_net_netif_running);
UMBRA_CALL void netif_carrier_event(struct net_device *dev);
UMBRA_CALL void netif_device_attach(struct net_device *dev) WHILE_RECOVERING(skip) EXISTS(dev);
UMBRA_CALL void netif_device_detach(struct net_device *dev) WHILE_RECOVERING(skip) EXISTS(dev);

/* Queues: the shadow opens them when all is well again. */
UMBRA_INLINE(void, netif_start_queue, (struct net_device *dev)) WHILE_RECOVERING(skip) EXISTS(dev);
UMBRA_INLINE(void, netif_wake_queue, (struct net_device *dev)) WHILE_RECOVERING(skip) EXISTS(dev);
UMBRA_INLINE(void, netif_tx_start_queue, (struct netdev_queue *dev_queue))
	WHILE_RECOVERING(skip);
UMBRA_CALL void netif_tx_wake_queue(struct netdev_queue *dev_queue) WHILE_RECOVERING(skip);
UMBRA_INLINE(void, netif_tx_start_all_queues, (struct net_device *dev)) WHILE_RECOVERING(skip);
UMBRA_INLINE(void, netif_tx_wake_all_queues, (struct net_device *dev)) WHILE_RECOVERING(skip);
UMBRA_INLINE(void, netif_start_subqueue, (struct net_device *dev, u16 queue_index))
	BELOW(queue_index, dev->num_tx_queues) WHILE_RECOVERING(skip);
UMBRA_INLINE(void, netif_wake_subqueue, (struct net_device *dev, u16 queue_index))
	BELOW(queue_index, dev->num_tx_queues) WHILE_RECOVERING(skip);
UMBRA_INLINE(void, netif_stop_queue, (struct net_device *dev)) PASSES;
UMBRA_INLINE(void, netif_tx_stop_queue, (struct netdev_queue *dev_queue)) PASSES;
UMBRA_CALL void netif_tx_stop_all_queues(struct net_device *dev) PASSES;
UMBRA_INLINE(void, netif_stop_subqueue, (struct net_device *dev, u16 queue_index))
	BELOW(queue_index, dev->num_tx_queues) PASSES;
UMBRA_INLINE(void, netif_tx_disable, (struct net_device *dev)) PASSES;
UMBRA_INLINE(void, netif_trans_update, (struct net_device *dev)) PASSES;
UMBRA_CALL void netif_schedule_queue(struct netdev_queue *txq) PASSES;
UMBRA_INLINE(void, netdev_sent_queue, (struct net_device *dev, unsigned int bytes)) PASSES;
UMBRA_INLINE(bool, __netdev_sent_queue, (struct net_device *dev, unsigned int bytes,
					 bool xmit_more)) PASSES;
UMBRA_INLINE(void, netdev_tx_sent_queue, (struct netdev_queue *dev_queue, unsigned int bytes))
	PASSES;
UMBRA_INLINE(bool, __netdev_tx_sent_queue, (struct netdev_queue *dev_queue, unsigned int bytes,
					    bool xmit_more)) PASSES;
UMBRA_INLINE(void, netdev_completed_queue, (struct net_device *dev, unsigned int pkts,
					    unsigned int bytes)) PASSES;
UMBRA_INLINE(void, netdev_tx_completed_queue, (struct netdev_queue *dev_queue, unsigned int pkts,
					       unsigned int bytes)) PASSES;
UMBRA_INLINE(void, netdev_reset_queue, (struct net_device *dev_queue)) PASSES;
UMBRA_INLINE(void, netdev_tx_reset_queue, (struct netdev_queue *q)) PASSES;
/* Asks for rtnl once the device is registered; the numbers are what they were. */
UMBRA_CALL int netif_set_real_num_tx_queues(struct net_device *dev, unsigned int txq)
	WHILE_RECOVERING(skip);
UMBRA_CALL int netif_set_real_num_rx_queues(struct net_device *dev, unsigned int rxq)
	WHILE_RECOVERING(skip);
UMBRA_CALL int netif_set_real_num_queues(struct net_device *dev, unsigned int txq,
					 unsigned int rxq) WHILE_RECOVERING(skip);
UMBRA_CALL int netif_set_xps_queue(struct net_device *dev, const struct cpumask *mask, u16 index);
UMBRA_CALL int netif_get_num_default_rss_queues(void) PASSES;
UMBRA_CALL void netdev_rss_key_fill(void *buffer, size_t len) PASSES;

UMBRA_KIND_LOCK void tx_locks(struct net_device *dev) { netif_tx_unlock(dev); }
ONCE(tx_locks);
UMBRA_CALL void netif_tx_lock(struct net_device *dev) LOCKS(tx_locks, dev) PASSES;
UMBRA_INLINE(void, netif_tx_lock_bh, (struct net_device *dev)) LOCKS(tx_locks, dev) PASSES;
UMBRA_CALL void netif_tx_unlock(struct net_device *dev) UNLOCKS(tx_locks, dev) PASSES;
UMBRA_INLINE(void, netif_tx_unlock_bh, (struct net_device *dev)) UNLOCKS(tx_locks, dev) PASSES;
UMBRA_KIND_LOCK void tx_lock(struct netdev_queue *txq)
{ WRITE_ONCE(txq->xmit_lock_owner, -1); do_raw_spin_unlock(&txq->_xmit_lock.rlock); }
ONCE(tx_lock);
UMBRA_INLINE(void, __netif_tx_lock, (struct netdev_queue *txq, int cpu)) LOCKS(tx_lock, txq)
	PASSES;
UMBRA_INLINE(void, __netif_tx_lock_bh, (struct netdev_queue *txq)) LOCKS(tx_lock, txq) PASSES;
UMBRA_INLINE(bool, __netif_tx_trylock, (struct netdev_queue *txq)) LOCKS(tx_lock, txq) PASSES TRIES;
UMBRA_INLINE(void, __netif_tx_unlock, (struct netdev_queue *txq)) UNLOCKS(tx_lock, txq) PASSES;
UMBRA_INLINE(void, __netif_tx_unlock_bh, (struct netdev_queue *txq)) UNLOCKS(tx_lock, txq) PASSES;
UMBRA_INLINE(void, netif_addr_lock, (struct net_device *dev)) LOCKS(spin, &dev->addr_list_lock);
UMBRA_INLINE(void, netif_addr_lock_bh, (struct net_device *dev))
	LOCKS(spin, &dev->addr_list_lock);
UMBRA_INLINE(void, netif_addr_unlock, (struct net_device *dev))
	UNLOCKS(spin, &dev->addr_list_lock);
UMBRA_INLINE(void, netif_addr_unlock_bh, (struct net_device *dev))
	UNLOCKS(spin, &dev->addr_list_lock);

/* Polling. The failed driver's napi may be in any state. */
extern void umbra_net_napi_release(struct napi_struct *napi);
UMBRA_KIND_SEALED void napi(struct napi_struct *napi) { umbra_net_napi_release(napi); }
WRITES(napi_struct, weight);
UMBRA_INLINE(void, netif_napi_add, (struct net_device *dev, struct napi_struct *napi,
				    int (*poll)(struct napi_struct *, int)))
	TRACKS(napi, napi) EXISTS(napi) NOT_YET(napi, napi);
UMBRA_CALL void netif_napi_add_weight(struct net_device *dev, struct napi_struct *napi,
				      int (*poll)(struct napi_struct *, int), int weight)
	TRACKS(napi, napi) EXISTS(napi) NOT_YET(napi, napi);
UMBRA_INLINE(void, netif_napi_add_tx, (struct net_device *dev, struct napi_struct *napi,
				       int (*poll)(struct napi_struct *, int)))
	TRACKS(napi, napi) NOT_YET(napi, napi);
UMBRA_INLINE(void, netif_napi_add_tx_weight, (struct net_device *dev, struct napi_struct *napi,
					      int (*poll)(struct napi_struct *, int), int weight))
	TRACKS(napi, napi) NOT_YET(napi, napi);
UMBRA_INLINE(void, netif_napi_del, (struct napi_struct *napi)) RELEASES(napi, napi) EXISTS(napi);
UMBRA_CALL void __netif_napi_del(struct napi_struct *napi) RELEASES(napi, napi) EXISTS(napi);
UMBRA_CALLBACK(int, netif_napi_add, poll, (struct napi_struct *napi, int budget))
	WHILE_RECOVERING(recorded, umbra_net_poll) ALLOWS(result >= 0 && result <= budget);
UMBRA_CALLBACK(int, netif_napi_add_weight, poll, (struct napi_struct *napi, int budget))
	WHILE_RECOVERING(recorded, umbra_net_poll) ALLOWS(result >= 0 && result <= budget);
UMBRA_CALLBACK(int, netif_napi_add_tx, poll, (struct napi_struct *napi, int budget))
	WHILE_RECOVERING(recorded, umbra_net_poll) ALLOWS(result >= 0 && result <= budget);
UMBRA_CALLBACK(int, netif_napi_add_tx_weight, poll, (struct napi_struct *napi, int budget))
	WHILE_RECOVERING(recorded, umbra_net_poll) ALLOWS(result >= 0 && result <= budget);
UMBRA_CALL void napi_enable(struct napi_struct *n) EXISTS(n) DEMANDS(napi, n);
UMBRA_CALL void napi_disable(struct napi_struct *n) EXISTS(n);
UMBRA_INLINE(void, napi_synchronize, (const struct napi_struct *n));
UMBRA_CALL bool napi_schedule_prep(struct napi_struct *n) PASSES;
UMBRA_CALL void __napi_schedule(struct napi_struct *n) PASSES;
UMBRA_CALL void __napi_schedule_irqoff(struct napi_struct *n) PASSES;
UMBRA_INLINE(void, napi_schedule, (struct napi_struct *n)) PASSES;
UMBRA_INLINE(void, napi_schedule_irqoff, (struct napi_struct *n)) PASSES;
UMBRA_INLINE(bool, napi_if_scheduled_mark_missed, (struct napi_struct *n)) PASSES;
UMBRA_CALL bool napi_complete_done(struct napi_struct *n, int work_done) PASSES;
UMBRA_INLINE(bool, napi_complete, (struct napi_struct *n)) PASSES;

/* Addresses and lists: in the net_device, which stays. */
UMBRA_CALL void dev_addr_mod(struct net_device *dev, unsigned int offset, const void *addr,
			     size_t len) PASSES;
UMBRA_INLINE(void, eth_hw_addr_set, (struct net_device *dev, const u8 *addr)) PASSES;
UMBRA_INLINE(void, eth_hw_addr_random, (struct net_device *dev)) PASSES;
UMBRA_INLINE(void, eth_hw_addr_inherit, (struct net_device *dst, struct net_device *src)) PASSES;
UMBRA_CALL void ether_setup(struct net_device *dev) PASSES;
UMBRA_CALL int eth_mac_addr(struct net_device *dev, void *p);
UMBRA_CALL int eth_prepare_mac_addr_change(struct net_device *dev, void *p);
UMBRA_CALL void eth_commit_mac_addr_change(struct net_device *dev, void *p);
UMBRA_CALL int eth_validate_addr(struct net_device *dev) PASSES;
UMBRA_CALL int eth_platform_get_mac_address(struct device *dev, u8 *mac_addr);
UMBRA_CALL int dev_uc_add(struct net_device *dev, const unsigned char *addr);
UMBRA_CALL int dev_uc_del(struct net_device *dev, const unsigned char *addr);
UMBRA_CALL int dev_mc_add(struct net_device *dev, const unsigned char *addr);
UMBRA_CALL int dev_mc_del(struct net_device *dev, const unsigned char *addr);
UMBRA_CALL int __hw_addr_sync_dev(struct netdev_hw_addr_list *list, struct net_device *dev,
				  int (*sync)(struct net_device *, const unsigned char *),
				  int (*unsync)(struct net_device *, const unsigned char *));
UMBRA_CALL void __hw_addr_unsync_dev(struct netdev_hw_addr_list *list, struct net_device *dev,
				     int (*unsync)(struct net_device *, const unsigned char *));

UMBRA_CALL int dev_uc_add_excl(struct net_device *dev, const unsigned char *addr);
UMBRA_CALL int dev_mc_add_excl(struct net_device *dev, const unsigned char *addr);
UMBRA_INLINE(int, __dev_uc_sync, (struct net_device *dev,
				  int (*sync)(struct net_device *, const unsigned char *),
				  int (*unsync)(struct net_device *, const unsigned char *)));
UMBRA_INLINE(int, __dev_mc_sync, (struct net_device *dev,
				  int (*sync)(struct net_device *, const unsigned char *),
				  int (*unsync)(struct net_device *, const unsigned char *)));

/* A queue is its device's. */
DEVICE(net_device, dev);
PART(netdev_queue, dev);
UMBRA_INLINE(void, dev_sw_netstats_rx_add, (struct net_device *dev, unsigned int len))
	OWNS((void *)raw_cpu_ptr(dev->tstats), sizeof(struct pcpu_sw_netstats)) PASSES;
UMBRA_INLINE(void, dev_sw_netstats_tx_add, (struct net_device *dev, unsigned int packets,
					    unsigned int len))
	OWNS((void *)raw_cpu_ptr(dev->tstats), sizeof(struct pcpu_sw_netstats)) PASSES;
/* References to other net_devices. */
UMBRA_KIND void net_device_use(struct net_device *dev) { dev_put(dev); }
UMBRA_INLINE(void, dev_hold, (struct net_device *dev)) TRACKS(net_device_use, dev);
UMBRA_INLINE(void, dev_put, (struct net_device *dev)) RELEASES(net_device_use, dev);
UMBRA_CALL struct net_device *dev_get_by_index(struct net *net, int ifindex)
	TRACKS(net_device_use, result);
UMBRA_CALL struct net_device *dev_get_by_name(struct net *net, const char *name)
	TRACKS(net_device_use, result);

/* Changes that call the driver's operations again: the shadow makes its own. */
UMBRA_CALL void netdev_update_features(struct net_device *dev) WHILE_RECOVERING(skip);
UMBRA_CALL void netdev_change_features(struct net_device *dev) WHILE_RECOVERING(skip);
UMBRA_CALL void netdev_features_change(struct net_device *dev) WHILE_RECOVERING(skip);
UMBRA_CALL int dev_open(struct net_device *dev, struct netlink_ext_ack *extack)
	WHILE_RECOVERING(skip);
UMBRA_CALL void dev_close(struct net_device *dev) WHILE_RECOVERING(skip);
UMBRA_CALL int dev_set_mtu(struct net_device *dev, int new_mtu) WHILE_RECOVERING(skip);
UMBRA_CALL void netif_set_tso_max_size(struct net_device *dev, unsigned int size);
UMBRA_CALL void netif_set_tso_max_segs(struct net_device *dev, unsigned int segs);
UMBRA_CALL int netdev_set_num_tc(struct net_device *dev, u8 num_tc);
UMBRA_CALL int netdev_set_tc_queue(struct net_device *dev, u8 tc, u16 count, u16 offset);
UMBRA_CALL void netdev_reset_tc(struct net_device *dev);
UMBRA_CALL void synchronize_net(void);
UMBRA_CALL unsigned long dev_trans_start(struct net_device *dev) PASSES;
UMBRA_CALL int dev_alloc_name(struct net_device *dev, const char *name) WHILE_RECOVERING(skip);
UMBRA_CALL struct rtnl_link_stats64 *dev_get_stats(struct net_device *dev,
						  struct rtnl_link_stats64 *storage);
UMBRA_CALL void netdev_stats_to_stats64(struct rtnl_link_stats64 *stats64,
					const struct net_device_stats *netdev_stats) PASSES;
UMBRA_CALL int dev_addr_add(struct net_device *dev, const unsigned char *addr,
			    unsigned char addr_type);
UMBRA_CALL int dev_addr_del(struct net_device *dev, const unsigned char *addr,
			    unsigned char addr_type);
UMBRA_CALL int netdev_bind_sb_channel_queue(struct net_device *dev, struct net_device *sb_dev,
					    u8 tc, u16 count, u16 offset);
UMBRA_CALL int netdev_set_sb_channel(struct net_device *dev, u16 channel);
UMBRA_CALL void netdev_unbind_sb_channel(struct net_device *dev, struct net_device *sb_dev);
UMBRA_CALL int netdev_walk_all_upper_dev_rcu(struct net_device *dev,
					     int (*fn)(struct net_device *,
						       struct netdev_nested_priv *),
					     struct netdev_nested_priv *priv);
UMBRA_CALL int dev_set_threaded(struct net_device *dev, bool threaded);

/* Addresses and settings of a device, which notifiers have and of which no call gives one. */
UMBRA_INLINE(void, ipv4_devconf_set, (struct in_device *in_dev, int index, int val))
	IN_USE(in_dev, sizeof(*in_dev)) BELOW(index, IPV4_DEVCONF_MAX + 1) PASSES;
UMBRA_INLINE(void, sock_set_flag, (struct sock *sk, enum sock_flags flag))
	BELOW(flag, BITS_PER_LONG) PASSES;
UMBRA_INLINE(void, sock_reset_flag, (struct sock *sk, enum sock_flags flag))
	BELOW(flag, BITS_PER_LONG) PASSES;
UMBRA_INLINE(void, macvlan_count_rx, (const struct macvlan_dev *vlan, unsigned int len,
				      bool success, bool multicast))
	IN_USE(vlan, sizeof(*vlan)) IN_USE(vlan->pcpu_stats, sizeof(*vlan->pcpu_stats)) PASSES;
