/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sound_parts.h - parts of a sound card whose code is a library's: MPU-401 ports, OPL3
 * synthesizers, I2C buses and what is on them, wavetables, jacks, sequencer devices.
 *
 * The rule it upholds: such a part is on the card and stays with it. The driver may write
 * in it what the library leaves to drivers; the restarted driver gets the same part
 * again, set up as the library does it for a new one.
 *
 * Not handled: libraries whose mixer refers to memory of the driver's that a failure
 * frees (AK4xxx converters, PT2258, Sound Blaster, VX): their cards play on, not their
 * mixers.
 *
 * Functions with a domain or a card first are umbra_sound.ko's.
 */
#include "umbra_spec.h"
#include <sound/ak4113.h>
#include <sound/ak4114.h>
#include <sound/ak4117.h>
#include <sound/core.h>
#include <sound/cs8427.h>
#include <sound/emux_synth.h>
#include <sound/i2c.h>
#include <sound/info.h>
#include <sound/jack.h>
#include <sound/mpu401.h>
#include <sound/opl3.h>
#include <sound/sb.h>
#include <sound/seq_device.h>
#include <sound/util_mem.h>
#include <sound/vx_core.h>

/* MPU-401: a MIDI port, opened anew by the shadow as others are. */
struct snd_rawmidi *umbra_sound_port(struct snd_card *card, int device);
UMBRA_CALL int snd_mpu401_uart_new(struct snd_card *card, int device, unsigned short hardware,
				   unsigned long port, unsigned int info_flags, int irq,
				   struct snd_rawmidi **rrawmidi)
	KEEPS(snd_rawmidi, umbra_sound_port(card, device), card, "%d", device)
	GRANTS(&umbra_sound_port(card, device)->info_flags, sizeof(unsigned int))
	GRANTS(&((struct snd_mpu401 *)umbra_sound_port(card, device)->private_data)->cport,
	       sizeof(unsigned long))
	GRANTS(&((struct snd_mpu401 *)umbra_sound_port(card, device)->private_data)->open_input,
	       (void *)&((struct snd_mpu401 *)umbra_sound_port(card, device)->private_data)->substream_input -
	       (void *)&((struct snd_mpu401 *)umbra_sound_port(card, device)->private_data)->open_input)
	WHILE_RECOVERING(made, (((struct snd_mpu401 *)result->private_data)->mode = 0,
				rrawmidi ? *rrawmidi = result : NULL));
UMBRA_CALL irqreturn_t snd_mpu401_uart_interrupt(int irq, void *dev_id);
UMBRA_CALL irqreturn_t snd_mpu401_uart_interrupt_tx(int irq, void *dev_id);

/* OPL3: what it played is silent after the device was reset. */
UMBRA_CALL int snd_opl3_new(struct snd_card *card, unsigned short hardware,
			    struct snd_opl3 **ropl3)
	KEEPS(snd_opl3, *ropl3, card, "new") GRANTS(&(*ropl3)->l_port, 2 * sizeof(unsigned long))
	GRANTS(&(*ropl3)->command, sizeof((*ropl3)->command))
	GRANTS(&(*ropl3)->private_data,
	       (void *)&(*ropl3)->hwdep - (void *)&(*ropl3)->private_data)
	WHILE_RECOVERING(claim, (result->private_data = NULL, result->private_free = NULL));
UMBRA_CALL int snd_opl3_create(struct snd_card *card, unsigned long l_port, unsigned long r_port,
			       unsigned short hardware, int integrated, struct snd_opl3 **ropl3)
	KEEPS(snd_opl3, *ropl3, card, "%lx", l_port)
	GRANTS(&(*ropl3)->command, sizeof((*ropl3)->command))
	GRANTS(&(*ropl3)->private_data,
	       (void *)&(*ropl3)->hwdep - (void *)&(*ropl3)->private_data)
	WHILE_RECOVERING(claim, (result->private_data = NULL, result->private_free = NULL,
				 snd_opl3_init(result)));
UMBRA_CALL int snd_opl3_init(struct snd_opl3 *opl3);
UMBRA_CALL int snd_opl3_timer_new(struct snd_opl3 *opl3, int timer1_dev, int timer2_dev)
	KEEPS(snd_opl3_timers, &opl3->timer1, opl3->card, "%d", timer1_dev)
	WHILE_RECOVERING(made);
UMBRA_CALL int snd_opl3_hwdep_new(struct snd_opl3 *opl3, int device, int seq_device,
				  struct snd_hwdep **rhwdep)
	KEEPS(snd_opl3_hwdep, &opl3->hwdep, opl3->card, "%d", device)
	WHILE_RECOVERING(made, rhwdep ? *rhwdep = opl3->hwdep : NULL);
UMBRA_CALL void snd_opl3_interrupt(struct snd_hwdep *hw);

/* I2C, and what is on it. */
UMBRA_CALL int snd_i2c_bus_create(struct snd_card *card, const char *name,
				  struct snd_i2c_bus *master, struct snd_i2c_bus **ri2c)
	KEEPS(snd_i2c_bus, *ri2c, card, "%s", name)
	GRANTS(&(*ri2c)->hw_ops, (void *)(*ri2c + 1) - (void *)&(*ri2c)->hw_ops)
	WHILE_RECOVERING(claim, (result->private_data = NULL, result->private_free = NULL));
