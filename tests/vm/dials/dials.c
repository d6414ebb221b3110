// SPDX-License-Identifier: GPL-2.0-only
/*
 * dials.c - a network device that is nothing but its settings.
 *
 * Purpose: shows that a recovery puts back whatever an administrator can set.
 * It has every setter that ethtool and the kernel's other tools reach, each of
 * which notes in the private part what it was told, and no hardware: packets are
 * dropped. It is plain kernel C and knows nothing of Umbra.
 *
 * Usage:
 *	cat /sys/module/dials/parameters/shown		what it was told, a line a setting
 *	echo 1 >/sys/module/dials/parameters/fail	a null store
 *	echo 1 >/sys/module/dials/parameters/wait	init waits until it is 0 again
 *
 * tests/vm/cases/dials.sh wants each line to be the same after a failure with
 * the shadow, and to be gone without.
 */
#include <linux/bpf.h>
#include <linux/delay.h>
#include <linux/etherdevice.h>
#include <linux/ethtool.h>
#include <linux/if_vlan.h>
#include <linux/module.h>
#include <linux/net_tstamp.h>
#include <linux/rtnetlink.h>
#include <linux/uaccess.h>
#include <net/udp_tunnel.h>

#define DIALS_TABLE 16
#define DIALS_KEY 8
#define DIALS_RULES 8
#define DIALS_PORTS 2

struct dials {
	struct ethtool_link_ksettings link;
	struct ethtool_wolinfo wol;
	u32 msglevel, copybreak, priv_flags, dump, hash_fields;
	struct ethtool_coalesce coalesce, queue_coalesce[2];
	struct ethtool_ringparam ring;
	struct ethtool_pauseparam pause;
	struct ethtool_channels channels;
	struct ethtool_eee eee;
	struct ethtool_fecparam fec;
	u8 downshift;
	enum ethtool_module_power_mode_policy power_mode;
	u32 table[DIALS_TABLE];
	u8 key[DIALS_KEY], hfunc;
	struct ethtool_rx_flow_spec rules[DIALS_RULES]; /* ring_cookie: action + 1, or 0 for none */
	struct hwtstamp_config stamping;
	struct bpf_prog *program;
	netdev_features_t features;
	u32 maxrate;
	u16 ports[DIALS_PORTS];
	unsigned long vlans[BITS_TO_LONGS(VLAN_N_VID)];
	char lists[300]; /* what the receive filter would be */
	bool open;
	struct net_device_ops *ops; /* in the heap, as if each device had its own */
	struct ethtool_ops *ethtool;
};

static struct net_device *dials_device;

static int dials_open(struct net_device *dev)
{
	struct dials *dials = netdev_priv(dev);

	if (dev->netdev_ops != dials->ops || dev->ethtool_ops != dials->ethtool)
		return -EINVAL;
	dials->open = true;
	/* As some hardware does: to be set with the device open. */
	memset(&dials->wol, 0, sizeof(dials->wol));
	netif_carrier_on(dev);
	netif_start_queue(dev);
	return 0;
}

static int dials_stop(struct net_device *dev)
{
	struct dials *dials = netdev_priv(dev);

	dials->open = false;
	netif_stop_queue(dev);
	netif_carrier_off(dev);
	return 0;
}

static netdev_tx_t dials_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
	dev_kfree_skb_any(skb);
	return NETDEV_TX_OK;
}

static int dials_set_mac_address(struct net_device *dev, void *address)
{
	return eth_mac_addr(dev, address);
}

static int dials_change_mtu(struct net_device *dev, int mtu)
{
	dev->mtu = mtu;
	return 0;
}

static int dials_set_features(struct net_device *dev, netdev_features_t features)
{
	struct dials *dials = netdev_priv(dev);

	dials->features = features;
	return 0;
}

