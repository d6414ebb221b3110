// SPDX-License-Identifier: GPL-2.0-only
/*
 * borrow.c - a module, not wrapped, that calls a function which examples/crash exports.
 */
#include <linux/module.h>
#include <linux/moduleparam.h>

int crash_ask(const char *text);

static int borrow_ask(const char *text, const struct kernel_param *param)
{
	return crash_ask(text);
}

static const struct kernel_param_ops borrow_ops = { .set = borrow_ask };
module_param_cb(ask, &borrow_ops, NULL, 0200);
MODULE_PARM_DESC(ask, "a request of crash's, passed on");

MODULE_DESCRIPTION("Calls a driver from outside of the kernel proper");
MODULE_LICENSE("GPL");
