// SPDX-License-Identifier: GPL-2.0-only
/*
 * usb.c - the USB bus: interfaces, and the URBs on their way.
 *
 * The rule it upholds: an URB that was submitted is the kernel's until its completion
 * is entered, and it does not go away before the domain has heard of that: the domain
 * has a reference to it meanwhile. When a driver fails, its URBs are killed with its
 * other objects (specs/usb.h); then the device does nothing more for it, for on USB it
 * is the host that asks. So nothing is to be silenced or reset here.
 *
 * usbcore is a module, which umbra.ko must not need: what is called here is inline or
 * the driver core's, what must be called of usbcore is in the kinds' bodies, in the taps.
 */
#include <linux/pm_runtime.h>
#include <linux/usb.h>
#include "principal.h"
#include "../runtime/tracker.h"

static struct usb_interface *umbra_usb(const struct umbra_principal *principal)
{
	return to_usb_interface(principal->device);
}

static struct device *umbra_usb_parent(const struct umbra_principal *principal)
{
	return &interface_to_usbdev(umbra_usb(principal))->dev;
}

/* Awake, as the bus has it around a probe; before, so that nobody resumes the failed driver. */
static void umbra_usb_hold(struct umbra_principal *principal)
{
	if (!principal->held)
		principal->held = pm_runtime_resume_and_get(umbra_usb_parent(principal)) >= 0;
}

static void umbra_usb_unhold(struct umbra_principal *principal)
{
	if (!principal->held)
		return;
	principal->held = false;
	pm_runtime_mark_last_busy(umbra_usb_parent(principal));
	pm_runtime_put_autosuspend(umbra_usb_parent(principal));
}

/* All its URBs are killed by now: it was stopped by that. */
static void umbra_usb_reset(struct umbra_principal *principal)
{
	principal->was_reset = true;
}

/* Interfaces that the failed driver claimed stay its own, but know nothing of it any more. */
static void umbra_usb_released(struct umbra_principal *principal)
{
	struct usb_host_config *config = interface_to_usbdev(umbra_usb(principal))->actconfig;
	unsigned int i;

	for (i = 0; config && i < config->desc.bNumInterfaces; i++)
		if (config->interface[i] &&
		    config->interface[i]->dev.driver == principal->device->driver)
			usb_set_intfdata(config->interface[i], NULL);
}

static int umbra_usb_probe(struct umbra_principal *principal)
{
	return to_usb_driver(principal->device->driver)->probe(umbra_usb(principal), principal->id);
}

static const struct umbra_bus umbra_usb_bus = {
	.offset = offsetof(struct usb_interface, dev),
	.hold = umbra_usb_hold,
	.unhold = umbra_usb_unhold,
	.reset = umbra_usb_reset,
	.released = umbra_usb_released,
	.probe = umbra_usb_probe,
	.drop = umbra_usb_unhold,
};

void umbra_usb_probing(struct umbra_domain *domain, struct usb_interface *interface,
		       const struct usb_device_id *id)
{
	umbra_principal_probing(domain, &interface->dev, &umbra_usb_bus, id);
}
EXPORT_SYMBOL_GPL(umbra_usb_probing);

/* The driver has claimed another interface of its device. Context: process. */
void umbra_usb_claimed(struct umbra_domain *domain, int result, struct usb_driver *driver,
		       struct usb_interface *interface, void *data)
{
	int kind = umbra_tracker_kind(domain, "usb_interface");

	if (kind >= 0)
		umbra_met(domain, umbra_track_once(domain, kind, (unsigned long)interface));
}
EXPORT_SYMBOL_GPL(umbra_usb_claimed);

/**
 * umbra_usb_claim() - the restarting driver does
 * Returns 0 if it has it from before, else -ENOENT. Context: process.
 */
int umbra_usb_claim(struct umbra_domain *domain, struct usb_driver *driver,
		    struct usb_interface *interface, void *data)
{
	if (interface->dev.driver != &driver->driver)
		return -ENOENT;
	usb_set_intfdata(interface, data);
	umbra_usb_claimed(domain, 0, driver, interface, data);
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_usb_claim);

/* To the restarting driver nobody has what is its own and not claimed again. Context: process. */
int umbra_usb_is_claimed(struct umbra_domain *domain, struct usb_interface *interface)
{
	int kind = umbra_tracker_kind(domain, "usb_claimed");

	if (kind >= 0 && umbra_tracker_find(domain, kind, (unsigned long)interface))
		return usb_get_intfdata(interface) != NULL;
	return usb_interface_claimed(interface);
}
EXPORT_SYMBOL_GPL(umbra_usb_is_claimed);

/*
 * Before the driver's disconnect: the interface is not the driver's to release any more,
 * and may be gone when recovery would. Context: process.
 */
void umbra_usb_disconnecting(struct umbra_domain *domain, struct usb_interface *interface)
{
	static const char *const kinds[] = { "usb_interface", "usb_claimed" };
	unsigned int i;
	int kind;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		kind = umbra_tracker_kind(domain, kinds[i]);
		if (kind >= 0)
			umbra_untrack(domain, kind, (unsigned long)interface);
	}
}
EXPORT_SYMBOL_GPL(umbra_usb_disconnecting);

/* Before usb_free_urb(): from now on its buffer is the URB's, if that was said. Context: any. */
void umbra_usb_freeing(struct umbra_domain *domain, struct urb *urb)
{
	int references = umbra_tracker_kind(domain, "urb_reference");
	int memory = umbra_tracker_kind(domain, "memory");

	if (!urb || memory < 0 || !(urb->transfer_flags & URB_FREE_BUFFER))
		return;
	if (references < 0 || !umbra_tracker_find(domain, references, (unsigned long)urb))
		umbra_untrack(domain, memory, (unsigned long)urb->transfer_buffer);
}
EXPORT_SYMBOL_GPL(umbra_usb_freeing);

/*
 * Before usb_submit_urb(): its completion may be over before that returns. The URB is
 * sealed, and held. Context: any.
 */
void umbra_usb_submitting(struct umbra_domain *domain, struct urb *urb)
{
	int kind = umbra_tracker_kind(domain, "urb_submitted");
	struct umbra_object *object;

	if (kind < 0)
		return;
	kref_get(&urb->kref);
	object = umbra_track_once(domain, kind, (unsigned long)urb);
	if (domain->map.bits)
		umbra_held(domain, object);
}
EXPORT_SYMBOL_GPL(umbra_usb_submitting);

/* Whoever calls or is called has a reference as well, so ours is not the last. Context: any. */
void umbra_usb_put(struct umbra_domain *domain, struct urb *urb)
{
	refcount_dec(&urb->kref.refcount);
}
EXPORT_SYMBOL_GPL(umbra_usb_put);

/* Before its completion: it is the driver's again. Context: any. */
void umbra_usb_completing(struct umbra_domain *domain, struct urb *urb)
{
	int kind = umbra_tracker_kind(domain, "urb_submitted");

	if (kind >= 0 && umbra_untrack(domain, kind, (unsigned long)urb))
		umbra_usb_put(domain, urb);
}
EXPORT_SYMBOL_GPL(umbra_usb_completing);
