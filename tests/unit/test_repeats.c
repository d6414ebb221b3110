// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_repeats.c - the book of requests that failed: who is refused, and when.
 */
#include "repeats.h"
#include "unit.h"

static struct umbra_repeats book;
static struct umbra_frame frames[UMBRA_LOOKED + 2];
static const struct umbra_site xmit = {.function = "xmit"}, ring = {.function = "ring"};

static void setup(void)
{
	umbra_repeats_init(&book);
}

static void teardown(void)
{
	umbra_repeats_forget(&book);
	ck_assert_uint_eq(book.n, 0);
}

static struct umbra_fingerprint print_of(const char *text)
{
	struct umbra_fingerprint print;

	umbra_fingerprint_start(&print);
	umbra_fingerprint_add(&print, text, (unsigned int)strlen(text));
	return print;
}

static bool refused(const struct umbra_site *site, const char *text, unsigned int frame)
{
	struct umbra_fingerprint print = print_of(text);

	return umbra_repeats_look(&book, site, &frames[frame], &print, 1) != NULL;
}

static struct umbra_repeat *fails(const struct umbra_site *site, unsigned long place,
				  const char *left, unsigned int frame, uint64_t now)
{
	struct umbra_fingerprint print = {0};

	if (left)
		print = print_of(left);
	return umbra_repeats_failed(&book, site, &frames[frame], place, "null write", &print, 2,
				    now);
}

START_TEST(refused_after_the_second_failure)
{
	ck_assert(!umbra_repeats_concern(&book, &xmit, UMBRA_ANY_BYTES));
	ck_assert(!fails(&xmit, 7, "bad", 0, 1)->refused);
	ck_assert(umbra_repeats_concern(&book, &xmit, 99));
	ck_assert(!umbra_repeats_concern(&book, &ring, 99));
	ck_assert(!refused(&xmit, "good", 0));
	ck_assert(!refused(&xmit, "bad", 0));
	ck_assert(fails(&xmit, 7, "bad", 0, 2)->refused);
	ck_assert(refused(&xmit, "bad", 0));
	ck_assert(refused(&xmit, "bad", 1));
	ck_assert(!refused(&xmit, "good", 0));
	ck_assert(!refused(&ring, "bad", 0));
	ck_assert_uint_eq(book.refusals, 2);
	/* Nothing is open any more: only what is as long is looked at. */
	ck_assert(umbra_repeats_concern(&book, &xmit, 3));
	ck_assert(!umbra_repeats_concern(&book, &xmit, 4));
}
END_TEST

START_TEST(not_if_it_went_well_in_between)
{
	fails(&xmit, 7, "bad", 0, 1);
	ck_assert(!refused(&xmit, "bad", 0));
	ck_assert(!refused(&xmit, "bad", 0));
	ck_assert(!fails(&xmit, 7, "bad", 0, 2)->refused);
	/* But then twice in a row. */
	ck_assert(!refused(&xmit, "bad", 0));
	ck_assert(fails(&xmit, 7, "bad", 0, 3)->refused);
}
END_TEST

START_TEST(another_place_is_another_failure)
{
	fails(&xmit, 7, "bad", 0, 1);
	refused(&xmit, "bad", 0);
	ck_assert(!fails(&xmit, 8, "bad", 0, 2)->refused);
	ck_assert_uint_eq(book.n, 2);
	ck_assert(!umbra_repeats_failed(&book, &xmit, &frames[0], 8, "BUG()",
					&book.entry[1].print, 2, 3)->refused);
	ck_assert(!fails(&ring, 7, "bad", 0, 4)->refused);
}
END_TEST

START_TEST(changed_before_it_failed_takes_one_more)
{
	fails(&xmit, 7, "changed", 0, 1);
	refused(&xmit, "bad", 3);
	ck_assert(!fails(&xmit, 7, "changed", 3, 2)->refused);
	refused(&xmit, "bad", 5);
	ck_assert(fails(&xmit, 7, "changed", 5, 3)->refused);
	ck_assert(refused(&xmit, "bad", 0));
	ck_assert(!refused(&xmit, "changed", 0));
}
END_TEST

START_TEST(given_away_before_it_failed)
{
	fails(&xmit, 7, NULL, 0, 1);
	/* What cannot be told is never refused ... */
	ck_assert(!fails(&xmit, 7, NULL, 0, 2)->refused);
	ck_assert(!fails(&xmit, 7, NULL, 0, 3)->refused);
	/* ... but has its successors looked at. */
	refused(&xmit, "bad", 0);
	ck_assert(!fails(&xmit, 7, NULL, 0, 4)->refused);
	refused(&xmit, "bad", 0);
	ck_assert(fails(&xmit, 7, NULL, 0, 5)->refused);
	ck_assert(refused(&xmit, "bad", 0));
}
END_TEST

