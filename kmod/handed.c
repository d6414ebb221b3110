// SPDX-License-Identifier: GPL-2.0-only
/*
 * handed.c - functions that the kernel finds in what a driver hands it.
 *
 * The rule: each is an entry of the driver's or a CALL capability, of the type that
 * belongs where it is, when it is handed over; and stays what it was as long as the
 * domain holds the object that the call gave (a registered driver, a device), or as one
 * is kept that it was for (a card).
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

/* How deep structures lead to structures, how many pointers a list has. */
#define UMBRA_DEEP 4
#define UMBRA_LONG 1024
/* How many are sealed until it is looked which are held no more. */
#define UMBRA_LOOK 64

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

/* Of the kernel's, mapped, and nothing to execute: all of 64 bits can tell. */
static bool umbra_is_data(unsigned long start)
{
	unsigned int level;
	pte_t *entry = lookup_address(start, &level);

	return entry && pte_present(*entry) && pte_flags(*entry) & _PAGE_NX;
}

/* Pointers up to the one that is NULL; of a list that is not the driver's, none. */
static unsigned int umbra_listed(struct umbra_domain *domain, unsigned long start)
{
	unsigned int n = 0;

	while (n < UMBRA_LONG && umbra_is_own(domain, start + n * sizeof(long)) &&
	       READ_ONCE(((unsigned long *)start)[n]))
		n++;
	return n;
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
			       unsigned int deep);

/* What the driver has put there, of which a shadow may have put a copy of its own in its place. */
static unsigned long umbra_put_there(const struct umbra_target *target, unsigned long value)
{
	return target->shown && value && umbra_is_data(value) ?
		       (unsigned long)target->shown((const void *)value) : value;
}

/* At @value there is what the target leads to. */
static void umbra_look_at(const struct umbra_handed *handed, const struct umbra_targets *targets,
			  const struct umbra_target *target, unsigned long value, unsigned int deep)
{
	if (umbra_is_own(handed->domain, value)) {
		if (deep < UMBRA_DEEP)
			umbra_look_targets(handed, target->in, value, deep + 1);
	} else if (!umbra_is_constant(value)) {
		umbra_bad_target(handed, targets->structure, target->field, value,
				 "which is neither the driver's nor constant");
	}
}

