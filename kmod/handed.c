// SPDX-License-Identifier: GPL-2.0-only
/*
 * handed.c - functions that the kernel finds in what a driver hands it.
 *
 * The rule: each is an entry of the driver's or a CALL capability, of the type that
 * belongs where it is, when it is handed over; and stays what it was as long as the
 * domain holds the object that the call gave (a registered driver, a device).
 *
 *   look       before the call: every function in the structure, and in the constant
 *              structures that it leads to, as far as they are the driver's to write
 *   hand over  after it: those words are sealed
 *   give back  when the driver writes one of them, and nothing that it was handed
 *              over for is held any more: who registers again may fill its table anew
 *
 * In an object of the kernel's (a net_device) specs say what is sealed: SEALS.
 */
#include <linux/slab.h>
#include <asm/pgtable.h>
#include "control.h"
#include "../runtime/tracker.h"

/* How deep structures lead to structures. */
#define UMBRA_DEEP 4

/* Memory in which what the kernel finds is the driver's: it may write it, could, or brought it. */
static bool umbra_is_own(struct umbra_domain *domain, unsigned long start)
{
	const struct module_layout *module = &umbra_control(domain)->module->core_layout;
	struct umbra_map *map = &umbra_core(domain)->map;

	return start - (unsigned long)module->base <= module->size - sizeof(long) ||
	       umbra_map_check(map, start, sizeof(long)) ||
	       umbra_map_sealed(map, start, sizeof(long)) ||
	       umbra_may_write(domain, start, sizeof(long));
}

/* A constant of the kernel's or another module's: nobody may write there. */
static bool umbra_is_constant(unsigned long start)
{
	unsigned int level;
	pte_t *entry = lookup_address(start, &level);

	return entry && pte_present(*entry) && !pte_write(*entry);
}

static void umbra_bad_target(const struct umbra_handed *handed, const char *structure,
			     const char *field, unsigned long value, const char *what)
{
	struct umbra_failure failure = {
		.what = what,
		.function = handed->function,
		.structure = structure,
		.field = field,
		.address = value,
		.has_address = true,
	};

	umbra_broken(handed->domain, &failure);
}

static void umbra_look_targets(const struct umbra_handed *handed,
			       const struct umbra_targets *targets, unsigned long start,
			       unsigned int deep)
{
	struct umbra_domain *domain = handed->domain;
	bool may = false;
	unsigned int i;

	for (i = 0; i < targets->n; i++) {
		const struct umbra_target *target = &targets->target[i];
		unsigned long at = start + target->offset, value;
		bool first = !i || target[-1].offset != target->offset;
		bool last = i + 1 == targets->n || target[1].offset != target->offset;

		if (!umbra_is_own(domain, at))
			continue;
		value = READ_ONCE(*(unsigned long *)at);
		if (!value)
			continue;
		if (!target->in) {
			/* In a union it may be any of several. */
			may = (!first && may) || umbra_may_call(domain, value, target->type);
			if (last && !may)
				umbra_bad_target(handed, targets->structure, target->field, value,
						 "which is no entry of its type");
		} else if (umbra_is_own(domain, value)) {
			if (deep < UMBRA_DEEP)
				umbra_look_targets(handed, target->in, value, deep + 1);
		} else if (!umbra_is_constant(value)) {
			umbra_bad_target(handed, targets->structure, target->field, value,
					 "which is neither the driver's nor constant");
		}
	}
}

void umbra_look_handed(const struct umbra_handed *handed, unsigned int unused, unsigned long value,
		       unsigned long tap)
{
	if (!value)
		return;
	if (handed->targets)
		umbra_look_targets(handed, handed->targets, value, 0);
	else if (!umbra_may_call(handed->domain, value, handed->type))
		umbra_bad_target(handed, handed->function, handed->parameter, value,
				 "which is no entry of its type");
}

/* Words of the driver's that are sealed for one object. */
struct umbra_sealed_words {
	struct list_head node;
	unsigned int kind;
	unsigned long key, stamp; /* of the object */
	unsigned int n, room;
	unsigned long word[];
};

