// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_recovery.c - the recovery state machine: every event in every state,
 * and the books it keeps.
 */
#include "unit.h"

#define MS 1000000ull
#define SECOND 1000000000ull

static struct umbra_policy policy;
static struct umbra_recovery recovery;
static uint64_t now;

static void fresh(void)
{
	umbra_policy_defaults(&policy);
	umbra_recovery_init(&recovery);
	now = 1000 * SECOND;
}

static struct umbra_step event_after(enum umbra_event event, uint64_t ns)
{
	now += ns;
	return umbra_recovery_event(&recovery, &policy, event, now);
}

static void expect(enum umbra_event event, enum umbra_state state, enum umbra_action action)
{
	struct umbra_step step = event_after(event, MS);

	ck_assert_msg(step.state == state && recovery.state == state,
		      "event %d: state %s, expected %s", event, umbra_state_name(step.state),
		      umbra_state_name(state));
	ck_assert_msg(step.action == action, "event %d: action %d, expected %d", event,
		      step.action, action);
}

static void go_to(enum umbra_state state)
{
	fresh();
	if (state == UMBRA_PASSIVE)
		return;
	expect(UMBRA_FAIL, UMBRA_STOPPING, UMBRA_DO_STOP);
	if (state == UMBRA_STOPPING)
		return;
	if (state == UMBRA_DEAD) {
		expect(UMBRA_GAVE_UP, UMBRA_DEAD, UMBRA_DO_BURY);
		return;
	}
	expect(UMBRA_QUIET, UMBRA_RESTARTING, UMBRA_DO_RESTART);
	if (state == UMBRA_RESTARTING)
		return;
	expect(UMBRA_INIT_OK, UMBRA_SETTLING, UMBRA_DO_SETTLE);
}

#define NONE { -1, UMBRA_DO_NOTHING }     /* unexpected: nothing changes, but counted */
#define SAME(state) { state, UMBRA_DO_NOTHING }
#define TO(state, action) { state, UMBRA_DO_##action }

/* The whole machine, retries left. Events in the order of enum umbra_event. */
static const struct {
	int state;
	enum umbra_action action;
} table[][UMBRA_N_EVENTS] = {
	[UMBRA_PASSIVE] = { TO(UMBRA_STOPPING, STOP), NONE, NONE, NONE, NONE, NONE,
			    TO(UMBRA_DEAD, BURY) },
	[UMBRA_STOPPING] = { SAME(UMBRA_STOPPING), TO(UMBRA_RESTARTING, RESTART), NONE,
			     SAME(UMBRA_STOPPING), NONE, NONE, TO(UMBRA_DEAD, BURY) },
	[UMBRA_RESTARTING] = { TO(UMBRA_STOPPING, STOP), NONE, TO(UMBRA_SETTLING, SETTLE),
			       TO(UMBRA_STOPPING, STOP), NONE, NONE, TO(UMBRA_DEAD, BURY) },
	[UMBRA_SETTLING] = { TO(UMBRA_STOPPING, STOP), NONE, NONE, NONE,
			     TO(UMBRA_PASSIVE, RESUME), TO(UMBRA_PASSIVE, RESUME),
			     TO(UMBRA_DEAD, BURY) },
	[UMBRA_DEAD] = { SAME(UMBRA_DEAD), NONE, NONE, NONE, NONE, NONE, SAME(UMBRA_DEAD) },
};

START_TEST(every_event_in_every_state)
{
	enum umbra_state state = _i / UMBRA_N_EVENTS;
	enum umbra_event event = _i % UMBRA_N_EVENTS;
	int to = table[state][event].state;

	go_to(state);
	expect(event, to < 0 ? state : (enum umbra_state)to, table[state][event].action);
	ck_assert_uint_eq(recovery.unexpected, to < 0);
}
END_TEST

START_TEST(an_unknown_event_changes_nothing)
{
	go_to(UMBRA_SETTLING);
	expect((enum umbra_event)99, UMBRA_SETTLING, UMBRA_DO_NOTHING);
	ck_assert_uint_eq(recovery.unexpected, 1);
}
END_TEST

