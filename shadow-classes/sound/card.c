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
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <sound/info.h>
#include "sound.h"

static struct umbra_class umbra_sound_class;
static LIST_HEAD(umbra_sound_cards);
static DEFINE_SPINLOCK(umbra_sound_lock); /* the list */

#define for_each_card_of(card, of_domain)                   \
	list_for_each_entry(card, &umbra_sound_cards, node) \
		if ((card)->domain == (of_domain))

/* Any context. */
struct umbra_sound_card *umbra_sound_card_of(const struct snd_card *card)
{
	struct umbra_sound_card *each, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&umbra_sound_lock, flags);
	list_for_each_entry(each, &umbra_sound_cards, node)
		if (each->card == card)
			found = each;
	spin_unlock_irqrestore(&umbra_sound_lock, flags);
	return found;
}

/* The card of the device that this thread is probing, or NULL. */
struct umbra_sound_card *umbra_sound_card_probed(struct umbra_domain *domain)
{
	struct pci_dev *device = umbra_principal(domain);
	struct umbra_sound_card *card, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&umbra_sound_lock, flags);
	for_each_card_of(card, domain)
		if (device && card->card->dev == &device->dev)
			found = card;
	spin_unlock_irqrestore(&umbra_sound_lock, flags);
	return found;
}

struct umbra_sound_part *umbra_sound_part_of(struct umbra_sound_card *card, const void *object)
{
	struct umbra_sound_part *part;

	if (card)
		list_for_each_entry(part, &card->parts, node)
			if (part->object == object)
				return part;
	return NULL;
}

void umbra_sound_part_forget(struct umbra_sound_card *card, const void *object)
{
	struct umbra_sound_part *part = umbra_sound_part_of(card, object);

	if (part)
		list_del(&part->node);
	kfree(part);
}

/* From now on @object survives. A card that is not known cannot be recovered. */
void umbra_sound_part_add(struct umbra_sound_card *card, enum umbra_sound_type type, void *object,
			  unsigned long number, const char *name)
{
	struct umbra_sound_part *part;

	umbra_sound_part_forget(card, object);
	part = card ? kzalloc(sizeof(*part), GFP_KERNEL) : NULL;
	if (!part)
		return;
	part->type = type;
	part->object = object;
	part->number = number;
	strscpy(part->name, name, sizeof(part->name));
	part->ready = type != UMBRA_SOUND_CONTROL;
	part->claimed = true;
	list_add_tail(&part->node, &card->parts);
}

/* The restarted driver makes one: the first of its kind and name that is left, or NULL. */
void *umbra_sound_part_claim(struct umbra_sound_card *card, enum umbra_sound_type type,
			     unsigned long number, const char *name)
{
	struct umbra_sound_part *part;

	if (!card)
		return NULL;
	list_for_each_entry(part, &card->parts, node) {
		if (part->claimed || !part->ready || part->type != type ||
		    part->number != number || strncmp(part->name, name, sizeof(part->name) - 1))
			continue;
		part->claimed = true;
		return part->object;
	}
	return NULL;
}

/* ALSA frees the card, by whomever told to. All else that is the card's is gone. */
static int umbra_sound_card_gone(struct snd_device *device)
{
	struct umbra_sound_card *card = device->device_data;
	struct umbra_sound_stream *stream, *next_stream;
	struct umbra_sound_part *part, *next_part;
	unsigned long flags;

	spin_lock_irqsave(&umbra_sound_lock, flags);
	list_del(&card->node);
	spin_unlock_irqrestore(&umbra_sound_lock, flags);
	list_for_each_entry_safe(part, next_part, &card->parts, node)
		kfree(part);
	list_for_each_entry_safe(stream, next_stream, &card->streams, node)
		umbra_sound_stream_free(stream);
	kfree(card);
	return 0;
}

static const struct snd_device_ops umbra_sound_card_ops = { .dev_free = umbra_sound_card_gone };

/* After snd_card_new(). Our device on the card tells when it goes. Process context. */
void umbra_sound_card_made(struct umbra_domain *domain, int result, struct device *parent, int idx,
			   const char *xid, struct module *module, int extra_size,
			   struct snd_card **card_ret)
{
	struct umbra_sound_card *card = kzalloc(sizeof(*card), GFP_KERNEL);
	unsigned long flags;

	if (!card)
		return; /* It works; a failure will give it up. */
	card->domain = domain;
	card->card = *card_ret;
	card->claimed = true;
	INIT_LIST_HEAD(&card->parts);
	INIT_LIST_HEAD(&card->streams);
	if (snd_device_new(*card_ret, SNDRV_DEV_LOWLEVEL, card, &umbra_sound_card_ops)) {
		kfree(card);
		return;
	}
	spin_lock_irqsave(&umbra_sound_lock, flags);
	list_add_tail(&card->node, &umbra_sound_cards);
	spin_unlock_irqrestore(&umbra_sound_lock, flags);
	umbra_class_joined(&umbra_sound_class, domain);
}
EXPORT_SYMBOL_GPL(umbra_sound_card_made);

/* The same card, as a fresh one, for the restarting driver; NULL if it is new. */
static struct snd_card *umbra_sound_card_claim(struct umbra_domain *domain, struct device *parent,
					       size_t extra_size)
{
	struct umbra_sound_card *card;

	for_each_card_of(card, domain) {
		if (card->claimed || card->card->dev != parent)
			continue;
		card->claimed = true;
		card->card->private_free = NULL;
		card->card->private_data = NULL;
		if (extra_size)
			card->card->private_data =
				memset((char *)card->card + sizeof(struct snd_card), 0, extra_size);
		return card->card;
	}
	return NULL;
}

