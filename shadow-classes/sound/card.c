// SPDX-License-Identifier: GPL-2.0-only
/*
 * card.c - a sound card's way through a recovery.
 *
 *   failed    running streams: where do they stand?
 *   stopped   what only the driver reaches is taken off the card
 *   (init)    the driver makes a card, PCMs, controls, codecs: the same ones
 *   restore   streams opened, set up and prepared anew, controls set
 *   resumed   what ran runs
 *
 * The snd_card, its number, device nodes, open files and mapped buffers stay
 * what they were; no application hears of it.
 */
#include <linux/device/driver.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <sound/info.h>
#include "sound.h"

static struct umbra_class umbra_sound_class;
static DECLARE_WAIT_QUEUE_HEAD(umbra_sound_registered); /* a card is, or its driver failed */

/* A probe that goes on in a work item is waited for. */
#define UMBRA_SOUND_PROBE (10 * HZ)

/* ALSA frees the card, by whomever told to. All else that is the card's is gone. */
static int umbra_sound_card_gone(struct snd_device *device)
{
	struct umbra_domain *domain = device->device_data;
	struct umbra_sound_stream *stream, *next;

	umbra_sound_bus_gone(domain, device->card);
	list_for_each_entry_safe(stream, next, umbra_kept(domain), kept.node)
		if (!stream->kept.alone && stream->kept.owner == device->card)
			umbra_sound_stream_free(stream);
	umbra_keep_none_of(domain, device->card);
	return 0;
}

static const struct snd_device_ops umbra_sound_card_ops = { .dev_free = umbra_sound_card_gone };

/* After snd_card_new(). Our device on the card tells when it goes. Process context. */
void umbra_sound_card_made(struct umbra_domain *domain, int result, struct device *parent, int idx,
			   const char *xid, struct module *module, int extra_size,
			   struct snd_card **card_ret)
{
	/* Without: it works; a failure will give it up. */
	if (snd_device_new(*card_ret, SNDRV_DEV_LOWLEVEL, domain, &umbra_sound_card_ops))
		umbra_forget_object(domain, *card_ret);
	umbra_class_joined(&umbra_sound_class, domain);
}
EXPORT_SYMBOL_GPL(umbra_sound_card_made);

void umbra_sound_devm_card_made(struct umbra_domain *domain, int result, struct device *parent,
				int idx, const char *xid, struct module *module,
				size_t extra_size, struct snd_card **card_ret)
{
	umbra_sound_card_made(domain, result, parent, idx, xid, module, extra_size, card_ret);
}
EXPORT_SYMBOL_GPL(umbra_sound_devm_card_made);

/* Is the restarted driver's probe over? A card's data says so. */
void umbra_sound_card_registered(struct umbra_domain *domain, int result, struct snd_card *card)
{
	struct umbra_kept *kept = umbra_kept_find(domain, card);

	if (kept)
		WRITE_ONCE(kept->data, true);
	wake_up(&umbra_sound_registered);
}
EXPORT_SYMBOL_GPL(umbra_sound_card_registered);

static int umbra_sound_wait(struct umbra_domain *domain)
{
	struct umbra_kept *card;

	for_each_kept_object(card, domain, "snd_card")
		if (!wait_event_timeout(umbra_sound_registered,
					READ_ONCE(card->data) ||
						READ_ONCE(domain->state) != UMBRA_RESTARTING,
					UMBRA_SOUND_PROBE) ||
		    !card->data)
			return -ENODEV;
	return 0;
}

/* Any context. */
static void umbra_sound_failed(struct umbra_domain *domain)
{
	struct umbra_sound_stream *stream;

	rcu_read_lock();
	for_each_kept(stream, domain, "stream")
		umbra_sound_stream_failed(stream);
	umbra_sound_bus_failed(domain);
	rcu_read_unlock();
	wake_up(&umbra_sound_registered);
}

/* Low-level devices and proc files of the driver's: their data goes now. */
static void umbra_sound_strip(struct snd_card *card, struct module *module)
{
	struct snd_info_entry *entry, *next_entry;
	struct snd_device *device, *next_device;

	list_for_each_entry_safe(device, next_device, &card->devices, list)
		if (within_module((unsigned long)device->ops, module)) {
			list_del(&device->list);
			kfree(device);
		}
	if (!card->proc_root)
		return;
	list_for_each_entry_safe(entry, next_entry, &card->proc_root->children, list)
		if (within_module(entry->content == SNDRV_INFO_CONTENT_TEXT ?
					  (unsigned long)entry->c.text.read :
					  (unsigned long)entry->c.ops, module))
			snd_info_free_entry(entry);
}

static void umbra_sound_stopped(struct umbra_domain *domain)
{
	struct umbra_sound_stream *stream;
	struct umbra_kept *card;

	umbra_sound_bus_stopped(domain);
	for_each_kept(stream, domain, "stream")
		umbra_sound_stream_stopped(stream);
	for_each_kept_object(card, domain, "snd_card") {
		umbra_sound_strip(card->object, domain->module);
		card->data = false;
	}
}

static int umbra_sound_restore(struct umbra_domain *domain)
{
	int ret = umbra_sound_wait(domain) ?: umbra_kept_check(domain, "snd_card") ?:
					      umbra_kept_check(domain, "snd_pcm");
	struct umbra_sound_stream *stream;

	if (ret)
		return ret;
	umbra_sound_controls_restore(domain);
	for_each_kept(stream, domain, "stream") {
		ret = umbra_sound_stream_restore(stream);
		if (ret)
			return ret;
	}
	return umbra_sound_midi_restore(domain);
}

static void umbra_sound_resumed(struct umbra_domain *domain)
{
	struct umbra_sound_stream *stream;

	for_each_kept(stream, domain, "stream")
		umbra_sound_stream_resumed(stream);
	umbra_sound_codecs_resumed(domain);
	umbra_sound_bus_resumed(domain);
}

/* Whoever waits for a stream is told that its card is gone. */
static void umbra_sound_gave_up(struct umbra_domain *domain)
{
	struct umbra_sound_stream *stream;
	struct umbra_kept *card;

	for_each_kept(stream, domain, "stream")
		umbra_sound_stream_gave_up(stream);
	umbra_sound_bus_gave_up(domain);
	for_each_kept_object(card, domain, "snd_card")
		snd_card_disconnect(card->object);
}

static struct umbra_class umbra_sound_class = {
	.name = "sound",
	.failed = umbra_sound_failed,
	.stopped = umbra_sound_stopped,
	.restore = umbra_sound_restore,
	.resumed = umbra_sound_resumed,
	.gave_up = umbra_sound_gave_up,
};
module_driver(umbra_sound_class, umbra_class_register, umbra_class_unregister);

MODULE_DESCRIPTION("Umbra: the sound shadow");
MODULE_LICENSE("GPL");
