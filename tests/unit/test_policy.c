// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_policy.c - policy values by name, and every error text.
 */
#include "unit.h"

static struct umbra_policy policy;
static char error[512];

static void defaults(void)
{
	umbra_policy_defaults(&policy);
	error[0] = 0;
}

static int parse(const char *text)
{
	return umbra_policy_parse(&policy, text, strlen(text), error, sizeof(error));
}

START_TEST(every_value_by_name)
{
	unsigned int i, value;

	for (i = 0; umbra_policy_name(i); i++) {
		ck_assert_int_eq(umbra_policy_get(&policy, umbra_policy_name(i), &value), 0);
		ck_assert_int_eq(
			umbra_policy_set(&policy, umbra_policy_name(i), 1, error, sizeof(error)),
			0);
		ck_assert_int_eq(umbra_policy_get(&policy, umbra_policy_name(i), &value), 0);
		ck_assert_uint_eq(value, 1);
	}
	ck_assert_uint_eq(i * sizeof(unsigned int), sizeof(policy));
	ck_assert_int_eq(umbra_policy_get(&policy, "nothing", &value), -ENOENT);
}
END_TEST

START_TEST(parsed)
{
	ck_assert_int_eq(parse(" max_retries=3,delay_ms=10\tshadow=off  panic=on\n"), 0);
	ck_assert_uint_eq(policy.max_retries, 3);
	ck_assert_uint_eq(policy.delay_ms, 10);
	ck_assert_uint_eq(policy.shadow, 0);
	ck_assert_uint_eq(policy.panic, 1);
	ck_assert_int_eq(parse(""), 0);
	ck_assert_int_eq(umbra_policy_parse(&policy, "max_retries=77", 13, error, sizeof(error)),
			 0);
	ck_assert_uint_eq(policy.max_retries, 7);
}
END_TEST

static const struct {
	const char *text;
	int result;
	const char *error;
} wrong[] = {
	{"retries=3", -ENOENT,
	 "unknown policy value 'retries', expected one of max_retries, max_failures, window_s, "
	 "delay_ms, delay_growth, delay_max_ms, settle_timeout_ms, interrupt_ms, "
	 "softirq_ms, process_ms, shadow, panic"},
	{"max_retries", -EINVAL, "'max_retries' is not a policy value, expected name=value"},
	{"=3", -EINVAL, "'=3' is not a policy value, expected name=value"},
	{"max_retries=", -EINVAL, "max_retries='' is not a number, expected digits, on or off"},
	{"max_retries=3x", -EINVAL, "max_retries='3x' is not a number, expected digits, on or off"},
	{"max_retries=-1", -EINVAL, "max_retries='-1' is not a number, expected digits, on or off"},
	{"max_retries=99999999999", -EINVAL,
	 "max_retries='99999999999' is not a number, expected digits, on or off"},
	{"max_retries=1001", -ERANGE, "max_retries=1001 is out of range, expected 0 to 1000"},
	{"window_s=0", -ERANGE, "window_s=0 is out of range, expected 1 to 86400"},
	{"shadow=2", -ERANGE, "shadow=2 is out of range, expected 0 to 1"},
	{"a_name_that_is_much_too_long=1", -ENOENT,
	 "unknown policy value 'a_name_that_is_much_too_...'"},
};

START_TEST(wrong_text_changes_nothing)
{
	struct umbra_policy before = policy;
	char text[128];

	snprintf(text, sizeof(text), "delay_ms=1 %s", wrong[_i].text);
	ck_assert_int_eq(parse(text), wrong[_i].result);
	ck_assert_str_eq(error, wrong[_i].error);
	ck_assert_mem_eq(&policy, &before, sizeof(policy));
}
END_TEST

START_TEST(errors_fit_the_buffer)
{
	char small[20];

	ck_assert_int_eq(umbra_policy_parse(&policy, "retries=3", 9, small, sizeof(small)),
			 -ENOENT);
	ck_assert_str_eq(small, "unknown policy valu");
	ck_assert_int_eq(umbra_policy_parse(&policy, "retries=3", 9, NULL, 0), -ENOENT);
}
END_TEST

START_TEST(delays_grow_up_to_a_limit)
{
	policy.delay_ms = 100;
	policy.delay_growth = 3;
	policy.delay_max_ms = 1000;
	ck_assert_uint_eq(umbra_policy_delay(&policy, 0), 0);
	ck_assert_uint_eq(umbra_policy_delay(&policy, 1), 100);
	ck_assert_uint_eq(umbra_policy_delay(&policy, 2), 300);
	ck_assert_uint_eq(umbra_policy_delay(&policy, 3), 900);
	ck_assert_uint_eq(umbra_policy_delay(&policy, 4), 1000);
	ck_assert_uint_eq(umbra_policy_delay(&policy, 1000000000), 1000);
	policy.delay_growth = 1;
	ck_assert_uint_eq(umbra_policy_delay(&policy, 1000000000), 100);
	policy.delay_max_ms = 50;
	ck_assert_uint_eq(umbra_policy_delay(&policy, 1), 50);
	policy.delay_ms = 0;
	policy.delay_growth = 10;
	ck_assert_uint_eq(umbra_policy_delay(&policy, 1000), 0);
}
END_TEST

Suite *suite_policy(void)
{
	Suite *suite = suite_create("policy");
	TCase *all = tcase_create("all");

	tcase_add_checked_fixture(all, defaults, NULL);
	tcase_add_test(all, every_value_by_name);
	tcase_add_test(all, parsed);
	tcase_add_loop_test(all, wrong_text_changes_nothing, 0, sizeof(wrong) / sizeof(wrong[0]));
	tcase_add_test(all, errors_fit_the_buffer);
	tcase_add_test(all, delays_grow_up_to_a_limit);
	suite_add_tcase(suite, all);
	return suite;
}
