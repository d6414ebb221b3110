// SPDX-License-Identifier: GPL-2.0-only
/*
 * flaws.c - flaws that were exploited by anybody who could open a socket,
 * modelled on the class of each, at the request of any process.
 */
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "violations.h"

struct frame {
	unsigned long id, data[3];
};

/*
 * As CVE-2010-2959 (can-bcm): so many frames are asked for that the product
 * wraps around; what is allocated is small, what is filled is not.
 */
static void do_overflow(struct place *place)
{
	unsigned int n = 0x80000000u / (sizeof(struct frame) / 2) + 62, i;
	unsigned int bytes;
	struct frame *frames;

	OPTIMIZER_HIDE_VAR(n);
	bytes = n * (unsigned int)sizeof(*frames); /* 1984 */
	frames = kmalloc(bytes, GFP_KERNEL);
	for (i = 0; frames && i < n; i++) {
		memset(&frames[i], 0, sizeof(*frames));
		/* The attacker's data ends here. */
		if (i == 66)
			break;
	}
	kfree(frames);
}

/* As CVE-2010-3904 (rds): the request says where the answer goes, and nobody looks. */
static void do_unchecked_pointer(struct place *place)
{
	unsigned int *answer = (unsigned int *)target;

	*answer = 0xffffffff;
}

/* The same through the kernel's own functions for a user's memory, those that do not look. */
static void do_unchecked_put(struct place *place)
{
	__put_user(0, (unsigned int __user *)target);
}

static void do_unchecked_copy(struct place *place)
{
	static const unsigned int answer;

	if (__copy_to_user_inatomic((void __user *)target, &answer, sizeof(answer)))
		pr_info("no answer\n");
}

static void do_unchecked_clear(struct place *place)
{
	if (__clear_user((void __user *)target, sizeof(int)))
		pr_info("not cleared\n");
}

/* Looked at was another address. */
static void do_unchecked_unsafe(struct place *place)
{
	if (!user_access_begin((void __user *)PAGE_SIZE, sizeof(int)))
		return;
	unsafe_put_user(0, (unsigned int __user *)target, fault);
fault:
	user_access_end();
}

/*
 * As CVE-2010-3849, -3850 and -4258 (econet): anybody may set where a word is
 * cleared in the end (-3850), a call through a table finds null (-3849), and on
 * the dead process's way out the word is cleared (-4258).
 */
struct econet {
	int (*send)(struct econet *econet);
	unsigned int *clear;
};
static struct econet econet;

/* The file is closed; by a process that died in the driver, too. */
void flaws_release(void)
{
	unsigned int *clear = econet.clear;

	econet.clear = NULL;
	if (clear)
		*clear = 0;
}

static void do_econet(struct place *place)
{
	econet.clear = &place->u.word;
	econet.send(&econet);
	barrier();
}

const struct mistake flaw_mistakes[] = {
	{ "overflow", do_overflow },
	{ "unchecked-pointer", do_unchecked_pointer },
	{ "unchecked-put", do_unchecked_put },
	{ "unchecked-copy", do_unchecked_copy },
	{ "unchecked-clear", do_unchecked_clear },
	{ "unchecked-unsafe", do_unchecked_unsafe },
	{ "econet", do_econet },
	{ NULL },
};
