// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * taint.c - what /proc/sys/kernel/tainted means (the kernel's
 * Documentation/admin-guide/tainted-kernels.rst).
 */
#include "taint.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "domain.h"

static const struct {
	char letter;
	const char *meaning;
} flags[] = {
	{'P', "a proprietary module"},
	{'F', "a module loaded by force"},
	{'S', "a processor out of specification"},
	{'R', "a module unloaded by force"},
	{'M', "a machine check"},
	{'B', "a bad page"},
	{'U', "asked for by user space"},
	{'D', "the kernel died: an oops or BUG that nobody caught"},
	{'A', "an ACPI table overridden"},
	{'W', "a warning"},
	{'C', "a staging driver"},
	{'I', "a workaround for firmware"},
	{'O', "an out-of-tree module"},
	{'E', "an unsigned module"},
	{'L', "a soft lockup"},
	{'K', "a live patch"},
	{'X', "for the distribution's own use"},
	{'T', "structures laid out at random"},
	{'N', "an in-kernel test"},
};

static int read_taint(unsigned long *value)
{
	char *text = read_all(open_below(O_RDONLY, "/proc/sys/kernel/tainted"));

	if (!text)
		return -1;
	*value = strtoul(text, NULL, 10);
	free(text);
	return 0;
}

void taint_text(void)
{
	unsigned long value;
	const char *between = ": ";
	size_t i;

	if (read_taint(&value))
		return;
	if (!value) {
		printf("kernel: not tainted\n");
		return;
	}
	printf("kernel: tainted %lu", value);
	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		if (!(value & 1ul << i))
			continue;
		printf("%s%c %s", between, flags[i].letter, flags[i].meaning);
		between = ", ";
	}
	printf("\n");
}

void taint_json(void)
{
	unsigned long value;
	const char *between = "";
	size_t i;

	if (read_taint(&value)) {
		printf("null");
		return;
	}
	printf("{\"value\": %lu, \"flags\": [", value);
	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		if (!(value & 1ul << i))
			continue;
		printf("%s\"%c\"", between, flags[i].letter);
		between = ", ";
	}
	printf("]}");
}