START_TEST(an_outage_by_phase)
{
	event_after(UMBRA_FAIL, 0);
	event_after(UMBRA_QUIET, 2 * MS);
	ck_assert_int_eq(recovery.phase, UMBRA_PHASE_RELEASE);
	now += 3 * MS;
	umbra_recovery_phase(&recovery, UMBRA_PHASE_RESTORE, now);
	now += 1 * MS;
	umbra_recovery_phase(&recovery, UMBRA_PHASE_INIT, now);
	event_after(UMBRA_INIT_OK, 50 * MS);
	now += 4 * MS;
	umbra_recovery_phase(&recovery, UMBRA_PHASE_SETTLE, now);
	event_after(UMBRA_CLASS_READY, 700 * MS);
	ck_assert_uint_eq(recovery.phase_ns[UMBRA_PHASE_STOP], 2 * MS);
	ck_assert_uint_eq(recovery.phase_ns[UMBRA_PHASE_DELAY], 0);
	ck_assert_uint_eq(recovery.phase_ns[UMBRA_PHASE_RELEASE], 3 * MS);
	ck_assert_uint_eq(recovery.phase_ns[UMBRA_PHASE_RESTORE], 1 * MS);
	ck_assert_uint_eq(recovery.phase_ns[UMBRA_PHASE_INIT], 50 * MS);
	ck_assert_uint_eq(recovery.phase_ns[UMBRA_PHASE_REPLAY], 4 * MS);
	ck_assert_uint_eq(recovery.phase_ns[UMBRA_PHASE_SETTLE], 700 * MS);
	ck_assert_uint_eq(recovery.outage_ns, 760 * MS);
	ck_assert_uint_eq(recovery.failures, 1);
	ck_assert_uint_eq(recovery.recoveries, 1);
	ck_assert_uint_eq(recovery.unsettled, 0);
	/* Passive has no phases. */
	umbra_recovery_phase(&recovery, UMBRA_PHASE_INIT, now + SECOND);
	ck_assert_uint_eq(recovery.phase_ns[UMBRA_PHASE_INIT], 50 * MS);
}
END_TEST

START_TEST(retries_wait_longer_and_end)
{
	static const unsigned int delays[] = { 0, 100, 200, 400 };
	uint64_t began;
	unsigned int i;

	policy.max_retries = 3;
	began = now;
	event_after(UMBRA_FAIL, 0);
	for (i = 0; i < 4; i++) {
		struct umbra_step step = event_after(UMBRA_QUIET, MS);

		ck_assert_int_eq(step.action, UMBRA_DO_RESTART);
		ck_assert_uint_eq(step.delay_ms, delays[i]);
		ck_assert_int_eq(recovery.phase, i ? UMBRA_PHASE_DELAY : UMBRA_PHASE_RELEASE);
		if (i == 1) {
			/* Init crashed: a failure, then init's own result. */
			expect(UMBRA_FAIL, UMBRA_STOPPING, UMBRA_DO_STOP);
			expect(UMBRA_INIT_FAILED, UMBRA_STOPPING, UMBRA_DO_NOTHING);
		} else if (i == 2) {
			expect(UMBRA_INIT_OK, UMBRA_SETTLING, UMBRA_DO_SETTLE);
			expect(UMBRA_FAIL, UMBRA_STOPPING, UMBRA_DO_STOP);
		} else if (i < 3) {
			expect(UMBRA_INIT_FAILED, UMBRA_STOPPING, UMBRA_DO_STOP);
		}
	}
	expect(UMBRA_INIT_FAILED, UMBRA_DEAD, UMBRA_DO_BURY);
	ck_assert_uint_eq(recovery.failures, 5);
	ck_assert_uint_eq(recovery.recoveries, 0);
	ck_assert_uint_eq(recovery.outage_ns, now - began);
	ck_assert_uint_eq(recovery.unexpected, 0);
}
END_TEST

static void one_outage(void)
{
	event_after(UMBRA_FAIL, MS);
	event_after(UMBRA_QUIET, MS);
	event_after(UMBRA_INIT_OK, MS);
	ck_assert_int_eq(event_after(UMBRA_CLASS_READY, MS).action, UMBRA_DO_RESUME);
}

START_TEST(a_recovered_failure_gives_the_retries_back)
{
	int i;

	policy.max_retries = 0;
	for (i = 0; i < 1000; i++)
		one_outage();
	ck_assert_uint_eq(recovery.recoveries, 1000);
	ck_assert_uint_eq(recovery.total_ns, 3000 * MS);
	ck_assert_uint_eq(recovery.longest_ns, 3 * MS);
	policy.max_retries = 1;
	for (i = 0; i < 3; i++) {
		expect(UMBRA_FAIL, UMBRA_STOPPING, UMBRA_DO_STOP);
		expect(UMBRA_QUIET, UMBRA_RESTARTING, UMBRA_DO_RESTART);
		expect(UMBRA_INIT_FAILED, UMBRA_STOPPING, UMBRA_DO_STOP);
		expect(UMBRA_QUIET, UMBRA_RESTARTING, UMBRA_DO_RESTART);
		expect(UMBRA_INIT_OK, UMBRA_SETTLING, UMBRA_DO_SETTLE);
		expect(UMBRA_CLASS_READY, UMBRA_PASSIVE, UMBRA_DO_RESUME);
	}
}
END_TEST

