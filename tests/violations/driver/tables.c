// SPDX-License-Identifier: GPL-2.0-only
/*
 * tables.c - functions that the kernel finds in tables, lists and objects of its own.
 *
 * A sound card without sound, and files of the device's: what is there is right when the
 * kernel is told of it, but for one, and overwritten later.
 */
#include <linux/device.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include <sound/control.h>
#include <sound/core.h>
#include <sound/hwdep.h>
#include <sound/rawmidi.h>
#include <sound/timer.h>
#include <sound/tlv.h>
#include "violations.h"

static struct snd_card *card;
static struct snd_kcontrol *level;
static struct snd_rawmidi_ops *midi_ops;
static struct snd_hwdep *part;
static struct snd_timer *ticker;

/* Of the card: a control, and a MIDI port whose table the driver has made. */
static int level_info(struct snd_kcontrol *control, struct snd_ctl_elem_info *info)
{
	info->type = SNDRV_CTL_ELEM_TYPE_INTEGER;
	info->count = 1;
	info->value.integer.max = 1;
	return 0;
}

static int level_get(struct snd_kcontrol *control, struct snd_ctl_elem_value *value)
{
	value->value.integer.value[0] = 1;
	return 0;
}

static int level_tlv(struct snd_kcontrol *control, int operation, unsigned int size,
		     unsigned int __user *tlv)
{
	return -ENXIO;
}

static const struct snd_kcontrol_new new_level = {
	.iface = SNDRV_CTL_ELEM_IFACE_MIXER,
	.name = "Level",
	.access = SNDRV_CTL_ELEM_ACCESS_READ | SNDRV_CTL_ELEM_ACCESS_TLV_READ |
		  SNDRV_CTL_ELEM_ACCESS_TLV_CALLBACK,
	.info = level_info,
	.get = level_get,
	.tlv.c = level_tlv,
};

/* Where another has a function, this one has numbers. */
static const DECLARE_TLV_DB_SCALE(scale, -100, 100, 0);
static const struct snd_kcontrol_new new_scale = {
	.iface = SNDRV_CTL_ELEM_IFACE_MIXER,
	.name = "Scale",
	.access = SNDRV_CTL_ELEM_ACCESS_READ | SNDRV_CTL_ELEM_ACCESS_TLV_READ,
	.info = level_info,
	.get = level_get,
	.tlv.p = scale,
};

static void level_free(struct snd_kcontrol *control)
{
	level = NULL;
}

static int midi_open(struct snd_rawmidi_substream *port)
{
	return 0;
}

static void midi_trigger(struct snd_rawmidi_substream *port, int up)
{
}

static int part_open(struct snd_hwdep *hw, struct file *file)
{
	return 0;
}

/* A part of it by which anybody may talk to the device, in ways of its own. */
static int make_part(int number)
{
	int result = snd_hwdep_new(card, "violations", number, &part);

	if (!result)
		part->ops.open = part_open;
	return result;
}

static int ticker_start(struct snd_timer *timer)
{
	return 0;
}

/* A timer of its own: it ticks a thousand times a second, would it tick. */
static int make_ticker(int number)
{
	struct snd_timer_id id = {
		.dev_class = SNDRV_TIMER_CLASS_CARD,
		.card = card->number,
		.device = number,
	};
	int result = snd_timer_new(card, "violations", &id, &ticker);

	if (!result) {
		ticker->hw.resolution = 1000000;
		ticker->hw.ticks = 1;
		ticker->hw.start = ticker_start;
		ticker->hw.stop = ticker_start;
	}
	return result;
}

static int make_card(void)
{
	struct snd_rawmidi *midi;
	int result = snd_ctl_add(card, snd_ctl_new1(&new_scale, NULL));

	if (result)
		return result;
	level = snd_ctl_new1(&new_level, NULL);
	result = snd_ctl_add(card, level);
	if (result)
		return result;
	/* Many drivers say so afterwards. */
	level->private_free = level_free;
	result = snd_rawmidi_new(card, "violations", 0, 1, 0, &midi);
	if (result)
		return result;
	midi->info_flags = SNDRV_RAWMIDI_INFO_OUTPUT;
	result = make_part(0);
	if (result)
		return result;
	result = make_ticker(0);
	if (result)
		return result;
	midi_ops = kzalloc(sizeof(*midi_ops), GFP_KERNEL);
	if (!midi_ops)
		return -ENOMEM;
	midi_ops->open = midi_open;
	midi_ops->close = midi_open;
	midi_ops->trigger = midi_trigger;
	snd_rawmidi_set_ops(midi, SNDRV_RAWMIDI_STREAM_OUTPUT, midi_ops);
	return snd_card_register(card);
}