static void dials_set_rx_mode(struct net_device *dev)
{
	struct dials *dials = netdev_priv(dev);
	struct netdev_hw_addr *address;
	int n;

	n = scnprintf(dials->lists, sizeof(dials->lists), "promisc %d allmulti %d",
		      !!(dev->flags & IFF_PROMISC), !!(dev->flags & IFF_ALLMULTI));
	netdev_for_each_uc_addr(address, dev)
		n += scnprintf(dials->lists + n, sizeof(dials->lists) - n, "\nlists %pM", address->addr);
	netdev_for_each_mc_addr(address, dev)
		n += scnprintf(dials->lists + n, sizeof(dials->lists) - n, "\nlists %pM", address->addr);
}

static int dials_vlan_add(struct net_device *dev, __be16 proto, u16 vid)
{
	struct dials *dials = netdev_priv(dev);

	set_bit(vid, dials->vlans);
	return 0;
}

static int dials_vlan_kill(struct net_device *dev, __be16 proto, u16 vid)
{
	struct dials *dials = netdev_priv(dev);

	clear_bit(vid, dials->vlans);
	return 0;
}

static int dials_ioctl(struct net_device *dev, struct ifreq *request, int command)
{
	struct dials *dials = netdev_priv(dev);
	struct hwtstamp_config config;

	if (command != SIOCSHWTSTAMP)
		return -EOPNOTSUPP;
	if (copy_from_user(&config, request->ifr_data, sizeof(config)))
		return -EFAULT;
	if (config.rx_filter != HWTSTAMP_FILTER_NONE)
		config.rx_filter = HWTSTAMP_FILTER_ALL;
	dials->stamping = config;
	return copy_to_user(request->ifr_data, &config, sizeof(config)) ? -EFAULT : 0;
}

static int dials_bpf(struct net_device *dev, struct netdev_bpf *bpf)
{
	struct dials *dials = netdev_priv(dev);
	struct bpf_prog *old = dials->program;

	if (bpf->command != XDP_SETUP_PROG)
		return -EOPNOTSUPP;
	dials->program = bpf->prog;
	if (old)
		bpf_prog_put(old);
	return 0;
}

static int dials_set_tx_maxrate(struct net_device *dev, int queue, u32 maxrate)
{
	struct dials *dials = netdev_priv(dev);

	dials->maxrate = maxrate;
	return 0;
}

static const struct net_device_ops dials_ops = {
	.ndo_open = dials_open,
	.ndo_stop = dials_stop,
	.ndo_start_xmit = dials_start_xmit,
	.ndo_set_mac_address = dials_set_mac_address,
	.ndo_change_mtu = dials_change_mtu,
	.ndo_set_features = dials_set_features,
	.ndo_set_rx_mode = dials_set_rx_mode,
	.ndo_vlan_rx_add_vid = dials_vlan_add,
	.ndo_vlan_rx_kill_vid = dials_vlan_kill,
	.ndo_eth_ioctl = dials_ioctl,
	.ndo_bpf = dials_bpf,
	.ndo_set_tx_maxrate = dials_set_tx_maxrate,
};

static int dials_set_port(struct net_device *dev, unsigned int table, unsigned int entry,
			  struct udp_tunnel_info *info)
{
	struct dials *dials = netdev_priv(dev);

	dials->ports[entry] = ntohs(info->port);
	return 0;
}

static int dials_unset_port(struct net_device *dev, unsigned int table, unsigned int entry,
			    struct udp_tunnel_info *info)
{
	struct dials *dials = netdev_priv(dev);

	dials->ports[entry] = 0;
	return 0;
}

static const struct udp_tunnel_nic_info dials_tunnels = {
	.set_port = dials_set_port,
	.unset_port = dials_unset_port,
	.flags = UDP_TUNNEL_NIC_INFO_OPEN_ONLY,
	.tables = { { .n_entries = DIALS_PORTS, .tunnel_types = UDP_TUNNEL_TYPE_VXLAN } },
};