START_TEST(too_many_outages_in_a_window)
{
	policy.max_failures = 3;
	one_outage();
	one_outage();
	one_outage();
	expect(UMBRA_FAIL, UMBRA_DEAD, UMBRA_DO_BURY);
}
END_TEST

START_TEST(outages_far_apart_do_not_add_up)
{
	int i;

	policy.max_failures = 3;
	for (i = 0; i < 20; i++) {
		one_outage();
		one_outage();
		now += 60 * SECOND + 1;
	}
	one_outage();
	one_outage();
	one_outage();
	now += 60 * SECOND - 2 * MS;
	expect(UMBRA_FAIL, UMBRA_DEAD, UMBRA_DO_BURY);
}
END_TEST

START_TEST(an_outage_ends_as_it_began_with_or_without_the_shadow)
{
	policy.shadow = 0;
	expect(UMBRA_FAIL, UMBRA_STOPPING, UMBRA_DO_STOP);
	ck_assert(!recovery.shadowed);
	policy.shadow = 1;
	expect(UMBRA_QUIET, UMBRA_RESTARTING, UMBRA_DO_RESTART);
	expect(UMBRA_FAIL, UMBRA_STOPPING, UMBRA_DO_STOP);
	ck_assert(!recovery.shadowed);
	go_to(UMBRA_SETTLING);
	ck_assert(recovery.shadowed);
}
END_TEST

START_TEST(panic_if_the_policy_says_so)
{
	policy.panic = 1;
	expect(UMBRA_FAIL, UMBRA_DEAD, UMBRA_DO_PANIC);
}
END_TEST

START_TEST(an_unsettled_class_is_counted)
{
	go_to(UMBRA_SETTLING);
	expect(UMBRA_SETTLE_TIMEOUT, UMBRA_PASSIVE, UMBRA_DO_RESUME);
	ck_assert_uint_eq(recovery.unsettled, 1);
	ck_assert_uint_eq(recovery.recoveries, 1);
}
END_TEST

START_TEST(a_clock_that_goes_back_does_no_harm)
{
	event_after(UMBRA_FAIL, 0);
	now -= SECOND;
	event_after(UMBRA_QUIET, 0);
	ck_assert_uint_eq(recovery.phase_ns[UMBRA_PHASE_STOP], 0);
	event_after(UMBRA_INIT_OK, 0);
	event_after(UMBRA_CLASS_READY, 0);
	ck_assert_uint_eq(recovery.outage_ns, 0);
}
END_TEST

START_TEST(names)
{
	ck_assert_str_eq(umbra_state_name(UMBRA_SETTLING), "settling");
	ck_assert_str_eq(umbra_state_name(UMBRA_DEAD), "dead");
	ck_assert_str_eq(umbra_state_name((enum umbra_state)9), "?");
	ck_assert_str_eq(umbra_phase_name(UMBRA_PHASE_SETTLE), "settle");
	ck_assert_str_eq(umbra_phase_name(UMBRA_N_PHASES), "?");
}
END_TEST

Suite *suite_recovery(void)
{
	Suite *suite = suite_create("recovery");
	TCase *all = tcase_create("all");

	tcase_add_checked_fixture(all, fresh, NULL);
	tcase_add_loop_test(all, every_event_in_every_state, 0,
			    (UMBRA_DEAD + 1) * UMBRA_N_EVENTS);
	tcase_add_test(all, an_unknown_event_changes_nothing);
	tcase_add_test(all, an_outage_by_phase);
	tcase_add_test(all, retries_wait_longer_and_end);
	tcase_add_test(all, a_recovered_failure_gives_the_retries_back);
	tcase_add_test(all, too_many_outages_in_a_window);
	tcase_add_test(all, outages_far_apart_do_not_add_up);
	tcase_add_test(all, an_outage_ends_as_it_began_with_or_without_the_shadow);
	tcase_add_test(all, panic_if_the_policy_says_so);
	tcase_add_test(all, an_unsettled_class_is_counted);
	tcase_add_test(all, a_clock_that_goes_back_does_no_harm);
	tcase_add_test(all, names);
	suite_add_tcase(suite, all);
	return suite;
}
