// SPDX-License-Identifier: GPL-2.0-only
/*
 * principal.c - the devices of a domain: its principals.
 *
 * The driver stays registered through a recovery, so neither the device nor udev
 * sees an unbind. What probe took with managed functions is in a devres group that
 * is opened before probe and released by recovery.
 */
#include <linux/kernfs.h>
#include <linux/slab.h>
#include "principal.h"

#define for_each_principal(principal, control) \
	list_for_each_entry(principal, &(control)->principals, node)

/* What the bus does about each device that it knows of. Context: process. */
#define umbra_each_bus(domain, what)                                         \
	do {                                                                 \
		struct umbra_principal *each;                                \
                                                                             \
		for_each_principal(each, umbra_control(domain))              \
			if (each->bus->what)                                 \
				each->bus->what(each);                       \
	} while (0)

struct umbra_principal *umbra_principal_find(struct umbra_control *control,
					     const struct device *device)
{
	struct umbra_principal *principal, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&control->principals_lock, flags);
	for_each_principal(principal, control)
		if (principal->device == device)
			found = principal;
	spin_unlock_irqrestore(&control->principals_lock, flags);
	return found;
}

/* A device bound to the driver, by an address in its struct device or around it. Any context. */
bool umbra_is_device(struct umbra_domain *domain, unsigned long address)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;
	unsigned long flags;
	bool found = false;

	spin_lock_irqsave(&control->principals_lock, flags);
	for_each_principal(principal, control)
		found |= address == (unsigned long)principal->device ||
			 address == (unsigned long)principal->device - principal->bus->offset;
	spin_unlock_irqrestore(&control->principals_lock, flags);
	return found;
}

/* Is it in sysfs? Not a word of it is believed before. */
static bool umbra_is_registered(const struct device *device)
{
	struct kernfs_node *node;
	void *owner;

	return virt_addr_valid(device) &&
	       !get_kernel_nofault(node, &device->kobj.sd) && virt_addr_valid(node) &&
	       !get_kernel_nofault(owner, &node->priv) && owner == &device->kobj;
}

static bool umbra_is_below(const struct device *device, const struct device *of)
{
	for (; device; device = device->parent)
		if (device == of)
			return true;
	return false;
}

/**
 * umbra_belongs() - may a header's inline write in a device for the driver?
 * Bound to it; above or below one that is; a registered one that no other module drives (an
 * interface that it is about to claim). Context: any.
 */
bool umbra_belongs(struct umbra_domain *domain, const struct device *device)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;
	struct device_driver *driver;
	unsigned long flags;
	bool found = false;

	if (umbra_principal_find(control, device))
		return true;
	if (!umbra_is_registered(device))
		return false;
	driver = READ_ONCE(device->driver);
	if (!driver || driver->owner == control->module)
		return true;
	spin_lock_irqsave(&control->principals_lock, flags);
	for_each_principal(principal, control)
		found |= umbra_is_below(device, principal->device) ||
			 umbra_is_below(principal->device, device);
	spin_unlock_irqrestore(&control->principals_lock, flags);
	return found;
}

static void umbra_principal_drop(struct umbra_control *control, struct umbra_principal *principal)
{
	unsigned long flags;

	spin_lock_irqsave(&control->principals_lock, flags);
	list_del(&principal->node);
	spin_unlock_irqrestore(&control->principals_lock, flags);
	if (principal->bus->drop)
		principal->bus->drop(principal);
	put_device(principal->device);
	kfree(principal);
}

/*
 * The device is unbound, with or without a remove of the driver's. The oldest
 * of its managed resources, so the last to go.
 */
static void umbra_principal_unbound(void *data)
{
	struct umbra_principal *principal = data;

	umbra_managed_unbound(principal->domain, principal->device);
	if (principal->bus->unbound)
		principal->bus->unbound(principal);
	umbra_principal_drop(umbra_control(principal->domain), principal);
}

static void umbra_devres_open(struct umbra_principal *principal)
{
	if (principal->group_open || !devres_open_group(principal->device, principal, GFP_KERNEL))
		return;
	principal->groups++;
	principal->group_open = true;
}

struct umbra_principal *umbra_principal_probed_here(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&control->principals_lock, flags);
	for_each_principal(principal, control)
		if (principal->prober == current)
			found = principal;
	spin_unlock_irqrestore(&control->principals_lock, flags);
	return found;
}

struct device *umbra_principal(struct umbra_domain *domain)
{
	struct umbra_principal *principal = umbra_principal_probed_here(domain);

	return principal ? principal->device : NULL;
}
EXPORT_SYMBOL_GPL(umbra_principal);

