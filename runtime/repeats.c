// SPDX-License-Identifier: GPL-2.0-only
/*
 * repeats.c - the book of requests that failed the driver.
 *
 * The rule it upholds: a request is refused only if it failed the driver at the
 * same place each time that it was let in, as often in a row as the limit says.
 * One that went well in between begins anew.
 *
 *   fails ─► an entry ─► let in and fails there ─► refused, until forgotten
 *            │    ▲          (limit reached)
 *            │    └── let in twice since it failed last: failures = 1
 *            └── age ─► gone
 *
 * The first failure of a site finds a request as the driver left it; from then
 * on requests of the site are looked at before they enter. One that the driver
 * changed or gave away before it failed is therefore known from its second
 * failure on only, and takes one failure more.
 *
 * A fingerprint is no proof: two requests with one hash are one (2^-64).
 */
#include "repeats.h"

#define MIX 0x9E3779B97F4A7C15ull

unsigned int umbra_request_bytes(const struct umbra_request *request)
{
	unsigned int i, sum = 0;

	for (i = 0; i < request->n; i++)
		if (!(request->piece[i].flags & UMBRA_PIECE_SHOWN))
			sum += request->piece[i].bytes ? request->piece[i].bytes :
							 (unsigned int)sizeof(unsigned long);
	return sum;
}

void umbra_fingerprint_start(struct umbra_fingerprint *print)
{
	print->known = true;
	print->bytes = 0;
	print->hash = MIX;
}

void umbra_fingerprint_add(struct umbra_fingerprint *print, const void *data, unsigned int bytes)
{
	const unsigned char *at = data;
	uint64_t hash = print->hash ^ bytes, word;

	print->bytes += bytes;
	while (bytes) {
		unsigned int n = bytes < sizeof(word) ? bytes : (unsigned int)sizeof(word);

		word = 0;
		memcpy(&word, at, n);
		hash = (hash ^ word) * MIX;
		hash ^= hash >> 29;
		at += n;
		bytes -= n;
	}
	print->hash = hash;
}

static bool same(const struct umbra_fingerprint *a, const struct umbra_fingerprint *b)
{
	return a->known && b->known && a->bytes == b->bytes && a->hash == b->hash;
}

void umbra_repeats_init(struct umbra_repeats *book)
{
	memset(book, 0, sizeof(*book));
	umbra_spin_init(&book->lock);
}

static void drop(struct umbra_repeats *book, struct umbra_repeat *entry)
{
	umbra_free(entry->sample);
	memset(entry, 0, sizeof(*entry));
	book->n--;
}

void umbra_repeats_forget(struct umbra_repeats *book)
{
	unsigned long flags = umbra_spin_lock(&book->lock);
	unsigned int i;

	for (i = 0; i < UMBRA_REPEATS; i++)
		if (book->entry[i].site)
			drop(book, &book->entry[i]);
	umbra_spin_unlock(&book->lock, flags);
}

bool umbra_repeats_concern(struct umbra_repeats *book, const struct umbra_site *site,
			   unsigned int bytes)
{
	unsigned long flags = umbra_spin_lock(&book->lock);
	bool concerned = false;
	unsigned int i;

	/* One that is not refused yet wants to know what enters, however long it is. */
	for (i = 0; i < UMBRA_REPEATS && !concerned; i++)
		concerned = book->entry[i].site == site &&
			    (!book->entry[i].refused || bytes == UMBRA_ANY_BYTES ||
			     book->entry[i].print.bytes == bytes);
	umbra_spin_unlock(&book->lock, flags);
	return concerned;
}

struct umbra_repeat *umbra_repeats_look(struct umbra_repeats *book, const struct umbra_site *site,
					const struct umbra_frame *frame,
					const struct umbra_fingerprint *print, uint64_t now)
{
	struct umbra_looked *looked;
	unsigned int i;

	for (i = 0; i < UMBRA_REPEATS; i++) {
		struct umbra_repeat *entry = &book->entry[i];

		if (entry->site != site || !same(&entry->print, print))
			continue;
		if (entry->refused) {
			entry->refusals++;
			entry->at = now;
			book->refusals++;
			return entry;
		}
		entry->entered++;
	}
	/* A frame that is used again is another request's. */
	looked = &book->looked[book->next_looked % UMBRA_LOOKED];
	for (i = 0; i < UMBRA_LOOKED; i++)
		if (book->looked[i].frame == frame)
			looked = &book->looked[i];
	if (looked->frame != frame)
		book->next_looked++;
	looked->frame = frame;
	looked->site = site;
	looked->print = *print;
	return NULL;
}

/* A free place, or that of the entry which is worth the least. */
static struct umbra_repeat *place_for(struct umbra_repeats *book)
{
	struct umbra_repeat *worst = &book->entry[0];
	unsigned int i;

	for (i = 0; i < UMBRA_REPEATS; i++) {
		struct umbra_repeat *entry = &book->entry[i];

		if (!entry->site)
			return entry;
		if (entry->refused != worst->refused ? worst->refused : entry->at < worst->at)
			worst = entry;
	}
	drop(book, worst);
	return worst;
}

static struct umbra_repeat *new_entry(struct umbra_repeats *book, const struct umbra_site *site,
				      unsigned long place, const char *what,
				      const struct umbra_fingerprint *print)
{
	struct umbra_repeat *entry = place_for(book);

	entry->site = site;
	entry->place = place;
	entry->what = what;
	entry->print = *print;
	book->n++;
	return entry;
}

/* What was asked, if it was looked at when it entered; each look counts once. */
static const struct umbra_fingerprint *entered_as(struct umbra_repeats *book,
						  const struct umbra_site *site,
						  const struct umbra_frame *frame)
{
	unsigned int i;

	for (i = 0; i < UMBRA_LOOKED; i++)
		if (book->looked[i].frame == frame && book->looked[i].site == site) {
			book->looked[i].frame = NULL;
			return &book->looked[i].print;
		}
	return NULL;
}

struct umbra_repeat *umbra_repeats_failed(struct umbra_repeats *book,
					  const struct umbra_site *site,
					  const struct umbra_frame *frame, unsigned long place,
					  const char *what, const struct umbra_fingerprint *left,
					  unsigned int limit, uint64_t now)
{
	const struct umbra_fingerprint *print = entered_as(book, site, frame);
	struct umbra_repeat *entry = NULL;
	unsigned int i;

	if (!print || !print->known)
		print = left;
	for (i = 0; i < UMBRA_REPEATS && !entry; i++) {
		struct umbra_repeat *known = &book->entry[i];

		/* One that could not be read is known by its place alone, and never refused. */
		if (known->site == site && known->place == place && !strcmp(known->what, what) &&
		    (same(&known->print, print) || (!known->print.known && !print->known)))
			entry = known;
	}
	if (!entry)
		entry = new_entry(book, site, place, what, print);
	/* Let in more often than it failed: it is not the request alone. */
	if (entry->entered > 1)
		entry->failures = 0;
	entry->failures++;
	entry->entered = 0;
	entry->at = now;
	if (entry->print.known && !entry->refused && entry->failures >= limit)
		entry->refused = entry->news = true;
	return entry;
}

unsigned int umbra_repeats_expire(struct umbra_repeats *book, uint64_t now, uint64_t age_ns)
{
	unsigned int i;

	for (i = 0; i < UMBRA_REPEATS; i++) {
		struct umbra_repeat *entry = &book->entry[i];

		if (entry->site && !entry->refused && now > entry->at && now - entry->at > age_ns)
			drop(book, entry);
	}
	return book->n;
}
