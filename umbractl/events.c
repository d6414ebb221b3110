// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * events.c - umbra.ko's uevents, from the kernel's own netlink group, and
 * `umbractl watch`.
 *
 * The rule it upholds: only the kernel is listened to; what user space sends
 * to the group is not.
 */
#include "events.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <linux/netlink.h>

#include "domain.h"
#include "json.h"

int events_open(void)
{
	struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = 1};
	int room = 1 << 20;
	int fd = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT);

	if (fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof(address))) {
		int error = errno;

		(void)close(fd);
		errno = error;
		fd = -1;
	}
	if (fd < 0)
		fprintf(stderr, "umbractl: the kernel's uevents: %s; run it as root, outside of a "
				"container\n", strerror(errno));
	else /* A burst of other devices' events must not push ours out. */
		(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
	return fd;
}

/* "ACTION@path", then NAME=VALUE, each ended by a zero byte. 1 if it is ours. */
static int parse(const char *text, size_t length, struct event *event)
{
	const char *at, *end = text + length;
	int ours = 0;

	memset(event, 0, sizeof(*event));
	for (at = text; at < end; at += strlen(at) + 1) {
		if (!strcmp(at, "SUBSYSTEM=umbra"))
			ours = 1;
		else if (!strncmp(at, "UMBRA_EVENT=", 12))
			snprintf(event->event, sizeof(event->event), "%s", at + 12);
		else if (!strncmp(at, "UMBRA_MODULE=", 13))
			snprintf(event->module, sizeof(event->module), "%s", at + 13);
		else if (!strncmp(at, "UMBRA_REASON=", 13))
			snprintf(event->reason, sizeof(event->reason), "%s", at + 13);
	}
	return ours && event->event[0];
}

int events_next(int fd, struct event *event)
{
	char text[8192];

	for (;;) {
		struct sockaddr_nl from = {.nl_pid = 0};
		socklen_t size = sizeof(from);
		ssize_t got = recvfrom(fd, text, sizeof(text) - 1, 0, (struct sockaddr *)&from,
				       &size);

		if (got < 0 && errno == ENOBUFS) {
			fprintf(stderr, "umbractl: more events than could be read; some are lost\n");
			continue;
		}
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			fprintf(stderr, "umbractl: the kernel's uevents: %s\n", strerror(errno));
			return -1;
		}
		text[got] = 0;
		if (!from.nl_pid && parse(text, (size_t)got, event))
			return 0;
	}
}

int events_from_environment(struct event *event)
{
	const char *what = getenv("UMBRA_EVENT"), *module = getenv("UMBRA_MODULE");
	const char *reason = getenv("UMBRA_REASON");

	if (!what || !*what || !module || !*module || strchr(module, '/') || module[0] == '.') {
		fprintf(stderr, "umbractl: --once wants UMBRA_EVENT and UMBRA_MODULE in the "
				"environment, as udev gives them to a RUN program\n");
		return -1;
	}
	snprintf(event->event, sizeof(event->event), "%s", what);
	snprintf(event->module, sizeof(event->module), "%s", module);
	snprintf(event->reason, sizeof(event->reason), "%s", reason ? reason : "");
	return 0;
}

int watch(const char *module, int json)
{
	int fd = events_open();
	struct event event;

	if (fd < 0)
		return EXIT_FAILED;
	while (!events_next(fd, &event)) {
		char when[32];
		time_t now = time(NULL);

		if (module && strcmp(module, event.module))
			continue;
		strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
		if (json) {
			printf("{\"time\": \"%s\", \"module\": ", when);
			json_string(event.module);
			printf(", \"event\": ");
			json_string(event.event);
			printf(", \"reason\": ");
			json_string(event.reason);
			printf("}\n");
		} else {
			printf("%s %s: %s: %s\n", when, event.module, event.event, event.reason);
		}
		if (fflush(stdout))
			break;
	}
	(void)close(fd);
	return EXIT_FAILED;
}