/* Before the driver's probe, in its frame. Context: process. */
void umbra_principal_probing(struct umbra_domain *domain, struct device *device,
			     const struct umbra_bus *bus, const void *id)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal = umbra_principal_find(control, device);
	unsigned long flags;

	if (!principal) {
		principal = kzalloc(sizeof(*principal), GFP_KERNEL);
		if (!principal)
			return; /* The device works; it cannot be recovered. */
		if (devm_add_action(device, umbra_principal_unbound, principal)) {
			kfree(principal);
			return;
		}
		principal->domain = domain;
		principal->device = get_device(device);
		principal->bus = bus;
		principal->id = id;
		principal->usage = atomic_read(&device->power.usage_count);
		spin_lock_irqsave(&control->principals_lock, flags);
		list_add_tail(&principal->node, &control->principals);
		spin_unlock_irqrestore(&control->principals_lock, flags);
	}
	principal->prober = current;
	principal->frame = *umbra_top();
	principal->since = umbra_next_stamp(domain);
	umbra_devres_open(principal);
}

/* After probe returned. */
void umbra_principal_probed(struct umbra_domain *domain, struct device *device)
{
	struct umbra_principal *principal = umbra_principal_find(umbra_control(domain), device);

	if (principal)
		principal->prober = NULL;
}
EXPORT_SYMBOL_GPL(umbra_principal_probed);

/* What is managed from here on, until umbra_devres_back(), survives a recovery. */
void umbra_devres_aside(struct umbra_domain *domain, struct device *device)
{
	struct umbra_principal *principal = umbra_principal_find(umbra_control(domain), device);

	if (principal && principal->group_open) {
		devres_close_group(device, principal);
		principal->group_open = false;
	}
}
EXPORT_SYMBOL_GPL(umbra_devres_aside);

bool umbra_devres_back(struct umbra_domain *domain, struct device *device)
{
	struct umbra_principal *principal = umbra_principal_find(umbra_control(domain), device);

	if (principal)
		umbra_devres_open(principal);
	return principal;
}
EXPORT_SYMBOL_GPL(umbra_devres_back);

int umbra_principals_probe(struct umbra_domain *domain, const struct device_driver *driver)
{
	struct umbra_principal *principal;
	int ret;

	/* Only this thread and remove change the list, and remove blocks now. */
	for_each_principal(principal, umbra_control(domain)) {
		if (principal->device->driver != driver)
			continue;
		ret = principal->bus->probe(principal);
		if (principal->bus->unhold)
			principal->bus->unhold(principal);
		if (ret < 0)
			return ret;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_principals_probe);

/* Context: process. */
void umbra_principals_hold(struct umbra_domain *domain)
{
	umbra_each_bus(domain, hold);
}

/* Context: process. */
void umbra_principals_unhold(struct umbra_domain *domain)
{
	umbra_each_bus(domain, unhold);
}

/* Context: any. */
void umbra_principals_quiesce(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	unsigned long flags;

	spin_lock_irqsave(&control->principals_lock, flags);
	umbra_each_bus(domain, quiesce);
	spin_unlock_irqrestore(&control->principals_lock, flags);
}

/* Nobody is inside. Context: process. */
void umbra_principals_stop(struct umbra_domain *domain)
{
	umbra_each_bus(domain, stop);
}

/* Of several failures in one recovery, the first one's note counts. Context: process. */
void umbra_principals_note_affinity(struct umbra_domain *domain)
{
	if (!umbra_control(domain)->core.recovery.retries)
		umbra_each_bus(domain, note_affinity);
}

/* The driver is set up. Context: process. */
void umbra_principals_ready(struct umbra_domain *domain)
{
	umbra_each_bus(domain, ready);
}

/* Context: process. */
void umbra_principals_reset(struct umbra_domain *domain)
{
	struct umbra_principal *principal;

	for_each_principal(principal, umbra_control(domain)) {
		principal->was_reset = false;
		if (umbra_control(domain)->core.policy.reset && principal->bus->reset)
			principal->bus->reset(principal);
	}
}

bool umbra_device_was_reset(struct umbra_domain *domain, const struct device *device)
{
	struct umbra_principal *principal = umbra_principal_find(umbra_control(domain), device);

	return !umbra_control(domain)->core.policy.reset || (principal && principal->was_reset);
}
EXPORT_SYMBOL_GPL(umbra_device_was_reset);

/* Let go of what is managed by devres. Context: process, nobody inside. */
void umbra_principals_release(struct umbra_domain *domain)
{
	struct umbra_principal *principal;

	for_each_principal(principal, umbra_control(domain)) {
		for (; principal->groups; principal->groups--)
			devres_release_group(principal->device, principal);
		principal->group_open = false;
		dev_set_drvdata(principal->device, NULL);
		/* Probe gave up a use of the bus's; remove would have taken it back. */
		atomic_set(&principal->device->power.usage_count, principal->usage);
		if (principal->bus->released)
			principal->bus->released(principal);
	}
}

/* The domain goes away, its devices do not: it has failed. */
void umbra_principals_forget(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal, *next;

	list_for_each_entry_safe(principal, next, &control->principals, node) {
		devm_remove_action(principal->device, umbra_principal_unbound, principal);
		umbra_principal_drop(control, principal);
	}
}
