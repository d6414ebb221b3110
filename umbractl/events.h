/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * events.h - umbra.ko's uevents.
 */
#ifndef UMBRACTL_EVENTS_H
#define UMBRACTL_EVENTS_H

struct event {
	char event[16];	  /* failure, recovered, gave_up */
	char module[64];
	char reason[512];
};

/**
 * events_open() - listen to the kernel
 * Returns a descriptor, or -1 after saying why not.
 */
int events_open(void);

/* Wait for the next one. Returns 0, or -1 after saying what went wrong. */
int events_next(int fd, struct event *event);

/* From UMBRA_EVENT, UMBRA_MODULE and UMBRA_REASON in the environment. 0, or -1. */
int events_from_environment(struct event *event);

/**
 * watch() - print each event as it comes, until interrupted
 * @module: NULL for all
 * @json: each as a JSON object on a line of its own
 * Returns an exit code.
 */
int watch(const char *module, int json);

#endif /* UMBRACTL_EVENTS_H */
