// SPDX-License-Identifier: GPL-2.0-only
/*
 * repeat.c - requests that fail the driver each time are refused.
 *
 * runtime/repeats.c keeps the book; this file makes a fingerprint of what a tap
 * was asked and refuses. Nothing is looked at before a driver has failed on a
 * request: only then is domain->gate shut for passive domains, too, and only
 * operations are looked at (site->asked), not interrupts, timers and work,
 * which ask for nothing that could be refused.
 *
 *   umbra_repeat_failed()  the failed thread, unwound: into the book
 *   umbra_repeat_look()    a tap whose gate is shut: refuse?
 *   umbra_repeat_say()     the recovery thread: one line in the log
 *   umbra_repeat_text()    a reader of the report
 *
 * Memory is read so that it may be bad: the driver has just failed.
 */
#include <linux/ioctl.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include "trace.h"
#include "../runtime/repeats.h"

#define UMBRA_PORTION 64      /* bytes read at a time */
#define UMBRA_PIECE_MOST 65536u
#define UMBRA_STRING_MOST 256u
#define UMBRA_LOOKS 256	      /* between looks at the clock */
#define UMBRA_SAMPLE_BYTES 3072

/* A request to be shown, as far as there is room. */
struct umbra_sample {
	unsigned int n, used;
	struct {
		struct umbra_piece piece;
		unsigned int start, kept; /* in data */
	} part[UMBRA_REQUEST_PIECES];
	u8 data[UMBRA_SAMPLE_BYTES];
};

static bool umbra_read(void *to, const struct umbra_piece *piece, unsigned int at,
		       unsigned int bytes)
{
	if (piece->flags & UMBRA_PIECE_USER)
		return in_task() && !copy_from_user_nofault(to, (void __user *)piece->word + at,
							    bytes);
	return !copy_from_kernel_nofault(to, (void *)piece->word + at, bytes);
}

static unsigned int umbra_string_bytes(unsigned long string)
{
	unsigned int n = 0;
	char c;

	while (n < UMBRA_STRING_MOST && !get_kernel_nofault(c, (char *)string + n) && c)
		n++;
	return n;
}

/* Is it the same object for the restarted driver? Others are told by no address. */
static bool umbra_survives(struct umbra_domain *domain, unsigned long address)
{
	unsigned int i;

	if (within_module(address, umbra_control(domain)->module))
		return true;
	for (i = 0; i < domain->n_kinds; i++)
		if (domain->kinds[i].flags & UMBRA_KIND_KEPT &&
		    umbra_tracker_find(domain, i, address))
			return true;
	return umbra_is_device(domain, address);
}

/* @after: the driver ran. False if it may have given away what it was asked with. */
static bool umbra_request_of(struct umbra_domain *domain, const struct umbra_site *site,
			     const unsigned long asked[], bool after, struct umbra_request *request)
{
	unsigned int i, bytes;

	request->n = 0;
	for (i = 0; i < site->n_asked; i++) {
		const struct umbra_asked *told = &site->asked[i];
		unsigned long word = asked[i];

		if (after && told->held && !umbra_tracker_find(domain, told->held - 1, word))
			return false;
		switch (told->how) {
		case UMBRA_ASKED_VALUE:
			umbra_request_add(request, told->name, word, 0, 0);
			break;
		case UMBRA_ASKED_OBJECT:
			if (word && umbra_survives(domain, word))
				umbra_request_add(request, told->name, word, 0, UMBRA_PIECE_TOLD);
			break;
		case UMBRA_ASKED_BY:
			told->by(request, asked, i);
			break;
		default:
			bytes = !word				 ? 0 :
				told->how == UMBRA_ASKED_TEXT ? umbra_string_bytes(word) :
								  told->bytes;
			umbra_request_add(request, told->name, bytes ? word : 0, bytes, 0);
		}
	}
	return true;
}

static void umbra_fingerprint_of(const struct umbra_request *request,
				 struct umbra_fingerprint *print)
{
	u8 portion[UMBRA_PORTION];
	unsigned int i, at, n;

	umbra_fingerprint_start(print);
	for (i = 0; i < request->n; i++) {
		const struct umbra_piece *piece = &request->piece[i];

		if (piece->flags & UMBRA_PIECE_SHOWN)
			continue;
		if (!piece->bytes)
			umbra_fingerprint_add(print, &piece->word, sizeof(piece->word));
		for (at = 0; at < min(piece->bytes, UMBRA_PIECE_MOST); at += n) {
			n = min_t(unsigned int, piece->bytes - at, sizeof(portion));
			if (!umbra_read(portion, piece, at, n))
				print->known = false;
			else
				umbra_fingerprint_add(print, portion, n);
		}
	}
}

