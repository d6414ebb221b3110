/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * recovery.h - the recovery state machine: what happened, what to do next.
 *
 * Pure: it decides and keeps the books; the caller acts and reports back.
 */
#ifndef UMBRA_RECOVERY_H
#define UMBRA_RECOVERY_H

#include "platform.h"
#include "policy.h"
#include "umbra.h"

enum umbra_event {
	UMBRA_FAIL,	      /* the driver failed, wherever */
	UMBRA_QUIET,	      /* nobody is inside any more, the device is still */
	UMBRA_INIT_OK,	      /* the driver's init ran */
	UMBRA_INIT_FAILED,    /* ... and returned an error */
	UMBRA_CLASS_READY,    /* the shadow has its devices working again */
	UMBRA_SETTLE_TIMEOUT, /* ... or has not, for settle_timeout_ms */
	UMBRA_GAVE_UP, /* the caller cannot go on (a lock stays taken, a thread stays inside) */
	UMBRA_N_EVENTS
};

enum umbra_action {
	UMBRA_DO_NOTHING,
	UMBRA_DO_STOP,	  /* quiet the device, wait for the threads; then QUIET */
	UMBRA_DO_RESTART, /* wait delay_ms, release, restore, init; then INIT_* */
	UMBRA_DO_SETTLE,  /* replay, wait for the class; then CLASS_READY or SETTLE_TIMEOUT */
	UMBRA_DO_RESUME,  /* taps are passive: let queued operations go, write the log line */
	UMBRA_DO_BURY,	  /* given up: release what is left, answer for the driver for ever */
	UMBRA_DO_PANIC,	  /* the policy says so */
};

/* What an outage consists of. A state begins with its first phase. */
enum umbra_phase {
	UMBRA_PHASE_STOP,    /* STOPPING */
	UMBRA_PHASE_DELAY,   /* RESTARTING: the wait before a retry */
	UMBRA_PHASE_RELEASE, /* ... objects given back */
	UMBRA_PHASE_RESTORE, /* ... data sections as before init */
	UMBRA_PHASE_INIT,    /* ... the driver's init */
	UMBRA_PHASE_REPLAY,  /* SETTLING: configuration replayed */
	UMBRA_PHASE_SETTLE,  /* ... the class gets ready (link) */
	UMBRA_N_PHASES
};

struct umbra_step {
	enum umbra_state state; /* put it into domain->state before acting */
	enum umbra_action action;
	unsigned int delay_ms; /* for UMBRA_DO_RESTART */
};

/* Every field: the caller's recovery lock. Times are umbra_now_ns()'s. */
struct umbra_recovery {
	enum umbra_state state;
	enum umbra_phase phase;		   /* meaningful while not passive, not dead */
	unsigned int retries;		   /* in this outage */
	bool shadowed;			   /* in this outage the shadow stands in */
	unsigned int in_window;		   /* outages, each within window_s of the one before */
	uint64_t failed_at;		   /* the outage's first failure */
	uint64_t phase_at;		   /* when the phase began */
	uint64_t phase_ns[UMBRA_N_PHASES]; /* of this outage, or of the last one */
	uint64_t outage_ns;		   /* the last outage's length */
	uint64_t longest_ns, total_ns;
	unsigned long failures;	  /* every UMBRA_FAIL and UMBRA_INIT_FAILED */
	unsigned long recoveries; /* outages that ended in passive */
	unsigned long unsettled;  /* ... of them, by a settle timeout */
	unsigned long unexpected; /* events that made no sense in the state */
};

/* Passive, nothing ever happened. */
void umbra_recovery_init(struct umbra_recovery *recovery);

/* A dead driver is loaded once more: passive; the books stay. */
void umbra_recovery_revive(struct umbra_recovery *recovery);

/**
 * umbra_recovery_event() - something happened; what next?
 * @now: nanoseconds, monotonic
 * Context: the caller's recovery lock held.
 */
struct umbra_step umbra_recovery_event(struct umbra_recovery *recovery,
				       const struct umbra_policy *policy, enum umbra_event event,
				       uint64_t now);

/* A phase within the present state begins. Context: recovery lock held. */
void umbra_recovery_phase(struct umbra_recovery *recovery, enum umbra_phase phase, uint64_t now);

/* Names for logs and sysfs: "passive", "stopping", ...; "stop", "delay", ... */
const char *umbra_state_name(enum umbra_state state);
const char *umbra_phase_name(enum umbra_phase phase);
/* The phase of the outage that is on, else the state. Context: recovery lock held. */
const char *umbra_recovery_name(const struct umbra_recovery *recovery);

#endif /* UMBRA_RECOVERY_H */
