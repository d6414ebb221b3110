// SPDX-License-Identifier: GPL-2.0-only
/*
 * recover.c - a domain's way from failure to being back, or being given up.
 *
 * runtime/recovery.c decides, this file acts. A failure is noted where it
 * happens (umbra_fail(), any context), the devices are silenced as soon as the
 * failed thread is out (umbra_recovery_kick()), and the rest is a work item:
 *
 *   STOPPING    wait until nobody is inside; release what the domain holds,
 *               newest first; put its data back
 *   RESTARTING  the driver's init runs again, the class replays and reopens
 *   SETTLING    until the class is content
 *   PASSIVE
 *
 * domain->state, what the taps see, follows the machine's state, but it stays
 * STOPPING until the driver's init is about to run, so that nothing enters
 * while objects are released; and without the shadow (policy) it is DEAD while
 * they are and PASSIVE from init on. Both are written under failure_lock.
 */
#include <linux/delay.h>
#include <linux/rculist.h>
#include "principal.h"
#include "trace.h"
#include "../runtime/frames.h"

static struct workqueue_struct *umbra_workqueue;

/* Read under SRCU in any context, for a class may sleep; changed under the mutex. */
static LIST_HEAD(umbra_classes);
static DEFINE_MUTEX(umbra_classes_lock);
DEFINE_STATIC_SRCU(umbra_classes_srcu);

#define for_each_class(shadow) list_for_each_entry_rcu(shadow, &umbra_classes, node, true)

/* What the domain has of each kind that the class does something about. */
#define for_each_kept_of(kind, each, shadow, domain)                        \
	for (kind = (shadow)->kinds; kind && *kind; kind++)                 \
		for_each_kept_object(each, domain, (*kind)->name)

/* Each class, and each of its kinds, that has something to do about it. */
#define umbra_tell_classes(event, domain)                                     \
	do {                                                                  \
		int umbra_reading = srcu_read_lock(&umbra_classes_srcu);      \
		const struct umbra_kept_kind *const *kind;                    \
		struct umbra_class *shadow;                                   \
		struct umbra_kept *kept;                                      \
                                                                              \
		for_each_class(shadow)                                        \
			for_each_kept_of(kind, kept, shadow, domain)          \
				if ((*kind)->event)                           \
					(*kind)->event(kept);                 \
		srcu_read_unlock(&umbra_classes_srcu, umbra_reading);         \
	} while (0)

int umbra_class_register(struct umbra_class *shadow)
{
	mutex_lock(&umbra_classes_lock);
	list_add_tail_rcu(&shadow->node, &umbra_classes);
	mutex_unlock(&umbra_classes_lock);
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_class_register);

/* A domain that uses the class holds its module; others may still be asking it. */
void umbra_class_unregister(struct umbra_class *shadow)
{
	mutex_lock(&umbra_classes_lock);
	list_del_rcu(&shadow->node);
	mutex_unlock(&umbra_classes_lock);
	synchronize_srcu(&umbra_classes_srcu);
}
EXPORT_SYMBOL_GPL(umbra_class_unregister);

void umbra_class_settled(struct umbra_domain *domain)
{
	wake_up_all(&umbra_control(domain)->wait);
}
EXPORT_SYMBOL_GPL(umbra_class_settled);

/* What taps see. Under failure_lock, unless nobody is inside or can be. */
static void umbra_state_set(struct umbra_control *control, enum umbra_state state)
{
	WRITE_ONCE(control->domain->state, state);
	WRITE_ONCE(control->domain->gate, state != UMBRA_PASSIVE || control->watched);
}

/* There are requests to look out for, or there are none any more. Context: any. */
void umbra_watch(struct umbra_control *control)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&control->failure_lock, flags);
	control->watched = READ_ONCE(control->core.repeats.n);
	umbra_state_set(control, control->domain->state);
	raw_spin_unlock_irqrestore(&control->failure_lock, flags);
}

