/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * switchdev.h - switches: bridges, routes and neighbours that a device takes over.
 *
 * The rule it upholds: a notifier is taken out before the driver behind it restarts. The
 * restarted driver is told the routes anew, as its registration is.
 *
 * Not handled: which bridges the failed driver's ports are in, and what it was told of
 * them, is not told anew; the bridge itself goes on.
 */
#include "umbra_spec.h"
#include <linux/netdevice.h>
#include <linux/notifier.h>
#include <net/arp.h>
#include <net/fib_notifier.h>
#include <net/fib_rules.h>
#include <net/ip_fib.h>
#include <net/neighbour.h>
#include <net/switchdev.h>

/* Any chain's: its callers must not wait, nor take an answer for an error. */
UMBRA_ENTRY(int, notifier_block, notifier_call, (struct notifier_block *nb, unsigned long action,
						 void *data))
	WHILE_RECOVERING(busy, NOTIFY_DONE) UNWOUND(NOTIFY_DONE);

UMBRA_KIND_SEALED void fib_notifier(struct notifier_block *nb, struct net *net)
{ unregister_fib_notifier(net, nb); }
UMBRA_CALL int register_fib_notifier(struct net *net, struct notifier_block *nb,
				     void (*cb)(struct notifier_block *nb),
				     struct netlink_ext_ack *extack)
	TRACKS(fib_notifier, nb, net) EXISTS(net) EXISTS(nb) CALLS(nb);
UMBRA_CALL int unregister_fib_notifier(struct net *net, struct notifier_block *nb)
	RELEASES(fib_notifier, nb) EXISTS(net) EXISTS(nb);
UMBRA_KIND_SEALED void switchdev_notifier(struct notifier_block *nb) { unregister_switchdev_notifier(nb); }
UMBRA_CALL int register_switchdev_notifier(struct notifier_block *nb)
	TRACKS(switchdev_notifier, nb) EXISTS(nb) CALLS(nb);
UMBRA_CALL int unregister_switchdev_notifier(struct notifier_block *nb)
	RELEASES(switchdev_notifier, nb) EXISTS(nb);
UMBRA_KIND_SEALED void switchdev_blocking_notifier(struct notifier_block *nb)
{ unregister_switchdev_blocking_notifier(nb); }
UMBRA_CALL int register_switchdev_blocking_notifier(struct notifier_block *nb)
	TRACKS(switchdev_blocking_notifier, nb) EXISTS(nb) CALLS(nb) SLEEPS;
UMBRA_CALL int unregister_switchdev_blocking_notifier(struct notifier_block *nb)
	RELEASES(switchdev_blocking_notifier, nb) EXISTS(nb) SLEEPS;
UMBRA_CALL int call_switchdev_notifiers(unsigned long val, struct net_device *dev,
					struct switchdev_notifier_info *info,
					struct netlink_ext_ack *extack)
	NEEDS(info, sizeof(*info)) EXISTS(dev);
UMBRA_CALL int switchdev_bridge_port_offload(struct net_device *brport_dev, struct net_device *dev,
					     const void *ctx, struct notifier_block *atomic_nb,
					     struct notifier_block *blocking_nb,
					     bool tx_fwd_offload, struct netlink_ext_ack *extack)
	EXISTS(dev) SLEEPS;
UMBRA_CALL void switchdev_bridge_port_unoffload(struct net_device *brport_dev, const void *ctx,
						struct notifier_block *atomic_nb,
						struct notifier_block *blocking_nb) SLEEPS;
/* Who a next hop is. */
UMBRA_KIND void neighbour(struct neighbour *n) { neigh_release(n); }
UMBRA_INLINE(struct neighbour *, __ipv4_neigh_lookup, (struct net_device *dev, u32 key))
	TRACKS(neighbour, result);
UMBRA_INLINE(struct neighbour *, neigh_create, (struct neigh_table *tbl, const void *pkey,
						struct net_device *dev)) TRACKS(neighbour, result);
UMBRA_CALL struct neighbour *neigh_lookup(struct neigh_table *tbl, const void *pkey,
					  struct net_device *dev) TRACKS(neighbour, result);
UMBRA_INLINE(struct neighbour *, neigh_clone, (struct neighbour *neigh))
	TRACKS(neighbour, result);
UMBRA_INLINE(void, neigh_release, (struct neighbour *neigh)) RELEASES(neighbour, neigh);
/* Routes and rules that a driver holds on to; it marks next hops that its device takes over. */
UMBRA_KIND void fib_info(struct fib_info *fi) { fib_info_put(fi); }
MEMORY(fib_info, fi->fib_nh, fi->fib_nhs * sizeof(struct fib_nh));
UMBRA_INLINE(void, fib_info_hold, (struct fib_info *fi)) TRACKS(fib_info, fi) EXISTS(fi);
UMBRA_INLINE(void, fib_info_put, (struct fib_info *fi)) RELEASES(fib_info, fi) EXISTS(fi);
UMBRA_KIND void fib_rule(struct fib_rule *rule) { fib_rule_put(rule); }
UMBRA_INLINE(void, fib_rule_get, (struct fib_rule *rule)) TRACKS(fib_rule, rule) EXISTS(rule);
UMBRA_INLINE(void, fib_rule_put, (struct fib_rule *rule)) RELEASES(fib_rule, rule) EXISTS(rule);
UMBRA_CALL bool fib4_rule_default(const struct fib_rule *rule) EXISTS(rule) PASSES;
UMBRA_CALL int netdev_walk_all_lower_dev(struct net_device *dev,
					 int (*fn)(struct net_device *lower_dev,
						   struct netdev_nested_priv *priv),
					 struct netdev_nested_priv *priv) EXISTS(dev);
UMBRA_CALLBACK(int, netdev_walk_all_lower_dev, fn, (struct net_device *lower_dev,
						    struct netdev_nested_priv *priv));
UMBRA_ENTRY(void, net_device_ops, ndo_neigh_destroy, (struct net_device *dev, struct neighbour *n))
	WHILE_RECOVERING(skip);
