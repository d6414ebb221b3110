// SPDX-License-Identifier: GPL-2.0-only
/*
 * bus.c - HD-audio controllers: the library's bus outlives its driver.
 *
 *   struct (the driver's, managed memory) ── kept: umbra_managed_keep()
 *   ┌──────────────────────────┬──────────────────────────────┐
 *   │ struct hda_bus           │ the driver's own, zeroed for │
 *   │ the library's: left      │ each incarnation             │
 *   └──────────────────────────┴──────────────────────────────┘
 *      ▲ codecs, streams          ▲ the head of the library's list of PCMs
 *
 * Everything that the library asks a codec goes through bus->ops, where we stand.
 * While the driver is away the link is down: a verb that sets is dropped, for
 * the codec gets all settings anew, one that reads fails, and whoever waits for
 * an answer has waited long enough. Nobody is kept waiting there, so that all
 * calls of the library end before the controller's registers are unmapped;
 * applications wait at the card instead, which looks suspended, and at its
 * streams (stream.c).
 *
 * The restarted driver resets the controller; then each codec is resumed by its own
 * driver as after a sleep in which it lost power.
 *
 * Not handled: what was read of a codec while the link was down (proc files,
 * hwdep) failed. A given-up controller's streams and pages are not freed.
 */
#include <linux/pm_runtime.h>
#include <linux/slab.h>
#include <sound/hda_codec.h>
#include <sound/hda_register.h>
#include "../sound/sound.h"

/* As hda_controller.h has it, which is not among the kernel's headers. */
struct azx_pcm {
	void *chip, *pcm, *codec, *info;
	struct list_head list;
};

#define UMBRA_SOUND_READS BIT(19) /* in a verb: it only asks */
#define UMBRA_SOUND_REGISTERS(index) (0x80 + 0x20 * (index)) /* a stream's, in the controller's */
#define UMBRA_SOUND_QUEUE_NS (50 * NSEC_PER_MSEC) /* a codec plays what it has queued meanwhile */

struct umbra_sound_bus {
	struct umbra_kept kept;		/* kind "hda_bus", its owner: the card */
	struct hdac_bus_ops ops;	/* the bus's: verbs are ours */
	const struct hdac_bus_ops *library;
	bool up;			/* verbs reach the codecs */
	u64 heard_at;			/* when what codecs have in their queues has been heard */
};

static int umbra_sound_command(struct hdac_bus *core, unsigned int verb);

/* Or NULL. */
static struct umbra_sound_bus *umbra_sound_bus_find(struct hdac_bus *core)
{
	return core->ops && core->ops->command == umbra_sound_command ?
		       container_of(core->ops, struct umbra_sound_bus, ops) :
		       NULL;
}

/* Both under the bus's cmd_mutex, by which _stopped() waits for who is below us. */
static int umbra_sound_command(struct hdac_bus *core, unsigned int verb)
{
	struct umbra_sound_bus *bus = umbra_sound_bus_find(core);
	int ret;

	core->last_cmd[verb >> 28 & (HDA_MAX_CODECS - 1)] = verb;
	ret = READ_ONCE(bus->up) ? bus->library->command(core, verb) : 0;
	return READ_ONCE(bus->up) ? ret : 0;
}

static int umbra_sound_response(struct hdac_bus *core, unsigned int address, unsigned int *result)
{
	struct umbra_sound_bus *bus = umbra_sound_bus_find(core);
	int ret = READ_ONCE(bus->up) ? bus->library->get_response(core, address, result) : 0;

	if (READ_ONCE(bus->up))
		return ret;
	if (result)
		*result = -1;
	return core->last_cmd[address] & UMBRA_SOUND_READS ? -EIO : 0;
}

/*
 * The head of the list of PCMs is in the driver's own part; the PCMs know where. Nobody
 * looks at it while its driver is away, and it may be as often as it is right already.
 */
static void umbra_sound_bus_relink(struct umbra_domain *domain, struct snd_card *card)
{
	struct umbra_sound_stream *stream;

	for_each_kept(stream, domain, "stream") {
		struct azx_pcm *known = stream->substream->pcm->private_data;

		if (stream->kept.owner == card)
			known->list.prev->next = known->list.next->prev = &known->list;
	}
}

/*
 * The controller still runs: how far has it sent each stream? What codecs have of it
 * in their queues is lost at the reset, so that will have to wait. Any context.
 */
static void umbra_sound_bus_failed(struct umbra_kept *kept)
{
	struct umbra_sound_bus *bus = container_of(kept, struct umbra_sound_bus, kept);
	struct umbra_sound_stream *stream;

	rcu_read_lock();
	for_each_kept(stream, kept->domain, "stream")
		if (stream->kept.owner == kept->owner && stream->library && stream->started &&
		    READ_ONCE(bus->up)) {
			struct snd_pcm_runtime *runtime = stream->substream->runtime;
			unsigned int at = snd_hdac_stream_get_pos_lpib(runtime->private_data);

			/* If it cannot be there, the clock decides (restore.c). */
			umbra_sound_seen(stream, bytes_to_frames(runtime, at));
			bus->heard_at = ktime_get_mono_fast_ns() + UMBRA_SOUND_QUEUE_NS;
		}
	rcu_read_unlock();
	WRITE_ONCE(bus->up, false);
	snd_power_change_state(kept->owner, SNDRV_CTL_POWER_D3hot);
}

