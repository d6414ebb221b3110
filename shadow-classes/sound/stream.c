// SPDX-License-Identifier: GPL-2.0-only
/*
 * stream.c - between ALSA and the driver's PCM operations.
 *
 *   ALSA ── substream->ops: struct umbra_sound_stream.ops ── entry tap ── driver
 *
 * Passive it notes what restore.c needs: that the stream is open, its
 * parameters, whether it is to run and where it stands; of the samples
 * nothing. While the driver is away (the taps say UMBRA_SOUND_AWAY) what may
 * sleep waits and is asked again; trigger is noted and obeyed later; pointer
 * answers where the stream stopped. Positions go on from there, for only the
 * driver's advances count, not what it counts from.
 *
 * Detectors, each with what it takes for a failure and is none:
 *   period interrupts stopped      none while the device went a period and a
 *                                  half; or for two periods and a second, as
 *                                  in a machine that its host stops
 *   position outside the buffer    none: ALSA calls it invalid, too
 *   position going backwards, position ahead of time
 *                                  by a period and 50 ms more than has passed,
 *                                  in a ring; a device that plays in bursts
 *   result outside the interface   none: neither 0, 1 nor an error number
 */
#include <linux/slab.h>
#include <sound/control.h>
#include <sound/pcm_params.h>
#include "sound.h"

#define UMBRA_SOUND_ASKED 4 /* times a call that fails each time is made */

static int umbra_sound_pcm_open(struct snd_pcm_substream *substream);

/* Or NULL. */
static struct umbra_sound_stream *umbra_sound_find(const struct snd_pcm_substream *substream)
{
	return substream && substream->ops && substream->ops->open == umbra_sound_pcm_open ?
		       container_of(substream->ops, struct umbra_sound_stream, ops) :
		       NULL;
}

/* A result of the driver's: one that no interface allows is a failure. */
static int umbra_sound_checked(struct umbra_sound_stream *stream, int result)
{
	if (result < 0 && umbra_away(stream->kept.domain))
		return UMBRA_SOUND_AWAY;
	if (result <= 1 && result >= -MAX_ERRNO)
		return result;
	umbra_class_fail(stream->kept.domain, "result outside the interface");
	return UMBRA_SOUND_AWAY;
}

/*
 * What of a runtime is the driver's, as long as the stream is open: in interrupts, too,
 * and in what a library asks of it.
 */
static void umbra_sound_runtime(struct umbra_sound_stream *stream, bool open)
{
	void (*change)(struct umbra_domain *, const volatile void *, unsigned long) =
		open ? umbra_grant : umbra_revoke;
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	struct umbra_domain *domain = stream->kept.domain;

	change(domain, &runtime->delay, sizeof(runtime->delay));
	change(domain, &runtime->rate, sizeof(runtime->rate));
	change(domain, &runtime->sync, sizeof(runtime->sync));
	/* private_free and hw; dma_addr, dma_bytes and dma_buffer_p. */
	change(domain, &runtime->private_data,
	       (void *)&runtime->hw_constraints - (void *)&runtime->private_data);
	change(domain, &runtime->dma_area,
	       (void *)(&runtime->dma_buffer_p + 1) - (void *)&runtime->dma_area);
}

/* The driver's open, and which of the runtime's rules are its. Under the lock. */
int umbra_sound_open(struct umbra_sound_stream *stream)
{
	struct snd_pcm_hw_constraints *constraints = &stream->substream->runtime->hw_constraints;
	unsigned int before = constraints->rules_num;
	int ret;

	/* As ALSA has it; a driver that was restarted since has another. */
	stream->substream->private_data = stream->substream->pcm->private_data;
	umbra_sound_runtime(stream, true);
	ret = stream->driver->open(stream->substream);
	stream->first_rule = before;
	stream->n_rules = constraints->rules_num - before;
	umbra_sound_between(stream);
	return ret;
}

/*
 * Between the application's buffer and @own, which is turned as the device's, what the
 * device plays next, or has recorded; or silence. @from: the device's frame. The stream
 * stands still, or under position_lock.
 */
