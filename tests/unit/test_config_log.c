// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_config_log.c - what is recorded, what is replayed, in which order.
 */
#include "unit.h"

static struct test_domain test;
#define DOMAIN (&test.domain)
#define LOG (&test.core.log)

static char replayed[4096];
static bool record_again; /* replayed calls record themselves, as taps do */
static const char *again; /* ... the address with this value */
static int netdev, other;

static const struct umbra_site open_site, mac_site, vlan_site;

static void note(const char *name, const void *object, const char *argument)
{
	size_t at = strlen(replayed);

	snprintf(replayed + at, sizeof(replayed) - at, "%s%s%s%s ", name,
		 object == &other ? "@other" : "", argument ? "=" : "", argument ? argument : "");
}

static void record(const struct umbra_site *site, void *object, unsigned long subkey,
		   const char *argument)
{
	const void *copied[] = {argument};
	unsigned int sizes[] = {argument ? (unsigned int)strlen(argument) + 1 : 0};

	umbra_record(DOMAIN, site, object, subkey, copied, sizes, 1);
}

static long replay_open(void *object, void *const copied[])
{
	ck_assert_ptr_null(copied[0]);
	note("open", object, NULL);
	if (record_again)
		record(&open_site, object, 0, NULL);
	return 0;
}

static long replay_mac(void *object, void *const copied[])
{
	char before[32];

	note("mac", object, copied[0]);
	snprintf(before, sizeof(before), "%s", (char *)copied[0]);
	if (record_again)
		record(&mac_site, object, 0, again);
	/* Still readable, although its record was replaced. */
	ck_assert_str_eq(copied[0], before);
	return -5;
}

static long replay_vlan(void *object, void *const copied[])
{
	note("vlan", object, copied[0]);
	return 3;
}

static const struct umbra_site open_site = {"e1000_open", "net_device_ops.ndo_open", 0,
					    replay_open, NULL, NULL, 0};
static const struct umbra_site mac_site = {"e1000_set_mac", "net_device_ops.ndo_set_mac_address", 0,
					   replay_mac, NULL, NULL, 0};
static const struct umbra_site vlan_site = {"e1000_vlan", "net_device_ops.ndo_vlan_rx_add_vid", 0,
					    replay_vlan, NULL, NULL, 0};
static const struct umbra_site silent_site = {"e1000_silent", "silent", 0, NULL, NULL, NULL, 0};

static void open_it(void)
{
	test_domain_open(&test, 1);
	replayed[0] = 0;
	record_again = false;
}

static void close_it(void)
{
	test_domain_close(&test);
}

static unsigned int n_failed;

static bool failed(const struct umbra_site *site, void *object, long error, void *data)
{
	ck_assert_ptr_eq(site, &mac_site);
	ck_assert_ptr_eq(object, &netdev);
	ck_assert_int_eq(error, -5);
	ck_assert_ptr_eq(data, &n_failed);
	n_failed++;
	return n_failed > 1;
}

static void show(const struct umbra_config_call *call, void *data)
{
	char text[64];

	ck_assert_ptr_eq(data, &other);
	ck_assert_uint_eq(call->n, 1);
	snprintf(text, sizeof(text), "%s/%lu", call->size[0] ? (char *)call->copied[0] : "none",
		 call->subkey);
	note(call->site->function, call->object, text);
}

START_TEST(a_walk_shows_all_in_order)
{
	record(&open_site, &netdev, 0, NULL);
	record(&vlan_site, &netdev, 7, "a");
	record(&silent_site, &other, 0, "b");
	record(&open_site, &netdev, 0, NULL);
	umbra_config_walk(DOMAIN, show, &other);
	ck_assert_str_eq(replayed, "e1000_vlan=a/7 e1000_silent@other=b/0 e1000_open=none/0 ");
}
END_TEST

