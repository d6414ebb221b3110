// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * agent.c - `umbractl agent`: what follows an event in user space.
 *
 *   journal   /run/systemd/journal/socket, fields UMBRA_*; else standard error
 *   metrics   /var/lib/prometheus/node-exporter/umbra.prom, if the folder is there
 *   hooks     /etc/umbra/hooks.d/, in order of name
 *
 * The rule it upholds: a hook that fails or hangs is named, and keeps neither
 * the other hooks nor the next event from their turn.
 */
#include "agent.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "domain.h"
#include "events.h"

#define JOURNAL "/run/systemd/journal/socket"
#define METRICS "/var/lib/prometheus/node-exporter"
#define HOOKS "/etc/umbra/hooks.d"
#define HOOK_TIMEOUT_S 30

static int priority(const struct event *event)
{
	if (!strcmp(event->event, "gave_up"))
		return 2; /* critical */
	return !strcmp(event->event, "failure") ? 4 : 5; /* warning, notice */
}

/* One entry in the journal's own protocol: NAME=VALUE lines. -1 if there is no journal. */
static int to_journal(const struct event *event, const struct domain *domain)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char text[2048];
	int fd, length, sent;

	length = snprintf(text, sizeof(text),
			  "MESSAGE=%s: %s: %s\nPRIORITY=%d\nSYSLOG_IDENTIFIER=umbra-agent\n"
			  "UMBRA_EVENT=%s\nUMBRA_MODULE=%s\nUMBRA_REASON=%s\nUMBRA_STATE=%s\n"
			  "UMBRA_FAILURES=%llu\nUMBRA_RECOVERIES=%llu\nUMBRA_OUTAGE_NS=%llu\n",
			  event->module, event->event, event->reason, priority(event), event->event,
			  event->module, event->reason, domain->state, domain->failures,
			  domain->recoveries, domain->outage_ns);
	if (snprintf(address.sun_path, sizeof(address.sun_path), "%s" JOURNAL, root) >=
	    (int)sizeof(address.sun_path))
		return -1;
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	sent = sendto(fd, text, (size_t)length, 0, (struct sockaddr *)&address,
		      sizeof(address)) == length;
	(void)close(fd);
	return sent ? 0 : -1;
}

static const struct {
	const char *name, *help;
	double scale;
	size_t offset;
} metrics[] = {
	{"umbra_failures_total", "counter Failures of a wrapped driver.", 1,
	 offsetof(struct domain, failures)},
	{"umbra_recoveries_total", "counter Outages that ended with the driver back.", 1,
	 offsetof(struct domain, recoveries)},
	{"umbra_gave_up", "gauge 1 if the driver was given up.", 1,
	 offsetof(struct domain, gave_up)},
	{"umbra_last_outage_seconds", "gauge Length of the last outage.", 1e-9,
	 offsetof(struct domain, outage_ns)},
};

static void print_metrics(FILE *out, char **names, size_t n)
{
	size_t i, k;

	for (k = 0; k < sizeof(metrics) / sizeof(metrics[0]); k++) {
		const char *help = strchr(metrics[k].help, ' ');

		fprintf(out, "# HELP %s %s\n# TYPE %s %.*s\n", metrics[k].name, help + 1,
			metrics[k].name, (int)(help - metrics[k].help), metrics[k].help);
		for (i = 0; i < n; i++) {
			struct domain domain;

			if (!domain_read(names[i], &domain))
				fprintf(out, "%s{module=\"%s\"} %.9g\n", metrics[k].name, names[i],
					(double)*(unsigned long long *)((char *)&domain +
									metrics[k].offset) *
						metrics[k].scale);
			domain_free(&domain);
		}
	}
}

