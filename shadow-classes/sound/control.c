// SPDX-License-Identifier: GPL-2.0-only
/*
 * control.c - controls, codecs and MIDI ports: what answers for their driver
 * while it is away, and what it is told once it is back.
 *
 * The log (specs/sound_control.h) has each element's last value.
 */
#include <linux/device.h>
#include <linux/slab.h>
#include <sound/ac97_codec.h>
#include <sound/control.h>
#include <sound/rawmidi.h>
#include "sound.h"
#include "../../runtime/config_log.h"

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

/* After snd_ctl_add(), which frees what it does not add. */
void umbra_sound_ctl_refused(struct umbra_domain *domain, int result, struct snd_card *card,
			     struct snd_kcontrol *control)
{
	umbra_forget_object(domain, control);
}
EXPORT_SYMBOL_GPL(umbra_sound_ctl_refused);

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
void umbra_sound_controls_restore(struct umbra_domain *domain)
{
	struct snd_ctl_elem_value *value = kmalloc(sizeof(*value), GFP_KERNEL);
	struct umbra_kept *kept;
	unsigned int i;

	for_each_kept_object(kept, domain, "snd_kcontrol") {
		struct snd_kcontrol *control = kept->object;

		for (i = 0; value && kept->claimed && i < control->count; i++)
			if (umbra_sound_logged(domain, control, control->id.numid + i,
					       "snd_kcontrol_new.put", value))
				control->put(control, value);
	}
	kfree(value);
}

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
	struct umbra_kept *kept = umbra_kept_find(domain, ac97);

	if (kept)
		set_bit(reg / 2 % BITS_PER_LONG, &kept->data);
}
EXPORT_SYMBOL_GPL(umbra_sound_ac97_write);

void umbra_sound_codecs_resumed(struct umbra_domain *domain)
{
	struct umbra_kept *kept;
	unsigned int i;

	for_each_kept_object(kept, domain, "snd_ac97")
		for_each_set_bit(i, &kept->data, BITS_PER_LONG) {
			struct snd_ac97 *ac97 = kept->object;

			clear_bit(i, &kept->data);
			snd_ac97_write(ac97, i * 2, ac97->regs[i * 2]);
		}
}

/* Ports that are open: opened, and told to go on. In the recovery thread. */
int umbra_sound_midi_restore(struct umbra_domain *domain)
{
	struct snd_rawmidi_substream *port;
	struct umbra_kept *kept;
	int i, ret;

	for_each_kept_object(kept, domain, "snd_rawmidi")
		for (i = 0; i < 2; i++) {
			struct snd_rawmidi *midi = kept->object;

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
