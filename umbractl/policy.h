/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * policy.h - `umbractl policy`: what is said about recovery, and what holds.
 */
#ifndef UMBRACTL_POLICY_H
#define UMBRACTL_POLICY_H

/**
 * policy() - run `policy list`, `get`, `set` or `load`
 * @words: the verb and its arguments, @n of them
 * Returns an exit code.
 */
int policy(char **words, int n);

#endif /* UMBRACTL_POLICY_H */
