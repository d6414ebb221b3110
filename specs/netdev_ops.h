/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * netdev_ops.h - net_device_ops: what the kernel asks of a network driver.
 *
 * The rule it upholds: an operation that configures succeeds while the driver
 * restarts, for the net_device keeps the setting and the shadow replays it;
 * one that asks hardware says "busy"; none blocks, they come under rtnl.
 *
 * Not handled: traffic classes, AF_XDP pools, virtual functions and bridges
 * that were set before a failure; they are lost with it.
 */
#include "umbra_spec.h"
#include <linux/etherdevice.h>
#include <linux/if_bridge.h>
#include <linux/netdevice.h>
#include <net/flow_offload.h>
#include <net/pkt_cls.h>

/* Held: a packet waits in its qdisc until the link is back. Failed on: lost, as on a wire. */
UMBRA_ENTRY(netdev_tx_t, net_device_ops, ndo_start_xmit,
	    (struct sk_buff *skb ASKED(umbra_net_asked_packet), struct net_device *dev))
	TAKES(skb, skb) RETURNS(skb, skb, result == NETDEV_TX_BUSY)
	WHILE_RECOVERING(busy, NETDEV_TX_BUSY) HELD UNWOUND(NETDEV_TX_OK)
	ALLOWS(result == NETDEV_TX_BUSY || dev_xmit_complete(result));
UMBRA_ENTRY(u16, net_device_ops, ndo_select_queue,
	    (struct net_device *dev, struct sk_buff *skb, struct net_device *sb_dev))
	WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(netdev_features_t, net_device_ops, ndo_features_check,
	    (struct sk_buff *skb, struct net_device *dev, netdev_features_t features))
	WHILE_RECOVERING(busy, features);
UMBRA_ENTRY(void, net_device_ops, ndo_tx_timeout, (struct net_device *dev, unsigned int txqueue))
	WHILE_RECOVERING(skip) DEADLINE;
UMBRA_ENTRY(void, net_device_ops, ndo_poll_controller, (struct net_device *dev))
	WHILE_RECOVERING(skip);

UMBRA_ENTRY(int, net_device_ops, ndo_open, (struct net_device *dev))
	WHILE_RECOVERING(recorded, umbra_net_ndo_open)
	ALLOWS(result <= 0 && result >= -MAX_ERRNO) DEADLINE;
UMBRA_ENTRY(int, net_device_ops, ndo_stop, (struct net_device *dev))
	WHILE_RECOVERING(recorded, umbra_net_ndo_stop) NEVER_REFUSED
	ALLOWS(result <= 0 && result >= -MAX_ERRNO) DEADLINE;
UMBRA_ENTRY(int, net_device_ops, ndo_set_mac_address, (struct net_device *dev, void *addr))
	WHILE_RECOVERING(recorded, umbra_net_ndo_set_mac_address)
	ALLOWS(result <= 0 && result >= -MAX_ERRNO) DEADLINE;
UMBRA_ENTRY(int, net_device_ops, ndo_change_mtu, (struct net_device *dev, int new_mtu))
	WHILE_RECOVERING(recorded, umbra_net_ndo_change_mtu)
	ALLOWS(result <= 0 && result >= -MAX_ERRNO) DEADLINE;
UMBRA_ENTRY(netdev_features_t, net_device_ops, ndo_fix_features,
	    (struct net_device *dev, netdev_features_t features))
	WHILE_RECOVERING(busy, features);
UMBRA_ENTRY(int, net_device_ops, ndo_set_features,
	    (struct net_device *dev, netdev_features_t features))
	WHILE_RECOVERING(recorded, umbra_net_ndo_set_features) DEADLINE;
UMBRA_ENTRY(void, net_device_ops, ndo_set_rx_mode, (struct net_device *dev))
	WHILE_RECOVERING(skip) DEADLINE;
UMBRA_ENTRY(void, net_device_ops, ndo_change_rx_flags, (struct net_device *dev, int flags))
	WHILE_RECOVERING(skip);