/* The domain begins anew, or ends: nobody is inside. Context: process. */
void umbra_state_begin(struct umbra_domain *domain, enum umbra_state state)
{
	umbra_state_set(umbra_control(domain), state);
}

/* Tell the machine; its state is the domain's, but for starting (see above). */
static struct umbra_step umbra_event(struct umbra_control *control, enum umbra_event event)
{
	struct umbra_recovery *recovery = &control->core.recovery;
	struct umbra_step step;
	unsigned long flags;

	raw_spin_lock_irqsave(&control->failure_lock, flags);
	step = umbra_recovery_event(recovery, &control->core.policy, event, umbra_now_ns());
	if (step.state != UMBRA_RESTARTING && step.state != UMBRA_SETTLING)
		umbra_state_set(control, step.state);
	if (step.action != UMBRA_DO_NOTHING)
		trace_umbra_phase(control->domain, umbra_recovery_name(recovery));
	raw_spin_unlock_irqrestore(&control->failure_lock, flags);
	return step;
}

/* Let the driver in as far as @taps, unless it failed meanwhile: left the machine's @state. */
static void umbra_admit_from_now(struct umbra_control *control, enum umbra_state state,
				 enum umbra_state taps)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&control->failure_lock, flags);
	if (control->core.recovery.state == state)
		umbra_state_set(control, taps);
	raw_spin_unlock_irqrestore(&control->failure_lock, flags);
}

static void umbra_phase(struct umbra_control *control, enum umbra_phase phase)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&control->failure_lock, flags);
	umbra_recovery_phase(&control->core.recovery, phase, umbra_now_ns());
	trace_umbra_phase(control->domain, umbra_recovery_name(&control->core.recovery));
	raw_spin_unlock_irqrestore(&control->failure_lock, flags);
}

/**
 * umbra_fail() - the one place where every failure ends
 * @failure: copied; noted if it is the first of an outage
 * Sets the state; the caller unwinds its thread, which then calls
 * umbra_recovery_kick(). Returns false if the domain had failed already. Context: any.
 */
bool umbra_fail(struct umbra_domain *domain, const struct umbra_failure *failure)
{
	struct umbra_control *control = umbra_control(domain);
	enum umbra_state before = READ_ONCE(control->core.recovery.state);
	struct umbra_step step = umbra_event(control, UMBRA_FAIL);
	struct umbra_frame *frame = failure->ip ? *umbra_top() : NULL;

	if (step.action == UMBRA_DO_NOTHING)
		return false;
	control->failed_while = before;
	control->failed_frame = frame && frame->site->domain == domain ? umbra_landing_of(frame) : NULL;
	control->failure = *failure;
	control->failure.regs = NULL;
	trace_umbra_failure(domain, failure);
	umbra_report_failure(control, failure);
	if (step.action == UMBRA_DO_PANIC) {
		char text[UMBRA_TEXT];

		umbra_describe(control, failure, text, sizeof(text));
		panic("umbra: %s: %s; the policy is to panic", domain->name, text);
	}
	return true;
}

/* Context: any but an exception, while the domain cannot be restarted. */
static void umbra_silence(struct umbra_control *control)
{
	/* A class may ask a device that still runs how far it has got. */
	rcu_read_lock();
	umbra_tell_classes(failed, control->domain);
	rcu_read_unlock();
	umbra_principals_quiesce(control->domain);
}

/**
 * umbra_recovery_start() - have a failed domain recovered, unless it comes or goes
 * Context: any.
 */
void umbra_recovery_start(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);

	/* The failure is noted, then these are read: umbra_domain_load(), ..._exit(). */
	smp_mb();
	if (!READ_ONCE(control->loading) && !READ_ONCE(control->unloading))
		queue_work(umbra_workqueue, &control->work);
}

