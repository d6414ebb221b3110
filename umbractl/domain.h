/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * domain.h - what sysfs says of wrapped drivers, and other files to look at.
 */
#ifndef UMBRACTL_DOMAIN_H
#define UMBRACTL_DOMAIN_H

#include <stddef.h>

#define UMBRA_SYSFS "/sys/kernel/umbra"

/* Exit codes, documented in umbractl(8). */
enum {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,   /* not loaded, not readable, recovery failed */
	EXIT_USAGE = 2,	   /* wrong arguments, a wrong policy */
	EXIT_GIVEN_UP = 3, /* status: a driver was given up */
};

/* What every path begins with: --root, else "". */
extern const char *root;

/**
 * open_below() - open a file below the root
 * @format: its path, as for printf
 * Returns a descriptor, or -1 with errno.
 */
int open_below(int flags, const char *format, ...) __attribute__((__format__(__printf__, 2, 3)));

/**
 * read_all() - everything that a descriptor has to give, and close it
 * @fd: or -1 with errno
 * Returns a string to free, NULL with errno. Lines that a file such as
 * /dev/kmsg has lost are passed over; one that has no more for now ends.
 */
char *read_all(int fd);

/* A file of outage_phases/ or objects/. */
struct pair {
	char name[64];
	unsigned long long number;
};

struct pairs {
	struct pair *pair;
	size_t n;
};

struct domain {
	char name[64];
	char state[32];
	char class[32];
	char last_failure[512];
	unsigned long long failures, recoveries, refused, gave_up, outage_ns;
	struct pairs phases, objects;
};

/**
 * domain_names() - the wrapped drivers that are loaded, sorted
 * @names: freed with free_names(), whatever is returned
 * Returns 0, or EXIT_FAILED after saying why.
 */
int domain_names(char ***names, size_t *n);
void free_names(char **names, size_t n);

/**
 * domain_read() - read everything about one
 * Values that this umbra.ko does not have are 0 or empty. Returns 0, or -1
 * with errno if the driver has gone. domain_free() in both cases.
 */
int domain_read(const char *name, struct domain *domain);
void domain_free(struct domain *domain);

/**
 * domain_find() - the name under which a driver is loaded
 * @asked: what the user typed; "ne2k-pci" is ne2k_pci, as for modprobe
 * @name: of 64 bytes
 * Returns 0, or EXIT_FAILED after saying what is loaded instead.
 */
int domain_find(const char *asked, char *name);

/* What to do about an error of a file of umbra.ko's. */
const char *cure(int error);

/* Fail and recover the driver; returns an exit code after saying how it went. */
int domain_recover(const char *name);

#endif /* UMBRACTL_DOMAIN_H */