UMBRA_ENTRY(int, net_device_ops, ndo_vlan_rx_add_vid,
	    (struct net_device *dev, __be16 proto, u16 vid)) WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, net_device_ops, ndo_vlan_rx_kill_vid,
	    (struct net_device *dev, __be16 proto, u16 vid)) WHILE_RECOVERING(busy, 0)
	NEVER_REFUSED;
UMBRA_ENTRY(int, net_device_ops, ndo_validate_addr, (struct net_device *dev))
	WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, net_device_ops, ndo_set_config, (struct net_device *dev, struct ifmap *map))
	WHILE_RECOVERING(busy, -EAGAIN);

UMBRA_ENTRY(void, net_device_ops, ndo_get_stats64,
	    (struct net_device *dev, struct rtnl_link_stats64 *storage))
	WHILE_RECOVERING(recorded, umbra_net_ndo_get_stats64);
UMBRA_ENTRY(struct net_device_stats *, net_device_ops, ndo_get_stats, (struct net_device *dev))
	WHILE_RECOVERING(recorded, umbra_net_ndo_get_stats) ALLOWS(!IS_ERR_OR_NULL(result));
UMBRA_ENTRY(bool, net_device_ops, ndo_has_offload_stats,
	    (const struct net_device *dev, int attr_id)) WHILE_RECOVERING(busy, false);
UMBRA_ENTRY(int, net_device_ops, ndo_get_offload_stats,
	    (int attr_id, const struct net_device *dev, void *attr_data))
	GRANTS(attr_data, sizeof(struct rtnl_link_stats64)) WHILE_RECOVERING(busy, -EAGAIN);

UMBRA_ENTRY(int, net_device_ops, ndo_do_ioctl,
	    (struct net_device *dev, struct ifreq *ifr ASKED_BYTES(sizeof(*ifr)), int cmd))
	WHILE_RECOVERING(busy, -EAGAIN);
UMBRA_ENTRY(int, net_device_ops, ndo_eth_ioctl,
	    (struct net_device *dev, struct ifreq *ifr ASKED_BYTES(sizeof(*ifr)), int cmd))
	AFTER(umbra_net_eth_ioctl_done) WHILE_RECOVERING(busy, -EAGAIN);
UMBRA_ENTRY(int, net_device_ops, ndo_siocdevprivate,
	    (struct net_device *dev, struct ifreq *ifr ASKED_BYTES(sizeof(*ifr)),
	     void __user *data, int cmd))
	WHILE_RECOVERING(busy, -EAGAIN);

UMBRA_ENTRY(int, net_device_ops, ndo_setup_tc,
	    (struct net_device *dev, enum tc_setup_type type, void *type_data))
	/* What a driver answers in; of the others it reads only. */
	GRANTS(type_data, type == TC_SETUP_QDISC_MQPRIO ? sizeof(struct tc_mqprio_qopt_offload) :
			  type == TC_SETUP_QDISC_HTB ? sizeof(struct tc_htb_qopt_offload) :
			  type == TC_SETUP_BLOCK || type == TC_SETUP_FT ?
				  sizeof(struct flow_block_offload) : 0)
	GRANTS(type == TC_QUERY_CAPS ? ((struct tc_query_caps_base *)type_data)->caps : NULL,
	       sizeof(struct tc_taprio_caps))
	WHILE_RECOVERING(busy, -EBUSY);
/* The program comes with a reference, the driver's if it says yes. */
UMBRA_ENTRY(int, net_device_ops, ndo_bpf, (struct net_device *dev, struct netdev_bpf *bpf))
	TAKES(bpf_prog, bpf->command == XDP_SETUP_PROG ? bpf->prog : NULL)
	RETURNS(bpf_prog, bpf->command == XDP_SETUP_PROG ? bpf->prog : NULL,
		result && bpf->command == XDP_SETUP_PROG && bpf->prog)
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_xdp_xmit,
	    (struct net_device *dev, int n, struct xdp_frame **xdp, u32 flags))
	WHILE_RECOVERING(busy, -ENETDOWN);
