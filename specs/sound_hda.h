/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sound_hda.h - HD-audio controllers, whose PCM streams, mixer and interrupt
 * handler are the codec library's (snd-hda-codec, snd-hda-core).
 *
 * The rule it upholds: the library's bus, which it has embedded in the driver's
 * memory, outlives the driver's failure, and with it the codecs and all that
 * they have put on the card. The restarted driver gets that memory again, sets
 * up the controller, and finds made whatever the library has made. Until then
 * nothing of the library's reaches the device.
 *
 * hda_controller.h is not among the kernel's headers, so the table of operations
 * is repeated here.
 *
 * Not handled: components bound to a graphics driver, firmware patches, DSPs.
 *
 * Functions of umbra_sound.ko have a prototype here.
 */
#include "umbra_spec.h"
#include <sound/hda_codec.h>
#include <sound/hda_i915.h>
#include <sound/hdaudio.h>

struct azx;	/* begins with the struct hda_bus, which begins with the hdac_bus */
struct azx_dev; /* begins with the struct hdac_stream */
struct hda_controller_ops {
	int (*disable_msi_reset_irq)(struct azx *chip);
	int (*position_check)(struct azx *chip, struct azx_dev *azx_dev);
	int (*link_power)(struct azx *chip, bool enable);
};
void umbra_sound_bus_made(struct umbra_domain *domain, struct hda_bus *hda);
int umbra_sound_bus_init(struct umbra_domain *domain, struct hda_bus *hda);
void umbra_sound_bus_streams(struct umbra_domain *domain, struct hda_bus *hda, bool made);
void umbra_sound_bus_up(struct umbra_domain *domain, struct hda_bus *hda);
void umbra_sound_period(struct umbra_domain *domain, struct snd_pcm_substream *substream);

/* Made once, in this order. What is kept is no object, but that it was made. */
UMBRA_PRIVATE(int, azx_bus_init, (struct azx *chip, const char *model))
	AFTER(umbra_sound_bus_made, (struct hda_bus *)chip)
	WHILE_RECOVERING(found, umbra_sound_bus_init, (struct hda_bus *)chip);
UMBRA_PRIVATE(int, azx_init_streams, (struct azx *chip))
	KEEPS(hda_streams, &((struct hda_bus *)chip)->core.stream_list,
	      ((struct hda_bus *)chip)->card, "0")
	AFTER(umbra_sound_bus_streams, (struct hda_bus *)chip, true)
	WHILE_RECOVERING(made, umbra_sound_bus_streams(&umbra_domain, (struct hda_bus *)chip, true));
UMBRA_CALL int snd_hdac_bus_alloc_stream_pages(struct hdac_bus *bus)
	KEEPS(hda_pages, &bus->rb, ((struct hda_bus *)bus)->card, "0")
	WHILE_RECOVERING(made);
/* The controller is set up, its interrupt on: the link is up. */
UMBRA_PRIVATE(int, azx_probe_codecs, (struct azx *chip, unsigned int max_slots))
	KEEPS(hda_codecs, &((struct hda_bus *)chip)->core.codec_list,
	      ((struct hda_bus *)chip)->card, "0")
	BEFORE(umbra_sound_bus_up, (struct hda_bus *)chip)
	WHILE_RECOVERING(made, umbra_sound_bus_up(&umbra_domain, (struct hda_bus *)chip));
UMBRA_PRIVATE(int, azx_codec_configure, (struct azx *chip))
	KEEPS(hda_configured, &((struct hda_bus *)chip)->core.codec_powered,
	      ((struct hda_bus *)chip)->card, "0")
	WHILE_RECOVERING(made);

/* Given back with the card. */
UMBRA_PRIVATE(void, azx_free_streams, (struct azx *chip))
	BEFORE(umbra_sound_bus_streams, (struct hda_bus *)chip, false) WHILE_RECOVERING(skip);
UMBRA_CALL void snd_hdac_bus_free_stream_pages(struct hdac_bus *bus) WHILE_RECOVERING(skip);
UMBRA_CALL void snd_hdac_bus_exit(struct hdac_bus *bus) WHILE_RECOVERING(skip);

/* The controller itself: each incarnation sets it up. */
UMBRA_PRIVATE(void, azx_init_chip, (struct azx *chip, bool full_reset));
UMBRA_PRIVATE(void, azx_stop_chip, (struct azx *chip));
UMBRA_PRIVATE(void, azx_stop_all_streams, (struct azx *chip));
UMBRA_CALL void snd_hdac_bus_enter_link_reset(struct hdac_bus *bus);
UMBRA_PRIVATE(unsigned int, azx_get_pos_lpib, (struct azx *chip, struct azx_dev *azx_dev)) PASSES;
UMBRA_PRIVATE(unsigned int, azx_get_pos_posbuf, (struct azx *chip, struct azx_dev *azx_dev)) PASSES;

UMBRA_ENTRY(int, hda_controller_ops, position_check, (struct azx *chip, struct azx_dev *azx_dev))
	AFTER(umbra_sound_period, result > 0 ? ((struct hdac_stream *)azx_dev)->substream : NULL)
	WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, hda_controller_ops, disable_msi_reset_irq, (struct azx *chip))
	WHILE_RECOVERING(busy, -EBUSY);
