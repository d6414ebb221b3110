// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_permission_map.c - the map against a plain byte array; edges; threads.
 */
#include <sched.h>
#include <stdlib.h>

#include "unit.h"

#define BASE 0xffff888012340000ul
/* Two ranges whose blocks want the same slots, and whose granules the same of the front. */
#define ALIAS (BASE + UMBRA_MAP_SLOTS * UMBRA_BLOCK)
#define SIZE 8192ul

static struct umbra_map map;
static unsigned long runs[UMBRA_RUNS], bits[UMBRA_MAP_SLOTS], tags[UMBRA_MAP_SLOTS];

static void open_map(void)
{
	const struct umbra_map_front front = {runs, bits, tags};

	memset(bits, 0, sizeof(bits));
	memset(tags, 0, sizeof(tags));
	ck_assert_int_eq(umbra_map_init(&map, front), 0);
}

static void close_map(void)
{
	umbra_map_destroy(&map);
}

/* The drivers' own instructions; here the runs are where a register says. */
#define LOOK(size)                                                                         \
	asm volatile(UMBRA_MAP_LOOK("(%q[runs],%q[run])", "xorl %[has], %[has]")           \
		     : [run] "=&r"(run), [has] "+&r"(has)                                  \
		     : [at] "r"(address), [bytes] "i"(size), [runs] "r"(runs),             \
		       UMBRA_MAP_OPERANDS                                                  \
		     : "memory", "cc")

static bool inline_has_many(unsigned long address, unsigned long bytes)
{
	unsigned long run;
	int has = 1;

	asm volatile(UMBRA_MAP_LOOK_MANY("(%q[runs],%q[run])", "xorl %[has], %[has]")
		     : [run] "=&r"(run), [has] "+&r"(has)
		     : [at] "r"(address), [bytes] "r"(bytes), [runs] "r"(runs), UMBRA_MAP_OPERANDS
		     : "memory", "cc");
	return has;
}

/* All that looks into the front says the same. */
static bool inline_has(unsigned long address, unsigned long bytes)
{
	const struct umbra_map_front front = {runs, bits, tags};
	bool many = inline_has_many(address, bytes);
	unsigned long run;
	int has = 1;

	ck_assert_int_eq(many, umbra_map_quick(&front, address, bytes));
	switch (bytes) {
	case 1:
		LOOK(1);
		break;
	case 2:
		LOOK(2);
		break;
	case 8:
		LOOK(8);
		break;
	case 24:
		LOOK(24);
		break;
	case 4096:
		LOOK(4096);
		break;
	default:
		return many;
	}
	ck_assert_int_eq(has, many);
	return has;
}

START_TEST(nothing_at_first)
{
	ck_assert(!umbra_map_check(&map, BASE, 1));
	ck_assert(!umbra_map_check(&map, 0, 1));
	ck_assert(!umbra_map_check(&map, -8ul, 8));
	ck_assert(!inline_has(0, 8));
	ck_assert(umbra_map_check(&map, BASE, 0));
}
END_TEST

START_TEST(whole_granules)
{
	umbra_map_grant(&map, BASE + 13, 1);
	ck_assert(umbra_map_check(&map, BASE + 8, 8));
	ck_assert(!umbra_map_check(&map, BASE + 7, 2));
	ck_assert(!umbra_map_check(&map, BASE + 15, 2));
	ck_assert(!umbra_map_check(&map, BASE, 17));
	ck_assert(inline_has(BASE + 8, 8) && inline_has(BASE + 12, 4) && inline_has(BASE + 15, 1));
	ck_assert(inline_has(BASE + 9, 2) && !inline_has(BASE + 9, 8) && !inline_has(BASE, 8));
	ck_assert(!inline_has(BASE, 16) && !inline_has(BASE + 8, 16));
	umbra_map_grant(&map, BASE + 16, 16);
	ck_assert(inline_has(BASE + 16, 16) && !inline_has(BASE + 8, 16));
	umbra_map_revoke(&map, BASE + 24, 8);
	ck_assert(!inline_has(BASE + 16, 16));
}
END_TEST