START_TEST(replayed_in_order_with_copies)
{
	char address[] = "52:54";

	record(&open_site, &netdev, 0, NULL);
	record(&mac_site, &netdev, 0, address);
	record(&vlan_site, &netdev, 7, "7");
	record(&silent_site, &netdev, 0, NULL);
	memset(address, 'x', sizeof(address) - 1);
	ck_assert_uint_eq(umbra_config_count(DOMAIN), 4);
	n_failed = 0;
	ck_assert_uint_eq(umbra_config_replay(DOMAIN, NULL, 0, ~0ul, failed, &n_failed), 1);
	ck_assert_uint_eq(n_failed, 1);
	ck_assert_str_eq(replayed, "open mac=52:54 vlan=7 ");
	/* The second time the callback has it dropped. */
	ck_assert_uint_eq(umbra_config_replay(DOMAIN, NULL, 0, ~0ul, failed, &n_failed), 1);
	ck_assert_uint_eq(umbra_config_count(DOMAIN), 3);
	ck_assert_uint_eq(umbra_config_replay(DOMAIN, NULL, 0, ~0ul, failed, &n_failed), 0);
}
END_TEST

START_TEST(a_later_one_replaces_and_goes_last)
{
	record(&vlan_site, &netdev, 7, "7");
	record(&vlan_site, &netdev, 8, "8");
	record(&open_site, &netdev, 0, NULL);
	record(&vlan_site, &netdev, 7, "9");
	record(&vlan_site, &netdev, 8, "much longer than 8");
	ck_assert_uint_eq(umbra_config_count(DOMAIN), 3);
	ck_assert_uint_eq(umbra_config_replay(DOMAIN, NULL, 0, ~0ul, NULL, NULL), 0);
	ck_assert_str_eq(replayed, "open vlan=9 vlan=much longer than 8 ");
}
END_TEST

START_TEST(undone_is_forgotten)
{
	record(&vlan_site, &netdev, 7, "7");
	record(&vlan_site, &netdev, 8, "8");
	record(&vlan_site, &other, 7, "7");
	umbra_forget(DOMAIN, &vlan_site, &netdev, 7);
	umbra_forget(DOMAIN, &vlan_site, &netdev, 9);
	umbra_forget(DOMAIN, &open_site, &netdev, 8);
	(void)umbra_config_replay(DOMAIN, NULL, 0, ~0ul, NULL, NULL);
	ck_assert_str_eq(replayed, "vlan=8 vlan@other=7 ");
	umbra_forget(DOMAIN, &vlan_site, &netdev, 8);
	umbra_forget(DOMAIN, &vlan_site, &other, 7);
	ck_assert_uint_eq(umbra_config_count(DOMAIN), 0);
	ck_assert_uint_eq(LOG->n_bytes, 0);
}
END_TEST

START_TEST(before_and_after_a_moment)
{
	unsigned long moment;

	record(&vlan_site, &netdev, 7, "7");
	record(&vlan_site, &netdev, 8, "8");
	moment = umbra_config_sequence(DOMAIN);
	record(&vlan_site, &netdev, 9, "9");
	/* Set anew, so after it. */
	record(&vlan_site, &netdev, 7, "7 again");
	(void)umbra_config_replay(DOMAIN, NULL, 0, moment, NULL, NULL);
	ck_assert_str_eq(replayed, "vlan=8 ");
	replayed[0] = 0;
	(void)umbra_config_replay(DOMAIN, NULL, moment, ~0ul, NULL, NULL);
	ck_assert_str_eq(replayed, "vlan=9 vlan=7 again ");
}
END_TEST

START_TEST(one_object_only)
{
	record(&open_site, &netdev, 0, NULL);
	record(&open_site, &other, 0, NULL);
	record(&vlan_site, &netdev, 1, "1");
	(void)umbra_config_replay(DOMAIN, &other, 0, ~0ul, NULL, NULL);
	ck_assert_str_eq(replayed, "open@other ");
	ck_assert_uint_eq(umbra_config_forget(DOMAIN, &netdev, NULL), 2);
	ck_assert_uint_eq(umbra_config_count(DOMAIN), 1);
	ck_assert_uint_eq(LOG->n_bytes, 0);
}
END_TEST

