// SPDX-License-Identifier: GPL-2.0-only
/*
 * answers.c - what ethtool's questions get for an answer while the driver is away.
 *
 * A tool changes a setting by asking for all of its group, changing one, and
 * setting all. Without an answer a change during a recovery would be refused;
 * with an empty one, it would set the rest of the group to zero. So the driver
 * is asked while it is well: when its device has come up, or its link has
 * changed. A change that was recorded counts more than such an answer, for it is
 * what the restarted driver will be told.
 *
 * What nobody knows is answered as an idle driver's call would be: -EBUSY, or
 * with nothing where there is no result to say so.
 */
#include <linux/ethtool.h>
#include "net.h"

/* Ask the driver. Under rtnl, the driver well; what it does not have stays zero. */
void umbra_net_learn(struct umbra_net_device *net)
{
	const struct ethtool_ops *ops = net->dev->ethtool_ops;
	struct net_device *dev = net->dev;
	struct umbra_net_answers *now;

	if (!ops || READ_ONCE(net->domain->state) != UMBRA_PASSIVE)
		return;
	now = kzalloc(sizeof(*now), GFP_KERNEL);
	if (!now)
		return;
	if (ops->begin && ops->begin(dev) < 0)
		goto out;
	if (ops->get_link_ksettings)
		now->knows_link = !ops->get_link_ksettings(dev, &now->link);
	if (ops->get_coalesce)
		now->knows_coalesce = !ops->get_coalesce(dev, &now->coalesce,
							 &now->kernel_coalesce, NULL);
	if (ops->get_wol)
		ops->get_wol(dev, &now->wol);
	if (ops->get_msglevel)
		now->msglevel = ops->get_msglevel(dev);
	if (ops->get_ringparam)
		ops->get_ringparam(dev, &now->ring, &now->kernel_ring, NULL);
	if (ops->get_pauseparam)
		ops->get_pauseparam(dev, &now->pause);
	if (ops->get_channels)
		ops->get_channels(dev, &now->channels);
	if (ops->get_eee)
		now->knows_eee = !ops->get_eee(dev, &now->eee);
	if (ops->get_fecparam)
		now->knows_fec = !ops->get_fecparam(dev, &now->fec);
	if (ops->complete)
		ops->complete(dev);
	/* If it failed just there, these are nobody's answers. */
	if (READ_ONCE(net->domain->state) == UMBRA_PASSIVE)
		net->answers = *now;
out:
	kfree(now);
}

/*
 * One answer, from the newest record of the call that sets it (its @index-th
 * copied argument) or else as it was learned. Under rtnl.
 */
static void umbra_net_answer(struct umbra_domain *domain, struct net_device *dev,
			     const char *setter, unsigned int index, const void *learned,
			     void *answer, unsigned int size)
{
	if (umbra_recorded(domain, dev, setter, 0, index, answer, size) != (int)size)
		memcpy(answer, learned, size);
}

int umbra_net_get_link_ksettings(struct umbra_domain *domain, struct net_device *dev,
				 struct ethtool_link_ksettings *settings)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (!net || !net->answers.knows_link)
		return -EBUSY;
	umbra_net_answer(domain, dev, "ethtool_ops.set_link_ksettings", 0, &net->answers.link,
			 settings, sizeof(*settings));
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_net_get_link_ksettings);

int umbra_net_get_coalesce(struct umbra_domain *domain, struct net_device *dev,
			   struct ethtool_coalesce *coalesce,
			   struct kernel_ethtool_coalesce *kernel, struct netlink_ext_ack *extack)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (!net || !net->answers.knows_coalesce)
		return -EBUSY;
	umbra_net_answer(domain, dev, "ethtool_ops.set_coalesce", 0, &net->answers.coalesce,
			 coalesce, sizeof(*coalesce));
	umbra_net_answer(domain, dev, "ethtool_ops.set_coalesce", 1,
			 &net->answers.kernel_coalesce, kernel, sizeof(*kernel));
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_net_get_coalesce);

void umbra_net_get_wol(struct umbra_domain *domain, struct net_device *dev,
		       struct ethtool_wolinfo *wol)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (net)
		umbra_net_answer(domain, dev, "ethtool_ops.set_wol", 0, &net->answers.wol, wol,
				 sizeof(*wol));
}
EXPORT_SYMBOL_GPL(umbra_net_get_wol);

u32 umbra_net_get_msglevel(struct umbra_domain *domain, struct net_device *dev)
{
	struct umbra_net_device *net = umbra_net_find(dev);
	u32 level = 0;

	if (net)
		umbra_net_answer(domain, dev, "ethtool_ops.set_msglevel", 0,
				 &net->answers.msglevel, &level, sizeof(level));
	return level;
}
EXPORT_SYMBOL_GPL(umbra_net_get_msglevel);

void umbra_net_get_ringparam(struct umbra_domain *domain, struct net_device *dev,
			     struct ethtool_ringparam *ring,
			     struct kernel_ethtool_ringparam *kernel,
			     struct netlink_ext_ack *extack)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (!net)
		return;
	umbra_net_answer(domain, dev, "ethtool_ops.set_ringparam", 0, &net->answers.ring, ring,
			 sizeof(*ring));
	umbra_net_answer(domain, dev, "ethtool_ops.set_ringparam", 1, &net->answers.kernel_ring,
			 kernel, sizeof(*kernel));
}
EXPORT_SYMBOL_GPL(umbra_net_get_ringparam);

void umbra_net_get_pauseparam(struct umbra_domain *domain, struct net_device *dev,
			      struct ethtool_pauseparam *pause)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (net)
		umbra_net_answer(domain, dev, "ethtool_ops.set_pauseparam", 0,
				 &net->answers.pause, pause, sizeof(*pause));
}
EXPORT_SYMBOL_GPL(umbra_net_get_pauseparam);

void umbra_net_get_channels(struct umbra_domain *domain, struct net_device *dev,
			    struct ethtool_channels *channels)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (net)
		umbra_net_answer(domain, dev, "ethtool_ops.set_channels", 0,
				 &net->answers.channels, channels, sizeof(*channels));
}
EXPORT_SYMBOL_GPL(umbra_net_get_channels);

int umbra_net_get_eee(struct umbra_domain *domain, struct net_device *dev, struct ethtool_eee *eee)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (!net || !net->answers.knows_eee)
		return -EBUSY;
	umbra_net_answer(domain, dev, "ethtool_ops.set_eee", 0, &net->answers.eee, eee,
			 sizeof(*eee));
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_net_get_eee);

int umbra_net_get_fecparam(struct umbra_domain *domain, struct net_device *dev,
			   struct ethtool_fecparam *fec)
{
	struct umbra_net_device *net = umbra_net_find(dev);

	if (!net || !net->answers.knows_fec)
		return -EBUSY;
	umbra_net_answer(domain, dev, "ethtool_ops.set_fecparam", 0, &net->answers.fec, fec,
			 sizeof(*fec));
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_net_get_fecparam);
