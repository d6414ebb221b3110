// SPDX-License-Identifier: GPL-2.0-only
/*
 * card.c - a sound card's way through a recovery.
 *
 *   failed    running streams: where do they stand?
 *   stopped   what only the driver reaches is taken off the card
 *   (init)    the driver makes a card, PCMs, controls, codecs: the same ones
 *   restore   controls set, streams opened, set up and prepared anew
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

/* ALSA frees the card, by whomever told to. All else that is the card's is gone. */
static int umbra_sound_card_gone(struct snd_device *device)
{
	umbra_keep_none_of(device->device_data, device->card);
	return 0;
}

static const struct snd_device_ops umbra_sound_card_ops = { .dev_free = umbra_sound_card_gone };

/* Low-level devices and proc files of the driver's: their data goes now. */
static void umbra_sound_card_stopped(struct umbra_kept *kept)
{
	struct snd_info_entry *entry, *next_entry;
	struct snd_device *device, *next_device;
	struct module *module = kept->domain->module;
	struct snd_card *card = kept->object;

	list_for_each_entry_safe(device, next_device, &card->devices, list)
		if (within_module((unsigned long)device->ops->dev_free, module))
			snd_device_free(card, device->device_data);
	if (!card->proc_root)
		return;
	list_for_each_entry_safe(entry, next_entry, &card->proc_root->children, list)
		if (within_module(entry->content == SNDRV_INFO_CONTENT_TEXT ?
					  (unsigned long)entry->c.text.read :
					  (unsigned long)entry->c.ops, module))
			snd_info_free_entry(entry);
}

/* Whoever waits for a stream is told that its card is gone. */
static void umbra_sound_card_gave_up(struct umbra_kept *kept)
{
	snd_card_disconnect(kept->object);
}

static const struct umbra_kept_kind umbra_sound_cards = {
	.name = "snd_card",
	.stopped = umbra_sound_card_stopped,
	.gave_up = umbra_sound_card_gave_up,
};
/* In this order: a controller knows best where its streams stand, a card is given up last. */
static const struct umbra_kept_kind *const umbra_sound_kinds[] = {
	&umbra_sound_buses, &(const struct umbra_kept_kind){ .name = "snd_kcontrol", .replayed = true },
	&umbra_sound_streams, &umbra_sound_codecs, &umbra_sound_ports,
	&(const struct umbra_kept_kind){ .name = "snd_timer", .replayed = true },
	&umbra_sound_cards, NULL
};
static const char *const umbra_sound_demands[] = { "registered", "snd_card", "snd_pcm", NULL };
static struct umbra_class umbra_sound_class = {
	.name = "sound",
	.demands = umbra_sound_demands,
	.kinds = umbra_sound_kinds,
};
module_driver(umbra_sound_class, umbra_class_register, umbra_class_unregister);

/* After snd_card_new(). Our device on the card tells when it goes. Process context. */
void umbra_sound_card_made(struct umbra_domain *domain, struct snd_card *card)
{
	/* Without: it works; a failure will give it up. */
	if (snd_device_new(card, SNDRV_DEV_LOWLEVEL, domain, &umbra_sound_card_ops))
		umbra_forget_object(domain, card);
	/* So a restarted driver's probe is over when it has registered the card (specs/sound.h). */
	umbra_keep_object(domain, "registered", &card->devices, card, "0");
	umbra_class_joined(&umbra_sound_class, domain);
}
EXPORT_SYMBOL_GPL(umbra_sound_card_made);

MODULE_DESCRIPTION("Umbra: the sound shadow");
MODULE_LICENSE("GPL");
