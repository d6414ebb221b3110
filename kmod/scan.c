// SPDX-License-Identifier: GPL-2.0-only
/*
 * scan.c - what sscanf() stores to is the driver's.
 *
 * The rule: each conversion of the format needs as many bytes as it stores. A number's are
 * the type's; a text's are known when the text is, so all is scanned twice, first into
 * memory of our own.
 *
 * Not handled: of a format with more conversions than UMBRA_SCANNED, each text
 * needs as many bytes as the longest that it could be.
 */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "control.h"

#define UMBRA_SCANNED 16

struct umbra_conversion {
	unsigned long bytes; /* that it stores, at most */
	bool text;
};

/* Behind the set of `[`, or NULL: the kernel knows no such format. */
static const char *umbra_set_end(const char *format)
{
	format += *format == '^';
	/* A set of nothing is none. */
	return *format == ']' ? NULL : strchr(format, ']');
}

/*
 * The next conversion that stores, as vsscanf() reads them; returns what is behind it, or
 * NULL if there is none. @longest: bytes of the text that is scanned
 */
static const char *umbra_next_conversion(const char *format, unsigned long longest,
					 struct umbra_conversion *found)
{
	while ((format = strchr(format, '%'))) {
		s16 width = 0;
		bool wide;

		if (*++format == '*')
			continue;
		wide = isdigit(*format);
		while (isdigit(*format))
			width = 10 * width + *format++ - '0';
		if (wide && width <= 0)
			return NULL;
		found->bytes = sizeof(int);
		if (*format == 'h') {
			found->bytes = format[1] == 'h' ? sizeof(char) : sizeof(short);
			format += 1 + (format[1] == 'h');
		} else if (*format == 'l' || *format == 'L' || *format == 'z') {
			found->bytes = sizeof(long long);
			format += 1 + (format[1] == *format);
		}
		found->text = *format == 's' || *format == '[';
		switch (*format++) {
		case 'n':
			found->bytes = sizeof(int);
			return format;
		case 'c':
			found->bytes = min_t(unsigned long, wide ? width : 1, longest ?: 1);
			return format;
		case '[':
			format = wide ? umbra_set_end(format) : NULL;
			if (!format)
				return NULL;
			format++;
			fallthrough;
		case 's':
			found->bytes = min_t(unsigned long, wide ? width : SHRT_MAX, longest) + 1;
			return format;
		case 'd':
		case 'i':
		case 'o':
		case 'u':
		case 'x':
		case 'X':
			return format;
		case '%':
			break;
		default:
			return NULL;
		}
	}
	return NULL;
}

/* What texts need is what they have. False: there is no memory to scan into. */
static bool umbra_scan_texts(const char *from, const char *format, struct umbra_conversion *found,
			     unsigned int n)
{
	unsigned long bytes = 0;
	char *to[UMBRA_SCANNED] = { NULL }, *room;
	unsigned int i;

	for (i = 0; i < n; i++)
		bytes += ALIGN(found[i].bytes, sizeof(long));
	room = kzalloc(bytes, GFP_ATOMIC | __GFP_NOWARN);
	if (!room)
		return false;
	for (i = 0, bytes = 0; i < n; i++) {
		to[i] = room + bytes;
		bytes += ALIGN(found[i].bytes, sizeof(long));
	}
	/* What the format does not ask for is not looked at. */
	sscanf(from, format, to[0], to[1], to[2], to[3], to[4], to[5], to[6], to[7], to[8], to[9],
	       to[10], to[11], to[12], to[13], to[14], to[15]);
	for (i = 0; i < n; i++)
		if (found[i].text)
			found[i].bytes = strlen(to[i]) + 1;
	kfree(room);
	return true;
}

static bool umbra_check_scan(struct umbra_domain *domain, const char *from, const char *format,
			     va_list list)
{
	struct umbra_conversion found[UMBRA_SCANNED], more;
	const char *rest = format, *next;
	unsigned long longest = strlen(from);
	bool texts = false;
	unsigned int n, i;
	va_list again;

	for (n = 0; n < UMBRA_SCANNED; n++) {
		next = umbra_next_conversion(rest, longest, &found[n]);
		if (!next)
			break;
		rest = next;
		texts |= found[n].text;
	}
	next = next ? umbra_next_conversion(rest, longest, &more) : NULL;
	if (texts && !next && !umbra_scan_texts(from, format, found, n))
		return false;
	va_copy(again, list);
	for (i = 0; i < n; i++)
		umbra_check_argument(domain, "sscanf", va_arg(again, void *), found[i].bytes);
	for (; next; next = umbra_next_conversion(next, longest, &more))
		umbra_check_argument(domain, "sscanf", va_arg(again, void *), more.bytes);
	va_end(again);
	return true;
}

/**
 * umbra_vsscanf() - stands for vsscanf() (specs/core.h)
 * Context: any. Returns what that does; 0, as if nothing were there, without memory.
 */
int umbra_vsscanf(struct umbra_domain *domain, const char *from, const char *format, va_list list)
{
	if (domain->map.bits && !umbra_check_scan(domain, from, format, list))
		return 0;
	return vsscanf(from, format, list);
}
EXPORT_SYMBOL_GPL(umbra_vsscanf);

/* The same, for sscanf()'s tap. */
int umbra_sscanf(const char *from, const char *format, va_list list)
{
	struct umbra_frame *frame = *umbra_top();

	return frame ? umbra_vsscanf(frame->site->domain, from, format, list)
		     : vsscanf(from, format, list);
}
EXPORT_SYMBOL_GPL(umbra_sscanf);
