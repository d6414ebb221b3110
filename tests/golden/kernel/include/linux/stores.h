/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mock of kernel macros that store, loop and have assembly. */
#ifndef MOCK_STORES_H
#define MOCK_STORES_H
#define WRITE_ONCE(x, value) do { *(volatile __typeof__(x) *)&(x) = (value); } while (0)

struct task {
	unsigned long state;
	void *list[2];
	void (*function)(struct task *task);
};
#define INIT_TASK(task, f)                   \
	do {                                 \
		(task)->state = 1;           \
		(task)->list[0] = NULL;      \
		(task)->list[1] = NULL;      \
		(task)->function = (f);      \
	} while (0)
#define MARK_TASK(task, value) ((task)->list[1] = (value))

/* Through a local that was set to the argument. */
#define exchange(pointer, value)                                            \
	({                                                                  \
		__typeof__(*(pointer)) *__p = (pointer), __old;             \
		asm volatile("xchg %0, %1" : "=r"(__old), "+m"(*__p) : "0"(value)); \
		__old;                                                      \
	})
/* Another macro's local, by its address. */
#define try_exchange(pointer, old, value)                    \
	({                                                   \
		__typeof__(pointer) __at = (pointer);        \
		__typeof__(old) __oldp = (old);              \
		__typeof__(*__oldp) __was = exchange(__at, value); \
		*__oldp = __was;                             \
		1;                                           \
	})
#define set_masked(pointer, mask, value)                                      \
	({                                                                    \
		__typeof__(*(pointer)) __first = *(pointer), __new;           \
		do {                                                          \
			__new = (__first & ~(mask)) | (value);                \
		} while (!try_exchange(pointer, &__first, __new));            \
	})
/* By its size, as cmpxchg() does. */
#define set_sized(pointer, value)                                             \
	do {                                                                  \
		switch (sizeof(*(pointer))) {                                 \
		case 4: {                                                     \
			volatile unsigned int *__as = (volatile unsigned int *)(pointer);   \
			*__as = (value);                                      \
			break;                                                \
		}                                                             \
		case 8: {                                                     \
			volatile unsigned long *__as = (volatile unsigned long *)(pointer); \
			*__as = (value);                                      \
			break;                                                \
		}                                                             \
		}                                                             \
	} while (0)
/* Packed, as put_unaligned() has it. */
#define put_packed(value, pointer)                                            \
	do {                                                                  \
		struct {                                                      \
			__typeof__(*(pointer)) x;                             \
		} __attribute__((__packed__)) *__packed = (__typeof__(__packed))(pointer); \
		__packed->x = (value);                                        \
	} while (0)
/* Through one that was computed: not to be found in the driver's text. */
struct counter {
	int value;
};
struct counter *counter_of(int number);
#define count(number)                                       \
	do {                                                \
		struct counter *__c = counter_of(number);   \
		__c->value++;                               \
	} while (0)
/* Its member's name is in no text, it is pasted together. */
#define count_in(number, t)                                 \
	do {                                                \
		struct counter *__c = counter_of(number);   \
		__c->t##ue++;                               \
	} while (0)
/* To where what it is given leads; all bytes of that; in each round of a loop that calls. */
#define put_last(lastp, counter) (**(lastp) = *(counter))
#define clear_counters(number, counters)                                        \
	do {                                                                    \
		struct counter *__c = counter_of(number);                       \
		__builtin_memset(__c, 0, (counters) * sizeof(struct counter));  \
	} while (0)
#define await_count(number)                                 \
	do {                                                \
		struct counter *__c = counter_of(number);   \
		while (!__c->value)                         \
			;                                   \
	} while (0)
#define await_counts(number)                                \
	do {                                                \
		struct counter *__c = counter_of(number);   \
		while (!__c->value) {                       \
			barrier();                          \
		}                                           \
	} while (0)
/* A bit of what lies behind an object: an lvalue, which others read. */
struct behind {
	unsigned wide : 1;
};
struct behind *behind(int number);
#define widen(number) (behind(number)->wide = 1)
#define is_wide(task) (((struct behind *)&(task)->list[1])->wide)

/* Through what only the kernel names: its own store. */
extern struct task *this_task;
static inline struct task *running(void)
{
	return this_task;
}
#define set_running_state(value) exchange(&running()->state, value)
/* A function that is all the macro's own. */
#define DEFINE_RESET(name)                     \
	void name##_reset(struct task *task)   \
	{                                      \
		struct task *__t = task;       \
		__t->state = 0;                \
	}
/* An operation of the kernel's, called as an inline would. */
#define RUN(task) ((task)->function(task))
/* One that is likely a function that is known. */
#define INDIRECT(f, known, ...)                                             \
	({                                                                  \
		__typeof__(f) __f = (f);                                    \
		__f == known ? known(__VA_ARGS__) : __f(__VA_ARGS__);       \
	})
/* Assembly that stores a pointer, and says where. */
#define put_task(place, task)                                               \
	({                                                                  \
		__typeof__(*(place)) *__p = (place), __new = (task);        \
		asm volatile("mov %1, %0" : "=m"(*__p) : "r"(__new) : "memory"); \
	})
