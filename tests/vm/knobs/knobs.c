// SPDX-License-Identifier: GPL-2.0-only
/*
 * knobs.c - a sound card that is all but its sound.
 *
 * Purpose: shows that what sound cards have beside streams outlives a failure, where
 * QEMU's have none of it: a hardware dependent device, a timer of the card's own, a
 * MIDI port that hears what it sends, a control. It drives QEMU's "edu", a PCI device
 * with a register that answers with its complement and an interrupt that it raises
 * when told; a kernel timer tells it. It is plain kernel C and knows nothing of Umbra.
 *
 * Usage:
 *	echo NAME >/sys/module/knobs/parameters/fail	the next call of that function
 *							ends in a null store
 *	echo 1 >/sys/module/knobs/parameters/wait	probe waits until it is 0 again
 *
 * tests/vm/cases/knobs.sh has an application use each of them while it fails.
 */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/timer.h>
#include <linux/uaccess.h>
#include <sound/control.h>
#include <sound/core.h>
#include <sound/hwdep.h>
#include <sound/rawmidi.h>
#include <sound/timer.h>

#define KNOBS_COMPLEMENT 0x04
#define KNOBS_STATUS 0x24
#define KNOBS_RAISE 0x60
#define KNOBS_ACKNOWLEDGE 0x64

#define KNOBS_TICK 1u /* causes of an interrupt */
#define KNOBS_BYTES 2u

#define KNOBS_SET _IOW('k', 1, int)
#define KNOBS_GET _IOR('k', 2, int)

struct knobs {
	struct pci_dev *pci;
	void __iomem *registers;
	spinlock_t lock; /* the rest */
	struct snd_timer *timer;
	struct timer_list tick;
	bool ticking;
	struct snd_rawmidi_substream *input, *output;
	unsigned char sent[64];
	int n_sent;
	int level;   /* the control's */
	int setting; /* the hardware dependent device's */
};

static char fail[32];

static int knobs_set_fail(const char *text, const struct kernel_param *param)
{
	strscpy(fail, text, sizeof(fail));
	strim(fail);
	return 0;
}

static const struct kernel_param_ops knobs_fail_ops = { .set = knobs_set_fail };
module_param_cb(fail, &knobs_fail_ops, NULL, 0200);
MODULE_PARM_DESC(fail, "the function that is to fail, without knobs_");

static int wait;
module_param(wait, int, 0644);
MODULE_PARM_DESC(wait, "probe waits as long as this is not 0");

#define KNOBS_FAIL(name)                                                                           \
	do {                                                                                       \
		if (!strcmp(fail, name))                                                           \
			*(volatile int *)NULL = 1;                                                 \
	} while (0)

/* The hardware dependent device: a number, which the device keeps as well. */
static int knobs_hwdep_open(struct snd_hwdep *hw, struct file *file)
{
	KNOBS_FAIL("hwdep_open");
	return 0;
}

static int knobs_hwdep_release(struct snd_hwdep *hw, struct file *file)
{
	KNOBS_FAIL("hwdep_release");
	return 0;
}

static void knobs_keep(struct knobs *knobs, int value)
{
	knobs->setting = value;
	iowrite32(value, knobs->registers + KNOBS_COMPLEMENT);
}

static int knobs_kept(struct knobs *knobs)
{
	return ~ioread32(knobs->registers + KNOBS_COMPLEMENT);
}

static long knobs_hwdep_read(struct snd_hwdep *hw, char __user *buffer, long count, loff_t *offset)
{
	int value = knobs_kept(hw->private_data);

	KNOBS_FAIL("hwdep_read");
	if (count < sizeof(value))
		return -EINVAL;
	return copy_to_user(buffer, &value, sizeof(value)) ? -EFAULT : sizeof(value);
}

static long knobs_hwdep_write(struct snd_hwdep *hw, const char __user *buffer, long count,
			      loff_t *offset)
{
	int value;

	KNOBS_FAIL("hwdep_write");
	if (count != sizeof(value) || copy_from_user(&value, buffer, sizeof(value)))
		return -EINVAL;
	knobs_keep(hw->private_data, value);
	return sizeof(value);
}

static int knobs_hwdep_ioctl(struct snd_hwdep *hw, struct file *file, unsigned int command,
			     unsigned long argument)
{
	int value;

	KNOBS_FAIL("hwdep_ioctl");
	switch (command) {
	case KNOBS_SET:
		if (get_user(value, (int __user *)argument))
			return -EFAULT;
		knobs_keep(hw->private_data, value);
		return 0;
	case KNOBS_GET:
		return put_user(knobs_kept(hw->private_data), (int __user *)argument);
	}
	return -ENOTTY;
}

static __poll_t knobs_hwdep_poll(struct snd_hwdep *hw, struct file *file, poll_table *table)
{
	KNOBS_FAIL("hwdep_poll");
	return EPOLLIN | EPOLLOUT;
}

