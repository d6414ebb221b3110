// SPDX-License-Identifier: GPL-2.0-only
/*
 * frame.c - the slow paths of taps: who may enter, who has to leave, and how
 * a thread comes out of a driver that failed.
 *
 * The rule: a thread that leaves by unwinding gives back all that it took in
 * the driver (locks, RCU, preemption, interrupts), and nothing else.
 */
#include <linux/bottom_half.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include "trace.h"
#include "../runtime/frames.h"

static bool umbra_may_enter(struct umbra_domain *domain, const struct umbra_site *site)
{
	switch (READ_ONCE(domain->state)) {
	case UMBRA_PASSIVE:
		return 1;
	case UMBRA_RESTARTING:
		return umbra_recovering_here(domain) ||
		       !(site->flags & (UMBRA_SITE_PROXIED | UMBRA_SITE_INIT | UMBRA_SITE_EXIT));
	case UMBRA_SETTLING:
		return !(site->flags & UMBRA_SITE_HELD);
	default:
		return 0;
	}
}

/* A frame less, that was unwound or never made; the others umbra_leave() counts. */
static void umbra_inflight_drop(struct umbra_domain *domain)
{
	this_cpu_inc(domain->inflight->dropped);
}

int umbra_admit(struct umbra_domain *domain, const struct umbra_site *site,
		struct umbra_frame *frame, const unsigned long asked[])
{
	int why = UMBRA_ENTERS;

	if (!umbra_may_enter(domain, site)) {
		trace_umbra_proxied_entry(site);
		why = UMBRA_AWAY;
	} else if (umbra_repeat_look(domain, site, frame, asked)) {
		why = UMBRA_REFUSED;
	}
	if (why != UMBRA_ENTERS)
		umbra_inflight_drop(domain);
	return why;
}
EXPORT_SYMBOL_GPL(umbra_admit);
/* save.S; exported here for their CRCs. */
EXPORT_SYMBOL_GPL(umbra_save);
EXPORT_SYMBOL_GPL(umbra_far_track);
EXPORT_SYMBOL_GPL(umbra_far_untrack);
EXPORT_SYMBOL_GPL(umbra_far_check);
EXPORT_SYMBOL_GPL(umbra_far_write);
EXPORT_SYMBOL_GPL(umbra_far_large);
EXPORT_SYMBOL_GPL(umbra_far_many);
EXPORT_SYMBOL_GPL(umbra_far_poll);
EXPORT_SYMBOL_GPL(umbra_far_look);
EXPORT_SYMBOL_GPL(umbra_far_not_held);
EXPORT_SYMBOL_GPL(umbra_far_handed);
EXPORT_SYMBOL_GPL(umbra_far_object);

bool umbra_recovering_here(struct umbra_domain *domain)
{
	return in_task() && READ_ONCE(umbra_control(domain)->recovery_task) == current;
}
EXPORT_SYMBOL_GPL(umbra_recovering_here);

bool umbra_away(struct umbra_domain *domain)
{
	int state = READ_ONCE(domain->state);

	return state != UMBRA_PASSIVE && state != UMBRA_SETTLING &&
	       !(state == UMBRA_RESTARTING && umbra_recovering_here(domain));
}
EXPORT_SYMBOL_GPL(umbra_away);

static bool umbra_called_by_driver(const struct umbra_frame *frame)
{
	return frame->prev && frame->prev->site->domain == frame->site->domain &&
	       umbra_driver_text(umbra_control(frame->site->domain), frame->caller);
}

/* Where umbra_landing_frame() will land; nothing changes. Context: any. */
struct umbra_frame *umbra_landing_of(struct umbra_frame *frame)
{
	while (umbra_called_by_driver(frame))
		frame = frame->prev;
	return frame;
}

/*
 * Where to land: the innermost frame that the kernel called. A tap that the
 * driver itself called (through its own table of functions) cannot answer,
 * for its caller is as dead as its callee. Such inner frames are on a part of
 * the stack that is gone once the thread has landed, so what they hold becomes
 * the landing frame's here. Context: any, exceptions included.
 */
struct umbra_frame *umbra_landing_frame(struct umbra_frame *frame)
{
	while (umbra_called_by_driver(frame)) {
		struct umbra_frame *outer = frame->prev;
		unsigned int i;

		for (i = 0; i < frame->locks; i++, outer->locks++)
			if (i < UMBRA_FRAME_LOCKS && outer->locks < UMBRA_FRAME_LOCKS)
				outer->held[outer->locks] = frame->held[i];
		*umbra_top() = outer;
		umbra_inflight_drop(frame->site->domain);
		frame = outer;
	}
	return frame;
}

/*
 * Leave the driver, from below @frame on the stack. Locks go first: what they
 * are known by may be on the part of the stack that is gone after the landing
 * (a waiter's entry in its queue).
 */
static void __noreturn umbra_land(struct umbra_frame *frame)
{
	umbra_frame_release(frame);
	umbra_unwind_to(frame);
	for (;;)
		cpu_relax();
}

/* Make an exception return into umbra_land() instead of the driver. */
void umbra_resume_unwound(struct pt_regs *regs, struct umbra_frame *frame)
{
	regs->ip = (unsigned long)umbra_land;
	regs->di = (unsigned long)frame;
	/* As after a call: below what the driver has on its stack. */
	regs->sp = round_down(regs->sp, 16) - sizeof(long);
	/* Interrupts stay as they are until the locks are released. */
	regs->flags = (frame->flags & ~X86_EFLAGS_IF) | (regs->flags & X86_EFLAGS_IF);
}