START_TEST(forgotten_by_interface)
{
	record(&vlan_site, &netdev, 1, "1");
	record(&open_site, &netdev, 0, NULL);
	record(&vlan_site, &netdev, 2, "2");
	ck_assert_uint_eq(umbra_config_forget(DOMAIN, &netdev, "net_device_ops.ndo_open"), 1);
	ck_assert_uint_eq(umbra_config_forget(DOMAIN, &netdev, "net_device_ops.ndo_open"), 0);
	(void)umbra_config_replay(DOMAIN, NULL, 0, ~0ul, NULL, NULL);
	ck_assert_str_eq(replayed, "vlan=1 vlan=2 ");
}
END_TEST

START_TEST(replayed_calls_may_record_themselves)
{
	record(&open_site, &netdev, 0, NULL);
	record(&mac_site, &netdev, 0, "52:54");
	record(&vlan_site, &netdev, 1, "1");
	record_again = true;
	again = _i ? "a longer one than before" : "54:52";
	ck_assert_uint_eq(umbra_config_replay(DOMAIN, NULL, 0, ~0ul, NULL, NULL), 1);
	ck_assert_str_eq(replayed, "open mac=52:54 vlan=1 ");
	ck_assert_uint_eq(umbra_config_count(DOMAIN), 3);
	replayed[0] = 0;
	record_again = false;
	(void)umbra_config_replay(DOMAIN, NULL, 0, ~0ul, NULL, NULL);
	ck_assert_str_eq(replayed, _i ? "vlan=1 open mac=a longer one than before "
				      : "vlan=1 open mac=54:52 ");
}
END_TEST

START_TEST(found_again)
{
	char out[8] = "";

	record(&vlan_site, &netdev, 3, "three");
	ck_assert_int_eq(
		umbra_config_find(DOMAIN, &netdev, vlan_site.interface, 3, 0, out, sizeof(out)), 6);
	ck_assert_str_eq(out, "three");
	memset(out, 0, sizeof(out));
	ck_assert_int_eq(umbra_config_find(DOMAIN, &netdev, vlan_site.interface, 3, 0, out, 2), 6);
	ck_assert_str_eq(out, "th");
	ck_assert_int_eq(umbra_config_find(DOMAIN, &netdev, vlan_site.interface, 3, 1, out, 2),
			 -EINVAL);
	ck_assert_int_eq(umbra_config_find(DOMAIN, &netdev, vlan_site.interface, 4, 0, out, 2),
			 -ENOENT);
	ck_assert_int_eq(umbra_config_find(DOMAIN, &other, vlan_site.interface, 3, 0, out, 2),
			 -ENOENT);
}
END_TEST

START_TEST(without_memory_it_is_counted_and_missing)
{
	record(&vlan_site, &netdev, 1, "1");
	record(&mac_site, &netdev, 0, "old");
	test_failing_allocations = -1;
	record(&vlan_site, &netdev, 2, "2");
	ck_assert_uint_eq(umbra_config_lost(DOMAIN), 1);
	/* The same size needs no memory. */
	record(&vlan_site, &netdev, 1, "3");
	ck_assert_uint_eq(umbra_config_lost(DOMAIN), 1);
	/* A stale value would be worse than none. */
	record(&mac_site, &netdev, 0, "newer");
	ck_assert_uint_eq(umbra_config_lost(DOMAIN), 2);
	(void)umbra_config_replay(DOMAIN, NULL, 0, ~0ul, NULL, NULL);
	ck_assert_str_eq(replayed, "vlan=3 ");
}
END_TEST

