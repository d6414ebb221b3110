// SPDX-License-Identifier: GPL-2.0-only
/*
 * bus.c - HD-audio controllers: the library's bus outlives its driver.
 *
 *   struct (the driver's, managed memory) ── kept: umbra_managed_keep()
 *   ┌──────────────────────────┬──────────────────────────────┐
 *   │ struct hda_bus           │ the driver's own, zeroed for │
 *   │ the library's: left      │ each incarnation             │
 *   └──────────────────────────┴──────────────────────────────┘
 *      ▲ codecs, streams          ▲ heads of lists of the library's: saved
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

struct azx;	/* begins with the struct hda_bus */
struct azx_dev; /* begins with the struct hdac_stream */

#define UMBRA_SOUND_WORDS 8
#define UMBRA_SOUND_READS BIT(19) /* in a verb: it only asks */

enum umbra_sound_made {
	UMBRA_SOUND_STREAMS,
	UMBRA_SOUND_PAGES,
	UMBRA_SOUND_CODECS,
	UMBRA_SOUND_CONFIGURED,
};

struct umbra_sound_bus {
	struct umbra_kept kept;			/* kind "hda_bus", its owner: the card */
	struct hdac_bus_ops ops;		/* the bus's: verbs are ours */
	const struct hdac_bus_ops *library;
	struct hda_bus *bus;
	size_t size;		/* of the memory that it is the beginning of */
	bool up;		/* verbs reach the codecs */
	atomic_t inside;	/* verbs that are below us */
	unsigned long made;	/* by the library, once: UMBRA_SOUND_STREAMS ... */
	void __iomem *mapped;	/* the registers, when streams were told last */
	bool attached;		/* the words below are in their places */
	unsigned int n_words;
	struct {
		unsigned long *at, value;
	} word[UMBRA_SOUND_WORDS];
};

static struct umbra_sound_bus *umbra_sound_bus_of(struct hdac_bus *bus)
{
	return container_of(bus->ops, struct umbra_sound_bus, ops);
}

static int umbra_sound_command(struct hdac_bus *core, unsigned int verb)
{
	struct umbra_sound_bus *bus = umbra_sound_bus_of(core);
	int ret = 0;

	atomic_inc(&bus->inside);
	smp_mb__after_atomic(); /* failed() and stopped() write one and read the other */
	core->last_cmd[verb >> 28 & (HDA_MAX_CODECS - 1)] = verb;
	if (READ_ONCE(bus->up))
		ret = bus->library->command(core, verb);
	atomic_dec(&bus->inside);
	return READ_ONCE(bus->up) ? ret : 0;
}

static int umbra_sound_response(struct hdac_bus *core, unsigned int address, unsigned int *result)
{
	struct umbra_sound_bus *bus = umbra_sound_bus_of(core);
	int ret = 0;

	atomic_inc(&bus->inside);
	smp_mb__after_atomic();
	if (READ_ONCE(bus->up))
		ret = bus->library->get_response(core, address, result);
	atomic_dec(&bus->inside);
	if (READ_ONCE(bus->up))
		return ret;
	if (result)
		*result = -1;
	return core->last_cmd[address] & UMBRA_SOUND_READS ? -EIO : 0;
}

/* After azx_bus_init(): from now on verbs come by here. In probe. */
void umbra_sound_bus_made(struct umbra_domain *domain, int result, struct azx *chip,
			  const char *model)
{
	struct hda_bus *hda = (struct hda_bus *)chip;
	struct umbra_sound_bus *bus = kzalloc(sizeof(*bus), GFP_KERNEL);

	if (bus && umbra_kept_find(domain, hda->card))
		bus->size = umbra_managed_keep(domain, chip, sizeof(*hda));
	if (!bus || !bus->size) {
		kfree(bus);
		return; /* It works; a failure will give it up. */
	}
	bus->kept.kind = "hda_bus";
	bus->kept.object = hda;
	bus->kept.owner = hda->card;
	bus->ops = *hda->core.ops;
	bus->library = hda->core.ops;
	bus->bus = hda;
	bus->ops.command = umbra_sound_command;
	bus->ops.get_response = umbra_sound_response;
	bus->up = bus->attached = true;
	hda->core.ops = &bus->ops;
	umbra_keep(domain, &bus->kept);
}
EXPORT_SYMBOL_GPL(umbra_sound_bus_made);

