/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * platform.h - everything the portable runtime needs from below.
 *
 * The rule it upholds: no file of runtime/ includes a kernel or a libc header
 * but this one. kmod/platform.c implements the functions for the kernel,
 * tests/unit/platform.c for the unit tests.
 */
#ifndef UMBRA_PLATFORM_H
#define UMBRA_PLATFORM_H

#ifdef __KERNEL__
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/types.h>
#else
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#endif

/**
 * umbra_alloc() - @size bytes, zeroed
 * Returns NULL when there is no memory. Context: any, interrupts included:
 * never sleeps.
 */
void *umbra_alloc(size_t size);

/**
 * umbra_alloc_large() - as umbra_alloc(), for megabytes
 * Context: process; may sleep.
 */
void *umbra_alloc_large(size_t size);

/**
 * umbra_free() - give back memory of either function; NULL is fine
 * Context: any for umbra_alloc(), process for umbra_alloc_large().
 */
void umbra_free(void *memory);

/**
 * umbra_copy_of() - where the @i-th copy of per-CPU memory is, counted from 0
 * @start: in such memory, as its allocation gave it
 * Returns 0 if there are no more. Context: any.
 */
unsigned long umbra_copy_of(unsigned long start, unsigned int i);

/* Monotonic time in nanoseconds. Context: any. */
uint64_t umbra_now_ns(void);

/* The same as of the last tick, for next to nothing. Context: any. */
uint64_t umbra_tick_ns(void);

/**
 * umbra_log() - one line for the log, without its "umbra: " and newline
 * Context: any.
 */
void umbra_log(const char *format, ...) __attribute__((__format__(__printf__, 1, 2)));

struct umbra_domain;
struct umbra_kind;
struct umbra_object;

/**
 * umbra_release() - let go of an object that is out of the tracker
 * Returns false if its release failed, which is then a failure of the domain.
 * Context: process.
 */
bool umbra_release(struct umbra_domain *domain, const struct umbra_kind *kind,
		   const struct umbra_object *object);

/* snprintf's meaning, both sides. */
#define umbra_format(buffer, size, ...) ((void)snprintf(buffer, size, __VA_ARGS__))

/*
 * A lock for any context: taken with interrupts off. Code under it calls
 * nothing that may sleep, and no driver.
 */
#ifdef __KERNEL__
typedef raw_spinlock_t umbra_spinlock_t;

#define umbra_spin_init(lock) raw_spin_lock_init(lock)

static inline unsigned long umbra_spin_lock(umbra_spinlock_t *lock)
{
	unsigned long flags;

	raw_spin_lock_irqsave(lock, flags);
	return flags;
}

static inline void umbra_spin_unlock(umbra_spinlock_t *lock, unsigned long flags)
{
	raw_spin_unlock_irqrestore(lock, flags);
}
#else
typedef pthread_mutex_t umbra_spinlock_t;

#define umbra_spin_init(lock) ((void)pthread_mutex_init(lock, NULL))

static inline unsigned long umbra_spin_lock(umbra_spinlock_t *lock)
{
	(void)pthread_mutex_lock(lock);
	return 0;
}

static inline void umbra_spin_unlock(umbra_spinlock_t *lock, unsigned long flags)
{
	(void)flags;
	(void)pthread_mutex_unlock(lock);
}
#endif

#endif /* UMBRA_PLATFORM_H */