/* The same from a call: leave the driver now, from inside a call tap. */
void __noreturn umbra_unwind(struct umbra_frame *frame)
{
	umbra_land(umbra_landing_frame(frame));
}

/* Is this thread in a driver that failed, and can it be unwound from here? Context: any. */
bool umbra_must_leave(struct umbra_domain *domain)
{
	int state = READ_ONCE(domain->state);
	struct umbra_frame *frame = *umbra_top();

	return (state == UMBRA_STOPPING || state == UMBRA_DEAD) && frame &&
	       frame->site->domain == domain;
}

/* @tap: an address in the tap, for the trace. */
static int umbra_call_checked(struct umbra_domain *domain, unsigned long tap)
{
	if (umbra_must_leave(domain))
		umbra_unwind(*umbra_top());
	switch (READ_ONCE(domain->state)) {
	case UMBRA_RESTARTING:
	case UMBRA_SETTLING:
		trace_umbra_proxied_call(domain, tap);
		return 1;
	default:
		return 0;
	}
}

int umbra_call_check(struct umbra_domain *domain)
{
	return umbra_call_checked(domain, (unsigned long)__builtin_return_address(0));
}

/* The same from a tap, by way of umbra_far_check (save.S). */
int umbra_call_check_tap(struct umbra_domain *domain, unsigned int kind, unsigned long word,
			 unsigned long tap)
{
	return umbra_call_checked(domain, tap);
}

/* Context as at entry: the driver may have left by way of any of these. */
static void umbra_context_restore(const struct umbra_frame *frame)
{
	/* It may have failed between preparing to sleep and sleeping. */
	if (in_task())
		__set_current_state(TASK_RUNNING);
#ifdef CONFIG_PREEMPT_RCU
	while (current->rcu_read_lock_nesting > frame->rcu)
		rcu_read_unlock();
#endif
	preempt_count_set(frame->preempt & ~PREEMPT_NEED_RESCHED);
	if (frame->flags & X86_EFLAGS_IF)
		local_irq_enable();
	else
		local_irq_disable();
	/* Bottom halves that waited for the driver's local_bh_enable(). */
	if (in_task() && !softirq_count() && !irqs_disabled()) {
		local_bh_disable();
		local_bh_enable();
	}
}

void umbra_unwound(struct umbra_frame *frame, const unsigned long asked[])
{
	struct umbra_domain *domain = frame->site->domain;

	umbra_context_restore(frame);
	*umbra_top() = frame->prev;
	umbra_repeat_failed(domain, frame, asked);
	umbra_recovery_kick(domain);
	wake_up_all(&umbra_control(domain)->wait);
	umbra_probe_unwound(domain, frame);
	/* Last: with nobody inside, the domain may go away. */
	umbra_inflight_drop(domain);
}
EXPORT_SYMBOL_GPL(umbra_unwound);

int umbra_wait_passive(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);

	/* Recovery waits for who is inside: an exit has one device after another let go. */
	if (umbra_frames_of(*umbra_top(), domain))
		return -EDEADLK;
	if (!in_task() || !preemptible() || rcu_preempt_depth())
		return -EAGAIN;
	wait_event(control->wait, READ_ONCE(domain->state) == UMBRA_PASSIVE ||
					  READ_ONCE(domain->state) == UMBRA_DEAD);
	return READ_ONCE(domain->state) == UMBRA_DEAD ? -ENODEV : 0;
}
EXPORT_SYMBOL_GPL(umbra_wait_passive);

static void umbra_bad_argument(const struct umbra_pointer *pointer, unsigned long value,
			       unsigned long tap)
{
	struct umbra_domain *domain = pointer->domain;
	struct umbra_frame *frame = *umbra_top();
	struct umbra_failure failure = {
		.what = "bad pointer",
		.context = umbra_context_name(),
		.address = value,
		.has_address = true,
		.function = pointer->function,
		.parameter = pointer->parameter,
	};
	unsigned int calls;

	/* Let it through: what comes of it is the kernel's, as without us. */
	if (!umbra_enable)
		return;
	if (!frame || frame->site->domain != domain)
		panic("umbra: %s: %s() given a bad %s outside of any frame", domain->name,
		      pointer->function, pointer->parameter);
	failure.site = frame->site;
	failure.ip = umbra_driver_called(&umbra_control(domain)->sections, NULL, &calls);
	if (!failure.ip)
		failure.ip = tap;
	umbra_fail(domain, &failure);
	umbra_unwind(frame);
}

/* May there be a kernel object at @value? A byte of it is read, unless it may be a register. */
static bool umbra_leads_somewhere(const struct umbra_pointer *pointer, unsigned long value)
{
	char byte;

	if (pointer->flags & UMBRA_POINTER_UNSEEN)
		return value >= 0xff00000000000000ul && value < -4095ul;
	return !get_kernel_nofault(byte, (char *)value);
}

void umbra_look(const struct umbra_pointer *pointer, unsigned int unused, unsigned long value,
		unsigned long tap)
{
	if (value ? !umbra_leads_somewhere(pointer, value) :
		    pointer->flags & UMBRA_POINTER_EXISTS)
		umbra_bad_argument(pointer, value, tap);
}
