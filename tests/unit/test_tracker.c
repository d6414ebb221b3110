// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_tracker.c - the object tracker, one property a test.
 */
#include "unit.h"

static struct test_domain test;
#define DOMAIN (&test.domain)

/* Two buckets: the third object of one bucket's hash is soon in overflow. */
static void open_small(void)
{
	test_domain_open(&test, 1);
}

static void close_it(void)
{
	test_domain_close(&test);
}

static void track_many(unsigned int kind, unsigned long first, unsigned long n)
{
	unsigned long key;

	for (key = first; key < first + n; key++)
		umbra_track(DOMAIN, kind, key)->arg[0] = key * 2;
}

START_TEST(track_then_untrack_leaves_nothing)
{
	struct umbra_object *object = umbra_track(DOMAIN, KIND_TIMER, 0x1000);

	ck_assert_uint_eq(object->key, 0x1000);
	ck_assert_uint_eq(object->kind, KIND_TIMER);
	ck_assert_ptr_eq(umbra_tracker_find(DOMAIN, KIND_TIMER, 0x1000), object);
	ck_assert_ptr_null(umbra_tracker_find(DOMAIN, KIND_NETDEV, 0x1000));
	ck_assert_int_eq(umbra_untrack(DOMAIN, KIND_NETDEV, 0x1000), 0);
	ck_assert_int_eq(umbra_untrack(DOMAIN, KIND_TIMER, 0x1000), 1);
	ck_assert_int_eq(umbra_untrack(DOMAIN, KIND_TIMER, 0x1000), 0);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 0);
}
END_TEST

START_TEST(overflow_is_found_and_removed)
{
	unsigned long key;

	track_many(KIND_TIMER, 1, 100);
	ck_assert_uint_eq(test.core.tracker.n_overflow, 100 - 2 * UMBRA_BUCKET_SLOTS);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 100);
	for (key = 1; key <= 100; key++)
		ck_assert_uint_eq(umbra_tracker_find(DOMAIN, KIND_TIMER, key)->arg[0], key * 2);
	for (key = 100; key; key--)
		ck_assert_int_eq(umbra_untrack(DOMAIN, KIND_TIMER, key), 1);
	ck_assert_uint_eq(test.core.tracker.n_overflow, 0);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 0);
}
END_TEST

START_TEST(overflow_entries_are_recycled)
{
	int i;

	track_many(KIND_TIMER, 1, 50);
	test_failing_allocations = -1;
	for (i = 0; i < 1000; i++) {
		ck_assert_int_eq(umbra_untrack(DOMAIN, KIND_TIMER, 50), 1);
		umbra_track(DOMAIN, KIND_TIMER, 50);
	}
	ck_assert_uint_eq(umbra_tracker_lost(DOMAIN), 0);
}
END_TEST

START_TEST(without_memory_objects_are_counted_as_lost)
{
	test_failing_allocations = -1;
	track_many(KIND_TIMER, 1, 20);
	ck_assert_uint_eq(umbra_tracker_lost(DOMAIN), 20 - 2 * UMBRA_BUCKET_SLOTS);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 2 * UMBRA_BUCKET_SLOTS);
	ck_assert_ptr_eq(umbra_track(DOMAIN, KIND_TIMER, 99), &test.core.tracker.spare);
	ck_assert_ptr_eq(umbra_track_once(DOMAIN, KIND_TIMER, 99), &test.core.tracker.spare);
	ck_assert_int_eq(umbra_untrack(DOMAIN, KIND_TIMER, 99), 0);
	ck_assert_uint_eq(umbra_tracker_release(DOMAIN, NULL, NULL), 2 * UMBRA_BUCKET_SLOTS);
}
END_TEST

START_TEST(the_same_twice_counts_twice)
{
	umbra_track(DOMAIN, KIND_TIMER, 7);
	umbra_track(DOMAIN, KIND_TIMER, 7);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 2);
	ck_assert_uint_eq(umbra_tracker_release(DOMAIN, NULL, NULL), 2);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 0);
}
END_TEST

START_TEST(once_is_once)
{
	unsigned long key;

	for (key = 1; key <= 30; key++) {
		struct umbra_object *object = umbra_track_once(DOMAIN, KIND_TIMER, key);

		ck_assert_ptr_eq(umbra_track_once(DOMAIN, KIND_TIMER, key), object);
	}
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 30);
	ck_assert_int_eq(umbra_untrack(DOMAIN, KIND_TIMER, 30), 1);
	ck_assert_int_eq(umbra_untrack(DOMAIN, KIND_TIMER, 30), 0);
}
END_TEST

