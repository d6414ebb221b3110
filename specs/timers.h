/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timers.h - what runs later: timers, work, tasklets, threads, RCU; and waits.
 *
 * The rule it upholds: what is armed is held, from the first time it is armed
 * until it is cancelled for good; so recovery can wait for it before the
 * memory it lives in goes.
 *
 * Not handled: a thread that waits without a timeout for what only the failed
 * driver would bring.
 */
#include "umbra_spec.h"
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/poll.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/swait.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

/* Armed, a timer is the kernel's, but for when it is due. */
UMBRA_KIND_SEALED void timer(struct timer_list *timer) { del_timer_sync(timer); }
USED(timer, timer_pending(timer));
WRITES(timer_list, expires);
UMBRA_CALL void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *),
			       unsigned int flags, const char *name, struct lock_class_key *key)
	PASSES NEEDS(timer, sizeof(*timer));
UMBRA_CALLBACK(void, init_timer_key, func, (struct timer_list *timer));
UMBRA_CALL int mod_timer(struct timer_list *timer, unsigned long expires)
	TRACKS_ONCE(timer, timer) OWNS(timer, sizeof(*timer)) CALLS(timer);
UMBRA_CALL int mod_timer_pending(struct timer_list *timer, unsigned long expires) PASSES;
UMBRA_CALL int timer_reduce(struct timer_list *timer, unsigned long expires)
	TRACKS_ONCE(timer, timer) OWNS(timer, sizeof(*timer)) CALLS(timer);
UMBRA_CALL void add_timer(struct timer_list *timer) TRACKS_ONCE(timer, timer)
	OWNS(timer, sizeof(*timer)) CALLS(timer);
UMBRA_CALL void add_timer_on(struct timer_list *timer, int cpu) TRACKS_ONCE(timer, timer)
	OWNS(timer, sizeof(*timer)) CALLS(timer);
UMBRA_INLINE(int, del_timer_sync, (struct timer_list *timer)) RELEASES(timer, timer) EXISTS(timer);
UMBRA_CALL int timer_delete_sync(struct timer_list *timer) RELEASES(timer, timer) EXISTS(timer);
UMBRA_CALL int timer_shutdown_sync(struct timer_list *timer) RELEASES(timer, timer) EXISTS(timer);
UMBRA_CALL int timer_shutdown(struct timer_list *timer) EXISTS(timer);
/* The handler may still run: held until it is waited for. */
UMBRA_INLINE(int, del_timer, (struct timer_list *timer)) EXISTS(timer);
UMBRA_CALL int timer_delete(struct timer_list *timer) EXISTS(timer);
UMBRA_CALL int try_to_del_timer_sync(struct timer_list *timer) EXISTS(timer);

UMBRA_KIND_SEALED void hrtimer(struct hrtimer *timer)
{
	hrtimer_cancel(timer);
}
USED(hrtimer, hrtimer_is_queued(timer));
UMBRA_CALL void hrtimer_init(struct hrtimer *timer, clockid_t which_clock,
			     enum hrtimer_mode mode) PASSES NEEDS(timer, sizeof(*timer));
UMBRA_INLINE(void, hrtimer_start, (struct hrtimer *timer, ktime_t tim,
				   const enum hrtimer_mode mode)) TRACKS_ONCE(hrtimer, timer)
	OWNS(timer, sizeof(*timer)) CALLS(timer);
UMBRA_CALL void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 range_ns,
				       const enum hrtimer_mode mode) TRACKS_ONCE(hrtimer, timer)
	OWNS(timer, sizeof(*timer)) CALLS(timer);
UMBRA_INLINE(void, hrtimer_restart, (struct hrtimer *timer)) TRACKS_ONCE(hrtimer, timer)
	CALLS(timer);
UMBRA_CALL int hrtimer_cancel(struct hrtimer *timer) RELEASES(hrtimer, timer) EXISTS(timer);
UMBRA_CALL int hrtimer_try_to_cancel(struct hrtimer *timer) EXISTS(timer);

UMBRA_ENTRY(enum hrtimer_restart, hrtimer, function, (struct hrtimer *timer))
	ALLOWS(result == HRTIMER_NORESTART || result == HRTIMER_RESTART);

/* From when it is queued until its function is called. */
UMBRA_KIND_SEALED void work(struct work_struct *work) { cancel_work_sync(work); }
USED(work, work_pending(work));
UMBRA_KIND_SEALED void delayed_work(struct delayed_work *work) { cancel_delayed_work_sync(work); }
USED(delayed_work, delayed_work_pending(work));
UMBRA_KIND void workqueue(struct workqueue_struct *queue) { destroy_workqueue(queue); }

