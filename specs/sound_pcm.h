/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sound_pcm.h - PCM: streams of samples, and what the kernel asks of them.
 *
 * The rule it upholds: an open stream, its buffer and its position outlive
 * their driver's failure. Between the kernel and an operation below stands the
 * shadow's own (struct umbra_sound_stream): it waits and asks again where it
 * may sleep, answers from what it knows where it may not. So a tap that
 * cannot enter the driver only says so: -ERESTARTNOINTR, which no operation
 * answers by itself and no application sees.
 *
 * Not handled: position timestamps that the hardware takes (get_time_info).
 *
 * umbra_sound_period() is umbra_sound.ko's, and has the prototype of
 * snd_pcm_period_elapsed() after the domain.
 */
#include "umbra_spec.h"
#include <sound/core.h>
#include <sound/control.h>
#include <sound/pcm.h>
#include <sound/pcm_params.h>

UMBRA_CALL int snd_pcm_new(struct snd_card *card, const char *id, int device, int playback_count,
			   int capture_count, struct snd_pcm **rpcm)
	KEEPS(snd_pcm, *rpcm, card, "%d", device)
	GRANTS(&(*rpcm)->info_flags,
	       (void *)&(*rpcm)->streams - (void *)&(*rpcm)->info_flags)
	GRANTS(&(*rpcm)->private_data,
	       (void *)(&(*rpcm)->no_device_suspend + 1) - (void *)&(*rpcm)->private_data)
	WHILE_RECOVERING(claim, (result->private_data = NULL, result->private_free = NULL));
UMBRA_CALL void snd_pcm_set_ops(struct snd_pcm *pcm, int direction, const struct snd_pcm_ops *ops)
	WHILE_RECOVERING(skip);
/* Buffers stay, for applications have them mapped; so does the table of operations. */
UMBRA_CALL int snd_pcm_set_managed_buffer(struct snd_pcm_substream *substream, int type,
					  struct device *data, size_t size, size_t max)
	WHILE_RECOVERING(skip) OPAQUE(data);
UMBRA_CALL int snd_pcm_set_managed_buffer_all(struct snd_pcm *pcm, int type, struct device *data,
					      size_t size, size_t max)
	WHILE_RECOVERING(skip) OPAQUE(data);
UMBRA_CALL void snd_pcm_lib_preallocate_pages(struct snd_pcm_substream *substream, int type,
					      struct device *data, size_t size, size_t max)
	WHILE_RECOVERING(skip) OPAQUE(data);
UMBRA_CALL void snd_pcm_lib_preallocate_pages_for_all(struct snd_pcm *pcm, int type, void *data,
						      size_t size, size_t max)
	WHILE_RECOVERING(skip);
UMBRA_CALL int snd_pcm_lib_malloc_pages(struct snd_pcm_substream *substream, size_t size);
UMBRA_CALL int snd_pcm_lib_free_pages(struct snd_pcm_substream *substream);
UMBRA_CALL int snd_pcm_add_chmap_ctls(struct snd_pcm *pcm, int stream,
				      const struct snd_pcm_chmap_elem *chmap, int max_channels,
				      unsigned long private_value, struct snd_pcm_chmap **info_ret)
	KEEPS(snd_pcm_chmap,
	      (struct snd_pcm_chmap *)snd_kcontrol_chip(pcm->streams[stream].chmap_kctl),
	      pcm->card, "%d.%d", pcm->device, stream)
	GRANTS(snd_kcontrol_chip(pcm->streams[stream].chmap_kctl), sizeof(struct snd_pcm_chmap))
	/* Its control is as snd_ctl_new1() gives one: functions of the driver's own come there. */
	GRANTS(&pcm->streams[stream].chmap_kctl->id,
	       (void *)&pcm->streams[stream].chmap_kctl->vd[pcm->streams[stream].chmap_kctl->count] -
		       (void *)&pcm->streams[stream].chmap_kctl->id)
	WHILE_RECOVERING(made, (result->chmap = chmap, info_ret ? *info_ret = result : NULL));