int umbra_sound_card_new(struct umbra_domain *domain, struct device *parent, int idx,
			 const char *xid, struct module *module, int extra_size,
			 struct snd_card **card_ret)
{
	*card_ret = umbra_sound_card_claim(domain, parent, extra_size);
	return *card_ret ? 0 : -ENODEV;
}
EXPORT_SYMBOL_GPL(umbra_sound_card_new);

int umbra_sound_devm_card_new(struct umbra_domain *domain, struct device *parent, int idx,
			      const char *xid, struct module *module, size_t extra_size,
			      struct snd_card **card_ret)
{
	return umbra_sound_card_new(domain, parent, idx, xid, module, extra_size, card_ret);
}
EXPORT_SYMBOL_GPL(umbra_sound_devm_card_new);

void umbra_sound_devm_card_making(struct umbra_domain *domain, struct device *parent, int idx,
				  const char *xid, struct module *module, size_t extra_size,
				  struct snd_card **card_ret)
{
	umbra_devres_aside(domain, parent);
}
EXPORT_SYMBOL_GPL(umbra_sound_devm_card_making);

void umbra_sound_devm_card_made(struct umbra_domain *domain, int result, struct device *parent,
				int idx, const char *xid, struct module *module,
				size_t extra_size, struct snd_card **card_ret)
{
	umbra_devres_back(domain, parent);
	umbra_sound_card_made(domain, result, parent, idx, xid, module, extra_size, card_ret);
}
EXPORT_SYMBOL_GPL(umbra_sound_devm_card_made);

/* Registering puts the managed card's end on the device again: it too is set aside. */
void umbra_sound_card_registering(struct umbra_domain *domain, struct snd_card *card)
{
	umbra_devres_aside(domain, card->dev);
}
EXPORT_SYMBOL_GPL(umbra_sound_card_registering);

void umbra_sound_card_registered(struct umbra_domain *domain, int result, struct snd_card *card)
{
	umbra_devres_back(domain, card->dev);
}
EXPORT_SYMBOL_GPL(umbra_sound_card_registered);

/* Any context. The lists of a card do not change while its driver fails. */
static void umbra_sound_failed(struct umbra_domain *domain)
{
	struct umbra_sound_stream *stream;
	struct umbra_sound_card *card;
	unsigned long flags;

	spin_lock_irqsave(&umbra_sound_lock, flags);
	for_each_card_of(card, domain)
		list_for_each_entry(stream, &card->streams, node)
			umbra_sound_stream_failed(stream);
	spin_unlock_irqrestore(&umbra_sound_lock, flags);
}

/* Low-level devices and proc files of the driver's: their data goes now. */
static void umbra_sound_strip(struct umbra_sound_card *card)
{
	struct module *module = card->domain->module;
	struct snd_info_entry *entry, *next_entry;
	struct snd_device *device, *next_device;

	list_for_each_entry_safe(device, next_device, &card->card->devices, list)
		if (within_module((unsigned long)device->ops, module)) {
			list_del(&device->list);
			kfree(device);
		}
	if (!card->card->proc_root)
		return;
	list_for_each_entry_safe(entry, next_entry, &card->card->proc_root->children, list)
		if (within_module(entry->content == SNDRV_INFO_CONTENT_TEXT ?
					  (unsigned long)entry->c.text.read :
					  (unsigned long)entry->c.ops, module))
			snd_info_free_entry(entry);
}

static void umbra_sound_stopped(struct umbra_domain *domain)
{
	struct umbra_sound_stream *stream;
	struct umbra_sound_card *card;
	struct umbra_sound_part *part;

	for_each_card_of(card, domain) {
		card->claimed = false;
		list_for_each_entry(part, &card->parts, node)
			part->claimed = false;
		list_for_each_entry(stream, &card->streams, node)
			umbra_sound_stream_stopped(stream);
		umbra_sound_strip(card);
	}
}

static int umbra_sound_restore(struct umbra_domain *domain)
{
	struct umbra_sound_stream *stream;
	struct umbra_sound_card *card;
	int ret;

	for_each_card_of(card, domain) {
		if (!card->claimed)
			return -ENODEV;
		umbra_sound_controls_restore(card);
		list_for_each_entry(stream, &card->streams, node) {
			ret = umbra_sound_stream_restore(stream);
			if (ret)
				return ret;
		}
		ret = umbra_sound_midi_restore(card);
		if (ret)
			return ret;
	}
	return 0;
}

static void umbra_sound_resumed(struct umbra_domain *domain)
{
	struct umbra_sound_stream *stream;
	struct umbra_sound_card *card;

	for_each_card_of(card, domain) {
		list_for_each_entry(stream, &card->streams, node)
			umbra_sound_stream_resumed(stream);
		umbra_sound_codecs_resumed(card);
	}
}

/* Whoever waits for a stream is told that its card is gone. */
static void umbra_sound_gave_up(struct umbra_domain *domain)
{
	struct umbra_sound_stream *stream;
	struct umbra_sound_card *card;

	for_each_card_of(card, domain) {
		list_for_each_entry(stream, &card->streams, node)
			umbra_sound_stream_gave_up(stream);
		snd_card_disconnect(card->card);
	}
}

static struct umbra_class umbra_sound_class = {
	.name = "sound",
	.failed = umbra_sound_failed,
	.stopped = umbra_sound_stopped,
	.restore = umbra_sound_restore,
	.resumed = umbra_sound_resumed,
	.gave_up = umbra_sound_gave_up,
};

static int __init umbra_sound_init(void)
{
	return umbra_class_register(&umbra_sound_class);
}
module_init(umbra_sound_init);

static void __exit umbra_sound_exit(void)
{
	umbra_class_unregister(&umbra_sound_class);
}
module_exit(umbra_sound_exit);

MODULE_DESCRIPTION("Umbra: the sound shadow");
MODULE_LICENSE("GPL");
