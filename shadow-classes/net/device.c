// SPDX-License-Identifier: GPL-2.0-only
/*
 * device.c - a net_device's way through a recovery.
 *
 *   failed    its queues stop, so that nobody spins on NETDEV_TX_BUSY
 *   stopped   settings noted; to the driver it is closed
 *   (init)    the driver allocates: the same net_device, private part zeroed;
 *             the driver registers: nothing but ndo_init
 *   restore   settings, lists, programs told anew, opened: restore.c
 *   settled   once the driver sees the link that there was
 *   resumed   queues wake
 *
 * The net_device, and with it ifindex, name, addresses, routes, qdiscs and
 * sockets, stays what it was; none of them hears of it.
 */
#include <linux/etherdevice.h>
#include <linux/module.h>
#include <linux/rtnetlink.h>
#include <linux/hdlc.h>
#include "net.h"
#include "../../runtime/tracker.h"

static struct umbra_class umbra_net_class;

/* A registered one's operations are the shadow's copy. */
static struct umbra_net_device *umbra_net_by(const struct net_device_ops *ops)
{
	return ops && ops->ndo_get_stats64 == umbra_net_get_stats64 ?
		       container_of(ops, struct umbra_net_device, ops) : NULL;
}

struct umbra_net_device *umbra_net_find(struct net_device *dev)
{
	return umbra_net_by(READ_ONCE(dev->netdev_ops));
}

/* What the driver has there, of any net_device's operations. Any context. */
const void *umbra_net_driver_ops(const void *pointer)
{
	struct umbra_net_device *net = umbra_net_by(pointer);

	return net ? net->driver_ops : pointer;
}
EXPORT_SYMBOL_GPL(umbra_net_driver_ops);

/* Any context; changed under the lock. */
static LIST_HEAD(umbra_net_all);
static DEFINE_SPINLOCK(umbra_net_lock);

/* The same of the other table, which does not tell whose it is. */
const void *umbra_net_driver_ethtool(const void *pointer)
{
	struct umbra_net_device *net;

	rcu_read_lock();
	list_for_each_entry_rcu(net, &umbra_net_all, node)
		if (pointer == &net->ethtool) {
			pointer = net->driver_ethtool;
			break;
		}
	rcu_read_unlock();
	return pointer;
}
EXPORT_SYMBOL_GPL(umbra_net_driver_ethtool);

/* Of a driver that was given up, whose own may be gone. */
static const struct net_device_ops umbra_net_no_ops;
static const struct ethtool_ops umbra_net_no_ethtool;

/* The kernel finds our tables in it from now on, and later again the driver's. Process context. */
static void umbra_net_tables_set(struct umbra_net_device *net)
{
	struct net_device *dev = net->dev;

	net->driver_ops = dev->netdev_ops;
	net->driver_ethtool = dev->ethtool_ops;
	net->ops = *dev->netdev_ops;
	net->ethtool = *dev->ethtool_ops;
	net->driver_stats64 = net->ops.ndo_get_stats64;
	net->ops.ndo_get_stats64 = umbra_net_get_stats64;
	net->kept.stands_in[0].field = &dev->netdev_ops;
	net->kept.stands_in[0].place = &net->driver_ops;
	net->kept.stands_in[1].field = &dev->ethtool_ops;
	net->kept.stands_in[1].place = &net->driver_ethtool;
	spin_lock(&umbra_net_lock);
	list_add_rcu(&net->node, &umbra_net_all);
	spin_unlock(&umbra_net_lock);
	WRITE_ONCE(dev->netdev_ops, &net->ops);
	WRITE_ONCE(dev->ethtool_ops, &net->ethtool);
}

static void umbra_net_tables_reset(struct umbra_net_device *net)
{
	bool dead = READ_ONCE(net->domain->state) == UMBRA_DEAD;

	WRITE_ONCE(net->dev->netdev_ops, dead ? &umbra_net_no_ops : net->driver_ops);
	WRITE_ONCE(net->dev->ethtool_ops, dead ? &umbra_net_no_ethtool : net->driver_ethtool);
	spin_lock(&umbra_net_lock);
	list_del_rcu(&net->node);
	spin_unlock(&umbra_net_lock);
}

static struct umbra_net_device *umbra_net_of(struct umbra_kept *kept)
{
	return container_of(kept, struct umbra_net_device, kept);
}

