/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sound.h - the sound shadow: what it keeps for each card.
 *
 *   card.c      cards, the class's callbacks, handing objects to a restarted driver
 *   stream.c    PCM operations: passive they note, active they answer
 *   restore.c   PCM streams: from stopped to running where the application is
 *   control.c   controls, codecs, MIDI ports
 *   ../hda/     HD-audio: streams and mixer are a library's
 *
 * The rule: nothing here knows a driver, and nothing that runs under a card's
 * or a codec's lock waits for a recovery, but for what the log cannot answer.
 */
#ifndef UMBRA_SOUND_H
#define UMBRA_SOUND_H

#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include "../../kmod/umbra_class.h"
#include "../../runtime/umbra.h"

/* How far a stream is. */
enum umbra_sound_stage {
	UMBRA_SOUND_CLOSED, UMBRA_SOUND_OPEN, UMBRA_SOUND_SET_UP, UMBRA_SOUND_READY
};

/*
 * One substream; between it and the driver's operations. Locks: `lock` guards
 * what may sleep, from open to prepare; the stream's own lock of ALSA's is
 * held around trigger and pointer; position_lock is innermost.
 */
struct umbra_sound_stream {
	struct umbra_kept kept;		/* kind "stream", its owner: the card */
	struct snd_pcm_substream *substream;
	struct snd_pcm_ops ops;		/* what ALSA calls: ours, or the driver's own */
	const struct snd_pcm_ops *driver;
	bool library;			/* that is a library's, with no tap before it */
	bool periods;			/* its driver says when a period is over */

	struct mutex lock;		/* down to n_saved */
	enum umbra_sound_stage stage;
	struct snd_pcm_hw_params params;
	unsigned int first_rule, n_rules; /* the driver's, among the runtime's */
	/*
	 * The device's own buffer, from a failure on: a device starts at offset 0,
	 * the application goes on where it is. quieted: it is silent, and stands in
	 * the runtime's stead, for a driver that restarts. moved: the device plays it.
	 */
	struct snd_dma_buffer own;
	bool quieted, moved;
	void *saved;			/* what is to be played, while it is silenced */
	snd_pcm_uframes_t n_saved;

	spinlock_t position_lock;	/* the rest */
	bool running;			/* the kernel wants it to run */
	bool started;			/* the driver was told, since it was (re)started */
	snd_pcm_uframes_t position;	/* in the application's buffer, as told last */
	snd_pcm_uframes_t raw;		/* the same as the driver said it */
	u64 at;				/* when */
	snd_pcm_uframes_t lag;		/* of the device behind the clock, at most */
	unsigned long period_at;	/* the last period's end, jiffies; not locked, as the next */
	snd_pcm_uframes_t since;	/* how far the device went since */
	bool put_off;			/* the timer, at that period */
	struct timer_list timer;
};

/* stream.c */
#define UMBRA_SOUND_AWAY (-ERESTARTNOINTR) /* specs/sound_pcm.h */
/* The driver's operation, which it need not have. */
#define UMBRA_SOUND_DRIVER(stream, op, ...)                                                 \
	({                                                                                  \
		int umbra_ret = (stream)->driver->op ?                                      \
					(stream)->driver->op((stream)->substream, ##__VA_ARGS__) : \
					0;                                                  \
		umbra_sound_between(stream);                                                \
		umbra_ret;                                                                  \
	})
void umbra_sound_between(struct umbra_sound_stream *stream);
int umbra_sound_open(struct umbra_sound_stream *stream);
int umbra_sound_start(struct umbra_sound_stream *stream, int cmd);
void umbra_sound_set_moved(struct umbra_sound_stream *stream, bool moved);
void umbra_sound_unmove(struct umbra_sound_stream *stream);
enum umbra_sound_copied { UMBRA_SOUND_FROM_OWN, UMBRA_SOUND_TO_OWN, UMBRA_SOUND_SILENCE };
void umbra_sound_copy(struct umbra_sound_stream *stream, unsigned char *own,
		      enum umbra_sound_copied what, snd_pcm_uframes_t from,
		      snd_pcm_uframes_t frames);
const char *umbra_sound_seen(struct umbra_sound_stream *stream, snd_pcm_uframes_t raw);

/* What recovery does about each: restore.c, control.c, ../hda/bus.c. */
extern const struct umbra_kept_kind umbra_sound_streams, umbra_sound_codecs,
	umbra_sound_ports, umbra_sound_buses;

#endif