/* A pair of ethtool's: the setter keeps the whole group, the getter gives it. */
#define DIALS_GROUP(type, name)                                                \
	static int dials_set_##name(struct net_device *dev, struct type *value) \
	{                                                                      \
		((struct dials *)netdev_priv(dev))->name = *value;             \
		return 0;                                                      \
	}
DIALS_GROUP(ethtool_wolinfo, wol)
DIALS_GROUP(ethtool_pauseparam, pause)
DIALS_GROUP(ethtool_channels, channels)
DIALS_GROUP(ethtool_eee, eee)
DIALS_GROUP(ethtool_fecparam, fec)

static int dials_get_link(struct net_device *dev, struct ethtool_link_ksettings *link)
{
	struct dials *dials = netdev_priv(dev);

	*link = dials->link;
	ethtool_link_ksettings_zero_link_mode(link, supported);
	ethtool_link_ksettings_add_link_mode(link, supported, Autoneg);
	ethtool_link_ksettings_add_link_mode(link, supported, 100baseT_Full);
	ethtool_link_ksettings_add_link_mode(link, supported, 1000baseT_Full);
	return 0;
}

static int dials_set_link(struct net_device *dev, const struct ethtool_link_ksettings *link)
{
	struct dials *dials = netdev_priv(dev);

	dials->link = *link;
	return 0;
}

static void dials_get_wol(struct net_device *dev, struct ethtool_wolinfo *wol)
{
	struct dials *dials = netdev_priv(dev);

	wol->supported = WAKE_MAGIC | WAKE_UCAST;
	wol->wolopts = dials->wol.wolopts;
}

static u32 dials_get_msglevel(struct net_device *dev)
{
	return ((struct dials *)netdev_priv(dev))->msglevel;
}

static void dials_set_msglevel(struct net_device *dev, u32 level)
{
	((struct dials *)netdev_priv(dev))->msglevel = level;
}

static int dials_get_coalesce(struct net_device *dev, struct ethtool_coalesce *coalesce,
			      struct kernel_ethtool_coalesce *kernel,
			      struct netlink_ext_ack *extack)
{
	*coalesce = ((struct dials *)netdev_priv(dev))->coalesce;
	return 0;
}

static int dials_set_coalesce(struct net_device *dev, struct ethtool_coalesce *coalesce,
			      struct kernel_ethtool_coalesce *kernel,
			      struct netlink_ext_ack *extack)
{
	((struct dials *)netdev_priv(dev))->coalesce = *coalesce;
	return 0;
}

static int dials_get_queue_coalesce(struct net_device *dev, u32 queue,
				    struct ethtool_coalesce *coalesce)
{
	*coalesce = ((struct dials *)netdev_priv(dev))->queue_coalesce[queue & 1];
	return 0;
}

static int dials_set_queue_coalesce(struct net_device *dev, u32 queue,
				    struct ethtool_coalesce *coalesce)
{
	((struct dials *)netdev_priv(dev))->queue_coalesce[queue & 1] = *coalesce;
	return 0;
}

static void dials_get_ring(struct net_device *dev, struct ethtool_ringparam *ring,
			   struct kernel_ethtool_ringparam *kernel,
			   struct netlink_ext_ack *extack)
{
	*ring = ((struct dials *)netdev_priv(dev))->ring;
	ring->rx_max_pending = 4096;
	ring->tx_max_pending = 4096;
}

static int dials_set_ring(struct net_device *dev, struct ethtool_ringparam *ring,
			  struct kernel_ethtool_ringparam *kernel, struct netlink_ext_ack *extack)
{
	((struct dials *)netdev_priv(dev))->ring = *ring;
	return 0;
}

static void dials_get_pause(struct net_device *dev, struct ethtool_pauseparam *pause)
{
	*pause = ((struct dials *)netdev_priv(dev))->pause;
}

