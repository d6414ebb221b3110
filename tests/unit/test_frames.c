// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_frames.c - which locks a frame holds, whatever order they come and go.
 */
#include "frames.h"

#include "unit.h"

#define OTHER_KIND KIND_TIMER

static struct test_domain test;
static struct umbra_frame outer, inner;

static const struct umbra_site site = {
	.function = "e1000_watchdog", .interface = "", .domain = &test.domain};

/* umbra_gate_open() counts into it. */
struct umbra_inflight umbra_inflight_here;
static struct umbra_trail trails[UMBRA_TRAILS];

static void setup(void)
{
	test_domain_open(&test, 1);
	test.domain.trails = trails;
	umbra_inflight_here = (struct umbra_inflight){0};
	memset(&outer, 0, sizeof(outer));
	memset(&inner, 0, sizeof(inner));
	ck_assert_int_eq(umbra_gate_open(&test.domain), 1);
	umbra_open(&outer, &site);
	ck_assert_uint_eq(umbra_inflight_here.entered, 1);
}

static void teardown(void)
{
	*umbra_top() = NULL;
	test_domain_close(&test);
}

static void enter_inner(void)
{
	ck_assert_int_eq(umbra_gate_open(&test.domain), 1);
	umbra_open(&inner, &site);
	ck_assert_ptr_eq(inner.prev, &outer);
}

static void expect_released(const unsigned long *keys, unsigned int n)
{
	unsigned int i;

	ck_assert_uint_eq(test_n_released, n);
	for (i = 0; i < n; i++)
		ck_assert_uint_eq(test_released[i], keys[i]);
}

START_TEST(released_newest_first)
{
	static const unsigned long expected[] = {3, 2, 1};
	unsigned long key;

	for (key = 1; key <= 3; key++)
		umbra_lock_taken(KIND_LOCK, key);
	ck_assert_uint_eq(umbra_frame_locks(&outer), 3);
	ck_assert_uint_eq(umbra_frame_release(&outer), 0);
	expect_released(expected, 3);
	ck_assert_uint_eq(outer.locks, 0);
	ck_assert_uint_eq(umbra_frame_release(&outer), 0);
	ck_assert_uint_eq(test_n_released, 3);
	ck_assert_str_eq(test_log_line, "");
}
END_TEST

START_TEST(dropped_in_any_order)
{
	static const unsigned long expected[] = {4, 2};
	unsigned long key;

	for (key = 1; key <= 5; key++)
		umbra_lock_taken(KIND_LOCK, key);
	umbra_lock_dropped(KIND_LOCK, 1);
	umbra_lock_dropped(KIND_LOCK, 3);
	umbra_lock_dropped(KIND_LOCK, 5);
	ck_assert_uint_eq(umbra_frame_release(&outer), 0);
	expect_released(expected, 2);
}
END_TEST

START_TEST(dropped_as_another_kind)
{
	umbra_lock_taken(KIND_LOCK, 0x10);
	umbra_lock_taken(KIND_LOCK, 0x20);
	umbra_lock_dropped(OTHER_KIND, 0x10);
	ck_assert_uint_eq(outer.locks, 1);
	ck_assert_uint_eq(outer.held[0].key, 0x20);
}
END_TEST

START_TEST(a_key_of_zero_needs_its_kind)
{
	umbra_lock_taken(KIND_LOCK, 0);
	umbra_lock_taken(KIND_LOCK, 9);
	umbra_lock_dropped(OTHER_KIND, 0);
	ck_assert_uint_eq(umbra_frame_locks(&outer), 2);
	umbra_lock_dropped(KIND_LOCK, 0);
	ck_assert_uint_eq(umbra_frame_locks(&outer), 1);
}
END_TEST

START_TEST(taken_before_the_driver_was_entered)
{
	umbra_lock_taken(KIND_LOCK, 1);
	umbra_lock_dropped(KIND_LOCK, 0x99);
	ck_assert_uint_eq(umbra_frame_locks(&outer), 1);
	umbra_lock_dropped(KIND_LOCK, 1);
	umbra_lock_dropped(KIND_LOCK, 0x99);
	ck_assert_uint_eq(umbra_frame_locks(&outer), 0);
}
END_TEST

START_TEST(dropped_in_an_inner_call)
{
	umbra_lock_taken(KIND_LOCK, 1);
	umbra_lock_taken(KIND_LOCK, 2);
	enter_inner();
	umbra_lock_taken(KIND_LOCK, 3);
	umbra_lock_dropped(KIND_LOCK, 1);
	ck_assert_uint_eq(inner.locks, 1);
	ck_assert_uint_eq(outer.locks, 1);
	ck_assert_uint_eq(outer.held[0].key, 2);
	umbra_leave(&inner, &site, 0, 0);
	ck_assert_ptr_eq(*umbra_top(), &outer);
}
END_TEST

