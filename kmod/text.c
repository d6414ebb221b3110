// SPDX-License-Identifier: GPL-2.0-only
/*
 * text.c - text of any length for files of sysfs.
 */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "control.h"

#define UMBRA_TEXT_START 4096
#define UMBRA_TEXT_MOST (1 << 20)

/* Returns 0 or -ENOMEM. Context: process, as the others. */
int umbra_text_start(struct umbra_text *text)
{
	text->n = 0;
	text->size = UMBRA_TEXT_START;
	text->start = kvmalloc(text->size, GFP_KERNEL);
	return text->start ? 0 : -ENOMEM;
}

static bool umbra_text_grow(struct umbra_text *text)
{
	char *larger;

	if (text->size >= UMBRA_TEXT_MOST)
		return false;
	larger = kvmalloc(2 * text->size, GFP_KERNEL);
	if (!larger)
		return false;
	memcpy(larger, text->start, text->n);
	kvfree(text->start);
	text->start = larger;
	text->size *= 2;
	return true;
}

/* What finds no memory is missing. */
void umbra_text_add(struct umbra_text *text, const char *format, ...)
{
	va_list args;
	int n;

	do {
		va_start(args, format);
		n = vsnprintf(text->start + text->n, text->size - text->n, format, args);
		va_end(args);
		if (n < text->size - text->n) {
			text->n += n;
			return;
		}
	} while (umbra_text_grow(text));
}

/* Give a reader the part it asked for, and free the text. */
ssize_t umbra_text_read(struct umbra_text *text, char *out, loff_t offset, size_t size)
{
	ssize_t ret = memory_read_from_buffer(out, size, &offset, text->start, text->n);

	kvfree(text->start);
	return ret;
}