/* The card is gone, and its codecs with it. */
void umbra_sound_bus_gone(struct umbra_domain *domain, struct snd_card *card)
{
	struct umbra_sound_bus *bus, *next;

	list_for_each_entry_safe(bus, next, umbra_kept(domain), kept.node) {
		if (strcmp(bus->kept.kind, "hda_bus") || bus->kept.owner != card)
			continue;
		bus->bus->core.ops = bus->library;
		umbra_managed_unkeep(domain, bus->bus);
		umbra_keep_no_more(&bus->kept);
		kfree_rcu(bus, kept.rcu);
	}
}

static struct umbra_sound_bus *umbra_sound_bus_known(void *chip)
{
	struct hdac_bus *core = chip;

	return core->ops && core->ops->command == umbra_sound_command ? umbra_sound_bus_of(core) :
									NULL;
}

static void umbra_sound_bus_put_back(struct umbra_sound_bus *bus)
{
	unsigned int i;

	for (i = 0; i < bus->n_words && !bus->attached; i++)
		*bus->word[i].at = bus->word[i].value;
	bus->attached = true;
}

/* The restarted driver initializes the bus: as it is, but for what the controller has lost. */
int umbra_sound_bus_init(struct umbra_domain *domain, struct azx *chip, const char *model)
{
	struct umbra_sound_bus *bus = umbra_sound_bus_known(chip);
	struct hdac_stream *stream;

	if (!bus)
		return -ENOENT;
	umbra_sound_bus_put_back(bus);
	bus->bus->core.chip_init = false;
	bus->bus->core.irq = -1;
	list_for_each_entry(stream, &bus->bus->core.stream_list, list)
		stream->running = false;
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_sound_bus_init);

/* The registers may be mapped elsewhere. */
static void umbra_sound_bus_remap(struct umbra_sound_bus *bus)
{
	struct hdac_stream *stream;

	list_for_each_entry(stream, &bus->bus->core.stream_list, list)
		stream->sd_addr += bus->bus->core.remap_addr - bus->mapped;
	bus->mapped = bus->bus->core.remap_addr;
}

/* A codec whose link was reset: its converters have forgotten their streams, all else is cached. */
static void umbra_sound_codec_resume(struct hda_codec *codec)
{
	struct device *device = hda_codec_dev(codec);
	const struct dev_pm_ops *pm = device->driver ? device->driver->pm : NULL;
	struct snd_array *converters = &codec->cvt_setups;

	if (converters->list)
		memset(converters->list, 0, converters->alloced * converters->elem_size);
	converters->used = 0;
	pm_runtime_get_noresume(device);
	pm_runtime_barrier(device);
	/* One that sleeps gets all when it wakes. */
	if (pm && pm->runtime_resume && !pm_runtime_suspended(device))
		pm->runtime_resume(device);
	pm_runtime_put_autosuspend(device);
}

static void umbra_sound_codecs_resume(struct umbra_sound_bus *bus)
{
	struct hda_codec *codec;

	list_for_each_codec(codec, bus->bus)
		umbra_sound_codec_resume(codec);
}

/*
 * What the library makes once: umbra_sound_bus_done() after the call,
 * umbra_sound_bus_name() in its place. @always: whether it was made or not.
 */
