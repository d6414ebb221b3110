// SPDX-License-Identifier: GPL-2.0-only
/*
 * config_log.c - the configuration log of a domain.
 *
 * The rule it upholds: for each (site, object, subkey) there is at most one
 * record, the last one written; what is replayed is replayed in the order of
 * last writes, so that opening a device still comes before what needed it
 * open. A record that could not be kept takes the older one of its key with
 * it, for a stale value is worse than none, and is counted.
 *
 *   first ─► entry ─► entry ─► entry ◄─ last     sequence grows to the right
 *              │ next_hash
 *            hash[64]
 *
 *   entry: │ header │ argument 0 │ argument 1 │ ...   each aligned to 16
 *
 * Everything is guarded by log->lock but the copied bytes of an entry with
 * users: a replay reads them without it. So such an entry is never changed,
 * and its memory is freed by the last user.
 */
#include "config_log.h"

#include "core.h"

#define ALIGNMENT 16u

struct umbra_config_entry {
	struct umbra_config_entry *previous, *next, *next_hash; /* log->lock */
	const struct umbra_site *site;
	void *object;
	unsigned long subkey;
	unsigned long sequence; /* log->lock */
	unsigned int users;	/* log->lock; replays that read it now */
	bool removed;		/* log->lock; the last user frees it */
	unsigned int bytes;	/* of the arguments */
	unsigned int n;
	unsigned int size[UMBRA_CONFIG_ARGS];
	void *copied[UMBRA_CONFIG_ARGS]; /* into data, or NULL */
	unsigned char data[] __attribute__((__aligned__(16)));
};

static struct umbra_config_log *log_of(const struct umbra_domain *domain)
{
	return &umbra_core(domain)->log;
}

static struct umbra_config_entry **hash_list(struct umbra_config_log *log,
					     const struct umbra_site *site, const void *object,
					     unsigned long subkey)
{
	unsigned long mixed = (unsigned long)site;

	mixed = (mixed ^ (unsigned long)object) * 0x9E3779B97F4A7C15ul;
	mixed = (mixed ^ subkey) * 0x9E3779B97F4A7C15ul;
	return &log->hash[mixed >> 58];
}

static struct umbra_config_entry *lookup(struct umbra_config_log *log,
					 const struct umbra_site *site, const void *object,
					 unsigned long subkey)
{
	struct umbra_config_entry *entry = *hash_list(log, site, object, subkey);

	while (entry && (entry->site != site || entry->object != object || entry->subkey != subkey))
		entry = entry->next_hash;
	return entry;
}

static void link_last(struct umbra_config_log *log, struct umbra_config_entry *entry)
{
	entry->sequence = ++log->sequence;
	entry->previous = log->last;
	entry->next = NULL;
	if (log->last)
		log->last->next = entry;
	else
		log->first = entry;
	log->last = entry;
}

static void unlink_order(struct umbra_config_log *log, struct umbra_config_entry *entry)
{
	if (entry->previous)
		entry->previous->next = entry->next;
	else
		log->first = entry->next;
	if (entry->next)
		entry->next->previous = entry->previous;
	else
		log->last = entry->previous;
}

static void insert(struct umbra_config_log *log, struct umbra_config_entry *entry)
{
	struct umbra_config_entry **list =
		hash_list(log, entry->site, entry->object, entry->subkey);

	link_last(log, entry);
	entry->next_hash = *list;
	*list = entry;
	log->n_entries++;
	log->n_bytes += entry->bytes;
}

/* Takes the entry out of the log; returns it if the caller is to free it. */
static struct umbra_config_entry *take_out(struct umbra_config_log *log,
					   struct umbra_config_entry *entry)
{
	struct umbra_config_entry **link =
		hash_list(log, entry->site, entry->object, entry->subkey);

	while (*link != entry)
		link = &(*link)->next_hash;
	*link = entry->next_hash;
	unlink_order(log, entry);
	log->n_entries--;
	log->n_bytes -= entry->bytes;
	entry->removed = true;
	return entry->users ? NULL : entry;
}

