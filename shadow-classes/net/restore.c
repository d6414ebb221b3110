// SPDX-License-Identifier: GPL-2.0-only
/*
 * restore.c - a restarted driver is told all that its predecessor had been told.
 *
 * Each setting has one record. The net_device is that of the address, MTU,
 * features, VLANs, address lists, XDP program and UDP tunnels; the
 * configuration log that of what goes by ethtool; of the time-stamping mode,
 * which comes by ioctl, it is umbra_net_device.stamping. The order is that of an
 * administrator's: what was set before the device was last opened, opening it, what
 * was set since, as opening may reset a setting.
 *
 * Not handled: traffic classes, virtual functions, AF_XDP pools, further RSS
 * contexts, DCB.
 */
#include <linux/bpf.h>
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>
#include <net/udp_tunnel.h>
#include "net.h"

static int umbra_net_tell_vlan(struct net_device *vlan, int vid, void *data)
{
	struct umbra_net_device *net = data;
	__be16 proto = vlan ? vlan_dev_vlan_proto(vlan) : htons(ETH_P_8021Q);

	if (net->ops.ndo_vlan_rx_add_vid)
		return net->ops.ndo_vlan_rx_add_vid(net->dev, proto, vid);
	return 0;
}

/* A setting that the driver fails on each time is left as its probe has it. */
static bool umbra_net_passed_over(struct umbra_net_device *net, int ret, const char *setting)
{
	if (ret >= 0 || !umbra_refused_here(net->domain))
		return false;
	netdev_notice(net->dev, "umbra: %s not put back: the driver fails on it each time\n",
		      setting);
	return true;
}

/*
 * Only what probe overwrites: the rest of the net_device may have been changed
 * by the administrator since the failure, and is right.
 */
static int umbra_net_tell_basics(struct umbra_net_device *net)
{
	struct net_device *dev = net->dev;
	const struct net_device_ops *ops = dev->netdev_ops;
	struct umbra_net_settings *s = &net->settings;
	netdev_features_t changed;
	int ret;

	dev->hw_features = s->hw_features;
	dev->vlan_features = s->vlan_features;
	dev->hw_enc_features = s->hw_enc_features;
	dev->mpls_features = s->mpls_features;

	if (memcmp(dev->dev_addr, s->address, dev->addr_len) && ops->ndo_set_mac_address) {
		struct sockaddr_storage address = { .ss_family = dev->type };

		memcpy(((struct sockaddr *)&address)->sa_data, s->address, dev->addr_len);
		ret = ops->ndo_set_mac_address(dev, &address);
		if (ret && !umbra_net_passed_over(net, ret, "address"))
			return ret;
	}
	if (dev->mtu != s->mtu) {
		if (ops->ndo_change_mtu) {
			ret = ops->ndo_change_mtu(dev, s->mtu);
			if (umbra_net_passed_over(net, ret, "MTU"))
				s->mtu = dev->mtu;
			else if (ret)
				return ret;
		}
		WRITE_ONCE(dev->mtu, s->mtu);
	}
	/* The kernel still has what was set, the driver only what it has by default. */
	changed = (s->features ^ net->defaults) | (s->features ^ dev->features);
	if (changed && ops->ndo_set_features) {
		dev->features = s->features ^ changed;
		ret = ops->ndo_set_features(dev, s->features);
		if (umbra_net_passed_over(net, ret, "features")) {
			s->features = dev->features;
		} else if (ret < 0) {
			dev->features = s->features;
			return ret;
		}
	}
	dev->features = s->features;
	return 0;
}

/* The program that the kernel has for this mode: its own, or its link's. Under rtnl. */
static struct bpf_prog *umbra_net_program(struct net_device *dev, enum bpf_xdp_mode mode)
{
	struct bpf_xdp_entity *entity = &dev->xdp_state[mode];

	/* struct bpf_xdp_link, which is net/core's, begins with its struct bpf_link. */
	return entity->link ? ((struct bpf_link *)entity->link)->prog : entity->prog;
}

static int umbra_net_tell_program(struct umbra_net_device *net)
{
	struct bpf_prog *program = umbra_net_program(net->dev, XDP_MODE_DRV);
	struct netdev_bpf bpf = {
		.command = XDP_SETUP_PROG,
		.flags = XDP_FLAGS_DRV_MODE,
		.prog = program,
	};
	int ret;

	if (!program || !net->ops.ndo_bpf)
		return 0;
	/* The driver's reference, beside the kernel's. */
	bpf_prog_inc(program);
	ret = net->ops.ndo_bpf(net->dev, &bpf);
	if (ret)
		bpf_prog_put(program);
	return ret;
}

