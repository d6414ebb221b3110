// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_policy.c - policy values by name, and every error text.
 */
#include "unit.h"

static struct umbra_policy policy;
static struct umbra_policy_layer layer;
static struct umbra_policy_error error;

static void defaults(void)
{
	umbra_policy_defaults(&policy);
	memset(&layer, 0, sizeof(layer));
	memset(&error, 0, sizeof(error));
}

static int parse(const char *text)
{
	return umbra_policy_parse(&layer, text, strlen(text), &error);
}

START_TEST(every_value_by_name)
{
	char text[64];
	unsigned int i;

	for (i = 0; umbra_policy_name(i); i++) {
		snprintf(text, sizeof(text), "%s=1", umbra_policy_name(i));
		ck_assert_int_eq(parse(text), 0);
		ck_assert_uint_eq(layer.said, (2u << i) - 1);
		umbra_policy_apply(&policy, &layer);
		ck_assert_uint_eq(umbra_policy_value(&policy, i), 1);
	}
	ck_assert_uint_eq(i * sizeof(unsigned int), sizeof(policy));
}
END_TEST

START_TEST(parsed)
{
	ck_assert_int_eq(parse(" max_retries=3,delay_ms=10\tshadow=off  panic=on\n"), 0);
	umbra_policy_apply(&policy, &layer);
	ck_assert_uint_eq(policy.max_retries, 3);
	ck_assert_uint_eq(policy.delay_ms, 10);
	ck_assert_uint_eq(policy.shadow, 0);
	ck_assert_uint_eq(policy.panic, 1);
	ck_assert_uint_eq(policy.window_s, 60);
	ck_assert_int_eq(parse(""), 0);
	ck_assert_int_eq(umbra_policy_parse(&layer, "max_retries=77", 13, &error), 0);
	ck_assert_uint_eq(layer.policy.max_retries, 7);
}
END_TEST

START_TEST(a_narrower_scope_overrides)
{
	struct umbra_policy_layer narrow = {.said = 0};

	ck_assert_int_eq(parse("max_retries=3 panic=on delay_ms=7"), 0);
	ck_assert_int_eq(umbra_policy_parse(&narrow, "panic=off", 9, &error), 0);
	umbra_policy_apply(&policy, &layer);
	umbra_policy_apply(&policy, &narrow);
	ck_assert_uint_eq(policy.max_retries, 3);
	ck_assert_uint_eq(policy.panic, 0);
	/* What is taken back is what it was. */
	ck_assert_int_eq(parse("max_retries=default"), 0);
	umbra_policy_defaults(&policy);
	umbra_policy_apply(&policy, &layer);
	ck_assert_uint_eq(policy.max_retries, 5);
	ck_assert_uint_eq(policy.delay_ms, 7);
}
END_TEST

static const struct {
	const char *text;
	int result;
	const char *error;
} wrong[] = {
	{"retries=3", -ENOENT,
	 "unknown policy value 'retries', expected one of max_retries, max_failures, window_s, "
	 "delay_ms, delay_growth, delay_max_ms, leave_ms, settle_timeout_ms, interrupt_ms, "
	 "softirq_ms, process_ms, deadline_ms, reset, shadow, panic, repeats"},
	{"max_retries", -EINVAL, "'max_retries' is not a policy value, expected name=value"},
	{"=3", -EINVAL, "'=3' is not a policy value, expected name=value"},
	{"max_retries=", -EINVAL,
	 "max_retries='' is not a number, expected digits, on, off or default"},
	{"max_retries=3x", -EINVAL,
	 "max_retries='3x' is not a number, expected digits, on, off or default"},
	{"max_retries=-1", -EINVAL,
	 "max_retries='-1' is not a number, expected digits, on, off or default"},
	{"max_retries=99999999999", -EINVAL,
	 "max_retries='99999999999' is not a number, expected digits, on, off or default"},
	{"max_retries=1001", -ERANGE, "max_retries=1001 is out of range, expected 0 to 1000"},
	{"window_s=0", -ERANGE, "window_s=0 is out of range, expected 1 to 86400"},
	{"shadow=2", -ERANGE, "shadow=2 is out of range, expected 0 to 1"},
	{"a_name_that_is_much_too_long=1", -ENOENT,
	 "unknown policy value 'a_name_that_is_much_too_...'"},
};

START_TEST(wrong_text_changes_nothing)
{
	struct umbra_policy_layer before = layer;
	char text[128];

	snprintf(text, sizeof(text), "delay_ms=1 %s", wrong[_i].text);
	ck_assert_int_eq(parse(text), wrong[_i].result);
	ck_assert_str_eq(error.text, wrong[_i].error);
	ck_assert_uint_eq(error.at, strlen("delay_ms=1 "));
	ck_assert_mem_eq(&layer, &before, sizeof(layer));
}
END_TEST

static const struct {
	const char *text, *scope; /* NULL: none */
	size_t taken;
} scopes[] = {
	{"default panic=1", "default", 7},
	{"  module:ne2k-pci,panic=1", "module:ne2k_pci", 17},
	{"class:net", "class:net", 9},
	{"module: panic=1", NULL, 0},
	{"e1000 panic=1", NULL, 0},
	{"", NULL, 0},
	{"module:an_unbelievably_long_name_for_a_module_of_the_kernel_that_nobody_would_give",
	 NULL, 0},
};

START_TEST(scope_of_a_rule)
{
	char scope[UMBRA_POLICY_SCOPE];
	const char *text = scopes[_i].text;

	ck_assert_uint_eq(umbra_policy_scope(scope, text, strlen(text), &error), scopes[_i].taken);
	if (scopes[_i].scope)
		ck_assert_str_eq(scope, scopes[_i].scope);
	else
		ck_assert_ptr_nonnull(
			strstr(error.text, "is no scope, expected default, class:NAME or module:NAME"));
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
	tcase_add_test(all, a_narrower_scope_overrides);
	tcase_add_loop_test(all, wrong_text_changes_nothing, 0, sizeof(wrong) / sizeof(wrong[0]));
	tcase_add_loop_test(all, scope_of_a_rule, 0, sizeof(scopes) / sizeof(scopes[0]));
	tcase_add_test(all, delays_grow_up_to_a_limit);
	suite_add_tcase(suite, all);
	return suite;
}
