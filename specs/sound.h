/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sound.h - ALSA: cards, their devices, memory, proc files, game ports.
 *
 * The rule it upholds: a card and all that applications reach through it
 * (PCM streams, controls, MIDI ports, codecs) outlive their driver's failure.
 * The sound shadow hands them to the restarted driver one by one, as it makes
 * them again. What only the driver reaches (its low-level devices, proc
 * files) is taken away by the shadow and made again.
 *
 * Functions without a prototype of the kernel's are umbra_sound.ko's.
 */
#include "umbra_spec.h"
#include <linux/gameport.h>
#include <linux/pci.h>
#include <sound/core.h>
#include <sound/hwdep.h>
#include <sound/info.h>
#include <sound/initval.h>
#include <sound/memalloc.h>

void umbra_sound_card_made(struct umbra_domain *domain, struct snd_card *card);
void umbra_sound_registering(struct umbra_domain *domain, struct snd_card *card);

DEVICE(snd_card, card_dev);
UMBRA_KIND_KEPT void snd_card(struct snd_card *card) { snd_card_free(card); }
UMBRA_CALL int snd_card_new(struct device *parent, int idx, const char *xid, struct module *module,
			    int extra_size, struct snd_card **card_ret)
	TRACKS(snd_card, *card_ret)
	GRANTS((*card_ret)->driver, (void *)&(*card_ret)->devices - (void *)&(*card_ret)->driver)
	GRANTS(&(*card_ret)->sync_irq, sizeof((*card_ret)->sync_irq)) GRANTS(*card_ret + 1, extra_size)
	KEEPS(snd_card, *card_ret, parent, "0") AFTER(umbra_sound_card_made, *card_ret)
	WHILE_RECOVERING(claim, (result->private_free = NULL,
				 result->private_data = extra_size ? memset(result + 1, 0, extra_size) : NULL));
UMBRA_CALL int snd_devm_card_new(struct device *parent, int idx, const char *xid,
				 struct module *module, size_t extra_size,
				 struct snd_card **card_ret)
	MANAGES(parent) KEEPS(snd_card, *card_ret, parent, "0")
	GRANTS((*card_ret)->driver, (void *)&(*card_ret)->devices - (void *)&(*card_ret)->driver)
	GRANTS(&(*card_ret)->sync_irq, sizeof((*card_ret)->sync_irq)) GRANTS(*card_ret + 1, extra_size)
	AFTER(umbra_sound_card_made, *card_ret)
	WHILE_RECOVERING(claim, (result->private_free = NULL,
				 result->private_data = extra_size ? memset(result + 1, 0, extra_size) : NULL));
/* Its devices are freed by then, and we know it no more: with its private part. */
UMBRA_ENTRY(void, snd_card, private_free, (struct snd_card *card)) GRANTS(card, ksize(card));
UMBRA_CALL int snd_card_free(struct snd_card *card)
	RELEASES(snd_card, card) WHILE_RECOVERING(skip) EXISTS(card);
UMBRA_CALL int snd_card_free_when_closed(struct snd_card *card)
	RELEASES(snd_card, card) WHILE_RECOVERING(skip);
UMBRA_CALL int snd_card_free_on_error(struct device *dev, int ret) WHILE_RECOVERING(busy, ret);
UMBRA_CALL int snd_card_disconnect(struct snd_card *card) WHILE_RECOVERING(skip);
UMBRA_CALL void snd_card_disconnect_sync(struct snd_card *card) WHILE_RECOVERING(skip);
/*
 * ALSA lets a card be registered again; that registers what is new. It puts a
 * managed card's end on the device again. Then the driver's probe is over.
 */
UMBRA_CALL int snd_card_register(struct snd_card *card)
	MANAGES(card->dev) BEFORE(umbra_sound_registering) KEEPS(registered, &card->devices, card, "0")
	LIVES(card);
UMBRA_CALL void snd_card_set_id(struct snd_card *card, const char *id) WHILE_RECOVERING(skip);
UMBRA_CALL int snd_component_add(struct snd_card *card, const char *component)
	WHILE_RECOVERING(skip);

