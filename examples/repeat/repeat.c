// SPDX-License-Identifier: GPL-2.0-only
/*
 * repeat.c - a driver that divides, and fails on the same request each time.
 *
 * Purpose: shows that a request which fails a driver whenever it is made is
 * refused, while the driver lives on for all others. It is plain kernel C and
 * knows nothing of Umbra.
 *
 * Usage, in a machine that you can lose (from the root of the repository):
 *
 *	build/bin/umbra harden --output /tmp/repeat examples/repeat
 *	make -C /lib/modules/$(uname -r)/build M=/tmp/repeat modules
 *	insmod build/modules/umbra.ko; insmod build/modules/umbra_net.ko
 *	insmod /tmp/repeat/repeat.ko
 *	for i in 1 2 3; do echo "7 0" >/dev/repeat; done
 *	echo "42 6" >/dev/repeat; cat /sys/module/repeat/parameters/result
 *	dmesg | tail -3; build/bin/umbractl report repeat
 *
 * Expected output: two writes fail with "Device or resource busy", the third
 * with "Input/output error"; then 7; and in the log, but for the figures, two
 * failures and, with the second:
 *
 *	umbra: repeat: repeat_write() failed 2 times in a row on one request for
 *	file_operations.write, which is refused from now on: buffer 4 bytes 37 20
 *	30 0a, count 4; each time at repeat_divide+0x1c (repeat.c:42): divide error;
 *	all of it: umbractl report repeat
 *
 * The same by ioctl(2): REPEAT_DIVIDE with struct repeat_numbers.
 */
#include <linux/fs.h>
#include <linux/ioctl.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/uaccess.h>

struct repeat_numbers {
	int dividend, divisor, result;
};

#define REPEAT_DIVIDE _IOWR('r', 1, struct repeat_numbers)

static int result;
module_param(result, int, 0444);

static noinline void repeat_divide(struct repeat_numbers *numbers)
{
	numbers->result = numbers->dividend / numbers->divisor;
	result = numbers->result;
}

static ssize_t repeat_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct repeat_numbers numbers;
	char text[32] = "";

	if (count >= sizeof(text))
		return -EINVAL;
	if (copy_from_user(text, buf, count))
		return -EFAULT;
	if (sscanf(text, "%d %d", &numbers.dividend, &numbers.divisor) != 2)
		return -EINVAL;
	repeat_divide(&numbers);
	return count;
}

static long repeat_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct repeat_numbers numbers;

	if (cmd != REPEAT_DIVIDE)
		return -ENOTTY;
	if (copy_from_user(&numbers, (void __user *)arg, sizeof(numbers)))
		return -EFAULT;
	repeat_divide(&numbers);
	return copy_to_user((void __user *)arg, &numbers, sizeof(numbers)) ? -EFAULT : 0;
}

static const struct file_operations repeat_fops = {
	.owner = THIS_MODULE,
	.write = repeat_write,
	.unlocked_ioctl = repeat_ioctl,
};

static struct miscdevice repeat_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "repeat",
	.fops = &repeat_fops,
};

static int __init repeat_init(void)
{
	return misc_register(&repeat_device);
}
module_init(repeat_init);

static void __exit repeat_exit(void)
{
	misc_deregister(&repeat_device);
}
module_exit(repeat_exit);

MODULE_DESCRIPTION("Divides, and fails on the same request each time");
MODULE_LICENSE("GPL");
