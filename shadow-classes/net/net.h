/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * net.h - the network shadow: what it keeps for each net_device.
 *
 *   device.c  passive and recovery: register, snapshot, reattach
 *   restore.c recovery: settings told anew, devices opened
 *   proxy.c   active: what answers for the driver
 *   answers.c active: what is known of the driver's own settings
 *   stats.c   statistics that never go backwards
 *   asked.c   what tells one packet from another
 *   lists.c   packets on lists of the driver's own
 *
 * The rule: nothing here knows a driver, and nothing that is called with
 * rtnl_lock held waits for a recovery.
 */
#ifndef UMBRA_NET_H
#define UMBRA_NET_H

#include <linux/ethtool.h>
#include <linux/net_tstamp.h>
#include <linux/netdevice.h>
#include "../../kmod/umbra_class.h"
#include "../../runtime/umbra.h"

/* rtnl_link_stats64 as an array of counters. */
#define UMBRA_NET_COUNTERS (sizeof(struct rtnl_link_stats64) / sizeof(u64))

/* What the kernel and the administrator had set and the driver's probe overwrites. */
struct umbra_net_settings {
	unsigned char address[MAX_ADDR_LEN];
	unsigned int mtu;
	netdev_features_t features, hw_features, vlan_features, hw_enc_features, mpls_features;
};

/* The driver's answers to questions of ethtool's, when it was last asked. */
struct umbra_net_answers {
	struct ethtool_link_ksettings link;
	struct ethtool_coalesce coalesce;
	struct kernel_ethtool_coalesce kernel_coalesce;
	struct ethtool_wolinfo wol;
	struct ethtool_ringparam ring;
	struct kernel_ethtool_ringparam kernel_ring;
	struct ethtool_pauseparam pause;
	struct ethtool_channels channels;
	struct ethtool_eee eee;
	struct ethtool_fecparam fec;
	u32 msglevel;
	bool knows_link, knows_coalesce, knows_eee, knows_fec;
};

/*
 * One net_device of a domain, from its registration on.
 * settings, up, answers: written by recovery and by operations under rtnl.
 */
struct umbra_net_device {
	struct umbra_kept kept;		/* its owner: the PCI device that probed it */
	struct net_device *dev;
	struct umbra_domain *domain;
	struct list_head node;		/* of all there are */
	/*
	 * The tables that it was registered with, and our statistics: its memory is the
	 * driver's, and a restarted one has others. Those are only pointers here.
	 */
	struct net_device_ops ops;
	struct ethtool_ops ethtool;
	void (*driver_stats64)(struct net_device *dev, struct rtnl_link_stats64 *storage);
	const struct net_device_ops *driver_ops;
	const struct ethtool_ops *driver_ethtool;

	struct umbra_net_settings settings;
	bool in_use;			/* opened since its driver last stopped it for certain */
	struct umbra_net_answers answers;
	netdev_features_t defaults;	/* what the driver has on unless told */
	struct hwtstamp_config stamping;	/* that was set last */
	bool stamps;			/* one was set */
	unsigned long opened_at;	/* of the configuration log, see umbra_records() */
	bool up;			/* to be opened again */
	bool closed;			/* it has not been: to the driver it is not running */
	bool carrier;			/* the kernel's view when the driver failed */
	bool driver_carrier;		/* the driver's view since it was restarted */
	unsigned long link_said_at;	/* when it last spoke of its link, in jiffies; or 0 */

	spinlock_t stats_lock;		/* the three below */
	u64 raw[UMBRA_NET_COUNTERS];	/* the driver's own, when last asked */
	u64 base[UMBRA_NET_COUNTERS];	/* counted by earlier incarnations */
	u64 shown[UMBRA_NET_COUNTERS];	/* told to user space, at most */
};

/* device.c: any context. */
struct umbra_net_device *umbra_net_find(struct net_device *dev);

/* restore.c */
int umbra_net_tell(struct umbra_net_device *net);

/* answers.c: under rtnl. */
void umbra_net_learn(struct umbra_net_device *net);

/* stats.c */
void umbra_net_get_stats64(struct net_device *dev, struct rtnl_link_stats64 *storage);
void umbra_net_stats_stop(struct umbra_net_device *net);
void umbra_net_stats_restart(struct umbra_net_device *net);

#endif
