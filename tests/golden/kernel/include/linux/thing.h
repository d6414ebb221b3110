/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mock of a subsystem: one sort of device, its operations, locks and memory. */
#ifndef MOCK_THING_H
#define MOCK_THING_H
struct thing;
struct request {
	int length;
};
struct thing_ops {
	int (*open)(struct thing *thing);
	void (*close)(struct thing *thing);
	int (*send)(struct thing *thing, struct request *request);
	int (*set)(struct thing *thing, int *value, void *more);
	int limit;
};
struct thing {
	const struct thing_ops *ops;
	char name[16];
	int users;
};
struct lock {
	int taken;
};

int register_thing(struct thing *thing);
void unregister_thing(struct thing *thing);
struct thing *find_thing(const char *name);
void poke(struct thing *thing);
int wait_for(int milliseconds);
void complete_request(struct request *request);
int hook(int (*handler)(int number, void *cookie), void *cookie);
int print_to(char *to, const char *format, ...) __attribute__((format(printf, 2, 3)));
int vprint_to(char *to, const char *format, __builtin_va_list list);
int print(const char *format, ...) __attribute__((format(printf, 1, 2)));
void *take_memory(size_t size);
void *thing_alloc(size_t size, int flags);
void give_memory(const void *memory);
void raw_lock(struct lock *lock);
void raw_unlock(struct lock *lock);
int raw_trylock(struct lock *lock);

/* Changes nothing. */
static inline int thing_users(const struct thing *thing)
{
	return thing->users;
}

/* Stores. */
static inline void thing_use(struct thing *thing)
{
	thing->users++;
}

/* Calls. */
static inline int thing_start(struct thing *thing)
{
	return register_thing(thing);
}

/* Calls a function that only computes. */
int checksum(const char *name) __attribute__((__pure__));
static inline int thing_checksum(const struct thing *thing)
{
	return checksum(thing->name);
}

/* The kernel's macros, which hide a call. */
#define lock(l) do { (l)->taken = 1; raw_lock(l); } while (0)
#define unlock(l) raw_unlock(l)

/* A macro that hides init, exit and two addresses. */
#define module_thing(t)                                                    \
	static int __init t##_init(void) { return register_thing(&(t)); }  \
	module_init(t##_init);                                             \
	static void __exit t##_exit(void) { unregister_thing(&(t)); }      \
	module_exit(t##_exit)

/* A macro that pastes a function's name. */
#define DEFINE_THING(prefix)                                               \
	static const struct thing_ops prefix##_ops = {                     \
		.open = prefix##_open,                                     \
		.close = prefix##_close,                                   \
	}

/* Stores, by assignment. */
static inline void thing_reset(struct thing *thing)
{
	thing->users = 0;
}

/* A macro that chooses the function by its argument's type. */
void print_thing(const struct thing *thing);
#define poke_any(t) _Generic((t), struct thing *: poke, const struct thing *: print_thing)(t)
int take_for(struct thing *thing, void **memory);
/* Operations that ask for a number. */
struct thing_size_ops {
	int (*resize)(struct thing *thing, int size);
};
/* Calls what is in it. */
void try_ops(const struct thing_ops *ops);
/* Calls what it is handed. */
#define until(op, argument) (op(argument) ? 0 : op(argument))
#define until_waited(milliseconds) until(wait_for, milliseconds)
/* The same with n functions. */
int hook_all(int (**handlers)(int number, void *cookie), int n);
/* Lists of parts: what is in them is the begin of something with functions. */
struct part {
	const char *name;
};
struct part_file {
	struct part part;
	int (*show)(struct thing *thing);
};
struct part_group {
	const char *name;
	struct part **parts;
};
struct either {
	union {
		int (*call)(struct thing *thing);
		const int *numbers;
	} u;
};
int add_group(struct thing *thing, const struct part_group *group);
int add_groups(struct thing *thing, const struct part_group **groups);
int add_either(struct thing *thing, struct either *either);
int wait_in(struct thing *thing);
/* Calls a function where the variable's scope ends. */
static inline void leave_thing(void *at)
{
	unregister_thing(*(struct thing **)at);
}
#define leaves(name) __attribute__((__cleanup__(leave_##name)))
#endif
