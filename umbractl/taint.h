/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * taint.h - what /proc/sys/kernel/tainted means.
 */
#ifndef UMBRACTL_TAINT_H
#define UMBRACTL_TAINT_H

/* Print "kernel: not tainted" or what tainted it, a line. */
void taint_text(void);

/* Print {"value": 12288, "flags": ["O", "E"]}, or null if it cannot be read. */
void taint_json(void);

#endif /* UMBRACTL_TAINT_H */
