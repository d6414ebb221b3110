/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * umbra_objects.h - the object tracker as taps see it, inline.
 *
 * Part of umbra.h, which includes it. What does not find its slot free, or its object in
 * its slot, is looked at by runtime/tracker.c.
 */
#ifndef UMBRA_OBJECTS_H
#define UMBRA_OBJECTS_H

/* What a tracked object's slot may keep besides its key, for its release. */
#define UMBRA_OBJECT_ARGS 4

/*
 * One object that a domain holds. Empty slot: key 0. Written by the thread
 * that takes or gives up the object; walked by recovery once nobody is inside.
 */
struct umbra_object {
	unsigned long key;
	union {
		struct {
			unsigned int kind;  /* index into umbra_domain.kinds */
			unsigned int flags; /* UMBRA_OBJECT_* */
		};
		unsigned long plain; /* of an object without flags: its kind */
	};
	unsigned long stamp;    /* order of acquisition; the newest goes first */
	unsigned long arg[UMBRA_OBJECT_ARGS];
	unsigned long span;	/* bytes from key that belong to it; 0: none */
};

#define UMBRA_OBJECT_WRITTEN 1u /* its memory was written, so it is granted; arg[2], arg[3] */
#define UMBRA_OBJECT_KEPT 2u /* survives recovery, though others of its kind do not */
#define UMBRA_OBJECT_SPAN 4u /* permissions of its span go with it */

/*
 * Slots are found by hash. Who finds one taken takes the other of its bucket: rings' addresses
 * lie in patterns, which in some machines meet for many a packet.
 */
#define UMBRA_BUCKET_SLOTS 2
/* 2^14 buckets, 2 MiB a domain: the rings of a fast device rarely fill one. */
#define UMBRA_TRACKER_ORDER 14

struct umbra_bucket {
	struct umbra_object slot[UMBRA_BUCKET_SLOTS];
};

/* A wrapped module's code knows no domain but its own, whose slots are the module's. */
#ifdef UMBRA_WRAPPED
extern struct umbra_bucket umbra_buckets_here[1ul << UMBRA_TRACKER_ORDER];
#define umbra_slots_of(domain) umbra_buckets_here->slot
#else
#define umbra_slots_of(domain) (domain)->buckets->slot
#endif

/* Bucket full: put the object elsewhere. Never NULL; lost objects are counted. */
struct umbra_object *umbra_track_slow(struct umbra_domain *domain, unsigned int kind,
				      unsigned long key) __attribute__((__cold__));
/* As umbra_track(), for calls that may name an object again (a timer armed). */
struct umbra_object *umbra_track_once(struct umbra_domain *domain, unsigned int kind,
				      unsigned long key);
/* Not in its bucket. Returns non-zero if it was tracked. */
int umbra_untrack_slow(struct umbra_domain *domain, unsigned int kind, unsigned long key) __attribute__((__cold__));

/**
 * umbra_hold() - memory that comes with an object: granted until it is untracked
 * @start: at or behind the object's key; of a per-CPU kind, each copy is granted.
 * Context: any.
 */
void umbra_hold(struct umbra_domain *domain, struct umbra_object *object,
		const volatile void *start, unsigned long bytes);

/**
 * umbra_held() - an object of a kind with fields, or of a sealed kind, was tracked
 * Grants the fields; seals the object. Context: any.
 */
void umbra_held(struct umbra_domain *domain, struct umbra_object *object);

/*
 * The same of a kind with memory, of which there may be one for each packet:
 * what may be written of it is granted when it is first written, or told from
 * the object itself (UMBRA_WO). Context: any.
 */
static inline __attribute__((__always_inline__)) void umbra_met(struct umbra_domain *domain,
								struct umbra_object *object)
{
	domain->recent[object->stamp % UMBRA_RECENT] = object;
}

/* Its permissions end here: as umbra_hold() and umbra_held() made them. Context: any. */
void umbra_span_gone(struct umbra_domain *domain, struct umbra_object *object);

#ifdef __KERNEL__
/* One slot a bucket's bit more than buckets. */
#define umbra_slot_shift(domain) (32 - UMBRA_TRACKER_ORDER - 1)

#define umbra_track_far(domain, kind, key) \
	((struct umbra_object *)umbra_far(umbra_far_track, domain, kind, key))
#define umbra_untrack_far(domain, kind, key) \
	((int)umbra_far(umbra_far_untrack, domain, kind, key))
static __always_inline unsigned long umbra_next_stamp(struct umbra_domain *domain)
{
	asm("incq %0" : "+m"(domain->stamp) : : "cc");
	return domain->stamp;
}
#else
#define umbra_slot_shift(domain) (domain)->slot_shift
#define umbra_track_far umbra_track_slow
#define umbra_untrack_far umbra_untrack_slow
#define umbra_next_stamp(domain) (++(domain)->stamp)
#endif

/* Spreads the keys of a ring (one distance apart, mapped or not) over the slots. */
#define UMBRA_HASH 0xC2B2AE35u