/* Held before the call, which is the last that is known of it: its function may free it. */
#define QUEUES(kind, item) \
	BEFORE(umbra_work_queueing, #kind, item) TRACKS_ONCE(kind, item) WHEN(false)

UMBRA_ENTRY(void, work_struct, func, (struct work_struct *work)) AFTER(umbra_work_over, work);
UMBRA_INLINE(void, __init_work, (struct work_struct *work, int onstack)) PASSES;
UMBRA_INLINE(bool, schedule_work, (struct work_struct *work)) QUEUES(work, work)
	OWNS(work, sizeof(*work)) CALLS(work);
UMBRA_INLINE(bool, schedule_work_on, (int cpu, struct work_struct *work)) QUEUES(work, work)
	OWNS(work, sizeof(*work)) CALLS(work);
UMBRA_INLINE(bool, queue_work, (struct workqueue_struct *wq, struct work_struct *work))
	QUEUES(work, work) EXISTS(wq) OWNS(work, sizeof(*work)) CALLS(work);
UMBRA_CALL bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work)
	QUEUES(work, work) EXISTS(wq) OWNS(work, sizeof(*work)) CALLS(work);
UMBRA_CALL bool queue_work_node(int node, struct workqueue_struct *wq, struct work_struct *work)
	QUEUES(work, work) EXISTS(wq) CALLS(work);
UMBRA_INLINE(bool, schedule_delayed_work, (struct delayed_work *dwork, unsigned long delay))
	QUEUES(delayed_work, dwork) OWNS(dwork, sizeof(*dwork)) CALLS(dwork);
UMBRA_INLINE(bool, schedule_delayed_work_on, (int cpu, struct delayed_work *dwork,
					      unsigned long delay))
	QUEUES(delayed_work, dwork) OWNS(dwork, sizeof(*dwork)) CALLS(dwork);
UMBRA_INLINE(bool, queue_delayed_work, (struct workqueue_struct *wq, struct delayed_work *dwork,
					unsigned long delay)) QUEUES(delayed_work, dwork)
	EXISTS(wq) OWNS(dwork, sizeof(*dwork)) CALLS(dwork);
UMBRA_INLINE(bool, mod_delayed_work, (struct workqueue_struct *wq, struct delayed_work *dwork,
				      unsigned long delay))
	QUEUES(delayed_work, dwork) EXISTS(wq)
	OWNS(dwork, sizeof(*dwork)) CALLS(dwork);
UMBRA_CALL bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq,
				      struct delayed_work *dwork, unsigned long delay)
	QUEUES(delayed_work, dwork) EXISTS(wq)
	OWNS(dwork, sizeof(*dwork)) CALLS(dwork);
UMBRA_CALL bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq,
				    struct delayed_work *dwork, unsigned long delay)
	QUEUES(delayed_work, dwork) EXISTS(wq)
	OWNS(dwork, sizeof(*dwork)) CALLS(dwork);
UMBRA_CALL bool cancel_work_sync(struct work_struct *work) RELEASES(work, work) EXISTS(work) SLEEPS;
UMBRA_CALL bool cancel_delayed_work_sync(struct delayed_work *dwork)
	RELEASES(delayed_work, dwork) EXISTS(dwork) SLEEPS;
/* These may leave it running. */
UMBRA_CALL bool cancel_work(struct work_struct *work) EXISTS(work);
UMBRA_CALL bool cancel_delayed_work(struct delayed_work *dwork) EXISTS(dwork);
UMBRA_CALL bool flush_work(struct work_struct *work) EXISTS(work) SLEEPS;
UMBRA_CALL bool flush_delayed_work(struct delayed_work *dwork) EXISTS(dwork) SLEEPS;
UMBRA_CALL struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags,
						    int max_active, ...)
	TRACKS(workqueue, result) SLEEPS;
UMBRA_CALL void destroy_workqueue(struct workqueue_struct *wq) RELEASES(workqueue, wq) EXISTS(wq)
	SLEEPS DEMANDS(workqueue, wq);
UMBRA_CALL void __flush_workqueue(struct workqueue_struct *wq) EXISTS(wq) SLEEPS;
UMBRA_CALL void drain_workqueue(struct workqueue_struct *wq) EXISTS(wq) SLEEPS;
UMBRA_CALL unsigned int work_busy(struct work_struct *work) PASSES;

