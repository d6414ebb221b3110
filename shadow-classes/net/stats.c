// SPDX-License-Identifier: GPL-2.0-only
/*
 * stats.c - statistics that never go backwards.
 *
 * A restarted driver counts from zero. What earlier incarnations counted is
 * kept as a base and added; nothing smaller than what was shown is shown.
 * Counts that the failed driver had not yet told anybody are lost, unless it
 * kept them in net_device.stats.
 */
#include "net.h"

/* Ask the driver, as dev_get_stats() would. */
static void umbra_net_ask(struct umbra_net_device *net, struct rtnl_link_stats64 *raw)
{
	memset(raw, 0, sizeof(*raw));
	if (net->driver_stats64) {
		net->driver_stats64(net->dev, raw);
	} else if (net->ops.ndo_get_stats) {
		struct net_device_stats *stats = net->ops.ndo_get_stats(net->dev);

		if (stats)
			netdev_stats_to_stats64(raw, stats);
	} else {
		netdev_stats_to_stats64(raw, &net->dev->stats);
	}
}

static void umbra_net_show(struct umbra_net_device *net, const u64 *raw, u64 *out)
{
	unsigned long flags;
	unsigned int i;

	spin_lock_irqsave(&net->stats_lock, flags);
	for (i = 0; i < UMBRA_NET_COUNTERS; i++) {
		if (raw)
			net->raw[i] = raw[i];
		net->shown[i] = max(net->shown[i], net->base[i] + net->raw[i]);
		if (out)
			out[i] = net->shown[i];
	}
	spin_unlock_irqrestore(&net->stats_lock, flags);
}

/* ndo_get_stats64 of every wrapped driver. Context: any that may call it. */
void umbra_net_get_stats64(struct net_device *dev, struct rtnl_link_stats64 *storage)
{
	struct umbra_net_device *net = container_of(dev->netdev_ops, struct umbra_net_device, ops);
	struct rtnl_link_stats64 raw;

	if (umbra_away(net->domain)) {
		umbra_net_show(net, NULL, (u64 *)storage);
		return;
	}
	umbra_net_ask(net, &raw);
	/* The driver failed just there: what came back is nobody's. */
	if (umbra_away(net->domain))
		umbra_net_show(net, NULL, (u64 *)storage);
	else
		umbra_net_show(net, (u64 *)&raw, (u64 *)storage);
}

/* The driver failed; net_device.stats is still as it left them. */
void umbra_net_stats_stop(struct umbra_net_device *net)
{
	struct rtnl_link_stats64 raw;

	if (!net->driver_stats64 && !net->ops.ndo_get_stats) {
		netdev_stats_to_stats64(&raw, &net->dev->stats);
		umbra_net_show(net, (u64 *)&raw, NULL);
	}
}

/* It is back: counters that begin again get what there was as their base. */
void umbra_net_stats_restart(struct umbra_net_device *net)
{
	struct rtnl_link_stats64 now;
	unsigned long flags;
	unsigned int i;

	umbra_net_ask(net, &now);
	spin_lock_irqsave(&net->stats_lock, flags);
	for (i = 0; i < UMBRA_NET_COUNTERS; i++) {
		u64 raw = ((u64 *)&now)[i];

		if (raw < net->raw[i])
			net->base[i] += net->raw[i];
		net->raw[i] = raw;
	}
	spin_unlock_irqrestore(&net->stats_lock, flags);
}
