// SPDX-License-Identifier: GPL-2.0-only
/*
 * fault.c - exceptions in a wrapped driver become failures of its domain.
 *
 * Three doors, all of them before the kernel prints or taints:
 *   - page faults: a kprobe on page_fault_oops(), which the kernel calls once
 *     it knows that nothing else can resolve the fault;
 *   - BUG(): a kprobe on report_bug(), to keep its text out of the log, and
 *     then, like #GP, #DE, #UD and #SS,
 *   - the die notifier, which is asked before die().
 *
 * The rule: an exception is a domain's only if the innermost frame of this
 * very context is that domain's and the instruction is its code, the target of
 * its jump, or in a kernel function that the driver itself called and that holds
 * nothing yet; or if that frame is a release's (release.c). Everything else stays
 * the kernel's.
 *
 * Not handled: double faults and NMIs; faults deeper in the kernel, or in a
 * function that has taken a spinning lock: a tap looks at most pointers before
 * the call (umbra_look()), but not at what they lead to.
 */
#include <linux/bug.h>
#include <linux/kallsyms.h>
#include <linux/kdebug.h>
#include <linux/kprobes.h>
#include <linux/preempt.h>
#include <asm/trap_pf.h>
#include <asm/trapnr.h>
#include <asm/unwind.h>
#include "../runtime/frames.h"
#include "control.h"

/* A jump to a non-canonical address; through a retpoline, it faults in the thunk. */
static bool umbra_jumped(unsigned long ip)
{
	char name[KSYM_SYMBOL_LEN];

	if (ip != (unsigned long)((long)(ip << 16) >> 16))
		return true; /* it got there */
	/* Looking a name up takes 4 us, a module's one much longer. */
	if (ip >= MODULES_VADDR)
		return false;
	sprint_symbol_no_offset(name, ip);
	return !strncmp(name, "__x86_indirect_thunk", 20) ||
	       !strncmp(name, "__x86_return_thunk", 18);
}

/*
 * Kernel functions that are known: leaves, which hold nothing while they run, and
 * what takes a spinning lock: preemption is off already, the lock is not taken.
 */
static const struct umbra_known {
	const char *prefix;	/* of its name */
	unsigned int calls;	/* the driver, or its tap, is at most that far away */
	bool locks;
} umbra_known[] = {
	{ "mem", 1 }, { "__mem", 1 }, { "str", 1 }, { "csum_partial", 1 }, { "copy_page", 1 },
	{ "clear_page", 1 }, { "__list_add_valid", 1 }, { "__list_del_entry_valid", 1 },
	/* A packet that is too long for its memory: BUG() below skb_put() or skb_push(). */
	{ "skb_panic", 3 }, { "skb_over_panic", 2 }, { "skb_under_panic", 2 },
	{ "_raw_spin_lock", 2, true }, { "_raw_spin_trylock", 2, true },
	{ "_raw_read_lock", 2, true }, { "_raw_write_lock", 2, true },
};

static const struct umbra_known *umbra_known_at(unsigned long ip)
{
	char name[KSYM_SYMBOL_LEN];
	unsigned int i;

	if (ip >= MODULES_VADDR)
		return NULL;
	sprint_symbol_no_offset(name, ip);
	for (i = 0; i < ARRAY_SIZE(umbra_known); i++)
		if (str_has_prefix(name, umbra_known[i].prefix))
			return &umbra_known[i];
	return NULL;
}

/**
 * umbra_driver_called() - the driver's own line that led here, not its tap's
 * @regs: of an exception outside of the driver, or NULL for here
 * @calls: how many calls away the driver, or its tap, is
 * Returns 0 if it is not near. Context: any, exceptions included.
 */
unsigned long umbra_driver_called(const struct umbra_sections *sections, struct pt_regs *regs,
				  unsigned int *calls)
{
	struct unwind_state state;
	unsigned long ip, tap = 0;
	unsigned int n = 1;

	/* It begins with the caller. */
	for (unwind_start(&state, current, regs, NULL); n < 12 && !unwind_done(&state);
	     unwind_next_frame(&state), n++) {
		ip = unwind_get_return_address(&state);
		if (!ip)
			break;
		if (!umbra_range_has(&sections->text, ip))
			continue;
		if (!tap)
			*calls = n;
		tap = ip;
		if (!umbra_range_has(&sections->taps, ip))
			break;
	}
	return tap;
}

/*
 * May a kernel function be left in its middle? One that the driver called, or its
 * tap, and that neither holds a lock nor has called on, but to take one. Preemption
 * that is off for another reason than the frame knows of might be a lock's: then not.
 * Sleeping locks do not show, but what takes them has had its pointers looked at.
 * @count: the preempt count as it was when it faulted
 */
