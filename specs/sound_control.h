/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sound_control.h - controls: what a mixer sets.
 *
 * The rule it upholds: a control outlives its driver's failure. The last
 * value of each element is in the domain's log: it answers who asks while the
 * driver is away, and is set again once it is back. Controls are used under the
 * card's lock, for which recovery never waits.
 *
 * umbra_sound_control_get() is umbra_sound.ko's; it has the operation's own prototype
 * after the domain.
 */
#include "umbra_spec.h"
#include <sound/control.h>
#include <sound/core.h>
#include <sound/jack.h>

void umbra_forget_object(struct umbra_domain *domain, const void *object);

UMBRA_CALL struct snd_kcontrol *snd_ctl_new1(const struct snd_kcontrol_new *kcontrolnew,
					     void *private_data)
	KEEPS(snd_kcontrol, result, umbra_probed_object(&umbra_domain, "snd_card"), "%s %u.%u.%u",
	      kcontrolnew->name ?: "", kcontrolnew->index, kcontrolnew->device,
	      kcontrolnew->subdevice)
	GRANTS(&result->id,
	       (void *)&result->vd[result->count] - (void *)&result->id)
	WHILE_RECOVERING(claim, (result->private_data = private_data,
				 result->private_value = kcontrolnew->private_value,
				 result->private_free = NULL, result->tlv.p = kcontrolnew->tlv.p));
/* Its followers are so already: told again, they would follow twice. */
UMBRA_CALL struct snd_kcontrol *snd_ctl_make_virtual_master(char *name, const unsigned int *tlv)
	KEEPS(snd_kcontrol, result, umbra_probed_object(&umbra_domain, "snd_card"), "%s 0.0.0", name)
	GRANTS(&result->id, (void *)&result->vd[result->count] - (void *)&result->id)
	WHILE_RECOVERING(claim);
UMBRA_INLINE(int, snd_ctl_add_follower,
	     (struct snd_kcontrol *master, struct snd_kcontrol *follower)) WHILE_RECOVERING(skip);
UMBRA_INLINE(int, snd_ctl_add_follower_uncached,
	     (struct snd_kcontrol *master, struct snd_kcontrol *follower)) WHILE_RECOVERING(skip);
UMBRA_CALL int snd_ctl_apply_vmaster_followers(struct snd_kcontrol *kctl,
					       int (*func)(struct snd_kcontrol *vfollower,
							   struct snd_kcontrol *follower,
							   void *arg),
					       void *arg);
UMBRA_CALL void snd_ctl_rename(struct snd_card *card, struct snd_kcontrol *kctl, const char *name)
	WHILE_RECOVERING(skip);
UMBRA_CALL struct snd_kcontrol *snd_ctl_find_id(struct snd_card *card,
						const struct snd_ctl_elem_id *id)
	WHILE_RECOVERING(busy, id == &snd_ctl_find_id(card, id)->id /* which it is about to add */ ?
				       NULL :
				       umbra_made_again(&umbra_domain, snd_ctl_find_id(card, id)));
UMBRA_CALL int snd_ctl_add(struct snd_card *card, struct snd_kcontrol *kcontrol)
	CALLS(kcontrol) HANDS_TO(kcontrol)
	AFTER(umbra_forget_object, kcontrol) WHEN(result < 0) /* it has freed it */
	WHILE_RECOVERING(busy, kcontrol ? 0 : -ENOMEM);
UMBRA_CALL void snd_ctl_free_one(struct snd_kcontrol *kcontrol)
	LOSES(kcontrol) WHILE_RECOVERING(skip);
UMBRA_CALL int snd_ctl_remove(struct snd_card *card, struct snd_kcontrol *kcontrol)
	LOSES(kcontrol) WHILE_RECOVERING(skip);
UMBRA_CALL int snd_ctl_remove_id(struct snd_card *card, struct snd_ctl_elem_id *id)
	WHILE_RECOVERING(skip);
UMBRA_CALL int snd_ctl_rename_id(struct snd_card *card, struct snd_ctl_elem_id *src_id,
				 struct snd_ctl_elem_id *dst_id) WHILE_RECOVERING(skip);
UMBRA_CALL int snd_ctl_activate_id(struct snd_card *card, struct snd_ctl_elem_id *id, int active);
/* Nothing has changed when all is as it was. */
UMBRA_CALL void snd_ctl_notify(struct snd_card *card, unsigned int mask,
			       struct snd_ctl_elem_id *id) WHILE_RECOVERING(skip);
UMBRA_CALL void snd_ctl_notify_one(struct snd_card *card, unsigned int mask,
				   struct snd_kcontrol *kctl, unsigned int ioff)
	WHILE_RECOVERING(skip);
UMBRA_CALL int snd_ctl_boolean_mono_info(struct snd_kcontrol *kcontrol,
					 struct snd_ctl_elem_info *uinfo) PASSES;
UMBRA_CALL int snd_ctl_boolean_stereo_info(struct snd_kcontrol *kcontrol,
					   struct snd_ctl_elem_info *uinfo) PASSES;
UMBRA_CALL int snd_ctl_enum_info(struct snd_ctl_elem_info *info, unsigned int channels,
				 unsigned int items, const char *const names[]) PASSES;
UMBRA_CALL void snd_jack_report(struct snd_jack *jack, int status);

UMBRA_ENTRY(int, snd_kcontrol_new, info,
	    (struct snd_kcontrol *kcontrol, struct snd_ctl_elem_info *uinfo))
	WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(int, snd_kcontrol_new, get,
	    (struct snd_kcontrol *kcontrol, struct snd_ctl_elem_value *ucontrol COPIED))
	RECORDS(ucontrol->id.numid) WHILE_RECOVERING(recorded, umbra_sound_control_get);
/* One that the driver puts into a control which has another: not set again by itself. */
UMBRA_ENTRY(int, snd_kcontrol, info,
	    (struct snd_kcontrol *kcontrol, struct snd_ctl_elem_info *uinfo))
	WHILE_RECOVERING(block);
UMBRA_ENTRY(int, snd_kcontrol, get,
	    (struct snd_kcontrol *kcontrol, struct snd_ctl_elem_value *ucontrol))
	WHILE_RECOVERING(block);
UMBRA_ENTRY(int, snd_kcontrol, put,
	    (struct snd_kcontrol *kcontrol,
	     struct snd_ctl_elem_value *ucontrol ASKED_BYTES(sizeof(*ucontrol))))
	WHILE_RECOVERING(block);
/* It goes; what the driver was given of it is gone already. */
UMBRA_ENTRY(void, snd_kcontrol, private_free, (struct snd_kcontrol *kcontrol))
	GRANTS(kcontrol, sizeof(*kcontrol));
/* Failed on, it is asked again: by then it is queued, or the driver is back. */
UMBRA_ENTRY(int, snd_kcontrol_new, put,
	    (struct snd_kcontrol *kcontrol,
	     struct snd_ctl_elem_value *ucontrol COPIED ASKED_BYTES(sizeof(*ucontrol))))
	RECORDS(ucontrol->id.numid) WHILE_RECOVERING(queue, 1)
	UNWOUND(kcontrol->put(kcontrol, ucontrol));
