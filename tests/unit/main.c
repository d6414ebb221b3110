// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * main.c - runs the unit tests: all suites, or those named.
 */
#include <stdlib.h>

#include "unit.h"

static const struct {
	const char *name;
	Suite *(*make)(void);
} suites[] = {
	{"tracker", suite_tracker},
	{"tracker_model", suite_tracker_model},
	{"tracker_threads", suite_tracker_threads},
	{"frames", suite_frames},
	{"gifts", suite_gifts},
	{"config_log", suite_config_log},
	{"recovery", suite_recovery},
	{"repeats", suite_repeats},
	{"policy", suite_policy},
	{"lines", suite_lines},
	{"permission_map", suite_permission_map},
};

static bool wanted(const char *name, int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		if (!strcmp(argv[i], name))
			return true;
	return argc < 2;
}

int main(int argc, char **argv)
{
	SRunner *runner = NULL;
	int failed;
	size_t i;

	for (i = 0; i < sizeof(suites) / sizeof(suites[0]); i++) {
		if (!wanted(suites[i].name, argc, argv))
			continue;
		if (runner)
			srunner_add_suite(runner, suites[i].make());
		else
			runner = srunner_create(suites[i].make());
	}
	if (!runner) {
		fprintf(stderr, "usage: %s [SUITE]...\nsuites:", argv[0]);
		for (i = 0; i < sizeof(suites) / sizeof(suites[0]); i++)
			fprintf(stderr, " %s", suites[i].name);
		fprintf(stderr, "\n");
		return 2;
	}
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