/* A disabled tasklet would never be done: enabled again before it is killed. */
UMBRA_KIND_SEALED void tasklet(struct tasklet_struct *tasklet)
{
	tasklet_kill(tasklet);
}
USED(tasklet, test_bit(TASKLET_STATE_SCHED, &tasklet->state));
UMBRA_KIND void tasklet_disabled(struct tasklet_struct *tasklet) { tasklet_enable(tasklet); }
UMBRA_CALL void tasklet_setup(struct tasklet_struct *t,
			      void (*callback)(struct tasklet_struct *)) PASSES
	NEEDS(t, sizeof(*t));
UMBRA_CALL void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long),
			     unsigned long data) PASSES NEEDS(t, sizeof(*t));
UMBRA_INLINE(void, tasklet_schedule, (struct tasklet_struct *t)) TRACKS_ONCE(tasklet, t)
	OWNS(t, sizeof(*t)) CALLS(t);
UMBRA_INLINE(void, tasklet_hi_schedule, (struct tasklet_struct *t)) TRACKS_ONCE(tasklet, t)
	OWNS(t, sizeof(*t)) CALLS(t);
UMBRA_CALL void __tasklet_schedule(struct tasklet_struct *t) TRACKS_ONCE(tasklet, t)
	OWNS(t, sizeof(*t)) CALLS(t);
UMBRA_CALL void __tasklet_hi_schedule(struct tasklet_struct *t) TRACKS_ONCE(tasklet, t)
	OWNS(t, sizeof(*t)) CALLS(t);
UMBRA_INLINE(void, tasklet_disable, (struct tasklet_struct *t)) TRACKS(tasklet_disabled, t)
	EXISTS(t);
UMBRA_INLINE(void, tasklet_disable_nosync, (struct tasklet_struct *t))
	TRACKS(tasklet_disabled, t) EXISTS(t);
UMBRA_INLINE(void, tasklet_disable_in_atomic, (struct tasklet_struct *t))
	TRACKS(tasklet_disabled, t) EXISTS(t);
UMBRA_INLINE(void, tasklet_enable, (struct tasklet_struct *t)) RELEASES(tasklet_disabled, t)
	EXISTS(t);
UMBRA_CALL void tasklet_kill(struct tasklet_struct *t) RELEASES(tasklet, t) EXISTS(t) SLEEPS;

/* A thread that failed stays until it is told to stop, or kthread_stop() would find no task. */
UMBRA_KIND void thread(struct task_struct *task) { kthread_stop(task); }
UMBRA_KIND void thread_worker(struct kthread_worker *worker) { kthread_destroy_worker(worker); }
UMBRA_KIND_SEALED void thread_work(struct kthread_work *work)
{
	kthread_cancel_work_sync(work);
}
USED(thread_work, !list_empty(&work->node));
UMBRA_KIND_SEALED void thread_delayed_work(struct kthread_delayed_work *work)
{ kthread_cancel_delayed_work_sync(work); }
USED(thread_delayed_work, timer_pending(&work->timer) || !list_empty(&work->work.node));
UMBRA_CALL struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data,
						      int node, const char namefmt[], ...)
	TRACKS(thread, result) SLEEPS;
UMBRA_CALLBACK(int, kthread_create_on_node, threadfn, (void *data))
	UNWOUND(({ while (!kthread_should_stop()) schedule_timeout_interruptible(HZ); 0; }));
UMBRA_CALL int kthread_stop(struct task_struct *k) RELEASES(thread, k) EXISTS(k) SLEEPS
	DEMANDS(thread, k);
UMBRA_CALL bool kthread_should_stop(void);
UMBRA_CALL int wake_up_process(struct task_struct *tsk) EXISTS(tsk);
UMBRA_CALL struct kthread_worker *kthread_create_worker(unsigned int flags,
							const char namefmt[], ...)
	TRACKS(thread_worker, result);
UMBRA_CALL void kthread_destroy_worker(struct kthread_worker *worker)
	RELEASES(thread_worker, worker) EXISTS(worker) SLEEPS;
UMBRA_CALL bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work)
	TRACKS_ONCE(thread_work, work) EXISTS(worker) CALLS(work);
UMBRA_CALL bool kthread_queue_delayed_work(struct kthread_worker *worker,
					   struct kthread_delayed_work *dwork,
					   unsigned long delay)
	TRACKS_ONCE(thread_delayed_work, dwork) EXISTS(worker) CALLS(dwork);
