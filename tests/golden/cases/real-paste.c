// SPDX-License-Identifier: GPL-2.0-or-later
// Debian's headers: macros that paste a function's name.
// KERNEL: real
// AFTER: make -s -C {kernel} M=$PWD/out KBUILD_MODPOST_WARN=1 modules 2>&1 | grep -v -e WARNING -e 'BTF gen' -e vmlinux; ls out/*.ko
#include <linux/device.h>
#include <linux/module.h>
#include <linux/seq_file.h>

static ssize_t level_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return 0;
}
static DEVICE_ATTR_RO(level);

static int all_show(struct seq_file *seq, void *unused)
{
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(all);

const void *addresses[] = { &dev_attr_level, &all_fops };
MODULE_LICENSE("GPL");
//--- EXPECT
// exit 0
// | real-paste: 1 call taps (0 written, 0 inferred, 1 default), 3 entry taps (2 written), 0 not covered
// | out/real-paste.ko
// @ real-paste.c
// + #include "real-paste_taps.h"
// - static DEVICE_ATTR_RO(level);
// + static struct device_attribute dev_attr_level = {
// + 	.attr = { .name = "level", .mode = 0444 },
// + 	.show = umbra_entry_level_show,
// + };
// - DEFINE_SHOW_ATTRIBUTE(all);
// + static int all_open(struct inode *inode, struct file *file) {
// + 	return single_open(file, umbra_entry_all_show, inode->i_private);
// + }
// + static const struct file_operations all_fops = {
// + 	.owner = (&__this_module),
// + 	.open = umbra_entry_all_open,
// + 	.read = seq_read,
// + 	.llseek = seq_lseek,
// + 	.release = single_release,
// + };
// +
// + /* Functions that entry taps call, see real-paste_taps.h. */
// + UMBRA_ENTRY(all_open);
// + UMBRA_ENTRY(all_show);
// + UMBRA_ENTRY(level_show);