void umbra_sound_copy(struct umbra_sound_stream *stream, unsigned char *own,
		      enum umbra_sound_copied what, snd_pcm_uframes_t from,
		      snd_pcm_uframes_t frames)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	bool planes = runtime->access == SNDRV_PCM_ACCESS_RW_NONINTERLEAVED ||
		      runtime->access == SNDRV_PCM_ACCESS_MMAP_NONINTERLEAVED;
	unsigned int bits = planes ? runtime->sample_bits : runtime->frame_bits;
	unsigned int i, n_planes = planes ? runtime->channels : 1;
	snd_pcm_uframes_t size = runtime->buffer_size;
	unsigned char *theirs = runtime->dma_buffer_p->area;

	while (frames) {
		snd_pcm_uframes_t to = (from + size + stream->position - stream->raw) % size;
		snd_pcm_uframes_t n = min3(frames, size - from, size - to);

		for (i = 0; i < n_planes; i++) {
			size_t plane = i * (runtime->dma_bytes / n_planes);
			unsigned char *a = own + plane + from * bits / 8;
			unsigned char *b = theirs + plane + to * bits / 8;

			if (what == UMBRA_SOUND_SILENCE)
				snd_pcm_format_set_silence(runtime->format, a,
							   n * bits / runtime->sample_bits);
			else
				memcpy(what ? a : b, what ? b : a, n * bits / 8);
		}
		from = (from + n) % size;
		frames -= n;
	}
}

/*
 * All that the device will play, as it is now; it reads meanwhile. The end of a stream that
 * drains is no period's end any more: silence follows it. Under position_lock.
 */
static void umbra_sound_fill(struct umbra_sound_stream *stream)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	snd_pcm_uframes_t size = runtime->buffer_size, frames = size;

	if (!stream->moved || stream->substream->stream != SNDRV_PCM_STREAM_PLAYBACK)
		return;
	if (runtime->state == SNDRV_PCM_STATE_DRAINING)
		frames = min_t(snd_pcm_uframes_t, size, snd_pcm_playback_hw_avail(runtime));
	umbra_sound_copy(stream, stream->own.area, UMBRA_SOUND_TO_OWN, stream->raw, frames);
	umbra_sound_copy(stream, stream->own.area, UMBRA_SOUND_SILENCE,
			 (stream->raw + frames) % size, size - frames);
}

/* The application has written: a moved stream's device must not wait for a timer. */
static int umbra_sound_pcm_ack(struct snd_pcm_substream *substream)
{
	struct umbra_sound_stream *stream = umbra_sound_find(substream);
	unsigned long flags;

	spin_lock_irqsave(&stream->position_lock, flags);
	if (stream->started)
		umbra_sound_fill(stream);
	spin_unlock_irqrestore(&stream->position_lock, flags);
	return UMBRA_SOUND_DRIVER(stream, ack);
}

/* Has the device a buffer of its own? Then who writes tells us. The stream does not run. */
void umbra_sound_set_moved(struct umbra_sound_stream *stream, bool moved)
{
	snd_pcm_stream_lock_irq(stream->substream);
	stream->moved = moved;
	stream->ops.ack = moved ? umbra_sound_pcm_ack : stream->driver->ack;
	snd_pcm_stream_unlock_irq(stream->substream);
}

/* The device has the application's buffer again. The stream does not run; under the lock. */
void umbra_sound_unmove(struct umbra_sound_stream *stream)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;

	if (stream->moved && runtime->dma_buffer_p)
		runtime->dma_addr = runtime->dma_buffer_p->addr;
	umbra_sound_set_moved(stream, false);
	if (stream->own.area)
		snd_dma_free_pages(&stream->own);
	memset(&stream->own, 0, sizeof(stream->own));
}

static bool umbra_sound_runs(int cmd)
{
	return cmd == SNDRV_PCM_TRIGGER_START || cmd == SNDRV_PCM_TRIGGER_RESUME ||
	       cmd == SNDRV_PCM_TRIGGER_PAUSE_RELEASE;
}

static void umbra_sound_note(struct umbra_sound_stream *stream, int cmd, bool told)
{
	unsigned long flags;

	spin_lock_irqsave(&stream->position_lock, flags);
	stream->running = umbra_sound_runs(cmd);
	stream->started = told && cmd != SNDRV_PCM_TRIGGER_STOP;
	stream->at = ktime_get_mono_fast_ns();
	stream->period_at = jiffies;
	stream->since = 0;
	spin_unlock_irqrestore(&stream->position_lock, flags);
	if (stream->running)
		mod_timer(&stream->timer, jiffies + 1);
}

/* Is the driver to be asked? If it is away, in a while, without the lock: recovery needs it. */
static bool umbra_sound_asks(struct umbra_sound_stream *stream, unsigned int asked, int *ret)
{
	if (*ret != UMBRA_SOUND_AWAY)
		return false;
	*ret = 0;
	if (asked || umbra_away(stream->kept.domain)) {
		mutex_unlock(&stream->lock);
		*ret = asked < UMBRA_SOUND_ASKED ? umbra_wait_passive(stream->kept.domain) : -EIO;
		mutex_lock(&stream->lock);
	}
	return !*ret;
}