/**
 * umbra_recovery_kick() - a thread leaves a failed domain
 * The first one silences the domain's devices and starts its recovery, which waits
 * for its frame. Context: any but an exception.
 */
void umbra_recovery_kick(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);

	if (READ_ONCE(domain->state) == UMBRA_PASSIVE)
		return;
	if (!test_and_set_bit(0, &control->quiesced))
		umbra_silence(control);
	umbra_recovery_start(domain);
}

/**
 * umbra_fail_outside() - a failure that unwinds no frame
 * As umbra_fail() and umbra_recovery_kick(). Counted as inside meanwhile, so that the
 * devices are silenced before the next incarnation has them. Context: any.
 */
void umbra_fail_outside(struct umbra_domain *domain, const struct umbra_failure *failure)
{
	this_cpu_inc(domain->inflight->entered);
	if (umbra_fail(domain, failure))
		umbra_recovery_kick(domain);
	this_cpu_inc(domain->inflight->dropped);
}

void umbra_class_fail(struct umbra_domain *domain, const char *what)
{
	struct umbra_failure failure = { .what = what, .context = umbra_context_name() };

	umbra_fail_outside(domain, &failure);
}
EXPORT_SYMBOL_GPL(umbra_class_fail);

static bool umbra_is_memory(const struct umbra_object *object, void *data)
{
	const struct umbra_domain *domain = data;

	return domain->kinds[object->kind].flags & UMBRA_KIND_MEMORY;
}

/* What the kernel may still use lies in it (release.c). */
static bool umbra_is_pinned(const struct umbra_object *object, void *data)
{
	struct umbra_domain *domain = data;

	return umbra_is_memory(object, domain) &&
	       object->stamp < umbra_control(domain)->pinned_before;
}

static bool umbra_is_needed(const struct umbra_object *object, void *data)
{
	struct umbra_domain *domain = data;

	return !umbra_is_memory(object, domain) ||
	       object->stamp >= umbra_control(domain)->memory_before ||
	       umbra_is_pinned(object, domain);
}

/* What memory there is belongs to an incarnation that failed. */
static void umbra_memory_is_old(struct umbra_control *control)
{
	/* Stamps are counted without a lock, so the last ones may be off: a wide gap. */
	control->domain->stamp += 1ul << 32;
	control->memory_before = control->domain->stamp;
}

/*
 * Let go of everything but what the kernel calls the driver by and, if the
 * driver is to be restarted, memory. Nobody is inside.
 */
static void umbra_release_objects(struct umbra_control *control, bool memory)
{
	struct umbra_domain *domain = control->domain;

	umbra_tell_classes(stopped, domain);
	umbra_kept_unclaim(domain);
	umbra_principals_stop(domain);
	umbra_waits_end(domain);
	umbra_tracker_release(domain, memory ? umbra_is_pinned : umbra_is_memory, domain);
	umbra_principals_release(domain);
	umbra_memory_is_old(control);
}

/*
 * Memory of failed incarnations, which their device may have written to until
 * now: a driver enables mastering first and stops the device's old work then.
 */
static void umbra_release_memory(struct umbra_control *control)
{
	umbra_tracker_release(control->domain, umbra_is_needed, control->domain);
}

static bool umbra_is_older(const struct umbra_object *object, void *data)
{
	const struct umbra_principal *principal = data;

	return object->stamp < principal->since || umbra_is_memory(object, principal->domain);
}

/**
 * umbra_probe_unwound() - a thread has come out of a failed probe
 * The device core is about to undo, with devres, what probe had it do: what the driver
 * took for that goes first. @frame: what it came out of, still counted as inside.
 * Context: any; of a probe, process.
 */
void umbra_probe_unwound(struct umbra_domain *domain, const struct umbra_frame *frame)
{
	struct umbra_principal *principal = in_task() ? umbra_principal_probed_here(domain) : NULL;

	/* What the recovery itself probes, it lets go of by itself. */
	if (!principal || principal->frame != frame || umbra_recovering_here(domain))
		return;
	if (umbra_wait_empty(umbra_control(domain), umbra_frames_of(frame, domain)))
		umbra_tracker_release(domain, umbra_is_older, principal);
	principal->prober = NULL;
}

