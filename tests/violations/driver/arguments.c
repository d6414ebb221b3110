// SPDX-License-Identifier: GPL-2.0-only
/* arguments.c - what the kernel is handed and should not have been. */
#include <linux/etherdevice.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include "violations.h"

static void in_timer(struct timer_list *unused)
{
}

static void in_tasklet(struct tasklet_struct *unused)
{
}

static void in_rcu(struct rcu_head *unused)
{
}

static int poll(struct napi_struct *napi, int budget)
{
	napi_complete_done(napi, 0);
	return 0;
}

/* Objects that are to lie in the driver's memory, and lie in somebody else's. */
static void do_timer_foreign(struct place *place)
{
	mod_timer((struct timer_list *)place, jiffies + 1);
}

static void do_timer_setup_foreign(struct place *place)
{
	timer_setup((struct timer_list *)place, in_timer, 0);
}

static void do_hrtimer_init_foreign(struct place *place)
{
	hrtimer_init((struct hrtimer *)place, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
}

static void do_waitqueue_foreign(struct place *place)
{
	init_waitqueue_head((struct wait_queue_head *)place);
}

static void do_mutex_foreign(struct place *place)
{
	mutex_init((struct mutex *)place);
}

static void do_tasklet_foreign(struct place *place)
{
	tasklet_setup((struct tasklet_struct *)place, in_tasklet);
}

static void do_rcu_foreign(struct place *place)
{
	call_rcu((struct rcu_head *)place, in_rcu);
}

static void do_config_foreign(struct place *place)
{
	pci_read_config_dword(to_pci_dev(the_device), PCI_VENDOR_ID, &place->u.word);
}

/* Any user page will do: what is at the address of the request's text, say. */
static void do_user_foreign(struct place *place)
{
	if (copy_from_user(place, (const void __user *)current->mm->start_code, 16))
		return;
}

/* More than there is: what lies behind goes out with it. */
static void do_user_long(struct place *place)
{
	to_read = kzalloc(SURROUNDED_BYTES, GFP_KERNEL);
	to_read_bytes = 4 * SURROUNDED_BYTES;
}

/* Given back, and never had. */
static void do_irq_free(struct place *place)
{
	free_irq(to_pci_dev(the_device)->irq, &target);
}

static void do_unmap_twice(struct place *place)
{
	struct pci_dev *pdev = to_pci_dev(the_device);
	void __iomem *mapped = ioremap(pci_resource_start(pdev, 0), 4096);

	if (!mapped)
		return;
	iounmap(mapped);
	iounmap(mapped);
}

static void do_napi_twice(struct place *place)
{
	struct net_device *dev = alloc_etherdev(sizeof(struct napi_struct));

	if (!dev)
		return;
	netif_napi_add(dev, netdev_priv(dev), poll);
	netif_napi_add(dev, netdev_priv(dev), poll);
	free_netdev(dev);
}

static void do_napi_unknown(struct place *place)
{
	static struct napi_struct napi;

	napi_enable(&napi);
}

static void do_unregister_unknown(struct place *place)
{
	struct net_device *dev = alloc_etherdev(0);

	if (!dev)
		return;
	unregister_netdev(dev);
	free_netdev(dev);
}

const struct mistake argument_mistakes[] = {
	{ "timer-foreign", do_timer_foreign },
	{ "setup-foreign", do_timer_setup_foreign },
	{ "hrtimer-foreign", do_hrtimer_init_foreign },
	{ "waitqueue-foreign", do_waitqueue_foreign },
	{ "mutex-foreign", do_mutex_foreign },
	{ "tasklet-foreign", do_tasklet_foreign },
	{ "rcu-foreign", do_rcu_foreign },
	{ "config-foreign", do_config_foreign },
	{ "user-foreign", do_user_foreign },
	{ "user-long", do_user_long },
	{ "irq-free", do_irq_free },
	{ "unmap-twice", do_unmap_twice },
	{ "napi-twice", do_napi_twice },
	{ "napi-unknown", do_napi_unknown },
	{ "unregister-unknown", do_unregister_unknown },
	{ NULL },
};