static void umbra_sample_take(struct umbra_sample *sample, const struct umbra_request *request)
{
	unsigned int i;

	sample->n = sample->used = 0;
	for (i = 0; i < request->n; i++) {
		const struct umbra_piece *piece = &request->piece[i];
		unsigned int kept = min_t(unsigned int, piece->bytes,
					  sizeof(sample->data) - sample->used);

		if (piece->flags & UMBRA_PIECE_TOLD)
			continue;
		if (kept && !umbra_read(sample->data + sample->used, piece, 0, kept))
			kept = 0;
		sample->part[sample->n].piece = *piece;
		sample->part[sample->n].start = sample->used;
		sample->part[sample->n++].kept = kept;
		sample->used += kept;
	}
}

/* The request of a thread that has just been unwound from @frame. Context: any. */
void umbra_repeat_failed(struct umbra_domain *domain, struct umbra_frame *frame,
			 const unsigned long asked[])
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_repeats *book = &control->core.repeats;
	unsigned int limit = control->core.policy.repeats;
	const struct umbra_site *site = frame->site;
	struct umbra_fingerprint left = { 0 };
	struct umbra_repeat *entry;
	struct umbra_request request;
	unsigned long flags;

	if (READ_ONCE(control->failed_frame) != frame)
		return;
	control->failed_frame = NULL;
	/* One whose init or probe fails is not restarted for ever, either. */
	if (!limit || !site->asked || control->loading || control->unloading ||
	    control->failed_while == UMBRA_RESTARTING)
		return;
	if (umbra_request_of(domain, site, asked, true, &request))
		umbra_fingerprint_of(&request, &left);
	flags = umbra_spin_lock(&book->lock);
	entry = umbra_repeats_failed(book, site, frame, control->failure.ip, control->failure.what,
				     &left, limit, umbra_now_ns());
	if (left.known && !entry->sample)
		entry->sample = umbra_alloc(sizeof(struct umbra_sample));
	if (left.known && entry->sample)
		umbra_sample_take(entry->sample, &request);
	umbra_spin_unlock(&book->lock, flags);
	umbra_watch(control);
}

static void umbra_repeat_expire(struct umbra_control *control)
{
	struct umbra_repeats *book = &control->core.repeats;
	unsigned long flags = umbra_spin_lock(&book->lock);
	unsigned int left;

	left = umbra_repeats_expire(book, umbra_now_ns(),
				    (u64)control->core.policy.window_s * NSEC_PER_SEC);
	umbra_spin_unlock(&book->lock, flags);
	if (!left)
		umbra_watch(control);
}

/**
 * umbra_repeat_look() - is a request refused?
 * @frame: the tap's, not yet filled in. Context: any.
 */
bool umbra_repeat_look(struct umbra_domain *domain, const struct umbra_site *site,
		       const struct umbra_frame *frame, const unsigned long asked[])
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_repeats *book = &control->core.repeats;
	struct umbra_fingerprint print;
	struct umbra_request request;
	struct umbra_repeat *entry;
	unsigned long flags;

	if (!READ_ONCE(control->watched))
		return false;
	if (!(++control->looks % UMBRA_LOOKS))
		umbra_repeat_expire(control);
	if (!site->asked || !umbra_repeats_concern(book, site, UMBRA_ANY_BYTES) ||
	    READ_ONCE(control->core.recovery.state) == UMBRA_RESTARTING)
		return false;
	umbra_request_of(domain, site, asked, false, &request);
	if (!umbra_repeats_concern(book, site, umbra_request_bytes(&request)))
		return false;
	umbra_fingerprint_of(&request, &print);
	flags = umbra_spin_lock(&book->lock);
	entry = umbra_repeats_look(book, site, frame, &print, umbra_now_ns());
	/* As it was asked, where the first failure may have left something else. */
	if (entry && entry->refusals == 1 && !entry->sample)
		entry->sample = umbra_alloc(sizeof(struct umbra_sample));
	if (entry && entry->refusals == 1 && entry->sample)
		umbra_sample_take(entry->sample, &request);
	umbra_spin_unlock(&book->lock, flags);
	if (!entry)
		return false;
	trace_umbra_refused_entry(site);
	if (umbra_recovering_here(domain))
		control->refused_here = true;
	return true;
}

bool umbra_refused_here(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	bool refused = control->refused_here;

	control->refused_here = false;
	return refused;
}
EXPORT_SYMBOL_GPL(umbra_refused_here);

/* Forget what is refused. Context: process. */
void umbra_repeat_forget(struct umbra_control *control)
{
	umbra_repeats_forget(&control->core.repeats);
	umbra_watch(control);
}

/* Specs' ASKED names these: a process's buffer, whose size is the next argument ... */
void umbra_asked_user(struct umbra_request *request, const unsigned long asked[], unsigned int i)
{
	if (asked[i] && asked[i + 1])
		umbra_request_add(request, "buffer", asked[i],
				  min_t(unsigned long, asked[i + 1], UMBRA_PIECE_MOST),
				  UMBRA_PIECE_USER);
}
EXPORT_SYMBOL_GPL(umbra_asked_user);