/* Returns true if the record is to be dropped. */
static bool umbra_replay_failed(const struct umbra_site *site, void *object, long error, void *data)
{
	struct umbra_domain *domain = data;
	bool refused = umbra_refused_here(domain);

	umbra_log("%s: replay of %s by %s() returned %ld%s", domain->name, site->interface,
		  site->function, error,
		  refused ? ", for it is refused: this setting is not put back any more" : "");
	return refused;
}

void umbra_replay(struct umbra_domain *domain, void *object, unsigned long after,
		  unsigned long last)
{
	umbra_config_replay(domain, object, after, last, umbra_replay_failed, domain);
}
EXPORT_SYMBOL_GPL(umbra_replay);

unsigned long umbra_records(struct umbra_domain *domain)
{
	return umbra_config_sequence(domain);
}
EXPORT_SYMBOL_GPL(umbra_records);

int umbra_recorded(struct umbra_domain *domain, const void *object, const char *interface,
		   unsigned long key, unsigned int index, void *out, unsigned int size)
{
	return umbra_config_find(domain, object, interface, key, index, out, size);
}
EXPORT_SYMBOL_GPL(umbra_recorded);

static int umbra_release_kept(struct umbra_object *slot, struct umbra_object *object, void *data)
{
	struct umbra_domain *domain = data;

	if (domain->kinds[object->kind].flags & UMBRA_KIND_KEPT) {
		umbra_untrack(domain, object->kind, object->key);
		umbra_release(domain, &domain->kinds[object->kind], object);
	}
	return 0;
}

/* What gave back message interrupts, and devres, turned the line's on again. */
static void umbra_still_silent(struct umbra_domain *domain)
{
	umbra_principals_quiesce(domain);
	umbra_principals_reset(domain);
}

/*
 * Without the shadow all goes but memory, that by which the kernel calls the
 * driver included, as if it were unloaded. Until its init runs it is dead to its
 * callers: those that waited for it, and those that the release makes.
 */
static void umbra_release_everything(struct umbra_control *control)
{
	struct umbra_domain *domain = control->domain;

	umbra_admit_from_now(control, UMBRA_RESTARTING, UMBRA_DEAD);
	wake_up_all(&control->wait);
	umbra_principals_stop(domain);
	umbra_waits_end(domain);
	umbra_tracker_release(domain, umbra_is_memory, domain);
	umbra_principals_release(domain);
	umbra_still_silent(domain);
	umbra_tracker_newest_first(domain, umbra_release_kept, domain);
	umbra_memory_is_old(control);
	umbra_principals_forget(domain);
	umbra_config_forget(domain, NULL, NULL);
	control->n_kept = 0;
}

static void umbra_restart(struct umbra_control *control, unsigned int delay_ms)
{
	struct umbra_domain *domain = control->domain;
	bool shadowed = control->core.recovery.shadowed;
	int ret;

	if (delay_ms) {
		msleep(delay_ms);
		umbra_phase(control, UMBRA_PHASE_RELEASE);
	}
	umbra_report_pending(control);
	if (shadowed) {
		umbra_principals_hold(domain);
		umbra_principals_note_affinity(domain);
		umbra_release_objects(control, false);
		umbra_io_gone(domain, NULL);
		umbra_still_silent(domain);
	} else {
		umbra_release_everything(control);
	}
	/* A release may have failed. */
	if (READ_ONCE(control->core.recovery.state) != UMBRA_RESTARTING)
		return;
	umbra_phase(control, UMBRA_PHASE_RESTORE);
	umbra_data_restore(control);
	umbra_phase(control, UMBRA_PHASE_INIT);

	clear_bit(0, &control->quiesced);
	if (shadowed)
		WRITE_ONCE(control->recovery_task, current);
	/* Without the shadow, its init is that of a driver just loaded. */
	umbra_admit_from_now(control, UMBRA_RESTARTING,
			     shadowed ? UMBRA_RESTARTING : UMBRA_PASSIVE);
	ret = umbra_run_init(domain);
	umbra_event(control, ret < 0 ? UMBRA_INIT_FAILED : UMBRA_INIT_OK);
	if (ret < 0)
		umbra_log("%s: its init returned %d when it was restarted", domain->name, ret);
}

