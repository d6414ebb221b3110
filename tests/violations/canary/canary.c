// SPDX-License-Identifier: GPL-2.0-only
/*
 * canary.c - memory of the kernel's that nobody but this module may write.
 *
 * /sys/module/canary/parameters/
 *	address   where it is
 *	alarm     where a timer of its own is, which changes it
 *	data      where one is that lies in its own data
 *	function  a function that changes it: what no driver has a right to call
 *	state     "intact" or "changed"; a write makes it intact again
 *	stand     a write keeps its thread here for two seconds; where on that one's stack a
 *		  canary is
 *	take      a write allocates an object of 700 bytes that belongs to it, too
 *	page      a write allocates a page
 *	fill      a write takes so much memory of that size that what was free of it is its
 *	surround  the same, but for one place: what somebody else allocates next (on the same
 *		  processor) has its objects on both sides
 */
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/slab.h>
#include <linux/timer.h>

#define SONG 0x5ca1ab1e0ddba11ul
#define TAKEN 700 /* of a size that little else has */

struct object {
	unsigned long word[16]; /* two cache lines */
};

#define RING 96

static struct object *canary, *taken, *page, *ring[RING], *standing;
static struct object in_data;
static bool fell; /* one that stood was changed */

static void sing(struct object *object)
{
	unsigned int i;

	for (i = 0; object && i < ARRAY_SIZE(object->word); i++)
		object->word[i] = SONG;
}

static bool changed(const struct object *object)
{
	unsigned int i;

	for (i = 0; object && i < ARRAY_SIZE(object->word); i++)
		if (READ_ONCE(object->word[i]) != SONG)
			return true;
	return false;
}

static bool any_changed(void)
{
	bool any = fell || changed(canary) || changed(&in_data) || changed(taken) || changed(page);
	int i;

	for (i = 0; i < RING; i++)
		any |= changed(ring[i]);
	return any;
}

/* Done, whoever calls it and takes the result for one that it knows. */
static noinline long canary_change(void)
{
	canary->word[0] = 0;
	return 0;
}

static void ring_alarm(struct timer_list *unused)
{
	canary_change();
}
static DEFINE_TIMER(alarm_timer, ring_alarm);

static int get_alarm(char *text, const struct kernel_param *param)
{
	return sprintf(text, "0x%lx\n", (unsigned long)&alarm_timer);
}

static int get_address(char *text, const struct kernel_param *param)
{
	return sprintf(text, "0x%lx\n", (unsigned long)canary);
}

static int get_data(char *text, const struct kernel_param *param)
{
	return sprintf(text, "0x%lx\n", (unsigned long)&in_data);
}

static int get_function(char *text, const struct kernel_param *param)
{
	return sprintf(text, "0x%lx\n", (unsigned long)canary_change);
}

static int get_state(char *text, const struct kernel_param *param)
{
	return sprintf(text, any_changed() ? "changed\n" : "intact\n");
}

static int set_state(const char *text, const struct kernel_param *param)
{
	int i;

	fell = false;
	sing(canary);
	sing(&in_data);
	sing(taken);
	sing(page);
	for (i = 0; i < RING; i++)
		sing(ring[i]);
	return 0;
}

static int set_stand(const char *text, const struct kernel_param *param)
{
	struct object here;

	sing(&here);
	WRITE_ONCE(standing, &here);
	/* Its own parameter's lock is everybody's: others are to be read. */
	kernel_param_unlock(THIS_MODULE);
	msleep(2000);
	kernel_param_lock(THIS_MODULE);
	WRITE_ONCE(standing, NULL);
	fell |= changed(&here);
	return 0;
}

static int get_stand(char *text, const struct kernel_param *param)
{
	return sprintf(text, "0x%lx\n", (unsigned long)standing);
}

static int set_take(const char *text, const struct kernel_param *param)
{
	taken = kmalloc(TAKEN, GFP_KERNEL);
	sing(taken);
	return taken ? 0 : -ENOMEM;
}

static int set_page(const char *text, const struct kernel_param *param)
{
	page = (struct object *)__get_free_page(GFP_KERNEL);
	sing(page);
	return page ? 0 : -ENOMEM;
}

static bool in_ring(const void *object)
{
	int i;

	for (i = 0; i < RING; i++)
		if (object && ring[i] == object)
			return true;
	return false;
}

static int set_fill(const char *text, const struct kernel_param *param)
{
	unsigned int bytes, i;

	if (kstrtouint(text, 0, &bytes))
		return -EINVAL;
	for (i = 0; i < RING; i++) {
		kfree(ring[i]);
		ring[i] = kmalloc(bytes, GFP_KERNEL);
		sing(ring[i]);
	}
	return 0;
}

static int set_surround(const char *text, const struct kernel_param *param)
{
	int i, error = set_fill(text, param);
	size_t step;

	for (i = 0; i < RING && !error; i++) {
		step = ring[i] ? ksize(ring[i]) : 0;
		if (!step || !in_ring((char *)ring[i] - step) || !in_ring((char *)ring[i] + step))
			continue;
		kfree(ring[i]);
		ring[i] = NULL;
		return 0;
	}
	return error ?: -ENOMEM;
}

static const struct kernel_param_ops page_ops = { .set = set_page };
static const struct kernel_param_ops fill_ops = { .set = set_fill };
static const struct kernel_param_ops surround_ops = { .set = set_surround };
static const struct kernel_param_ops stand_ops = { .get = get_stand, .set = set_stand };
static const struct kernel_param_ops alarm_ops = { .get = get_alarm };
static const struct kernel_param_ops data_ops = { .get = get_data };
static const struct kernel_param_ops address_ops = { .get = get_address };
static const struct kernel_param_ops function_ops = { .get = get_function };
static const struct kernel_param_ops state_ops = { .get = get_state, .set = set_state };
static const struct kernel_param_ops take_ops = { .set = set_take };
module_param_cb(stand, &stand_ops, NULL, 0644);
module_param_cb(alarm, &alarm_ops, NULL, 0444);
module_param_cb(address, &address_ops, NULL, 0444);
module_param_cb(data, &data_ops, NULL, 0444);
module_param_cb(function, &function_ops, NULL, 0444);
module_param_cb(state, &state_ops, NULL, 0644);
module_param_cb(take, &take_ops, NULL, 0200);
module_param_cb(page, &page_ops, NULL, 0200);
module_param_cb(fill, &fill_ops, NULL, 0200);
module_param_cb(surround, &surround_ops, NULL, 0200);

static int __init canary_init(void)
{
	canary = kmalloc(sizeof(*canary), GFP_KERNEL);
	sing(canary);
	sing(&in_data);
	return canary ? 0 : -ENOMEM;
}
module_init(canary_init);

static void __exit canary_exit(void)
{
	int i;

	del_timer_sync(&alarm_timer);
	kfree(canary);
	kfree(taken);
	free_page((unsigned long)page);
	for (i = 0; i < RING; i++)
		kfree(ring[i]);
}
module_exit(canary_exit);

MODULE_DESCRIPTION("Memory to do damage to");
MODULE_LICENSE("GPL");
