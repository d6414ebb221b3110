/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sound_ac97.h - AC'97 codecs, driven by a module of their own that stays.
 *
 * The rule it upholds: the codec's registers are its module's, in a cache; so
 * while the driver is away reads are answered from it and writes noted, and
 * the codec is filled from it anew when the driver is back.
 *
 * umbra_sound_ac97_write() is umbra_sound.ko's; it has the operation's own prototype
 * after the domain.
 */
#include "umbra_spec.h"
#include <sound/ac97_codec.h>
#include <sound/core.h>
#include <sound/pcm.h>

UMBRA_CALL int snd_ac97_bus(struct snd_card *card, int num, const struct snd_ac97_bus_ops *ops,
			    void *private_data, struct snd_ac97_bus **rbus)
	KEEPS(snd_ac97_bus, *rbus, card, "%d", num)
	GRANTS(*rbus, (void *)&(*rbus)->bus_lock - (void *)*rbus)
	WHILE_RECOVERING(claim, (result->private_data = private_data, result->private_free = NULL));
/* The same codec, filled from its cache as after a suspend. */
UMBRA_CALL int snd_ac97_mixer(struct snd_ac97_bus *bus, struct snd_ac97_template *template,
			      struct snd_ac97 **rac97)
	KEEPS(snd_ac97, *rac97, bus->card, "%d.%d", bus->num, template->num)
	GRANTS(*rac97, (void *)&(*rac97)->bus - (void *)*rac97)
	GRANTS((*rac97)->chmaps, sizeof((*rac97)->chmaps))
	WHILE_RECOVERING(claim, (result->private_data = template->private_data,
				 result->private_free = template->private_free,
				 snd_ac97_resume(result)));
UMBRA_CALL int snd_ac97_pcm_assign(struct snd_ac97_bus *ac97, unsigned short pcms_count,
				   const struct ac97_pcm *pcms)
	GRANTS(ac97->pcms, ac97->pcms_count * sizeof(*ac97->pcms))
	WHILE_RECOVERING(busy, (kfree(ac97->pcms), ac97->pcms = NULL,
				memset(ac97->used_slots, 0, sizeof(ac97->used_slots)),
				snd_ac97_pcm_assign(ac97, pcms_count, pcms)));
/* Renamed and removed controls are so already. */
UMBRA_CALL int snd_ac97_tune_hardware(struct snd_ac97 *ac97, const struct ac97_quirk *quirk,
				      const char *override) WHILE_RECOVERING(skip);
UMBRA_CALL int snd_ac97_pcm_open(struct ac97_pcm *pcm, unsigned int rate,
				 enum ac97_pcm_cfg cfg, unsigned short slots);
UMBRA_CALL int snd_ac97_pcm_close(struct ac97_pcm *pcm);
UMBRA_CALL int snd_ac97_pcm_double_rate_rules(struct snd_pcm_runtime *runtime);
UMBRA_CALL void snd_ac97_write(struct snd_ac97 *ac97, unsigned short reg, unsigned short value);
UMBRA_CALL unsigned short snd_ac97_read(struct snd_ac97 *ac97, unsigned short reg);
UMBRA_CALL void snd_ac97_write_cache(struct snd_ac97 *ac97, unsigned short reg,
				     unsigned short value);
UMBRA_CALL int snd_ac97_update(struct snd_ac97 *ac97, unsigned short reg, unsigned short value);
UMBRA_CALL int snd_ac97_update_bits(struct snd_ac97 *ac97, unsigned short reg,
				    unsigned short mask, unsigned short value);
UMBRA_CALL int snd_ac97_set_rate(struct snd_ac97 *ac97, int reg, unsigned int rate);
UMBRA_CALL const char *snd_ac97_get_short_name(struct snd_ac97 *ac97) PASSES;
UMBRA_CALL void snd_ac97_suspend(struct snd_ac97 *ac97);
UMBRA_CALL void snd_ac97_resume(struct snd_ac97 *ac97);

UMBRA_ENTRY(void, snd_ac97_bus_ops, reset, (struct snd_ac97 *ac97)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, snd_ac97_bus_ops, warm_reset, (struct snd_ac97 *ac97)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, snd_ac97_bus_ops, write,
	    (struct snd_ac97 *ac97, unsigned short reg, unsigned short val))
	WHILE_RECOVERING(recorded, umbra_sound_ac97_write);
UMBRA_ENTRY(unsigned short, snd_ac97_bus_ops, read, (struct snd_ac97 *ac97, unsigned short reg))
	WHILE_RECOVERING(busy, ac97->regs[reg]);
UMBRA_ENTRY(void, snd_ac97_bus_ops, wait, (struct snd_ac97 *ac97)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, snd_ac97_bus_ops, init, (struct snd_ac97 *ac97)) WHILE_RECOVERING(skip);
