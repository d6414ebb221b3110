// SPDX-License-Identifier: GPL-2.0-only
/*
 * frames.c - how a frame is made, the locks that it holds, and how to let go of them.
 *
 * The rule it upholds: after a frame was unwound, no lock that was taken below
 * it is left behind in silence.
 *
 *   frame->locks   frame->held[8]
 *   0              nothing held
 *   1..8           held[0..locks-1], oldest first
 *   over 8         held[0..7] and locks-8 others nobody has written down
 *
 * When one of the written-down goes while there are others, an unknown one
 * (UMBRA_LOCK_UNKNOWN_*) takes the last place. A frame belongs to one thread;
 * there is no lock.
 *
 * A driver may drop in an inner call what an outer one took (kernel in
 * between), so outer frames are searched as well. What its caller took it may
 * drop and take again. Not handled: a lock dropped by another thread than the
 * one that took it; a failure while the caller's lock is dropped.
 */
#include "frames.h"

/* No tracing: it is on every packet's path. */
__attribute__((__no_instrument_function__)) int
umbra_open(struct umbra_frame *frame, const struct umbra_site *site)
{
	struct umbra_frame **top = umbra_top();

	frame->prev = *top;
	frame->site = site;
	frame->locks = 0;
	frame->n_given = 0;
	frame->since = 0;
	umbra_frame_context(frame);
	__asm__ volatile("" ::: "memory");
	*top = frame;
	return 0;
}

static unsigned int places(const struct umbra_frame *frame)
{
	return frame->locks < UMBRA_FRAME_LOCKS ? frame->locks : UMBRA_FRAME_LOCKS;
}

/* Of the @n oldest, what stands for a lock of the caller's; @n if there is none. */
static unsigned int find_lent(const struct umbra_frame *frame, unsigned int n, unsigned long key)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		if (frame->held[i].kind == UMBRA_LOCK_LENT_KIND && frame->held[i].key == ~key)
			break;
	return i;
}

bool umbra_frame_lent(const struct umbra_frame *frame, unsigned long key)
{
	return find_lent(frame, places(frame), key) < places(frame);
}

static bool is_unknown(const struct umbra_held *held)
{
	return held->kind == UMBRA_LOCK_UNKNOWN_KIND;
}

/*
 * The newest of that name, or the number of places if there is none. An
 * address names one lock, even if it is dropped as another kind than it was
 * taken (downgraded, or with other flags).
 */
static unsigned int find_held(const struct umbra_frame *frame, unsigned int kind, unsigned long key)
{
	unsigned int n = places(frame), i;

	for (i = n; i-- > 0;)
		if (frame->held[i].key == key && frame->held[i].kind == kind)
			return i;
	for (i = n; key && i-- > 0;)
		if (frame->held[i].key == key && !is_unknown(&frame->held[i]))
			return i;
	return n;
}

static void remove_held(struct umbra_frame *frame, unsigned int i)
{
	unsigned int n = places(frame);

	for (; i + 1 < n; i++)
		frame->held[i] = frame->held[i + 1];
	if (frame->locks > UMBRA_FRAME_LOCKS) {
		frame->held[n - 1].key = UMBRA_LOCK_UNKNOWN_KEY;
		frame->held[n - 1].kind = UMBRA_LOCK_UNKNOWN_KIND;
	}
	frame->locks--;
}

/* One that was never written down: beyond the places, or in the last of them. */
static bool remove_unknown(struct umbra_frame *frame)
{
	unsigned int i;

	if (frame->locks > UMBRA_FRAME_LOCKS) {
		frame->locks--;
		return true;
	}
	for (i = frame->locks; i-- > 0;)
		if (is_unknown(&frame->held[i])) {
			remove_held(frame, i);
			return true;
		}
	return false;
}

/*
 * A lock that is not the newest one of the innermost frame was dropped. One
 * found nowhere was taken before the driver was entered, and is not ours to
 * release; or by nobody, if its kind can tell.
 */
void umbra_lock_dropped_slow(struct umbra_frame *frame, unsigned int kind, unsigned long key)
{
	struct umbra_domain *domain = frame->site->domain;
	struct umbra_object object = {.key = key, .kind = kind};
	struct umbra_frame *innermost = frame;

	for (; frame; frame = frame->prev) {
		unsigned int i = find_held(frame, kind, key);

		if (i < places(frame)) {
			remove_held(frame, i);
			return;
		}
		if (remove_unknown(frame))
			return;
	}
	/* Of what is no lock (a place in a wait queue) nobody can say. */
	if (kind >= domain->n_kinds || !domain->kinds[kind].used)
		return;
	if (!domain->kinds[kind].used(&object)) {
		umbra_unlocks_free(domain, kind, key);
	} else if (innermost->locks < UMBRA_FRAME_LOCKS && !umbra_frame_lent(innermost, key)) {
		innermost->held[innermost->locks].key = ~key;
		innermost->held[innermost->locks++].kind = UMBRA_LOCK_LENT_KIND;
	}
}

unsigned int umbra_frames_of(const struct umbra_frame *frame, const struct umbra_domain *domain)
{
	unsigned int n = 0;

	for (; frame; frame = frame->prev)
		n += frame->site->domain == domain;
	return n;
}

bool umbra_frames_hold(const struct umbra_frame *frame, unsigned int kind, unsigned long key)
{
	unsigned int i;

	for (; frame; frame = frame->prev)
		for (i = 0; i < places(frame); i++)
			if (frame->held[i].key == key && frame->held[i].kind == kind)
				return true;
	return false;
}

unsigned int umbra_frame_locks(const struct umbra_frame *frame)
{
	unsigned int i, known = 0;

	for (i = 0; i < places(frame); i++)
		known += !is_unknown(&frame->held[i]) &&
			 frame->held[i].kind != UMBRA_LOCK_LENT_KIND;
	return known;
}

unsigned int umbra_frame_spins(const struct umbra_frame *frame)
{
	const struct umbra_domain *domain = frame->site->domain;
	unsigned int i, spins = 0;

	for (i = 0; i < places(frame); i++)
		spins += frame->held[i].kind < domain->n_kinds &&
			 domain->kinds[frame->held[i].kind].flags & UMBRA_KIND_SPINS;
	return spins;
}

unsigned int umbra_frame_release(struct umbra_frame *frame)
{
	const struct umbra_domain *domain = frame->site->domain;
	unsigned int stuck = 0;

	if (frame->locks > UMBRA_FRAME_LOCKS) {
		stuck = frame->locks - UMBRA_FRAME_LOCKS;
		frame->locks = UMBRA_FRAME_LOCKS;
	}
	while (frame->locks) {
		/* Off the frame first: a release that fails is not run again. */
		const struct umbra_held *held = &frame->held[--frame->locks];
		struct umbra_object object = {.key = held->key, .kind = held->kind};

		if (held->kind == UMBRA_LOCK_LENT_KIND || umbra_frame_lent(frame, held->key))
			continue;
		if (held->kind < domain->n_kinds && domain->kinds[held->kind].release)
			domain->kinds[held->kind].release(&object);
		else
			stuck++;
	}
	if (stuck)
		umbra_log("%s: %s: %u locks stay taken: more than %u were held at once",
			  domain->name, frame->site ? frame->site->function : "?", stuck,
			  (unsigned int)UMBRA_FRAME_LOCKS);
	return stuck;
}