/* Where a key belongs. A hash of its lower half: one instruction to multiply. */
static inline __attribute__((__always_inline__)) struct umbra_object *
umbra_slot(struct umbra_domain *domain, unsigned long key)
{
	return umbra_slots_of(domain) + (((unsigned int)key * UMBRA_HASH) >> umbra_slot_shift(domain));
}

/* The other slot of its bucket. */
static inline __attribute__((__always_inline__)) struct umbra_object *
umbra_beside(struct umbra_domain *domain, struct umbra_object *slot)
{
	unsigned long at = (unsigned long)slot - (unsigned long)umbra_slots_of(domain);

	return (void *)((char *)umbra_slots_of(domain) + (at ^ sizeof(*slot)));
}

static inline __attribute__((__always_inline__)) int umbra_claim(struct umbra_object *slot,
								 unsigned long key)
{
	unsigned long empty = 0;

	return __atomic_compare_exchange_n(&slot->key, &empty, key, 0, __ATOMIC_ACQUIRE,
					   __ATOMIC_RELAXED);
}

/**
 * umbra_track_memory() - the domain holds an object from now on
 * @bytes: how many from the key on are its memory
 * Returns the slot; the tap fills in arg[]. Context: any, lock-free: a slot is
 * claimed by a compare-and-swap of its key.
 */
static inline __attribute__((__always_inline__)) struct umbra_object *
umbra_track_memory(struct umbra_domain *domain, unsigned int kind, unsigned long key,
		   unsigned long bytes)
{
	struct umbra_object *object = umbra_slot(domain, key);

	if (unlikely(!umbra_claim(object, key)) &&
	    unlikely(!umbra_claim(object = umbra_beside(domain, object), key))) {
		object = umbra_track_far(domain, kind, key);
	} else {
		object->plain = kind;
		object->stamp = umbra_next_stamp(domain);
	}
#if UMBRA_SPANS
	object->span = bytes;
#else
	(void)bytes;
#endif
	return object;
}
/* The same of one that has none there. */
#define umbra_track(domain, kind, key) umbra_track_memory(domain, kind, key, 0)

/* Is it held, and in one of its two places? */
static inline __attribute__((__always_inline__)) int
umbra_in_its_place(struct umbra_domain *domain, unsigned int kind, unsigned long key)
{
	const struct umbra_object *object = umbra_slot(domain, key);

	if (likely(object->key == key && object->kind == kind))
		return 1;
	object = umbra_beside(domain, umbra_slot(domain, key));
	return object->key == key && object->kind == kind;
}

/**
 * umbra_untrack() - the domain holds it no more
 * Context: any. Returns non-zero if it did.
 */
static inline __attribute__((__always_inline__)) int
umbra_untrack(struct umbra_domain *domain, unsigned int kind, unsigned long key)
{
#ifdef UMBRA_WRAPPED
	unsigned long slot;

	/* As below. The address is written out: GCC would work out the object's first. */
	asm volatile goto("imull %[hash], %k[key], %k[slot]\n\t"
		 "shrl %[shift], %k[slot]\n\t"
		 "shlq %[log], %[slot]\n\t"
		 "cmpq %[key], umbra_buckets_here(%[slot])\n\t"
		 "jne 1f\n\t"
		 "cmpq %[kind], umbra_buckets_here+%c[plain](%[slot])\n\t"
		 "je 2f\n"
		 "1:\txorq %[other], %[slot]\n\t"
		 "cmpq %[key], umbra_buckets_here(%[slot])\n\t"
		 "jne %l[elsewhere]\n\t"
		 "cmpq %[kind], umbra_buckets_here+%c[plain](%[slot])\n\t"
		 "jne %l[elsewhere]\n"
		 "2:\tmovl $-1, umbra_buckets_here+%c[plain](%[slot])\n\t"
		 "movq $0, umbra_buckets_here(%[slot])"
		 : [slot] "=&r"(slot)
		 : [key] "r"(key), [hash] "i"((int)UMBRA_HASH), [log] "i"(ilog2(sizeof(struct umbra_object))),
		   [shift] "i"(umbra_slot_shift(domain)), [kind] "i"((int)kind),
		   [other] "i"(sizeof(struct umbra_object)),
		   [plain] "i"(__builtin_offsetof(struct umbra_object, plain))
		 : "memory", "cc" : elsewhere);
	return 1;
elsewhere:
	return umbra_untrack_far(domain, kind, key);
#else
	struct umbra_object *object = umbra_slot(domain, key);

	/* One compare tells that it is of the kind and that nothing else goes with it. */
	if (unlikely(object->key != key || object->plain != kind)) {
		object = umbra_beside(domain, object);
		if (object->key != key || object->plain != kind)
			return umbra_untrack_far(domain, kind, key);
	}
	/* So that who takes the slot next never shows the old kind under a new key. */
	object->kind = ~0u;
	__atomic_store_n(&object->key, 0, __ATOMIC_RELEASE);
	return 1;
#endif
}

#endif /* UMBRA_OBJECTS_H */