/* The device's registers. */
static int knobs_hwdep_mmap(struct snd_hwdep *hw, struct file *file, struct vm_area_struct *area)
{
	struct knobs *knobs = hw->private_data;

	KNOBS_FAIL("hwdep_mmap");
	return vm_iomap_memory(area, pci_resource_start(knobs->pci, 0), PAGE_SIZE);
}

/* The timer: an interrupt a millisecond. */
static void knobs_tick(struct timer_list *timer)
{
	struct knobs *knobs = from_timer(knobs, timer, tick);

	KNOBS_FAIL("tick");
	iowrite32(KNOBS_TICK, knobs->registers + KNOBS_RAISE);
	if (READ_ONCE(knobs->ticking))
		mod_timer(&knobs->tick, jiffies + 1);
}

static int knobs_timer_open(struct snd_timer *timer)
{
	KNOBS_FAIL("timer_open");
	return 0;
}

static int knobs_timer_close(struct snd_timer *timer)
{
	KNOBS_FAIL("timer_close");
	return 0;
}

static int knobs_timer_start(struct snd_timer *timer)
{
	struct knobs *knobs = timer->private_data;

	KNOBS_FAIL("timer_start");
	WRITE_ONCE(knobs->ticking, true);
	mod_timer(&knobs->tick, jiffies + 1);
	return 0;
}

static int knobs_timer_stop(struct snd_timer *timer)
{
	struct knobs *knobs = timer->private_data;

	KNOBS_FAIL("timer_stop");
	WRITE_ONCE(knobs->ticking, false);
	return 0;
}

static unsigned long knobs_timer_resolution(struct snd_timer *timer)
{
	KNOBS_FAIL("timer_resolution");
	return jiffies_to_nsecs(1);
}

/* The MIDI port: what it sends comes back with an interrupt. */
static int knobs_midi_open(struct snd_rawmidi_substream *port)
{
	struct knobs *knobs = port->rmidi->private_data;

	KNOBS_FAIL("midi_open");
	if (port->stream == SNDRV_RAWMIDI_STREAM_INPUT)
		knobs->input = port;
	else
		knobs->output = port;
	return 0;
}

static int knobs_midi_close(struct snd_rawmidi_substream *port)
{
	struct knobs *knobs = port->rmidi->private_data;
	unsigned long flags;

	KNOBS_FAIL("midi_close");
	spin_lock_irqsave(&knobs->lock, flags);
	if (port->stream == SNDRV_RAWMIDI_STREAM_INPUT)
		knobs->input = NULL;
	else
		knobs->output = NULL;
	spin_unlock_irqrestore(&knobs->lock, flags);
	return 0;
}

static void knobs_midi_send(struct snd_rawmidi_substream *port, int up)
{
	struct knobs *knobs = port->rmidi->private_data;
	unsigned long flags;
	int n;

	KNOBS_FAIL("midi_send");
	if (!up)
		return;
	spin_lock_irqsave(&knobs->lock, flags);
	n = snd_rawmidi_transmit(port, knobs->sent + knobs->n_sent,
				 sizeof(knobs->sent) - knobs->n_sent);
	if (n > 0)
		knobs->n_sent += n;
	spin_unlock_irqrestore(&knobs->lock, flags);
	iowrite32(KNOBS_BYTES, knobs->registers + KNOBS_RAISE);
}

static void knobs_midi_hear(struct snd_rawmidi_substream *port, int up)
{
	KNOBS_FAIL("midi_hear");
}

static irqreturn_t knobs_interrupt(int irq, void *data)
{
	struct knobs *knobs = data;
	u32 causes = ioread32(knobs->registers + KNOBS_STATUS);

	if (!causes)
		return IRQ_NONE;
	KNOBS_FAIL("interrupt");
	iowrite32(causes, knobs->registers + KNOBS_ACKNOWLEDGE);
	if (causes & KNOBS_TICK)
		snd_timer_interrupt(knobs->timer, 1);
	spin_lock(&knobs->lock);
	if (causes & KNOBS_BYTES && knobs->input)
		snd_rawmidi_receive(knobs->input, knobs->sent, knobs->n_sent);
	if (causes & KNOBS_BYTES)
		knobs->n_sent = 0;
	spin_unlock(&knobs->lock);
	return IRQ_HANDLED;
}

static int knobs_level_info(struct snd_kcontrol *control, struct snd_ctl_elem_info *info)
{
	KNOBS_FAIL("level_info");
	info->type = SNDRV_CTL_ELEM_TYPE_INTEGER;
	info->count = 1;
	info->value.integer.max = 100;
	return 0;
}

static int knobs_level_get(struct snd_kcontrol *control, struct snd_ctl_elem_value *value)
{
	struct knobs *knobs = snd_kcontrol_chip(control);

	KNOBS_FAIL("level_get");
	value->value.integer.value[0] = knobs->level;
	return 0;
}

static int knobs_level_put(struct snd_kcontrol *control, struct snd_ctl_elem_value *value)
{
	struct knobs *knobs = snd_kcontrol_chip(control);
	int before = knobs->level;

	KNOBS_FAIL("level_put");
	knobs->level = value->value.integer.value[0];
	return knobs->level != before;
}