/* As far as @stage. It is closed, whatever the driver says: its runtime goes. */
static void umbra_sound_got(struct umbra_sound_stream *stream, enum umbra_sound_stage stage,
			    int ret)
{
	if (stage == UMBRA_SOUND_CLOSED) {
		umbra_sound_runtime(stream, false);
		/* A library is there when its driver is given up, and counts. */
		if (ret == -ENODEV && stream->library && stream->stage != UMBRA_SOUND_CLOSED)
			stream->driver->close(stream->substream);
		stream->running = false;
		del_timer_sync(&stream->timer);
	}
	stream->stage = stage;
}

/*
 * umbra_sound_pcm_OP(): @call, under the stream's lock, until the driver has answered; then
 * the stream has got as far as @done, or @refused. A library has no tap that would say that
 * its driver is away, so that is asked before. Returns what the driver did; -EIO for a call
 * that failed each time, -ENODEV once the device is given up.
 */
#define UMBRA_SOUND_OPERATION(op, done, refused, call, ...)                                        \
	static int umbra_sound_pcm_##op(struct snd_pcm_substream *substream, ##__VA_ARGS__)        \
	{                                                                                          \
		struct umbra_sound_stream *stream = umbra_sound_find(substream);                   \
		int ret = UMBRA_SOUND_AWAY;                                                        \
		mutex_lock(&stream->lock);                                                         \
		for (unsigned int asked = 0; umbra_sound_asks(stream, asked, &ret); asked++)       \
			ret = umbra_sound_checked(stream, call);                                   \
		umbra_sound_got(stream, ret < 0 ? UMBRA_SOUND_##refused : UMBRA_SOUND_##done, ret); \
		mutex_unlock(&stream->lock);                                                       \
		return ret;                                                                        \
	}

UMBRA_SOUND_OPERATION(open, OPEN, CLOSED, umbra_sound_open(stream))
UMBRA_SOUND_OPERATION(close, CLOSED, CLOSED, UMBRA_SOUND_DRIVER(stream, close))
UMBRA_SOUND_OPERATION(hw_params, SET_UP, OPEN,
		      (umbra_sound_unmove(stream), stream->params = *params,
		       UMBRA_SOUND_DRIVER(stream, hw_params, params)),
		      struct snd_pcm_hw_params *params)
UMBRA_SOUND_OPERATION(hw_free, OPEN, OPEN,
		      (del_timer_sync(&stream->timer), umbra_sound_unmove(stream),
		       UMBRA_SOUND_DRIVER(stream, hw_free)))
/* It begins anew. It does not run. */
UMBRA_SOUND_OPERATION(prepare, READY, SET_UP,
		      (umbra_sound_note(stream, SNDRV_PCM_TRIGGER_STOP, false),
		       stream->position = stream->raw = 0, UMBRA_SOUND_DRIVER(stream, prepare)))

/* The driver's word on where the device is. NULL, or the failure. Under position_lock. */
static const char *umbra_sound_advance(struct umbra_sound_stream *stream, snd_pcm_uframes_t raw)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	snd_pcm_uframes_t size = runtime->buffer_size, n;
	u64 now = ktime_get_mono_fast_ns(), passed;

	if (raw >= size)
		return "position outside the buffer";
	n = (raw + size - stream->raw) % size;
	passed = div_u64((now - stream->at) * runtime->rate, NSEC_PER_SEC);
	if (n > passed + runtime->period_size + runtime->rate / 20)
		return n > size / 2 ? "position going backwards" : "position ahead of time";
	if (stream->moved && stream->substream->stream == SNDRV_PCM_STREAM_CAPTURE)
		umbra_sound_copy(stream, stream->own.area, UMBRA_SOUND_FROM_OWN, stream->raw, n);
	/* How far it is behind the clock at times, once it has started: it moves in steps. */
	stream->lag -= stream->lag / 64;
	if (stream->raw && passed > n + stream->lag)
		stream->lag = min_t(u64, passed - n, runtime->rate / 25);
	stream->raw = raw;
	stream->at = now;
	stream->since += n;
	stream->position = (stream->position + n) % size;
	umbra_sound_fill(stream);
	return NULL;
}

/* The driver said @raw, or who knows where a device stands that has just failed. Any context. */
const char *umbra_sound_seen(struct umbra_sound_stream *stream, snd_pcm_uframes_t raw)
{
	const char *failure = NULL;
	unsigned long flags;

	spin_lock_irqsave(&stream->position_lock, flags);
	if (stream->started)
		failure = umbra_sound_advance(stream, raw);
	spin_unlock_irqrestore(&stream->position_lock, flags);
	return failure;
}

