// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * policy.c - `umbractl policy`: what is said about recovery, and what holds.
 *
 * The rule it upholds: what is said is checked by the kernel's own parser
 * (runtime/policy.c) before the kernel hears of it, and of several files all
 * or nothing.
 */
#include "policy.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../runtime/policy.h"
#include "domain.h"

#define RULES UMBRA_SYSFS "/policy-rules"
#define CONFIGURATION "/etc/umbra/*.conf"

/* Check "SCOPE NAME=VALUE..."; where it begins to say something, or -1. */
static long check(const char *rule, struct umbra_policy_error *error)
{
	struct umbra_policy_layer layer = {.said = 0};
	char scope[UMBRA_POLICY_SCOPE];
	size_t length = strlen(rule), taken = umbra_policy_scope(scope, rule, length, error);

	if (!taken)
		return -1;
	if (umbra_policy_parse(&layer, rule + taken, length - taken, error)) {
		error->at += taken;
		return -1;
	}
	if (rule[taken + strspn(rule + taken, " \t,")])
		return (long)taken;
	error->at = length;
	snprintf(error->text, sizeof(error->text), "nothing is said for %s, expected name=value",
		 scope);
	return -1;
}

static int no_rules(void)
{
	fprintf(stderr, "umbractl: " RULES ": %s; %s\n", strerror(errno),
		errno == ENOENT ? "load the runtime first: insmod umbra.ko" : cure(errno));
	return EXIT_FAILED;
}

static int list(void)
{
	char *text = read_all(open_below(O_RDONLY, RULES));

	if (!text)
		return no_rules();
	fputs(*text ? text : "nothing is said; the defaults hold for all\n", stdout);
	free(text);
	return EXIT_DONE;
}

static int tell(int fd, const char *rule)
{
	size_t length = strlen(rule);

	if (write(fd, rule, length) == (ssize_t)length)
		return 0;
	fprintf(stderr, "umbractl: '%.*s': %s; %s\n", (int)strcspn(rule, "\n"), rule,
		strerror(errno), cure(errno));
	return -1;
}

/* Whether what is said for @scope has the value. */
static int says(const char *rules, const char *scope, unsigned int index)
{
	size_t length = strlen(scope);

	for (; *rules; rules += strcspn(rules, "\n"), rules += *rules == '\n') {
		struct umbra_policy_layer layer = {.said = 0};
		struct umbra_policy_error error;

		if (!strncmp(rules, scope, length) && rules[length] == ' ' &&
		    !umbra_policy_parse(&layer, rules + length, strcspn(rules, "\n") - length,
					&error))
			return !!(layer.said & 1u << index);
	}
	return 0;
}

static void print_value(const char *name, const char *class, const char *rules, unsigned int index)
{
	const char *value = umbra_policy_name(index);
	char *text = read_all(open_below(O_RDONLY, UMBRA_SYSFS "/%s/policy/%s", name, value));
	char scopes[3][100];
	size_t i;

	if (!text)
		return;
	snprintf(scopes[0], sizeof(scopes[0]), "module:%s", name);
	snprintf(scopes[1], sizeof(scopes[1]), "class:%s", class);
	snprintf(scopes[2], sizeof(scopes[2]), "default");
	for (i = 0; i < 3 && !says(rules, scopes[i], index);)
		i++;
	printf("%s=%.*s%s%s%s\n", value, (int)strcspn(text, "\n"), text, i < 3 ? " (" : "",
	       i < 3 ? scopes[i] : "", i < 3 ? ")" : "");
	free(text);
}

static int get(const char *asked, const char *value)
{
	char name[64], *rules;
	struct domain domain;
	unsigned int i;
	int result = domain_find(asked, name);

	if (result)
		return result;
	for (i = 0; value && umbra_policy_name(i) && strcmp(umbra_policy_name(i), value);)
		i++;
	if (value && !umbra_policy_name(i)) {
		struct umbra_policy_layer layer = {.said = 0};
		struct umbra_policy_error error = {.at = 0};
		char word[64];

		/* For the names that there are. */
		snprintf(word, sizeof(word), "%.60s=0", value);
		(void)umbra_policy_parse(&layer, word, strlen(word), &error);
		fprintf(stderr, "umbractl: %s\n", error.text);
		return EXIT_USAGE;
	}
	rules = read_all(open_below(O_RDONLY, RULES));
	if (!rules)
		return no_rules();
	(void)domain_read(name, &domain);
	if (value)
		print_value(name, domain.class, rules, i);
	for (i = 0; !value && umbra_policy_name(i); i++)
		print_value(name, domain.class, rules, i);
	domain_free(&domain);
	free(rules);
	return EXIT_DONE;
}

