/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * frames.h - the locks that a frame holds, and how to let go of them.
 */
#ifndef UMBRA_FRAMES_H
#define UMBRA_FRAMES_H

#include "platform.h"
#include "umbra.h"

/* Stands for a lock taken when all UMBRA_FRAME_LOCKS places were in use. */
#define UMBRA_LOCK_UNKNOWN_KEY (~0ul)
#define UMBRA_LOCK_UNKNOWN_KIND (~0u)
/*
 * Stands for a lock that was taken before the driver was entered and that it has
 * dropped: taken again, it is the caller's. Its key is the lock's, inverted, so that
 * no lock's is taken for it.
 */
#define UMBRA_LOCK_LENT_KIND (~1u)

/**
 * umbra_frame_locks() - how many locks the frame holds that are known by name
 */
unsigned int umbra_frame_locks(const struct umbra_frame *frame);

/**
 * umbra_frame_spins() - how many of them keep preemption off
 */
unsigned int umbra_frame_spins(const struct umbra_frame *frame);

/**
 * umbra_frame_release() - release the frame's locks, newest first
 * Through the release functions of the domain's kinds; they get the key and
 * the kind. Locks beyond the frame's places are unknown: they stay taken, the
 * log says how many and in which function.
 * Returns how many stay taken; if not zero, the domain cannot be trusted to
 * come back. Context: that of the unwound thread, on its processor.
 */
unsigned int umbra_frame_release(struct umbra_frame *frame);

/* How many of the domain there are, from this one outwards. Context: the frames' thread. */
unsigned int umbra_frames_of(const struct umbra_frame *frame, const struct umbra_domain *domain);

/**
 * umbra_frames_hold() - was the lock taken in this frame or one outside of it?
 * On one stack: whoever waits for it here waits for ever. Context: the frame's thread.
 */
bool umbra_frames_hold(const struct umbra_frame *frame, unsigned int kind, unsigned long key);

/**
 * umbra_frame_lent() - did the frame drop a lock of its caller's by that name?
 */
bool umbra_frame_lent(const struct umbra_frame *frame, unsigned long key);

/**
 * umbra_unlocks_free() - a lock that nobody holds is about to be dropped
 * What is to become of that is not the portable runtime's to say: kmod/contract.c.
 */
void umbra_unlocks_free(struct umbra_domain *domain, unsigned int kind, unsigned long key);

#endif /* UMBRA_FRAMES_H */