/* What the driver tells of a running stream. */
UMBRA_CALL void snd_pcm_period_elapsed(struct snd_pcm_substream *substream)
	BEFORE(umbra_sound_period) PASSES;
UMBRA_CALL void snd_pcm_period_elapsed_under_stream_lock(struct snd_pcm_substream *substream)
	BEFORE(umbra_sound_period) PASSES;
UMBRA_CALL int snd_pcm_stop(struct snd_pcm_substream *substream, snd_pcm_state_t status);
UMBRA_CALL int snd_pcm_stop_xrun(struct snd_pcm_substream *substream);
UMBRA_CALL int snd_pcm_suspend_all(struct snd_pcm *pcm);

/* What a stream can do: said at open, again after a restart. */
UMBRA_INLINE(int, snd_pcm_limit_hw_rates, (struct snd_pcm_runtime *runtime)) PASSES;
UMBRA_CALL int snd_pcm_hw_constraint_integer(struct snd_pcm_runtime *runtime,
					     snd_pcm_hw_param_t var);
UMBRA_CALL int snd_pcm_hw_constraint_minmax(struct snd_pcm_runtime *runtime,
					    snd_pcm_hw_param_t var, unsigned int min,
					    unsigned int max);
UMBRA_CALL int snd_pcm_hw_constraint_list(struct snd_pcm_runtime *runtime, unsigned int cond,
					  snd_pcm_hw_param_t var,
					  const struct snd_pcm_hw_constraint_list *l);
UMBRA_CALL int snd_pcm_hw_constraint_ratnums(struct snd_pcm_runtime *runtime, unsigned int cond,
					     snd_pcm_hw_param_t var,
					     const struct snd_pcm_hw_constraint_ratnums *r);
UMBRA_CALL int snd_pcm_hw_constraint_ratdens(struct snd_pcm_runtime *runtime, unsigned int cond,
					     snd_pcm_hw_param_t var,
					     const struct snd_pcm_hw_constraint_ratdens *r);
UMBRA_CALL int snd_pcm_hw_constraint_msbits(struct snd_pcm_runtime *runtime, unsigned int cond,
					    unsigned int width, unsigned int msbits);
UMBRA_CALL int snd_pcm_hw_constraint_step(struct snd_pcm_runtime *runtime, unsigned int cond,
					  snd_pcm_hw_param_t var, unsigned long step);
UMBRA_CALL int snd_pcm_hw_constraint_pow2(struct snd_pcm_runtime *runtime, unsigned int cond,
					  snd_pcm_hw_param_t var);
UMBRA_CALL int snd_pcm_hw_rule_add(struct snd_pcm_runtime *runtime, unsigned int cond, int var,
				   snd_pcm_hw_rule_func_t func, void *private, int dep, ...);
/* 0: it has made them no narrower. */
UMBRA_CALLBACK(int, snd_pcm_hw_rule_add, func,
	       (struct snd_pcm_hw_params *params, struct snd_pcm_hw_rule *rule))
	GRANTS(params, sizeof(*params)) WHILE_RECOVERING(busy, 0);
UMBRA_CALL int snd_pcm_hw_rule_noresample(struct snd_pcm_runtime *runtime,
					  unsigned int base_rate);
UMBRA_CALL void snd_pcm_set_sync(struct snd_pcm_substream *substream) PASSES;
UMBRA_CALL int snd_pcm_format_width(snd_pcm_format_t format) PASSES;
UMBRA_CALL int snd_pcm_format_physical_width(snd_pcm_format_t format) PASSES;
UMBRA_CALL int snd_pcm_format_linear(snd_pcm_format_t format) PASSES;
UMBRA_CALL int snd_pcm_format_unsigned(snd_pcm_format_t format) PASSES;
UMBRA_CALL int snd_pcm_lib_ioctl(struct snd_pcm_substream *substream, unsigned int cmd, void *arg)
	PASSES;

/*
 * What the kernel asks. What of an open stream's runtime is the driver's, the shadow
 * grants (stream.c), for the operations may be a library's.
 */