START_TEST(seal_takes_what_was_granted)
{
	umbra_map_grant(&map, BASE, 64);
	umbra_map_seal(&map, BASE + 32, 64);
	ck_assert(umbra_map_check(&map, BASE, 32));
	ck_assert(!umbra_map_check(&map, BASE + 32, 8));
	ck_assert(umbra_map_sealed(&map, BASE + 32, 1));
	ck_assert(!umbra_map_sealed(&map, BASE + 64, 8));
	umbra_map_unseal(&map, BASE, 512);
	ck_assert(umbra_map_check(&map, BASE, 64));
	ck_assert_msg(!umbra_map_check(&map, BASE + 64, 8), "unsealing gave what nobody granted");
	umbra_map_seal(&map, BASE, 8);
	umbra_map_revoke(&map, BASE, 64);
	umbra_map_unseal(&map, BASE, 64);
	ck_assert_msg(!umbra_map_check(&map, BASE, 8), "unsealing gave what was revoked");
}
END_TEST

START_TEST(two_blocks_in_one_slot)
{
	umbra_map_grant(&map, BASE, 8);
	umbra_map_grant(&map, ALIAS + 8, 8);
	ck_assert(umbra_map_check(&map, BASE, 8) && umbra_map_check(&map, ALIAS + 8, 8));
	ck_assert(!umbra_map_check(&map, BASE + 8, 8) && !umbra_map_check(&map, ALIAS, 8));
	umbra_map_revoke(&map, BASE, 8);
	ck_assert(!umbra_map_check(&map, BASE, 8) && umbra_map_check(&map, ALIAS + 8, 8));
	/* The slot rests, so another block goes to the chain, too. */
	umbra_map_grant(&map, ALIAS + (ALIAS - BASE), 8);
	ck_assert_uint_eq(tags[BASE / UMBRA_BLOCK % UMBRA_MAP_SLOTS], BASE);
	ck_assert(umbra_map_check(&map, ALIAS + (ALIAS - BASE), 8));
}
END_TEST

/* What the front says of runs: as long as what they span may be written. */
START_TEST(runs_of_the_front)
{
	const unsigned long near = BASE + 2 * UMBRA_REACH; /* next to want the same places */

	umbra_map_grant(&map, BASE, 4096);
	ck_assert(inline_has(BASE, 4096) && inline_has(BASE + 4, 4092) && inline_has(BASE, 0));
	ck_assert(!inline_has(BASE, 4097) && !inline_has(BASE + 8, 4096));
	ck_assert(!inline_has(BASE - 8, 8) && !inline_has(BASE + 4096, 1));
	ck_assert(!inline_has(BASE, -1ul) && !inline_has(BASE + 8, -8ul));
	/* None of another's, however near in the array. */
	ck_assert(!inline_has(near, 1) && !inline_has(BASE - 2 * UMBRA_REACH, 1));
	ck_assert(!inline_has(near, 24) && !inline_has(near, 4096));
	/* What is granted behind it is joined. */
	umbra_map_grant(&map, BASE - 512, 512);
	ck_assert(inline_has(BASE - 512, 4608));
	/* A hole cuts what reaches into it, over blocks, and what is behind it stays. */
	umbra_map_seal(&map, BASE + 2048, 8);
	ck_assert(inline_has(BASE - 512, 2560) && !inline_has(BASE - 512, 2561));
	ck_assert(!inline_has(BASE + 2048, 1) && inline_has(BASE + 2056, 2040));
	umbra_map_unseal(&map, BASE, 4096);
	ck_assert(inline_has(BASE, 4096));
	/* The newest has the place; the other is found behind the front, and cut all the same. */
	umbra_map_grant(&map, near, 16);
	ck_assert(inline_has(near, 16) && !inline_has(BASE, 8) && umbra_map_check(&map, BASE, 8));
	umbra_map_revoke(&map, BASE + 24, 8);
	ck_assert(inline_has(near, 16) && inline_has(BASE + 16, 8) && !inline_has(BASE + 16, 16));
	umbra_map_revoke(&map, near, 16);
	ck_assert(!inline_has(near, 1) && !inline_has(BASE, 1));
	/* As much as one look can tell, and no more. */
	umbra_map_grant(&map, BASE, UMBRA_REACH);
	ck_assert(inline_has(BASE, UMBRA_REACH) && !inline_has(BASE + 8, UMBRA_REACH));
	umbra_map_revoke(&map, BASE + UMBRA_REACH - 1, 1);
	ck_assert(!inline_has(BASE, UMBRA_REACH) && inline_has(BASE, UMBRA_REACH - 8));
	/* What is lent is not told to the front. */
	umbra_map_lend(&map, ALIAS + 4096, 8);
	ck_assert(!inline_has(ALIAS + 4096, 8) && umbra_map_check(&map, ALIAS + 4096, 8));
}
END_TEST