/* Written aside and renamed, so that a collector reads a whole file. */
static int write_metrics(void)
{
	char folder[4096], path[4200], aside[4200], **names = NULL;
	struct stat there;
	int failed = 0;
	size_t n = 0;
	FILE *out;

	snprintf(folder, sizeof(folder), "%s" METRICS, root);
	if (stat(folder, &there))
		return 0; /* nobody collects */
	snprintf(path, sizeof(path), "%s/umbra.prom", folder);
	snprintf(aside, sizeof(aside), "%s/umbra.prom.new", folder);
	if (domain_names(&names, &n)) {
		free_names(names, n);
		return -1;
	}
	out = fopen(aside, "we");
	if (out) {
		print_metrics(out, names, n);
		failed = ferror(out);
		failed |= fclose(out);
	}
	free_names(names, n);
	if (out && !failed && !rename(aside, path))
		return 0;
	fprintf(stderr, "umbractl: %s: %s\n", path, strerror(errno));
	return -1;
}

/* As run-parts has it: no dots, so that backups and .dpkg-old do not run. */
static int is_hook(const struct dirent *entry)
{
	const char *c;

	for (c = entry->d_name; *c; c++)
		if (!isalnum((unsigned char)*c) && *c != '_' && *c != '-')
			return 0;
	return 1;
}

/* Wait for a hook, not for ever; its wait status, or -1 if it had to be killed. */
static int wait_for(pid_t child)
{
	struct pollfd end = {.events = POLLIN};
	int status = 0, ended;

	end.fd = (int)syscall(SYS_pidfd_open, child, 0);
	ended = end.fd < 0 ? 1 : poll(&end, 1, HOOK_TIMEOUT_S * 1000);
	if (ended != 1)
		(void)kill(child, SIGKILL);
	(void)waitpid(child, &status, 0);
	if (end.fd >= 0)
		(void)close(end.fd);
	return ended == 1 ? status : -1;
}

static int run_hook(const char *path, const struct event *event)
{
	pid_t child = fork();
	int status;

	if (!child) {
		(void)setenv("UMBRA_EVENT", event->event, 1);
		(void)setenv("UMBRA_MODULE", event->module, 1);
		(void)setenv("UMBRA_REASON", event->reason, 1);
		(void)execl(path, path, event->event, event->module, (char *)NULL);
		fprintf(stderr, "umbractl: %s: %s\n", path, strerror(errno));
		_exit(127);
	}
	status = child < 0 ? -1 : wait_for(child);
	if (!status)
		return 0;
	if (status == -1)
		fprintf(stderr, "umbractl: %s: killed after %d s\n", path, HOOK_TIMEOUT_S);
	else
		fprintf(stderr, "umbractl: %s: ended with status %d\n", path,
			WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return -1;
}

static int run_hooks(const struct event *event)
{
	char folder[4096], path[4400];
	struct dirent **entries;
	int i, found, result = 0;

	snprintf(folder, sizeof(folder), "%s" HOOKS, root);
	found = scandir(folder, &entries, is_hook, alphasort);
	for (i = 0; i < found; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
		if (!access(path, X_OK))
			result |= run_hook(path, event);
		free(entries[i]);
	}
	if (found >= 0)
		free(entries);
	return result;
}

static int handle(const struct event *event)
{
	struct domain domain;
	int result = 0;

	(void)domain_read(event->module, &domain);
	if (to_journal(event, &domain))
		fprintf(stderr, "%s: %s: %s\n", event->module, event->event, event->reason);
	domain_free(&domain);
	result |= write_metrics();
	result |= run_hooks(event);
	return result;
}

int agent(int once)
{
	struct event event;
	int fd;

	if (once)
		return events_from_environment(&event) ? EXIT_USAGE :
		       handle(&event)		       ? EXIT_FAILED :
							 EXIT_DONE;
	fd = events_open();
	if (fd < 0)
		return EXIT_FAILED;
	(void)write_metrics();
	while (!events_next(fd, &event))
		(void)handle(&event);
	(void)close(fd);
	return EXIT_FAILED;
}
