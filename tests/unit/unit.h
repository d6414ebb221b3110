/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * unit.h - what the unit tests of the runtime share.
 */
#ifndef UMBRA_UNIT_H
#define UMBRA_UNIT_H

#include <check.h>

#include "core.h"

/* A domain with the runtime's part, as the kernel side would make it. */
struct test_domain {
	struct umbra_domain domain;
	struct umbra_core core;
};

enum { KIND_TIMER, KIND_NETDEV, KIND_LOCK, KIND_NO_RELEASE, N_TEST_KINDS };

extern const struct umbra_kind test_kinds[N_TEST_KINDS];

/* Keys in the order in which the kinds' release functions got them. */
extern unsigned long test_released[4096];
extern unsigned int test_n_released;
/* Called first by each release function, or NULL. */
extern void (*test_release_hook)(const struct umbra_object *object);
/* The last key of a lock that was dropped and that nobody held. */
extern unsigned long test_unlocked_free;

void test_domain_open(struct test_domain *test, unsigned int order);
void test_domain_close(struct test_domain *test);

/* umbra_alloc() fails this many times from now on; -1 for ever. */
extern int test_failing_allocations;
/* What umbra_log() said last. */
extern char test_log_line[256];

/* A generator of its own: the same numbers everywhere. */
unsigned long test_random(unsigned long *state);

Suite *suite_tracker(void);
Suite *suite_tracker_model(void);
Suite *suite_tracker_threads(void);
Suite *suite_frames(void);
Suite *suite_gifts(void);
Suite *suite_config_log(void);
Suite *suite_recovery(void);
Suite *suite_repeats(void);
Suite *suite_policy(void);
Suite *suite_lines(void);
Suite *suite_permission_map(void);

#endif /* UMBRA_UNIT_H */
