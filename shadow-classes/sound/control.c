// SPDX-License-Identifier: GPL-2.0-only
/*
 * control.c - PCMs, controls, codecs, MIDI ports and timers: the same objects
 * for the restarted driver, and what answers for it while it is away.
 *
 * Controls are matched by the template that they are made from, in order. The
 * log (specs/sound_control.h) has each element's last value.
 */
#include <linux/device.h>
#include <linux/slab.h>
#include <sound/ac97_codec.h>
#include <sound/control.h>
#include <sound/hwdep.h>
#include <sound/rawmidi.h>
#include <sound/timer.h>
#include "sound.h"
#include "../../runtime/config_log.h"

/*
 * What a driver makes on its card by name_new(card, parameters, made):
 * umbra_sound_name_made() after the call, umbra_sound_name_new() in its place,
 * which gives a restarted driver the same object with its own @data.
 */
#define UMBRA_SOUND_KEPT(name, sort, object, number, data, ...)                                   \
	void umbra_sound_##name##_made(struct umbra_domain *domain, int result,                   \
				       struct snd_card *card, __VA_ARGS__, object **made)         \
	{                                                                                         \
		if (made)                                                                         \
			umbra_sound_part_add(umbra_sound_card_of(card), sort, *made, number, ""); \
	}                                                                                         \
	EXPORT_SYMBOL_GPL(umbra_sound_##name##_made);                                             \
	int umbra_sound_##name##_new(struct umbra_domain *domain, struct snd_card *card,          \
				     __VA_ARGS__, object **made)                                  \
	{                                                                                         \
		object *kept =                                                                    \
			umbra_sound_part_claim(umbra_sound_card_of(card), sort, number, "");      \
                                                                                                  \
		if (!kept)                                                                        \
			return -ENODEV;                                                           \
		kept->private_data = data;                                                        \
		kept->private_free = NULL;                                                        \
		if (made)                                                                         \
			*made = kept;                                                             \
		return 0;                                                                         \
	}                                                                                         \
	EXPORT_SYMBOL_GPL(umbra_sound_##name##_new)

UMBRA_SOUND_KEPT(pcm, UMBRA_SOUND_PCM, struct snd_pcm, device, NULL, const char *id, int device,
		 int playback_count, int capture_count);
UMBRA_SOUND_KEPT(rawmidi, UMBRA_SOUND_RAWMIDI, struct snd_rawmidi, device, NULL, char *id,
		 int device, int output_count, int input_count);
UMBRA_SOUND_KEPT(hwdep, UMBRA_SOUND_HWDEP, struct snd_hwdep, device, NULL, char *id, int device);
UMBRA_SOUND_KEPT(timer, UMBRA_SOUND_TIMER, struct snd_timer, tid->device, NULL, char *id,
		 struct snd_timer_id *tid);
UMBRA_SOUND_KEPT(ac97_bus, UMBRA_SOUND_AC97_BUS, struct snd_ac97_bus, num, private_data, int num,
		 const struct snd_ac97_bus_ops *ops, void *private_data);

int umbra_sound_add_chmap_ctls(struct umbra_domain *domain, struct snd_pcm *pcm, int stream,
			       const struct snd_pcm_chmap_elem *chmap, int max_channels,
			       unsigned long private_value, struct snd_pcm_chmap **info_ret)
{
	struct snd_kcontrol *control = pcm->streams[stream].chmap_kctl;
	struct snd_pcm_chmap *info = control ? snd_kcontrol_chip(control) : NULL;

	if (!info)
		return -ENODEV;
	info->chmap = chmap;
	if (info_ret)
		*info_ret = info;
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_sound_add_chmap_ctls);

static unsigned long umbra_sound_number(const struct snd_kcontrol_new *template)
{
	return template->index | template->device << 8 | template->subdevice << 16;
}

static const char *umbra_sound_name(const struct snd_kcontrol_new *template)
{
	return template->name ?: "";
}

/* After snd_ctl_new1(). It is the card's, and kept, once it is added. */
void umbra_sound_ctl_made(struct umbra_domain *domain, struct snd_kcontrol *result,
			  const struct snd_kcontrol_new *template, void *private_data)
{
	umbra_sound_part_add(umbra_sound_card_probed(domain), UMBRA_SOUND_CONTROL, result,
			     umbra_sound_number(template), umbra_sound_name(template));
}
EXPORT_SYMBOL_GPL(umbra_sound_ctl_made);

struct snd_kcontrol *umbra_sound_ctl_new1(struct umbra_domain *domain,
					  const struct snd_kcontrol_new *template,
					  void *private_data)
{
	struct snd_kcontrol *control;

	control = umbra_sound_part_claim(umbra_sound_card_probed(domain), UMBRA_SOUND_CONTROL,
					 umbra_sound_number(template), umbra_sound_name(template));
	if (!control)
		return NULL;
	control->private_data = private_data;
	control->private_value = template->private_value;
	control->private_free = NULL;
	control->tlv.p = template->tlv.p;
	return control;
}
EXPORT_SYMBOL_GPL(umbra_sound_ctl_new1);

void umbra_sound_ctl_added(struct umbra_domain *domain, int result, struct snd_card *card,
			   struct snd_kcontrol *control)
{
	struct umbra_sound_part *part = umbra_sound_part_of(umbra_sound_card_of(card), control);

	if (part)
		part->ready = true;
}
EXPORT_SYMBOL_GPL(umbra_sound_ctl_added);

void umbra_sound_ctl_removing(struct umbra_domain *domain, struct snd_card *card,
			      struct snd_kcontrol *control)
{
	umbra_sound_part_forget(umbra_sound_card_of(card), control);
}
EXPORT_SYMBOL_GPL(umbra_sound_ctl_removing);

void umbra_sound_ctl_gone(struct umbra_domain *domain, struct snd_kcontrol *control)
{
	umbra_sound_part_forget(umbra_sound_card_probed(domain), control);
}
EXPORT_SYMBOL_GPL(umbra_sound_ctl_gone);

static bool umbra_sound_logged(struct umbra_domain *domain, struct snd_kcontrol *control,
			       unsigned int numid, const char *call,
			       struct snd_ctl_elem_value *value)
{
	return umbra_config_find(domain, control, call, numid, 0, value, sizeof(*value)) > 0;
}

/*
 * What was set last, else what was read last. What nobody has asked for yet
 * must be waited for; recovery does not take the card's lock.
 */
int umbra_sound_control_get(struct umbra_domain *domain, struct snd_kcontrol *control,
			    struct snd_ctl_elem_value *value)
{
	struct snd_ctl_elem_value *known = kmalloc(sizeof(*known), GFP_KERNEL);
	bool found = known && (umbra_sound_logged(domain, control, value->id.numid,
						  "snd_kcontrol_new.put", known) ||
			       umbra_sound_logged(domain, control, value->id.numid,
						  "snd_kcontrol_new.get", known));

	if (found)
		value->value = known->value;
	kfree(known);
	return found ? 0 : umbra_wait_passive(domain) ?: control->get(control, value);
}
EXPORT_SYMBOL_GPL(umbra_sound_control_get);

/* Set what was set. In the recovery thread. */
void umbra_sound_controls_restore(struct umbra_sound_card *card)
{
	struct snd_ctl_elem_value *value = kmalloc(sizeof(*value), GFP_KERNEL);
	struct umbra_sound_part *part;
	unsigned int i;

	list_for_each_entry(part, &card->parts, node) {
		struct snd_kcontrol *control = part->object;

		if (!value || part->type != UMBRA_SOUND_CONTROL || !part->claimed || !control->put)
			continue;
		for (i = 0; i < control->count; i++)
			if (umbra_sound_logged(card->domain, control, control->id.numid + i,
					       "snd_kcontrol_new.put", value))
				control->put(control, value);
	}
	kfree(value);
}

void umbra_sound_ac97_mixer_made(struct umbra_domain *domain, int result,
				 struct snd_ac97_bus *bus, struct snd_ac97_template *template,
				 struct snd_ac97 **rac97)
{
	umbra_sound_part_add(umbra_sound_card_of(bus->card), UMBRA_SOUND_AC97, *rac97,
			     template->num, "");
}
EXPORT_SYMBOL_GPL(umbra_sound_ac97_mixer_made);

/* The same codec, filled from its cache as after a suspend. */
int umbra_sound_ac97_mixer(struct umbra_domain *domain, struct snd_ac97_bus *bus,
			   struct snd_ac97_template *template, struct snd_ac97 **rac97)
{
	struct snd_ac97 *ac97 = bus->codec[template->num];

	/* As before: this codec did not answer. */
	if (!ac97)
		return -EACCES;
	ac97->private_data = template->private_data;
	ac97->private_free = template->private_free;
	snd_ac97_resume(ac97);
	*rac97 = ac97;
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_sound_ac97_mixer);

int umbra_sound_ac97_pcm_assign(struct umbra_domain *domain, struct snd_ac97_bus *bus,
				unsigned short count, const struct ac97_pcm *pcms)
{
	kfree(bus->pcms);
	bus->pcms = NULL;
	memset(bus->used_slots, 0, sizeof(bus->used_slots));
	return snd_ac97_pcm_assign(bus, count, pcms);
}
EXPORT_SYMBOL_GPL(umbra_sound_ac97_pcm_assign);

/* The register is in the cache by now; the codec gets it later. Under the codec's lock. */
void umbra_sound_ac97_write(struct umbra_domain *domain, struct snd_ac97 *ac97,
			    unsigned short reg, unsigned short value)
{
	struct umbra_sound_part *part =
		umbra_sound_part_of(umbra_sound_card_of(ac97->bus->card), ac97);

	if (part)
		set_bit(reg / 2 % BITS_PER_LONG, &part->dirty);
}
EXPORT_SYMBOL_GPL(umbra_sound_ac97_write);

void umbra_sound_codecs_resumed(struct umbra_sound_card *card)
{
	struct umbra_sound_part *part;
	unsigned int i;

	list_for_each_entry(part, &card->parts, node)
		for (i = 0; i < BITS_PER_LONG && part->type == UMBRA_SOUND_AC97; i++)
			if (test_and_clear_bit(i, &part->dirty)) {
				struct snd_ac97 *ac97 = part->object;

				snd_ac97_write(ac97, i * 2, ac97->regs[i * 2]);
			}
}

/* Ports that are open: opened, and told to go on. In the recovery thread. */
int umbra_sound_midi_restore(struct umbra_sound_card *card)
{
	struct snd_rawmidi_substream *port;
	struct umbra_sound_part *part;
	int i, ret;

	list_for_each_entry(part, &card->parts, node) {
		struct snd_rawmidi *midi = part->object;

		for (i = 0; i < 2 && part->type == UMBRA_SOUND_RAWMIDI; i++)
			list_for_each_entry(port, &midi->streams[i].substreams, list) {
				if (!port->opened)
					continue;
				ret = port->ops->open(port);
				if (ret < 0)
					return ret;
				port->ops->trigger(port, 1);
			}
	}
	return 0;
}