static bool umbra_all_settled(struct umbra_control *control)
{
	int reading = srcu_read_lock(&umbra_classes_srcu);
	struct umbra_class *shadow;
	bool settled = true;

	for_each_class(shadow)
		if (shadow->settled && !shadow->settled(control->domain))
			settled = false;
	srcu_read_unlock(&umbra_classes_srcu, reading);
	return settled;
}

/* Replays what configured an object since it was last done, if it is of such a kind. */
static void umbra_replay_kept(const struct umbra_kept_kind *kind, struct umbra_kept *kept)
{
	if (!kind->replayed || !kept->claimed)
		return;
	umbra_replay(kept->domain, kept->object, kept->replayed, umbra_records(kept->domain));
	/* A call that is replayed records itself. */
	kept->replayed = umbra_records(kept->domain);
}

static void umbra_replay_queued(struct umbra_domain *domain)
{
	int reading = srcu_read_lock(&umbra_classes_srcu);
	const struct umbra_kept_kind *const *kind;
	struct umbra_class *shadow;
	struct umbra_kept *kept;

	for_each_class(shadow)
		for_each_kept_of(kind, kept, shadow, domain)
			umbra_replay_kept(*kind, kept);
	srcu_read_unlock(&umbra_classes_srcu, reading);
}

static int umbra_restore_class(struct umbra_class *shadow, struct umbra_domain *domain)
{
	const struct umbra_kept_kind *const *kind;
	struct umbra_kept *kept;
	int ret = 0;

	for_each_kept_of(kind, kept, shadow, domain) {
		if (!ret && (*kind)->restore)
			ret = (*kind)->restore(kept);
		if (!ret)
			umbra_replay_kept(*kind, kept);
	}
	if (ret)
		umbra_log("%s: class %s cannot restore its devices (%d)", domain->name,
			  shadow->name, ret);
	return ret;
}

/* Has the driver made again all that its classes demand? Without their locks: it may need them. */
static int umbra_demand_all(struct umbra_domain *domain)
{
	struct umbra_class *shadow;
	const char *const *kind;
	int ret = 0;

	for_each_class(shadow)
		for (kind = shadow->demands; !ret && kind && *kind; kind++)
			ret = umbra_kept_demand(domain, *kind);
	return ret;
}

/* The classes replay; then operations are let in, under the classes' locks. */
static int umbra_restore_classes(struct umbra_control *control)
{
	struct umbra_domain *domain = control->domain;
	struct umbra_class *shadow;
	int ret;

	/* None comes or goes: each that was locked is unlocked. */
	mutex_lock(&umbra_classes_lock);
	ret = umbra_demand_all(domain);
	for_each_class(shadow)
		if (shadow->lock)
			shadow->lock();
	for_each_class(shadow)
		ret = ret ?: umbra_restore_class(shadow, domain);
	WRITE_ONCE(control->recovery_task, NULL);
	if (!ret) {
		umbra_phase(control, UMBRA_PHASE_SETTLE);
		umbra_admit_from_now(control, UMBRA_SETTLING, UMBRA_SETTLING);
	}
	for_each_class(shadow)
		if (shadow->unlock)
			shadow->unlock();
	mutex_unlock(&umbra_classes_lock);
	return ret;
}

