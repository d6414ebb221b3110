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
	unsigned int settle_timeout_ms; /* how long the class may take to be ready */
	unsigned int interrupt_ms; /* a loop may keep a processor busy so long, 0: for ever ... */
	unsigned int softirq_ms;   /* ... in a hard interrupt, a softirq, ... */
	unsigned int process_ms;   /* ... and without sleeping, a thread */
	unsigned int shadow;		/* 0: a failed driver is given up at once */
	unsigned int panic;		/* 1: a failure panics the machine */
};

/* Everything as if the administrator had said nothing. */
void umbra_policy_defaults(struct umbra_policy *policy);

/**
 * umbra_policy_name() - the name of value @index, from 0; NULL after the last
 */
const char *umbra_policy_name(unsigned int index);

/**
 * umbra_policy_get() - a value by name
 * Returns 0, -ENOENT for an unknown name.
 */
int umbra_policy_get(const struct umbra_policy *policy, const char *name, unsigned int *value);

/**
 * umbra_policy_set() - change a value by name
 * @error: of @error_size bytes; says what is wrong and what was expected
 * Returns 0, -ENOENT for an unknown name, -ERANGE for a value out of range.
 * The caller keeps readers away; a value is read once where it decides.
 */
int umbra_policy_set(struct umbra_policy *policy, const char *name, unsigned int value, char *error,
		     size_t error_size);

/**
 * umbra_policy_parse() - change values from "max_retries=3 shadow=off"
 * @text: name=value, separated by white space or commas; on, off, yes and no
 *	for switches; ends at @length or at a zero byte
 * All or nothing. Returns 0, -EINVAL, -ENOENT, -ERANGE with @error as above.
 */
int umbra_policy_parse(struct umbra_policy *policy, const char *text, size_t length, char *error,
		       size_t error_size);

/**
 * umbra_policy_delay() - milliseconds to wait before a try
 * @retry: 0 is the first try of an outage
 */
unsigned int umbra_policy_delay(const struct umbra_policy *policy, unsigned int retry);

#endif /* UMBRA_POLICY_H */
