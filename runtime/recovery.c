// SPDX-License-Identifier: GPL-2.0-only
/*
 * recovery.c - the recovery state machine.
 *
 * The rule it upholds: every event has an answer in every state, and no chain
 * of failures goes on for ever without growing delays or an end.
 *
 *              fail       quiet       init ok     ready, settle timeout
 *   PASSIVE ─────► STOPPING ─► RESTARTING ─► SETTLING ─────► PASSIVE
 *      │              ▲  │          │            │
 *      │              │  │ fail     │ fail,      │ fail
 *      │              └──┘ (same)   │ init       │
 *      │              ▲             │ failed     │
 *      │              └── a retry ──┴────────────┘
 *      ▼ panic        ▼ no retries left; any state: gave up
 *   (panic)          DEAD ─► only DEAD
 *
 * Retries count within one outage, from PASSIVE back to PASSIVE. Outages count
 * in in_window as long as each begins within window_s of the end of the one
 * before; past max_failures of them (if set) the driver is given up, too.
 *
 * Guarded by the caller's recovery lock. Not handled: acting. This file calls
 * nothing.
 */
#include "recovery.h"

static uint64_t since(uint64_t start, uint64_t now)
{
	return now > start ? now - start : 0;
}

static bool in_outage(const struct umbra_recovery *recovery)
{
	return recovery->state == UMBRA_STOPPING || recovery->state == UMBRA_RESTARTING ||
	       recovery->state == UMBRA_SETTLING;
}

void umbra_recovery_init(struct umbra_recovery *recovery)
{
	memset(recovery, 0, sizeof(*recovery));
}

void umbra_recovery_revive(struct umbra_recovery *recovery)
{
	if (recovery->state == UMBRA_DEAD)
		recovery->state = UMBRA_PASSIVE;
}

void umbra_recovery_phase(struct umbra_recovery *recovery, enum umbra_phase phase, uint64_t now)
{
	if (!in_outage(recovery) || (unsigned int)phase >= UMBRA_N_PHASES)
		return;
	recovery->phase_ns[recovery->phase] += since(recovery->phase_at, now);
	recovery->phase = phase;
	recovery->phase_at = now;
}

static struct umbra_step step(struct umbra_recovery *recovery, enum umbra_state state,
			      enum umbra_action action)
{
	struct umbra_step next = {state, action, 0};

	recovery->state = state;
	return next;
}

static struct umbra_step end_outage(struct umbra_recovery *recovery, enum umbra_state state,
				    enum umbra_action action, uint64_t now)
{
	if (in_outage(recovery)) {
		umbra_recovery_phase(recovery, recovery->phase, now);
		recovery->outage_ns = since(recovery->failed_at, now);
		recovery->total_ns += recovery->outage_ns;
		if (recovery->outage_ns > recovery->longest_ns)
			recovery->longest_ns = recovery->outage_ns;
	}
	return step(recovery, state, action);
}

static struct umbra_step first_failure(struct umbra_recovery *recovery,
				       const struct umbra_policy *policy, uint64_t now)
{
	uint64_t last_end = recovery->failed_at + recovery->outage_ns;

	if (since(last_end, now) > (uint64_t)policy->window_s * 1000000000u)
		recovery->in_window = 0;
	recovery->in_window++;
	recovery->retries = 0;
	recovery->failed_at = now;
	recovery->outage_ns = 0;
	recovery->shadowed = policy->shadow;
	memset(recovery->phase_ns, 0, sizeof(recovery->phase_ns));
	if (policy->panic)
		return step(recovery, UMBRA_DEAD, UMBRA_DO_PANIC);
	if (policy->max_failures && recovery->in_window > policy->max_failures)
		return step(recovery, UMBRA_DEAD, UMBRA_DO_BURY);
	recovery->phase = UMBRA_PHASE_STOP;
	recovery->phase_at = now;
	return step(recovery, UMBRA_STOPPING, UMBRA_DO_STOP);
}

