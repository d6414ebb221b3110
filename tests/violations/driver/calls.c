// SPDX-License-Identifier: GPL-2.0-only
/* calls.c - functions that the driver, or the kernel for it, was never to call. */
#include <linux/delay.h>
#include <linux/etherdevice.h>
#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/io.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/miscdevice.h>
#include <linux/netdevice.h>
#include <linux/notifier.h>
#include <linux/platform_device.h>
#include <linux/pm_qos.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include "violations.h"

struct ops {
	void (*run)(void);
};

static struct timer_list timer;
static struct hrtimer hrtimer;
static struct work_struct work;
static struct delayed_work delayed;
static struct tasklet_struct tasklet;
static struct rcu_head rcu;

/* As CVE-2010-3849 and -4258: a table of functions that the attacker has placed. */
static void do_chosen_call(struct place *place)
{
	struct ops attacker = { .run = (void (*)(void))function };
	struct ops *ops = &attacker;

	OPTIMIZER_HIDE_VAR(ops);
	ops->run();
	barrier();
}

/* Nobody's entry: it trusts who calls it, and has checked for it. */
static noinline __used void violations_trusting(void)
{
	((struct place *)target)->first = 1;
	barrier();
}

/* @function: where that is, which /proc/kallsyms tells. */
static void do_call_internal(struct place *place)
{
	do_chosen_call(place);
}

/* ... and past its first instruction. */
static void do_call_middle(struct place *place)
{
	function += 5;
	do_chosen_call(place);
}

static void do_timer_function(struct place *place)
{
	timer_setup(&timer, NULL, 0);
	timer.function = (void (*)(struct timer_list *))function;
	mod_timer(&timer, jiffies + 1);
}

static void do_hrtimer_function(struct place *place)
{
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer.function = (enum hrtimer_restart(*)(struct hrtimer *))function;
	hrtimer_start(&hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL);
}

static void do_work_function(struct place *place)
{
	INIT_WORK(&work, (work_func_t)function);
	schedule_work(&work);
}

static void do_delayed_function(struct place *place)
{
	INIT_DELAYED_WORK(&delayed, (work_func_t)function);
	schedule_delayed_work(&delayed, 1);
}

static void do_tasklet_function(struct place *place)
{
	tasklet_setup(&tasklet, (void (*)(struct tasklet_struct *))function);
	tasklet_schedule(&tasklet);
}

static void do_rcu_function(struct place *place)
{
	call_rcu(&rcu, (rcu_callback_t)function);
}

static void do_thread_function(struct place *place)
{
	kthread_run((int (*)(void *))function, NULL, "violations");
}

/* An entry, but no timer's and no device's; what it is called for it does not ask. */
static long clear_target(unsigned long how)
{
	((struct place *)target)->first = 0;
	barrier();
	return 0;
}

struct clear_ops {
	long (*clear)(unsigned long how);
};
struct fill_ops {
	int (*fill)(struct place *place, unsigned long value);
};
static const struct clear_ops clear_ops = { .clear = clear_target };

/* A table is taken for another one. */
static void do_other_type(struct place *place)
{
	const struct fill_ops *ops = (const void *)&clear_ops;

	OPTIMIZER_HIDE_VAR(ops);
	ops->fill(place, 1);
	barrier();
}

/* A pointer to it is copied to where one of another type belongs. */
static void do_timer_type(struct place *place)
{
	timer_setup(&timer, NULL, 0);
	memcpy(&timer.function, &clear_ops.clear, sizeof(timer.function));
	mod_timer(&timer, jiffies + 1);
}

static int notified(struct notifier_block *block, unsigned long event, void *data)
{
	return NOTIFY_DONE;
}

/* The kernel calls what it finds there, right away and for each device. */
static struct notifier_block block;

static void do_notifier_function(struct place *place)
{
	block.notifier_call = (notifier_fn_t)function;
	register_netdevice_notifier(&block);
	unregister_netdevice_notifier(&block);
}

/* Right when the kernel was told of it. */
static void do_notifier_late(struct place *place)
{
	struct notifier_block *late = kzalloc(sizeof(*late), GFP_KERNEL);

	if (!late)
		return;
	late->notifier_call = notified;
	register_netdevice_notifier(late);
	late->notifier_call = (notifier_fn_t)function;
	unregister_netdevice_notifier(late);
	kfree(late);
}

