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

static struct umbra_sound_stream *umbra_sound_kept(struct umbra_kept *kept)
{
	return container_of(kept, struct umbra_sound_stream, kept);
}

/*
 * Where the device stands now that it is stopped: as far from where it was
 * seen last as it surely is by now, for nothing may be lost: what is between it
 * and the ear (a codec behind a link has a queue) is 20 or 50 ms. But never so
 * far that the application would be told of an xrun. Any context.
 */
static void umbra_sound_stream_failed(struct umbra_kept *kept)
{
	struct umbra_sound_stream *stream = umbra_sound_kept(kept);
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	snd_pcm_uframes_t room, avail, told;
	unsigned long flags;
	u64 n;

	spin_lock_irqsave(&stream->position_lock, flags);
	if (stream->started && stream->running) {
		/* What only we have seen of a codec's since, ALSA need not know. */
		told = stream->library ? runtime->status->hw_ptr % runtime->buffer_size :
					 stream->position;
		n = div_u64((ktime_get_mono_fast_ns() - stream->at) * runtime->rate,
			    NSEC_PER_SEC);
		n += (stream->position + runtime->buffer_size - told) % runtime->buffer_size;
		n -= min_t(u64, n, stream->lag + runtime->rate / (stream->library ? 20 : 50));
		avail = stream->substream->stream == SNDRV_PCM_STREAM_PLAYBACK ?
				snd_pcm_playback_avail(runtime) :
				snd_pcm_capture_avail(runtime);
		room = min(runtime->stop_threshold, runtime->buffer_size) - 1;
		n = min_t(u64, n, room > avail ? room - avail : 0);
		n -= n % runtime->min_align;
		stream->position = (told + n) % runtime->buffer_size;
	}
	stream->started = false;
	spin_unlock_irqrestore(&stream->position_lock, flags);
}

/* Let the application see where its stream stands: it may have to write. Under the lock. */
static void umbra_sound_sync(struct umbra_sound_stream *stream)
{
	snd_pcm_sframes_t delay;

	if (stream->running)
		snd_pcm_kernel_ioctl(stream->substream, SNDRV_PCM_IOCTL_DELAY, &delay);
}

/*
 * A device that was not reset plays on from where the failed driver had it
 * play, until the restarted driver stops it: that must be silence meanwhile.
 * The stream's own buffer is there, and not in use.
 */
static void umbra_sound_hush(struct umbra_sound_stream *stream)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	snd_pcm_sframes_t queued = snd_pcm_playback_hw_avail(runtime);

	if (stream->moved || stream->substream->stream != SNDRV_PCM_STREAM_PLAYBACK ||
	    queued <= 0 || queued > runtime->buffer_size)
		return;
	stream->raw = 0;
	umbra_sound_copy(stream, true, 0, queued);
	stream->saved = kvmalloc(stream->own.bytes, GFP_KERNEL);
	if (stream->saved)
		memcpy(stream->saved, stream->own.area, stream->own.bytes);
	stream->n_saved = queued;
}

/* A silent buffer for the device, in the place of the one that is full of sound. */
static void umbra_sound_quiet(struct umbra_sound_stream *stream)
{
	struct snd_dma_buffer *buffer = stream->substream->runtime->dma_buffer_p;

	if (stream->quieted || !buffer || !buffer->area || stream->driver->copy_user)
		return;
	if (!stream->own.area &&
	    snd_dma_alloc_pages(buffer->dev.type, buffer->dev.dev, buffer->bytes, &stream->own))
		return;
	umbra_sound_hush(stream);
	snd_pcm_format_set_silence(stream->substream->runtime->format, stream->own.area,
				   bytes_to_samples(stream->substream->runtime, buffer->bytes));
	if (stream->saved)
		umbra_sound_copy(stream, false, 0, stream->n_saved);
	swap(*buffer, stream->own);
	stream->quieted = true;
}

static void umbra_sound_unquiet(struct umbra_sound_stream *stream)
{
	if (stream->quieted)
		swap(*stream->substream->runtime->dma_buffer_p, stream->own);
	stream->quieted = false;
	if (stream->saved) {
		stream->raw = 0;
		memcpy(stream->own.area, stream->saved, stream->own.bytes);
		umbra_sound_copy(stream, false, 0, stream->n_saved);
	}
	kvfree(stream->saved);
	stream->saved = NULL;
}