START_TEST(absurd_ranges)
{
	umbra_map_grant(&map, BASE, 0);
	umbra_map_grant(&map, BASE, -1ul);
	umbra_map_grant(&map, BASE, 1ul << 50);
	ck_assert(!umbra_map_check(&map, BASE, 1));
	umbra_map_grant(&map, -64ul, 63);
	ck_assert(umbra_map_check(&map, -64ul, 63));
	ck_assert(!umbra_map_check(&map, -64ul, 100));
	ck_assert(!umbra_map_check(&map, BASE, 1ul << 50));
}
END_TEST

START_TEST(no_memory)
{
	umbra_map_grant(&map, BASE, 8);
	test_failing_allocations = 1;
	umbra_map_grant(&map, ALIAS, 8);
	test_failing_allocations = 0;
	ck_assert_uint_eq(map.lost, 1);
	ck_assert_msg(!umbra_map_check(&map, ALIAS, 8), "a lost grant must be refused");
}
END_TEST

/* A model in bytes: what may be written, what is sealed. */
static struct {
	bool granted[SIZE], sealed[SIZE];
} model[2];

static void model_change(int range, unsigned int change, unsigned long start, unsigned long n)
{
	unsigned long i;

	n += start % 8;
	start -= start % 8;
	n = (n + 7) / 8 * 8;
	for (i = start; i < start + n; i++)
		switch (change) {
		case 0:
			model[range].granted[i] = true;
			model[range].sealed[i] = false;
			break;
		case 1:
			model[range].granted[i] = model[range].sealed[i] = false;
			break;
		case 2:
			model[range].sealed[i] |= model[range].granted[i];
			model[range].granted[i] = false;
			break;
		default:
			model[range].granted[i] |= model[range].sealed[i];
			model[range].sealed[i] = false;
		}
}

static bool model_check(int range, unsigned long start, unsigned long n)
{
	while (n--)
		if (!model[range].granted[start++])
			return false;
	return true;
}

START_TEST(as_the_model)
{
	static void (*const change[])(struct umbra_map *, unsigned long, unsigned long) = {
		umbra_map_grant, umbra_map_revoke, umbra_map_seal, umbra_map_unseal};
	const unsigned long base[] = {BASE, ALIAS};
	unsigned long random = 0x5eed + (unsigned long)_i;
	int alone = _i & 1, round;

	memset(model, 0, sizeof(model));
	for (round = 0; round < 20000; round++) {
		int range = test_random(&random) & !alone;
		unsigned int what = test_random(&random) % 8;
		unsigned long most = test_random(&random) % 4 ? 40 : 3000;
		unsigned long n = 1 + test_random(&random) % most;
		unsigned long start = test_random(&random) % (SIZE - n - 8);

		if (what < 5) {
			what = what < 4 ? what : 0;
			change[what](&map, base[range] + start, n);
			model_change(range, what, start, n);
		} else if (what < 7) {
			ck_assert_int_eq(umbra_map_check(&map, base[range] + start, n),
					 model_check(range, start, n));
		} else {
			/* What it says yes to is right. No is, too, of one granule whose
			 * place nobody else wants. */
			if (inline_has(base[range] + start, n))
				ck_assert(model_check(range, start, n));
			else if (alone && start / 8 == (start + n - 1) / 8)
				ck_assert(!model_check(range, start, n));
		}
	}
}
END_TEST