static void umbra_look_targets(const struct umbra_handed *handed,
			       const struct umbra_targets *targets, unsigned long start,
			       unsigned int deep)
{
	struct umbra_domain *domain = handed->domain;
	bool may = false;
	unsigned int i, n;

	if (targets->list) {
		n = umbra_listed(domain, start);
		for (i = 0; i < n; i++)
			umbra_look_at(handed, targets, targets->target,
				      READ_ONCE(((unsigned long *)start)[i]), deep);
		return;
	}
	for (i = 0; i < targets->n; i++) {
		const struct umbra_target *target = &targets->target[i];
		unsigned long at = start + target->offset, value;
		bool first = !i || target[-1].offset != target->offset;
		bool last = i + 1 == targets->n || target[1].offset != target->offset;

		if (!umbra_is_own(domain, at))
			continue;
		value = umbra_put_there(target, READ_ONCE(*(unsigned long *)at));
		if (!value)
			continue;
		if (!target->in) {
			/* In a union it may be any of several. */
			may = (!first && may) || umbra_may_call(domain, value, target->type) ||
			      (target->maybe && umbra_is_data(value));
			if (!last || may)
				continue;
			if (handed->stays && umbra_enable)
				WRITE_ONCE(*(unsigned long *)at, 0);
			umbra_bad_target(handed, targets->structure, target->field, value,
					 "which is no entry of its type");
		} else {
			umbra_look_at(handed, targets, target, value, deep);
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

/* Of the driver's memory, what is sealed for one object, */
struct umbra_sealed_words {
	struct list_head node;
	unsigned int kind;
	unsigned long key, stamp; /* which is that, ... */
	const void *kept;	  /* or is kept */
	unsigned long since;	  /* the domain's stamp */
	unsigned int n, room;
	struct {
		unsigned long start, bytes;
	} word[];
};

static void umbra_note_word(struct umbra_sealed_words *words, unsigned long at,
			    unsigned long bytes)
{
	if (words->n < words->room) {
		words->word[words->n].start = at;
		words->word[words->n].bytes = bytes;
	}
	words->n++;
}

/* Notes where the kernel finds something to call, and links it; without room it counts. */
static void umbra_note_words(struct umbra_domain *domain, const struct umbra_targets *targets,
			     unsigned long start, unsigned int deep,
			     struct umbra_sealed_words *words)
{
	unsigned int i, n = targets->list ? umbra_listed(domain, start) : targets->n;

	for (i = 0; i < n; i++) {
		const struct umbra_target *target = targets->target + (targets->list ? 0 : i);
		unsigned long at = start + (targets->list ? i * sizeof(long) : target->offset), value;

		if (!umbra_is_own(domain, at))
			continue;
		value = umbra_put_there(target, READ_ONCE(*(unsigned long *)at));
		if (!targets->kernels && (value || start != (unsigned long)words->kept))
			umbra_note_word(words, at, sizeof(long));
		if (target->in && value && deep < UMBRA_DEEP && umbra_is_own(domain, value))
			umbra_note_words(domain, target->in, value, deep + 1, words);
	}
	for (i = 0; i < targets->n_links; i++)
		if (umbra_is_own(domain, start + targets->links[i].offset))
			umbra_note_word(words, start + targets->links[i].offset,
					targets->links[i].bytes);
}

static void umbra_each_word(struct umbra_domain *domain, const struct umbra_sealed_words *words,
			    void (*what)(struct umbra_map *map, unsigned long start,
					 unsigned long bytes))
{
	unsigned int i;

	for (i = 0; i < words->n; i++)
		what(&umbra_core(domain)->map, words->word[i].start, words->word[i].bytes);
}

static bool umbra_is_held(struct umbra_domain *domain, const struct umbra_sealed_words *words)
{
	const struct umbra_object *object;

	if (words->kept)
		return umbra_kept_find(domain, words->kept);
	object = umbra_tracker_find(domain, words->kind, words->key);
	return object && object->stamp == words->stamp;
}

/*
 * Gives back what is not held for any object, and what a failed incarnation handed over: its
 * successor fills its tables anew. Sealed again is what two objects share.
 */
static void umbra_give_words_back(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_sealed_words *words, *next;

	lockdep_assert_held(&control->sealed_lock);
	list_for_each_entry_safe(words, next, &control->sealed_words, node) {
		if (words->since >= control->memory_before && umbra_is_held(domain, words))
			continue;
		umbra_each_word(domain, words, umbra_map_unseal);
		list_del(&words->node);
		kfree(words);
	}
	list_for_each_entry(words, &control->sealed_words, node)
		umbra_each_word(domain, words, umbra_map_seal);
}

/* For whom @of says, which has no words. */
static void umbra_seal_words(struct umbra_domain *domain, struct umbra_sealed_words *of,
			     const struct umbra_targets *targets, unsigned long start)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_sealed_words *words;
	unsigned long flags;

	if (start)
		umbra_note_words(domain, targets, start, 0, of);
	/* Constant tables, as most are. */
	if (!of->n)
		return;
	words = kzalloc(struct_size(words, word, of->n), GFP_ATOMIC);
	if (!words)
		return;
	*words = *of;
	words->since = domain->stamp;
	words->room = of->n;
	words->n = 0;
	umbra_note_words(domain, targets, start, 0, words);
	words->n = min(words->n, words->room);
	spin_lock_irqsave(&control->sealed_lock, flags);
	/* A card has hundreds of controls: what is held no more is looked for now and then. */
	if (!(++control->n_sealed % UMBRA_LOOK))
		umbra_give_words_back(domain);
	list_add(&words->node, &control->sealed_words);
	umbra_each_word(domain, words, umbra_map_seal);
	spin_unlock_irqrestore(&control->sealed_lock, flags);
}

void umbra_handed_over(struct umbra_domain *domain, const struct umbra_object *object,
		       const struct umbra_targets *targets, const volatile void *start)
{
	struct umbra_sealed_words of = { .kind = object->kind, .key = object->key,
					 .stamp = object->stamp };

	umbra_seal_words(domain, &of, targets, (unsigned long)start);
}
EXPORT_SYMBOL_GPL(umbra_handed_over);

void umbra_handed_to(struct umbra_domain *domain, const void *object,
		     const struct umbra_targets *targets, const volatile void *start)
{
	struct umbra_sealed_words of = { .kept = object };

	if (object)
		umbra_seal_words(domain, &of, targets, (unsigned long)start);
}
EXPORT_SYMBOL_GPL(umbra_handed_to);

void umbra_handed_again(struct umbra_domain *domain, unsigned int kind, unsigned long key,
			const struct umbra_targets *targets, const volatile void *start)
{
	const struct umbra_object *object = umbra_tracker_find(domain, kind, key);

	if (object)
		umbra_handed_over(domain, object, targets, start);
}
EXPORT_SYMBOL_GPL(umbra_handed_again);

/* Is it filled in, and lives from now on with @live, or is that? */
static bool umbra_lives_with(const struct umbra_kept *kept, const void *live)
{
	return kept->targets && live && (kept->owner == live || kept->object == live);
}

void umbra_filling(struct umbra_domain *domain, const char *function, const void *live)
{
	struct umbra_handed handed = { .domain = domain, .function = function, .stays = 1 };
	struct umbra_kept *kept;

	list_for_each_entry_rcu(kept, umbra_kept(domain), node, true)
		if (umbra_lives_with(kept, live))
			umbra_look_targets(&handed, kept->targets, (unsigned long)kept->object, 0);
}
EXPORT_SYMBOL_GPL(umbra_filling);

void umbra_filled(struct umbra_domain *domain, const void *live)
{
	struct umbra_kept *kept;

	list_for_each_entry_rcu(kept, umbra_kept(domain), node, true)
		if (umbra_lives_with(kept, live))
			umbra_handed_to(domain, kept->object, kept->targets, kept->object);
}
EXPORT_SYMBOL_GPL(umbra_filled);

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