/*
 * What the driver kept in its private part (napi, timers, work) goes with it:
 * before free_netdev(), and when it is unregistered, as devres may free it.
 */
void umbra_net_freeing(struct umbra_domain *domain, struct net_device *dev)
{
	unsigned long start = (unsigned long)dev - dev->padded;
	unsigned long size = is_vmalloc_addr((void *)start) ? 0 : ksize((void *)start);

	umbra_tracker_drop_range(domain, (unsigned long)dev + 1, start + size);
}
EXPORT_SYMBOL_GPL(umbra_net_freeing);

/* It is unregistered, by whomever: closed, but still asked for statistics. Under rtnl. */
static void umbra_net_unregistered(struct umbra_kept *kept)
{
	struct umbra_net_device *net = umbra_net_of(kept);

	umbra_net_tables_reset(net);
	umbra_net_freeing(net->domain, net->dev);
	synchronize_net();
	kfree(net);
}

/* After register_netdev(): from now on it can be recovered. Process context. */
void umbra_net_registered(struct umbra_domain *domain, int result, struct net_device *dev)
{
	struct umbra_net_device *net;

	if (result < 0 || umbra_net_find(dev))
		return;
	net = kzalloc(sizeof(*net), GFP_KERNEL);
	if (!net)
		return; /* It works; a failure will give it up. */
	net->dev = dev;
	net->domain = domain;
	spin_lock_init(&net->stats_lock);
	net->defaults = dev->features;
	umbra_keep(domain, &net->kept, "net_device", dev, umbra_principal(domain),
		   umbra_net_unregistered);
	umbra_net_tables_set(net);
	umbra_class_joined(&umbra_net_class, domain);
}
EXPORT_SYMBOL_GPL(umbra_net_registered);

static int umbra_net_event(struct notifier_block *block, unsigned long event, void *data)
{
	struct net_device *dev = netdev_notifier_info_to_dev(data);
	struct umbra_net_device *net = umbra_net_find(dev);

	if (!net)
		return NOTIFY_DONE;
	if (event == NETDEV_PRE_UP)
		net->in_use = true;
	if (event == NETDEV_UP)
		net->opened_at = umbra_records(net->domain);
	/* A driver that failed in ndo_stop, or was away, has not stopped it. */
	if (event == NETDEV_DOWN && READ_ONCE(net->domain->state) == UMBRA_PASSIVE)
		net->in_use = false;
	/* A move to another network namespace sends NETDEV_UNREGISTER, too. */
	else if (event == NETDEV_UNREGISTER && dev->reg_state == NETREG_UNREGISTERING)
		umbra_keep_no_more(&net->kept);
	else if (event == NETDEV_UP || event == NETDEV_CHANGE)
		umbra_net_learn(net);
	return NOTIFY_DONE;
}

static struct notifier_block umbra_net_block = { .notifier_call = umbra_net_event };

/*
 * The restarting driver allocates a net_device: it gets the one it had, in the
 * order in which its device had them. Process context.
 */
struct net_device *umbra_net_claim(struct umbra_domain *domain, int sizeof_priv)
{
	struct umbra_kept *kept = umbra_kept_claim(domain, "net_device", umbra_principal(domain), "");
	struct umbra_net_device *found;
	struct net_device *dev;

	if (!kept)
		return NULL;
	found = umbra_net_of(kept);
	/* As a fresh one: its link counts as up until the driver says no. */
	found->driver_carrier = true;
	found->link_said_at = 0;
	dev = found->dev;
	memset(netdev_priv(dev), 0, sizeof_priv);
	memset(&dev->stats, 0, sizeof(dev->stats));
	return dev;
}
EXPORT_SYMBOL_GPL(umbra_net_claim);

/* The private part is the HDLC library's. */
struct net_device *umbra_net_claim_hdlc(struct umbra_domain *domain, void *priv)
{
	struct net_device *dev = umbra_net_claim(domain, 0);

	if (dev)
		dev_to_hdlc(dev)->priv = priv;
	return dev;
}
EXPORT_SYMBOL_GPL(umbra_net_claim_hdlc);

/**
 * umbra_net_private_bytes() - room for a driver in a net_device that is being made
 * What was asked for is known to alloc_netdev() only; this is what there is, the
 * allocator's slack included. Context: the device's setup function.
 */