static bool umbra_may_leave(const struct umbra_control *control, const struct umbra_frame *frame,
			    struct pt_regs *regs, unsigned int count, unsigned long *ip)
{
	unsigned int off = (frame->preempt & PREEMPT_MASK) + umbra_frame_spins(frame), calls = 0;
	unsigned long caller = umbra_driver_called(&control->sections, regs, &calls);
	const struct umbra_known *known;

	if (!caller || calls > 3)
		return false;
	*ip = caller;
	known = umbra_known_at(regs->ip);
	if (calls > (known ? known->calls : 1))
		return false;
	if (known && !known->locks)
		return true;
	return (count & PREEMPT_MASK) <= off + (known ? PREEMPT_OFFSET : 0);
}

const char *umbra_context_name(void)
{
	if (in_hardirq())
		return "hard interrupt";
	if (in_serving_softirq())
		return "softirq";
	return "process";
}

/*
 * The frame that an exception at @regs belongs to, or NULL. @jump: the
 * instruction pointer itself is what was bad. @probe: on whose way here we are.
 */
static struct umbra_frame *umbra_frame_of(struct pt_regs *regs, bool jump,
					  struct kprobe *probe, unsigned long *ip)
{
	const int context = HARDIRQ_MASK | NMI_MASK | SOFTIRQ_OFFSET;
	struct umbra_frame *frame = *umbra_top();
	int count = preempt_count();
	struct umbra_control *control;
	unsigned long distance;

	if (!frame)
		return NULL;
	/* An interrupt may have borrowed the task: is the frame this context's? */
	if (in_nmi())
		count -= NMI_OFFSET + HARDIRQ_OFFSET; /* a kprobe's own breakpoint */
	else if (probe && kprobe_ftrace(probe))
		count -= PREEMPT_OFFSET; /* ... or the tracer's call of it */
	if ((count ^ (int)frame->preempt) & context)
		return NULL;
	distance = (unsigned long)frame - regs->sp;
	if (distance >= THREAD_SIZE)
		return NULL;

	control = umbra_control(frame->site->domain);
	/* All that this thread does is the release, however deep in the kernel. */
	if (frame->site->flags & UMBRA_SITE_RELEASE) {
		control->release_locked = (count & PREEMPT_MASK) > (frame->preempt & PREEMPT_MASK);
		*ip = 0;
		return frame;
	}
	*ip = regs->ip;
	if (umbra_range_has(&control->sections.text, regs->ip))
		return frame;
	if (!jump && !umbra_jumped(regs->ip))
		return umbra_may_leave(control, frame, regs, count, ip) ? frame : NULL;
	/* Called from where? The call pushed it; a tail call shows its caller. */
	if (!get_kernel_nofault(*ip, (unsigned long *)regs->sp) &&
	    umbra_range_has(&control->sections.text, *ip))
		return frame;
	return NULL;
}

static bool umbra_catch(struct pt_regs *regs, struct umbra_failure *failure, bool jump,
			struct kprobe *probe)
{
	struct umbra_frame *frame = umbra_frame_of(regs, jump, probe, &failure->ip);
	struct umbra_control *control;

	if (!frame)
		return false;
	control = umbra_control(frame->site->domain);
	if (!jump && failure->ip != regs->ip)
		failure->within = regs->ip;
	failure->context = umbra_context_name();
	failure->site = frame->site;
	if (frame->site->flags & UMBRA_SITE_RELEASE) {
		failure->releasing = control->releasing;
		control->release_failure = *failure;
	}
	failure->regs = regs;
	umbra_fail(frame->site->domain, failure);
	umbra_resume_unwound(regs, umbra_landing_frame(frame));
	return true;
}

/* Where a probed function goes when there is nothing left to do in it. */
static void umbra_nothing(void)
{
}

static int umbra_on_page_fault_oops(struct kprobe *probe, struct pt_regs *call)
{
	struct pt_regs *regs = (struct pt_regs *)call->di;
	unsigned long error = call->si, address = call->dx;
	bool jump = (error & X86_PF_INSTR) || regs->ip == address;
	bool null = address < PAGE_SIZE;
	struct umbra_failure failure = {
		.address = address,
		.has_address = true,
	};

	if (user_mode(regs))
		return 0;
	if (jump)
		failure.what = null ? "jump to null" : "wild jump";
	else if (error & X86_PF_WRITE)
		failure.what = null ? "null write" : "wild write";
	else
		failure.what = null ? "null read" : "wild read";
	if (!umbra_catch(regs, &failure, jump, probe))
		return 0;
	call->ip = (unsigned long)umbra_nothing;
	return 1;
}
NOKPROBE_SYMBOL(umbra_on_page_fault_oops);

/* The kernel's own, which it does not export. */
static struct bug_entry *(*umbra_find_bug)(unsigned long address);