#define UMBRA_SOUND_ONCE(name, done, what, on_made, always, on_claim, type, parameter, ...)                \
	void umbra_sound_bus_##done(struct umbra_domain *domain, int result, type parameter,       \
				    ##__VA_ARGS__)                                                 \
	{                                                                                          \
		struct umbra_sound_bus *bus = umbra_sound_bus_known(parameter);                    \
                                                                                                   \
		if (!bus)                                                                          \
			return;                                                                    \
		on_made;                                                                           \
		set_bit(what, &bus->made);                                                         \
	}                                                                                          \
	EXPORT_SYMBOL_GPL(umbra_sound_bus_##done);                                                 \
	int umbra_sound_bus_##name(struct umbra_domain *domain, type parameter, ##__VA_ARGS__)     \
	{                                                                                          \
		struct umbra_sound_bus *bus = umbra_sound_bus_known(parameter);                    \
                                                                                                   \
		if (!bus)                                                                          \
			return -ENOENT;                                                            \
		always;                                                                            \
		if (!test_bit(what, &bus->made))                                                   \
			return -ENOENT;                                                            \
		on_claim;                                                                          \
		return 0;                                                                          \
	}                                                                                          \
	EXPORT_SYMBOL_GPL(umbra_sound_bus_##name)

UMBRA_SOUND_ONCE(init_streams, streams_made, UMBRA_SOUND_STREAMS,
		 bus->mapped = bus->bus->core.remap_addr, , umbra_sound_bus_remap(bus),
		 struct azx *, chip);
UMBRA_SOUND_ONCE(alloc_pages, pages_made, UMBRA_SOUND_PAGES, , , , struct hdac_bus *, core);
/* The controller is set up, its interrupt on: the link is up. */
UMBRA_SOUND_ONCE(probe_codecs, codecs_made, UMBRA_SOUND_CODECS, , WRITE_ONCE(bus->up, true),
		 umbra_sound_codecs_resume(bus), struct azx *, chip, unsigned int max_slots);
UMBRA_SOUND_ONCE(configure, configured, UMBRA_SOUND_CONFIGURED, , , , struct azx *, chip);

/* The driver has looked at a period's end: it is one if @result says so. Any context. */
void umbra_sound_position_checked(struct umbra_domain *domain, int result, struct azx *chip,
				  struct azx_dev *stream)
{
	struct snd_pcm_substream *substream = ((struct hdac_stream *)stream)->substream;

	if (result > 0 && substream)
		umbra_sound_period(domain, substream);
}
EXPORT_SYMBOL_GPL(umbra_sound_position_checked);

/* Any context. */
void umbra_sound_bus_failed(struct umbra_domain *domain)
{
	struct umbra_sound_bus *bus;

	for_each_kept(bus, domain, "hda_bus") {
		WRITE_ONCE(bus->up, false);
		snd_power_change_state(bus->kept.owner, SNDRV_CTL_POWER_D3hot);
	}
}

/*
 * Words of the driver's own part that point into what the library hangs on PCMs:
 * the head of the list of them. They are the library's. Nobody is inside.
 */
static void umbra_sound_bus_save(struct umbra_sound_bus *bus)
{
	unsigned long *word = (unsigned long *)(bus->bus + 1);
	unsigned long *end = (void *)bus->bus + bus->size;
	struct snd_card *card = bus->kept.owner;
	struct snd_device *device;

	bus->n_words = 0;
	for (; word < end; word++)
		list_for_each_entry(device, &card->devices, list) {
			struct snd_pcm *pcm = device->device_data;

			if (device->type != SNDRV_DEV_PCM || !pcm->private_data ||
			    *word - (unsigned long)pcm->private_data >= ksize(pcm->private_data) ||
			    bus->n_words == UMBRA_SOUND_WORDS)
				continue;
			bus->word[bus->n_words].at = word;
			bus->word[bus->n_words++].value = *word;
			break;
		}
}

/* All verbs below us end now, and all calls of controls. */
static void umbra_sound_bus_stop(struct umbra_sound_bus *bus)
{
	struct hdac_bus *core = &bus->bus->core;

	smp_mb(); /* pairs with umbra_sound_command() */
	while (atomic_read(&bus->inside)) {
		spin_lock_irq(&core->reg_lock);
		memset(core->rirb.cmds, 0, sizeof(core->rirb.cmds));
		spin_unlock_irq(&core->reg_lock);
		wake_up(&core->rirb_wq);
		usleep_range(50, 200);
	}
	snd_power_sync_ref(bus->kept.owner);
	/* An answer that nobody has acknowledged outlives the reset of some (QEMU's). */
	if (bus->attached && core->chip_init)
		snd_hdac_chip_writeb(core, RIRBSTS, RIRB_INT_MASK);
	if (bus->attached)
		umbra_sound_bus_save(bus);
	bus->attached = false;
}

/* Process context, as the next two. */
void umbra_sound_bus_stopped(struct umbra_domain *domain)
{
	struct umbra_sound_bus *bus;

	for_each_kept(bus, domain, "hda_bus")
		umbra_sound_bus_stop(bus);
}

/* The taps are passive. */
void umbra_sound_bus_resumed(struct umbra_domain *domain)
{
	struct umbra_sound_bus *bus;

	for_each_kept(bus, domain, "hda_bus")
		snd_power_change_state(bus->kept.owner, SNDRV_CTL_POWER_D0);
}

/* Its codecs go on using it until the card is gone. Nobody is inside. */
void umbra_sound_bus_gave_up(struct umbra_domain *domain)
{
	struct umbra_sound_bus *bus;

	for_each_kept(bus, domain, "hda_bus")
		umbra_sound_bus_put_back(bus);
}