/* A scope as people say it: a bare name is a module's. */
static int set(char **words, int n)
{
	int bare = strcmp(words[0], "default") && !strchr(words[0], ':'), i, fd, result;
	struct umbra_policy_error error;
	char rule[1024];
	int length = snprintf(rule, sizeof(rule), "%s%s", bare ? "module:" : "", words[0]);

	for (i = 1; i < n && length < (int)sizeof(rule); i++)
		length += snprintf(rule + length, sizeof(rule) - (size_t)length, " %s", words[i]);
	if (length >= (int)sizeof(rule)) {
		fprintf(stderr, "umbractl: too many values at once\n");
		return EXIT_USAGE;
	}
	if (check(rule, &error) < 0) {
		fprintf(stderr, "umbractl: %s; nothing changed\n", error.text);
		return EXIT_USAGE;
	}
	fd = open_below(O_WRONLY, RULES);
	if (fd < 0)
		return no_rules();
	result = tell(fd, rule) ? EXIT_FAILED : EXIT_DONE;
	(void)close(fd);
	return result;
}

/* Each rule of the file: @fd < 0 to check only. Returns how many are wrong. */
static int each_rule(const char *path, char *text, int fd)
{
	unsigned int number = 0;
	char *line, *next;
	int wrong = 0;

	for (line = text; line && *line; line = next) {
		struct umbra_policy_error error;
		size_t length;
		char rule[1024];

		next = strchr(line, '\n');
		number++;
		length = next ? (size_t)(next++ - line) : strlen(line);
		snprintf(rule, sizeof(rule), "%.*s", (int)length, line);
		rule[strcspn(rule, "#\n")] = 0;
		if (!rule[strspn(rule, " \t")])
			continue;
		if (fd >= 0) {
			wrong += !!tell(fd, rule);
		} else if (check(rule, &error) < 0) {
			fprintf(stderr, "%s:%u:%zu: error: %s\n  %s\n  %*s^\n", path, number,
				error.at + 1, error.text, rule, (int)error.at, "");
			wrong++;
		}
	}
	return wrong;
}

static int load_files(char **paths, size_t n)
{
	char **texts = calloc(n + 1, sizeof(*texts));
	int wrong = 0, fd = -1, result = EXIT_FAILED;
	size_t i;

	for (i = 0; texts && i < n; i++) {
		texts[i] = read_all(open(paths[i], O_RDONLY | O_CLOEXEC));
		if (!texts[i]) {
			fprintf(stderr, "umbractl: %s: %s; nothing changed\n", paths[i],
				strerror(errno));
			goto out;
		}
		wrong += each_rule(paths[i], texts[i], -1);
	}
	if (wrong || !texts) {
		fprintf(stderr, "umbractl: nothing changed; see POLICY in umbractl(8)\n");
		result = EXIT_USAGE;
		goto out;
	}
	fd = open_below(O_WRONLY, RULES);
	if (fd < 0) {
		result = no_rules();
		goto out;
	}
	for (i = 0; i < n; i++)
		wrong += each_rule(paths[i], texts[i], fd);
	(void)close(fd);
	result = wrong ? EXIT_FAILED : EXIT_DONE;
out:
	for (i = 0; texts && i < n; i++)
		free(texts[i]);
	free(texts);
	return result;
}

static int load(char **words, int n)
{
	char pattern[4096];
	glob_t found;
	int result;

	if (n)
		return load_files(words, (size_t)n);
	snprintf(pattern, sizeof(pattern), "%s" CONFIGURATION, root);
	if (glob(pattern, 0, NULL, &found)) {
		printf("no file " CONFIGURATION "; nothing changed\n");
		return EXIT_DONE;
	}
	result = load_files(found.gl_pathv, found.gl_pathc);
	globfree(&found);
	return result;
}

int policy(char **words, int n)
{
	const char *verb = n ? words[0] : "";

	if (!strcmp(verb, "list") && n == 1)
		return list();
	if (!strcmp(verb, "get") && (n == 2 || n == 3))
		return get(words[1], n == 3 ? words[2] : NULL);
	if (!strcmp(verb, "set") && n >= 3)
		return set(words + 1, n - 1);
	if (!strcmp(verb, "load"))
		return load(words + 1, n - 1);
	fprintf(stderr, "umbractl: policy wants list, get MODULE [NAME], set SCOPE NAME=VALUE... or "
			"load [FILE...]; see umbractl --help\n");
	return EXIT_USAGE;
}
