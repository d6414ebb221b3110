// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * record.c - what happened: `umbractl report` and `umbractl log`.
 */
#include "record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "domain.h"
#include "taint.h"

/* A file of the module's, if it has it: its version, what it was built from. */
static void print_module_file(const char *name, const char *file)
{
	char *text = read_all(open_below(O_RDONLY, "/sys/module/%s/%s", name, file));

	if (text)
		printf("%s: %s", file, text);
	free(text);
}

int report(const char *name)
{
	char *text = read_all(open_below(O_RDONLY, UMBRA_SYSFS "/%s/report", name));
	struct utsname system;

	if (!text) {
		fprintf(stderr, "umbractl: %s: no report: %s; %s\n", name, strerror(errno),
			cure(errno));
		return EXIT_FAILED;
	}
	if (!uname(&system))
		printf("kernel %s %s\n", system.release, system.machine);
	taint_text();
	print_module_file(name, "version");
	print_module_file(name, "srcversion");
	fputs(text, stdout);
	free(text);
	return EXIT_DONE;
}

/* "umbra: e1000: ..." is of that module; other lines of umbra's are of none. */
static int is_wanted(const char *message, const char *module)
{
	if (strncmp(message, "umbra: ", 7))
		return 0;
	if (!module)
		return 1;
	message += 7;
	return !strncmp(message, module, strlen(module)) && message[strlen(module)] == ':';
}

int print_log(const char *module)
{
	char *text = read_all(open_below(O_RDONLY | O_NONBLOCK, "/dev/kmsg")), *line, *rest = NULL;

	if (!text) {
		fprintf(stderr, "umbractl: /dev/kmsg: %s; %s\n", strerror(errno), cure(errno));
		return EXIT_FAILED;
	}
	/* "priority,sequence,microseconds,flags;message" */
	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		const char *message = strchr(line, ';');
		unsigned long long us;

		if (message && sscanf(line, "%*u,%*u,%llu", &us) == 1 &&
		    is_wanted(message + 1, module))
			printf("[%5llu.%06llu] %s\n", us / 1000000, us % 1000000, message + 1);
	}
	free(text);
	return EXIT_DONE;
}