UMBRA_CALL bool kthread_cancel_work_sync(struct kthread_work *work) RELEASES(thread_work, work)
	EXISTS(work) SLEEPS;
UMBRA_CALL bool kthread_cancel_delayed_work_sync(struct kthread_delayed_work *work)
	RELEASES(thread_delayed_work, work) EXISTS(work) SLEEPS;

/* The head of a callback that is still to come may not be freed. */
UMBRA_KIND_SEALED void rcu_callback(struct rcu_head *head) { rcu_barrier(); }
UMBRA_CALL void call_rcu(struct rcu_head *head, rcu_callback_t func)
	QUEUES(rcu_callback, head) OWNS(head, sizeof(*head));
UMBRA_CALLBACK(void, call_rcu, func, (struct rcu_head *head)) BEFORE(umbra_rcu_called);
UMBRA_CALL void rcu_barrier(void) SLEEPS;
UMBRA_CALL void synchronize_rcu(void) SLEEPS;

/* umbra.ko's: a thread of a failed driver does not sleep on. */
void umbra_msleep(struct umbra_domain *domain, unsigned int msecs);
unsigned long umbra_msleep_interruptible(struct umbra_domain *domain, unsigned int msecs);
void umbra_ssleep(struct umbra_domain *domain, unsigned int seconds);
void umbra_fsleep(struct umbra_domain *domain, unsigned long usecs);
void umbra_usleep_range(struct umbra_domain *domain, unsigned long min, unsigned long max);
void umbra_usleep_range_state(struct umbra_domain *domain, unsigned long min, unsigned long max,
			      unsigned int state);
void umbra_wait_for_completion(struct umbra_domain *domain, struct completion *x);
int umbra_wait_for_completion_interruptible(struct umbra_domain *domain, struct completion *x);
int umbra_wait_for_completion_killable(struct umbra_domain *domain, struct completion *x);
unsigned long umbra_wait_for_completion_timeout(struct umbra_domain *domain, struct completion *x,
						unsigned long timeout);
long umbra_wait_for_completion_interruptible_timeout(struct umbra_domain *domain,
						     struct completion *x, unsigned long timeout);
long umbra_wait_for_completion_killable_timeout(struct umbra_domain *domain, struct completion *x,
						unsigned long timeout);

/* Waits. The tap's check on the way back unwinds a thread of a failed driver. */
UMBRA_CALL void msleep(unsigned int msecs) INSTEAD(umbra_msleep) SLEEPS;
UMBRA_CALL unsigned long msleep_interruptible(unsigned int msecs)
	INSTEAD(umbra_msleep_interruptible) SLEEPS;
UMBRA_INLINE(void, ssleep, (unsigned int seconds)) INSTEAD(umbra_ssleep) SLEEPS;
UMBRA_INLINE(void, fsleep, (unsigned long usecs)) INSTEAD(umbra_fsleep) SLEEPS;
UMBRA_INLINE(void, usleep_range, (unsigned long min, unsigned long max))
	INSTEAD(umbra_usleep_range) SLEEPS;
UMBRA_CALL void usleep_range_state(unsigned long min, unsigned long max, unsigned int state)
	INSTEAD(umbra_usleep_range_state) SLEEPS;
UMBRA_CALL void __udelay(unsigned long usecs);
UMBRA_CALL void __ndelay(unsigned long nsecs);
UMBRA_CALL void __const_udelay(unsigned long xloops);
UMBRA_CALL void schedule(void);
UMBRA_CALL long schedule_timeout(long timeout);
UMBRA_CALL long schedule_timeout_interruptible(long timeout) SLEEPS;
UMBRA_CALL long schedule_timeout_uninterruptible(long timeout) SLEEPS;

/* Sealed while somebody waits in it (kmod/sleep.c); who waits leaves by himself. */
UMBRA_KIND_SEALED void completion(struct completion *x) { }
USED(completion, swait_active(&x->wait));
#define WAITS_FOR(x) EXISTS(x) TRACKS_ONCE(completion, x) WHEN(false) SLEEPS
UMBRA_CALL void wait_for_completion(struct completion *x)
	WAITS_FOR(x) INSTEAD(umbra_wait_for_completion);
UMBRA_CALL int wait_for_completion_interruptible(struct completion *x)
	WAITS_FOR(x) INSTEAD(umbra_wait_for_completion_interruptible);
UMBRA_CALL int wait_for_completion_killable(struct completion *x)
	WAITS_FOR(x) INSTEAD(umbra_wait_for_completion_killable);
