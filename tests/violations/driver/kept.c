// SPDX-License-Identifier: GPL-2.0-only
/*
 * kept.c - what stays registered while the driver is restarted, and what the kernel links.
 *
 * Two network devices, by tables that the driver may write: whose they are after a restart
 * no call of register_netdev() has told the kernel. A driver and an adapter that the kernel
 * has in its lists.
 */
#include <linux/etherdevice.h>
#include <linux/ethtool.h>
#include <linux/i2c.h>
#include <linux/netdevice.h>
#include <linux/platform_device.h>
#include <linux/string.h>
#include <net/devlink.h>
#include "violations.h"

static struct net_device *kept_device;

static int kept_open(struct net_device *dev)
{
	return 0;
}

static netdev_tx_t kept_transmit(struct sk_buff *skb, struct net_device *dev)
{
	dev_kfree_skb(skb);
	return NETDEV_TX_OK;
}

static int kept_change_mtu(struct net_device *dev, int mtu)
{
	dev->mtu = mtu;
	return 0;
}

static int kept_settings(struct net_device *dev, struct ethtool_link_ksettings *settings)
{
	return 0;
}

static struct net_device_ops kept_ops = {
	.ndo_open = kept_open,
	.ndo_stop = kept_open,
	.ndo_start_xmit = kept_transmit,
	.ndo_change_mtu = kept_change_mtu,
};
static struct net_device_ops managed_ops = {
	.ndo_start_xmit = kept_transmit,
	.ndo_change_mtu = kept_change_mtu,
};
static struct ethtool_ops kept_ethtool = { .get_link_ksettings = kept_settings };

static void set_up(struct net_device *dev, const char *name, const struct net_device_ops *ops)
{
	SET_NETDEV_DEV(dev, the_device);
	strscpy(dev->name, name, sizeof(dev->name));
	dev->netdev_ops = ops;
	dev->ethtool_ops = &kept_ethtool;
	eth_hw_addr_random(dev);
}

int kept_probe(void)
{
	struct net_device *managed = devm_alloc_etherdev(the_device, 0);
	int result;

	if (!managed)
		return -ENOMEM;
	set_up(managed, "managed", &managed_ops);
	result = devm_register_netdev(the_device, managed);
	if (result)
		return result;
	kept_device = alloc_etherdev(0);
	if (!kept_device)
		return -ENOMEM;
	set_up(kept_device, "kept", &kept_ops);
	result = register_netdev(kept_device);
	if (result)
		free_netdev(kept_device);
	return result;
}

void kept_remove(void)
{
	unregister_netdev(kept_device);
	free_netdev(kept_device);
}

static void do_netdev_late(struct place *place)
{
	kept_ops.ndo_change_mtu = (int (*)(struct net_device *, int))function;
}

static void do_ethtool_late(struct place *place)
{
	kept_ethtool.get_link_ksettings =
		(int (*)(struct net_device *, struct ethtool_link_ksettings *))function;
}

static void do_managed_late(struct place *place)
{
	managed_ops.ndo_change_mtu = (int (*)(struct net_device *, int))function;
}

static int no_probe(struct platform_device *unused)
{
	return -ENODEV;
}

static struct platform_driver linked_driver = {
	.probe = no_probe,
	.driver.name = "violations-linked",
};

static void do_driver_linked(struct place *place)
{
	if (platform_driver_register(&linked_driver))
		return;
	linked_driver.driver.p = NULL;
	platform_driver_unregister(&linked_driver);
}

static int no_transfer(struct i2c_adapter *unused, struct i2c_msg *messages, int n)
{
	return -ENXIO;
}

static u32 no_functions(struct i2c_adapter *unused)
{
	return 0;
}

static const struct i2c_algorithm algorithm = {
	.master_xfer = no_transfer,
	.functionality = no_functions,
};
static struct i2c_adapter adapter;

static int add_adapter(void)
{
	memset(&adapter, 0, sizeof(adapter));
	adapter.owner = THIS_MODULE;
	adapter.algo = &algorithm;
	adapter.dev.parent = the_device;
	strscpy(adapter.name, "violations", sizeof(adapter.name));
	return i2c_add_adapter(&adapter);
}

static void do_adapter_linked(struct place *place)
{
	if (add_adapter())
		return;
	memset(&adapter.userspace_clients, 0, sizeof(adapter.userspace_clients));
	i2c_del_adapter(&adapter);
}

static const struct devlink_ops devlink_ops;
static struct devlink_port port;

/* A port whose place in the kernel's list is lost. */
static void do_port_linked(struct place *place)
{
	struct devlink *devlink = devlink_alloc(&devlink_ops, 0, the_device);

	if (!devlink)
		return;
	devlink_register(devlink);
	memset(&port, 0, sizeof(port));
	if (!devlink_port_register(devlink, &port, 0)) {
		port.list.next = &port.list;
		devlink_port_unregister(&port);
	}
	devlink_unregister(devlink);
	devlink_free(devlink);
}

/* None is a mistake: what was taken back is the driver's again, and some of it always is. */
void kept_allowed(void)
{
	unsigned int i;

	for (i = 0; i < 2; i++) {
		linked_driver.driver.p = NULL;
		linked_driver.driver.bus = NULL;
		if (!platform_driver_register(&linked_driver))
			platform_driver_unregister(&linked_driver);
		if (!add_adapter()) {
			adapter.retries = 3;
			i2c_set_adapdata(&adapter, NULL);
			i2c_del_adapter(&adapter);
		}
	}
}

const struct mistake kept_mistakes[] = {
	{ "netdev-late", do_netdev_late },
	{ "ethtool-late", do_ethtool_late },
	{ "managed-late", do_managed_late },
	{ "driver-linked", do_driver_linked },
	{ "adapter-linked", do_adapter_linked },
	{ "port-linked", do_port_linked },
	{ NULL },
};
