// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_gifts.c - what was given is given back once; a set that is full refuses nothing.
 */
#include "core.h"

#include "unit.h"

static struct test_domain test;

static void setup(void)
{
	test_domain_open(&test, 1);
}

static void teardown(void)
{
	test_domain_close(&test);
}

START_TEST(returned_once)
{
	umbra_gift(&test.domain, (void *)0x1000);
	umbra_gift(&test.domain, (void *)0x1000);
	ck_assert(!umbra_gift_returned(&test.domain, 0x2000));
	ck_assert(umbra_gift_returned(&test.domain, 0x1000));
	ck_assert(!umbra_gift_returned(&test.domain, 0x1000));
}
END_TEST

START_TEST(no_gift)
{
	umbra_gift(&test.domain, NULL);
	umbra_gift(&test.domain, (void *)-12l);
	ck_assert(!umbra_gift_returned(&test.domain, (unsigned long)-12l));
}
END_TEST

START_TEST(too_many)
{
	unsigned long key;

	for (key = 0x1000; key < 0x1000 + 10000 * 64; key += 64)
		umbra_gift(&test.domain, (void *)key);
	/* Which were lost is not known: nothing can be said of any. */
	for (key = 0x1000; key < 0x1000 + 10000 * 64; key += 64)
		ck_assert(umbra_gift_returned(&test.domain, key));
	ck_assert(umbra_gift_returned(&test.domain, 0xdead0));
}
END_TEST

Suite *suite_gifts(void)
{
	Suite *suite = suite_create("gifts");
	TCase *tests = tcase_create("gifts");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, returned_once);
	tcase_add_test(tests, no_gift);
	tcase_add_test(tests, too_many);
	suite_add_tcase(suite, tests);
	return suite;
}