START_TEST(entries_that_are_over)
{
	static const struct umbra_site operation = {
		.function = "e1000_open",
		.flags = UMBRA_SITE_OPERATION | UMBRA_SITE_RESULT,
		.domain = &test.domain};
	const struct umbra_trail *operations = &trails[UMBRA_TRAIL_OPERATIONS],
				 *others = &trails[UMBRA_TRAIL_OTHERS];
	unsigned int i;

	/* The ring goes round by its count's lowest byte. */
	for (i = 0; i < 3 * UMBRA_TRAIL + 2; i++) {
		enter_inner();
		umbra_leave(&inner, &operation, i, 0);
	}
	enter_inner();
	umbra_leave(&inner, &site, 0, 0);
	ck_assert_uint_eq(umbra_inflight_here.left[UMBRA_TRAIL_OPERATIONS],
			  (3 * UMBRA_TRAIL + 2) * sizeof(struct umbra_over));
	ck_assert_uint_eq(umbra_inflight_here.left[UMBRA_TRAIL_OTHERS], sizeof(struct umbra_over));
	ck_assert_ptr_eq(others->over[0].site, &site);
	for (i = 0; i < UMBRA_TRAIL; i++) {
		ck_assert_ptr_eq(operations->over[i].site, &operation);
		ck_assert_uint_eq(operations->over[i].result,
				  i < 2 ? 3 * UMBRA_TRAIL + i : 2 * UMBRA_TRAIL + i);
	}
	ck_assert_ptr_eq(*umbra_top(), &outer);
}
END_TEST

START_TEST(more_locks_than_places)
{
	static const unsigned long expected[] = {8, 7, 6, 5, 4, 3, 2, 1};
	unsigned long key;

	for (key = 1; key <= 10; key++)
		umbra_lock_taken(KIND_LOCK, key);
	ck_assert_uint_eq(umbra_frame_locks(&outer), 8);
	ck_assert_uint_eq(umbra_frame_release(&outer), 2);
	expect_released(expected, 8);
	ck_assert_ptr_nonnull(strstr(test_log_line, "e1000_watchdog"));
	ck_assert_ptr_nonnull(strstr(test_log_line, "2 locks stay taken"));
}
END_TEST

START_TEST(unknown_locks_are_dropped_last_in_first_out)
{
	static const unsigned long expected[] = {2, 1};
	unsigned long key;

	for (key = 1; key <= 10; key++)
		umbra_lock_taken(KIND_LOCK, key);
	for (key = 10; key > 2; key--)
		umbra_lock_dropped(KIND_LOCK, key);
	ck_assert_uint_eq(outer.locks, 2);
	ck_assert_uint_eq(umbra_frame_release(&outer), 0);
	expect_released(expected, 2);
}
END_TEST

START_TEST(unknown_locks_survive_a_known_one)
{
	static const unsigned long expected[] = {8, 7, 6, 5, 4, 3, 2};
	unsigned long key;

	for (key = 1; key <= 10; key++)
		umbra_lock_taken(KIND_LOCK, key);
	/* 8 places: 2..8 known, one place and one beyond unknown. */
	umbra_lock_dropped(KIND_LOCK, 1);
	ck_assert_uint_eq(outer.locks, 9);
	ck_assert_uint_eq(umbra_frame_locks(&outer), 7);
	umbra_lock_dropped(KIND_LOCK, 10);
	ck_assert_uint_eq(outer.locks, 8);
	ck_assert_uint_eq(umbra_frame_release(&outer), 1);
	expect_released(expected, 7);
}
END_TEST

START_TEST(unknown_place_is_given_up)
{
	unsigned long key;

	for (key = 1; key <= 9; key++)
		umbra_lock_taken(KIND_LOCK, key);
	umbra_lock_dropped(KIND_LOCK, 4);
	umbra_lock_dropped(KIND_LOCK, 9);
	ck_assert_uint_eq(outer.locks, 7);
	ck_assert_uint_eq(umbra_frame_locks(&outer), 7);
	ck_assert_uint_eq(umbra_frame_release(&outer), 0);
}
END_TEST

static void look_at_frame(const struct umbra_object *object)
{
	unsigned int i;

	for (i = 0; i < outer.locks; i++)
		ck_assert_uint_ne(outer.held[i].key, object->key);
}

START_TEST(a_lock_is_off_the_frame_when_it_is_released)
{
	umbra_lock_taken(KIND_LOCK, 1);
	umbra_lock_taken(KIND_LOCK, 2);
	test_release_hook = look_at_frame;
	ck_assert_uint_eq(umbra_frame_release(&outer), 0);
	ck_assert_uint_eq(test_n_released, 2);
}
END_TEST

START_TEST(counts_what_spins)
{
	unsigned long key;

	ck_assert_uint_eq(umbra_frame_spins(&outer), 0);
	umbra_lock_taken(KIND_LOCK, 1);
	umbra_lock_taken(OTHER_KIND, 2);
	ck_assert_uint_eq(umbra_frame_spins(&outer), 1);
	/* One that nobody has written down may be of any kind: not counted. */
	for (key = 3; key <= UMBRA_FRAME_LOCKS + 1; key++)
		umbra_lock_taken(KIND_LOCK, key);
	ck_assert_uint_eq(umbra_frame_spins(&outer), UMBRA_FRAME_LOCKS - 1);
	umbra_lock_dropped(KIND_LOCK, 1);
	ck_assert_uint_eq(umbra_frame_spins(&outer), UMBRA_FRAME_LOCKS - 2);
}
END_TEST

