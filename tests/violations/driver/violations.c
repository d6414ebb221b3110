// SPDX-License-Identifier: GPL-2.0-only
/*
 * violations.c - a driver with many mistakes, each made on request.
 *
 * Plain kernel C that knows nothing of Umbra. A request is a mistake's name, an
 * address and a function's address, all written to .../parameters/go.
 */
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

struct place {
	unsigned long first;
	unsigned int low : 4, high : 28;
	union {
		unsigned char byte;
		unsigned int word;
	} u;
	unsigned long rest[4];
};

struct ops {
	void (*run)(void);
};

static unsigned long target, function;
static char *kept;
static struct timer_list timer;
static struct hrtimer hrtimer;
static struct work_struct work;

static noinline void do_store(struct place *place)
{
	place->first = 1;
}

static void do_byte(struct place *place)
{
	place->u.byte = 1;
}

static void do_increment(struct place *place)
{
	place->rest[1]++;
}

static void do_bits(struct place *place)
{
	place->low = 0xf & ~place->low;
}

static void do_assign(struct place *place)
{
	struct place zero = { 0 };

	*place = zero;
}

static void do_memset(struct place *place)
{
	memset(place, 0, sizeof(*place));
}

static void do_memcpy(struct place *place)
{
	memcpy(place->rest, &target, sizeof(target));
}

static void do_random(struct place *place)
{
	get_random_bytes(place, 8);
}

static void do_through_pointer(struct place *place)
{
	unsigned long **pointer = kmalloc(sizeof(*pointer), GFP_ATOMIC);

	if (!pointer)
		return;
	*pointer = &place->rest[2];
	**pointer = 1;
	kfree(pointer);
}

/* An index that nobody checked, into an array on the stack. */
static void do_local_array(struct place *place)
{
	unsigned long array[4] = { 0 };
	long index = ((long)place - (long)array) / (long)sizeof(array[0]);

	OPTIMIZER_HIDE_VAR(index);
	array[index] = 1;
	barrier_data(array);
}

/* ... and into memory of its own. */
static void do_heap_index(struct place *place)
{
	unsigned long *array = kzalloc(64, GFP_ATOMIC);

	if (!array)
		return;
	array[((long)place - (long)array) / (long)sizeof(*array)] = 1;
	kfree(array);
}

static void do_keep(struct place *place)
{
	kept = kmalloc(700, GFP_ATOMIC);
	kfree(kept);
}

static void do_use_after_free(struct place *place)
{
	kept[8] = 1;
}

/* As CVE-2010-3904: the request says where the answer goes, and nobody looks. */
static void do_unchecked_pointer(struct place *place)
{
	unsigned int *answer = (unsigned int *)target;

	*answer = 0xffffffff;
}

/* As CVE-2010-3849 and -4258: a table of functions that the attacker has placed. */
static void do_chosen_call(struct place *place)
{
	struct ops attacker = { .run = (void (*)(void))function };
	struct ops *ops = &attacker;

	OPTIMIZER_HIDE_VAR(ops);
	ops->run();
	barrier();
}

static void in_timer(struct timer_list *unused)
{
	do_store((struct place *)target);
}

static enum hrtimer_restart in_hrtimer(struct hrtimer *unused)
{
	do_store((struct place *)target);
	return HRTIMER_NORESTART;
}

static void in_work(struct work_struct *unused)
{
	do_store((struct place *)target);
}

static void do_softirq_store(struct place *place)
{
	mod_timer(&timer, jiffies + 1);
}

static void do_hardirq_store(struct place *place)
{
	hrtimer_start(&hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL_HARD);
}

static void do_work_store(struct place *place)
{
	schedule_work(&work);
}

static const struct {
	const char *name;
	void (*make)(struct place *place);
} mistakes[] = {
	{ "store", do_store },
	{ "byte", do_byte },
	{ "increment", do_increment },
	{ "bits", do_bits },
	{ "assign", do_assign },
	{ "memset", do_memset },
	{ "memcpy", do_memcpy },
	{ "random", do_random },
	{ "through-pointer", do_through_pointer },
	{ "local-array", do_local_array },
	{ "heap-index", do_heap_index },
	{ "keep", do_keep },
	{ "use-after-free", do_use_after_free },
	{ "unchecked-pointer", do_unchecked_pointer },
	{ "chosen-call", do_chosen_call },
	{ "softirq-store", do_softirq_store },
	{ "hardirq-store", do_hardirq_store },
	{ "work-store", do_work_store },
};

static int set_go(const char *text, const struct kernel_param *param)
{
	char name[24];
	int i;

	if (sscanf(text, "%23s %lx %lx", name, &target, &function) != 3)
		return -EINVAL;
	for (i = 0; i < ARRAY_SIZE(mistakes); i++)
		if (!strcmp(mistakes[i].name, name)) {
			mistakes[i].make((struct place *)target);
			return 0;
		}
	return -ENOENT;
}

static const struct kernel_param_ops go_ops = { .set = set_go };
module_param_cb(go, &go_ops, NULL, 0200);

static int __init violations_init(void)
{
	timer_setup(&timer, in_timer, 0);
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	hrtimer.function = in_hrtimer;
	INIT_WORK(&work, in_work);
	return 0;
}
module_init(violations_init);

static void __exit violations_exit(void)
{
	del_timer_sync(&timer);
	hrtimer_cancel(&hrtimer);
	cancel_work_sync(&work);
}
module_exit(violations_exit);

MODULE_DESCRIPTION("Makes mistakes on request");
MODULE_LICENSE("GPL");
