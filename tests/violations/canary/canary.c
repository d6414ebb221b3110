// SPDX-License-Identifier: GPL-2.0-only
/*
 * canary.c - memory of the kernel's that nobody but this module may write.
 *
 * /sys/module/canary/parameters/
 *	address   where it is
 *	function  a function that changes it: what no driver has a right to call
 *	state     "intact" or "changed"; a write makes it intact again
 *	take      a write allocates an object of 700 bytes that belongs to it, too
 */
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/slab.h>

#define SONG 0x5ca1ab1e0ddba11ul
#define TAKEN 700 /* of a size that little else has */

struct object {
	unsigned long word[8];
};

static struct object *canary, *taken;

static void sing(struct object *object)
{
	int i;

	for (i = 0; object && i < 8; i++)
		object->word[i] = SONG;
}

static bool changed(const struct object *object)
{
	int i;

	for (i = 0; object && i < 8; i++)
		if (READ_ONCE(object->word[i]) != SONG)
			return true;
	return false;
}

static noinline void canary_change(void)
{
	canary->word[0] = 0;
}

static int get_address(char *text, const struct kernel_param *param)
{
	return sprintf(text, "0x%lx\n", (unsigned long)canary);
}

static int get_function(char *text, const struct kernel_param *param)
{
	return sprintf(text, "0x%lx\n", (unsigned long)canary_change);
}

static int get_state(char *text, const struct kernel_param *param)
{
	bool any = changed(canary) || changed(taken);

	return sprintf(text, any ? "changed\n" : "intact\n");
}

static int set_state(const char *text, const struct kernel_param *param)
{
	sing(canary);
	sing(taken);
	return 0;
}

static int set_take(const char *text, const struct kernel_param *param)
{
	taken = kmalloc(TAKEN, GFP_KERNEL);
	sing(taken);
	return taken ? 0 : -ENOMEM;
}

static const struct kernel_param_ops address_ops = { .get = get_address };
static const struct kernel_param_ops function_ops = { .get = get_function };
static const struct kernel_param_ops state_ops = { .get = get_state, .set = set_state };
static const struct kernel_param_ops take_ops = { .set = set_take };
module_param_cb(address, &address_ops, NULL, 0444);
module_param_cb(function, &function_ops, NULL, 0444);
module_param_cb(state, &state_ops, NULL, 0644);
module_param_cb(take, &take_ops, NULL, 0200);

static int __init canary_init(void)
{
	canary = kmalloc(sizeof(*canary), GFP_KERNEL);
	sing(canary);
	return canary ? 0 : -ENOMEM;
}
module_init(canary_init);

static void __exit canary_exit(void)
{
	kfree(canary);
	kfree(taken);
}
module_exit(canary_exit);

MODULE_DESCRIPTION("Memory to do damage to");
MODULE_LICENSE("GPL");
