/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * agent.h - `umbractl agent`: acts on events, for umbra-agent.service.
 */
#ifndef UMBRACTL_AGENT_H
#define UMBRACTL_AGENT_H

/**
 * agent() - log each event to the journal, run the hooks, write the metrics
 * @once: only the event that the environment tells of
 * Returns an exit code; without @once only when it fails.
 */
int agent(int once);

#endif /* UMBRACTL_AGENT_H */
