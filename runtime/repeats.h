/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * repeats.h - requests that fail the driver each time: what a request is told
 * from others by, and the book of those that failed.
 *
 * A tap hands over its arguments as words; umbra.ko makes pieces of them, as
 * the site's table says, and of the pieces a fingerprint.
 */
#ifndef UMBRA_REPEATS_H
#define UMBRA_REPEATS_H

#include "platform.h"
#include "umbra.h"

#define UMBRA_REQUEST_PIECES 28

/* A part of a request: a value, or memory that may be unreadable. */
struct umbra_piece {
	const char *name;   /* a constant string */
	unsigned long word; /* the value, or where the memory is */
	unsigned int bytes; /* of memory; 0: a value */
	unsigned int flags; /* UMBRA_PIECE_* */
};

#define UMBRA_PIECE_SHOWN 1u /* for people only: it may differ from time to time */
#define UMBRA_PIECE_USER 2u  /* the calling process's memory */
#define UMBRA_PIECE_TOLD 4u  /* told by, and not worth showing */

struct umbra_request {
	unsigned int n;
	struct umbra_piece piece[UMBRA_REQUEST_PIECES];
};

/**
 * umbra_request_add() - one more piece
 * A request with too many is told by the first ones. Context: any.
 */
static inline void umbra_request_add(struct umbra_request *request, const char *name,
				     unsigned long word, unsigned int bytes, unsigned int flags)
{
	struct umbra_piece piece = {name, word, bytes, flags};

	if (request->n < UMBRA_REQUEST_PIECES)
		request->piece[request->n++] = piece;
}

/* How much a request is, and a hash of it. */
struct umbra_fingerprint {
	bool known; /* all of it could be read */
	unsigned int bytes;
	uint64_t hash;
};

/* Bytes that requests of these pieces are told by. */
unsigned int umbra_request_bytes(const struct umbra_request *request);

/* Nothing yet; then piece after piece, each in the same portions. */
void umbra_fingerprint_start(struct umbra_fingerprint *print);
void umbra_fingerprint_add(struct umbra_fingerprint *print, const void *data, unsigned int bytes);

#define UMBRA_REPEATS 16
/* Entered and not yet left; who finds no place is told by what the failure left of it. */
#define UMBRA_LOOKED 16

/* A request that failed the driver. */
struct umbra_repeat {
	const struct umbra_site *site; /* NULL: a free place */
	unsigned long place;	       /* where in the driver */
	const char *what;	       /* "null write"; a constant string */
	struct umbra_fingerprint print;
	unsigned int failures; /* in a row */
	unsigned int entered;  /* since the last of them: how often it was let in */
	bool refused;
	bool news; /* refused, and nobody was told yet */
	unsigned long refusals;
	uint64_t at;	/* of the last failure or refusal */
	void *sample;	/* the caller's, from umbra_alloc(): freed with the entry */
};

/* Every field: the lock. */
struct umbra_repeats {
	umbra_spinlock_t lock;
	unsigned int n; /* places in use */
	unsigned int next_looked;
	unsigned long refusals; /* ever */
	struct umbra_repeat entry[UMBRA_REPEATS];
	struct umbra_looked {
		const struct umbra_frame *frame;
		const struct umbra_site *site;
		struct umbra_fingerprint print;
	} looked[UMBRA_LOOKED];
};

void umbra_repeats_init(struct umbra_repeats *book);

/* Forget everything. Context: any. */
void umbra_repeats_forget(struct umbra_repeats *book);

#define UMBRA_ANY_BYTES (~0u)

/**
 * umbra_repeats_concern() - is a request of this site and size to be looked at?
 * @bytes: or UMBRA_ANY_BYTES
 * Context: any.
 */
bool umbra_repeats_concern(struct umbra_repeats *book, const struct umbra_site *site,
			   unsigned int bytes);

/**
 * umbra_repeats_look() - a request is about to enter
 * @print: of what was asked, before the driver could change it
 * @frame: of the tap; where a failure of it will be found by
 * Returns the entry if it is to be refused, else NULL; valid under the lock only,
 * which is the caller's. Context: any.
 */
struct umbra_repeat *umbra_repeats_look(struct umbra_repeats *book, const struct umbra_site *site,
					const struct umbra_frame *frame,
					const struct umbra_fingerprint *print, uint64_t now);

/**
 * umbra_repeats_failed() - a request failed the driver
 * @place, @what: where and how
 * @left: its fingerprint as the failure left it
 * @limit: so many failures in a row make it refused
 * Returns its entry, new or not; the caller holds the lock. Context: any.
 */
struct umbra_repeat *umbra_repeats_failed(struct umbra_repeats *book,
					  const struct umbra_site *site,
					  const struct umbra_frame *frame, unsigned long place,
					  const char *what, const struct umbra_fingerprint *left,
					  unsigned int limit, uint64_t now);

/**
 * umbra_repeats_expire() - forget what failed less than the limit and long ago
 * Returns how many entries are left. The caller holds the lock. Context: any.
 */
unsigned int umbra_repeats_expire(struct umbra_repeats *book, uint64_t now, uint64_t age_ns);

#endif /* UMBRA_REPEATS_H */
