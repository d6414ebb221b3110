// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * domain.c - reads and writes /sys/kernel/umbra.
 *
 * The rule it upholds: a driver that is unloaded meanwhile is an absent one,
 * not an error; what a file holds is never trusted to be what it should.
 */
#include "domain.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int open_file(const char *sysfs, const char *name, const char *file, int flags)
{
	char path[4096];

	if (snprintf(path, sizeof(path), "%s/%s/%s", sysfs, name, file) >= (int)sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return open(path, flags | O_CLOEXEC);
}

/* The file's text without its last newline; "" if it cannot be read. */
static int read_text(const char *sysfs, const char *name, const char *file, char *text, size_t size)
{
	int fd = open_file(sysfs, name, file, O_RDONLY);
	ssize_t got = 0;
	size_t n = 0;
	int error;

	text[0] = 0;
	if (fd < 0)
		return -1;
	while (n < size - 1 && (got = read(fd, text + n, size - 1 - n)) > 0)
		n += (size_t)got;
	error = errno;
	(void)close(fd);
	if (got < 0) {
		errno = error;
		return -1;
	}
	while (n && text[n - 1] == '\n')
		n--;
	text[n] = 0;
	return 0;
}

static unsigned long long read_number(const char *sysfs, const char *name, const char *file)
{
	char text[64];

	if (read_text(sysfs, name, file, text, sizeof(text)) || !isdigit((unsigned char)text[0]))
		return 0;
	return strtoull(text, NULL, 10);
}

static void read_pairs(const char *sysfs, const char *name, const char *file, struct pairs *pairs)
{
	char text[4097], *line, *rest = NULL;

	if (read_text(sysfs, name, file, text, sizeof(text)))
		return;
	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		struct pair *grown, new;

		if (sscanf(line, "%63s %llu", new.name, &new.number) != 2)
			continue;
		grown = realloc(pairs->pair, (pairs->n + 1) * sizeof(*grown));
		if (!grown)
			return;
		pairs->pair = grown;
		pairs->pair[pairs->n++] = new;
	}
}

int domain_read(const char *sysfs, const char *name, struct domain *domain)
{
	memset(domain, 0, sizeof(*domain));
	snprintf(domain->name, sizeof(domain->name), "%s", name);
	if (read_text(sysfs, name, "state", domain->state, sizeof(domain->state)))
		return -1;
	(void)read_text(sysfs, name, "last_failure", domain->last_failure,
			sizeof(domain->last_failure));
	domain->failures = read_number(sysfs, name, "failures");
	domain->recoveries = read_number(sysfs, name, "recoveries");
	domain->gave_up = read_number(sysfs, name, "gave_up");
	domain->outage_ns = read_number(sysfs, name, "outage_ns");
	read_pairs(sysfs, name, "outage_phases", &domain->phases);
	read_pairs(sysfs, name, "objects", &domain->objects);
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

int domain_names(const char *sysfs, char ***names, size_t *n)
{
	struct dirent **entries;
	int i, found;

	*names = NULL;
	*n = 0;
	found = scandir(sysfs, &entries, is_domain, alphasort);
	if (found < 0) {
		fprintf(stderr, "umbractl: %s: %s; %s\n", sysfs, strerror(errno),
			errno == ENOENT ? "load the runtime first: insmod umbra.ko"
					: "run it as root");
		return EXIT_FAILED;
	}
	*names = calloc((size_t)found + 1, sizeof(**names));
	for (i = 0; i < found; i++) {
		int fd = open_file(sysfs, entries[i]->d_name, "state", O_RDONLY);

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

int domain_find(const char *sysfs, const char *asked, char *name)
{
	char **names = NULL;
	size_t n = 0, i;
	int result = domain_names(sysfs, &names, &n);

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
	fprintf(stderr, "umbractl: %s: no wrapped driver of this name is loaded; ", asked);
	if (!n)
		fprintf(stderr, "load one: insmod %s.ko\n", asked);
	for (i = 0; i < n; i++)
		fprintf(stderr, "%s%s%s", i ? ", " : "there is ", names[i], i + 1 == n ? "\n" : "");
	free_names(names, n);
	return EXIT_FAILED;
}

static const char *cure(int error)
{
	switch (error) {
	case EACCES:
	case EPERM:
		return "only root may do that; try sudo";
	case EIO:
		return "recovery failed and the driver was given up; see dmesg, then unload and "
		       "load it";
	case ENODEV:
		return "the driver was given up before; unload and load it";
	case ENOENT:
		return "the driver was unloaded, or this umbra.ko cannot do it; load the umbra.ko "
		       "that belongs to this umbractl";
	default:
		return "see dmesg";
	}
}

int domain_recover(const char *sysfs, const char *name)
{
	int fd = open_file(sysfs, name, "recover", O_WRONLY), error = 0;
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
	if (!domain_read(sysfs, name, &domain))
		printf("%s: %s after %llu.%llu ms\n", name,
		       strcmp(domain.state, "passive") ? domain.state : "recovered",
		       domain.outage_ns / 1000000, domain.outage_ns / 100000 % 10);
	domain_free(&domain);
	return EXIT_DONE;
}