/* ... and an ioctl's argument, whose size is part of the command before it. */
void umbra_asked_ioctl(struct umbra_request *request, const unsigned long asked[], unsigned int i)
{
	unsigned int command = asked[i - 1], bytes = _IOC_SIZE(command);

	if (_IOC_DIR(command) == _IOC_NONE || !bytes)
		umbra_request_add(request, "argument", asked[i], 0, 0);
	else if (_IOC_DIR(command) & _IOC_WRITE)
		umbra_request_add(request, "argument", asked[i], bytes, UMBRA_PIECE_USER);
}
EXPORT_SYMBOL_GPL(umbra_asked_ioctl);

/* A copy of entry @i, its sample too, or NULL. Context: process; kfree() it. */
static struct umbra_repeat *umbra_repeat_copy(struct umbra_repeats *book, unsigned int i, bool news)
{
	struct umbra_repeat *copy = kzalloc(sizeof(*copy) + sizeof(struct umbra_sample), GFP_KERNEL);
	struct umbra_repeat *entry = &book->entry[i];
	unsigned long flags;

	if (!copy)
		return NULL;
	flags = umbra_spin_lock(&book->lock);
	if (entry->refused && (entry->news || !news)) {
		*copy = *entry;
		if (entry->sample)
			copy->sample = memcpy(copy + 1, entry->sample, sizeof(struct umbra_sample));
		if (news)
			entry->news = false;
	}
	umbra_spin_unlock(&book->lock, flags);
	if (copy->site)
		return copy;
	kfree(copy);
	return NULL;
}

/* "cmd 3, data 80 bytes 01 02 ..." */
static void umbra_repeat_brief(const struct umbra_sample *sample, char *text, size_t size)
{
	unsigned int i, n = 0;

	*text = 0;
	for (i = 0; sample && i < sample->n; i++) {
		const struct umbra_piece *piece = &sample->part[i].piece;
		unsigned int kept = min(sample->part[i].kept, 24u);

		n += scnprintf(text + n, size - n, "%s%s ", i ? ", " : "", piece->name);
		if (piece->bytes)
			n += scnprintf(text + n, size - n, "%u bytes %*ph%s", piece->bytes, kept,
				       sample->data + sample->part[i].start,
				       kept < piece->bytes ? " ..." : "");
		else
			n += scnprintf(text + n, size - n, "%ld", (long)piece->word);
	}
}

/* Requests that are refused from now on. Context: process. */
void umbra_repeat_say(struct umbra_control *control)
{
	char place[UMBRA_TEXT], brief[UMBRA_TEXT];
	struct umbra_repeat *entry;
	unsigned int i;

	if (!READ_ONCE(control->core.repeats.n))
		return;
	for (i = 0; i < UMBRA_REPEATS; i++) {
		entry = umbra_repeat_copy(&control->core.repeats, i, true);
		if (!entry)
			continue;
		umbra_describe_place(control, entry->place, place, sizeof(place));
		umbra_repeat_brief(entry->sample, brief, sizeof(brief));
		pr_notice("umbra: %s: %s() failed %u times in a row on one request for %s, which is refused from now on: %s; each time at %s: %s; all of it: umbractl report %s\n",
			  control->domain->name, entry->site->function, entry->failures,
			  entry->site->interface, brief, place, entry->what, control->domain->name);
		kfree(entry);
	}
}

static void umbra_repeat_part(struct umbra_text *text, const struct umbra_sample *sample,
			      unsigned int i)
{
	const struct umbra_piece *piece = &sample->part[i].piece;
	const u8 *data = sample->data + sample->part[i].start;
	unsigned int kept = sample->part[i].kept, at;

	if (!piece->bytes) {
		umbra_text_add(text, "    %s: %ld (0x%lx)\n", piece->name, (long)piece->word,
			       piece->word);
		return;
	}
	umbra_text_add(text, "    %s, %u bytes%s\n", piece->name, piece->bytes,
		       kept < piece->bytes ? ", not all kept:" : ":");
	for (at = 0; at < kept; at += 32)
		umbra_text_add(text, "      %*ph\n", min(kept - at, 32u), data + at);
}

/* Context: process. */
void umbra_repeat_text(struct umbra_text *text, struct umbra_control *control)
{
	const struct umbra_sample *sample;
	struct umbra_repeat *entry;
	char place[UMBRA_TEXT];
	unsigned int i, j;

	umbra_text_add(text, "requests that are refused:\n");
	for (i = 0; i < UMBRA_REPEATS; i++) {
		entry = umbra_repeat_copy(&control->core.repeats, i, false);
		if (!entry)
			continue;
		umbra_describe_place(control, entry->place, place, sizeof(place));
		umbra_text_add(text, "  %s, for %s: %u failures at %s: %s; refused %lu times\n",
			       entry->site->function, entry->site->interface, entry->failures,
			       place, entry->what, entry->refusals);
		sample = entry->sample;
		for (j = 0; sample && j < sample->n; j++)
			umbra_repeat_part(text, sample, j);
		kfree(entry);
	}
}
