/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record.h - `umbractl report` and `umbractl log`: what happened.
 */
#ifndef UMBRACTL_RECORD_H
#define UMBRACTL_RECORD_H

/* Print the record of a driver's last failures; an exit code. */
int report(const char *name);

/* Print what the kernel's log has of umbra, or of one driver; an exit code. */
int print_log(const char *module);

#endif /* UMBRACTL_RECORD_H */