WRITES(snd_pcm_substream, private_data);
WRITES(snd_pcm_substream, ops);
/* When the stream is closed, and the rest of it the kernel's again. */
WRITES(snd_pcm_runtime, private_data);
UMBRA_ENTRY(void, snd_pcm_runtime, private_free, (struct snd_pcm_runtime *runtime));
UMBRA_ENTRY(int, snd_pcm_ops, open, (struct snd_pcm_substream *substream))
	WHILE_RECOVERING(busy, -ERESTARTNOINTR);
UMBRA_ENTRY(int, snd_pcm_ops, close, (struct snd_pcm_substream *substream))
	WHILE_RECOVERING(busy, -ERESTARTNOINTR) NEVER_REFUSED;
UMBRA_ENTRY(int, snd_pcm_ops, hw_params,
	    (struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params))
	WHILE_RECOVERING(busy, -ERESTARTNOINTR);
UMBRA_ENTRY(int, snd_pcm_ops, hw_free, (struct snd_pcm_substream *substream))
	WHILE_RECOVERING(busy, -ERESTARTNOINTR) NEVER_REFUSED;
UMBRA_ENTRY(int, snd_pcm_ops, prepare, (struct snd_pcm_substream *substream))
	WHILE_RECOVERING(busy, -ERESTARTNOINTR);
UMBRA_ENTRY(int, snd_pcm_ops, trigger, (struct snd_pcm_substream *substream, int cmd))
	WHILE_RECOVERING(busy, -ERESTARTNOINTR);
UMBRA_ENTRY(snd_pcm_uframes_t, snd_pcm_ops, pointer, (struct snd_pcm_substream *substream))
	WHILE_RECOVERING(busy, (snd_pcm_uframes_t)-ERESTARTNOINTR);
UMBRA_ENTRY(int, snd_pcm_ops, ack, (struct snd_pcm_substream *substream)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(int, snd_pcm_ops, sync_stop, (struct snd_pcm_substream *substream))
	WHILE_RECOVERING(skip);
UMBRA_ENTRY(int, snd_pcm_ops, ioctl,
	    (struct snd_pcm_substream *substream, unsigned int cmd, void *arg))
	GRANTS(arg, cmd == SNDRV_PCM_IOCTL1_CHANNEL_INFO ? sizeof(struct snd_pcm_channel_info) : 0)
	WHILE_RECOVERING(busy, snd_pcm_lib_ioctl(substream, cmd, arg));
/* As ALSA does for a device without timestamps. */
UMBRA_ENTRY(int, snd_pcm_ops, get_time_info,
	    (struct snd_pcm_substream *substream, struct timespec64 *system_ts,
	     struct timespec64 *audio_ts, struct snd_pcm_audio_tstamp_config *config,
	     struct snd_pcm_audio_tstamp_report *report))
	WHILE_RECOVERING(busy, (report->actual_type = SNDRV_PCM_AUDIO_TSTAMP_TYPE_DEFAULT, 0));
UMBRA_ENTRY(int, snd_pcm_ops, fill_silence,
	    (struct snd_pcm_substream *substream, int channel, unsigned long pos,
	     unsigned long bytes)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(int, snd_pcm_ops, copy_user,
	    (struct snd_pcm_substream *substream, int channel, unsigned long pos, void __user *buf,
	     unsigned long bytes)) WHILE_RECOVERING(block);
UMBRA_ENTRY(int, snd_pcm_ops, copy_kernel,
	    (struct snd_pcm_substream *substream, int channel, unsigned long pos, void *buf,
	     unsigned long bytes)) GRANTS(buf, bytes) WHILE_RECOVERING(block);
UMBRA_ENTRY(struct page *, snd_pcm_ops, page,
	    (struct snd_pcm_substream *substream, unsigned long offset)) WHILE_RECOVERING(block);
UMBRA_ENTRY(int, snd_pcm_ops, mmap,
	    (struct snd_pcm_substream *substream, struct vm_area_struct *vma))
	WHILE_RECOVERING(block);