static void umbra_settle(struct umbra_control *control)
{
	struct umbra_domain *domain = control->domain;
	unsigned long end;
	long settled;

	if (umbra_restore_classes(control)) {
		struct umbra_failure failure = { .what = "cannot replay its configuration",
						 .context = "process" };

		umbra_fail(domain, &failure);
		return;
	}
	end = jiffies + msecs_to_jiffies(control->core.policy.settle_timeout_ms);
	do {
		/* In slices: a class that waits may have something to look after, or wait for quiet. */
		settled = wait_event_timeout(control->wait,
					     umbra_all_settled(control) ||
						     READ_ONCE(domain->state) != UMBRA_SETTLING,
					     HZ / 50);
	} while (!settled && time_before(jiffies, end));
	if (READ_ONCE(domain->state) == UMBRA_SETTLING)
		umbra_event(control, settled ? UMBRA_CLASS_READY : UMBRA_SETTLE_TIMEOUT);
}

/* "12.3" from nanoseconds. */
#define UMBRA_MS "%llu.%llu"
#define UMBRA_MS_OF(ns) (u64)(ns) / 1000000, (u64)(ns) / 100000 % 10

static void umbra_report_recovered(struct umbra_control *control)
{
	struct umbra_recovery *recovery = &control->core.recovery;
	char phases[160];
	int i, n = 0;

	for (i = 0; i < UMBRA_N_PHASES; i++)
		if (recovery->phase_ns[i])
			n += scnprintf(phases + n, sizeof(phases) - n, "%s%s " UMBRA_MS, n ? ", " : "",
				       umbra_phase_name(i), UMBRA_MS_OF(recovery->phase_ns[i]));
	pr_notice("umbra: %s: %s; recovered in " UMBRA_MS " ms (%s)\n", control->domain->name,
		  control->last_failure, UMBRA_MS_OF(recovery->outage_ns), phases);
}

static void umbra_resume(struct umbra_control *control)
{
	umbra_replay_queued(control->domain);
	umbra_tell_classes(resumed, control->domain);
	umbra_kept_unclaim(control->domain);
	umbra_report_outcome(control, "recovered");
	umbra_report_recovered(control);
	wake_up_all(&control->wait);
	umbra_uevent(control, "recovered");
	/* Last, for nobody waits for it. */
	umbra_release_memory(control);
}

/* For whoever is to know that the domain is given up. @now: what that means for the user. */
static void umbra_report_gave_up(struct umbra_control *control, unsigned int retries,
				 const char *now)
{
	pr_err("umbra: %s: %s; gave up after %u retries; %s\n", control->domain->name,
	       control->last_failure, retries, now);
	umbra_report_outcome(control, "gave up");
	umbra_uevent(control, "gave_up");
}

/* Nobody is inside, or will be. */
static void umbra_let_go(struct umbra_control *control)
{
	umbra_report_pending(control);
	umbra_release_objects(control, true);
	umbra_principals_unhold(control->domain);
	set_bit(2, &control->quiesced);
}

/* Given up: nothing enters any more. The kernel's side is taken down. */
static void umbra_bury(struct umbra_control *control)
{
	struct umbra_domain *domain = control->domain;

	if (umbra_wait_empty(control, 0))
		umbra_let_go(control);
	else
		umbra_log("%s: %ld calls have not left the driver; what it holds stays held",
			  domain->name, umbra_inflight(domain));
	umbra_tell_classes(gave_up, domain);
	wake_up_all(&control->wait);
	/* While it is loaded, that is not the end yet. */
	if (!control->loading)
		umbra_report_gave_up(control, control->core.recovery.retries,
				     "the device is down until the module is reloaded");
}

/* The failure in words, for everybody. Context: process. */
static void umbra_put_into_words(struct umbra_control *control)
{
	unsigned long failures = READ_ONCE(control->core.recovery.failures);

	umbra_describe(control, &control->failure, control->last_failure,
		       sizeof(control->last_failure));
	if (failures != control->announced)
		umbra_uevent(control, "failure");
	control->announced = failures;
}

