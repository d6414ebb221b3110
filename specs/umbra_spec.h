/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * umbra_spec.h - the annotations that specs are written in.
 *
 * A spec is a C header: the kernel's own prototypes once more, annotated.
 * Clang reads it together with the kernel's headers, so a prototype that has
 * changed is an error at the spec's line. docs/specs.md teaches the language.
 */
#ifndef UMBRA_SPEC_H
#define UMBRA_SPEC_H

#define UMBRA_NOTE(...) __attribute__((annotate(__VA_ARGS__)))

/*
 * A kind of object and how to let go of one: the body is copied into the taps.
 * First parameter: the object's identity; up to four more are captured when it
 * is tracked.
 *
 *   UMBRA_KIND void region(struct pci_dev *dev, int bars)
 *   { pci_release_selected_regions(dev, bars); }
 */
#define UMBRA_KIND UMBRA_NOTE("umbra.kind") static inline __attribute__((unused))
/* A kind whose objects survive recovery, because the kernel calls the driver by them. */
#define UMBRA_KIND_KEPT UMBRA_NOTE("umbra.kind", "kept") static inline __attribute__((unused))
/*
 * Memory, and what makes it a device's: let go of only once the restarted
 * driver has set its device up, which until then may still write there.
 */
#define UMBRA_KIND_MEMORY UMBRA_NOTE("umbra.kind", "memory") static inline __attribute__((unused))
/* Memory of which each processor has a copy: what a call GRANTS of it is granted of each. */
#define UMBRA_KIND_PERCPU UMBRA_NOTE("umbra.kind", "percpu") static inline __attribute__((unused))
/* A lock: held by a frame, let go when that frame is unwound. */
#define UMBRA_KIND_LOCK UMBRA_NOTE("umbra.kind", "lock") static inline __attribute__((unused))
/* One that spins: preemption is off while it is held. */
#define UMBRA_KIND_SPIN UMBRA_NOTE("umbra.kind", "spin") static inline __attribute__((unused))

/*
 * A kind that lies in the driver's memory and is the kernel's as long as it is
 * tracked (an armed timer): the driver may not write it meanwhile, but for what
 * WRITES says. The first parameter's type says how large it is.
 */
#define UMBRA_KIND_SEALED UMBRA_NOTE("umbra.kind", "sealed") static inline __attribute__((unused))
/*
 * Memory that comes with an object of a kind, but does not lie at its key; in
 * words of the kind's parameters. Granted when the driver first writes there.
 *
 *   MEMORY(skb, skb->head, skb_end_offset(skb));
 */