static snd_pcm_uframes_t umbra_sound_pcm_pointer(struct snd_pcm_substream *substream)
{
	struct umbra_sound_stream *stream = umbra_sound_find(substream);
	const char *failure = NULL;
	snd_pcm_uframes_t raw;

	if (!READ_ONCE(stream->started))
		return stream->position;
	raw = stream->driver->pointer(substream);
	if (raw == SNDRV_PCM_POS_XRUN)
		return raw;
	if (raw != (snd_pcm_uframes_t)UMBRA_SOUND_AWAY)
		failure = umbra_sound_seen(stream, raw);
	if (failure)
		umbra_class_fail(stream->kept.domain, failure);
	return READ_ONCE(stream->position);
}

/* A library's: as of a device without timestamps. */
static int umbra_sound_pcm_time(struct snd_pcm_substream *substream, struct timespec64 *system,
				struct timespec64 *audio, struct snd_pcm_audio_tstamp_config *config,
				struct snd_pcm_audio_tstamp_report *report)
{
	struct umbra_sound_stream *stream = umbra_sound_find(substream);

	if (!umbra_away(stream->kept.domain))
		return stream->driver->get_time_info(substream, system, audio, config, report);
	report->actual_type = SNDRV_PCM_AUDIO_TSTAMP_TYPE_DEFAULT;
	return 0;
}

/*
 * The driver's trigger; it may have done the streams that are linked to this
 * one as well. Under ALSA's lock of the stream.
 */
int umbra_sound_start(struct umbra_sound_stream *stream, int cmd)
{
	struct snd_pcm_substream *substream = stream->substream, *each;
	unsigned long flags;
	int ret = UMBRA_SOUND_AWAY;
	bool told;

	if (!umbra_away(stream->kept.domain)) {
		spin_lock_irqsave(&stream->position_lock, flags);
		umbra_sound_fill(stream);
		spin_unlock_irqrestore(&stream->position_lock, flags);
		ret = umbra_sound_checked(stream, stream->driver->trigger(substream, cmd));
	}
	told = ret != UMBRA_SOUND_AWAY && !umbra_away(stream->kept.domain);
	if (told && ret < 0)
		return ret;
	snd_pcm_group_for_each_entry(each, substream)
		if (umbra_sound_find(each) && each->runtime->trigger_master == substream)
			umbra_sound_note(umbra_sound_find(each), cmd, told);
	return 0;
}

static int umbra_sound_pcm_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct umbra_sound_stream *stream = umbra_sound_find(substream);

	/* It may not run, whatever the kernel thinks: then what was paused is started. */
	if (stream->started || umbra_sound_runs(cmd))
		return umbra_sound_start(stream, stream->started ? cmd : SNDRV_PCM_TRIGGER_START);
	umbra_sound_note(stream, cmd, false);
	return 0;
}

/*
 * When to look again: after so many thousandths of a period. A stream that is well
 * has its period's end before that, which puts it off: an idle processor is not
 * woken. Any context.
 */
static void umbra_sound_look_later(struct umbra_sound_stream *stream, unsigned int periods)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	unsigned int ms = 20;

	if (stream->moved)
		ms = 10;
	else if (stream->started && !runtime->no_period_wakeup)
		ms = clamp_t(u64, div_u64(runtime->period_size * (u64)periods, runtime->rate), 20,
			     5000);
	mod_timer(&stream->timer, jiffies + msecs_to_jiffies(ms));
}

/* A period went by. Before snd_pcm_period_elapsed(). Any context. */
void umbra_sound_period(struct umbra_domain *domain, struct snd_pcm_substream *substream)
{
	struct umbra_sound_stream *stream = umbra_sound_find(substream);

	if (!stream)
		return;
	stream->period_at = jiffies;
	stream->since = 0;
	stream->periods = true;
	/* Every other period puts it off by two, for that is what costs. */
	stream->put_off = !stream->put_off;
	if (stream->put_off && stream->running && !stream->moved)
		umbra_sound_look_later(stream, 2600);
}
EXPORT_SYMBOL_GPL(umbra_sound_period);

/*
 * Is its period overdue? By the position, which stands still when a whole
 * machine does; else by a time that is far too long. Any context.
 */