/* The outage from wherever it stands to its end. Context: process. */
void umbra_recover_work(struct work_struct *work)
{
	struct umbra_control *control = container_of(work, struct umbra_control, work);
	struct umbra_recovery *recovery = &control->core.recovery;
	struct umbra_step step;

	umbra_put_into_words(control);
	while (READ_ONCE(recovery->state) == UMBRA_STOPPING) {
		if (recovery->retries)
			umbra_log("%s: %s; while it was restarted, retry %u of %u",
				  control->domain->name, control->last_failure, recovery->retries,
				  control->core.policy.max_retries);
		umbra_silence(control);
		step = umbra_event(control, !control->stuck && umbra_wait_empty(control, 0) ?
						    UMBRA_QUIET : UMBRA_GAVE_UP);
		umbra_repeat_say(control);
		if (step.action == UMBRA_DO_RESTART)
			umbra_restart(control, step.delay_ms);
		if (READ_ONCE(recovery->state) == UMBRA_SETTLING && recovery->shadowed)
			umbra_settle(control);
		else if (READ_ONCE(recovery->state) == UMBRA_SETTLING)
			umbra_event(control, UMBRA_CLASS_READY);
		WRITE_ONCE(control->recovery_task, NULL);
		if (READ_ONCE(recovery->state) == UMBRA_PASSIVE)
			umbra_resume(control);
		/* It may have failed once more, after it was back, too. */
		umbra_put_into_words(control);
	}
	if (READ_ONCE(recovery->state) == UMBRA_DEAD && !test_and_set_bit(1, &control->quiesced))
		umbra_bury(control);
}

/**
 * umbra_load_again() - after umbra_teardown(), as if the module had not been loaded
 * Returns false if the policy has it that it was tried often enough.
 * @retry: 1 for the second time that init is to run. Context: process.
 */
bool umbra_load_again(struct umbra_domain *domain, unsigned int retry)
{
	struct umbra_control *control = umbra_control(domain);
	const struct umbra_policy *policy = &control->core.policy;

	if (retry > policy->max_retries) {
		umbra_report_gave_up(control, retry - 1, "the module is not loaded");
		return false;
	}
	umbra_log("%s: %s; while it was loaded, retry %u of %u", domain->name,
		  control->last_failure, retry, policy->max_retries);
	msleep(umbra_policy_delay(policy, retry));
	umbra_principals_stop(domain);
	umbra_tracker_release(domain, NULL, NULL);
	umbra_principals_forget(domain);
	umbra_config_forget(domain, NULL, NULL);
	control->n_kept = 0;
	umbra_data_restore(control);
	control->quiesced = 0;
	umbra_recovery_revive(&control->core.recovery);
	umbra_state_begin(domain, UMBRA_PASSIVE);
	return true;
}

/**
 * umbra_teardown() - a failed domain that is loaded or unloaded right now
 * Gives everything back, that by which the kernel calls the driver included.
 * Context: process, from the module's init or exit.
 */
void umbra_teardown(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);

	umbra_put_into_words(control);
	umbra_event(control, UMBRA_GAVE_UP);
	if (!test_and_set_bit(1, &control->quiesced))
		umbra_bury(control);
	/* Its code is not to go below a thread. */
	if (!test_bit(2, &control->quiesced)) {
		while (!umbra_wait_empty(control, 0))
			;
		umbra_let_go(control);
	}
	umbra_tracker_newest_first(domain, umbra_release_kept, domain);
}

int umbra_recover_init(void)
{
	umbra_workqueue = alloc_workqueue("umbra", WQ_UNBOUND | WQ_HIGHPRI, 0);
	return umbra_workqueue ? 0 : -ENOMEM;
}

void umbra_recover_exit(void)
{
	destroy_workqueue(umbra_workqueue);
}
