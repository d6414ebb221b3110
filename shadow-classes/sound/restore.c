// SPDX-License-Identifier: GPL-2.0-only
/*
 * restore.c - PCM streams through a recovery.
 *
 *   hw_ptr ─────────────┐ position, told last and then reckoned by time
 *   ┌───────────────────▼─────────────────────┐
 *   │ played            │ to be played        │ the application's buffer; it may be mapped
 *   └───────────────────┴─────────────────────┘
 *                       │ copied, turned
 *   ┌───────────────────▼─────┬───────────────┐
 *   │ to be played            │               │ the device's own: a driver that prepares
 *   └─────────────────────────┴───────────────┘ begins at 0
 *
 * So the application's positions and buffer stay as they are. The device has
 * its own buffer until the application frees or sets up the stream; the price
 * is a copy of the buffer at each look at the position, for that long.
 *
 * Not handled: a driver that moves samples by itself (copy operations, or
 * through dma_area), and one that clears the buffer in hw_params or prepare.
 */
#include <linux/slab.h>
#include <sound/pcm_params.h>
#include "sound.h"

/*
 * Where the device stands now that it is stopped: as far from where it was seen last
 * as it surely is by now, for nothing may be lost: what is between it and the ear is
 * 20 ms. But never so far that the application would be told of an xrun. Any context.
 */
static void umbra_sound_stream_failed(struct umbra_kept *kept)
{
	struct umbra_sound_stream *stream = container_of(kept, struct umbra_sound_stream, kept);
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	snd_pcm_uframes_t room, avail;
	unsigned long flags;
	u64 n;

	spin_lock_irqsave(&stream->position_lock, flags);
	if (stream->started && stream->running) {
		n = div_u64((ktime_get_mono_fast_ns() - stream->at) * runtime->rate,
			    NSEC_PER_SEC);
		n -= min_t(u64, n, stream->lag + runtime->rate / 50);
		avail = stream->substream->stream == SNDRV_PCM_STREAM_PLAYBACK ?
				snd_pcm_playback_avail(runtime) :
				snd_pcm_capture_avail(runtime);
		room = min(runtime->stop_threshold, runtime->buffer_size) - 1;
		n = min_t(u64, n, room > avail ? room - avail : 0);
		n -= n % runtime->min_align;
		stream->position = (stream->position + n) % runtime->buffer_size;
	}
	stream->started = false;
	spin_unlock_irqrestore(&stream->position_lock, flags);
}

/*
 * Let the application see where its stream stands: it may have to write. Under the lock;
 * ALSA's is taken, so whoever is in a library's trigger or pointer has left.
 */
static void umbra_sound_sync(struct umbra_sound_stream *stream)
{
	snd_pcm_sframes_t delay;

	snd_pcm_kernel_ioctl(stream->substream, SNDRV_PCM_IOCTL_DELAY, &delay);
}

/*
 * A device that was not reset plays on from where the failed driver had it play, until
 * the restarted driver stops it; and that may try its device, with the stream's buffer.
 * Neither is to be heard: what is queued becomes silence, and the driver finds a
 * silent buffer.
 */
static void umbra_sound_quiet(struct umbra_sound_stream *stream)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	struct snd_dma_buffer *buffer = runtime->dma_buffer_p, *own = &stream->own;
	snd_pcm_sframes_t queued = snd_pcm_playback_hw_avail(runtime);

	if (stream->quieted || !buffer || !buffer->area || stream->driver->copy_user)
		return;
	if (!own->area &&
	    snd_dma_alloc_pages(buffer->dev.type, buffer->dev.dev, buffer->bytes, own))
		return;
	snd_pcm_format_set_silence(runtime->format, own->area,
				   bytes_to_samples(runtime, own->bytes));
	if (!stream->moved && stream->substream->stream == SNDRV_PCM_STREAM_PLAYBACK &&
	    queued > 0 && queued <= runtime->buffer_size)
		stream->saved = kvmalloc(own->bytes, GFP_KERNEL);
	if (stream->saved) {
		stream->raw = 0;
		stream->n_saved = queued;
		umbra_sound_copy(stream, stream->saved, UMBRA_SOUND_TO_OWN, 0, queued);
		umbra_sound_copy(stream, own->area, UMBRA_SOUND_FROM_OWN, 0, queued);
	}
	swap(*buffer, *own);
	stream->quieted = true;
}

