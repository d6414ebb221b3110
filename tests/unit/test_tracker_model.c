// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_tracker_model.c - random operations on the tracker and on a plain
 * array, which must agree after each.
 */
#include "unit.h"

#define MODEL_SIZE 600

struct model {
	struct {
		unsigned int kind;
		unsigned long key;
	} object[MODEL_SIZE];
	unsigned int n; /* oldest first */
};

static struct test_domain test;
static struct model model;
#define DOMAIN (&test.domain)

static void model_add(unsigned int kind, unsigned long key)
{
	model.object[model.n].kind = kind;
	model.object[model.n++].key = key;
}

static void model_remove(unsigned int i)
{
	model.n--;
	for (; i < model.n; i++)
		model.object[i] = model.object[i + 1];
}

static int model_find(unsigned int kind, unsigned long key)
{
	unsigned int i;

	for (i = 0; i < model.n; i++)
		if (model.object[i].kind == kind && model.object[i].key == key)
			return (int)i;
	return -1;
}

static bool same_kind(const struct umbra_kind *kind, const void *wanted)
{
	return kind == wanted;
}

static int expect_newest_first(struct umbra_object *slot, struct umbra_object *object, void *data)
{
	unsigned int *left = data, kind;

	ck_assert_uint_gt(*left, 0);
	--*left;
	ck_assert_uint_eq(slot->key, object->key);
	ck_assert_uint_eq(object->key, model.object[*left].key);
	ck_assert_uint_eq(object->kind, model.object[*left].kind);
	ck_assert_uint_eq(object->arg[3], object->key + object->kind);
	for (kind = 0; kind < N_TEST_KINDS; kind++)
		ck_assert_int_eq(umbra_tracker_is(DOMAIN, object->key, same_kind, &DOMAIN->kinds[kind]),
				 model_find(kind, object->key) >= 0);
	return 0;
}

static void check_all(void)
{
	unsigned int left = model.n, kind, i;

	ck_assert_uint_eq(umbra_tracker_count(DOMAIN, NULL), model.n);
	ck_assert_int_eq(umbra_tracker_newest_first(DOMAIN, expect_newest_first, &left), 0);
	ck_assert_uint_eq(left, 0);
	for (kind = 0; kind < N_TEST_KINDS; kind++) {
		struct umbra_object *object = NULL;

		for (i = 0; i < model.n; i++) {
			if (model.object[i].kind != kind)
				continue;
			object = umbra_tracker_next(DOMAIN, kind, object);
			ck_assert_ptr_nonnull(object);
			ck_assert_uint_eq(object->key, model.object[i].key);
		}
	}
}

static void release_all(void)
{
	unsigned int i, expected = 0;

	test_n_released = 0;
	for (i = 0; i < model.n; i++)
		expected += model.object[i].kind != KIND_NETDEV;
	ck_assert_uint_eq(umbra_tracker_release(DOMAIN, NULL, NULL), expected);
	expected = 0;
	for (i = model.n; i-- > 0;) {
		if (model.object[i].kind == KIND_NETDEV)
			continue;
		if (model.object[i].kind != KIND_NO_RELEASE)
			ck_assert_uint_eq(test_released[expected++], model.object[i].key);
		model_remove(i);
	}
	ck_assert_uint_eq(test_n_released, expected);
}

static void drop_range(unsigned long start, unsigned long end)
{
	unsigned int i, expected = 0;

	for (i = model.n; i-- > 0;)
		if (model.object[i].key >= start && model.object[i].key < end) {
			model_remove(i);
			expected++;
		}
	ck_assert_uint_eq(umbra_tracker_drop_range(DOMAIN, start, end), expected);
}

/* A (kind, key) at most once: which of two twins goes is not said. */
static void one_step(unsigned long *random)
{
	unsigned int choice = test_random(random) % 1000;
	unsigned int kind = test_random(random) % N_TEST_KINDS;
	unsigned long key = 1 + test_random(random) % 200;
	int at = model_find(kind, key);
	struct umbra_object *object;

	if (choice < 540) {
		if (model.n == MODEL_SIZE)
			return;
		if (at >= 0 || choice < 200)
			object = umbra_track_once(DOMAIN, kind, key);
		else
			object = umbra_track(DOMAIN, kind, key);
		object->arg[3] = key + kind;
		if (at < 0)
			model_add(kind, key);
	} else if (choice < 980) {
		ck_assert_int_eq(umbra_untrack(DOMAIN, kind, key), at >= 0);
		if (at >= 0)
			model_remove((unsigned int)at);
	} else if (choice < 995) {
		drop_range(key, key + 10);
	} else {
		release_all();
	}
}

START_TEST(agrees_with_a_plain_array)
{
	unsigned long random = 88172645463325252ul + (unsigned long)_i * 7919;
	int step;

	model.n = 0;
	test_domain_open(&test, 1 + (unsigned int)_i % 6);
	for (step = 0; step < 8000; step++) {
		one_step(&random);
		if (step % 100 == 0)
			check_all();
	}
	check_all();
	test_domain_close(&test);
}
END_TEST

Suite *suite_tracker_model(void)
{
	Suite *suite = suite_create("tracker against a model");
	TCase *all = tcase_create("all");

	tcase_set_timeout(all, 100);
	tcase_add_loop_test(all, agrees_with_a_plain_array, 0, 6);
	suite_add_tcase(suite, all);
	return suite;
}