/* Bytes for the arguments; false if there are too many or they are too large. */
static bool measure(const void *const copied[], const unsigned int sizes[], unsigned int n,
		    unsigned int *bytes)
{
	unsigned int i;

	*bytes = 0;
	if (n > UMBRA_CONFIG_ARGS)
		return false;
	for (i = 0; i < n; i++) {
		if (!copied[i])
			continue;
		if (sizes[i] > UMBRA_CONFIG_BYTES - ALIGNMENT)
			return false;
		*bytes += (sizes[i] + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
	}
	return *bytes <= UMBRA_CONFIG_BYTES;
}

static bool same_layout(const struct umbra_config_entry *entry, const void *const copied[],
			const unsigned int sizes[], unsigned int n)
{
	unsigned int i;

	if (entry->n != n)
		return false;
	for (i = 0; i < n; i++)
		if (!entry->copied[i] != !copied[i] || (copied[i] && entry->size[i] != sizes[i]))
			return false;
	return true;
}

static void copy_arguments(struct umbra_config_entry *entry, const void *const copied[],
			   const unsigned int sizes[], unsigned int n)
{
	unsigned char *place = entry->data;
	unsigned int i;

	entry->n = n;
	for (i = 0; i < n; i++) {
		entry->size[i] = copied[i] ? sizes[i] : 0;
		entry->copied[i] = copied[i] ? place : NULL;
		if (!copied[i])
			continue;
		memcpy(place, copied[i], sizes[i]);
		place += (sizes[i] + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
	}
}

static struct umbra_config_entry *new_entry(const struct umbra_site *site, void *object,
					    unsigned long subkey, const void *const copied[],
					    const unsigned int sizes[], unsigned int n)
{
	struct umbra_config_entry *entry;
	unsigned int bytes;

	if (!measure(copied, sizes, n, &bytes))
		return NULL;
	entry = umbra_alloc(sizeof(*entry) + bytes);
	if (!entry)
		return NULL;
	entry->site = site;
	entry->object = object;
	entry->subkey = subkey;
	entry->bytes = bytes;
	copy_arguments(entry, copied, sizes, n);
	return entry;
}

void umbra_record(struct umbra_domain *domain, const struct umbra_site *site, void *object,
		  unsigned long subkey, const void *const copied[], const unsigned int sizes[],
		  unsigned int n)
{
	struct umbra_config_log *log = log_of(domain);
	struct umbra_config_entry *entry, *old;
	unsigned long flags;

	flags = umbra_spin_lock(&log->lock);
	old = lookup(log, site, object, subkey);
	if (old && !old->users && same_layout(old, copied, sizes, n)) {
		copy_arguments(old, copied, sizes, n);
		unlink_order(log, old);
		link_last(log, old);
		umbra_spin_unlock(&log->lock, flags);
		return;
	}
	umbra_spin_unlock(&log->lock, flags);

	entry = new_entry(site, object, subkey, copied, sizes, n);
	flags = umbra_spin_lock(&log->lock);
	old = lookup(log, site, object, subkey);
	if (old)
		old = take_out(log, old);
	if (entry && log->n_entries < UMBRA_CONFIG_ENTRIES &&
	    entry->bytes <= UMBRA_CONFIG_BYTES - log->n_bytes) {
		insert(log, entry);
		entry = NULL;
	} else {
		log->lost++;
	}
	umbra_spin_unlock(&log->lock, flags);
	umbra_free(old);
	umbra_free(entry);
}

void umbra_forget(struct umbra_domain *domain, const struct umbra_site *site, void *object,
		  unsigned long subkey)
{
	struct umbra_config_log *log = log_of(domain);
	unsigned long flags = umbra_spin_lock(&log->lock);
	struct umbra_config_entry *old = lookup(log, site, object, subkey);

	if (old)
		old = take_out(log, old);
	umbra_spin_unlock(&log->lock, flags);
	umbra_free(old);
}

/* The oldest record after @after and up to @last, in use until put_entry(). */
static struct umbra_config_entry *get_entry(struct umbra_config_log *log, const void *object,
					    unsigned long after, unsigned long last)
{
	unsigned long flags = umbra_spin_lock(&log->lock);
	struct umbra_config_entry *entry = log->first;

	while (entry && (entry->sequence <= after || (object && entry->object != object)))
		entry = entry->next;
	if (entry && entry->sequence > last)
		entry = NULL;
	if (entry)
		entry->users++;
	umbra_spin_unlock(&log->lock, flags);
	return entry;
}

static void put_entry(struct umbra_config_log *log, struct umbra_config_entry *entry)
{
	unsigned long flags = umbra_spin_lock(&log->lock);
	bool last = !--entry->users && entry->removed;

	umbra_spin_unlock(&log->lock, flags);
	if (last)
		umbra_free(entry);
}

unsigned long umbra_config_sequence(struct umbra_domain *domain)
{
	struct umbra_config_log *log = log_of(domain);
	unsigned long flags = umbra_spin_lock(&log->lock);
	unsigned long sequence = log->sequence;

	umbra_spin_unlock(&log->lock, flags);
	return sequence;
}

/* Unless it was replaced meanwhile. It is in use; put_entry() frees it. */
static void forget_entry(struct umbra_config_log *log, struct umbra_config_entry *entry)
{
	unsigned long flags = umbra_spin_lock(&log->lock);

	if (!entry->removed)
		(void)take_out(log, entry);
	umbra_spin_unlock(&log->lock, flags);
}

unsigned int umbra_config_replay(struct umbra_domain *domain, const void *object,
				 unsigned long after, unsigned long last,
				 bool (*failed)(const struct umbra_site *site, void *object,
						long error, void *data),
				 void *data)
{
	struct umbra_config_log *log = log_of(domain);
	unsigned long now = umbra_config_sequence(domain), at = after;
	struct umbra_config_entry *entry;
	unsigned int failures = 0;

	while ((entry = get_entry(log, object, at, last < now ? last : now))) {
		long result = 0;

		/* Constant while in use: a call that records itself gets a new entry. */
		at = entry->sequence;
		if (entry->site->replay)
			result = entry->site->replay(entry->object, entry->copied);
		if (result < 0) {
			failures++;
			if (failed && failed(entry->site, entry->object, result, data))
				forget_entry(log, entry);
		}
		put_entry(log, entry);
	}
	return failures;
}

void umbra_config_walk(struct umbra_domain *domain,
		       void (*visit)(const struct umbra_config_call *call, void *data), void *data)
{
	struct umbra_config_log *log = log_of(domain);
	struct umbra_config_entry *entry;
	unsigned long at = 0;

	while ((entry = get_entry(log, NULL, at, ~0ul))) {
		struct umbra_config_call call = {entry->site,	entry->object, entry->subkey,
						 entry->n,	entry->size,   entry->copied};

		at = entry->sequence;
		visit(&call, data);
		put_entry(log, entry);
	}
}

unsigned int umbra_config_forget(struct umbra_domain *domain, const void *object,
				 const char *interface)
{
	struct umbra_config_log *log = log_of(domain);
	struct umbra_config_entry *entry, *next, *gone = NULL;
	unsigned int forgotten = 0;
	unsigned long flags;

	flags = umbra_spin_lock(&log->lock);
	for (entry = log->first; entry; entry = next) {
		next = entry->next;
		if ((object && entry->object != object) ||
		    (interface && strcmp(entry->site->interface, interface)))
			continue;
		forgotten++;
		entry = take_out(log, entry);
		if (entry) {
			entry->next = gone;
			gone = entry;
		}
	}
	umbra_spin_unlock(&log->lock, flags);
	for (; gone; gone = next) {
		next = gone->next;
		umbra_free(gone);
	}
	return forgotten;
}

int umbra_config_find(struct umbra_domain *domain, const void *object, const char *interface,
		      unsigned long subkey, unsigned int index, void *out, unsigned int size)
{
	struct umbra_config_log *log = log_of(domain);
	unsigned long flags = umbra_spin_lock(&log->lock);
	struct umbra_config_entry *entry = log->last;
	int result = -ENOENT;

	while (entry && (entry->object != object || entry->subkey != subkey ||
			 strcmp(entry->site->interface, interface)))
		entry = entry->previous;
	if (entry)
		result = index < entry->n && entry->copied[index] ? (int)entry->size[index]
								  : -EINVAL;
	if (result > 0)
		memcpy(out, entry->copied[index],
		       (unsigned int)result < size ? (unsigned int)result : size);
	umbra_spin_unlock(&log->lock, flags);
	return result;
}

void umbra_config_init(struct umbra_domain *domain)
{
	struct umbra_config_log *log = log_of(domain);

	memset(log, 0, sizeof(*log));
	umbra_spin_init(&log->lock);
}

void umbra_config_destroy(struct umbra_domain *domain)
{
	(void)umbra_config_forget(domain, NULL, NULL);
}

unsigned int umbra_config_count(struct umbra_domain *domain)
{
	struct umbra_config_log *log = log_of(domain);
	unsigned long flags = umbra_spin_lock(&log->lock);
	unsigned int n = log->n_entries;

	umbra_spin_unlock(&log->lock, flags);
	return n;
}

unsigned long umbra_config_lost(struct umbra_domain *domain)
{
	struct umbra_config_log *log = log_of(domain);
	unsigned long flags = umbra_spin_lock(&log->lock);
	unsigned long lost = log->lost;

	umbra_spin_unlock(&log->lock, flags);
	return lost;
}