static const struct snd_kcontrol_new knobs_level = {
	.iface = SNDRV_CTL_ELEM_IFACE_MIXER,
	.name = "Level",
	.info = knobs_level_info,
	.get = knobs_level_get,
	.put = knobs_level_put,
};

static const struct snd_hwdep_ops knobs_hwdep_ops = {
	.open = knobs_hwdep_open,
	.release = knobs_hwdep_release,
	.read = knobs_hwdep_read,
	.write = knobs_hwdep_write,
	.ioctl = knobs_hwdep_ioctl,
	.poll = knobs_hwdep_poll,
	.mmap = knobs_hwdep_mmap,
};

static const struct snd_timer_hardware knobs_timer_hardware = {
	.resolution = 1000000,
	.ticks = 1000,
	.open = knobs_timer_open,
	.close = knobs_timer_close,
	.c_resolution = knobs_timer_resolution,
	.start = knobs_timer_start,
	.stop = knobs_timer_stop,
};

static const struct snd_rawmidi_ops knobs_output_ops = {
	.open = knobs_midi_open,
	.close = knobs_midi_close,
	.trigger = knobs_midi_send,
};

static const struct snd_rawmidi_ops knobs_input_ops = {
	.open = knobs_midi_open,
	.close = knobs_midi_close,
	.trigger = knobs_midi_hear,
};

static int knobs_parts(struct snd_card *card, struct knobs *knobs)
{
	struct snd_timer_id id = { .dev_class = SNDRV_TIMER_CLASS_CARD, .card = card->number };
	struct snd_rawmidi *midi;
	struct snd_hwdep *hwdep;
	int ret;

	ret = snd_hwdep_new(card, "knobs", 0, &hwdep);
	if (ret < 0)
		return ret;
	strcpy(hwdep->name, "knobs");
	hwdep->ops = knobs_hwdep_ops;
	hwdep->private_data = knobs;
	ret = snd_timer_new(card, "knobs", &id, &knobs->timer);
	if (ret < 0)
		return ret;
	strcpy(knobs->timer->name, "knobs");
	knobs->timer->private_data = knobs;
	knobs->timer->hw = knobs_timer_hardware;
	ret = snd_rawmidi_new(card, "knobs", 0, 1, 1, &midi);
	if (ret < 0)
		return ret;
	strcpy(midi->name, "knobs");
	snd_rawmidi_set_ops(midi, SNDRV_RAWMIDI_STREAM_OUTPUT, &knobs_output_ops);
	snd_rawmidi_set_ops(midi, SNDRV_RAWMIDI_STREAM_INPUT, &knobs_input_ops);
	midi->info_flags =
		SNDRV_RAWMIDI_INFO_OUTPUT | SNDRV_RAWMIDI_INFO_INPUT | SNDRV_RAWMIDI_INFO_DUPLEX;
	midi->private_data = knobs;
	return snd_ctl_add(card, snd_ctl_new1(&knobs_level, knobs));
}

static void knobs_free(struct snd_card *card)
{
	struct knobs *knobs = card->private_data;

	WRITE_ONCE(knobs->ticking, false);
	del_timer_sync(&knobs->tick);
}

static int knobs_probe(struct pci_dev *pci, const struct pci_device_id *id)
{
	struct snd_card *card;
	struct knobs *knobs;
	int ret;

	while (READ_ONCE(wait))
		msleep(10);
	ret = snd_devm_card_new(&pci->dev, -1, "knobs", THIS_MODULE, sizeof(*knobs), &card);
	if (ret < 0)
		return ret;
	knobs = card->private_data;
	knobs->pci = pci;
	spin_lock_init(&knobs->lock);
	timer_setup(&knobs->tick, knobs_tick, 0);
	card->private_free = knobs_free;
	strcpy(card->driver, "knobs");
	strcpy(card->shortname, "knobs");
	strcpy(card->longname, "knobs");
	ret = pcim_enable_device(pci);
	if (ret < 0)
		return ret;
	ret = pcim_iomap_regions(pci, 1, "knobs");
	if (ret < 0)
		return ret;
	knobs->registers = pcim_iomap_table(pci)[0];
	iowrite32(~0u, knobs->registers + KNOBS_ACKNOWLEDGE);
	ret = devm_request_irq(&pci->dev, pci->irq, knobs_interrupt, IRQF_SHARED, "knobs", knobs);
	if (ret < 0)
		return ret;
	card->sync_irq = pci->irq;
	ret = knobs_parts(card, knobs);
	if (ret < 0)
		return ret;
	pci_set_drvdata(pci, card);
	return snd_card_register(card);
}

static const struct pci_device_id knobs_ids[] = { { PCI_DEVICE(0x1234, 0x11e8) }, {} };
MODULE_DEVICE_TABLE(pci, knobs_ids);

static struct pci_driver knobs_driver = {
	.name = "knobs",
	.id_table = knobs_ids,
	.probe = knobs_probe,
};
module_pci_driver(knobs_driver);

MODULE_DESCRIPTION("A sound card that is all but its sound");
MODULE_LICENSE("GPL");