static bool umbra_sound_overdue(struct umbra_sound_stream *stream)
{
	struct snd_pcm_substream *substream = stream->substream;
	struct snd_pcm_runtime *runtime = substream->runtime;
	u64 period = div_u64(runtime->period_size * (u64)NSEC_PER_SEC, runtime->rate);
	u64 passed = jiffies_to_nsecs(jiffies - stream->period_at);
	unsigned long flags;

	if (runtime->no_period_wakeup || passed < period + period / 2 ||
	    (stream->library && !stream->periods))
		return false;
	if (!substream->pcm->nonatomic) {
		snd_pcm_stream_lock_irqsave(substream, flags);
		umbra_sound_pcm_pointer(substream);
		snd_pcm_stream_unlock_irqrestore(substream, flags);
	}
	return stream->since > runtime->period_size * 3 / 2 || passed > 2 * period + NSEC_PER_SEC;
}

/*
 * While it runs: are there periods, has the application written? While its
 * driver is away: who waits has a time limit of ALSA's, which a wake-up renews.
 */
static void umbra_sound_look(struct timer_list *timer)
{
	struct umbra_sound_stream *stream = container_of(timer, struct umbra_sound_stream, timer);
	bool overdue = stream->running && stream->started && umbra_sound_overdue(stream);
	unsigned long flags;

	spin_lock_irqsave(&stream->position_lock, flags);
	if (stream->running && !stream->started) {
		wake_up(&stream->substream->runtime->sleep);
		wake_up(&stream->substream->runtime->tsleep);
	} else if (stream->running) {
		umbra_sound_fill(stream);
	}
	if (stream->running)
		umbra_sound_look_later(stream, 1600);
	spin_unlock_irqrestore(&stream->position_lock, flags);
	if (overdue && stream->started)
		umbra_class_fail(stream->kept.domain, "period interrupts stopped");
}

/* The card is gone. */
static void umbra_sound_stream_gone(struct umbra_kept *kept)
{
	struct umbra_sound_stream *stream = container_of(kept, struct umbra_sound_stream, kept);

	del_timer_sync(&stream->timer);
	if (stream->own.area)
		snd_dma_free_pages(&stream->own);
	kvfree(stream->saved);
	kfree_rcu(stream, kept.rcu);
}

/* Between ALSA and the table that it has: at first, or when the driver has chosen another. */
void umbra_sound_between(struct umbra_sound_stream *stream)
{
	const struct snd_pcm_ops *ops = stream->substream->ops;

	if (ops == &stream->ops)
		return;
	stream->driver = ops;
	stream->ops = *ops;
	stream->ops.open = umbra_sound_pcm_open;
	stream->ops.close = umbra_sound_pcm_close;
	stream->ops.hw_params = umbra_sound_pcm_hw_params;
	stream->ops.hw_free = umbra_sound_pcm_hw_free;
	stream->ops.prepare = umbra_sound_pcm_prepare;
	stream->ops.trigger = umbra_sound_pcm_trigger;
	stream->ops.pointer = umbra_sound_pcm_pointer;
	if (stream->moved)
		stream->ops.ack = umbra_sound_pcm_ack;
	if (stream->library && ops->get_time_info)
		stream->ops.get_time_info = umbra_sound_pcm_time;
	stream->substream->ops = &stream->ops;
}

/* ALSA calls ours from now on. The table that it has stays where it is through a recovery. */
static void umbra_sound_adopt(struct umbra_domain *domain, struct snd_pcm_substream *substream)
{
	const struct snd_pcm_ops *ops = substream->ops;
	struct umbra_sound_stream *stream;

	if (!ops || umbra_sound_find(substream))
		return;
	stream = kzalloc(sizeof(*stream), GFP_KERNEL);
	if (!stream)
		return; /* Its driver's failure will be the application's. */
	stream->substream = substream;
	stream->library = !within_module((unsigned long)ops, domain->module);
	mutex_init(&stream->lock);
	spin_lock_init(&stream->position_lock);
	timer_setup(&stream->timer, umbra_sound_look, TIMER_PINNED);
	umbra_sound_between(stream);
	umbra_keep(domain, &stream->kept, "stream", substream, substream->pcm->card,
		   umbra_sound_stream_gone);
}

/* Before a card or a device of its is registered: its streams, be they a library's. */
void umbra_sound_registering(struct umbra_domain *domain, struct snd_card *card)
{
	struct snd_pcm_substream *substream;
	struct snd_device *device;
	int i;

	list_for_each_entry(device, &card->devices, list)
		for (i = 0; i < 2 && device->type == SNDRV_DEV_PCM; i++) {
			struct snd_pcm *pcm = device->device_data;

			for (substream = pcm->streams[i].substream; substream;
			     substream = substream->next)
				umbra_sound_adopt(domain, substream);
		}
}
EXPORT_SYMBOL_GPL(umbra_sound_registering);