START_TEST(many_are_inside_at_once)
{
	unsigned int i;

	fails(&xmit, 7, "bad", 0, 1);
	refused(&xmit, "bad", 0);
	for (i = 1; i < UMBRA_LOOKED; i++)
		refused(&xmit, "good", i);
	/* The same frame again takes no other place. */
	refused(&xmit, "good", 1);
	ck_assert(fails(&xmit, 7, "what is left", 0, 2)->refused);
}
END_TEST

START_TEST(who_finds_no_place_is_told_by_what_is_left)
{
	unsigned int i;

	fails(&xmit, 7, "bad", 0, 1);
	refused(&xmit, "bad", 0);
	for (i = 1; i <= UMBRA_LOOKED; i++)
		refused(&xmit, "good", i);
	ck_assert(fails(&xmit, 7, "bad", 0, 2)->refused);
}
END_TEST

START_TEST(the_oldest_open_one_makes_room)
{
	char text[16];
	unsigned int i;

	fails(&ring, 1, "kept", 0, 1);
	refused(&ring, "kept", 0);
	ck_assert(fails(&ring, 1, "kept", 0, 2)->refused);
	for (i = 0; i < 2 * UMBRA_REPEATS; i++) {
		snprintf(text, sizeof(text), "packet %u", i);
		fails(&xmit, 7, text, 0, 10 + i)->sample = umbra_alloc(8);
	}
	ck_assert_uint_eq(book.n, UMBRA_REPEATS);
	ck_assert(refused(&ring, "kept", 0));
	/* The last one is still there. */
	refused(&xmit, text, 0);
	ck_assert(fails(&xmit, 7, text, 0, 100)->refused);
}
END_TEST

START_TEST(open_ones_age)
{
	fails(&xmit, 7, "bad", 0, 100);
	fails(&ring, 1, "kept", 0, 100);
	refused(&ring, "kept", 0);
	fails(&ring, 1, "kept", 0, 101);
	ck_assert_uint_eq(umbra_repeats_expire(&book, 150, 60), 2);
	ck_assert_uint_eq(umbra_repeats_expire(&book, 161, 60), 1);
	ck_assert(refused(&ring, "kept", 0));
	ck_assert(!umbra_repeats_concern(&book, &xmit, UMBRA_ANY_BYTES));
	umbra_repeats_forget(&book);
	ck_assert(!refused(&ring, "kept", 0));
	ck_assert_uint_eq(book.refusals, 1);
}
END_TEST

START_TEST(fingerprints)
{
	struct umbra_fingerprint a = print_of("0123456789"), b = print_of("0123456788"), c;
	struct umbra_request request = {0};
	unsigned int i;

	ck_assert_uint_eq(a.bytes, 10);
	ck_assert(a.hash != b.hash);
	/* Where one part ends counts. */
	umbra_fingerprint_start(&b);
	umbra_fingerprint_add(&b, "ab", 2);
	umbra_fingerprint_add(&b, "c", 1);
	umbra_fingerprint_start(&c);
	umbra_fingerprint_add(&c, "a", 1);
	umbra_fingerprint_add(&c, "bc", 2);
	ck_assert(b.hash != c.hash);
	/* A trailing zero does, too. */
	ck_assert(print_of("").hash != a.hash);
	umbra_fingerprint_start(&b);
	umbra_fingerprint_add(&b, "a\0", 2);
	ck_assert(b.hash != print_of("a").hash);

	umbra_request_add(&request, "value", 3, 0, 0);
	umbra_request_add(&request, "bytes", 3, 5, 0);
	umbra_request_add(&request, "headers", 3, 5, UMBRA_PIECE_SHOWN);
	ck_assert_uint_eq(umbra_request_bytes(&request), 13);
	for (i = 0; i < UMBRA_REQUEST_PIECES + 3; i++)
		umbra_request_add(&request, "more", 3, 0, 0);
	ck_assert_uint_eq(request.n, UMBRA_REQUEST_PIECES);
}
END_TEST

Suite *suite_repeats(void)
{
	Suite *suite = suite_create("repeats");
	TCase *tcase = tcase_create("repeats");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, refused_after_the_second_failure);
	tcase_add_test(tcase, not_if_it_went_well_in_between);
	tcase_add_test(tcase, another_place_is_another_failure);
	tcase_add_test(tcase, changed_before_it_failed_takes_one_more);
	tcase_add_test(tcase, given_away_before_it_failed);
	tcase_add_test(tcase, many_are_inside_at_once);
	tcase_add_test(tcase, who_finds_no_place_is_told_by_what_is_left);
	tcase_add_test(tcase, the_oldest_open_one_makes_room);
	tcase_add_test(tcase, open_ones_age);
	tcase_add_test(tcase, fingerprints);
	suite_add_tcase(suite, tcase);
	return suite;
}