static void dials_get_channels(struct net_device *dev, struct ethtool_channels *channels)
{
	*channels = ((struct dials *)netdev_priv(dev))->channels;
	channels->max_combined = 8;
}

static int dials_get_eee(struct net_device *dev, struct ethtool_eee *eee)
{
	*eee = ((struct dials *)netdev_priv(dev))->eee;
	eee->supported = ADVERTISED_100baseT_Full | ADVERTISED_1000baseT_Full;
	return 0;
}

static int dials_get_fec(struct net_device *dev, struct ethtool_fecparam *fec)
{
	*fec = ((struct dials *)netdev_priv(dev))->fec;
	return 0;
}

static int dials_get_sset_count(struct net_device *dev, int set)
{
	return set == ETH_SS_PRIV_FLAGS ? 2 : -EOPNOTSUPP;
}

static void dials_get_strings(struct net_device *dev, u32 set, u8 *data)
{
	strcpy(data, "first");
	strcpy(data + ETH_GSTRING_LEN, "second");
}

static u32 dials_get_priv_flags(struct net_device *dev)
{
	return ((struct dials *)netdev_priv(dev))->priv_flags;
}

static int dials_set_priv_flags(struct net_device *dev, u32 flags)
{
	((struct dials *)netdev_priv(dev))->priv_flags = flags;
	return 0;
}

static int dials_get_tunable(struct net_device *dev, const struct ethtool_tunable *tunable,
			     void *value)
{
	*(u32 *)value = ((struct dials *)netdev_priv(dev))->copybreak;
	return 0;
}

static int dials_set_tunable(struct net_device *dev, const struct ethtool_tunable *tunable,
			     const void *value)
{
	if (tunable->id != ETHTOOL_RX_COPYBREAK)
		return -EOPNOTSUPP;
	((struct dials *)netdev_priv(dev))->copybreak = *(const u32 *)value;
	return 0;
}

static int dials_get_phy_tunable(struct net_device *dev, const struct ethtool_tunable *tunable,
				 void *value)
{
	*(u8 *)value = ((struct dials *)netdev_priv(dev))->downshift;
	return 0;
}

static int dials_set_phy_tunable(struct net_device *dev, const struct ethtool_tunable *tunable,
				 const void *value)
{
	((struct dials *)netdev_priv(dev))->downshift = *(const u8 *)value;
	return 0;
}

static int dials_get_dump(struct net_device *dev, struct ethtool_dump *dump)
{
	dump->flag = ((struct dials *)netdev_priv(dev))->dump;
	return 0;
}

static int dials_get_dump_data(struct net_device *dev, struct ethtool_dump *dump, void *data)
{
	return 0;
}

static int dials_set_dump(struct net_device *dev, struct ethtool_dump *dump)
{
	((struct dials *)netdev_priv(dev))->dump = dump->flag;
	return 0;
}

static int dials_get_power_mode(struct net_device *dev,
				struct ethtool_module_power_mode_params *params,
				struct netlink_ext_ack *extack)
{
	params->policy = ((struct dials *)netdev_priv(dev))->power_mode;
	return 0;
}

static int dials_set_power_mode(struct net_device *dev,
				const struct ethtool_module_power_mode_params *params,
				struct netlink_ext_ack *extack)
{
	((struct dials *)netdev_priv(dev))->power_mode = params->policy;
	return 0;
}

static u32 dials_get_key_size(struct net_device *dev)
{
	return DIALS_KEY;
}

static u32 dials_get_table_size(struct net_device *dev)
{
	return DIALS_TABLE;
}

static int dials_get_rxfh(struct net_device *dev, u32 *table, u8 *key, u8 *hfunc)
{
	struct dials *dials = netdev_priv(dev);

	if (table)
		memcpy(table, dials->table, sizeof(dials->table));
	if (key)
		memcpy(key, dials->key, sizeof(dials->key));
	if (hfunc)
		*hfunc = dials->hfunc;
	return 0;
}

