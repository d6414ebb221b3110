/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * status.h - `umbractl status`.
 */
#ifndef UMBRACTL_STATUS_H
#define UMBRACTL_STATUS_H

/**
 * status() - print the state of one wrapped driver, or of all
 * @module: NULL for all
 * @json: as JSON, schema_version 1
 * Returns an exit code.
 */
int status(const char *module, int json);

#endif /* UMBRACTL_STATUS_H */