/* All verbs below us end now, and all calls of controls; then codecs have played their queues. */
static void umbra_sound_bus_stopped(struct umbra_kept *kept)
{
	struct umbra_sound_bus *bus = container_of(kept, struct umbra_sound_bus, kept);
	struct hdac_bus *core = &((struct hda_bus *)kept->object)->core;

	while (!mutex_trylock(&core->cmd_mutex)) {
		spin_lock_irq(&core->reg_lock);
		memset(core->rirb.cmds, 0, sizeof(core->rirb.cmds));
		spin_unlock_irq(&core->reg_lock);
		wake_up(&core->rirb_wq);
		usleep_range(50, 200);
	}
	mutex_unlock(&core->cmd_mutex);
	snd_power_sync_ref(kept->owner);
	/* An answer that nobody has acknowledged outlives the reset of some (QEMU's). */
	if (core->chip_init)
		snd_hdac_chip_writeb(core, RIRBSTS, RIRB_INT_MASK);
	core->chip_init = false; /* its registers are unmapped next */
	while (ktime_get_mono_fast_ns() < bus->heard_at)
		usleep_range(500, 1000);
}

/* The taps are passive. */
static void umbra_sound_bus_resumed(struct umbra_kept *kept)
{
	snd_power_change_state(kept->owner, SNDRV_CTL_POWER_D0);
}

/* Its codecs go on using it until the card is gone. Nobody is inside. */
static void umbra_sound_bus_gave_up(struct umbra_kept *kept)
{
	umbra_sound_bus_relink(kept->domain, kept->owner);
}

const struct umbra_kept_kind umbra_sound_buses = {
	.name = "hda_bus",
	.failed = umbra_sound_bus_failed,
	.stopped = umbra_sound_bus_stopped,
	.resumed = umbra_sound_bus_resumed,
	.gave_up = umbra_sound_bus_gave_up,
};

/* The card is gone, and its codecs with it. */
static void umbra_sound_bus_gone(struct umbra_kept *kept)
{
	struct umbra_sound_bus *bus = container_of(kept, struct umbra_sound_bus, kept);
	struct hda_bus *hda = kept->object;

	hda->core.ops = bus->library;
	umbra_managed_unkeep(kept->domain, hda);
	kfree_rcu(bus, kept.rcu);
}

/* After azx_bus_init(): from now on verbs come by here. In probe. */
void umbra_sound_bus_made(struct umbra_domain *domain, struct hda_bus *hda)
{
	struct umbra_sound_bus *bus = kzalloc(sizeof(*bus), GFP_KERNEL);

	if (!bus || !umbra_kept_find(domain, hda->card) ||
	    !umbra_managed_keep(domain, hda, sizeof(*hda))) {
		kfree(bus);
		return; /* It works; a failure will give it up. */
	}
	bus->ops = *hda->core.ops;
	bus->library = hda->core.ops;
	bus->ops.command = umbra_sound_command;
	bus->ops.get_response = umbra_sound_response;
	bus->up = true;
	hda->core.ops = &bus->ops;
	umbra_keep(domain, &bus->kept, "hda_bus", hda, hda->card, umbra_sound_bus_gone);
}
EXPORT_SYMBOL_GPL(umbra_sound_bus_made);

/* The restarted driver initializes the bus: as it is, but for what the controller has lost. */
int umbra_sound_bus_init(struct umbra_domain *domain, struct hda_bus *hda)
{
	if (!umbra_sound_bus_find(&hda->core))
		return -ENOENT;
	umbra_sound_bus_relink(domain, hda->card);
	hda->core.irq = -1;
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_sound_bus_init);

/*
 * The library's streams are made, maybe long ago: none runs, and the registers may be mapped
 * elsewhere. Of each the driver may write when a period's end was last believed, and the
 * flags behind the core's part (struct azx_dev), until it is freed.
 */
void umbra_sound_bus_streams(struct umbra_domain *domain, struct hda_bus *hda, bool made)
{
	void (*change)(struct umbra_domain *, const volatile void *, unsigned long) =
		made ? umbra_grant : umbra_revoke;
	struct hdac_stream *stream;

	list_for_each_entry(stream, &hda->core.stream_list, list) {
		change(domain, &stream->start_wallclk, sizeof(stream->start_wallclk));
		change(domain, stream + 1, sizeof(long));
		stream->running = false;
		stream->sd_addr = hda->core.remap_addr + UMBRA_SOUND_REGISTERS(stream->index);
	}
}
EXPORT_SYMBOL_GPL(umbra_sound_bus_streams);

/* A codec whose link was reset: its converters have forgotten their streams, all else is cached. */
static void umbra_sound_codec_resume(struct hda_codec *codec)
{
	struct device *device = hda_codec_dev(codec);
	const struct dev_pm_ops *pm = device->driver ? device->driver->pm : NULL;
	struct snd_array *converters = &codec->cvt_setups;

	memset(converters->list, 0, converters->alloced * converters->elem_size);
	converters->used = 0;
	pm_runtime_get_noresume(device);
	pm_runtime_barrier(device);
	/* One that sleeps gets all when it wakes. */
	if (pm && pm->runtime_resume && !pm_runtime_suspended(device))
		pm->runtime_resume(device);
	pm_runtime_put_autosuspend(device);
}

/* The link is up. */
void umbra_sound_bus_up(struct umbra_domain *domain, struct hda_bus *hda)
{
	struct umbra_sound_bus *bus = umbra_sound_bus_find(&hda->core);
	struct hda_codec *codec;

	if (!bus)
		return;
	WRITE_ONCE(bus->up, true);
	list_for_each_codec(codec, hda)
		umbra_sound_codec_resume(codec);
}
EXPORT_SYMBOL_GPL(umbra_sound_bus_up);
