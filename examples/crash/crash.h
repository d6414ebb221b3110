/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * crash.h - what the files of the crashing driver share.
 */
#ifndef CRASH_H
#define CRASH_H

#include <linux/fs.h>
#include <linux/types.h>

/* A word of a request, and what it stands for. */
struct crash_word {
	const char *name;
	void (*run)(void);
};

/* The request that is on; main.c. */
extern char crash_kind[24], crash_held[24];
extern int requests;
int crash_run(const struct crash_word *words, const char *name);

/* kinds.c: fail now, the way that crash_kind says. */
void crash_now(void);

/* pointers.c: FUNCTION:POINTER, a kernel function called with a bad pointer. */
void crash_pointer(const char *kind);

/* spoiled.c: corrupt what this driver holds, then fail. */
void crash_spoil(const char *kind);
void crash_spoiled_exit(void);

/* main.c: the device that insmod's device=1 made, or NULL. */
struct device *crash_misc(void);

/* held.c: take what crash_held says, run @function, give it back. */
void crash_holding(void (*function)(void));

/* contexts.c: crash_now() in that context, holding what crash_held says. */
int crash_in(const char *context);
long crash_ioctl(struct file *file, unsigned int command, unsigned long argument);
int crash_contexts_init(void);
void crash_contexts_exit(void);

/* sleepers.c: threads that stay in the driver. */
int crash_sleep(const char *way);
void crash_sleepers_init(void);
void crash_sleepers_exit(void);
void crash_sleepers_wake(void);

#endif
