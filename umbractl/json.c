// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * json.c - the little of JSON that is more than printf.
 */
#include "json.h"

#include <stdio.h>

void json_string(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\')
			printf("\\%c", c);
		else if (c < 0x20 || c >= 0x7f)
			printf("\\u%04x", c);
		else
			putchar(c);
	}
	putchar('"');
}
