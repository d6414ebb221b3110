// SPDX-License-Identifier: GPL-2.0-only
/*
 * kinds.c - the first word of a request: how to fail. "none" does not.
 */
#include <linux/bug.h>
#include <linux/list.h>
#include <linux/moduleparam.h>
#include <linux/skbuff.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include "crash.h"

static LIST_HEAD(crash_list);

static void crash_none(void)
{
}

static void crash_null_write(void)
{
	*(volatile int *)NULL = 1;
}

static void crash_null_read(void)
{
	(void)*(volatile int *)8;
}

static void crash_wild_write(void)
{
	*(volatile int *)0xffff888f00000000ul = 1;
}

static void crash_noncanonical(void)
{
	(void)*(volatile int *)0xdead000000000000ul;
}

static void crash_bug(void)
{
	BUG();
}

static void crash_divide(void)
{
	int zero = 0, one = 1, rest = 0;

	asm volatile("idivl %2" : "+a"(one), "+d"(rest) : "r"(zero));
}

static void crash_opcode(void)
{
	asm volatile(".byte 0x0f, 0xff");
}

/* After each call something, so that it is no jump: the report names its caller. */
static void crash_jump(unsigned long to)
{
	void (*volatile jump)(void) = (void (*)(void))to;

	jump();
	barrier();
}

static void crash_jump_null(void)
{
	crash_jump(0);
	barrier();
}

static void crash_jump_wild(void)
{
	/* Never mapped, wherever the kernel put itself. */
	crash_jump(0xffff8000a5a5a5a5ul);
	barrier();
}

static void crash_jump_noncanonical(void)
{
	crash_jump(0xdeadbeefdeadbeeful);
	barrier();
}

/* Its neighbour does not know of it. */
static void crash_list_add(void)
{
	LIST_HEAD(other);
	LIST_HEAD(entry);

	crash_list.next = &other;
	list_add(&entry, &crash_list);
}

static void crash_memcpy(void)
{
	memcpy(crash_held, (void *)0xffff888f00000000ul, strlen(crash_kind));
	barrier();
}

/* A packet that is longer than its memory. */
static void crash_skb_over(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_ATOMIC);

	if (skb)
		skb_put(skb, 10000);
	kfree_skb(skb);
}

/* After work that calls nothing, and ends when it is told so. */
static int crash_late;
module_param_named(late, crash_late, int, 0644);
MODULE_PARM_DESC(late, "1: late-write is at work; 0: it may write");

static void crash_late_write(void)
{
	WRITE_ONCE(crash_late, 1);
	while (READ_ONCE(crash_late))
		cpu_relax();
	crash_null_write();
}

static void crash_warn(void)
{
	WARN_ON(1);
}

static const struct crash_word crash_kinds[] = {
	{ "none", crash_none },
	{ "null-write", crash_null_write },
	{ "null-read", crash_null_read },
	{ "wild-write", crash_wild_write },
	{ "noncanonical", crash_noncanonical },
	{ "bug", crash_bug },
	{ "divide", crash_divide },
	{ "opcode", crash_opcode },
	{ "jump-null", crash_jump_null },
	{ "jump-wild", crash_jump_wild },
	{ "jump-noncanonical", crash_jump_noncanonical },
	{ "list", crash_list_add },
	{ "memcpy", crash_memcpy },
	{ "skb-over", crash_skb_over },
	{ "late-write", crash_late_write },
	{ "warn", crash_warn },
	{}
};

/*
 * The time goes into a register that callees keep: it is in the record of the failure,
 * beside the time when that was noticed (tests/vm/bench/detect.sh).
 */
void crash_now(void)
{
	register unsigned long now asm("r15") = ktime_get_mono_fast_ns();

	asm volatile("" : "+r"(now));
	if (strchr(crash_kind, ':'))
		crash_pointer(crash_kind);
	else if (crash_run(crash_kinds, crash_kind))
		crash_spoil(crash_kind);
	asm volatile("" : : "r"(now));
}