/* Low-level devices of the driver's own: the shadow unlinks them with the failed driver. */
UMBRA_CALL int snd_device_new(struct snd_card *card, enum snd_device_type type, void *device_data,
			      const struct snd_device_ops *ops) CALLS(ops) HANDS_TO(card);
UMBRA_CALL int snd_device_register(struct snd_card *card, void *device_data)
	BEFORE(umbra_sound_registering, card) LIVES(device_data);
UMBRA_CALL void snd_device_disconnect(struct snd_card *card, void *device_data)
	WHILE_RECOVERING(skip);
UMBRA_CALL void snd_device_free(struct snd_card *card, void *device_data) WHILE_RECOVERING(skip);
UMBRA_ENTRY(int, snd_device_ops, dev_free, (struct snd_device *dev)) WHILE_RECOVERING(skip) NEVER_REFUSED;
UMBRA_ENTRY(int, snd_device_ops, dev_register, (struct snd_device *dev)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(int, snd_device_ops, dev_disconnect, (struct snd_device *dev)) WHILE_RECOVERING(skip);

/* Proc files: freed with the failed driver, which closes those that are open. */
UMBRA_CALL int snd_card_rw_proc_new(struct snd_card *card, const char *name, void *private_data,
				    void (*read)(struct snd_info_entry *, struct snd_info_buffer *),
				    void (*write)(struct snd_info_entry *entry,
						  struct snd_info_buffer *buffer));
UMBRA_INLINE(int, snd_card_ro_proc_new,
	     (struct snd_card *card, const char *name, void *private_data,
	      void (*read)(struct snd_info_entry *, struct snd_info_buffer *))) OPAQUE(private_data);
UMBRA_CALL void snd_info_free_entry(struct snd_info_entry *entry) RELEASES(snd_info_entry, entry);
UMBRA_CALL int snd_info_register(struct snd_info_entry *entry);
UMBRA_CALL int snd_info_get_line(struct snd_info_buffer *buffer, char *line, int len) PASSES;
UMBRA_CALL const char *snd_info_get_str(char *dest, const char *src, int len) PASSES;

/* Memory for DMA. The buffers of streams are the streams' (sound_pcm.h). */
UMBRA_KIND void snd_pages(struct snd_dma_buffer *buffer) { snd_dma_free_pages(buffer); }
MEMORY(snd_pages, buffer->area, buffer->bytes);
UMBRA_KIND void snd_pages_managed(struct snd_dma_buffer *buffer) { /* devres's */ }
MEMORY(snd_pages_managed, buffer->area, buffer->bytes);
UMBRA_CALL int snd_dma_alloc_dir_pages(int type, struct device *dev, enum dma_data_direction dir,
				       size_t size, struct snd_dma_buffer *dmab)
	TRACKS(snd_pages, dmab) OPAQUE(dev);
UMBRA_INLINE(int, snd_dma_alloc_pages,
	     (int type, struct device *dev, size_t size, struct snd_dma_buffer *dmab))
	TRACKS(snd_pages, dmab) OPAQUE(dev);
UMBRA_CALL int snd_dma_alloc_pages_fallback(int type, struct device *dev, size_t size,
					    struct snd_dma_buffer *dmab) TRACKS(snd_pages, dmab)
	OPAQUE(dev);
UMBRA_CALL void snd_dma_free_pages(struct snd_dma_buffer *dmab) RELEASES(snd_pages, dmab);
UMBRA_CALL struct snd_dma_buffer *snd_devm_alloc_dir_pages(struct device *dev, int type,
							   enum dma_data_direction dir,
							   size_t size) OPAQUE(dev)
	TRACKS(snd_pages_managed, result) AFTER(umbra_managed_add, dev, "snd_pages_managed", result);
UMBRA_INLINE(struct snd_dma_buffer *, snd_devm_alloc_pages,
	     (struct device *dev, int type, size_t size)) OPAQUE(dev)
	TRACKS(snd_pages_managed, result) AFTER(umbra_managed_add, dev, "snd_pages_managed", result);
UMBRA_CALL dma_addr_t snd_sgbuf_get_addr(struct snd_dma_buffer *dmab, size_t offset) PASSES;
UMBRA_CALL unsigned int snd_sgbuf_get_chunk_size(struct snd_dma_buffer *dmab, unsigned int ofs,
						 unsigned int size) PASSES;
UMBRA_CALL const struct snd_pci_quirk *snd_pci_quirk_lookup(struct pci_dev *pci,
							    const struct snd_pci_quirk *list)
	PASSES;

/* Hardware dependent devices. One that is open is not opened again for the restarted driver. */
UMBRA_CALL int snd_hwdep_new(struct snd_card *card, char *id, int device,
			     struct snd_hwdep **rhwdep)
	KEEPS(snd_hwdep, *rhwdep, card, "%d", device) FILLED
	GRANTS((*rhwdep)->name,
	       (void *)&(*rhwdep)->open_wait - (void *)&(*rhwdep)->name)
	GRANTS(&(*rhwdep)->private_data,
	       (void *)&(*rhwdep)->dev - (void *)&(*rhwdep)->private_data)
	GRANTS(&(*rhwdep)->dsp_loaded,
	       (void *)(*rhwdep + 1) - (void *)&(*rhwdep)->dsp_loaded)
	WHILE_RECOVERING(claim, (result->private_data = NULL, result->private_free = NULL));
UMBRA_ENTRY(int, snd_hwdep_ops, open, (struct snd_hwdep *hw, struct file *file))
	WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(int, snd_hwdep_ops, release, (struct snd_hwdep *hw, struct file *file))
	WHILE_RECOVERING(block) UNWOUND(0) NEVER_REFUSED;
UMBRA_ENTRY(int, snd_hwdep_ops, ioctl, (struct snd_hwdep *hw, struct file *file, unsigned int cmd,
					unsigned long arg)) WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(int, snd_hwdep_ops, ioctl_compat,
	    (struct snd_hwdep *hw, struct file *file, unsigned int cmd, unsigned long arg))
	WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(long, snd_hwdep_ops, read,
	    (struct snd_hwdep *hw, char __user *buf, long count, loff_t *offset))
	WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(long, snd_hwdep_ops, write,
	    (struct snd_hwdep *hw, const char __user *buf, long count, loff_t *offset))
	WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(long long, snd_hwdep_ops, llseek,
	    (struct snd_hwdep *hw, struct file *file, long long offset, int orig))
	WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(__poll_t, snd_hwdep_ops, poll,
	    (struct snd_hwdep *hw, struct file *file, poll_table *wait)) WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(int, snd_hwdep_ops, mmap,
	    (struct snd_hwdep *hw, struct file *file, struct vm_area_struct *vma))
	WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(int, snd_hwdep_ops, dsp_status,
	    (struct snd_hwdep *hw, struct snd_hwdep_dsp_status *status)) WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(int, snd_hwdep_ops, dsp_load,
	    (struct snd_hwdep *hw, struct snd_hwdep_dsp_image *image)) WHILE_RECOVERING(block, 4);

/* Game ports. */
UMBRA_KIND void gameport_memory(struct gameport *gameport) { gameport_free_port(gameport); }
UMBRA_KIND void gameport(struct gameport *gameport) { gameport_unregister_port(gameport); }
UMBRA_INLINE(struct gameport *, gameport_allocate_port, (void))
	TRACKS(gameport_memory, result) GRANTS(result, sizeof(*result));
UMBRA_INLINE(void, gameport_free_port, (struct gameport *gameport))
	RELEASES(gameport_memory, gameport);
UMBRA_CALL void __gameport_register_port(struct gameport *gameport, struct module *owner)
	RELEASES(gameport_memory, gameport) TRACKS(gameport, gameport) CALLS(gameport);
UMBRA_CALL void gameport_unregister_port(struct gameport *gameport)
	RELEASES(gameport, gameport);
UMBRA_CALL void gameport_set_phys(struct gameport *gameport, const char *fmt, ...) PASSES;
