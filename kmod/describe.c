// SPDX-License-Identifier: GPL-2.0-only
/*
 * describe.c - a failure in words: by the names that the driver's source has.
 */
#include <linux/kallsyms.h>
#include <linux/string.h>
#include "control.h"
#include "../runtime/lines.h"

/* "function+0x3e (file.c:4391)": an address in the driver. */
void umbra_describe_place(struct umbra_control *control, unsigned long ip, char *text, size_t size)
{
	const struct umbra_range *lines = &control->sections.lines;
	char symbol[KSYM_SYMBOL_LEN], *end;
	struct umbra_line line;
	int n;

	sprint_symbol(symbol, ip);
	/* "name+0x3e/0x200 [module]": the length and the module say nothing new. */
	end = strchr(symbol, '/');
	if (end)
		*end = 0;
	/* "name.cold+0x3e": a part that the compiler moved elsewhere; its line tells more. */
	end = strchr(symbol, '.');
	if (end)
		*end = 0;
	/* An alias that taps call a static function by (UMBRA_ENTRY). */
	n = scnprintf(text, size, "%s",
		      str_has_prefix(symbol, "umbra_fn_") ? symbol + strlen("umbra_fn_") : symbol);
	if (lines->start && umbra_line_find(lines->start, lines->size, ip, &line))
		scnprintf(text + n, size - n, " (%s:%u)", line.file, line.line);
}

/* What a check refused, in the words of the driver's source. */
static void umbra_describe_check(const struct umbra_failure *failure, char *text, size_t size)
{
	const char *expression = failure->expression;
	char where[80];

	if (failure->field)
		scnprintf(where, sizeof(where), "%s.%s", failure->structure, failure->field);
	else if (failure->structure)
		scnprintf(where, sizeof(where), "%s+0x%lx", failure->structure, failure->offset);
	else
		scnprintf(where, sizeof(where), "%s", *expression == '&' ? expression + 1 : expression);
	if (!strcmp(failure->what, "index"))
		scnprintf(text, size, "index %ld of %s is outside of the array",
			  (long)failure->bytes, expression);
	else if (!strcmp(failure->what, "call"))
		scnprintf(text, size, "call of %s at 0x%lx, which is no entry of its type",
			  expression, failure->bytes);
	else if (!strcmp(failure->what, "argument"))
		scnprintf(text, size, "%s() given %lu bytes to write that the driver does not hold",
			  expression, failure->bytes);
	else if (!strcmp(failure->what, "result"))
		scnprintf(text, size, "returned %ld, which %s does not allow",
			  (long)failure->bytes, expression);
	else if (failure->bytes)
		scnprintf(text, size, "write of %lu bytes at %s, %s", failure->bytes,
			  where, failure->what);
	else
		scnprintf(text, size, "%s", failure->what);
}

/* "place: what happened in which context". Context: any. */
void umbra_describe(struct umbra_control *control, const struct umbra_failure *failure, char *text,
		    size_t size)
{
	int n = 0;

	if (failure->releasing)
		n += scnprintf(text, size, "release of %s: ", failure->releasing);
	/* In a tap: a jump whose caller had already left. The entry is known. */
	if (failure->site && umbra_range_has(&control->sections.taps, failure->ip)) {
		n += scnprintf(text + n, size - n, "%s: ", failure->site->function);
	} else if (failure->ip) {
		umbra_describe_place(control, failure->ip, text, size);
		n = strlen(text);
		n += scnprintf(text + n, size - n, ": ");
	}
	if (failure->function)
		n += scnprintf(text + n, size - n, "%s() %s", failure->function,
			       failure->verb ?: "given ");
	if (failure->expression) {
		umbra_describe_check(failure, text + n, size - n);
		n = strlen(text);
	} else {
		/* What the kernel would have called. */
		if (failure->function && failure->field)
			n += scnprintf(text + n, size - n, "%s.%s, ", failure->structure,
				       failure->field);
		n += scnprintf(text + n, size - n, "%s", failure->what);
	}
	if (failure->has_address)
		n += scnprintf(text + n, size - n, " at 0x%lx", failure->address);
	if (failure->parameter)
		n += scnprintf(text + n, size - n, " as %s", failure->parameter);
	if (failure->context)
		n += scnprintf(text + n, size - n, " in %s", failure->context);
	if (failure->within) {
		char symbol[KSYM_SYMBOL_LEN];

		sprint_symbol_no_offset(symbol, failure->within);
		scnprintf(text + n, size - n, ", within %.*s()", (int)strcspn(symbol, "."), symbol);
	}
}
