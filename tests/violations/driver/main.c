// SPDX-License-Identifier: GPL-2.0-only
/*
 * main.c - a driver with many mistakes, each made on request.
 *
 * Plain kernel C that knows nothing of Umbra. A request is a mistake's name, an
 * address and a function's address, written to /dev/violations by anybody.
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "violations.h"

unsigned long target, function;
bool enough;
char *kept;
const void *to_read;
size_t to_read_bytes;
ssize_t read_result;
static int open_result;

static void do_nothing(struct place *place)
{
}

static void do_release(struct place *place)
{
	WRITE_ONCE(enough, true);
	release_locks();
	release_sleepers();
}

static void do_keep(struct place *place)
{
	kept = kmalloc(KEPT_BYTES, GFP_KERNEL);
	kfree(kept);
}

/* open() of whoever comes next says something that is no error and no success. */
static void do_open_positive(struct place *place)
{
	open_result = 3;
}

/* Not mistakes, but what comes before or after one. */
static const struct mistake helpers[] = {
	{ "nothing", do_nothing },
	{ "release", do_release },
	{ "keep", do_keep },
	{ "open-positive", do_open_positive },
	{ NULL },
};

static const struct mistake *const groups[] = {
	helpers,	   store_mistakes,   heap_mistakes,    call_mistakes,
	argument_mistakes, result_mistakes,  lock_mistakes,    context_mistakes,
	loop_mistakes,	   wait_mistakes,    table_mistakes,   device_mistakes,
	usb_mistakes,	   virtio_mistakes,  flaw_mistakes,    kept_mistakes,
};

static int make(const char *name)
{
	const struct mistake *mistake;
	int i;

	for (i = 0; i < ARRAY_SIZE(groups); i++)
		for (mistake = groups[i]; mistake->name; mistake++)
			if (!strcmp(mistake->name, name)) {
				mistake->make((struct place *)target);
				return 0;
			}
	return -ENOENT;
}

static int violations_open(struct inode *inode, struct file *file)
{
	int result = open_result;

	open_result = 0;
	return result;
}

static int violations_release(struct inode *inode, struct file *file)
{
	flaws_release();
	return 0;
}

static ssize_t violations_write(struct file *file, const char __user *user, size_t count,
				loff_t *offset)
{
	char text[80] = "", name[24];
	int result;

	if (count >= sizeof(text) || copy_from_user(text, user, count))
		return -EINVAL;
	if (sscanf(text, "%23s %lx %lx", name, &target, &function) < 1)
		return -EINVAL;
	WRITE_ONCE(enough, false);
	result = make(name);
	return result ? result : count;
}

static ssize_t violations_read(struct file *file, char __user *user, size_t count, loff_t *offset)
{
	size_t n = min(count, to_read_bytes);
	ssize_t result = read_result;

	to_read_bytes = 0;
	read_result = 0;
	if (n && copy_to_user(user, to_read, n))
		return -EFAULT;
	return result ? result : n;
}

static const struct file_operations violations_ops = {
	.owner = THIS_MODULE,
	.open = violations_open,
	.release = violations_release,
	.read = violations_read,
	.write = violations_write,
	.poll = violations_poll,
	.llseek = noop_llseek,
};

static struct miscdevice violations_node = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "violations",
	.fops = &violations_ops,
	.mode = 0666,
};

static int __init violations_init(void)
{
	int result;

	later_init();
	result = misc_register(&violations_node);
	if (result)
		return result;
	result = device_init();
	if (result)
		goto no_device;
	result = usb_init();
	if (result)
		goto no_usb;
	result = virtio_init();
	if (result)
		goto no_virtio;
	return 0;

no_virtio:
	usb_exit();
no_usb:
	device_exit();
no_device:
	misc_deregister(&violations_node);
	return result;
}
module_init(violations_init);

static void __exit violations_exit(void)
{
	virtio_exit();
	usb_exit();
	device_exit();
	misc_deregister(&violations_node);
	later_exit();
}
module_exit(violations_exit);

MODULE_DESCRIPTION("Makes mistakes on request");
MODULE_LICENSE("GPL");
