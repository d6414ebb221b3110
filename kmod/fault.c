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
 * very context is that domain's and the instruction is its code (or the
 * target of its jump). Everything else stays the kernel's.
 *
 * Not handled: double faults and NMIs; faults inside kernel functions that the
 * driver called with a bad argument, but for memcpy() and its like, which the
 * compiler calls on its own and which hold nothing, and list corruption.
 */
#include <linux/bug.h>
#include <linux/kallsyms.h>
#include <linux/kdebug.h>
#include <linux/kprobes.h>
#include <linux/preempt.h>
#include <asm/trap_pf.h>
#include <asm/trapnr.h>
#include "control.h"

/* A jump to a non-canonical address; through a retpoline, it faults in the thunk. */
static bool umbra_jumped(unsigned long ip)
{
	char name[KSYM_SYMBOL_LEN];

	if (ip != (unsigned long)((long)(ip << 16) >> 16))
		return true; /* it got there */
	sprint_symbol_no_offset(name, ip);
	return !strncmp(name, "__x86_indirect_thunk", 20) ||
	       !strncmp(name, "__x86_return_thunk", 18);
}

/* Kernel functions that hold nothing while they run: a fault may leave them. */
static bool umbra_in_leaf(unsigned long ip)
{
	static const char *const leaves[] = { "mem", "__mem", "str", "csum_partial", "copy_page",
					      "clear_page", "__list_add_valid",
					      "__list_del_entry_valid" };
	char name[KSYM_SYMBOL_LEN];
	unsigned int i;

	sprint_symbol_no_offset(name, ip);
	for (i = 0; i < ARRAY_SIZE(leaves); i++)
		if (str_has_prefix(name, leaves[i]))
			return true;
	return false;
}

/*
 * Who called the leaf? The first code address above the stack pointer tells;
 * a leaf that the kernel called on the driver's behalf must not be left. If it
 * was a tap, the log is to name the tap's caller.
 */
static bool umbra_called_by(const struct umbra_sections *sections, unsigned long sp,
			    unsigned long *ip)
{
	unsigned long word;
	bool found = false;
	unsigned int i;

	for (i = 0; i < (found ? 24 : 8); i++) {
		if (get_kernel_nofault(word, (unsigned long *)sp + i))
			break;
		if (umbra_range_has(&sections->text, word)) {
			*ip = word;
			found = true;
			if (!umbra_range_has(&sections->taps, word))
				break;
		} else if (!found && word >= __START_KERNEL_map && word < MODULES_VADDR) {
			break;
		}
	}
	return found;
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
 * instruction pointer itself is what was bad.
 */
static struct umbra_frame *umbra_frame_of(struct pt_regs *regs, bool jump, unsigned long *ip)
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
	if ((count ^ (int)frame->preempt) & context)
		return NULL;
	distance = (unsigned long)frame - regs->sp;
	if (distance >= THREAD_SIZE)
		return NULL;

	control = umbra_control(frame->site->domain);
	*ip = regs->ip;
	if (umbra_range_has(&control->sections.text, regs->ip))
		return frame;
	if (umbra_in_leaf(regs->ip) &&
	    umbra_called_by(&control->sections, regs->sp, ip))
		return frame;
	if (!jump && !umbra_jumped(regs->ip))
		return NULL;
	/* Called from where? The call pushed it; a tail call shows its caller. */
	if (!get_kernel_nofault(*ip, (unsigned long *)regs->sp) &&
	    umbra_range_has(&control->sections.text, *ip))
		return frame;
	return NULL;
}

static bool umbra_catch(struct pt_regs *regs, struct umbra_failure *failure, bool jump)
{
	struct umbra_frame *frame = umbra_frame_of(regs, jump, &failure->ip);

	if (!frame)
		return false;
	failure->context = umbra_context_name();
	failure->site = frame->site;
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
	if (!umbra_catch(regs, &failure, jump))
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

	frame = umbra_frame_of(regs, false, &where);
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
	return umbra_catch(args->regs, &failure, jump) ? NOTIFY_STOP : NOTIFY_DONE;
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
