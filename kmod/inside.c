// SPDX-License-Identifier: GPL-2.0-only
/*
 * inside.c - threads in a driver, seen from outside: their frames, their variables.
 *
 * The rule: what may go while we look is read so that a fault is an answer. Under RCU
 * a stack that is given back stays memory.
 *
 * A driver hands the address of a local variable to others of its contexts: an interrupt
 * handler's cookie, a place in a list. Such a variable is the driver's as long as the
 * function that it belongs to runs. The unwinder says where on its thread's stack the
 * functions of the driver are; what lies between is the kernel's and the taps'.
 *
 * Not handled: a thread that runs on another processor is not unwound. There, all below
 * its outermost frame passes, the kernel's functions that it is in included.
 */
#include <linux/magic.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>
#include <asm/unwind.h>
#include "control.h"

#define UMBRA_FRAMES_DEEP 8

/* The task's outermost frame in the domain whose site has all @flags, or NULL. */
const struct umbra_frame *umbra_inside(struct umbra_domain *domain, struct task_struct *task,
				       unsigned int flags, struct umbra_frame *copy)
{
	const struct umbra_frame **top = (const struct umbra_frame **)READ_ONCE(task->stack) + 1;
	const struct umbra_frame *frame, *found = NULL;
	struct umbra_frame seen;
	struct umbra_site site;
	unsigned int i;

	if (!READ_ONCE(task->stack) || get_kernel_nofault(frame, top))
		return NULL;
	for (i = 0; frame && i < UMBRA_FRAMES_DEEP; i++, frame = seen.prev) {
		if (copy_from_kernel_nofault(&seen, frame, sizeof(seen)) ||
		    copy_from_kernel_nofault(&site, seen.site, sizeof(site)))
			return NULL;
		if (site.domain == domain && (site.flags & flags) == flags) {
			found = frame;
			*copy = seen;
		}
	}
	return found;
}

/* Whose stack the address is on, or NULL. Under RCU. */
static struct task_struct *umbra_stack_of(unsigned long address)
{
	unsigned long *end = (unsigned long *)round_down(address, THREAD_SIZE), magic;
	struct task_struct *process, *task;

	if (get_kernel_nofault(magic, end) || magic != STACK_END_MAGIC)
		return NULL;
	if (current->stack == end)
		return current;
	for_each_process_thread(process, task)
		if (READ_ONCE(task->stack) == end)
			return task;
	return NULL;
}

/*
 * Of which function it is a variable on the task's stack, by where that returns to; 0: of
 * none, or it is part of several's.
 */
static unsigned long umbra_function_with(struct task_struct *task, unsigned long start,
					 unsigned long bytes)
{
	struct unwind_state state;
	unsigned long bottom, end, ip;

	unwind_start(&state, task, NULL, NULL);
	while (!unwind_done(&state)) {
		ip = unwind_get_return_address(&state);
		bottom = state.sp;
		unwind_next_frame(&state);
		/* Where it returns to is no variable. */
		end = state.sp - sizeof(long);
		if (start >= bottom && start < end && bytes <= end - start)
			return ip;
	}
	return 0;
}

/**
 * umbra_lent() - a local variable of the driver's, of another context than this one
 * Slow: looks for its thread among all. Context: any.
 */
bool umbra_lent(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	struct task_struct *task;
	unsigned long top = 0;
	struct umbra_frame copy;
	bool lent = false;

	rcu_read_lock();
	task = umbra_stack_of(start);
	if (task) {
		lent = umbra_driver_text(umbra_control(domain),
					 umbra_function_with(task, start, bytes));
		/* It may have begun to run while it was looked at: that comes second. */
		if (!lent && task_on_another_cpu(task))
			top = (unsigned long)umbra_inside(domain, task, 0, &copy);
		if (start < top && top - start < THREAD_SIZE)
			lent = bytes <= top - start;
	}
	rcu_read_unlock();
	return lent;
}

/**
 * umbra_is_torn() - is it on a thread's stack, but no function's variable?
 * Of one that runs on another processor, that is not known. Context: any.
 */
bool umbra_is_torn(unsigned long start, unsigned long bytes)
{
	struct task_struct *task;
	bool torn;

	rcu_read_lock();
	task = umbra_stack_of(start);
	torn = task && !umbra_function_with(task, start, bytes) && !task_on_another_cpu(task);
	rcu_read_unlock();
	return torn;
}