static int dials_set_rxfh(struct net_device *dev, const u32 *table, const u8 *key, const u8 hfunc)
{
	struct dials *dials = netdev_priv(dev);

	if (table)
		memcpy(dials->table, table, sizeof(dials->table));
	if (key)
		memcpy(dials->key, key, sizeof(dials->key));
	if (hfunc)
		dials->hfunc = hfunc;
	return 0;
}

static int dials_get_rxnfc(struct net_device *dev, struct ethtool_rxnfc *rule, u32 *locations)
{
	struct dials *dials = netdev_priv(dev);
	unsigned int i, n = 0;

	switch (rule->cmd) {
	case ETHTOOL_GRXRINGS:
		rule->data = 4;
		return 0;
	case ETHTOOL_GRXCLSRLCNT:
		for (i = 0; i < DIALS_RULES; i++)
			n += !!dials->rules[i].ring_cookie;
		rule->rule_cnt = n;
		rule->data = DIALS_RULES | RX_CLS_LOC_SPECIAL;
		return 0;
	case ETHTOOL_GRXCLSRULE:
		if (rule->fs.location >= DIALS_RULES)
			return -EINVAL;
		rule->fs = dials->rules[rule->fs.location];
		rule->fs.ring_cookie--;
		return 0;
	case ETHTOOL_GRXCLSRLALL:
		for (i = 0; i < DIALS_RULES; i++)
			if (dials->rules[i].ring_cookie)
				locations[n++] = i;
		rule->rule_cnt = n;
		rule->data = DIALS_RULES;
		return 0;
	}
	return -EOPNOTSUPP;
}

static int dials_set_rxnfc(struct net_device *dev, struct ethtool_rxnfc *rule)
{
	struct dials *dials = netdev_priv(dev);
	u32 at = rule->fs.location;

	switch (rule->cmd) {
	case ETHTOOL_SRXFH:
		dials->hash_fields = rule->flow_type << 16 | rule->data;
		return 0;
	case ETHTOOL_SRXCLSRLINS:
		for (at = at & RX_CLS_LOC_SPECIAL ? 0 : at;
		     at < DIALS_RULES && dials->rules[at].ring_cookie; at++)
			;
		if (at >= DIALS_RULES)
			return -ENOSPC;
		rule->fs.location = at;
		dials->rules[at] = rule->fs;
		dials->rules[at].ring_cookie++;
		return 0;
	case ETHTOOL_SRXCLSRLDEL:
		if (at >= DIALS_RULES || !dials->rules[at].ring_cookie)
			return -ENOENT;
		dials->rules[at].ring_cookie = 0;
		return 0;
	}
	return -EOPNOTSUPP;
}

static const struct ethtool_ops dials_ethtool_ops = {
	.supported_coalesce_params = ETHTOOL_COALESCE_USECS,
	.get_link = ethtool_op_get_link,
	.get_link_ksettings = dials_get_link,
	.set_link_ksettings = dials_set_link,
	.get_wol = dials_get_wol,
	.set_wol = dials_set_wol,
	.get_msglevel = dials_get_msglevel,
	.set_msglevel = dials_set_msglevel,
	.get_coalesce = dials_get_coalesce,
	.set_coalesce = dials_set_coalesce,
	.get_per_queue_coalesce = dials_get_queue_coalesce,
	.set_per_queue_coalesce = dials_set_queue_coalesce,
	.get_ringparam = dials_get_ring,
	.set_ringparam = dials_set_ring,
	.get_pauseparam = dials_get_pause,
	.set_pauseparam = dials_set_pause,
	.get_channels = dials_get_channels,
	.set_channels = dials_set_channels,
	.get_eee = dials_get_eee,
	.set_eee = dials_set_eee,
	.get_fecparam = dials_get_fec,
	.set_fecparam = dials_set_fec,
	.get_sset_count = dials_get_sset_count,
	.get_strings = dials_get_strings,
	.get_priv_flags = dials_get_priv_flags,
	.set_priv_flags = dials_set_priv_flags,
	.get_tunable = dials_get_tunable,
	.set_tunable = dials_set_tunable,
	.get_phy_tunable = dials_get_phy_tunable,
	.set_phy_tunable = dials_set_phy_tunable,
	.get_dump_flag = dials_get_dump,
	.get_dump_data = dials_get_dump_data,
	.set_dump = dials_set_dump,
	.get_module_power_mode = dials_get_power_mode,
	.set_module_power_mode = dials_set_power_mode,
	.get_rxfh_key_size = dials_get_key_size,
	.get_rxfh_indir_size = dials_get_table_size,
	.get_rxfh = dials_get_rxfh,
	.set_rxfh = dials_set_rxfh,
	.get_rxnfc = dials_get_rxnfc,
	.set_rxnfc = dials_set_rxnfc,
};

