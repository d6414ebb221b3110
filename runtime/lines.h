/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lines.h - source lines of addresses, out of a .debug_line section.
 */
#ifndef UMBRA_LINES_H
#define UMBRA_LINES_H

#include "platform.h"

struct umbra_line {
	const char *file; /* last part of the path; points into the section */
	unsigned int line;
};

/**
 * umbra_line_find() - the source line that the instruction at @ip came from
 * @start: of a relocated .debug_line section of @size bytes, units of DWARF 2
 *	to 4; others are passed over
 * @ip: for a return address, pass it less one
 * Nothing in the section is trusted. Allocates nothing; reads through the
 * section once. Returns false, @out unchanged, if no line is known.
 * Context: any.
 */
bool umbra_line_find(const void *start, size_t size, unsigned long ip, struct umbra_line *out);

#endif /* UMBRA_LINES_H */