START_TEST(held_here_or_outside)
{
	umbra_lock_taken(KIND_LOCK, 1);
	enter_inner();
	umbra_lock_taken(KIND_LOCK, 2);
	ck_assert(umbra_frames_hold(&inner, KIND_LOCK, 1));
	ck_assert(umbra_frames_hold(&inner, KIND_LOCK, 2));
	ck_assert(!umbra_frames_hold(&outer, KIND_LOCK, 2));
	ck_assert(!umbra_frames_hold(&inner, OTHER_KIND, 1));
	umbra_lock_dropped(KIND_LOCK, 1);
	ck_assert(!umbra_frames_hold(&inner, KIND_LOCK, 1));
	*umbra_top() = NULL;
}
END_TEST

static int somebody_holds;

static int locked(const struct umbra_object *object)
{
	return somebody_holds && object->key == 7;
}

/* The caller's lock, dropped and taken again, is the caller's: not left behind, not let go of. */
START_TEST(lent_by_the_caller)
{
	struct umbra_kind kinds[N_TEST_KINDS];

	/* A place in a wait queue, say, is nobody's lock: it is let go of. */
	umbra_lock_dropped(KIND_LOCK, 7);
	ck_assert(!umbra_frame_lent(&outer, 7));
	umbra_lock_taken(KIND_LOCK, 7);
	ck_assert_uint_eq(umbra_frame_release(&outer), 0);
	expect_released((const unsigned long[]){7}, 1);

	memcpy(kinds, test_kinds, sizeof(kinds));
	kinds[KIND_LOCK].used = locked;
	test.domain.kinds = kinds;
	somebody_holds = 1;
	umbra_lock_dropped(KIND_LOCK, 7);
	ck_assert(umbra_frame_lent(&outer, 7));
	ck_assert(!umbra_frame_lent(&outer, 8));
	umbra_lock_taken(KIND_LOCK, 7);
	umbra_lock_dropped(KIND_LOCK, 7);
	umbra_lock_taken(KIND_LOCK, 7);
	umbra_lock_taken(KIND_LOCK, 8);
	ck_assert(umbra_frame_lent(&outer, 7));
	ck_assert_uint_eq(umbra_frame_locks(&outer), 2);
	ck_assert_uint_eq(umbra_frame_release(&outer), 0);
	expect_released((const unsigned long[]){7, 8}, 2);
	ck_assert_uint_eq(outer.locks, 0);
	somebody_holds = 0;
}
END_TEST

START_TEST(dropped_and_nobody_held_it)
{
	struct umbra_kind kinds[N_TEST_KINDS];

	memcpy(kinds, test_kinds, sizeof(kinds));
	kinds[KIND_LOCK].used = locked;
	test.domain.kinds = kinds;
	test_unlocked_free = 0;
	umbra_lock_taken(KIND_LOCK, 7);
	umbra_lock_dropped(KIND_LOCK, 7);
	ck_assert_uint_eq(test_unlocked_free, 0);
	somebody_holds = 1; /* taken before the driver was entered */
	umbra_lock_dropped(KIND_LOCK, 7);
	ck_assert_uint_eq(test_unlocked_free, 0);
	somebody_holds = 0;
	umbra_lock_dropped(KIND_LOCK, 7);
	ck_assert_uint_eq(test_unlocked_free, 7);
}
END_TEST

START_TEST(no_frame_no_books)
{
	*umbra_top() = NULL;
	umbra_lock_taken(KIND_LOCK, 1);
	umbra_lock_dropped(KIND_LOCK, 1);
	ck_assert_uint_eq(outer.locks, 0);
}
END_TEST

Suite *suite_frames(void)
{
	Suite *suite = suite_create("frames");
	TCase *all = tcase_create("all");

	tcase_add_checked_fixture(all, setup, teardown);
	tcase_add_test(all, released_newest_first);
	tcase_add_test(all, dropped_in_any_order);
	tcase_add_test(all, dropped_as_another_kind);
	tcase_add_test(all, a_key_of_zero_needs_its_kind);
	tcase_add_test(all, taken_before_the_driver_was_entered);
	tcase_add_test(all, lent_by_the_caller);
	tcase_add_test(all, dropped_in_an_inner_call);
	tcase_add_test(all, entries_that_are_over);
	tcase_add_test(all, more_locks_than_places);
	tcase_add_test(all, unknown_locks_are_dropped_last_in_first_out);
	tcase_add_test(all, unknown_locks_survive_a_known_one);
	tcase_add_test(all, unknown_place_is_given_up);
	tcase_add_test(all, a_lock_is_off_the_frame_when_it_is_released);
	tcase_add_test(all, counts_what_spins);
	tcase_add_test(all, held_here_or_outside);
	tcase_add_test(all, dropped_and_nobody_held_it);
	tcase_add_test(all, no_frame_no_books);
	suite_add_tcase(suite, all);
	return suite;
}
