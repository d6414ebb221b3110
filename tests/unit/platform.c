// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * platform.c - the runtime's platform in user space, and the tests' domain.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include "unit.h"

int test_failing_allocations;
char test_log_line[256];
unsigned long test_released[4096];
unsigned int test_n_released;
void (*test_release_hook)(const struct umbra_object *object);

void *umbra_alloc(size_t size)
{
	if (test_failing_allocations) {
		if (test_failing_allocations > 0)
			test_failing_allocations--;
		return NULL;
	}
	return calloc(1, size);
}

void *umbra_alloc_large(size_t size)
{
	return umbra_alloc(size);
}

void umbra_free(void *memory)
{
	free(memory);
}

unsigned long umbra_copy_of(unsigned long start, unsigned int i)
{
	return i < 3 ? start + (i + 1) * 0x10000 : 0;
}

uint64_t umbra_now_ns(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t umbra_tick_ns(void)
{
	return umbra_now_ns();
}

void umbra_log(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(test_log_line, sizeof(test_log_line), format, arguments);
	va_end(arguments);
}

bool umbra_release(struct umbra_domain *domain, const struct umbra_kind *kind,
		   const struct umbra_object *object)
{
	(void)domain;
	kind->release(object);
	return true;
}

unsigned long test_unlocked_free;

void umbra_unlocks_free(struct umbra_domain *domain, unsigned int kind, unsigned long key)
{
	(void)domain;
	(void)kind;
	test_unlocked_free = key;
}

struct umbra_frame **umbra_top(void)
{
	static _Thread_local struct umbra_frame *top;

	return &top;
}

void umbra_frame_context(struct umbra_frame *frame)
{
	frame->flags = 0;
	frame->preempt = 0;
	frame->rcu = 0;
}

/* The tests enter passive domains only. */
int umbra_admit(struct umbra_domain *domain, const struct umbra_site *site,
		struct umbra_frame *frame, const unsigned long asked[])
{
	(void)domain;
	(void)site;
	(void)frame;
	(void)asked;
	return UMBRA_AWAY;
}

static void record_release(const struct umbra_object *object)
{
	if (test_release_hook)
		test_release_hook(object);
	if (test_n_released < sizeof(test_released) / sizeof(test_released[0]))
		test_released[test_n_released++] = object->key;
}

const struct umbra_kind test_kinds[N_TEST_KINDS] = {
	[KIND_TIMER] = {"timer", record_release, 0},
	[KIND_NETDEV] = {"net_device", record_release, UMBRA_KIND_KEPT},
	[KIND_LOCK] = {"spinlock", record_release, UMBRA_KIND_LOCK | UMBRA_KIND_SPINS},
	[KIND_NO_RELEASE] = {"skb", NULL, 0},
};

void test_domain_open(struct test_domain *test, unsigned int order)
{
	memset(test, 0, sizeof(*test));
	test->domain.name = "e1000";
	test->domain.kinds = test_kinds;
	test->domain.n_kinds = N_TEST_KINDS;
	test->domain.control = &test->core;
	test_n_released = 0;
	test_release_hook = NULL;
	test_failing_allocations = 0;
	test_log_line[0] = 0;
	ck_assert_int_eq(umbra_tracker_init(&test->domain, order), 0);
	umbra_config_init(&test->domain);
	umbra_policy_defaults(&test->core.policy);
	umbra_recovery_init(&test->core.recovery);
}

void test_domain_close(struct test_domain *test)
{
	test_failing_allocations = 0;
	test_release_hook = NULL;
	umbra_config_destroy(&test->domain);
	umbra_tracker_destroy(&test->domain);
}

unsigned long test_random(unsigned long *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}