#define THREADS 4
static bool stop;
static _Thread_local const char *wrong;

/* Each thread's granules are its own, in blocks that all share. */
static void *grant_and_revoke(void *argument)
{
	unsigned long number = (unsigned long)argument, random = 99 + number;
	int round;

	for (round = 0; round < 20000; round++) {
		unsigned long start = (test_random(&random) & 1 ? BASE : ALIAS) +
				      test_random(&random) % 64 * 8 * THREADS + number * 8;

		umbra_map_grant(&map, start, 8);
		if (!umbra_map_check(&map, start, 8))
			wrong = "granted, and refused";
		umbra_map_seal(&map, start, 8);
		if (umbra_map_check(&map, start, 8))
			wrong = "sealed, and allowed";
		umbra_map_unseal(&map, start, 8);
		if (!umbra_map_check(&map, start, 8))
			wrong = "unsealed, and refused";
		umbra_map_revoke(&map, start, 8);
		if (umbra_map_check(&map, start, 8) || inline_has(start, 8))
			wrong = "revoked, and allowed";
	}
	return (void *)wrong;
}

/* What always was allowed must be, whatever happens beside it; and the other way. */
static void *read_only(void *argument)
{
	(void)argument;
	while (!__atomic_load_n(&stop, __ATOMIC_ACQUIRE)) {
		if (!umbra_map_check(&map, BASE + 4096, 64))
			wrong = "a reader lost what nobody revoked";
		if (umbra_map_check(&map, BASE + 4160, 8))
			wrong = "a reader got what nobody granted";
		sched_yield();
	}
	return (void *)wrong;
}

START_TEST(threads)
{
	pthread_t writer[THREADS], reader;
	void *said;
	unsigned long i;

	stop = false;
	umbra_map_grant(&map, BASE + 4096, 64);
	ck_assert_int_eq(pthread_create(&reader, NULL, read_only, NULL), 0);
	for (i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_create(&writer[i], NULL, grant_and_revoke, (void *)i), 0);
	for (i = 0; i < THREADS; i++) {
		pthread_join(writer[i], &said);
		ck_assert_msg(!said, "%s", (char *)said);
	}
	__atomic_store_n(&stop, true, __ATOMIC_RELEASE);
	pthread_join(reader, &said);
	ck_assert_msg(!said, "%s", (char *)said);
}
END_TEST

/* A packet's data: where arg[0] says. */
static unsigned long lies_elsewhere(unsigned long key, const unsigned long *arg,
				    unsigned long *bytes)
{
	(void)key;
	*bytes = 2048;
	return arg[0];
}

/* Is the timer armed? 1: any; else the one that has this key. */
static unsigned long armed;
static int is_armed(const struct umbra_object *object)
{
	return armed == 1 || armed == object->key;
}

/* What tracked objects bring, and take away when they go. */
static const struct umbra_field fields[] = {{"count", 16, 8, 0},
					   {"ops", 32, 4, UMBRA_FIELD_SEALED}};
