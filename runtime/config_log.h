/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * config_log.h - the configuration log: the calls that made a device what it
 * is, to be run again after its driver restarted.
 *
 * umbra_record(), in umbra.h, puts a call in.
 */
#ifndef UMBRA_CONFIG_LOG_H
#define UMBRA_CONFIG_LOG_H

#include "platform.h"
#include "umbra.h"

#define UMBRA_CONFIG_LISTS 64
#define UMBRA_CONFIG_ARGS 6	      /* copied arguments a record */
#define UMBRA_CONFIG_ENTRIES 8192u    /* records a domain: room for all 4096 VLANs */
#define UMBRA_CONFIG_BYTES (1u << 20) /* copied bytes a domain */

struct umbra_config_entry; /* in config_log.c */

struct umbra_config_log {
	umbra_spinlock_t lock;
	struct umbra_config_entry *first, *last;	     /* lock; in order of last write */
	struct umbra_config_entry *hash[UMBRA_CONFIG_LISTS]; /* lock; by site, object, subkey */
	unsigned long sequence;				     /* lock; of the last write */
	unsigned int n_entries;				     /* lock */
	unsigned int n_bytes;				     /* lock */
	unsigned long lost; /* lock; records that found no memory or no room */
};

/* Empty log in domain->control. Context: process, before the driver's init. */
void umbra_config_init(struct umbra_domain *domain);

/* Forget everything. Context: process, no replay running. */
void umbra_config_destroy(struct umbra_domain *domain);

/**
 * umbra_config_sequence() - a moment in the log: the last record's number
 * Later ones have greater numbers; one that is replaced is a later one.
 * Context: any.
 */
unsigned long umbra_config_sequence(struct umbra_domain *domain);

/**
 * umbra_config_replay() - run the recorded calls again, in order of last write
 * @object: only those whose first argument it is; NULL for all
 * @after, @last: only those recorded after @after and up to @last; see
 *	umbra_config_sequence()
 * @failed: called for each replay that returned a negative error, or NULL;
 *	if it returns true, that record is forgotten
 * Records that are made meanwhile, by the replayed calls themselves, are kept
 * and not replayed. Records whose site has no replay are passed over.
 * Returns how many failed. Context: process; may sleep.
 */
unsigned int umbra_config_replay(struct umbra_domain *domain, const void *object,
				 unsigned long after, unsigned long last,
				 bool (*failed)(const struct umbra_site *site, void *object,
						long error, void *data),
				 void *data);

/**
 * umbra_config_forget() - forget the calls recorded for an object
 * @object: NULL for all objects
 * @interface: only calls of this interface ("net_device_ops.ndo_open"); NULL
 *	for all
 * Returns how many. Context: any.
 */
unsigned int umbra_config_forget(struct umbra_domain *domain, const void *object,
				 const char *interface);

/**
 * umbra_config_find() - the copied arguments of a recorded call
 * @subkey: that it was recorded with
 * @index: which argument; at most @size bytes of it are copied to @out
 * Returns the argument's size, -ENOENT if there is no such record, -EINVAL if
 * it has no such argument. Context: any.
 */
int umbra_config_find(struct umbra_domain *domain, const void *object, const char *interface,
		      unsigned long subkey, unsigned int index, void *out, unsigned int size);

/* A recorded call. */
struct umbra_config_call {
	const struct umbra_site *site;
	void *object;
	unsigned long subkey;
	unsigned int n;		  /* of the two */
	const unsigned int *size; /* 0 for an argument that was NULL */
	void *const *copied;
};

/**
 * umbra_config_walk() - show every recorded call, in order of last write
 * @visit: may sleep. Context: process.
 */
void umbra_config_walk(struct umbra_domain *domain,
		       void (*visit)(const struct umbra_config_call *call, void *data),
		       void *data);

/* How many records there are, and how many were lost. Context: any. */
unsigned int umbra_config_count(struct umbra_domain *domain);
unsigned long umbra_config_lost(struct umbra_domain *domain);

#endif /* UMBRA_CONFIG_LOG_H */
