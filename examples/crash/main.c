// SPDX-License-Identifier: GPL-2.0-only
/*
 * crash - a driver that fails on request, in any context, holding anything.
 *
 * Purpose: shows what Umbra catches. It is plain kernel C and knows nothing of
 * Umbra; loaded as it is, most requests end the machine.
 *
 * Usage, in a machine that you can lose (from the root of the repository):
 *
 *	build/bin/umbra harden --output /tmp/crash examples/crash
 *	make -C /lib/modules/$(uname -r)/build M=/tmp/crash modules
 *	insmod build/modules/umbra.ko; insmod build/modules/umbra_net.ko
 *	insmod /tmp/crash/crash.ko
 *	echo "null-write softirq spinlock" > /sys/module/crash/parameters/go
 *	dmesg | tail -1
 *
 * Expected output, but for the address, the line and the figures:
 *
 *	umbra: crash: crash_null_write+0x5 (kinds.c:22): null write at 0x0 in softirq;
 *	recovered in 0.9 ms (stop 0.3, release 0.1, restore 0.0, init 0.4, ...)
 *
 * A request is three words, the last may be missing. Each file lists its own:
 * kinds.c, pointers.c and spoiled.c the first, contexts.c the second (or sleepers.c, after the
 * first word "asleep"), held.c the third. With insmod's at_init="KIND CONTEXT HELD"
 * it fails while it is loaded.
 */
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/string.h>
#include "crash.h"

char crash_kind[24], crash_held[24];

/* Restored by a recovery: counts requests since the driver was (re)started. */
int requests;
module_param(requests, int, 0444);

static bool device;
module_param(device, bool, 0444);
MODULE_PARM_DESC(device, "make /dev/crash, for the context ioctl");

static char *at_init;
module_param(at_init, charp, 0444);
MODULE_PARM_DESC(at_init, "fail that way while the module is loaded");

int crash_run(const struct crash_word *words, const char *name)
{
	for (; words->name; words++)
		if (!strcmp(words->name, name)) {
			words->run();
			barrier(); /* no tail call: the report is to name this function */
			return 0;
		}
	return -EINVAL;
}

static int crash_request(const char *text)
{
	char kind[24], context[24], held[24] = "nothing";

	if (sscanf(text, "%23s %23s %23s", kind, context, held) < 2)
		return -EINVAL;
	if (!strcmp(kind, "asleep"))
		return crash_sleep(context);
	strcpy(crash_kind, kind);
	strcpy(crash_held, held);
	requests++;
	crash_sleepers_wake();
	return crash_in(context);
}

/* For other modules. */
int crash_ask(const char *text);
int crash_ask(const char *text)
{
	return crash_request(text);
}
EXPORT_SYMBOL_GPL(crash_ask);

static int crash_go(const char *text, const struct kernel_param *param)
{
	return crash_request(text);
}

static const struct kernel_param_ops crash_go_ops = { .set = crash_go };
module_param_cb(go, &crash_go_ops, NULL, 0200);
MODULE_PARM_DESC(go, "kind, context and what to hold: fail that way now");

static const struct file_operations crash_operations = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = crash_ioctl,
};

static struct miscdevice crash_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "crash",
	.fops = &crash_operations,
};

struct device *crash_misc(void)
{
	return crash_device.this_device;
}

static int __init crash_init(void)
{
	int ret;

	crash_sleepers_init();
	ret = crash_contexts_init();
	if (ret)
		return ret;
	if (device)
		ret = misc_register(&crash_device);
	if (ret)
		goto no_device;
	if (at_init)
		ret = crash_request(at_init);
	if (ret)
		goto no_request;
	return 0;

no_request:
	if (device)
		misc_deregister(&crash_device);
no_device:
	crash_contexts_exit();
	return ret;
}
module_init(crash_init);

static void __exit crash_exit(void)
{
	if (device)
		misc_deregister(&crash_device);
	crash_spoiled_exit();
	crash_contexts_exit();
	crash_sleepers_exit();
}
module_exit(crash_exit);

MODULE_DESCRIPTION("Fails on request");
MODULE_LICENSE("GPL");