UMBRA_CALL int snd_i2c_device_create(struct snd_i2c_bus *bus, const char *name,
				     unsigned char addr, struct snd_i2c_device **rdevice)
	KEEPS(snd_i2c_device, *rdevice, bus->card, "%s %s %d", bus->name, name, addr)
	GRANTS(&(*rdevice)->flags, (void *)(*rdevice + 1) - (void *)&(*rdevice)->flags)
	WHILE_RECOVERING(claim, (result->private_data = NULL, result->private_free = NULL));
UMBRA_CALL int snd_i2c_sendbytes(struct snd_i2c_device *device, unsigned char *bytes, int count);
UMBRA_CALL int snd_i2c_readbytes(struct snd_i2c_device *device, unsigned char *bytes, int count)
	NEEDS(bytes, count);
UMBRA_CALL int snd_cs8427_create(struct snd_i2c_bus *bus, unsigned char addr,
				 unsigned int reset_timeout, struct snd_i2c_device **r_cs8427)
	KEEPS(snd_cs8427, *r_cs8427, bus->card, "%d", addr)
	WHILE_RECOVERING(claim, snd_cs8427_init(bus, result));
UMBRA_CALL int snd_cs8427_iec958_build(struct snd_i2c_device *cs8427,
				       struct snd_pcm_substream *playback_substream,
				       struct snd_pcm_substream *capture_substream)
	KEEPS(snd_cs8427_controls, &cs8427->addr, cs8427->bus->card, "%d", cs8427->addr)
	WHILE_RECOVERING(made);

/* Digital receivers: read and written through functions of the driver's, which are as before. */
UMBRA_CALL int snd_ak4113_create(struct snd_card *card, ak4113_read_t *read, ak4113_write_t *write,
				 const unsigned char *pgm, void *private_data,
				 struct ak4113 **r_ak4113)
	KEEPS(ak4113, *r_ak4113, card, "0")
	GRANTS(&(*r_ak4113)->check_flags,
	       (void *)(*r_ak4113 + 1) - (void *)&(*r_ak4113)->check_flags)
	WHILE_RECOVERING(claim, (result->private_data = private_data,
				 result->change_callback = NULL, snd_ak4113_reinit(result)));
UMBRA_CALL int snd_ak4113_build(struct ak4113 *ak4113, struct snd_pcm_substream *capture_substream)
	KEEPS(ak4113_controls, &ak4113->kctls, ak4113->card, "0") WHILE_RECOVERING(made);
UMBRA_CALL int snd_ak4114_create(struct snd_card *card, ak4114_read_t *read, ak4114_write_t *write,
				 const unsigned char pgm[6], const unsigned char txcsb[5],
				 void *private_data, struct ak4114 **r_ak4114)
	KEEPS(ak4114, *r_ak4114, card, "0")
	GRANTS(&(*r_ak4114)->check_flags,
	       (void *)(*r_ak4114 + 1) - (void *)&(*r_ak4114)->check_flags)
	WHILE_RECOVERING(claim, (result->private_data = private_data,
				 result->change_callback = NULL, snd_ak4114_reinit(result)));
UMBRA_CALL int snd_ak4114_build(struct ak4114 *ak4114, struct snd_pcm_substream *playback_substream,
				struct snd_pcm_substream *capture_substream)
	KEEPS(ak4114_controls, &ak4114->kctls, ak4114->card, "0") WHILE_RECOVERING(made);
UMBRA_CALL int snd_ak4117_create(struct snd_card *card, ak4117_read_t *read, ak4117_write_t *write,
				 const unsigned char pgm[5], void *private_data,
				 struct ak4117 **r_ak4117)
	KEEPS(ak4117, *r_ak4117, card, "0")
	GRANTS(&(*r_ak4117)->change_callback_private,
	       (void *)(*r_ak4117 + 1) - (void *)&(*r_ak4117)->change_callback_private)
	WHILE_RECOVERING(claim, (result->private_data = private_data,
				 result->change_callback = NULL, snd_ak4117_reinit(result)));
UMBRA_CALL int snd_ak4117_build(struct ak4117 *ak4117, struct snd_pcm_substream *capture_substream)
	KEEPS(ak4117_controls, &ak4117->kctls, ak4117->card, "0") WHILE_RECOVERING(made);

/* Chips that devres frees with the failed driver. */
UMBRA_CALL struct vx_core *snd_vx_create(struct snd_card *card, const struct snd_vx_hardware *hw,
					 const struct snd_vx_ops *ops, int extra_size)
	TRACKS(managed, result) GRANTS(result, sizeof(*result) + extra_size)
	AFTER(umbra_managed_add, card->dev, "managed", result);
UMBRA_CALL int snd_sbdsp_create(struct snd_card *card, unsigned long port, int irq,
				irq_handler_t irq_handler, int dma8, int dma16,
				unsigned short hardware, struct snd_sb **r_chip)
	TRACKS(managed, *r_chip) GRANTS(*r_chip, sizeof(**r_chip))
	AFTER(umbra_managed_add, card->dev, "managed", *r_chip);

