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
// exit 1
// | driver/real-paste.c:13:8: error: the address of 'level_show' is taken inside of the macro _name, which puts the name together
// |     static DEVICE_ATTR_RO(level);
// |            ^
// |   cure: write the macro out here
// | driver/real-paste.c:19:1: error: the address of 'all_open' is taken inside of the macro __name, which puts the name together
// |     DEFINE_SHOW_ATTRIBUTE(all);
// |     ^
// |   cure: write the macro out here
// | driver/real-paste.c:19:1: error: the address of 'all_show' is taken inside of the macro __name, which puts the name together
// |     DEFINE_SHOW_ATTRIBUTE(all);
// |     ^
// |   cure: write the macro out here
// | umbra: 3 errors; nothing was written
// | ls: cannot access 'out/*.ko': No such file or directory
// | /usr/src/linux-headers-6.1.0-56-common/scripts/Makefile.build:44: out/Makefile: No such file or directory
// | make[1]: *** No rule to make target 'out/Makefile'.  Stop.
// | make: *** [/usr/src/linux-headers-6.1.0-56-common/Makefile:2065: out] Error 2