/* The bug table's entry for a ud2 of the module or of a kernel function, or NULL. */
static const struct bug_entry *umbra_bug_at(struct module *module, unsigned long ip)
{
	unsigned int i;

	if (ip < MODULES_VADDR)
		return umbra_find_bug(ip);

	for (i = 0; i < module->num_bugs; i++) {
		const struct bug_entry *bug = &module->bug_table[i];

		if ((unsigned long)&bug->bug_addr_disp + bug->bug_addr_disp == ip)
			return bug;
	}
	return NULL;
}

/* A BUG() of a domain's says nothing here; the die notifier will. */
static int umbra_on_report_bug(struct kprobe *probe, struct pt_regs *call)
{
	unsigned long ip = call->di, where;
	struct pt_regs *regs = (struct pt_regs *)call->si;
	const struct bug_entry *bug;
	struct umbra_frame *frame;

	frame = umbra_frame_of(regs, false, probe, &where);
	if (!frame)
		return 0;
	bug = umbra_bug_at(umbra_control(frame->site->domain)->module, ip);
	if (!bug || (bug->flags & BUGFLAG_WARNING))
		return 0;
	call->ax = BUG_TRAP_TYPE_NONE;
	call->ip = (unsigned long)umbra_nothing;
	return 1;
}
NOKPROBE_SYMBOL(umbra_on_report_bug);

static int umbra_on_die(struct notifier_block *block, unsigned long event, void *data)
{
	struct die_args *args = data;
	struct umbra_failure failure = { 0 };
	struct umbra_frame *frame = *umbra_top();
	bool jump = false;

	if (!frame || !args->regs || user_mode(args->regs))
		return NOTIFY_DONE;
	switch (event) {
	case DIE_GPF:
		jump = umbra_jumped(args->regs->ip);
		failure.what = jump ? "jump to a non-canonical address" :
				      "access to a non-canonical address";
		break;
	case DIE_TRAP:
		switch (args->trapnr) {
		case X86_TRAP_DE:
			failure.what = "divide error";
			break;
		case X86_TRAP_UD:
			failure.what = umbra_bug_at(umbra_control(frame->site->domain)->module,
						    args->regs->ip) ?
					       "BUG()" :
					       "invalid opcode";
			break;
		case X86_TRAP_SS:
			failure.what = "access to a non-canonical address";
			break;
		default:
			failure.what = "trap";
			break;
		}
		break;
	default:
		return NOTIFY_DONE;
	}
	return umbra_catch(args->regs, &failure, jump, NULL) ? NOTIFY_STOP : NOTIFY_DONE;
}
NOKPROBE_SYMBOL(umbra_on_die);

static struct notifier_block umbra_die_block = {
	.notifier_call = umbra_on_die,
	.priority = INT_MAX,
};

/* A probe with a post handler is never turned into a jump: ours change the ip. */
static void umbra_after_probe(struct kprobe *probe, struct pt_regs *regs, unsigned long flags)
{
}

static struct kprobe umbra_page_fault_probe = {
	.symbol_name = "page_fault_oops",
	.pre_handler = umbra_on_page_fault_oops,
	.post_handler = umbra_after_probe,
};

static struct kprobe umbra_report_bug_probe = {
	.symbol_name = "report_bug",
	.pre_handler = umbra_on_report_bug,
	.post_handler = umbra_after_probe,
};

static struct kprobe *umbra_probes[] = { &umbra_page_fault_probe, &umbra_report_bug_probe };

/* Where a function is that the kernel does not export; 0 if there is none. */
static unsigned long umbra_address_of(const char *symbol)
{
	struct kprobe probe = { .symbol_name = symbol, .flags = KPROBE_FLAG_DISABLED };
	unsigned long address;

	if (register_kprobe(&probe))
		return 0;
	address = (unsigned long)probe.addr;
	unregister_kprobe(&probe);
	return address;
}

int umbra_fault_init(void)
{
	int ret;

	/* Then every exception is the kernel's. */
	if (!umbra_enable)
		return 0;
	umbra_find_bug = (void *)umbra_address_of("find_bug");
	if (!umbra_find_bug) {
		pr_err("umbra: this kernel has no find_bug(): it lacks CONFIG_GENERIC_BUG or has renamed it\n");
		return -ENOENT;
	}
	ret = register_kprobes(umbra_probes, ARRAY_SIZE(umbra_probes));
	if (ret) {
		pr_err("umbra: cannot probe page_fault_oops() and report_bug() (%d): this kernel lacks CONFIG_KPROBES or has renamed them\n",
		       ret);
		return ret;
	}
	ret = register_die_notifier(&umbra_die_block);
	if (ret)
		unregister_kprobes(umbra_probes, ARRAY_SIZE(umbra_probes));
	return ret;
}

void umbra_fault_exit(void)
{
	if (!umbra_enable)
		return;
	unregister_die_notifier(&umbra_die_block);
	unregister_kprobes(umbra_probes, ARRAY_SIZE(umbra_probes));
}
