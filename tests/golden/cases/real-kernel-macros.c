// SPDX-License-Identifier: GPL-2.0-or-later
// Debian's headers: locks, timers and work, all behind macros; it is built, too.
// KERNEL: real
// AFTER: make -s -C {kernel} M=$PWD/out KBUILD_MODPOST_WARN=1 modules 2>&1 | grep -v -e WARNING -e 'BTF gen' -e vmlinux; ls out/*.ko
#include <linux/module.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

static DEFINE_SPINLOCK(lock);

static void work(struct work_struct *work)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	spin_unlock_irqrestore(&lock, flags);
}
static DECLARE_WORK(item, work);

static void tick(struct timer_list *timer)
{
	schedule_work(&item);
	mod_timer(timer, jiffies + HZ);
}
static DEFINE_TIMER(timer, tick);

static int __init start(void)
{
	mod_timer(&timer, jiffies + HZ);
	return 0;
}
module_init(start);

static void __exit end(void)
{
	del_timer_sync(&timer);
	cancel_work_sync(&item);
}
module_exit(end);
MODULE_LICENSE("GPL");
//--- EXPECT
// exit 0
// | real-kernel-macros: 6 call taps (6 written, 0 inferred, 0 default), 4 entry taps (1 written), 0 not covered
// | out/real-kernel-macros.ko
// @ real-kernel-macros.c
// + #include "real-kernel-macros_taps.h"
// - 	spin_unlock_irqrestore(&lock, flags);
// + 	umbra_call_spin_unlock_irqrestore(&lock, flags);
// - static DECLARE_WORK(item, work);
// + static DECLARE_WORK(item, umbra_entry_work);
// - 	schedule_work(&item);
// - 	mod_timer(timer, jiffies + HZ);
// + 	umbra_call_schedule_work(&item);
// + 	umbra_call_mod_timer(timer, jiffies + HZ);
// - static DEFINE_TIMER(timer, tick);
// + static DEFINE_TIMER(timer, umbra_entry_tick);
// - 	mod_timer(&timer, jiffies + HZ);
// + 	umbra_call_mod_timer(&timer, jiffies + HZ);
// - 	del_timer_sync(&timer);
// - 	cancel_work_sync(&item);
// + 	umbra_call_del_timer_sync(&timer);
// + 	umbra_call_cancel_work_sync(&item);
// +
// + /* Functions that entry taps call, see real-kernel-macros_taps.h. */
// + UMBRA_ENTRY(tick);
// + UMBRA_ENTRY(work);