static struct umbra_step retry(struct umbra_recovery *recovery, const struct umbra_policy *policy,
			       uint64_t now)
{
	if (recovery->retries >= policy->max_retries)
		return end_outage(recovery, UMBRA_DEAD, UMBRA_DO_BURY, now);
	recovery->retries++;
	umbra_recovery_phase(recovery, UMBRA_PHASE_STOP, now);
	return step(recovery, UMBRA_STOPPING, UMBRA_DO_STOP);
}

static struct umbra_step restart(struct umbra_recovery *recovery, const struct umbra_policy *policy,
				 uint64_t now)
{
	struct umbra_step next = step(recovery, UMBRA_RESTARTING, UMBRA_DO_RESTART);

	next.delay_ms = umbra_policy_delay(policy, recovery->retries);
	umbra_recovery_phase(recovery, next.delay_ms ? UMBRA_PHASE_DELAY : UMBRA_PHASE_RELEASE,
			     now);
	return next;
}

static struct umbra_step resume(struct umbra_recovery *recovery, uint64_t now)
{
	recovery->recoveries++;
	return end_outage(recovery, UMBRA_PASSIVE, UMBRA_DO_RESUME, now);
}

struct umbra_step umbra_recovery_event(struct umbra_recovery *recovery,
				       const struct umbra_policy *policy, enum umbra_event event,
				       uint64_t now)
{
	enum umbra_state state = recovery->state;

	if (event == UMBRA_FAIL || event == UMBRA_INIT_FAILED)
		recovery->failures++;
	switch (event) {
	case UMBRA_FAIL:
		if (state == UMBRA_PASSIVE)
			return first_failure(recovery, policy, now);
		if (state == UMBRA_RESTARTING || state == UMBRA_SETTLING)
			return retry(recovery, policy, now);
		/* STOPPING: another thread fell over the same wreck. DEAD: so what. */
		return step(recovery, state, UMBRA_DO_NOTHING);
	case UMBRA_QUIET:
		if (state == UMBRA_STOPPING)
			return restart(recovery, policy, now);
		break;
	case UMBRA_INIT_OK:
		if (state != UMBRA_RESTARTING)
			break;
		umbra_recovery_phase(recovery, UMBRA_PHASE_REPLAY, now);
		return step(recovery, UMBRA_SETTLING, UMBRA_DO_SETTLE);
	case UMBRA_INIT_FAILED:
		if (state == UMBRA_RESTARTING)
			return retry(recovery, policy, now);
		/* Init crashed: the failure itself came first and is counted. */
		recovery->failures--;
		if (state == UMBRA_STOPPING)
			return step(recovery, state, UMBRA_DO_NOTHING);
		break;
	case UMBRA_CLASS_READY:
		if (state == UMBRA_SETTLING)
			return resume(recovery, now);
		break;
	case UMBRA_SETTLE_TIMEOUT:
		if (state != UMBRA_SETTLING)
			break;
		/* The cable may be out: the driver is back, so is its device. */
		recovery->unsettled++;
		return resume(recovery, now);
	case UMBRA_GAVE_UP:
		if (state == UMBRA_DEAD)
			return step(recovery, state, UMBRA_DO_NOTHING);
		return end_outage(recovery, UMBRA_DEAD, UMBRA_DO_BURY, now);
	case UMBRA_N_EVENTS:
		break;
	}
	recovery->unexpected++;
	return step(recovery, state, UMBRA_DO_NOTHING);
}

const char *umbra_state_name(enum umbra_state state)
{
	static const char *const names[] = {"passive", "stopping", "restarting", "settling",
					    "dead"};

	return (unsigned int)state < sizeof(names) / sizeof(names[0]) ? names[state] : "?";
}

const char *umbra_phase_name(enum umbra_phase phase)
{
	static const char *const names[UMBRA_N_PHASES] = {"stop", "delay",  "release", "restore",
							  "init", "replay", "settle"};

	return (unsigned int)phase < UMBRA_N_PHASES ? names[phase] : "?";
}

const char *umbra_recovery_name(const struct umbra_recovery *recovery)
{
	return in_outage(recovery) ? umbra_phase_name(recovery->phase) :
				     umbra_state_name(recovery->state);
}
