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
 * Functions of umbra_sound.ko named here, with the named function's own
 * prototype after `struct umbra_domain *domain`:
 *   umbra_sound_bus_init, _bus_init_streams, _bus_alloc_pages, _bus_probe_codecs,
 *   _bus_configure; and with `int result` after the domain:
 *   umbra_sound_bus_made, _bus_streams_made, _bus_pages_made, _bus_codecs_made,
 *   _bus_configured, umbra_sound_position_checked.
 */
#include "umbra_spec.h"
#include <sound/hda_codec.h>
#include <sound/hda_i915.h>
#include <sound/hdaudio.h>

struct azx;
struct azx_dev;
struct hda_controller_ops {
	int (*disable_msi_reset_irq)(struct azx *chip);
	int (*position_check)(struct azx *chip, struct azx_dev *azx_dev);
	int (*link_power)(struct azx *chip, bool enable);
};

/* Made once, in this order. */
UMBRA_PRIVATE(int, azx_bus_init, (struct azx *chip, const char *model))
	AFTER(umbra_sound_bus_made) WHILE_RECOVERING(found, umbra_sound_bus_init);
UMBRA_PRIVATE(int, azx_init_streams, (struct azx *chip))
	AFTER(umbra_sound_bus_streams_made)
	WHILE_RECOVERING(found, umbra_sound_bus_init_streams);
UMBRA_CALL int snd_hdac_bus_alloc_stream_pages(struct hdac_bus *bus)
	AFTER(umbra_sound_bus_pages_made) WHILE_RECOVERING(found, umbra_sound_bus_alloc_pages);
UMBRA_PRIVATE(int, azx_probe_codecs, (struct azx *chip, unsigned int max_slots))
	AFTER(umbra_sound_bus_codecs_made) WHILE_RECOVERING(found, umbra_sound_bus_probe_codecs);
UMBRA_PRIVATE(int, azx_codec_configure, (struct azx *chip))
	AFTER(umbra_sound_bus_configured) WHILE_RECOVERING(found, umbra_sound_bus_configure);

/* Given back with the card. */
UMBRA_PRIVATE(void, azx_free_streams, (struct azx *chip)) WHILE_RECOVERING(skip);
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
	AFTER(umbra_sound_position_checked) WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, hda_controller_ops, disable_msi_reset_irq, (struct azx *chip))
	WHILE_RECOVERING(busy, -EBUSY);
