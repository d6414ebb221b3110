/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json.h - the little of JSON that is more than printf.
 */
#ifndef UMBRACTL_JSON_H
#define UMBRACTL_JSON_H

/* Print @text as a JSON string; bytes that are not ASCII as \u00XX. */
void json_string(const char *text);

#endif /* UMBRACTL_JSON_H */