START_TEST(a_key_of_zero_is_no_object)
{
	ck_assert_int_eq(umbra_untrack_slow(DOMAIN, KIND_TIMER, 0), 0);
	ck_assert_int_eq(umbra_untrack_slow(DOMAIN, KIND_TIMER, UMBRA_KEY_BUSY), 0);
	ck_assert_ptr_null(umbra_tracker_find(DOMAIN, KIND_TIMER, 0));
}
END_TEST

START_TEST(released_newest_first)
{
	unsigned long i;

	/* More than two passes of picks. */
	track_many(KIND_TIMER, 1, 700);
	ck_assert_uint_eq(umbra_tracker_release(DOMAIN, NULL, NULL), 700);
	ck_assert_uint_eq(test_n_released, 700);
	for (i = 0; i < 700; i++)
		ck_assert_uint_eq(test_released[i], 700 - i);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 0);
	ck_assert_ptr_nonnull(test.core.tracker.picks);
}
END_TEST

START_TEST(equal_stamps_are_all_released)
{
	unsigned long i;

	for (i = 1; i <= 600; i++) {
		test.domain.stamp = 5;
		umbra_track(DOMAIN, KIND_TIMER, i);
	}
	ck_assert_uint_eq(umbra_tracker_release(DOMAIN, NULL, NULL), 600);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 0);
}
END_TEST

static bool keep_even(const struct umbra_object *object, void *data)
{
	ck_assert_ptr_eq(data, &test);
	return !(object->key & 1);
}

START_TEST(kept_kinds_and_kept_objects_stay)
{
	unsigned long counts[N_TEST_KINDS];

	track_many(KIND_TIMER, 1, 300);
	track_many(KIND_NETDEV, 1000, 3);
	track_many(KIND_NO_RELEASE, 2001, 1);
	ck_assert_uint_eq(umbra_tracker_release(DOMAIN, keep_even, &test), 151);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, counts), 153);
	ck_assert_uint_eq(counts[KIND_TIMER], 150);
	ck_assert_uint_eq(counts[KIND_NETDEV], 3);
	ck_assert_uint_eq(counts[KIND_NO_RELEASE], 0);
	/* What has no release function is forgotten all the same. */
	ck_assert_uint_eq(test_n_released, 150);
}
END_TEST

static void drop_all_below_50(const struct umbra_object *object)
{
	if (object->key == 60)
		ck_assert_uint_eq(umbra_tracker_drop_range(DOMAIN, 1, 50), 49);
	/* Gone from the tracker when its release runs. */
	ck_assert_ptr_null(umbra_tracker_find(DOMAIN, object->kind, object->key));
}

START_TEST(what_a_release_took_with_it_is_not_released)
{
	unsigned long i;

	track_many(KIND_TIMER, 1, 100);
	test_release_hook = drop_all_below_50;
	ck_assert_uint_eq(umbra_tracker_release(DOMAIN, NULL, NULL), 51);
	for (i = 0; i < test_n_released; i++)
		ck_assert_uint_ge(test_released[i], 50);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 0);
}
END_TEST

/* The slot of a dropped object is taken again while its pick still waits. */
static void replace_10(const struct umbra_object *object)
{
	if (object->key != 90)
		return;
	ck_assert_int_eq(umbra_untrack(DOMAIN, KIND_TIMER, 10), 1);
	umbra_track(DOMAIN, KIND_TIMER, 10);
}

START_TEST(a_recycled_slot_is_another_object)
{
	unsigned long i;

	track_many(KIND_TIMER, 1, 100);
	test_release_hook = replace_10;
	ck_assert_uint_eq(umbra_tracker_release(DOMAIN, NULL, NULL), 99);
	for (i = 0; i < test_n_released; i++)
		ck_assert_uint_ne(test_released[i], 10);
	ck_assert_ptr_nonnull(umbra_tracker_find(DOMAIN, KIND_TIMER, 10));
}
END_TEST

/* Another thread takes it away while this one is asked about it. */
static bool taken_away(const struct umbra_object *object, void *data)
{
	unsigned long key = object->key;

	(void)data;
	ck_assert_int_eq(umbra_untrack(DOMAIN, KIND_TIMER, key), 1);
	ck_assert_uint_eq(object->key, key);
	ck_assert_uint_eq(object->kind, KIND_TIMER);
	return false;
}

START_TEST(what_is_taken_away_meanwhile_is_whole_and_not_released)
{
	track_many(KIND_TIMER, 1, 100);
	ck_assert_uint_eq(umbra_tracker_release(DOMAIN, taken_away, NULL), 0);
	ck_assert_uint_eq(test_n_released, 0);
	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), 0);
}
END_TEST

static int inner_visit(struct umbra_object *slot, struct umbra_object *object, void *data)
{
	unsigned long *last = data;

	(void)slot;
	ck_assert_uint_eq(object->key, *last - 1);
	*last = object->key;
	return 0;
}