#define ALIGN(n, to) (((n) + (to) - 1) & ~((to) - 1))
/* A whole function of the macro's, as DECLARE_EWMA() has them. */
#define DECLARE_AVERAGE(name)                                                  \
	struct average_##name {                                                \
		int sum;                                                       \
	};                                                                     \
	static inline void average_##name##_add(struct average_##name *a, int more) \
	{                                                                      \
		WRITE_ONCE(a->sum, a->sum + more);                             \
	}

#define barrier() asm volatile("" : : : "memory")
#define mb() asm volatile("mfence" : : : "memory")

unsigned find_next_bit(const unsigned long *bits, unsigned n, unsigned from);
extern unsigned n_possible;
extern const unsigned long possible[];
#define for_each_possible(i)                                                                  \
	for ((i) = 0; (i) = find_next_bit(possible, n_possible, (i)), (i) < n_possible; (i)++)
/* A body of its own, which nothing can be put into. */
#define COUNT_POSSIBLE(n)             \
	do {                          \
		int __i;              \
		for_each_possible(__i) \
			n++;          \
	} while (0)
#define for_each(i, thing) for ((i) = 0; (i) < (thing)->users; (i)++)
/* An `if` before the statement; a loop that waits; both ask for the value of thing alone. */
#define for_each_as(i, thing, want) \
	for ((i) = 0; (i) < (thing)->users; (i)++) if ((want) == (i))
#define wait_unused(thing) do { } while ((thing)->users)
/* What a header's inline stores to. */
static inline void store_word(unsigned long *word, unsigned long value)
{
	unsigned long *p = word + 1;

	*p = value;
}
static inline void store_inner(unsigned long *word, unsigned long value)
{
	store_word(word, value);
}
static inline int set_by_asm(volatile unsigned long *word)
{
	int was;

	asm("bts $1, %1" : "=@ccc"(was) : "m"(*(volatile long *)word) : "memory");
	return was;
}
/* By its address in a register, of which more may be written; what is const is only read. */
static inline void fill_by_asm(unsigned *words, unsigned n)
{
	unsigned long to;

	asm volatile("rep stosl" : "=&D"(to), "+c"(n) : "0"(words), "a"(0) : "memory");
}
static inline void move_by_asm(void *to, const void *from, unsigned n)
{
	asm volatile("rep movsb" : "=D"(to), "=S"(from), "=c"(n) : "0"(to), "1"(from), "2"(n)
		     : "memory");
}
static inline void read_port(void *words, unsigned long n)
{
	asm volatile("rep insl" : "+D"(words), "+c"(n) : "d"(0x300) : "memory");
}
static inline void write_port(const void *words, unsigned long n)
{
	asm volatile("rep outsl" : "+S"(words), "+c"(n) : "d"(0x300) : "memory");
}
static inline void ask_cpu(unsigned *answer)
{
	asm volatile("cpuid" : "=a"(*answer) : "0"(1) : "ebx", "ecx", "edx");
}
static inline int look_by_asm(const volatile unsigned long *word)
{
	int is;

	asm("bt $1, %1" : "=@ccc"(is) : "m"(*(unsigned long *)word) : "memory");
	return is;
}
static inline void store_outside(void *bytes, int n)
{
	__builtin_memset(bytes, 0, n);
}
struct counted {
	int count;
};
static inline void set_count(struct counted *counted, int n)
{
	counted->count = n;
}
/* Through what leads from a member to what it is in. */
static inline void set_count_of(int *count, int n)
{
	struct counted *counted = ({
		void *__at = count;
		(struct counted *)(__at - __builtin_offsetof(struct counted, count));
	});

	counted->count = n;
}
static inline void set_task(struct task *task)
{
	task->state = 1;
}
/* Where a pointer in the object leads. */
static inline void set_state(struct task **task)
{
	(*task)->state = 1;
}
#define trade(a, b)                      \
	do {                             \
		__typeof__(a) __t = (a); \
		(a) = (b);               \
		(b) = __t;               \
	} while (0)
#define memset __builtin_memset
#define memcpy(to, from, bytes)                            \
	({                                                 \
		size_t __bytes = (size_t)(bytes);          \
		__builtin_memcpy(to, from, __bytes);       \
	})
/* What is behind a member: the place is worked out from the object that is given. */
#define clear_after(object, member)                                                           \
	({                                                                                    \
		unsigned char *__at = (unsigned char *)(object);                              \
		memset(__at + __builtin_offsetof(__typeof__(*(object)), member), 0,           \
		       sizeof(*(object)) - __builtin_offsetof(__typeof__(*(object)), member)); \
	})
/* A loop that does nothing, as one over locks' classes. */
#define SET_CLASSES(thing, class)                                    \
	{                                                            \
		int __i;                                             \
		for (__i = 0; __i < (thing)->users; __i++)           \
			do {                                         \
				(void)(class);                       \
			} while (0);                                 \
	}
#endif