static void umbra_sound_unquiet(struct umbra_sound_stream *stream)
{
	if (!stream->quieted)
		return;
	swap(*stream->substream->runtime->dma_buffer_p, stream->own);
	stream->quieted = false;
	if (stream->saved)
		umbra_sound_copy(stream, stream->saved, UMBRA_SOUND_FROM_OWN, 0, stream->n_saved);
	kvfree(stream->saved);
	stream->saved = NULL;
}

/* Nobody is inside the driver. Some try a stream that is closed, too, when they start. */
static void umbra_sound_stream_stopped(struct umbra_kept *kept)
{
	struct umbra_sound_stream *stream = container_of(kept, struct umbra_sound_stream, kept);
	struct snd_dma_buffer *buffer = &stream->substream->dma_buffer;

	mutex_lock(&stream->lock);
	if (stream->stage != UMBRA_SOUND_CLOSED) {
		umbra_sound_sync(stream);
		if (stream->stage >= UMBRA_SOUND_SET_UP)
			umbra_sound_quiet(stream);
	} else if (buffer->area) {
		memset(buffer->area, 0, buffer->bytes);
	}
	mutex_unlock(&stream->lock);
}

/*
 * The driver's open once more. It adds its rules again, which point to its new
 * data; the limits that followed from all rules are what they were.
 */
static int umbra_sound_reopen(struct umbra_sound_stream *stream)
{
	struct snd_pcm_hw_constraints *constraints = &stream->substream->runtime->hw_constraints;
	struct snd_pcm_hw_constraints limits = *constraints;
	unsigned int behind = stream->first_rule + stream->n_rules;
	int ret;

	memmove(constraints->rules + stream->first_rule, constraints->rules + behind,
		(constraints->rules_num - behind) * sizeof(*constraints->rules));
	constraints->rules_num -= stream->n_rules;
	stream->n_rules = 0;
	ret = umbra_sound_open(stream);
	memcpy(constraints->masks, limits.masks, sizeof(limits.masks));
	memcpy(constraints->intervals, limits.intervals, sizeof(limits.intervals));
	return ret;
}

static int umbra_sound_set_up(struct umbra_sound_stream *stream)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	struct snd_pcm_hw_params params = stream->params; /* the driver may write there */
	int ret;

	umbra_sound_set_moved(stream, stream->quieted);
	if (runtime->dma_buffer_p)
		runtime->dma_addr = runtime->dma_buffer_p->addr;
	ret = UMBRA_SOUND_DRIVER(stream, hw_params, &params);
	if (ret >= 0 && stream->stage == UMBRA_SOUND_READY)
		ret = UMBRA_SOUND_DRIVER(stream, prepare);
	stream->raw = 0;
	umbra_sound_unquiet(stream);
	if (runtime->dma_buffer_p)
		runtime->dma_area = runtime->dma_buffer_p->area;
	return ret;
}

/* In the recovery thread. Returns 0, or the driver's error. */
static int umbra_sound_stream_restore(struct umbra_kept *kept)
{
	struct umbra_sound_stream *stream = container_of(kept, struct umbra_sound_stream, kept);
	int ret = 0;

	mutex_lock(&stream->lock);
	/* To a library it is open. */
	if (stream->stage != UMBRA_SOUND_CLOSED && !stream->library)
		ret = umbra_sound_reopen(stream);
	if (ret >= 0 && stream->stage >= UMBRA_SOUND_SET_UP)
		ret = umbra_sound_set_up(stream);
	mutex_unlock(&stream->lock);
	return min(ret, 0);
}

/* The taps are passive: what was to run, runs. */
static void umbra_sound_stream_resumed(struct umbra_kept *kept)
{
	struct umbra_sound_stream *stream = container_of(kept, struct umbra_sound_stream, kept);
	struct snd_pcm_substream *substream = stream->substream;

	mutex_lock(&stream->lock);
	if (stream->stage == UMBRA_SOUND_READY) {
		snd_pcm_stream_lock_irq(substream);
		if (stream->running && !stream->started && snd_pcm_running(substream)) {
			substream->runtime->trigger_master = substream;
			umbra_sound_start(stream, SNDRV_PCM_TRIGGER_START);
		}
		snd_pcm_stream_unlock_irq(substream);
		umbra_sound_sync(stream);
	}
	mutex_unlock(&stream->lock);
}

const struct umbra_kept_kind umbra_sound_streams = {
	.name = "stream",
	.failed = umbra_sound_stream_failed,
	.stopped = umbra_sound_stream_stopped,
	.restore = umbra_sound_stream_restore,
	.resumed = umbra_sound_stream_resumed,
};