/* A line a setting; a name and what the driver was told. Under rtnl. */
static int dials_show(char *text, struct dials *d)
{
	struct net_device *dev = dials_device;
	int i, n = 0;

#define DIALS_LINE(...) (n += scnprintf(text + n, PAGE_SIZE - n, __VA_ARGS__))
	DIALS_LINE("open %d\n", d->open);
	DIALS_LINE("address %pM\nmtu %u\n", dev->dev_addr, dev->mtu);
	DIALS_LINE("lists %s\n", d->lists);
	DIALS_LINE("vlans %*pbl\n", VLAN_N_VID, d->vlans);
	DIALS_LINE("features %d\n", !!(d->features & NETIF_F_RXFCS));
	DIALS_LINE("link %u %lx\n", d->link.base.speed, d->link.link_modes.advertising[0]);
	DIALS_LINE("wol %x\nmsglevel %x\n", d->wol.wolopts, d->msglevel);
	DIALS_LINE("coalesce %u\nqueue-coalesce %u %u\n", d->coalesce.rx_coalesce_usecs,
		   d->queue_coalesce[0].rx_coalesce_usecs, d->queue_coalesce[1].rx_coalesce_usecs);
	DIALS_LINE("ring %u %u\n", d->ring.rx_pending, d->ring.tx_pending);
	DIALS_LINE("pause %u %u\n", d->pause.rx_pause, d->pause.tx_pause);
	DIALS_LINE("channels %u\n", d->channels.combined_count);
	DIALS_LINE("eee %u %u %x\n", d->eee.eee_enabled, d->eee.tx_lpi_timer, d->eee.advertised);
	DIALS_LINE("fec %x\n", d->fec.fec);
	DIALS_LINE("priv-flags %x\n", d->priv_flags);
	DIALS_LINE("copybreak %u\ndownshift %u\n", d->copybreak, d->downshift);
	DIALS_LINE("dump %u\npower-mode %u\n", d->dump, d->power_mode);
	DIALS_LINE("table");
	for (i = 0; i < DIALS_TABLE; i++)
		DIALS_LINE(" %u", d->table[i]);
	DIALS_LINE("\nkey %*ph\nhfunc %u\n", DIALS_KEY, d->key, d->hfunc);
	DIALS_LINE("hash-fields %x\n", d->hash_fields);
	DIALS_LINE("rules");
	for (i = 0; i < DIALS_RULES; i++)
		if (d->rules[i].ring_cookie)
			DIALS_LINE(" %d:port-%u-to-%llu", i,
				   ntohs(d->rules[i].h_u.tcp_ip4_spec.pdst),
				   d->rules[i].ring_cookie - 1);
	DIALS_LINE("\nstamping %d %d\n", d->stamping.tx_type, d->stamping.rx_filter);
	DIALS_LINE("program %u\n", d->program ? d->program->aux->id : 0);
	DIALS_LINE("maxrate %u\nports %u %u\n", d->maxrate, d->ports[0], d->ports[1]);
#undef DIALS_LINE
	return n;
}

