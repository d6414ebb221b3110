// SPDX-License-Identifier: GPL-2.0-only
/*
 * tapcost.c - what scripts/bench measures one empty tap of each kind with.
 *
 * Purpose: a store to the parameter "calls" enters the module once (an entry
 * tap without a rule) and calls a cheap kernel function that many times (a
 * call tap without a rule).
 */
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

static unsigned int sum;

static int calls_set(const char *text, const struct kernel_param *kp)
{
	unsigned int n = *text - '0', i;

	for (i = 0; i < n * 100; i++)
		sum += jiffies_to_msecs(i);
	return 0;
}

static const struct kernel_param_ops calls_ops = { .set = calls_set };
module_param_cb(calls, &calls_ops, NULL, 0200);
MODULE_PARM_DESC(calls, "one digit: how many hundred calls to make");

static int __init tapcost_init(void)
{
	return 0;
}
module_init(tapcost_init);

static void __exit tapcost_exit(void)
{
}
module_exit(tapcost_exit);

MODULE_DESCRIPTION("Measures the cost of an empty tap");
MODULE_LICENSE("GPL");
