// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * expect.h - for a guest's program that asks for one thing after another, and ends with 1
 * at the first that goes wrong.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The program's own: says where it is, what and errno; does not return. */
static void wrong(const char *what);

static void expect(bool good, const char *what)
{
	if (!good)
		wrong(what);
}

/* Milliseconds. */
static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000.0 + time.tv_nsec / 1e6;
}

/* A path as printf() makes it. */
static int open_file(int flags, const char *format, ...)
{
	char path[128];
	va_list list;
	int file;

	va_start(list, format);
	vsnprintf(path, sizeof(path), format, list);
	va_end(list);
	file = open(path, flags);
	expect(file >= 0, path);
	return file;
}
