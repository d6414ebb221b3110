/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * violations.h - what the groups of mistakes share.
 */
#ifndef VIOLATIONS_H
#define VIOLATIONS_H

#include <linux/types.h>

/* Memory of somebody else's, by the name of what is to be changed in it. */
struct place {
	unsigned long first;
	unsigned int low : 4, high : 28;
	union {
		unsigned char byte;
		unsigned int word;
	} u;
	unsigned long rest[4];
};

/* As the table tests/violations/mistakes has it. */
struct mistake {
	const char *name;
	void (*make)(struct place *place);
};

/* One array a group, each ends with a name of NULL. */
extern const struct mistake store_mistakes[], heap_mistakes[], call_mistakes[],
	argument_mistakes[], result_mistakes[], lock_mistakes[], context_mistakes[],
	loop_mistakes[], wait_mistakes[], table_mistakes[], kept_mistakes[],
	device_mistakes[], usb_mistakes[], virtio_mistakes[], flaw_mistakes[];

/* What the request said: an address and a function's that are not the driver's. */
extern unsigned long target, function;
/* Set by the request "release": what waits for nothing else may go on. */
extern bool enough;

/* Memory of a mistake's that takes several requests. */
extern char *kept;

/* Sizes that little else has. */
#define KEPT_BYTES 700
#define LATE_BYTES 8000
#define SURROUNDED_BYTES 2000 /* of 2,048 */

/* arguments.c, results.c: what read() copies out, and what it says it did. */
extern const void *to_read;
extern size_t to_read_bytes;
extern ssize_t read_result;

void release_locks(void);
void release_sleepers(void);
void release_waits(void);
void waits_allowed(void);
int tables_probe(void);
void tables_remove(void);
void tables_allowed(void);
int kept_probe(void);
void kept_remove(void);
void kept_allowed(void);
void flaws_release(void);
int device_init(void);
void device_allowed(void);
void device_exit(void);
int usb_init(void);
void usb_exit(void);
int virtio_init(void);
void virtio_exit(void);
void later_init(void);
void later_exit(void);

struct file;
struct poll_table_struct;
__poll_t violations_poll(struct file *file, struct poll_table_struct *wait);

/* The device's registers, or NULL; its struct device. */
struct device;
extern void __iomem *registers;
extern struct device *the_device;

#endif