size_t umbra_net_private_bytes(const struct net_device *dev)
{
	const void *start = (const char *)dev - dev->padded;
	size_t before = (const char *)netdev_priv(dev) - (const char *)start;

	return is_vmalloc_addr(start) ? 0 : ksize(start) - before;
}
EXPORT_SYMBOL_GPL(umbra_net_private_bytes);

struct net_device *umbra_net_alloc_etherdev_mqs(struct umbra_domain *domain, int sizeof_priv,
						unsigned int txqs, unsigned int rxqs)
{
	return umbra_net_claim(domain, sizeof_priv) ?: alloc_etherdev_mqs(sizeof_priv, txqs, rxqs);
}
EXPORT_SYMBOL_GPL(umbra_net_alloc_etherdev_mqs);

struct net_device *umbra_net_alloc_netdev_mqs(struct umbra_domain *domain, int sizeof_priv,
					      const char *name, unsigned char name_assign_type,
					      void (*setup)(struct net_device *), unsigned int txqs,
					      unsigned int rxqs)
{
	return umbra_net_claim(domain, sizeof_priv) ?:
	       alloc_netdev_mqs(sizeof_priv, name, name_assign_type, setup, txqs, rxqs);
}
EXPORT_SYMBOL_GPL(umbra_net_alloc_netdev_mqs);

/* The restarting driver registers it: all that registration does to a driver is ndo_init. */
int umbra_net_register_netdev(struct umbra_domain *domain, struct net_device *dev)
{
	struct umbra_net_device *net = umbra_net_find(dev);
	int ret = 0;

	if (!net)
		return -ENODEV;
	/* Its operations are those of before, wherever the driver has them now. */
	if (net->ops.ndo_init)
		ret = net->ops.ndo_init(dev);
	return ret;
}
EXPORT_SYMBOL_GPL(umbra_net_register_netdev);

/* The same where devres frees it. Process context. */
struct net_device *umbra_net_devm_alloc_etherdev_mqs(struct umbra_domain *domain,
						     struct device *dev, int sizeof_priv,
						     unsigned int txqs, unsigned int rxqs)
{
	return umbra_net_claim(domain, sizeof_priv) ?:
	       devm_alloc_etherdev_mqs(dev, sizeof_priv, txqs, rxqs);
}
EXPORT_SYMBOL_GPL(umbra_net_devm_alloc_etherdev_mqs);

void umbra_net_devm_registered(struct umbra_domain *domain, int result, struct device *dev,
			       struct net_device *ndev)
{
	umbra_net_registered(domain, result, ndev);
}
EXPORT_SYMBOL_GPL(umbra_net_devm_registered);

int umbra_net_devm_register_netdev(struct umbra_domain *domain, struct device *dev,
				   struct net_device *ndev)
{
	return umbra_net_register_netdev(domain, ndev);
}
EXPORT_SYMBOL_GPL(umbra_net_devm_register_netdev);

/* When all queues are said to have sent last. Any context. */
static void umbra_net_sent_at(struct umbra_net_device *net, unsigned long stamp)
{
	unsigned int i;

	for (i = 0; i < net->dev->num_tx_queues; i++)
		WRITE_ONCE(netdev_get_tx_queue(net->dev, i)->trans_start, stamp);
}

/*
 * Nothing is sent until the driver is back, however long it takes: no hang
 * for the transmit watchdog to see. Any context.
 */
static void umbra_net_hold(struct umbra_net_device *net)
{
	netif_tx_stop_all_queues(net->dev);
	umbra_net_sent_at(net, jiffies + 3600 * HZ);
}

static void umbra_net_failed(struct umbra_kept *kept)
{
	umbra_net_hold(umbra_net_of(kept));
}

static void umbra_net_note(struct umbra_net_device *net)
{
	struct net_device *dev = net->dev;
	struct umbra_net_settings *s = &net->settings;

	memcpy(s->address, dev->dev_addr, dev->addr_len);
	s->mtu = dev->mtu;
	s->features = dev->features;
	s->hw_features = dev->hw_features;
	s->vlan_features = dev->vlan_features;
	s->hw_enc_features = dev->hw_enc_features;
	s->mpls_features = dev->mpls_features;
	net->up = netif_running(dev);
	net->carrier = netif_carrier_ok(dev);
}