static const struct umbra_kind kinds[] = {
	{ .name = "memory" },
	{ .name = "thing", .structure = "thing", .fields = fields, .n_fields = 2, .bytes = 64 },
	{ .name = "timer", .flags = UMBRA_KIND_SEALED, .bytes = 40, .used = is_armed },
	{ .name = "packet",
	  .fields = fields,
	  .n_fields = 2,
	  .bytes = 64,
	  .memory = lies_elsewhere },
	{ .name = "percpu", .flags = UMBRA_KIND_PERCPU },
	{ .name = "opened", .structure = "thing", .fields = fields, .n_fields = 2, .bytes = 64 },
	{ .name = "poll",
	  .flags = UMBRA_KIND_SEALED,
	  .fields = fields,
	  .n_fields = 1,
	  .bytes = 64 },
};

START_TEST(objects)
{
	static struct test_domain test;
	struct umbra_domain *domain = &test.domain;
	struct umbra_object *object;
	const struct umbra_map_front front = {runs, bits, tags};

	test_domain_open(&test, 4);
	domain->kinds = kinds;
	domain->n_kinds = 7;
	memset(bits, 0, sizeof(bits));
	ck_assert_int_eq(umbra_map_init(&test.core.map, front), 0);

	object = umbra_track(domain, 0, BASE);
	umbra_hold(domain, object, (void *)BASE, 256);
	ck_assert(umbra_map_check(&test.core.map, BASE, 256));

	/* A timer in it is the kernel's as long as it is armed; arming again is nothing new. */
	object = umbra_track_once(domain, 2, BASE + 64);
	umbra_held(domain, object);
	umbra_held(domain, umbra_track_once(domain, 2, BASE + 64));
	ck_assert(!umbra_map_check(&test.core.map, BASE + 96, 8));
	ck_assert(umbra_map_check(&test.core.map, BASE + 104, 8));
	/* Idle, it is the driver's until it is armed again. */
	armed = 1;
	ck_assert(!umbra_find_idle(domain, BASE + 96, 8));
	ck_assert(!umbra_map_check(&test.core.map, BASE + 96, 8));
	armed = 0;
	ck_assert(!umbra_find_idle(domain, BASE + 256, 8));
	ck_assert(!umbra_find_idle(domain, BASE + 104, 8));
	ck_assert(umbra_find_idle(domain, BASE + 96, 8));
	ck_assert(umbra_map_check(&test.core.map, BASE, 256));
	umbra_held(domain, umbra_track_once(domain, 2, BASE + 64));
	ck_assert(!umbra_map_check(&test.core.map, BASE + 96, 8));
	/* So it is in memory that has come anew meanwhile. */
	umbra_map_grant(&test.core.map, BASE, 256);
	umbra_held(domain, umbra_track_once(domain, 2, BASE + 64));
	ck_assert(!umbra_map_check(&test.core.map, BASE + 96, 8));
	umbra_untrack(domain, 2, BASE + 64);
	ck_assert(umbra_map_check(&test.core.map, BASE, 256));

	/* Somebody waits there, until the memory goes with nobody saying so. */
	umbra_waits_in(domain, 2, BASE + 512);
	ck_assert_ptr_null(umbra_tracker_find(domain, 2, BASE + 512));
	umbra_waits_in(domain, 2, BASE + 128);
	object = umbra_tracker_find(domain, 2, BASE + 128);
	ck_assert_ptr_nonnull(object);
	ck_assert(umbra_is_sealed(domain, object));
	umbra_untrack(domain, 0, BASE);
	ck_assert(!umbra_is_sealed(domain, object));
	umbra_hold(domain, umbra_track(domain, 0, BASE), (void *)BASE, 256);
	/* What is sealed there next is not asked of the former. */
	umbra_held(domain, umbra_track(domain, 6, BASE + 120));
	ck_assert(!umbra_is_sealed(domain, object));
	ck_assert(!umbra_find_idle(domain, BASE + 128, 8));
	umbra_untrack(domain, 6, BASE + 120);
	umbra_waits_in(domain, 2, BASE + 120);
	armed = BASE + 128;
	ck_assert(umbra_find_idle(domain, BASE + 128, 8));
	/* Waited in again, it is. */
	umbra_waits_in(domain, 2, BASE + 128);
	ck_assert(umbra_is_sealed(domain, object));
	umbra_untrack(domain, 2, BASE + 120);
	umbra_untrack(domain, 2, BASE + 128);
	ck_assert(umbra_map_check(&test.core.map, BASE, 256));

	/* Of another a field stays the driver's. */
	umbra_held(domain, umbra_track(domain, 6, BASE + 64));
	ck_assert(umbra_map_check(&test.core.map, BASE + 80, 8));
	ck_assert(!umbra_map_check(&test.core.map, BASE + 88, 8));
	umbra_untrack(domain, 6, BASE + 64);
	ck_assert(umbra_map_check(&test.core.map, BASE, 256));
	umbra_untrack(domain, 0, BASE);
	ck_assert(!umbra_map_check(&test.core.map, BASE, 8));

	/* Fields, of which one is sealed while the object is registered. */
	object = umbra_track(domain, 1, BASE);
	umbra_held(domain, object);
	umbra_hold(domain, object, (void *)(BASE + 64), 16);
	ck_assert(umbra_map_check(&test.core.map, BASE + 16, 8));
	ck_assert(umbra_map_check(&test.core.map, BASE + 32, 4));
	ck_assert(!umbra_map_check(&test.core.map, BASE + 24, 8));
	umbra_registered(domain, 1, BASE, 1);
	ck_assert(!umbra_map_check(&test.core.map, BASE + 32, 4));
	ck_assert(umbra_map_check(&test.core.map, BASE + 16, 8));
	umbra_registered(domain, 1, BASE, 0);
	ck_assert(umbra_map_check(&test.core.map, BASE + 32, 4));
	/* It is known as two things: fields go with what brought them. */
	umbra_held(domain, umbra_track(domain, 5, BASE));
	umbra_untrack(domain, 5, BASE);
	ck_assert(umbra_map_check(&test.core.map, BASE + 16, 8));
	ck_assert(umbra_map_check(&test.core.map, BASE + 64, 16));
	umbra_tracker_drop_kind(domain, 1);
	ck_assert(!umbra_map_check(&test.core.map, BASE + 16, 8));
	ck_assert(!umbra_map_check(&test.core.map, BASE + 64, 8));

	umbra_map_destroy(&test.core.map);
	test_domain_close(&test);
}
END_TEST