UMBRA_ENTRY(int, net_device_ops, ndo_xsk_wakeup,
	    (struct net_device *dev, u32 queue_id, u32 flags)) WHILE_RECOVERING(busy, -ENETDOWN);
UMBRA_ENTRY(int, net_device_ops, ndo_rx_flow_steer,
	    (struct net_device *dev, const struct sk_buff *skb, u16 rxq_index, u32 flow_id))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_set_tx_maxrate,
	    (struct net_device *dev, int queue_index COPIED, u32 maxrate COPIED))
	RECORDS(queue_index) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, net_device_ops, ndo_change_carrier, (struct net_device *dev, bool new_carrier))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(ktime_t, net_device_ops, ndo_get_tstamp,
	    (struct net_device *dev, const struct skb_shared_hwtstamps *hwtstamps, bool cycles))
	WHILE_RECOVERING(busy, 0);

UMBRA_ENTRY(int, net_device_ops, ndo_get_phys_port_id,
	    (struct net_device *dev, struct netdev_phys_item_id *ppid))
	WHILE_RECOVERING(busy, -EOPNOTSUPP);
UMBRA_ENTRY(int, net_device_ops, ndo_get_port_parent_id,
	    (struct net_device *dev, struct netdev_phys_item_id *ppid))
	WHILE_RECOVERING(busy, -EOPNOTSUPP);
UMBRA_ENTRY(int, net_device_ops, ndo_get_phys_port_name,
	    (struct net_device *dev, char *name, size_t len)) GRANTS(name, len) WHILE_RECOVERING(busy, -EOPNOTSUPP);
UMBRA_ENTRY(struct devlink_port *, net_device_ops, ndo_get_devlink_port, (struct net_device *dev))
	WHILE_RECOVERING(busy, NULL);

/* Virtual functions and bridges. */
UMBRA_ENTRY(int, net_device_ops, ndo_set_vf_mac, (struct net_device *dev, int queue, u8 *mac))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_set_vf_vlan,
	    (struct net_device *dev, int queue, u16 vlan, u8 qos, __be16 proto))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_set_vf_rate,
	    (struct net_device *dev, int vf, int min_tx_rate, int max_tx_rate))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_set_vf_spoofchk,
	    (struct net_device *dev, int vf, bool setting)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_set_vf_trust,
	    (struct net_device *dev, int vf, bool setting)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_get_vf_config,
	    (struct net_device *dev, int vf, struct ifla_vf_info *ivf))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_set_vf_link_state,
	    (struct net_device *dev, int vf, int link_state)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_get_vf_stats,
	    (struct net_device *dev, int vf, struct ifla_vf_stats *vf_stats))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_set_vf_rss_query_en,
	    (struct net_device *dev, int vf, bool setting)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_fdb_add,
	    (struct ndmsg *ndm, struct nlattr *tb[], struct net_device *dev,
	     const unsigned char *addr, u16 vid, u16 flags, struct netlink_ext_ack *extack))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_fdb_del,
	    (struct ndmsg *ndm, struct nlattr *tb[], struct net_device *dev,
	     const unsigned char *addr, u16 vid, struct netlink_ext_ack *extack))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_fdb_dump,
	    (struct sk_buff *skb, struct netlink_callback *cb, struct net_device *dev,
	     struct net_device *filter_dev, int *idx)) WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, net_device_ops, ndo_bridge_setlink,
	    (struct net_device *dev, struct nlmsghdr *nlh, u16 flags,
	     struct netlink_ext_ack *extack)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, net_device_ops, ndo_bridge_getlink,
	    (struct sk_buff *skb, u32 pid, u32 seq, struct net_device *dev, u32 filter_mask,
	     int nlflags)) WHILE_RECOVERING(busy, 0);
