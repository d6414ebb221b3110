// SPDX-License-Identifier: GPL-2.0-only
/*
 * release.c - lets go of what a domain holds, and survives it.
 *
 * A release calls the kernel with an object that its driver may have corrupted.
 * So it runs below a frame of its own, as a driver's function does below its
 * tap's; but a fault belongs to that frame wherever in the kernel it comes
 * (fault.c), for the release is all that this thread does. It is a failure of
 * the domain, which recovery meets as any other; the object is leaked.
 *
 *   what is leaked                    then
 *   memory, a packet                  the recovery begins anew
 *   what the kernel may still use     ... memory that it may lie in is never given
 *                                     back, nor is the module, whose code it may call
 *   ... in the module's own data,     the domain is given up: to restart it would
 *   or with a spinning lock taken     write over the one, or wait for the other
 *
 * Not handled: what the kernel's function held stays held. A spinning lock shows
 * in the preempt count, a sleeping one does not. Nor does a fault come back
 * here that comes later, in another thread (RCU's, a worker's).
 */
#include <linux/module.h>
#include "control.h"

static bool umbra_release_failed(struct umbra_control *control, unsigned long key, bool used)
{
	char text[UMBRA_TEXT];
	unsigned int i;

	control->leaked++;
	control->stuck |= control->release_locked;
	for (i = 0; used && i < control->sections.n_data; i++)
		control->stuck |= umbra_range_has(&control->sections.data[i], key);
	used |= control->release_locked;
	if (used && !control->pinned_before)
		__module_get(control->module);
	if (used)
		control->pinned_before = control->domain->stamp + 1;
	umbra_describe(control, &control->release_failure, text, sizeof(text));
	umbra_log("%s: %s; it is leaked%s%s", control->domain->name, text,
		  control->release_locked ? ", and a lock of the kernel's stays taken" : "",
		  used ? ", and the module stays" : "");
	return false;
}

/* @run in a frame; returns false if it failed. */
static noinline bool umbra_guard(struct umbra_control *control, const char *what,
				 void (*run)(const void *data), const void *data)
{
	struct umbra_domain *domain = control->domain;
	struct umbra_frame frame;

	this_cpu_inc(domain->inflight->entered);
	control->releasing = what;
	if (umbra_save(&frame, &control->release_site, 0)) {
		umbra_unwound(&frame, NULL);
		return false;
	}
	run(data);
	*umbra_top() = frame.prev;
	this_cpu_inc(domain->inflight->dropped);
	return true;
}

struct umbra_release {
	const struct umbra_kind *kind;
	const struct umbra_object *object;
};

static void umbra_release_run(const void *data)
{
	const struct umbra_release *release = data;

	release->kind->release(release->object);
}

bool umbra_release(struct umbra_domain *domain, const struct umbra_kind *kind,
		   const struct umbra_object *object)
{
	struct umbra_release release = { kind, object };
	struct umbra_control *control = umbra_control(domain);

	if (control->stuck) {
		control->leaked++;
		return false;
	}
	return umbra_guard(control, kind->name, umbra_release_run, &release) ||
	       umbra_release_failed(control, object->key, !(kind->flags & UMBRA_KIND_MEMORY));
}

/**
 * umbra_release_other() - the same of what is not the tracker's
 * @what: its name, a constant. Context: process, nobody inside.
 */
bool umbra_release_other(struct umbra_domain *domain, const char *what,
			 void (*run)(const void *data), const void *data)
{
	struct umbra_control *control = umbra_control(domain);

	return !control->stuck && (umbra_guard(control, what, run, data) ||
				   umbra_release_failed(control, 0, true));
}
