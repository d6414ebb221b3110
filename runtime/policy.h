/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * policy.h - what an administrator decides about recovery, by name.
 */
#ifndef UMBRA_POLICY_H
#define UMBRA_POLICY_H

#include "platform.h"

struct umbra_policy {
	unsigned int max_retries;  /* recoveries tried again in one outage */
	unsigned int max_failures; /* outages within window_s; 0: no limit */
	unsigned int window_s;	   /* failures this far apart have nothing in common */
	unsigned int delay_ms;	   /* before the first retry; the first try waits for nothing */
	unsigned int delay_growth; /* factor for each retry after it */
	unsigned int delay_max_ms; /* delays grow no further */
	unsigned int leave_ms; /* a failed driver's threads may take to leave it; then it is given up */
	unsigned int settle_timeout_ms; /* how long the class may take to be ready */
	unsigned int interrupt_ms; /* a loop may keep a processor busy so long, 0: for ever ... */
	unsigned int softirq_ms;   /* ... in a hard interrupt, a softirq, ... */
	unsigned int process_ms;   /* ... and without sleeping, a thread */
	unsigned int deadline_ms;  /* asleep in an operation for longer: failed; 0: never */
	unsigned int reset;	   /* 0: a device is restarted without being reset */
	unsigned int shadow;		/* 0: a failed driver's devices go away and come back */
	unsigned int panic;		/* 1: a failure panics the machine */
	unsigned int repeats; /* failures in a row after which a request is refused; 0: never */
};

/* Everything as if the administrator had said nothing. */
void umbra_policy_defaults(struct umbra_policy *policy);

/**
 * umbra_policy_name() - the name of value @index, from 0; NULL after the last
 */
const char *umbra_policy_name(unsigned int index);

/* The value of that index. */
unsigned int umbra_policy_value(const struct umbra_policy *policy, unsigned int index);

/* What is said for one scope: some values; the others are left to wider scopes. */
struct umbra_policy_layer {
	struct umbra_policy policy;
	unsigned int said; /* bit i: value i is said here */
};

/* Let what the layer says override the policy. */
void umbra_policy_apply(struct umbra_policy *policy, const struct umbra_policy_layer *layer);

/* What is wrong with a text, what was expected, and where in it. */
struct umbra_policy_error {
	size_t at;
	char text[320];
};

/**
 * umbra_policy_parse() - change what a layer says, from "max_retries=3 shadow=off"
 * @text: name=value, separated by white space or commas; on, off, yes and no
 *	for switches; default takes back what was said; ends at @length or at a
 *	zero byte
 * All or nothing. Returns 0; -EINVAL, -ENOENT (unknown name) or -ERANGE, with
 * @error filled in. The caller guards the layer.
 */
int umbra_policy_parse(struct umbra_policy_layer *layer, const char *text, size_t length,
		       struct umbra_policy_error *error);

#define UMBRA_POLICY_SCOPE 64

/**
 * umbra_policy_scope() - the scope that a rule begins with
 * @text: "SCOPE NAME=VALUE...", where SCOPE is default, class:NAME or module:NAME
 * @scope: the same in one spelling: a dash in a name is an underscore
 * Returns how much of the text it took; 0 with @error filled in.
 */
size_t umbra_policy_scope(char scope[UMBRA_POLICY_SCOPE], const char *text, size_t length,
			  struct umbra_policy_error *error);

/**
 * umbra_policy_delay() - milliseconds to wait before a try
 * @retry: 0 is the first try of an outage
 */
unsigned int umbra_policy_delay(const struct umbra_policy *policy, unsigned int retry);

#endif /* UMBRA_POLICY_H */
