/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * save.S - what taps and checks need of the registers.
 *
 * umbra_save(): remember the caller's place in a frame, and link it.
 * A second return from the same call, with 1, is made by setting these
 * registers: umbra_resume_unwound() for an exception, umbra_unwind_to() in a call.
 * The offsets are the head of struct umbra_frame.
 */
#include <linux/linkage.h>
#include <linux/threads.h>
#include <asm/page_types.h>
#include <asm/percpu.h>
#include <asm/nospec-branch.h>
#include <asm/unwind_hints.h>

SYM_FUNC_START(umbra_save)
	movq	(%rsp), %rax
	movq	%rax, 0(%rdi)		/* ip: where we return to */
	movq	%rsp, 8(%rdi)		/* sp: as it is before the return */
	movq	%rbp, 16(%rdi)
	movq	%rbx, 24(%rdi)
	movq	%r12, 32(%rdi)
	movq	%r13, 40(%rdi)
	movq	%r14, 48(%rdi)
	movq	%r15, 56(%rdi)
	movq	%rdx, 80(%rdi)		/* caller */
	jmp	umbra_open
SYM_FUNC_END(umbra_save)


/*
 * umbra_far(): word in rax, kind in r10, domain in r11; the result is in rax,
 * all other registers are as they were.
 */
.macro UMBRA_FAR name:req function:req
SYM_FUNC_START(\name)
	pushq	%rcx
	pushq	%rdx
	pushq	%rsi
	pushq	%rdi
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	movq	%r11, %rdi
	movl	%r10d, %esi
	movq	%rax, %rdx
	movq	64(%rsp), %rcx	/* whom it returns to: the tap */
	call	\function
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rdi
	popq	%rsi
	popq	%rdx
	popq	%rcx
	RET
SYM_FUNC_END(\name)
.endm

UMBRA_FAR umbra_far_track umbra_track_slow
UMBRA_FAR umbra_far_untrack umbra_untrack_slow
UMBRA_FAR umbra_far_check umbra_call_check_tap
UMBRA_FAR umbra_far_look umbra_look
UMBRA_FAR umbra_far_not_held umbra_not_held
UMBRA_FAR umbra_far_handed umbra_look_handed
UMBRA_FAR umbra_far_object umbra_look_object

/*
 * From a module's umbra_check_REGISTER() (umbra_checks.h), for no more than sixteen
 * bytes: address in rdi, domain in rsi, both saved there. Told here are the map behind
 * the front, for another address may have its slot there, as block_has() does, and the
 * thread's own stack below its innermost frame, as umbra_on_stack() does: there is a
 * local variable's address in many a loop. All registers are kept.
 */
SYM_FUNC_START(umbra_far_write)
	pushq	%rax
	pushq	%rdx
	pushq	%rcx
	testl	$7, %edi
	jnz	1f
	movl	%edi, %ecx
	shrl	$3, %ecx
	movl	%edi, %eax
	shrl	$9, %eax
	andl	$0x3fff, %eax		/* UMBRA_MAP_SLOTS - 1 */
	movq	umbra_domain_bits(%rsi), %rdx
	movq	(%rdx, %rax, 8), %rdx
	shrq	%cl, %rdx
	notl	%edx
	testl	$3, %edx
	jnz	1f
	movq	umbra_domain_tags(%rsi), %rdx
	movq	%rdi, %rcx
	andq	$-512, %rcx
	cmpq	%rcx, (%rdx, %rax, 8)
	je	2f
1:	movq	PER_CPU_VAR(current_task), %rax
	movq	umbra_task_stack(%rax), %rax
	movq	8(%rax), %rax		/* umbra_top() */
	testq	%rax, %rax
	jz	3f
	movq	72(%rax), %rdx		/* its site */
	cmpq	%rsi, 32(%rdx)		/* whose domain */
	jne	3f
	cmpq	%rsp, %rdi
	jbe	3f
	subq	$16, %rax
	cmpq	%rax, %rdi
	ja	3f
	subq	%rsp, %rax		/* another stack: an interrupt's frame */
	cmpq	$THREAD_SIZE, %rax
	jae	3f
2:	popq	%rcx
	popq	%rdx
	popq	%rax
	RET
3:	movq	48(%rsp), %rdx		/* where the check is */
	call	umbra_far_search
	popq	%rcx
	popq	%rdx
	popq	%rax
	RET
SYM_FUNC_END(umbra_far_write)

/* The same for more than sixteen, however many. */
SYM_FUNC_START(umbra_far_large)
	pushq	%rdx
	movq	32(%rsp), %rdx		/* where the check is */
	call	umbra_far_whole
	popq	%rdx
	RET
SYM_FUNC_END(umbra_far_large)

/* From umbra_check_many(): address in rdi, bytes in rsi, domain in rdx, all saved there. */
SYM_FUNC_START(umbra_far_many)
	pushq	%rcx
	movq	40(%rsp), %rcx		/* where the check is */
	call	umbra_far_bytes
	popq	%rcx
	RET
SYM_FUNC_END(umbra_far_many)

/* \function(rdi, rsi, rdx, rcx), all registers kept. */
.macro UMBRA_KEEPING name:req function:req
SYM_FUNC_START(\name)
	pushq	%rax
	pushq	%rcx
	pushq	%rdx
	pushq	%rsi
	pushq	%rdi
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	call	\function
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rdi
	popq	%rsi
	popq	%rdx
	popq	%rcx
	popq	%rax
	RET
SYM_FUNC_END(\name)
.endm

UMBRA_KEEPING umbra_far_search umbra_check_write
UMBRA_KEEPING umbra_far_whole umbra_check_whole
UMBRA_KEEPING umbra_far_bytes umbra_check_bytes
UMBRA_KEEPING umbra_far_poll umbra_check_poll

/* void umbra_unwind_to(struct umbra_frame *frame): does not return here. */
SYM_CODE_START(umbra_unwind_to)
	UNWIND_HINT_EMPTY
	movq	8(%rdi), %rsp
	addq	$8, %rsp
	movq	16(%rdi), %rbp
	movq	24(%rdi), %rbx
	movq	32(%rdi), %r12
	movq	40(%rdi), %r13
	movq	48(%rdi), %r14
	movq	56(%rdi), %r15
	movl	$1, %eax
	movq	0(%rdi), %rdi
	ANNOTATE_RETPOLINE_SAFE
	jmp	*%rdi
SYM_CODE_END(umbra_unwind_to)