int tables_probe(void)
{
	int result = snd_card_new(the_device, -1, NULL, THIS_MODULE, 0, &card);

	if (result)
		return result;
	result = make_card();
	if (result)
		tables_remove();
	return result;
}

void tables_remove(void)
{
	snd_card_free(card);
	kfree(midi_ops);
	midi_ops = NULL;
}

static void do_control_late(struct place *place)
{
	level->get = (snd_kcontrol_get_t *)function;
}

static void do_tlv_late(struct place *place)
{
	level->tlv.c = (snd_kcontrol_tlv_rw_t *)function;
}

static void do_tlv_function(struct place *place)
{
	struct snd_kcontrol *control = snd_ctl_new1(&new_level, NULL);

	if (!control)
		return;
	strscpy(control->id.name, "Late", sizeof(control->id.name));
	control->tlv.c = (snd_kcontrol_tlv_rw_t *)function;
	snd_ctl_add(card, control);
}

static void do_midi_late(struct place *place)
{
	midi_ops->open = (int (*)(struct snd_rawmidi_substream *))function;
}

static void do_hwdep_late(struct place *place)
{
	part->ops.open = (int (*)(struct snd_hwdep *, struct file *))function;
}

static void do_hwdep_function(struct place *place)
{
	if (make_part(1))
		return;
	part->ops.open = (int (*)(struct snd_hwdep *, struct file *))function;
	snd_card_register(card);
}

static void do_ticker_late(struct place *place)
{
	ticker->hw.start = (int (*)(struct snd_timer *))function;
}

static void do_ticker_function(struct place *place)
{
	if (make_ticker(1))
		return;
	ticker->hw.c_resolution = (unsigned long (*)(struct snd_timer *))function;
	snd_card_register(card);
}

static int part_free(struct snd_device *part)
{
	return 0;
}

static void do_part_late(struct place *place)
{
	struct snd_device_ops *ops = kzalloc(sizeof(*ops), GFP_KERNEL);

	if (!ops)
		return;
	ops->dev_free = part_free;
	if (!snd_device_new(card, SNDRV_DEV_LOWLEVEL, ops, ops)) {
		ops->dev_free = (int (*)(struct snd_device *))function;
		snd_device_free(card, ops);
	}
	kfree(ops);
}

/* Files of the device's, by a list that leads to them. */
static ssize_t late_show(struct device *dev, struct device_attribute *attribute, char *text)
{
	return 0;
}
static struct device_attribute group_file = __ATTR(late, 0444, late_show, NULL);
static struct attribute *group_files[] = { &group_file.attr, NULL };
static const struct attribute_group group = { .attrs = group_files };

static void do_group_function(struct place *place)
{
	group_file.show = (void *)function;
	if (sysfs_create_group(&the_device->kobj, &group))
		pr_warn("violations: no group\n");
}

static void do_group_late(struct place *place)
{
	group_file.show = late_show;
	if (sysfs_create_group(&the_device->kobj, &group))
		pr_warn("violations: no group\n");
	group_file.show = (void *)function;
}

static void do_group_gone(struct place *place)
{
	sysfs_remove_group(&the_device->kobj, &group);
}

/* Taken back, a file may be another one the next time. No mistake. */
void tables_allowed(void)
{
	unsigned int i;

	for (i = 0; i < 2; i++) {
		group_file.show = late_show;
		if (!sysfs_create_group(&the_device->kobj, &group))
			sysfs_remove_group(&the_device->kobj, &group);
	}
}

const struct mistake table_mistakes[] = {
	{ "control-late", do_control_late },
	{ "tlv-late", do_tlv_late },
	{ "tlv-function", do_tlv_function },
	{ "midi-late", do_midi_late },
	{ "hwdep-late", do_hwdep_late },
	{ "hwdep-function", do_hwdep_function },
	{ "ticker-late", do_ticker_late },
	{ "ticker-function", do_ticker_function },
	{ "part-late", do_part_late },
	{ "group-function", do_group_function },
	{ "group-late", do_group_late },
	{ "group-gone", do_group_gone },
	{ NULL },
};