/* Wavetables: samples that were loaded are lost. */
UMBRA_KIND void snd_emux(struct snd_emux *emu) { snd_emux_free(emu); }
UMBRA_CALL int snd_emux_new(struct snd_emux **remu) TRACKS(snd_emux, *remu);
UMBRA_CALL int snd_emux_register(struct snd_emux *emu, struct snd_card *card, int index,
				 char *name)
	GRANTS(emu->voices, emu->max_voices * sizeof(*emu->voices));
UMBRA_CALL int snd_emux_free(struct snd_emux *emu)
	REVOKES(emu->voices, emu->voices ? emu->max_voices * sizeof(*emu->voices) : 0)
	RELEASES(snd_emux, emu);
WRITES(snd_emux, max_voices);
WRITES(snd_emux, mem_size);
WRITES(snd_emux, num_ports);
WRITES(snd_emux, pitch_shift);
WRITES(snd_emux, ops);
WRITES(snd_emux, hw);
WRITES(snd_emux, flags);
WRITES(snd_emux, midi_ports);
WRITES(snd_emux, midi_devidx);
WRITES(snd_emux, hwdep_idx);
WRITES(snd_emux, num_voices);
WRITES(snd_emux, memhdr);
UMBRA_ENTRY(int, snd_emux_operators, sample_new,
	    (struct snd_emux *emu, struct snd_sf_sample *sp, struct snd_util_memhdr *hdr,
	     const void __user *data, long count)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, snd_emux_operators, sample_free,
	    (struct snd_emux *emu, struct snd_sf_sample *sp, struct snd_util_memhdr *hdr));

UMBRA_KIND void snd_memory(struct snd_util_memhdr *hdr) { snd_util_memhdr_free(hdr); }
UMBRA_KIND void snd_memory_block(struct snd_util_memblk *blk, struct snd_util_memhdr *hdr)
{ snd_util_mem_free(hdr, blk); }
UMBRA_CALL struct snd_util_memhdr *snd_util_memhdr_new(int memsize) TRACKS(snd_memory, result)
	GRANTS(&result->block_extra_size, sizeof(result->block_extra_size));
UMBRA_CALL void snd_util_memhdr_free(struct snd_util_memhdr *hdr) RELEASES(snd_memory, hdr);
UMBRA_CALL struct snd_util_memblk *snd_util_mem_alloc(struct snd_util_memhdr *hdr, int size)
	TRACKS(snd_memory_block, result, hdr) GRANTS(result + 1, hdr->block_extra_size);
UMBRA_CALL struct snd_util_memblk *__snd_util_mem_alloc(struct snd_util_memhdr *hdr, int size)
	TRACKS(snd_memory_block, result, hdr) GRANTS(result + 1, hdr->block_extra_size);
UMBRA_CALL struct snd_util_memblk *__snd_util_memblk_new(struct snd_util_memhdr *hdr,
							 unsigned int units,
							 struct list_head *prev)
	TRACKS(snd_memory_block, result, hdr) GRANTS(result + 1, hdr->block_extra_size);
UMBRA_CALL int snd_util_mem_free(struct snd_util_memhdr *hdr, struct snd_util_memblk *blk)
	RELEASES(snd_memory_block, blk);
UMBRA_CALL void __snd_util_mem_free(struct snd_util_memhdr *hdr, struct snd_util_memblk *blk)
	RELEASES(snd_memory_block, blk);

/* What applications and other modules find on the card. */
UMBRA_CALL int snd_seq_device_new(struct snd_card *card, int device, const char *id, int argsize,
				  struct snd_seq_device **rdevice)
	KEEPS(snd_seq_device, *rdevice, card, "%s %d", id, device)
	GRANTS((*rdevice)->name, sizeof((*rdevice)->name))
	GRANTS(&(*rdevice)->private_data, 2 * sizeof(void *))
	GRANTS(SNDRV_SEQ_DEVICE_ARGPTR(*rdevice), argsize)
	WHILE_RECOVERING(claim, (result->private_data = NULL, result->private_free = NULL));
UMBRA_CALL int snd_jack_new(struct snd_card *card, const char *id, int type,
			    struct snd_jack **jjack, bool initial_kctl, bool phantom_jack)
	KEEPS(snd_jack, *jjack, card, "%s", id)
	GRANTS(&(*jjack)->private_data, 2 * sizeof(void *))
	WHILE_RECOVERING(claim, (result->private_data = NULL, result->private_free = NULL));
UMBRA_KIND void snd_info_entry(struct snd_info_entry *entry) { /* the shadow's to free */ }
WRITES(snd_info_entry, mode);
WRITES(snd_info_entry, size);
WRITES(snd_info_entry, content);
WRITES(snd_info_entry, c);
WRITES(snd_info_entry, private_data);
WRITES(snd_info_entry, private_free);
UMBRA_CALL struct snd_info_entry *snd_info_create_card_entry(struct snd_card *card,
							     const char *name,
							     struct snd_info_entry *parent)
	TRACKS(snd_info_entry, result);