START_TEST(bounded)
{
	static char large[UMBRA_CONFIG_BYTES / 4];
	const void *copied[UMBRA_CONFIG_ARGS + 1] = {large};
	unsigned int sizes[UMBRA_CONFIG_ARGS + 1] = {sizeof(large)};
	unsigned long i;

	umbra_record(DOMAIN, &vlan_site, &netdev, 0, copied, sizes, UMBRA_CONFIG_ARGS + 1);
	ck_assert_uint_eq(umbra_config_lost(DOMAIN), 1);
	sizes[0] = ~0u;
	umbra_record(DOMAIN, &vlan_site, &netdev, 0, copied, sizes, 1);
	ck_assert_uint_eq(umbra_config_lost(DOMAIN), 2);
	sizes[0] = sizeof(large);
	for (i = 0; i < 5; i++)
		umbra_record(DOMAIN, &vlan_site, &netdev, i, copied, sizes, 1);
	ck_assert_uint_eq(umbra_config_lost(DOMAIN), 3);
	ck_assert_uint_eq(umbra_config_count(DOMAIN), 4);
	ck_assert_uint_eq(umbra_config_forget(DOMAIN, NULL, NULL), 4);
	for (i = 0; i < UMBRA_CONFIG_ENTRIES + 2; i++)
		record(&open_site, &netdev, i, NULL);
	ck_assert_uint_eq(umbra_config_count(DOMAIN), UMBRA_CONFIG_ENTRIES);
	ck_assert_uint_eq(umbra_config_lost(DOMAIN), 5);
}
END_TEST

/* As vlan_site, but its replay notes nothing: threads run it. */
static long replay_look(void *object, void *const copied[])
{
	return object == &netdev ? (long)strlen(copied[0]) : -1;
}

static const struct umbra_site look_site = {"look", "look", 0, replay_look, NULL, NULL, 0};

static void *record_much(void *argument)
{
	unsigned long i, random = 77 + (unsigned long)argument;
	char text[64] = "";

	for (i = 0; i < 5000; i++) {
		memset(text, 'a', test_random(&random) % 60);
		record(&look_site, &netdev, test_random(&random) % 16, text);
		text[test_random(&random) % 60] = 0;
		if (i % 100 == 0)
			(void)umbra_config_forget(DOMAIN, &netdev, NULL);
		if (i % 50 == 0 && umbra_config_replay(DOMAIN, NULL, 0, ~0ul, NULL, NULL))
			return (void *)"a replay saw another object";
	}
	return NULL;
}

START_TEST(threads_record_replay_and_forget)
{
	pthread_t threads[4];
	void *wrong = NULL;
	unsigned long i;

	for (i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, record_much, (void *)i), 0);
	for (i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_join(threads[i], &wrong), 0);
	ck_assert_msg(!wrong, "%s", (char *)wrong);
	ck_assert_uint_le(umbra_config_count(DOMAIN), 16);
	ck_assert_uint_eq(umbra_config_lost(DOMAIN), 0);
}
END_TEST

Suite *suite_config_log(void)
{
	Suite *suite = suite_create("configuration log");
	TCase *all = tcase_create("all");

	tcase_set_timeout(all, 60);
	tcase_add_checked_fixture(all, open_it, close_it);
	tcase_add_test(all, a_walk_shows_all_in_order);
	tcase_add_test(all, replayed_in_order_with_copies);
	tcase_add_test(all, a_later_one_replaces_and_goes_last);
	tcase_add_test(all, undone_is_forgotten);
	tcase_add_test(all, before_and_after_a_moment);
	tcase_add_test(all, one_object_only);
	tcase_add_test(all, forgotten_by_interface);
	tcase_add_loop_test(all, replayed_calls_may_record_themselves, 0, 2);
	tcase_add_test(all, found_again);
	tcase_add_test(all, without_memory_it_is_counted_and_missing);
	tcase_add_test(all, bounded);
	tcase_add_test(all, threads_record_replay_and_forget);
	suite_add_tcase(suite, all);
	return suite;
}
