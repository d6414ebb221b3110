// SPDX-License-Identifier: GPL-2.0-or-later
// A header of the kernel's without a guard, whose types the taps need, is read once: by the driver
// or by the taps.
// KERNEL: real
// ARGS: --checks=all
// AFTER: make -s -C {kernel} M=$PWD/out one.o two.o mod_taps.o 2>&1 | grep -m1 error
// HAS mod_taps.h: #ifndef UMBRA_READ_LINUX_RAID_CLASS_H
//--- driver/Kbuild
obj-m += mod.o
mod-y := one.o two.o
//--- driver/one.c
#include <linux/module.h>
#include <linux/raid_class.h>
MODULE_LICENSE("GPL");
struct raid_template *give(struct raid_function_template *functions)
{
	return raid_class_attach(functions);
}
//--- driver/two.c
#include <linux/module.h>
extern struct work_struct work;
void start(void)
{
	schedule_work(&work);
}
//--- EXPECT
// exit 0
// | mod: 2 call taps (1 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ one.c
// + #ifndef UMBRA_READ_LINUX_RAID_CLASS_H
// + #define UMBRA_READ_LINUX_RAID_CLASS_H
// + #endif
// + #include "mod_taps.h"
// - 	return raid_class_attach(functions);
// + 	return umbra_call_raid_class_attach(functions);
// @ two.c
// + #include "mod_taps.h"
// - 	schedule_work(&work);
// + 	umbra_call_schedule_work(&work);
