/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * umbra_checks.h - the checks of a driver's stores, indirect calls and loops, inline.
 *
 * Behind umbra.h, in a tree that was hardened with --checks=all: copied beside it. What
 * does not pass here is looked at by kmod/permission.c.
 */
#ifndef UMBRA_CHECKS_H
#define UMBRA_CHECKS_H

#include <linux/const.h>
#include <linux/uaccess.h>

#define UMBRA_POLLS 1024

/* Turns of the module's loops until one asks how late it is. */
DECLARE_PER_CPU(int, umbra_polls);

#define UMBRA_CHECK_SITE(text, size)                                           \
	static const struct umbra_check umbra_site = { .domain = &umbra_domain, \
						       .what = (text),         \
						       .bytes = (size) }

/*
 * The front of the map does not say yes: save.S and permission.c look further.
 * A check's call has one instruction: what it is for is found by its return
 * address, and there is one of these for each register that the address may be
 * in. They keep all registers. UMBRA_CHECKS_HERE defines them, in the taps.
 */
#define UMBRA_CHECK_STUB(name, body)                                    \
	".globl umbra_check_" name "\n"                                 \
	".type umbra_check_" name ", @function\n"                       \
	"umbra_check_" name ":\n\t"                                     \
	"pushq %rdi\n\tpushq %rsi\n\t" body                             \
	"popq %rsi\n\tpopq %rdi\n\t" ASM_RET                           \
	".size umbra_check_" name ", . - umbra_check_" name "\n"
/* For up to sixteen bytes, and for more. */
#define UMBRA_CHECK_BY(register)                                        \
	UMBRA_CHECK_STUB(#register,                                     \
			 "movq %" #register ", %rdi\n\t"                \
			 "leaq umbra_domain(%rip), %rsi\n\t"            \
			 "call umbra_far_write\n\t")                    \
	UMBRA_CHECK_STUB("large_" #register,                            \
			 "movq %" #register ", %rdi\n\t"                \
			 "leaq umbra_domain(%rip), %rsi\n\t"            \
			 "call umbra_far_large\n\t")
#define UMBRA_CHECKS_HERE                                                         \
	DEFINE_PER_CPU(int, umbra_polls);                                         \
	asm(".pushsection .text.umbra, \"ax\", @progbits\n"                        \
	    UMBRA_CHECK_STUB("loop",                                              \
			     "leaq umbra_domain(%rip), %rdi\n\t"                  \
			     "movq 16(%rsp), %rsi\n\t"                            \
			     "movl $" __stringify(UMBRA_POLLS) ", %gs:umbra_polls(%rip)\n\t" \
			     "call umbra_far_poll\n\t")                           \
	    UMBRA_CHECK_STUB("many",                                              \
			     "pushq %rdx\n\tleaq umbra_domain(%rip), %rdx\n\t"   \
			     "call umbra_far_many\n\tpopq %rdx\n\t")             \
	    UMBRA_CHECK_BY(rax) UMBRA_CHECK_BY(rbx) UMBRA_CHECK_BY(rcx)           \
	    UMBRA_CHECK_BY(rdx) UMBRA_CHECK_BY(rsi) UMBRA_CHECK_BY(rdi)           \
	    UMBRA_CHECK_BY(rbp) UMBRA_CHECK_BY(r8) UMBRA_CHECK_BY(r9)             \
	    UMBRA_CHECK_BY(r10) UMBRA_CHECK_BY(r11) UMBRA_CHECK_BY(r12)           \
	    UMBRA_CHECK_BY(r13) UMBRA_CHECK_BY(r14) UMBRA_CHECK_BY(r15)           \
	    ".popsection")

/* What the check before it is about; bytes 0: known at run time only. */
#define UMBRA_LOOK_HERE                              \
	".pushsection .umbra_checks, \"aw\"\n\t"      \
	".quad 2b, %c[what], %c[about]\n\t"          \
	".popsection"

#define umbra_look(address, size, text, by)                                             \
	do {                                                                            \
		unsigned long umbra_run;                                                \
		asm_inline volatile(UMBRA_MAP_LOOK("umbra_map_runs(%q[run])",           \
						   "call umbra_check_" by "%V[at]")     \
				    UMBRA_LOOK_HERE                                     \
				    : [run] "=&r"(umbra_run), ASM_CALL_CONSTRAINT       \
				    /* not the stack pointer, which moves in the call */ \
				    : [at] "l"((unsigned long)(address)),               \
				      [bytes] "i"((int)(size)), [about] "i"(size),      \
				      [what] "i"(text), UMBRA_MAP_OPERANDS              \
				    : "memory", "cc");                                  \
	} while (0)