/* A setting that came by ioctl: the driver reads it where user space would have it. */
static int umbra_net_tell_stamping(struct umbra_net_device *net)
{
	struct hwtstamp_config config = net->stamping;
	struct ifreq request = { .ifr_data = (void __user *)&config };

	if (!net->stamps || !net->ops.ndo_eth_ioctl)
		return 0;
	strscpy(request.ifr_name, net->dev->name, IFNAMSIZ);
	return net->ops.ndo_eth_ioctl(net->dev, &request, SIOCSHWTSTAMP);
}

/* After the driver's ndo_eth_ioctl. Under rtnl. */
void umbra_net_eth_ioctl_done(struct umbra_domain *domain, int result, struct net_device *dev,
			      struct ifreq *request, int command)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (command != SIOCSHWTSTAMP || result < 0 || !net || umbra_recovering_here(domain))
		return;
	/* What the driver made of it: it may have chosen a wider filter. */
	net->stamps = !copy_from_user(&net->stamping, request->ifr_data, sizeof(net->stamping));
}
EXPORT_SYMBOL_GPL(umbra_net_eth_ioctl_done);

/* The log's records of one time. A driver whose begin() refuses is not ready for them. */
static bool umbra_net_tell_records(struct umbra_net_device *net, unsigned long after,
				   unsigned long last)
{
	const struct ethtool_ops *ops = net->dev->ethtool_ops;

	if (ops && ops->begin && ops->begin(net->dev) < 0)
		return false;
	umbra_replay(net->domain, net->dev, after, last);
	if (ops && ops->complete)
		ops->complete(net->dev);
	return true;
}

/* Opened for the driver alone, without what the kernel's side does. Under rtnl. */
static int umbra_net_start(struct umbra_net_device *net)
{
	struct net_device *dev = net->dev;
	const struct net_device_ops *ops = dev->netdev_ops;
	int ret;

	net->closed = false;
	ret = ops->ndo_open ? ops->ndo_open(dev) : 0;
	if (ret)
		net->closed = true;
	return ret;
}

/*
 * A device that was not reset may go on with the failed driver's work, and not
 * even notice that it is set up anew. Its driver's ndo_stop ends that.
 */
static int umbra_net_rewind(struct umbra_net_device *net)
{
	const struct net_device_ops *ops = net->dev->netdev_ops;
	int ret = 0;

	if (umbra_device_was_reset(net->domain, net->kept.owner) || !ops->ndo_stop)
		return 0;
	ret = umbra_net_start(net);
	if (ret)
		return ret;
	net->closed = true;
	return ops->ndo_stop(net->dev);
}

/*
 * VLANs, and address lists, which count what the old incarnation was told. A
 * closed device's driver gets the latter when the kernel opens it.
 */
static int umbra_net_tell_lists(struct umbra_net_device *net)
{
	struct net_device *dev = net->dev;
	const struct net_device_ops *ops = dev->netdev_ops;
	int ret;

	ret = vlan_for_each(dev, umbra_net_tell_vlan, net);
	if (ret)
		return ret;
	netif_addr_lock_bh(dev);
	__dev_uc_unsync(dev, NULL);
	__dev_mc_unsync(dev, NULL);
	if (net->up && ops->ndo_set_rx_mode)
		ops->ndo_set_rx_mode(dev);
	netif_addr_unlock_bh(dev);
	return 0;
}

/* Settings without which the device still works: the log says that they are lost. */
static void umbra_net_missing(struct umbra_net_device *net, const char *what, int error)
{
	if (error)
		netdev_warn(net->dev, "umbra: %s is not put back (%d)\n", what, error);
}

/**
 * umbra_net_tell() - the restarted driver gets its settings, and its device is opened
 * Returns 0 or -errno: then the restart has failed. Under rtnl, in the recovery thread.
 */
int umbra_net_tell(struct umbra_net_device *net)
{
	/* A call that is made again is a new record, so the end of the old ones is noted first. */
	unsigned long last = umbra_records(net->domain);
	unsigned long told = net->up ? net->opened_at : last;
	int ret;

	ret = umbra_net_tell_basics(net);
	if (ret)
		return ret;
	if (!umbra_net_tell_records(net, 0, told))
		told = 0;
	umbra_net_missing(net, "the XDP program", umbra_net_tell_program(net));
	if (net->in_use)
		ret = umbra_net_rewind(net);
	if (!ret && net->up)
		ret = umbra_net_start(net);
	if (!ret)
		ret = umbra_net_tell_lists(net);
	if (ret)
		return ret;
	net->in_use = net->up;
	net->closed = false;
	net->opened_at = umbra_records(net->domain);
	if (told < last && !umbra_net_tell_records(net, told, last))
		umbra_net_missing(net, "what ethtool set", -EBUSY);
	umbra_net_missing(net, "the time-stamping mode", umbra_net_tell_stamping(net));
	if (net->dev->udp_tunnel_nic_info)
		udp_tunnel_nic_reset_ntf(net->dev);
	return 0;
}
