// SPDX-License-Identifier: GPL-2.0-only
/*
 * proxy.c - what answers while the driver cannot.
 *
 * Towards the kernel: operations that configure are accepted, as the
 * net_device itself is the record that device.c replays from. Towards the
 * restarting driver: its carrier changes are noted, not made, so that user
 * space sees none for a recovery. Specs name these functions (specs/net.h).
 */
#include <linux/etherdevice.h>
#include <linux/mii.h>
#include "net.h"

static bool umbra_net_dead(struct umbra_domain *domain)
{
	return READ_ONCE(domain->state) == UMBRA_DEAD;
}

/* Under rtnl, as all of the operations below. */
int umbra_net_ndo_open(struct umbra_domain *domain, struct net_device *dev)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (umbra_net_dead(domain) || !net)
		return -ENODEV;
	net->up = true;
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_net_ndo_open);

int umbra_net_ndo_stop(struct umbra_domain *domain, struct net_device *dev)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	/* Recovery, too, stops it, and the driver may fail there: it is to be opened yet. */
	if (net && !umbra_recovering_here(domain))
		net->up = false;
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_net_ndo_stop);

int umbra_net_ndo_set_mac_address(struct umbra_domain *domain, struct net_device *dev, void *addr)
{
	struct umbra_net_device *net = umbra_net_find(dev);
	struct sockaddr *address = addr;

	if (umbra_net_dead(domain) || !net)
		return -ENODEV;
	if (!is_valid_ether_addr(address->sa_data))
		return -EADDRNOTAVAIL;
	eth_hw_addr_set(dev, address->sa_data);
	memcpy(net->settings.address, address->sa_data, ETH_ALEN);
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_net_ndo_set_mac_address);

int umbra_net_ndo_change_mtu(struct umbra_domain *domain, struct net_device *dev, int new_mtu)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (umbra_net_dead(domain) || !net)
		return -ENODEV;
	WRITE_ONCE(dev->mtu, new_mtu);
	net->settings.mtu = new_mtu;
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_net_ndo_change_mtu);

int umbra_net_ndo_set_features(struct umbra_domain *domain, struct net_device *dev,
			       netdev_features_t features)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (umbra_net_dead(domain) || !net)
		return -ENODEV;
	net->settings.features = features;
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_net_ndo_set_features);

/* Our own ndo_get_stats64 does not ask a driver that is away; nothing to add. */
void umbra_net_ndo_get_stats64(struct umbra_domain *domain, struct net_device *dev,
			       struct rtnl_link_stats64 *storage)
{
}
EXPORT_SYMBOL_GPL(umbra_net_ndo_get_stats64);

struct net_device_stats *umbra_net_ndo_get_stats(struct umbra_domain *domain,
						 struct net_device *dev)
{
	return &dev->stats;
}
EXPORT_SYMBOL_GPL(umbra_net_ndo_get_stats);

/*
 * A poll that was refused, or that failed: the napi is this CPU's, off every
 * list, unless the driver completed it before it failed. Context: softirq.
 */
int umbra_net_poll(struct umbra_domain *domain, struct napi_struct *napi, int budget)
{
	if (budget && test_bit(NAPI_STATE_SCHED, &napi->state) && list_empty(&napi->poll_list))
		napi_complete_done(napi, 0);
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_net_poll);

/*
 * Release of a napi in whatever state the failure left it. Nobody polls it
 * any more, but an interrupt may have scheduled it just before the failure,
 * or have marked it scheduled and not got to put it on a list. Process context.
 */
void umbra_net_napi_release(struct napi_struct *napi)
{
	while (test_bit(NAPI_STATE_SCHED, &napi->state) && !list_empty(&napi->poll_list))
		usleep_range(20, 200);
	if (!test_bit(NAPI_STATE_NPSVC, &napi->state)) {
		local_bh_disable();
		if (test_bit(NAPI_STATE_SCHED, &napi->state))
			napi_complete_done(napi, 0);
		local_bh_enable();
		napi_disable(napi);
	}
	/* As netif_napi_del(), which would wait for an unhurried grace period. */
	__netif_napi_del(napi);
	synchronize_rcu_expedited();
}
EXPORT_SYMBOL_GPL(umbra_net_napi_release);

static void umbra_net_link_said(struct umbra_net_device *net, bool carrier)
{
	WRITE_ONCE(net->link_said_at, jiffies ?: 1);
	WRITE_ONCE(net->driver_carrier, carrier);
}

/* Calls of the restarting driver. Any context. */
void umbra_net_netif_carrier_on(struct umbra_domain *domain, struct net_device *dev)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (!net) {
		netif_carrier_on(dev);
		return;
	}
	umbra_net_link_said(net, true);
	umbra_class_settled(domain);
}
EXPORT_SYMBOL_GPL(umbra_net_netif_carrier_on);

void umbra_net_netif_carrier_off(struct umbra_domain *domain, struct net_device *dev)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (net)
		umbra_net_link_said(net, false);
	else
		netif_carrier_off(dev);
}
EXPORT_SYMBOL_GPL(umbra_net_netif_carrier_off);

bool umbra_net_netif_carrier_ok(struct umbra_domain *domain, const struct net_device *dev)
{
	struct umbra_net_device *net = umbra_net_find((struct net_device *)dev);

	return net ? net->driver_carrier : netif_carrier_ok(dev);
}
EXPORT_SYMBOL_GPL(umbra_net_netif_carrier_ok);

/* Until it is opened again it is not running, to the driver. Any context. */
bool umbra_net_netif_running(struct umbra_domain *domain, const struct net_device *dev)
{
	struct umbra_net_device *net = umbra_net_find((struct net_device *)dev);

	return netif_running(dev) && !(net && net->closed);
}
EXPORT_SYMBOL_GPL(umbra_net_netif_running);

/*
 * mii.ko looked at the link and set the kernel's carrier itself: while the
 * driver restarts, a carrier is the driver's view. Any context.
 */
void umbra_net_mii_checked_link(struct umbra_domain *domain, struct mii_if_info *mii)
{
	if (READ_ONCE(domain->state) != UMBRA_PASSIVE && netif_carrier_ok(mii->dev))
		umbra_net_netif_carrier_on(domain, mii->dev);
}
EXPORT_SYMBOL_GPL(umbra_net_mii_checked_link);

void umbra_net_mii_checked_media(struct umbra_domain *domain, unsigned int result,
				 struct mii_if_info *mii, unsigned int ok_to_print,
				 unsigned int init_media)
{
	umbra_net_mii_checked_link(domain, mii);
}
EXPORT_SYMBOL_GPL(umbra_net_mii_checked_media);

/* What the kernel believes, for it hears of no change until all is well. */
u32 umbra_net_get_link(struct umbra_domain *domain, struct net_device *dev)
{
	return netif_carrier_ok(dev);
}
EXPORT_SYMBOL_GPL(umbra_net_get_link);