/* Each copy of per-CPU memory is granted and revoked, and the address that stands for all. */
START_TEST(copies)
{
	static struct test_domain test;
	struct umbra_domain *domain = &test.domain;
	struct umbra_map *of = &test.core.map;
	const struct umbra_map_front front = {runs, bits, tags};
	unsigned long copy;
	unsigned int i;

	test_domain_open(&test, 4);
	domain->kinds = kinds;
	domain->n_kinds = 5;
	memset(bits, 0, sizeof(bits));
	ck_assert_int_eq(umbra_map_init(of, front), 0);

	umbra_hold(domain, umbra_track(domain, 4, BASE), (void *)BASE, 48);
	ck_assert(umbra_map_check(of, BASE, 48));
	for (i = 0; (copy = umbra_copy_of(BASE, i)); i++)
		ck_assert(umbra_map_check(of, copy, 48) && !umbra_map_check(of, copy + 48, 8));
	ck_assert_uint_gt(i, 1);
	umbra_untrack(domain, 4, BASE);
	ck_assert(!umbra_map_check(of, BASE, 8));
	for (i = 0; (copy = umbra_copy_of(BASE, i)); i++)
		ck_assert(!umbra_map_check(of, copy, 8) && !umbra_map_check(of, copy + 40, 8));

	umbra_map_destroy(of);
	test_domain_close(&test);
}
END_TEST

