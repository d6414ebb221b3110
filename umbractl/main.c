// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * main.c - umbractl: sees and steers wrapped drivers while they run. Here are
 * only the options.
 */
#include <stdio.h>
#include <string.h>

#include "agent.h"
#include "domain.h"
#include "events.h"
#include "policy.h"
#include "record.h"
#include "status.h"

static const char help[] =
	"Usage: umbractl [--root DIR] COMMAND\n"
	"\n"
	"See and steer wrapped drivers while they run.\n"
	"\n"
	"  status [--json] [MODULE]   state, failures, last outage, objects held, taint\n"
	"  watch [--json] [MODULE]    print failures and recoveries as they happen\n"
	"  report MODULE              the record of its last failures: backtrace with source\n"
	"                             lines, calls that were on, objects, configuration\n"
	"  log [MODULE]               what the kernel's log says of it\n"
	"  recover MODULE             fail it and recover it; returns when it is back\n"
	"  policy list                what is said about recovery, by scope\n"
	"  policy get MODULE [NAME]   the values in force, and which scope says so\n"
	"  policy set SCOPE NAME=VALUE...\n"
	"                             SCOPE: MODULE, module:NAME, class:NAME or default;\n"
	"                             the value 'default' takes back what was said\n"
	"  policy load [FILE...]      say what is in the files (/etc/umbra/*.conf)\n"
	"  agent [--once]             act on events: journal, metrics, hooks\n"
	"\n"
	"  --root DIR                 all files below DIR\n"
	"  --help, --version\n"
	"\n"
	"Examples:\n"
	"  umbractl status e1000\n"
	"  umbractl policy set e1000 max_retries=3 delay_ms=50\n"
	"  umbractl policy set class:net shadow=off    restart network drivers, but let\n"
	"                                              applications see it\n"
	"\n"
	"Exit codes: 0 done; 1 something is not loaded or not allowed, or recovery failed;\n"
	"2 wrong arguments or a wrong policy; 3 status found a driver that was given up.\n";

static int usage(const char *what, const char *word)
{
	fprintf(stderr, "umbractl: %s%s%s%s; see umbractl --help\n", what, word ? " '" : "",
		word ? word : "", word ? "'" : "");
	return EXIT_USAGE;
}

/* What a misspelled word begins like, or NULL. */
static const char *near(const char *word)
{
	static const char *const known[] = {"status", "watch",	"report", "log",    "recover",
					    "policy", "agent",	"--json", "--once", "--root",
					    "--help", "--version"};
	size_t i, same, most = word[0] == '-' ? 2 : 1;
	const char *nearest = NULL;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		for (same = 0; word[same] && word[same] == known[i][same];)
			same++;
		if (same > most) {
			most = same;
			nearest = known[i];
		}
	}
	return nearest;
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

/* What there is besides the words. */
struct options {
	int json, once;
};

enum needs { NO_MODULE, MAY_MODULE, A_MODULE };

static int run_status(const char *module, const struct options *options)
{
	return status(module, options->json);
}

static int run_watch(const char *module, const struct options *options)
{
	return watch(module, options->json);
}

static int run_report(const char *module, const struct options *options)
{
	char name[64];
	int result = domain_find(module, name);

	(void)options;
	return result ? result : report(name);
}

static int run_log(const char *module, const struct options *options)
{
	(void)options;
	return print_log(module);
}

static int run_recover(const char *module, const struct options *options)
{
	char name[64];
	int result = domain_find(module, name);

	(void)options;
	return result ? result : domain_recover(name);
}

static int run_agent(const char *module, const struct options *options)
{
	(void)module;
	return agent(options->once);
}

static const struct command {
	const char *name;
	enum needs needs;
	int json, once; /* takes that option */
	int (*run)(const char *module, const struct options *options);
} commands[] = {
	{"status", MAY_MODULE, 1, 0, run_status}, {"watch", MAY_MODULE, 1, 0, run_watch},
	{"report", A_MODULE, 0, 0, run_report},	  {"log", MAY_MODULE, 0, 0, run_log},
	{"recover", A_MODULE, 0, 0, run_recover}, {"agent", NO_MODULE, 0, 1, run_agent},
};

static int run(char **words, int n, const struct options *options)
{
	const struct command *command = NULL;
	const char *module = n > 1 ? words[1] : NULL;
	char what[64];
	size_t i;

	if (!n)
		return usage("no command given", NULL);
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (!strcmp(words[0], commands[i].name))
			command = &commands[i];
	if (!command && strcmp(words[0], "policy"))
		return unknown("unknown command", words[0]);
	snprintf(what, sizeof(what), "%s does not take", words[0]);
	if (options->json && (!command || !command->json))
		return usage(what, "--json");
	if (options->once && (!command || !command->once))
		return usage(what, "--once");
	if (!command)
		return policy(words + 1, n - 1);
	if (n > (command->needs == NO_MODULE ? 1 : 2))
		return usage("one argument too many,", words[n - 1]);
	if (module && !is_module_name(module))
		return usage("not the name of a module:", module);
	snprintf(what, sizeof(what), "%s needs the name of a module", command->name);
	if (!module && command->needs == A_MODULE)
		return usage(what, NULL);
	return command->run(module, options);
}

int main(int argc, char **argv)
{
	struct options options = {0, 0};
	int i, n = 0, result;

	for (i = 1; i < argc; i++) {
		const char *word = argv[i];

		if (!strcmp(word, "--help") || !strcmp(word, "-h")) {
			fputs(help, stdout);
			return EXIT_DONE;
		} else if (!strcmp(word, "--version")) {
			puts("umbractl " UMBRA_VERSION);
			return EXIT_DONE;
		} else if (!strcmp(word, "--json")) {
			options.json = 1;
		} else if (!strcmp(word, "--once")) {
			options.once = 1;
		} else if (!strcmp(word, "--root")) {
			if (++i == argc)
				return usage("--root needs a folder", NULL);
			root = argv[i];
		} else if (word[0] == '-') {
			return unknown("unknown option", word);
		} else {
			/* The words that are left, from argv[0] on. */
			argv[n++] = argv[i];
		}
	}
	result = run(argv, n, &options);
	if (fflush(stdout) || ferror(stdout)) {
		perror("umbractl: standard output");
		return EXIT_FAILED;
	}
	return result;
}