#define MEMORY(kind, start, bytes)                                      \
	UMBRA_NOTE("umbra.memory", #kind, #start, #bytes)               \
	extern int umbra_memory_of_##kind

/* A lock that a thread can take once: taken again, or still held on leaving, is a mistake. */
#define ONCE(kind) UMBRA_NOTE("umbra.once", #kind) extern int umbra_once_##kind
/*
 * Whether anybody holds a lock of a kind, in words of the kind's parameter. One
 * that nobody holds cannot be let go of.
 *
 *   LOCKED(mutex, mutex_is_locked(lock));
 */
#define LOCKED(kind, condition)                              \
	UMBRA_NOTE("umbra.locked", #kind, #condition)        \
	extern int umbra_locked_of_##kind
/*
 * Whether the kernel uses an object of a sealed kind right now, in the same words. One that
 * it does not use (a timer that is not due) the driver may write: it is its own until the
 * next call that names it.
 *
 *   USED(timer, timer_pending(timer));
 */
#define USED(kind, condition)                                                                      \
	UMBRA_NOTE("umbra.used", #kind, #condition)                                                \
	extern int umbra_used_of_##kind

/* A kernel function that drivers call. */
#define UMBRA_CALL UMBRA_NOTE("umbra.call")
/*
 * The same for a header's inline: Clang takes no annotation on a function that
 * is already defined, so the note is on a twin of the same type.
 *
 *   UMBRA_INLINE(void *, kzalloc, (size_t size, gfp_t flags)) TRACKS(memory, result);
 */
#define UMBRA_INLINE(type, function, parameters)               \
	extern __typeof__(function) umbra_inline_of_##function; \
	UMBRA_NOTE("umbra.call", #function) type umbra_inline_of_##function parameters
/*
 * The same for a function whose header the kernel keeps beside its drivers: only
 * the taps' compiler can tell that its prototype has changed.
 */
#define UMBRA_PRIVATE(type, function, parameters) \
	extern type function parameters;          \
	UMBRA_INLINE(type, function, parameters)

/* After success: TRACKS(kind, key, captured...). Words: parameters and `result`. */
#define TRACKS(kind, ...) UMBRA_NOTE("umbra.tracks", #kind, #__VA_ARGS__)
/* As TRACKS, for calls that may name an object again and again (a timer armed). */
#define TRACKS_ONCE(kind, ...) UMBRA_NOTE("umbra.tracks_once", #kind, #__VA_ARGS__)
/* What counts as success, where neither "not an error pointer" nor ">= 0" does. */
#define WHEN(condition) UMBRA_NOTE("umbra.when", #condition)
/* Before the call: the domain gives the object up. Of several, the first that it holds. */
#define RELEASES(kind, key) UMBRA_NOTE("umbra.releases", #kind, #key)
/* After success: the same for calls that may fail and leave it. */
#define RELEASES_AFTER(kind, key) UMBRA_NOTE("umbra.releases_after", #kind, #key)
/*
 * After success the driver may write these bytes: as long as it holds what the
 * call TRACKS, else until they are revoked. On an entry: as long as it runs.
 */
#define GRANTS(address, bytes) UMBRA_NOTE("umbra.grants", #address, #bytes)
/* Before the call: it may no more. */
#define REVOKES(address, bytes) UMBRA_NOTE("umbra.revokes", #address, #bytes)
/* Before the call, the driver must be allowed to write these bytes. */
#define NEEDS(address, bytes) UMBRA_NOTE("umbra.needs", #address, #bytes)
/*
 * Before the call, the domain must hold such an object; a key of zero passes. What was
 * captured first when it was tracked must be the same, if said: DEMANDS(kind, key, pool).
 */
#define DEMANDS(kind, ...) UMBRA_NOTE("umbra.demands", #kind, #__VA_ARGS__)
/* Before the call, the domain must not hold it yet. */
#define NOT_YET(kind, key) UMBRA_NOTE("umbra.not_yet", #kind, #key)
/*
 * Before the call, these bytes must be the driver's own; the kernel may be using
 * them (an armed timer). NULL passes.
 */
#define OWNS(address, bytes) UMBRA_NOTE("umbra.owns", #address, #bytes)
/* The kernel reads there: if it begins in an object of the driver's, it must end there. */
#define READS(address, bytes) UMBRA_NOTE("umbra.reads", #address, #bytes)
/* A user's memory, which the kernel's function does not look into itself. */
#define USER(address, bytes) UMBRA_NOTE("umbra.user", #address, #bytes)
/* A device writes there: it must be memory that the driver holds, not its stack. */
#define GIVES_DEVICE(address, bytes) UMBRA_NOTE("umbra.gives_device", #address, #bytes)
/*
 * An inline stores there, and nothing says whose it is: it must be in use, and not known to be
 * another's (umbra_check_in_use()). NULL passes.
 */
#define IN_USE(address, bytes) UMBRA_NOTE("umbra.in_use", #address, #bytes)
/* Goes to a device: mapped I/O memory, ports, or what the driver may write anyway. */
#define IO(address, bytes) UMBRA_NOTE("umbra.io", #address, #bytes)
/* Before the call: the index is below the count, and not negative. */
#define BELOW(index, count) UMBRA_NOTE("umbra.below", #index, #count)
/*
 * The kernel will call what is in the structure that the parameter points to: each
 * function in it that the driver may write must be NULL, an entry of the driver's or a
 * function that it may call, of the type that the field has; and so in the constant
 * structures that it leads to. A parameter that is a function, or points to a constant
 * structure of nothing but data and functions, needs no CALLS. CALLS(parameter, n): it
 * points to n functions.
 */
#define CALLS(parameter, ...) UMBRA_NOTE("umbra.calls", #parameter, #__VA_ARGS__)
/* The call may sleep, always or if the condition holds: not in atomic context. */
#define SLEEPS UMBRA_NOTE("umbra.sleeps", "1")
#define SLEEPS_IF(condition) UMBRA_NOTE("umbra.sleeps", #condition)
/* Of LOCKS: takes the lock only if it is free, so that it may be the thread's already. */
#define TRIES UMBRA_NOTE("umbra.tries")
/* After success the object is the kernel's: fields with SEALS are sealed; or not any more. */
#define REGISTERS(kind, key) UMBRA_NOTE("umbra.registers", #kind, #key)
#define UNREGISTERS(kind, key) UMBRA_NOTE("umbra.unregisters", #kind, #key)
/* After success somebody waits in it: it is sealed while anybody does, which USED says. */
#define WAITS(kind, key) UMBRA_NOTE("umbra.waits", #kind, #key)
/*
 * After success the object outlives its driver's failure. WHILE_RECOVERING(claim, ...)
 * gives it to the restarted driver when that makes one of this kind, owner and name
 * (as printf() has it), after the expression was evaluated, `result` the object in it.
 *
 *   KEEPS(snd_pcm, *rpcm, card, "%d", device)
 *   WHILE_RECOVERING(claim, result->private_data = NULL)
 */
#define KEEPS(kind, object, owner, ...) \
	UMBRA_NOTE("umbra.keeps", #kind, #object, #owner, #__VA_ARGS__)
/*
 * What CALLS looks at stays as it is as long as the object is kept, of a call that gives
 * the domain nothing that it could be held by.
 */
#define HANDS_TO(object) UMBRA_NOTE("umbra.hands_to", #object)
/*
 * The driver puts functions into what the call KEEPS, of a kind that is the structure's name.
 * Who LIVES with it, or it itself: the kernel may call them from this call on; before it they
 * are looked at, after it sealed.
 */
#define FILLED UMBRA_NOTE("umbra.filled")
#define LIVES(object) UMBRA_NOTE("umbra.lives", #object)
struct umbra_domain;
struct device;
struct device_driver;
struct list_head;
struct page;
struct hlist_node;
struct callback_head;
struct wait_queue_head;
extern struct umbra_domain umbra_domain;
/* Functions of umbra.ko's that specs name with the arguments they get: kmod/. */
extern void umbra_managed_add(struct umbra_domain *domain, struct device *dev, const char *kind,
			      const void *key);
extern void umbra_managed_freeing(struct umbra_domain *domain, struct device *dev,
				  const void *memory);
extern void umbra_freeing(struct umbra_domain *domain, const char *function, const void *start,
			  unsigned long bytes);
extern void umbra_freeing_as(struct umbra_domain *domain, const char *function, const void *start,
			     int from_vmalloc);
/* In umbra.h, for it is on the path of packets. */
extern void umbra_freeing_if(struct umbra_domain *domain, int may, const char *function,
			     unsigned char *const *start);
extern void umbra_check_ring(struct umbra_domain *domain, const char *function,
			     const struct list_head *entry);
extern void umbra_check_page(struct umbra_domain *domain, const char *function,
			     const struct page *page);
extern void umbra_check_chained(struct umbra_domain *domain, const char *function,
				const struct hlist_node *entry);
extern void umbra_io_gone(struct umbra_domain *domain, const volatile void *start);
extern void umbra_irq_requested(struct umbra_domain *domain, unsigned int irq);
extern void umbra_data_keep(struct umbra_domain *domain, void *start, unsigned long size);
extern void umbra_principal_probed(struct umbra_domain *domain, struct device *device);
extern int umbra_principals_probe(struct umbra_domain *domain, const struct device_driver *driver);
extern void umbra_work_queueing(struct umbra_domain *domain, const char *kind, void *work);
extern void umbra_queue_left(struct umbra_domain *domain, struct wait_queue_head *queue);
extern void umbra_work_over(struct umbra_domain *domain, void *work);
extern void umbra_rcu_called(struct umbra_domain *domain, struct callback_head *head);
extern void *umbra_probed_object(struct umbra_domain *domain, const char *kind);
extern void *umbra_made_again(struct umbra_domain *domain, void *object);
extern unsigned long umbra_printed(unsigned long size, const char *format, __builtin_va_list list);
/* Before the call: it does no more. */
#define LOSES(object) UMBRA_NOTE("umbra.loses", #object)
/* What the call makes devres manage for the device survives a recovery. */
#define MANAGES(device) UMBRA_NOTE("umbra.manages", #device)
/* A lock taken, or dropped, by the calling thread. */
#define LOCKS(kind, key) UMBRA_NOTE("umbra.locks", #kind, #key)
#define UNLOCKS(kind, key) UMBRA_NOTE("umbra.unlocks", #kind, #key)
/*
 * Pointers are looked at before the call: not an error pointer, not a user's, mapped;
 * NULL is the function's own business. Not looked at are void pointers, functions
 * and, with PASSES, all.
 */
/* NULL is refused, too. The key of LOCKS, UNLOCKS and TRACKS_ONCE exists anyway. */
#define EXISTS(parameter) UMBRA_NOTE("umbra.exists", #parameter)
/* A void pointer that is looked at: ADDRESS(objp), or ADDRESS(objp, unless this holds). */
#define ADDRESS(parameter, ...) UMBRA_NOTE("umbra.address", #parameter, #__VA_ARGS__)
/* Not looked at: a cookie, a user's address, what may be an error pointer. */
#define OPAQUE(parameter) UMBRA_NOTE("umbra.opaque", #parameter)
/*
 * In place of the kernel's function the tap calls this one of umbra.ko's, with the
 * domain and the same arguments: for what sleeps until somebody wakes it.
 */
#define INSTEAD(function) UMBRA_NOTE("umbra.instead", #function)
/*
 * Of a function with `...`: the kernel's that takes a va_list in its place, as vsprintf().
 * In NEEDS, `list` is that.
 */
#define LISTED(function) UMBRA_NOTE("umbra.listed", #function)
/*
 * The tap checks nothing and only calls on, besides what the other annotations
 * say. For what does not sleep: the check is where a failed thread unwinds.
 */
#define PASSES UMBRA_NOTE("umbra.passes")
/* May this driver call be answered by someone else while the driver restarts? */
#define WHILE_RECOVERING(strategy, ...) UMBRA_NOTE("umbra.recovering", #strategy, #__VA_ARGS__)
/*
 * A function of the shadow's, called with the domain and the same arguments; or
 * with those that are given, and then the spec declares it.
 */
#define BEFORE(function, ...) UMBRA_NOTE("umbra.before", #function, #__VA_ARGS__)
/* The same after success; for results, `result` comes second. */
#define AFTER(function, ...) UMBRA_NOTE("umbra.after", #function, #__VA_ARGS__)

/*
 * A driver function that the kernel calls: through a field of a struct, or
 * given to a kernel function as a parameter.
 *
 *   UMBRA_ENTRY(int, net_device_ops, ndo_open, (struct net_device *dev))
 *   UMBRA_CALLBACK(irqreturn_t, request_irq, handler, (int irq, void *dev_id))
 */
#define UMBRA_ENTRY(type, structure, field, parameters)                              \
	extern __typeof__(((struct structure *)0)->field)                            \
		umbra_place_##structure##_##field;                                   \
	UMBRA_NOTE("umbra.entry", #structure, #field)                                \
	type umbra_entry_of_##structure##_##field parameters
#define UMBRA_CALLBACK(type, function, parameter, parameters) \
	UMBRA_NOTE("umbra.callback", #function, #parameter)   \
	type umbra_callback_of_##function##_##parameter parameters

/* Answered for the driver while it settles, too: transmit. */
#define HELD UMBRA_NOTE("umbra.held")
/*
 * On a parameter: the function that says what of it tells one request from
 * another (runtime/repeats.h), where its type does not.
 */
#define ASKED(function) UMBRA_NOTE("umbra.asked", #function)
/* The same, for what the parameter points to, if it holds pointers: ASKED_BYTES(sizeof(*p)). */
#define ASKED_BYTES(bytes) UMBRA_NOTE("umbra.asked_bytes", #bytes)
/* Let in although it fails each time: what ends something, or brings a device. */
#define NEVER_REFUSED UMBRA_NOTE("umbra.never_refused")
/* What a tap answers when the driver was entered and failed there. */
#define UNWOUND(value) UMBRA_NOTE("umbra.unwound", #value)
/* The kernel hands the object to the driver on entry ... */
#define TAKES(kind, ...) UMBRA_NOTE("umbra.takes", #kind, #__VA_ARGS__)
/* ... and has it back if the condition on `result` holds. */
#define RETURNS(kind, key, condition) UMBRA_NOTE("umbra.returns", #kind, #key, #condition)
/* What the interface allows as a result; anything else is a failure of the driver's. */
#define ALLOWS(condition) UMBRA_NOTE("umbra.allows", #condition)
/* The driver may leave with a lock taken here (and drop it in another call). */
#define LEAVES_LOCKED UMBRA_NOTE("umbra.leaves_locked")
/* Nobody waits for ever in it: asleep longer than the policy's deadline is a failure. */
#define DEADLINE UMBRA_NOTE("umbra.deadline")
/* Configuration: log this call by its first argument and key, to replay it. */
#define RECORDS(...) UMBRA_NOTE("umbra.records", #__VA_ARGS__)
/* Such a call undoes the recorded one of its key: it is forgotten, nothing recorded. */
#define FORGETS(condition) UMBRA_NOTE("umbra.forgets", #condition)
/* On a parameter: it, or what it points to, is copied into the record. */
#define COPIED UMBRA_NOTE("umbra.copied")
/* The same where the type does not say how much: COPIED_BYTES(sizeof(struct sockaddr)). */
#define COPIED_BYTES(...) UMBRA_NOTE("umbra.copied", #__VA_ARGS__)

/*
 * A field that the driver may not write once the object is the kernel's. With a function:
 * a pointer in place of which a shadow may put one of its own. Where the driver compares
 * it, that gives what the driver had put there.
 *
 *   const void *function(const void *pointer);
 */
#define SEALS(structure, field, ...)                                                 \
	extern UMBRA_NOTE("umbra.seals", #structure, #field, #__VA_ARGS__) __typeof__( \
		((struct structure *)0)->field) umbra_sealed_##structure##_##field
/*
 * A field that the driver may write in an object of the kernel's that it holds,
 * or was handed. A structure that a WRITES or a SEALS names is the kernel's: its
 * other fields may not be written. A field of a field: WRITES(net_device, dev.parent).
 */
#define WRITES(structure, field)                                                     \
	extern UMBRA_NOTE("umbra.writes", #structure, #field) __typeof__(            \
		((struct structure *)0)->field) UMBRA_UNIQUE(umbra_writes_, __COUNTER__)
/*
 * The field points to pointers to structures, of which the last is NULL. A parameter that
 * points to such needs none: CALLS names it.
 */
#define LISTS(structure, field)                                                      \
	extern UMBRA_NOTE("umbra.lists", #structure, #field) __typeof__(             \
		((struct structure *)0)->field) umbra_lists_##structure##_##field
/*
 * The kernel links a structure that lies in the driver's memory by this field: it is sealed with
 * the functions that CALLS finds there.
 */
#define LINKS(structure, field)                                                      \
	extern UMBRA_NOTE("umbra.links", #structure, #field) __typeof__(             \
		((struct structure *)0)->field) umbra_links_##structure##_##field
/* Where the kernel finds a pointer to @structure, that begins one of such: PART_OF(a, b). */
#define PART_OF(structure, whole)                                                    \
	extern UMBRA_NOTE("umbra.part_of", #structure, #whole) struct whole          \
		umbra_##structure##_of_##whole
/*
 * An object of the kernel's that drivers are given and that has a struct device: one may have a
 * header's inline write it that is the driver's device, or belongs to it (umbra_check_bound()).
 */
#define DEVICE(structure, member)                                                    \
	extern UMBRA_NOTE("umbra.device", #structure, #member) __typeof__(           \
		((struct structure *)0)->member) umbra_device_in_##structure
/* Part of an object of the kernel's that the member points to: who holds that has it, too. */
#define PART(structure, member)                                                      \
	extern UMBRA_NOTE("umbra.part", #structure, #member) __typeof__(             \
		((struct structure *)0)->member) umbra_part_in_##structure
#define UMBRA_UNIQUE(name, number) UMBRA_UNIQUE_(name, number)
#define UMBRA_UNIQUE_(name, number) name##number
#endif