/* Packets bring nothing until they are written, by whatever way they are found. */
START_TEST(packets)
{
	static struct test_domain test;
	struct umbra_domain *domain = &test.domain;
	struct umbra_map *of = &test.core.map;
	struct umbra_object *object;
	const struct umbra_map_front front = {runs, bits, tags};
	unsigned long data = BASE + 4096 + 64, i;

	test_domain_open(&test, 4);
	domain->kinds = kinds;
	domain->n_kinds = 4;
	memset(bits, 0, sizeof(bits));
	ck_assert_int_eq(umbra_map_init(of, front), 0);

	object = umbra_track(domain, 3, BASE);
	object->arg[0] = data;
	umbra_met(domain, object);
	ck_assert(!umbra_map_check(of, BASE + 16, 8) && !umbra_map_check(of, data, 8));
	/* A field that may be written, one that may not, bytes over its end. */
	ck_assert(umbra_find_recent(domain, BASE + 16, 8));
	ck_assert(!umbra_find_recent(domain, BASE + 24, 8));
	ck_assert(!umbra_find_recent(domain, BASE + 16, 16));
	ck_assert(umbra_map_check(of, BASE + 16, 8) && !umbra_map_check(of, BASE + 32, 4));
	/* Data: the block that is written and no more, never before or behind it. */
	ck_assert(umbra_find_recent(domain, data + 8, 8));
	ck_assert(umbra_map_check(of, data, UMBRA_BLOCK - 64));
	ck_assert(!umbra_map_check(of, data - 8, 8));
	ck_assert(!umbra_map_check(of, data + UMBRA_BLOCK, 8));
	ck_assert(umbra_find_recent(domain, data + 2040, 8));
	ck_assert(!umbra_map_check(of, data + 2048, 8));
	ck_assert(!umbra_find_memory(domain, data + 2044, 8));
	/* Others came since: it is found among all. */
	for (i = 1; i <= UMBRA_RECENT; i++) {
		struct umbra_object *other = umbra_track(domain, 3, BASE + 0x10000 * i);

		other->arg[0] = BASE + 0x10000 * i + 0x8000;
		umbra_met(domain, other);
	}
	ck_assert(!umbra_find_newest(domain, BASE + 0x10000 + 16, 8));
	ck_assert(umbra_find_newest(domain, BASE + 0x10000 * UMBRA_RECENT + 16, 8));
	ck_assert(!umbra_find_recent(domain, data + 1024, 8));
	ck_assert(umbra_find_memory(domain, data + 1024, 8));
	/* Its data moved (pskb_expand_head()): the old is nobody's. */
	object->arg[0] = data + 0x4000;
	ck_assert(umbra_find_memory(domain, data + 0x4000, 8));
	ck_assert(!umbra_map_check(of, data, 8) && !umbra_map_check(of, data + 2040, 8));
	ck_assert(umbra_untrack(domain, 3, BASE));
	ck_assert(!umbra_map_check(of, data + 0x4000, 8) && !umbra_map_check(of, BASE + 16, 8));
	ck_assert(!umbra_find_memory(domain, data + 0x4000, 8));

	umbra_map_destroy(of);
	test_domain_close(&test);
}
END_TEST

Suite *suite_permission_map(void)
{
	Suite *suite = suite_create("permission_map");
	TCase *tests = tcase_create("map");

	tcase_set_timeout(tests, 100);
	tcase_add_checked_fixture(tests, open_map, close_map);
	tcase_add_test(tests, nothing_at_first);
	tcase_add_test(tests, whole_granules);
	tcase_add_test(tests, seal_takes_what_was_granted);
	tcase_add_test(tests, two_blocks_in_one_slot);
	tcase_add_test(tests, runs_of_the_front);
	tcase_add_test(tests, absurd_ranges);
	tcase_add_test(tests, no_memory);
	tcase_add_loop_test(tests, as_the_model, 0, 5);
	tcase_add_test(tests, threads);
	tcase_add_test(tests, objects);
	tcase_add_test(tests, copies);
	tcase_add_test(tests, packets);
	suite_add_tcase(suite, tests);
	return suite;
}