/* Notes where the kernel finds something to call; without @words it counts. */
static unsigned int umbra_note_words(struct umbra_domain *domain,
				     const struct umbra_targets *targets, unsigned long start,
				     unsigned int deep, struct umbra_sealed_words *words)
{
	unsigned int i, n = 0;

	for (i = 0; i < targets->n; i++) {
		const struct umbra_target *target = &targets->target[i];
		unsigned long at = start + target->offset, value;

		if (!umbra_is_own(domain, at))
			continue;
		if (!targets->kernels) {
			n++;
			if (words && words->n < words->room)
				words->word[words->n++] = at;
		}
		value = READ_ONCE(*(unsigned long *)at);
		if (target->in && value && deep < UMBRA_DEEP && umbra_is_own(domain, value))
			n += umbra_note_words(domain, target->in, value, deep + 1, words);
	}
	return n;
}

static void umbra_each_word(struct umbra_domain *domain, const struct umbra_sealed_words *words,
			    void (*what)(struct umbra_map *map, unsigned long start,
					 unsigned long bytes))
{
	unsigned int i;

	for (i = 0; i < words->n; i++)
		what(&umbra_core(domain)->map, words->word[i], sizeof(long));
}

static bool umbra_is_held(struct umbra_domain *domain, const struct umbra_sealed_words *words)
{
	const struct umbra_object *object = umbra_tracker_find(domain, words->kind, words->key);

	return object && object->stamp == words->stamp;
}

/*
 * Gives back what is not held for any object. All if the driver is being restarted: it
 * fills its tables anew, and the kernel waits for that. Sealed again is what two objects share.
 */
static void umbra_give_words_back(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	bool all = READ_ONCE(domain->state) != UMBRA_PASSIVE;
	struct umbra_sealed_words *words, *next;

	lockdep_assert_held(&control->sealed_lock);
	list_for_each_entry_safe(words, next, &control->sealed_words, node) {
		if (!all && umbra_is_held(domain, words))
			continue;
		umbra_each_word(domain, words, umbra_map_unseal);
		list_del(&words->node);
		kfree(words);
	}
	list_for_each_entry(words, &control->sealed_words, node)
		umbra_each_word(domain, words, umbra_map_seal);
}

void umbra_handed_over(struct umbra_domain *domain, const struct umbra_object *object,
		       const struct umbra_targets *targets, const volatile void *start)
{
	struct umbra_control *control = umbra_control(domain);
	unsigned int n = start ? umbra_note_words(domain, targets, (unsigned long)start, 0, NULL) : 0;
	struct umbra_sealed_words *words;
	unsigned long flags;

	/* Constant tables, as most are. */
	if (!n)
		return;
	words = kzalloc(struct_size(words, word, n), GFP_ATOMIC);
	if (!words)
		return;
	words->kind = object->kind;
	words->key = object->key;
	words->stamp = object->stamp;
	words->room = n;
	umbra_note_words(domain, targets, (unsigned long)start, 0, words);
	spin_lock_irqsave(&control->sealed_lock, flags);
	list_add(&words->node, &control->sealed_words);
	umbra_give_words_back(domain);
	spin_unlock_irqrestore(&control->sealed_lock, flags);
}
EXPORT_SYMBOL_GPL(umbra_handed_over);

bool umbra_handed_back(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_map *map = &umbra_core(domain)->map;
	unsigned long flags;

	if (list_empty(&control->sealed_words) || !umbra_map_sealed(map, start, bytes))
		return false;
	spin_lock_irqsave(&control->sealed_lock, flags);
	umbra_give_words_back(domain);
	spin_unlock_irqrestore(&control->sealed_lock, flags);
	return umbra_map_check(map, start, bytes);
}

/* Context: process, nobody checks any more. */
void umbra_sealed_words_free(struct umbra_control *control)
{
	struct umbra_sealed_words *words, *next;

	list_for_each_entry_safe(words, next, &control->sealed_words, node)
		kfree(words);
	INIT_LIST_HEAD(&control->sealed_words);
}