/* What is overwritten after the kernel was told of it, which then calls what is there. */
static void nothing_timed(struct timer_list *unused)
{
}

static enum hrtimer_restart nothing_hrtimed(struct hrtimer *unused)
{
	return HRTIMER_NORESTART;
}

static void nothing_worked(struct work_struct *unused)
{
}

static void nothing_tasked(struct tasklet_struct *unused)
{
}

static void do_timer_late(struct place *place)
{
	timer_setup(&timer, nothing_timed, 0);
	mod_timer(&timer, jiffies + 2);
	timer.function = (void (*)(struct timer_list *))function;
}

static void do_hrtimer_late(struct place *place)
{
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer.function = nothing_hrtimed;
	hrtimer_start(&hrtimer, ms_to_ktime(20), HRTIMER_MODE_REL);
	hrtimer.function = (enum hrtimer_restart(*)(struct hrtimer *))function;
}

static void do_work_late(struct place *place)
{
	unsigned long flags;

	INIT_WORK(&work, nothing_worked);
	local_irq_save(flags);
	schedule_work_on(smp_processor_id(), &work);
	work.func = (work_func_t)function;
	local_irq_restore(flags);
}

static void do_delayed_late(struct place *place)
{
	INIT_DELAYED_WORK(&delayed, nothing_worked);
	schedule_delayed_work(&delayed, 2);
	delayed.work.func = (work_func_t)function;
}

static void do_tasklet_late(struct place *place)
{
	unsigned long flags;

	tasklet_setup(&tasklet, nothing_tasked);
	local_irq_save(flags);
	tasklet_schedule(&tasklet);
	tasklet.callback = (void (*)(struct tasklet_struct *))function;
	local_irq_restore(flags);
}

static void nothing_freed(struct rcu_head *unused)
{
}

static void do_rcu_late(struct place *place)
{
	unsigned long flags;

	local_irq_save(flags);
	call_rcu(&rcu, nothing_freed);
	rcu.func = (rcu_callback_t)function;
	local_irq_restore(flags);
}

static int no_packet(struct sk_buff *skb, struct net_device *dev, struct packet_type *type,
		     struct net_device *from)
{
	kfree_skb(skb);
	return 0;
}

/* What the kernel has in its lists, by what it links it with. */
static struct packet_type packets = { .type = htons(ETH_P_LOOPBACK), .func = no_packet };

static void do_packet_late(struct place *place)
{
	dev_add_pack(&packets);
	memset(&packets.list, 0, sizeof(packets.list));
	dev_remove_pack(&packets);
}

static struct pm_qos_request latency;

static void do_latency_late(struct place *place)
{
	cpu_latency_qos_add_request(&latency, PM_QOS_DEFAULT_VALUE);
	memset(&latency.node, 0, sizeof(latency.node));
	cpu_latency_qos_remove_request(&latency);
}

static int no_probe(struct platform_device *unused)
{
	return -ENODEV;
}

static struct platform_driver late_driver = {
	.probe = no_probe,
	.driver.name = "violations-late",
};

static void do_driver_late(struct place *place)
{
	struct platform_device *device;

	if (platform_driver_register(&late_driver))
		return;
	late_driver.probe = (int (*)(struct platform_device *))function;
	device = platform_device_register_simple("violations-late", -1, NULL, 0);
	if (!IS_ERR(device))
		platform_device_unregister(device);
	platform_driver_unregister(&late_driver);
}

static ssize_t read_nothing(struct file *file, char __user *user, size_t count, loff_t *offset)
{
	return 0;
}

static struct file_operations *late_ops;
static struct miscdevice late_node = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "violations-late",
	.mode = 0666,
};

/* A table that the driver has made: the next one to read the device calls what is in it. */
static void do_ops_late(struct place *place)
{
	if (!late_ops) {
		late_ops = kzalloc(sizeof(*late_ops), GFP_KERNEL);
		if (!late_ops)
			return;
		late_ops->owner = THIS_MODULE;
		late_ops->read = read_nothing;
		late_node.fops = late_ops;
		if (misc_register(&late_node))
			return;
	}
	late_ops->read = (ssize_t(*)(struct file *, char __user *, size_t, loff_t *))function;
}

/* A header's inlines: the driver calls one by its address, the kernel the other. */
struct reader {
	u32 (*read)(const volatile void __iomem *address);
};
static const struct reader reader = { .read = readl };