UMBRA_CALL unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout)
	WAITS_FOR(x) INSTEAD(umbra_wait_for_completion_timeout);
UMBRA_CALL long wait_for_completion_interruptible_timeout(struct completion *x,
							  unsigned long timeout)
	WAITS_FOR(x) INSTEAD(umbra_wait_for_completion_interruptible_timeout);
UMBRA_CALL long wait_for_completion_killable_timeout(struct completion *x, unsigned long timeout)
	WAITS_FOR(x) INSTEAD(umbra_wait_for_completion_killable_timeout);
UMBRA_INLINE(void, init_completion, (struct completion *x)) NEEDS(x, sizeof(*x)) PASSES;
UMBRA_CALL bool try_wait_for_completion(struct completion *x) PASSES;
UMBRA_CALL bool completion_done(struct completion *x) PASSES;
UMBRA_CALL void complete(struct completion *x) EXISTS(x);
UMBRA_CALL void complete_all(struct completion *x) EXISTS(x);
UMBRA_CALL void __init_swait_queue_head(struct swait_queue_head *q, const char *name,
					struct lock_class_key *key) PASSES;

/*
 * A waiter's entry is on the stack of a thread in the driver, the queue often
 * in the driver's memory: an entry left behind would be written to later.
 */
UMBRA_KIND_LOCK void waiting(struct wait_queue_head *queue)
{
	struct wait_queue_entry *entry, *next;
	unsigned long flags;

	spin_lock_irqsave(&queue->lock, flags);
	list_for_each_entry_safe(entry, next, &queue->head, entry)
		if (entry->private == current)
			list_del_init(&entry->entry);
	spin_unlock_irqrestore(&queue->lock, flags);
	__set_current_state(TASK_RUNNING);
}
/* The head, in the driver's memory, while anybody waits there: a program that polls, too. */
UMBRA_KIND_SEALED void wait_queue(struct wait_queue_head *queue) { }
USED(wait_queue, waitqueue_active(queue));

UMBRA_CALL void init_wait_entry(struct wait_queue_entry *wq_entry, int flags) PASSES;
UMBRA_CALL void __init_waitqueue_head(struct wait_queue_head *wq_head, const char *name,
				      struct lock_class_key *key) PASSES
	NEEDS(wq_head, sizeof(*wq_head));
/* Called once a turn of wait_event()'s loop: dropped first, so that it is held once. */
UMBRA_CALL long prepare_to_wait_event(struct wait_queue_head *wq_head,
				      struct wait_queue_entry *wq_entry, int state)
	UNLOCKS(waiting, wq_head) LOCKS(waiting, wq_head) WHEN(!result) EXISTS(wq_entry)
	WAITS(wait_queue, wq_head);
UMBRA_CALL void prepare_to_wait(struct wait_queue_head *wq_head,
				struct wait_queue_entry *wq_entry, int state)
	UNLOCKS(waiting, wq_head) LOCKS(waiting, wq_head) EXISTS(wq_entry) WAITS(wait_queue, wq_head);
UMBRA_CALL bool prepare_to_wait_exclusive(struct wait_queue_head *wq_head,
					  struct wait_queue_entry *wq_entry, int state)
	UNLOCKS(waiting, wq_head) LOCKS(waiting, wq_head) WHEN(true) EXISTS(wq_entry)
	WAITS(wait_queue, wq_head);
UMBRA_CALL void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
	UNLOCKS(waiting, wq_head) EXISTS(wq_entry) AFTER(umbra_queue_left, wq_head);
UMBRA_CALL void add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry)
	LOCKS(waiting, wq_head) EXISTS(wq_entry) WAITS(wait_queue, wq_head);
UMBRA_CALL void add_wait_queue_exclusive(struct wait_queue_head *wq_head,
					 struct wait_queue_entry *wq_entry)
	LOCKS(waiting, wq_head) EXISTS(wq_entry) WAITS(wait_queue, wq_head);
UMBRA_CALL void remove_wait_queue(struct wait_queue_head *wq_head,
				  struct wait_queue_entry *wq_entry)
	UNLOCKS(waiting, wq_head) EXISTS(wq_entry) AFTER(umbra_queue_left, wq_head);
UMBRA_CALL int __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key)
	EXISTS(wq_head);
UMBRA_INLINE(void, poll_wait,
	     (struct file *filp, wait_queue_head_t *wait_address, poll_table *p))
	WAITS(wait_queue, wait_address);