static int dials_get_shown(char *text, const struct kernel_param *param)
{
	int n = 0;

	rtnl_lock();
	if (dials_device)
		n = dials_show(text, netdev_priv(dials_device));
	rtnl_unlock();
	return n;
}

static const struct kernel_param_ops dials_shown_ops = { .get = dials_get_shown };
module_param_cb(shown, &dials_shown_ops, NULL, 0444);
MODULE_PARM_DESC(shown, "what the driver was told");

static int dials_fail(const char *text, const struct kernel_param *param)
{
	*(volatile int *)NULL = 1;
	return 0;
}

static const struct kernel_param_ops dials_fail_ops = { .set = dials_fail };
module_param_cb(fail, &dials_fail_ops, NULL, 0200);
MODULE_PARM_DESC(fail, "fails when it is written");

static int wait;
module_param(wait, int, 0644);
MODULE_PARM_DESC(wait, "init waits as long as this is not 0");

static void dials_free(struct net_device *dev)
{
	struct dials *dials = netdev_priv(dev);
	struct net_device_ops *ops = dials->ops;
	struct ethtool_ops *ethtool = dials->ethtool;

	free_netdev(dev);
	kfree(ops);
	kfree(ethtool);
}

static int __init dials_init(void)
{
	struct net_device *dev;
	struct dials *dials;
	int ret;

	while (READ_ONCE(wait))
		msleep(10);
	dev = alloc_etherdev_mqs(sizeof(*dials), 2, 2);
	if (!dev)
		return -ENOMEM;
	strcpy(dev->name, "dials");
	eth_hw_addr_set(dev, (const u8 *)"\x02\x00\x00\x00\x00\x01");
	dev->udp_tunnel_nic_info = &dials_tunnels;
	dev->features = NETIF_F_HW_VLAN_CTAG_FILTER;
	dev->hw_features = NETIF_F_RXFCS | NETIF_F_RX_UDP_TUNNEL_PORT;
	dev->features |= NETIF_F_RX_UDP_TUNNEL_PORT;
	dev->priv_flags |= IFF_UNICAST_FLT | IFF_LIVE_ADDR_CHANGE;
	dials = netdev_priv(dev);
	dials->ops = kmemdup(&dials_ops, sizeof(dials_ops), GFP_KERNEL);
	dials->ethtool = kmemdup(&dials_ethtool_ops, sizeof(dials_ethtool_ops), GFP_KERNEL);
	if (!dials->ops || !dials->ethtool) {
		dials_free(dev);
		return -ENOMEM;
	}
	dev->netdev_ops = dials->ops;
	dev->ethtool_ops = dials->ethtool;
	dials->link.base.autoneg = AUTONEG_ENABLE;
	dials->link.base.speed = SPEED_1000;
	dials->link.base.duplex = DUPLEX_FULL;
	ethtool_link_ksettings_add_link_mode(&dials->link, advertising, 1000baseT_Full);
	dials->ring.rx_pending = 64;
	dials->ring.tx_pending = 64;
	dials->channels.combined_count = 1;
	dials->fec.fec = ETHTOOL_FEC_OFF;
	dials->hfunc = ETH_RSS_HASH_TOP;
	netif_carrier_off(dev);
	ret = register_netdev(dev);
	if (ret)
		dials_free(dev);
	else
		dials_device = dev;
	return ret;
}
module_init(dials_init);

static void __exit dials_exit(void)
{
	struct bpf_prog *program = ((struct dials *)netdev_priv(dials_device))->program;

	unregister_netdev(dials_device);
	if (program)
		bpf_prog_put(program);
	dials_free(dials_device);
}
module_exit(dials_exit);

MODULE_DESCRIPTION("A network device that is nothing but its settings");
MODULE_LICENSE("GPL");