static void call_inlines(void)
{
	const struct reader *by = &reader;

	OPTIMIZER_HIDE_VAR(by);
	by->read(registers);
	if (!devm_add_action(the_device, (void (*)(void *))kfree_skb, NULL))
		devm_release_action(the_device, (void (*)(void *))kfree_skb, NULL);
}

/*
 * None of these is a mistake: what the kernel does not use any more, or not yet, may be
 * written, and a table filled in anew for whoever is registered next.
 */
static void do_allowed(struct place *place)
{
	unsigned int i;

	call_inlines();
	waits_allowed();
	tables_allowed();
	kept_allowed();
	device_allowed();
	for (i = 0; i < 2; i++) {
		timer_setup(&timer, nothing_timed, 0);
		mod_timer(&timer, jiffies + 1);
		INIT_WORK(&work, nothing_worked);
		schedule_work(&work);
		INIT_DELAYED_WORK(&delayed, nothing_worked);
		schedule_delayed_work(&delayed, 1);
		tasklet_setup(&tasklet, nothing_tasked);
		tasklet_schedule(&tasklet);
		hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
		hrtimer.function = nothing_hrtimed;
		hrtimer_start(&hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL);
		msleep(100);
		timer.function = nothing_timed;
		call_rcu(&rcu, nothing_freed);
		rcu_barrier();
		memset(&rcu, 0, sizeof(rcu));
		dev_add_pack(&packets);
		dev_remove_pack(&packets);
		memset(&packets.list, 0, sizeof(packets.list));
		cpu_latency_qos_add_request(&latency, PM_QOS_DEFAULT_VALUE);
		cpu_latency_qos_remove_request(&latency);
		memset(&latency, 0, sizeof(latency));
		late_driver.probe = no_probe;
		if (!platform_driver_register(&late_driver))
			platform_driver_unregister(&late_driver);
	}
}

/* A device with these operations, of which the kernel calls the first at once. */
static void make_device(const struct net_device_ops *ops)
{
	struct net_device *dev = alloc_etherdev(0);

	if (!dev)
		return;
	dev->netdev_ops = ops;
	eth_hw_addr_random(dev);
	if (!register_netdev(dev))
		unregister_netdev(dev);
	free_netdev(dev);
}

static netdev_tx_t transmit(struct sk_buff *skb, struct net_device *dev)
{
	dev_kfree_skb(skb);
	return NETDEV_TX_OK;
}

static struct net_device_ops device_ops = { .ndo_start_xmit = transmit };

static void do_ops_function(struct place *place)
{
	device_ops.ndo_init = (int (*)(struct net_device *))function;
	make_device(&device_ops);
}

static void do_heap_ops(struct place *place)
{
	struct net_device_ops *ops = kzalloc(sizeof(*ops), GFP_KERNEL);

	if (!ops)
		return;
	ops->ndo_init = (int (*)(struct net_device *))function;
	make_device(ops);
	kfree(ops);
}

static void do_ops_type(struct place *place)
{
	memcpy(&device_ops.ndo_init, &clear_ops.clear, sizeof(device_ops.ndo_init));
	make_device(&device_ops);
}

const struct mistake call_mistakes[] = {
	{ "chosen-call", do_chosen_call },
	{ "call-internal", do_call_internal },
	{ "call-middle", do_call_middle },
	{ "timer-function", do_timer_function },
	{ "hrtimer-function", do_hrtimer_function },
	{ "work-function", do_work_function },
	{ "delayed-function", do_delayed_function },
	{ "tasklet-function", do_tasklet_function },
	{ "rcu-function", do_rcu_function },
	{ "thread-function", do_thread_function },
	{ "other-type", do_other_type },
	{ "timer-type", do_timer_type },
	{ "notifier-function", do_notifier_function },
	{ "notifier-late", do_notifier_late },
	{ "timer-late", do_timer_late },
	{ "hrtimer-late", do_hrtimer_late },
	{ "work-late", do_work_late },
	{ "delayed-late", do_delayed_late },
	{ "tasklet-late", do_tasklet_late },
	{ "rcu-late", do_rcu_late },
	{ "packet-late", do_packet_late },
	{ "latency-late", do_latency_late },
	{ "driver-late", do_driver_late },
	{ "ops-late", do_ops_late },
	{ "allowed", do_allowed },
	{ "ops-function", do_ops_function },
	{ "ops-type", do_ops_type },
	{ "heap-ops", do_heap_ops },
	{ NULL },
};