/* Nobody is inside the driver. What it plays while it starts must not be what is in buffers. */
static void umbra_sound_stream_stopped(struct umbra_kept *kept)
{
	struct umbra_sound_stream *stream = umbra_sound_kept(kept);
	struct snd_dma_buffer *buffer = &stream->substream->dma_buffer;

	mutex_lock(&stream->lock);
	/* Whoever is in a library's trigger or pointer leaves. */
	snd_pcm_stream_lock_irq(stream->substream);
	snd_pcm_stream_unlock_irq(stream->substream);
	if (stream->open) {
		umbra_sound_sync(stream);
		if (stream->configured)
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
	struct snd_pcm_hw_constraints *limits;
	unsigned int behind = stream->first_rule + stream->n_rules;
	int ret;

	memmove(constraints->rules + stream->first_rule, constraints->rules + behind,
		(constraints->rules_num - behind) * sizeof(*constraints->rules));
	constraints->rules_num -= stream->n_rules;
	stream->n_rules = 0;
	limits = kmemdup(constraints, sizeof(*constraints), GFP_KERNEL);
	if (!limits)
		return -ENOMEM;
	stream->substream->private_data = stream->substream->pcm->private_data;
	ret = umbra_sound_open(stream);
	memcpy(constraints->masks, limits->masks, sizeof(limits->masks));
	memcpy(constraints->intervals, limits->intervals, sizeof(limits->intervals));
	kfree(limits);
	return ret;
}

static int umbra_sound_set_up(struct umbra_sound_stream *stream)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	struct snd_pcm_hw_params *params;
	int ret;

	umbra_sound_set_moved(stream, stream->quieted && stream->position);
	if (!stream->moved)
		umbra_sound_unquiet(stream);
	if (runtime->dma_buffer_p)
		runtime->dma_addr = runtime->dma_buffer_p->addr;
	params = kmemdup(&stream->params, sizeof(*params), GFP_KERNEL);
	if (!params)
		return -ENOMEM;
	ret = UMBRA_SOUND_DRIVER(stream, hw_params, params);
	kfree(params);
	if (ret >= 0 && stream->prepared)
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
	struct umbra_sound_stream *stream = umbra_sound_kept(kept);
	int ret = 0;

	mutex_lock(&stream->lock);
	/* To a library it is open. */
	if (stream->open && !stream->library)
		ret = umbra_sound_reopen(stream);
	if (ret >= 0 && stream->open && stream->configured)
		ret = umbra_sound_set_up(stream);
	mutex_unlock(&stream->lock);
	return min(ret, 0);
}

/* The taps are passive: what was to run, runs. */
static void umbra_sound_stream_resumed(struct umbra_kept *kept)
{
	struct umbra_sound_stream *stream = umbra_sound_kept(kept);
	struct snd_pcm_substream *substream = stream->substream;
	unsigned long flags;

	mutex_lock(&stream->lock);
	if (stream->open && stream->prepared) {
		snd_pcm_stream_lock_irqsave(substream, flags);
		if (stream->running && !stream->started && snd_pcm_running(substream)) {
			substream->runtime->trigger_master = substream;
			umbra_sound_start(stream, SNDRV_PCM_TRIGGER_START);
		}
		snd_pcm_stream_unlock_irqrestore(substream, flags);
		umbra_sound_sync(stream);
	}
	mutex_unlock(&stream->lock);
}

/* The buffers are the kernel's to free: each in its place. */
static void umbra_sound_stream_gave_up(struct umbra_kept *kept)
{
	struct umbra_sound_stream *stream = umbra_sound_kept(kept);
	mutex_lock(&stream->lock);
	if (stream->open)
		umbra_sound_unquiet(stream);
	mutex_unlock(&stream->lock);
}

const struct umbra_kept_kind umbra_sound_streams = {
	.name = "stream",
	.failed = umbra_sound_stream_failed,
	.stopped = umbra_sound_stream_stopped,
	.restore = umbra_sound_stream_restore,
	.resumed = umbra_sound_stream_resumed,
	.gave_up = umbra_sound_stream_gave_up,
};