static int outer_visit(struct umbra_object *slot, struct umbra_object *object, void *data)
{
	unsigned long last = 101;

	(void)slot;
	ck_assert_int_eq(umbra_tracker_newest_first(DOMAIN, inner_visit, &last), 0);
	ck_assert_uint_eq(last, 1);
	++*(unsigned int *)data;
	return object->key == 60 ? -7 : 0;
}

START_TEST(a_walk_within_a_walk)
{
	unsigned int visits = 0;

	track_many(KIND_TIMER, 1, 100);
	ck_assert_int_eq(umbra_tracker_newest_first(DOMAIN, outer_visit, &visits), -7);
	ck_assert_uint_eq(visits, 41);
	ck_assert_ptr_nonnull(test.core.tracker.picks);
}
END_TEST

START_TEST(next_goes_oldest_first)
{
	struct umbra_object *object = NULL;
	unsigned long key;

	track_many(KIND_TIMER, 500, 20);
	for (key = 40; key > 0; key--)
		umbra_track(DOMAIN, KIND_NETDEV, key);
	for (key = 40; key > 0; key--) {
		object = umbra_tracker_next(DOMAIN, KIND_NETDEV, object);
		ck_assert_uint_eq(object->key, key);
	}
	ck_assert_ptr_null(umbra_tracker_next(DOMAIN, KIND_NETDEV, object));
}
END_TEST

START_TEST(drop_kind_and_range)
{
	track_many(KIND_TIMER, 100, 50);
	track_many(KIND_NETDEV, 100, 50);
	ck_assert_uint_eq(umbra_tracker_drop_kind(DOMAIN, KIND_NETDEV), 50);
	ck_assert_uint_eq(umbra_tracker_drop_kind(DOMAIN, N_TEST_KINDS), 0);
	ck_assert_uint_eq(umbra_tracker_drop_range(DOMAIN, 110, 120), 10);
	ck_assert_ptr_nonnull(umbra_tracker_find(DOMAIN, KIND_TIMER, 109));
	ck_assert_ptr_null(umbra_tracker_find(DOMAIN, KIND_TIMER, 110));
	ck_assert_ptr_null(umbra_tracker_find(DOMAIN, KIND_TIMER, 119));
	ck_assert_ptr_nonnull(umbra_tracker_find(DOMAIN, KIND_TIMER, 120));
	ck_assert_uint_eq(test_n_released, 0);
}
END_TEST

START_TEST(kinds_by_name)
{
	ck_assert_int_eq(umbra_tracker_kind(DOMAIN, "net_device"), KIND_NETDEV);
	ck_assert_int_eq(umbra_tracker_kind(DOMAIN, "nothing"), -ENOENT);
}
END_TEST

START_TEST(init_refuses)
{
	struct test_domain other = {.domain = {.control = &other.core}};

	ck_assert_int_eq(umbra_tracker_init(&other.domain, 0), -EINVAL);
	ck_assert_int_eq(umbra_tracker_init(&other.domain, 21), -EINVAL);
	test_failing_allocations = 1;
	ck_assert_int_eq(umbra_tracker_init(&other.domain, 4), -ENOMEM);
	ck_assert_ptr_null(other.domain.buckets);
}
END_TEST

Suite *suite_tracker(void)
{
	Suite *suite = suite_create("tracker");
	TCase *all = tcase_create("all");

	tcase_add_checked_fixture(all, open_small, close_it);
	tcase_add_test(all, track_then_untrack_leaves_nothing);
	tcase_add_test(all, overflow_is_found_and_removed);
	tcase_add_test(all, overflow_entries_are_recycled);
	tcase_add_test(all, without_memory_objects_are_counted_as_lost);
	tcase_add_test(all, the_same_twice_counts_twice);
	tcase_add_test(all, once_is_once);
	tcase_add_test(all, a_key_of_zero_is_no_object);
	tcase_add_test(all, released_newest_first);
	tcase_add_test(all, equal_stamps_are_all_released);
	tcase_add_test(all, kept_kinds_and_kept_objects_stay);
	tcase_add_test(all, what_a_release_took_with_it_is_not_released);
	tcase_add_test(all, what_is_taken_away_meanwhile_is_whole_and_not_released);
	tcase_add_test(all, a_recycled_slot_is_another_object);
	tcase_add_test(all, a_walk_within_a_walk);
	tcase_add_test(all, next_goes_oldest_first);
	tcase_add_test(all, drop_kind_and_range);
	tcase_add_test(all, kinds_by_name);
	tcase_add_test(all, init_refuses);
	suite_add_tcase(suite, all);
	return suite;
}