static void umbra_net_stopped(struct umbra_kept *kept)
{
	struct umbra_net_device *net = umbra_net_of(kept);
	unsigned int i;

	rtnl_lock();
	/* Bytes that were sent and will never complete must not hold the queue. */
	for (i = 0; i < net->dev->num_tx_queues; i++)
		netdev_tx_reset_queue(netdev_get_tx_queue(net->dev, i));
	/* A second failure in one recovery: the first one's note is right. */
	if (!kept->claimed) {
		umbra_net_note(net);
		umbra_net_stats_stop(net);
	}
	/*
	 * To the driver that probes again it is there, and not running. To all others
	 * it is what it was: user space takes a device that does not run for one
	 * without a link.
	 */
	set_bit(__LINK_STATE_PRESENT, &net->dev->state);
	net->closed = true;
	rtnl_unlock();
}

/* Under rtnl: .lock and .unlock. */
static int umbra_net_restore(struct umbra_kept *kept)
{
	struct umbra_net_device *net = umbra_net_of(kept);
	int ret = umbra_net_tell(net);

	if (ret)
		return ret;
	umbra_net_stats_restart(net);
	umbra_net_hold(net);
	return 0;
}

/*
 * A device that was closed and opened again may have several changes of its link to tell: the
 * last is believed, and it is the last if none has come for so long. Context: any.
 */
#define UMBRA_LINK_QUIET_MS 50
static bool umbra_net_link_is_back(const struct umbra_net_device *net)
{
	unsigned long said_at = READ_ONCE(net->link_said_at);

	return READ_ONCE(net->driver_carrier) &&
	       (!said_at || time_after(jiffies, said_at + msecs_to_jiffies(UMBRA_LINK_QUIET_MS)));
}

static bool umbra_net_settled(struct umbra_domain *domain)
{
	struct umbra_net_device *net;
	bool settled = true;

	for_each_kept(net, domain, "net_device")
		if (net->up && net->carrier && !umbra_net_link_is_back(net)) {
			umbra_net_hold(net);
			settled = false;
		}
	return settled;
}

static void umbra_net_resumed(struct umbra_kept *kept)
{
	struct umbra_net_device *net = umbra_net_of(kept);

	if (!net->up)
		return;
	/* A link that changed meanwhile is told now, once. */
	if (net->driver_carrier && !net->carrier)
		netif_carrier_on(net->dev);
	else if (!net->driver_carrier && net->carrier)
		netif_carrier_off(net->dev);
	umbra_net_sent_at(net, jiffies);
	netif_tx_wake_all_queues(net->dev);
}

static void umbra_net_gave_up(struct umbra_kept *kept)
{
	struct umbra_net_device *net = umbra_net_of(kept);

	rtnl_lock();
	if (net->dev->flags & IFF_UP)
		dev_close(net->dev);
	netif_carrier_off(net->dev);
	rtnl_unlock();
}

static const struct umbra_kept_kind umbra_net_devices = {
	.name = "net_device",
	.failed = umbra_net_failed,
	.stopped = umbra_net_stopped,
	.restore = umbra_net_restore,
	.resumed = umbra_net_resumed,
	.gave_up = umbra_net_gave_up,
};
static const char *const umbra_net_demands[] = { "net_device", NULL };
static const struct umbra_kept_kind *const umbra_net_kinds[] = { &umbra_net_devices, NULL };

static struct umbra_class umbra_net_class = {
	.name = "net",
	.demands = umbra_net_demands,
	.kinds = umbra_net_kinds,
	.lock = rtnl_lock,
	.unlock = rtnl_unlock,
	.settled = umbra_net_settled,
};

static int __init umbra_net_init(void)
{
	int ret = register_netdevice_notifier(&umbra_net_block);

	if (!ret)
		ret = umbra_class_register(&umbra_net_class);
	return ret;
}
module_init(umbra_net_init);

static void __exit umbra_net_exit(void)
{
	umbra_class_unregister(&umbra_net_class);
	unregister_netdevice_notifier(&umbra_net_block);
}
module_exit(umbra_net_exit);

MODULE_DESCRIPTION("Umbra: the network shadow");
MODULE_LICENSE("GPL");
