// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_tracker_threads.c - many threads on one small tracker at once.
 */
#include <sched.h>

#include "unit.h"

#define THREADS 4
#define ROUNDS 20000
#define KEYS 24 /* a thread's own; together far more than the slots */

static struct test_domain test;
#define DOMAIN (&test.domain)

static _Thread_local const char *wrong;

/*
 * Each thread's keys are its own, so it knows what the tracker must say of
 * them, whatever the others do to the same buckets.
 */
static void *track_and_untrack(void *argument)
{
	unsigned long number = (unsigned long)argument, random = 0x12345 + number * 977;
	bool held[KEYS] = {false};
	int round;

	for (round = 0; round < ROUNDS; round++) {
		unsigned int i = test_random(&random) % KEYS;
		unsigned long key = 1 + number * KEYS + i;
		unsigned int kind = i % N_TEST_KINDS;

		if (held[i]) {
			struct umbra_object *object = umbra_tracker_find(DOMAIN, kind, key);

			if (!object || object->arg[0] != key)
				wrong = "not found, or another's arguments";
			if (!umbra_untrack(DOMAIN, kind, key))
				wrong = "was tracked, untrack says no";
		} else {
			struct umbra_object *object = i & 1 ? umbra_track(DOMAIN, kind, key)
							    : umbra_track_once(DOMAIN, kind, key);

			object->arg[0] = key;
			if (object->key != key || object->kind != kind)
				wrong = "another's slot";
		}
		held[i] = !held[i];
	}
	for (round = 0; round < KEYS; round++)
		if (held[round] && !umbra_untrack(DOMAIN, (unsigned int)round % N_TEST_KINDS,
						  1 + number * KEYS + (unsigned long)round))
			wrong = "was tracked, untrack says no at the end";
	return (void *)wrong;
}

#define SAME_KEYS 16
#define SAME_ROUNDS 5000

static unsigned int arrived, untracked[THREADS];

/* Spins, so that the threads leave it at the same instant. */
static void meet(unsigned int *meetings)
{
	unsigned int all = ++*meetings * THREADS, spins = 0;

	(void)__atomic_add_fetch(&arrived, 1, __ATOMIC_ACQ_REL);
	while (__atomic_load_n(&arrived, __ATOMIC_ACQUIRE) < all)
		if (++spins % 1000 == 0)
			(void)sched_yield();
}

/*
 * All threads name the same objects at the same time, then all give them up:
 * once stays once, and one of them gave up each.
 */
static void *same_objects(void *argument)
{
	unsigned long number = (unsigned long)argument, key;
	unsigned int meetings = 0;
	int round;

	for (round = 0; round < SAME_ROUNDS; round++) {
		meet(&meetings);
		for (key = 1; key <= SAME_KEYS; key++)
			(void)umbra_track_once(DOMAIN, KIND_TIMER, key);
		meet(&meetings);
		if (!number && umbra_tracker_count(DOMAIN, NULL) != SAME_KEYS)
			wrong = "tracked twice";
		meet(&meetings);
		for (key = 1; key <= SAME_KEYS; key++)
			untracked[number] += umbra_untrack_slow(DOMAIN, KIND_TIMER, key) != 0;
	}
	return (void *)wrong;
}

static void run_threads(void *(*function)(void *argument))
{
	pthread_t threads[THREADS];
	unsigned long i;

	for (i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, function, (void *)i), 0);
	for (i = 0; i < THREADS; i++) {
		void *said;

		ck_assert_int_eq(pthread_join(threads[i], &said), 0);
		ck_assert_msg(!said, "thread %lu: %s", i, (const char *)said);
	}
}

START_TEST(own_keys_in_shared_buckets)
{
	test_domain_open(&test, 1 + (unsigned int)_i);
	run_threads(track_and_untrack);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 0);
	ck_assert_uint_eq(umbra_tracker_lost(DOMAIN), 0);
	ck_assert_uint_eq(test.core.tracker.n_overflow, 0);
	test_domain_close(&test);
}
END_TEST

START_TEST(same_keys_once_each)
{
	unsigned int i, sum = 0;

	test_domain_open(&test, 1 + 4 * (unsigned int)_i);
	arrived = 0;
	memset(untracked, 0, sizeof(untracked));
	run_threads(same_objects);
	for (i = 0; i < THREADS; i++)
		sum += untracked[i];
	ck_assert_uint_eq(sum, SAME_KEYS * SAME_ROUNDS);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 0);
	test_domain_close(&test);
}
END_TEST

Suite *suite_tracker_threads(void)
{
	Suite *suite = suite_create("tracker under threads");
	TCase *all = tcase_create("all");

	tcase_set_timeout(all, 100);
	tcase_add_loop_test(all, own_keys_in_shared_buckets, 0, 3);
	tcase_add_loop_test(all, same_keys_once_each, 0, 3);
	suite_add_tcase(suite, all);
	return suite;
}