#define umbra_look_many(address, size, text)                                            \
	do {                                                                            \
		unsigned long umbra_run;                                                \
		asm_inline volatile(UMBRA_MAP_LOOK_MANY("umbra_map_runs(%q[run])",      \
							"call umbra_check_many")        \
				    UMBRA_LOOK_HERE                                     \
				    : [run] "=&r"(umbra_run), ASM_CALL_CONSTRAINT       \
				    : [at] "D"((unsigned long)(address)),               \
				      [bytes] "S"((unsigned long)(size)), [about] "i"(0), \
				      [what] "i"(text), UMBRA_MAP_OPERANDS              \
				    : "memory", "cc");                                  \
	} while (0)
/* What is never compiled has to be sound, too. */
#define umbra_known(size) \
	(__is_constexpr(size) && (size) - 1ul < UMBRA_REACH ? (size) : 1ul)

/* @size bytes at @address. */
#define umbra_check(address, size, text)                                      \
	do {                                                                  \
		if (!__is_constexpr(size) || umbra_known(size) != (size))     \
			umbra_look_many(address, size, text);                 \
		else if ((size) <= 16)                                        \
			umbra_look(address, umbra_known(size), text, "");     \
		else                                                          \
			umbra_look(address, umbra_known(size), text, "large_"); \
	} while (0)

/* Of a slot: what the check is for. */
#define UMBRA_LOOK_AT                                                \
	"cmpq %[key], umbra_buckets_here(%[slot])\n\t"                \
	"jne 1f\n\t"                                                 \
	"cmpl %[kind], umbra_buckets_here+%c[at_kind](%[slot])\n\t"   \
	"je 2f\n"

/*
 * Is an object held that is checked by what it is? Eight instructions; it may be in the
 * other slot of its bucket, or elsewhere, which is for the call to find out. As umbra_slot().
 */
#define umbra_look_held(object, kind_of, offset, size, text)                            \
	do {                                                                            \
		unsigned long umbra_slot_at;                                            \
		asm_inline volatile("imull %[hash], %k[key], %k[slot]\n\t"              \
				    "shrl %[shift], %k[slot]\n\t"                       \
				    "shlq %[log], %[slot]\n\t" UMBRA_LOOK_AT            \
				    "1:\txorq %[other], %[slot]\n\t" UMBRA_LOOK_AT      \
				    "1:\tleaq %c[from](%[key]), %[slot]\n\t"            \
				    "call umbra_check_%V[slot]\n"                       \
				    "2:\n\t" UMBRA_LOOK_HERE                            \
				    : [slot] "=&r"(umbra_slot_at), ASM_CALL_CONSTRAINT  \
				    : [key] "r"((unsigned long)(object)),               \
				      [hash] "i"((int)UMBRA_HASH),                      \
				      [shift] "i"(umbra_slot_shift(&umbra_domain)),     \
				      [log] "i"(ilog2(sizeof(struct umbra_object))),    \
				      [other] "i"(sizeof(struct umbra_object)),         \
				      [at_kind] "i"(offsetof(struct umbra_object, kind)), \
				      [kind] "i"(kind_of), [from] "i"(offset),          \
				      [what] "i"(text), [about] "i"(size)               \
				    : "memory", "cc");                                  \
	} while (0)
#define umbra_within(offset, size, structure, field)                           \
	((offset) >= offsetof(struct structure, field) &&                      \
	 (offset) + (size) <= offsetofend(struct structure, field))

