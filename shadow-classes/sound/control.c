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

/*
 * What was set last, else what was read last. What nobody has asked for yet
 * must be waited for; recovery does not take the card's lock.
 */
int umbra_sound_control_get(struct umbra_domain *domain, struct snd_kcontrol *control,
			    struct snd_ctl_elem_value *value)
{
	unsigned int numid = value->id.numid;

	if (umbra_recorded(domain, control, "snd_kcontrol_new.put", numid, 0, value,
			   sizeof(*value)) > 0 ||
	    umbra_recorded(domain, control, "snd_kcontrol_new.get", numid, 0, value,
			   sizeof(*value)) > 0)
		return 0;
	return umbra_wait_passive(domain) ?: control->get(control, value);
}
EXPORT_SYMBOL_GPL(umbra_sound_control_get);

/* The register is in the cache by now; the codec gets it later. Under the codec's lock. */
void umbra_sound_ac97_write(struct umbra_domain *domain, struct snd_ac97 *ac97,
			    unsigned short reg, unsigned short value)
{
	struct umbra_kept *kept = umbra_kept_find(domain, ac97);

	if (kept)
		set_bit(reg / 2 % BITS_PER_LONG, &kept->data);
}
EXPORT_SYMBOL_GPL(umbra_sound_ac97_write);

static void umbra_sound_codec_resumed(struct umbra_kept *kept)
{
	struct snd_ac97 *ac97 = kept->object;
	unsigned int i;

	for_each_set_bit(i, &kept->data, BITS_PER_LONG) {
		clear_bit(i, &kept->data);
		snd_ac97_write(ac97, i * 2, ac97->regs[i * 2]);
	}
}

const struct umbra_kept_kind umbra_sound_codecs = {
	.name = "snd_ac97",
	.resumed = umbra_sound_codec_resumed,
};

/* Ports that are open: opened, and told to go on. In the recovery thread. */
static int umbra_sound_port_restore(struct umbra_kept *kept)
{
	struct snd_rawmidi *midi = kept->object;
	struct snd_rawmidi_substream *port;
	int i, ret = 0;

	for (i = 0; i < 2; i++)
		list_for_each_entry(port, &midi->streams[i].substreams, list) {
			if (!port->opened || ret < 0)
				continue;
			ret = port->ops->open(port);
			port->ops->trigger(port, 1);
		}
	return min(ret, 0);
}

const struct umbra_kept_kind umbra_sound_ports = {
	.name = "snd_rawmidi",
	.restore = umbra_sound_port_restore,
};

/* A library's port, which the driver may have asked to be made without being told which. */
struct snd_rawmidi *umbra_sound_port(struct snd_card *card, int device)
{
	struct snd_device *each;

	list_for_each_entry(each, &card->devices, list) {
		struct snd_rawmidi *midi = each->device_data;

		if (each->type == SNDRV_DEV_RAWMIDI && midi->device == device)
			return midi;
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(umbra_sound_port);
