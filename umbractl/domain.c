// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * domain.c - reads and writes /sys/kernel/umbra, one driver at a time.
 *
 * The rule it upholds: a driver that is unloaded meanwhile is an absent one,
 * not an error; what a file holds is never trusted to be what it should.
 */
#include "domain.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../runtime/recovery.h"

const char *root = "";

int open_below(int flags, const char *format, ...)
{
	char path[4096];
	va_list arguments;
	int n = snprintf(path, sizeof(path), "%s", root);

	va_start(arguments, format);
	n += vsnprintf(path + n, sizeof(path) - (size_t)n, format, arguments);
	va_end(arguments);
	if (n >= (int)sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return open(path, flags | O_CLOEXEC, 0644);
}

char *read_all(int fd)
{
	size_t n = 0, size = 4096;
	char *text = fd < 0 ? NULL : malloc(size), *grown;
	ssize_t got = 1;
	int error;

	while (text && got) {
		/* A record of /dev/kmsg's must fit. */
		if (size - n < 2048) {
			size *= 2;
			grown = realloc(text, size);
			if (!grown)
				break;
			text = grown;
		}
		got = read(fd, text + n, size - n - 1);
		if (got < 0 && errno == EAGAIN)
			got = 0;
		if (got < 0 && errno != EPIPE)
			break;
		if (got > 0)
			n += (size_t)got;
	}
	error = errno;
	if (fd >= 0)
		(void)close(fd);
	if (!text || got) {
		free(text);
		errno = error;
		return NULL;
	}
	text[n] = 0;
	return text;
}

/* The file's text without its last newline; "" if it cannot be read. */
static int read_text(const char *name, const char *file, char *text, size_t size)
{
	char *all = read_all(open_below(O_RDONLY, UMBRA_SYSFS "/%s/%s", name, file));

	text[0] = 0;
	if (!all)
		return -1;
	snprintf(text, size, "%.*s", (int)strcspn(all, "\n"), all);
	free(all);
	return 0;
}

static unsigned long long read_number(const char *name, const char *file)
{
	char text[64];

	if (read_text(name, file, text, sizeof(text)) || !isdigit((unsigned char)text[0]))
		return 0;
	return strtoull(text, NULL, 10);
}

static void add_pair(struct pairs *pairs, const char *name, unsigned long long number)
{
	struct pair *grown = realloc(pairs->pair, (pairs->n + 1) * sizeof(*grown));

	if (!grown)
		return;
	pairs->pair = grown;
	snprintf(grown[pairs->n].name, sizeof(grown->name), "%.63s", name);
	grown[pairs->n++].number = number;
}

/* In the order in which they come. */
static void read_phases(const char *name, struct pairs *phases)
{
	char file[300], text[64];
	int i;

	for (i = 0; i < UMBRA_N_PHASES; i++) {
		snprintf(file, sizeof(file), "outage_phases/%s", umbra_phase_name(i));
		if (!read_text(name, file, text, sizeof(text)))
			add_pair(phases, umbra_phase_name(i), read_number(name, file));
	}
}

static int is_plain(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Kinds of which there are any. */
static void read_objects(const char *name, struct pairs *objects)
{
	char folder[4096], file[300];
	struct dirent **entries;
	int i, found;

	if (snprintf(folder, sizeof(folder), "%s" UMBRA_SYSFS "/%s/objects", root, name) >=
	    (int)sizeof(folder))
		return;
	found = scandir(folder, &entries, is_plain, alphasort);
	for (i = 0; i < found; i++) {
		unsigned long long number;

		snprintf(file, sizeof(file), "objects/%s", entries[i]->d_name);
		number = read_number(name, file);
		if (number)
			add_pair(objects, entries[i]->d_name, number);
		free(entries[i]);
	}
	if (found >= 0)
		free(entries);
}

int domain_read(const char *name, struct domain *domain)
{
	memset(domain, 0, sizeof(*domain));
	snprintf(domain->name, sizeof(domain->name), "%s", name);
	if (read_text(name, "state", domain->state, sizeof(domain->state)))
		return -1;
	(void)read_text(name, "class", domain->class, sizeof(domain->class));
	(void)read_text(name, "last_failure", domain->last_failure,
			sizeof(domain->last_failure));
	domain->failures = read_number(name, "failures");
	domain->recoveries = read_number(name, "recoveries");
	domain->refused = read_number(name, "refused");
	domain->gave_up = read_number(name, "gave_up");
	domain->outage_ns = read_number(name, "outage_ns");
	read_phases(name, &domain->phases);
	read_objects(name, &domain->objects);
	return 0;
}

void domain_free(struct domain *domain)
{
	free(domain->phases.pair);
	free(domain->objects.pair);
	memset(domain, 0, sizeof(*domain));
}

static int is_domain(const struct dirent *entry)
{
	return entry->d_name[0] != '.' &&
	       strlen(entry->d_name) < sizeof(((struct domain *)0)->name);
}

int domain_names(char ***names, size_t *n)
{
	char folder[4096];
	struct dirent **entries;
	int i, found;

	*names = NULL;
	*n = 0;
	snprintf(folder, sizeof(folder), "%s" UMBRA_SYSFS, root);
	found = scandir(folder, &entries, is_domain, alphasort);
	if (found < 0) {
		fprintf(stderr, "umbractl: %s: %s; %s\n", folder, strerror(errno),
			errno == ENOENT ? "load the runtime first: insmod umbra.ko"
					: "run it as root");
		return EXIT_FAILED;
	}
	*names = calloc((size_t)found + 1, sizeof(**names));
	for (i = 0; i < found; i++) {
		int fd = open_below(O_RDONLY, UMBRA_SYSFS "/%s/state", entries[i]->d_name);

		if (fd >= 0)
			(void)close(fd);
		/* Other files may come to stand there. */
		if ((fd >= 0 || errno == EACCES) && *names)
			(*names)[(*n)++] = strdup(entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	if (*names)
		return 0;
	fprintf(stderr, "umbractl: out of memory\n");
	return EXIT_FAILED;
}

void free_names(char **names, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		free(names[i]);
	free(names);
}

/* Why a driver of this name is not there. */
static void say_missing(const char *asked, const char *name, char **names, size_t n)
{
	int fd = open_below(O_RDONLY | O_DIRECTORY, "/sys/module/%s", name);
	size_t i;

	fprintf(stderr, "umbractl: %s: ", asked);
	if (fd >= 0) {
		(void)close(fd);
		fprintf(stderr, "loaded, but not wrapped; unload it, and load what umbra harden "
				"made of it\n");
		return;
	}
	fprintf(stderr, "no wrapped driver of this name is loaded; ");
	if (!n)
		fprintf(stderr, "load one: insmod %s.ko\n", asked);
	for (i = 0; i < n; i++)
		fprintf(stderr, "%s%s%s", i ? ", " : "there is ", names[i], i + 1 == n ? "\n" : "");
}

int domain_find(const char *asked, char *name)
{
	char **names = NULL;
	size_t n = 0, i;
	int result = domain_names(&names, &n);

	if (result) {
		free_names(names, n);
		return result;
	}
	snprintf(name, 64, "%s", asked);
	for (i = 0; name[i]; i++)
		if (name[i] == '-')
			name[i] = '_';
	for (i = 0; i < n; i++)
		if (!strcmp(names[i], name) || !strcmp(names[i], asked)) {
			snprintf(name, 64, "%s", names[i]);
			free_names(names, n);
			return 0;
		}
	say_missing(asked, name, names, n);
	free_names(names, n);
	return EXIT_FAILED;
}

const char *cure(int error)
{
	switch (error) {
	case EACCES:
	case EPERM:
		return "only root may do that; try sudo";
	case EIO:
		return "recovery failed and the driver was given up; see dmesg, then unload and "
		       "load it";
	case EOPNOTSUPP:
		return "umbra.ko was loaded with enable=0; load it without";
	case ENODEV:
		return "the driver was given up before; unload and load it";
	case ENOENT:
		return "the driver was unloaded, or this umbra.ko cannot do it; load the umbra.ko "
		       "that belongs to this umbractl";
	default:
		return "see dmesg";
	}
}

int domain_recover(const char *name)
{
	int fd = open_below(O_WRONLY, UMBRA_SYSFS "/%s/recover", name), error = 0;
	struct domain domain;

	if (fd < 0)
		error = errno;
	else if (write(fd, "1", 1) != 1)
		error = errno;
	if (fd >= 0)
		(void)close(fd);
	if (error) {
		fprintf(stderr, "umbractl: %s: not recovered: %s; %s\n", name, strerror(error),
			cure(error));
		return EXIT_FAILED;
	}
	if (!domain_read(name, &domain))
		printf("%s: %s after %llu.%llu ms\n", name,
		       strcmp(domain.state, "passive") ? domain.state : "recovered",
		       domain.outage_ns / 1000000, domain.outage_ns / 100000 % 10);
	domain_free(&domain);
	return EXIT_DONE;
}