/* s, once it is known that *s is held, or that the domain may write these bytes in it. */
#define UMBRA_WO(structure, s, offset, size)                                                 \
	({                                                                                   \
		__auto_type umbra_p = (s);                                                   \
		if (UMBRA_WRITES_##structure(offset##ul, size))                              \
			umbra_look_held(umbra_p, UMBRA_HELD_##structure, offset, size, #s);  \
		else                                                                         \
			umbra_check((unsigned long)umbra_p + (offset), size, #s);            \
		umbra_p;                                                                     \
	})

/* p, once it is known that the domain may write *p. */
#define UMBRA_W(p)                                           \
	({                                                   \
		__auto_type umbra_p = (p);                   \
		umbra_check(umbra_p, sizeof(*umbra_p), #p);  \
		umbra_p;                                     \
	})

/*
 * Does it lie on this stack, below the frame? Twelve instructions; false says
 * nothing. What lies there is the driver's own, whichever's the frame is.
 */
static __always_inline int umbra_below_frame(unsigned long address, unsigned long bytes)
{
	unsigned long here = current_stack_pointer;
	unsigned long depth = (unsigned long)*umbra_top() - here;

	/* Another stack: an interrupt's frame on a task's list, or no frame. */
	return likely(depth < THREAD_SIZE) && likely(address - here <= depth - bytes);
}

/*
 * The same as UMBRA_W() where the parameter p most likely names a local variable of
 * some caller: then it does as long as the function runs, which is found out once.
 */
#define UMBRA_CALLERS(p)                                                     \
	const _Bool umbra_callers_##p =                                      \
		umbra_below_frame((unsigned long)(p), sizeof(*(p)))
#define UMBRA_WS(p)                                                          \
	({                                                                   \
		__auto_type umbra_p = (p);                                   \
		if (unlikely(!umbra_callers_##p))                            \
			umbra_check(umbra_p, sizeof(*umbra_p), #p);          \
		umbra_p;                                                     \
	})

/* p, once it is known that the domain may write @size bytes there. */
#define UMBRA_WN(p, size)                                                \
	({                                                               \
		__auto_type umbra_p = (p);                               \
		umbra_check(umbra_p, (size), #p);                        \
		umbra_p;                                                 \
	})

/* size, which has an effect, once it is known that the domain may write so many bytes at p. */
#define UMBRA_NW(size, p)                                                                          \
	({                                                                                         \
		const unsigned long umbra_n = (size);                                              \
		(void)UMBRA_WN(p, umbra_n);                                                        \
		umbra_n;                                                                           \
	})

/* function(p, from, size), where p and size have effects: each once. */
#define UMBRA_BYTES(function, p, from, size)                                  \
	({                                                                    \
		__auto_type umbra_to = (p);                                   \
		__auto_type umbra_from = (from);                              \
		const unsigned long umbra_n = (size);                         \
		function(UMBRA_WN(umbra_to, umbra_n), umbra_from, umbra_n);   \
	})

/* s, once it is known that the domain may write @size bytes at @offset in *s. */
#define UMBRA_WB(s, offset, size)                                             \
	({                                                                    \
		__auto_type umbra_p = (s);                                    \
		umbra_check((unsigned long)umbra_p + (offset), (size), #s);   \
		umbra_p;                                                      \
	})

/* The value first, then the check that is in lvalue: what gives the value may take it away. */
#define UMBRA_LATE(lvalue, operator, ...)            \
	({                                           \
		__auto_type umbra_v = (__VA_ARGS__); \
		lvalue operator umbra_v;             \
	})

/* array[index], once it is known that there is such an element. */
#define UMBRA_A(array, index)                                                              \
	(array)[({                                                                         \
		__auto_type umbra_i = (index);                                             \
		UMBRA_CHECK_SITE(#array "[" #index "]", sizeof(array) / sizeof((array)[0])); \
		if (unlikely((unsigned long)umbra_i >= umbra_site.bytes))                  \
			umbra_check_index((unsigned long)umbra_i, &umbra_site);            \
		umbra_i;                                                                   \
	})]

/* A function of that type that the driver may call by its address: as last time, or looked up. */
#define UMBRA_ICALL(function, type)                                                    \
	({                                                                             \
		__typeof__(&*(function)) umbra_f = (function);                         \
		UMBRA_CHECK_SITE(#function, type);                                     \
		/* The one after it, so that it begins as no function's, null's neither. */ \
		static unsigned long umbra_good UMBRA_BESIDE_MAP;                      \
		if (unlikely((unsigned long)umbra_f + 1 != READ_ONCE(umbra_good))) {   \
			umbra_check_call(umbra_f, &umbra_site);                        \
			WRITE_ONCE(umbra_good, (unsigned long)umbra_f + 1);            \
		}                                                                      \
		umbra_f;                                                               \
	})

/* The kernel stores to a user's memory without a look at the address. */
static __always_inline void umbra_check_user(struct umbra_domain *domain, const char *function,
					     const volatile void *start, unsigned long bytes)
{
	if (unlikely(!__access_ok((const void __user *)start, bytes)))
		umbra_not_user(domain, function, start);
}

/* So do these macros. */
#undef __put_user
#define __put_user(x, ptr)                                                        \
	({                                                                        \
		__auto_type umbra_p = (ptr);                                      \
		umbra_check_user(&umbra_domain, "__put_user", umbra_p, sizeof(*umbra_p)); \
		do_put_user_call(put_user_nocheck, x, umbra_p);                   \
	})
#undef unsafe_put_user
#define unsafe_put_user(x, ptr, label)                                            \
	do {                                                                      \
		__auto_type umbra_p = (ptr);                                      \
		umbra_check_user(&umbra_domain, "unsafe_put_user", umbra_p, sizeof(*umbra_p)); \
		__put_user_size((__typeof__(*umbra_p))(x), umbra_p, sizeof(*umbra_p), label); \
	} while (0)

/* A loop that may have no end goes round. */
#define UMBRA_POLL()                                                                \
	asm_inline volatile("decl " __percpu_arg([polls]) "\n\tjns 2f\n\t"          \
		     "call umbra_check_loop\n2:\n\t"                                \
		     : [polls] "+m"(umbra_polls), ASM_CALL_CONSTRAINT : : "memory", "cc")

#endif /* UMBRA_CHECKS_H */
