// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * main.c - umbractl: looks at wrapped drivers while they run, and recovers
 * them by hand. Here are only the options.
 */
#include <stdio.h>
#include <string.h>

#include "domain.h"
#include "status.h"

static const char help[] =
	"Usage: umbractl [--sysfs DIR] status [--json] [MODULE]\n"
	"       umbractl [--sysfs DIR] recover MODULE\n"
	"\n"
	"Look at wrapped drivers while they run, and recover them by hand.\n"
	"\n"
	"  status         state, failures, last outage and objects, of all wrapped\n"
	"                 drivers or of MODULE\n"
	"  recover        fail MODULE and recover it; returns when it is back. Needs root.\n"
	"\n"
	"  --json         status as JSON\n"
	"  --sysfs DIR    instead of " UMBRA_SYSFS "\n"
	"  --help         this text\n"
	"  --version      the version\n"
	"\n"
	"Exit codes: 0 done; 1 umbra.ko or MODULE is not loaded, or recovery failed;\n"
	"2 wrong arguments; 3 status found a driver that was given up.\n";

static int usage(const char *what, const char *word)
{
	fprintf(stderr, "umbractl: %s%s%s%s; see umbractl --help\n", what, word ? " '" : "",
		word ? word : "", word ? "'" : "");
	return EXIT_USAGE;
}

/* What a misspelled word begins like, or NULL. */
static const char *near(const char *word)
{
	static const char *const known[] = {"status",  "recover", "--json",
					    "--sysfs", "--help",  "--version"};
	size_t i, same;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		for (same = 0; word[same] && word[same] == known[i][same];)
			same++;
		if (same >= (word[0] == '-' ? 3 : 2))
			return known[i];
	}
	return NULL;
}

static int unknown(const char *what, const char *word)
{
	const char *meant = near(word);

	if (!meant)
		return usage(what, word);
	fprintf(stderr, "umbractl: %s '%s', did you mean '%s'?\n", what, word, meant);
	return EXIT_USAGE;
}

/* A folder of sysfs and nothing else: the kernel's module names have no slash. */
static int is_module_name(const char *word)
{
	return word[0] && word[0] != '.' && !strchr(word, '/') && strlen(word) < 64;
}

int main(int argc, char **argv)
{
	const char *sysfs = UMBRA_SYSFS, *command = NULL, *module = NULL;
	int json = 0, i, result;

	for (i = 1; i < argc; i++) {
		const char *word = argv[i];

		if (!strcmp(word, "--help") || !strcmp(word, "-h")) {
			fputs(help, stdout);
			return EXIT_DONE;
		} else if (!strcmp(word, "--version")) {
			puts("umbractl " UMBRA_VERSION);
			return EXIT_DONE;
		} else if (!strcmp(word, "--json")) {
			json = 1;
		} else if (!strcmp(word, "--sysfs")) {
			if (++i == argc)
				return usage("--sysfs needs a folder", NULL);
			sysfs = argv[i];
		} else if (word[0] == '-') {
			return unknown("unknown option", word);
		} else if (!command) {
			command = word;
		} else if (!module) {
			module = word;
		} else {
			return usage("one argument too many,", word);
		}
	}
	if (!command)
		return usage("no command given", NULL);
	if (strcmp(command, "status") && strcmp(command, "recover"))
		return unknown("unknown command", command);
	if (module && !is_module_name(module))
		return usage("not the name of a module:", module);
	if (!strcmp(command, "status")) {
		result = status(sysfs, module, json);
	} else {
		char name[64];

		if (!module)
			return usage("recover needs the name of a module", NULL);
		if (json)
			return usage("--json is for status only", NULL);
		result = domain_find(sysfs, module, name);
		if (!result)
			result = domain_recover(sysfs, name);
	}
	if (fflush(stdout) || ferror(stdout)) {
		perror("umbractl: standard output");
		return EXIT_FAILED;
	}
	return result;
}
