// SPDX-License-Identifier: GPL-2.0-only
/*
 * pci.c - PCI devices of a domain: its principals.
 *
 * The pci_driver stays registered through a recovery, so neither the device
 * nor udev sees an unbind. What probe took with devm_ and pcim_ functions is
 * in a devres group that is opened before probe and released by recovery.
 * Specs name the functions below (specs/pci.h).
 */
#include <linux/device.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include "control.h"

/* Where one interrupt of a device's goes, because somebody has said so. */
struct umbra_steered {
	struct umbra_steered *next;
	unsigned int vector; /* of the device's, see pci_irq_vector() */
	cpumask_t processors;
};

/* A device bound to the domain's driver. On control->principals. */
struct umbra_principal {
	struct list_head node;
	struct umbra_domain *domain;
	struct pci_dev *device;
	const struct pci_device_id *id;
	struct pci_driver *driver;
	unsigned int groups; /* devres groups whose id is this struct ... */
	bool group_open;     /* ... of which the last is open */
	struct task_struct *prober; /* who runs probe now, or NULL */
	int usage;    /* runtime PM's use count as probe found it */
	bool held;    /* we count among those who have it enabled */
	bool was_reset; /* in this restart */
	bool silenced;	/* INTx is off since the failure */
	bool own_irq;	/* its driver handles its INTx by itself */
	struct umbra_steered *steered; /* as the failed driver left them */
};

static struct umbra_principal *umbra_principal_find(struct umbra_control *control,
						    struct pci_dev *device)
{
	struct umbra_principal *principal, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&control->principals_lock, flags);
	list_for_each_entry(principal, &control->principals, node)
		if (principal->device == device)
			found = principal;
	spin_unlock_irqrestore(&control->principals_lock, flags);
	return found;
}

/* A device bound to the driver, by either of its addresses. Any context. */
bool umbra_pci_is_device(struct umbra_domain *domain, unsigned long address)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;
	unsigned long flags;
	bool found = false;

	spin_lock_irqsave(&control->principals_lock, flags);
	list_for_each_entry(principal, &control->principals, node)
		found |= address == (unsigned long)principal->device ||
			 address == (unsigned long)&principal->device->dev;
	spin_unlock_irqrestore(&control->principals_lock, flags);
	return found;
}

static void umbra_principal_unsteer(struct umbra_principal *principal)
{
	struct umbra_steered *steered;

	while ((steered = principal->steered)) {
		principal->steered = steered->next;
		kfree(steered);
	}
}

static void umbra_principal_drop(struct umbra_control *control, struct umbra_principal *principal)
{
	unsigned long flags;

	spin_lock_irqsave(&control->principals_lock, flags);
	list_del(&principal->node);
	spin_unlock_irqrestore(&control->principals_lock, flags);
	umbra_principal_unsteer(principal);
	pci_dev_put(principal->device);
	kfree(principal);
}

/*
 * The device is unbound, with or without a remove of the driver's. The oldest
 * of its managed resources, so the last to go.
 */
static void umbra_pci_unbound(void *data)
{
	struct umbra_principal *principal = data;
	struct pci_dev *device = principal->device;

	/* Enabled by pcim_enable_device(): devres has given back its regions and the like. */
	umbra_managed_unbound(principal->domain, &device->dev);
	if (device->is_managed)
		umbra_tracker_drop_range(principal->domain, (unsigned long)device,
					 (unsigned long)(device + 1));
	umbra_principal_drop(umbra_control(principal->domain), principal);
}

/*
 * Keep the device enabled while its driver lets go of it and comes back: to
 * disable and enable an interrupt link costs ACPI some ten milliseconds.
 * Context: process.
 */
void umbra_pci_hold(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;

	list_for_each_entry(principal, &control->principals, node)
		if (!principal->held && pci_is_enabled(principal->device))
			principal->held = !pci_enable_device(principal->device);
}

static void umbra_devres_open(struct umbra_principal *principal)
{
	if (principal->group_open ||
	    !devres_open_group(&principal->device->dev, principal, GFP_KERNEL))
		return;
	principal->groups++;
	principal->group_open = true;
}

static void umbra_principal_unhold(struct umbra_principal *principal)
{
	if (principal->held)
		pci_disable_device(principal->device);
	principal->held = false;
}

/* Context: process. */
void umbra_pci_unhold(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;

	list_for_each_entry(principal, &control->principals, node)
		umbra_principal_unhold(principal);
}

void *umbra_principal(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;
	struct pci_dev *device = NULL;
	unsigned long flags;

	spin_lock_irqsave(&control->principals_lock, flags);
	list_for_each_entry(principal, &control->principals, node)
		if (principal->prober == current)
			device = principal->device;
	spin_unlock_irqrestore(&control->principals_lock, flags);
	return device;
}
EXPORT_SYMBOL_GPL(umbra_principal);

/* Before the driver's probe, in its frame. Context: process. */
void umbra_pci_probing(struct umbra_domain *domain, struct pci_dev *device,
		       const struct pci_device_id *id)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal = umbra_principal_find(control, device);
	unsigned long flags;

	if (!principal) {
		principal = kzalloc(sizeof(*principal), GFP_KERNEL);
		if (!principal)
			return; /* The device works; it cannot be recovered. */
		if (devm_add_action(&device->dev, umbra_pci_unbound, principal)) {
			kfree(principal);
			return;
		}
		principal->domain = domain;
		principal->device = pci_dev_get(device);
		principal->id = id;
		principal->driver = to_pci_driver(device->dev.driver);
		principal->usage = atomic_read(&device->dev.power.usage_count);
		spin_lock_irqsave(&control->principals_lock, flags);
		list_add_tail(&principal->node, &control->principals);
		spin_unlock_irqrestore(&control->principals_lock, flags);
	}
	principal->prober = current;
	umbra_devres_open(principal);
}
EXPORT_SYMBOL_GPL(umbra_pci_probing);

/* What is managed from here on, until umbra_devres_back(), survives a recovery. */
void umbra_devres_aside(struct umbra_domain *domain, struct device *device)
{
	struct umbra_principal *principal;

	if (!dev_is_pci(device))
		return;
	principal = umbra_principal_find(umbra_control(domain), to_pci_dev(device));
	if (principal && principal->group_open) {
		devres_close_group(device, principal);
		principal->group_open = false;
	}
}
EXPORT_SYMBOL_GPL(umbra_devres_aside);

bool umbra_devres_back(struct umbra_domain *domain, struct device *device)
{
	struct umbra_principal *principal;

	if (!dev_is_pci(device))
		return false;
	principal = umbra_principal_find(umbra_control(domain), to_pci_dev(device));
	if (principal)
		umbra_devres_open(principal);
	return principal;
}
EXPORT_SYMBOL_GPL(umbra_devres_back);

/* After probe returned. */
void umbra_pci_probed(struct umbra_domain *domain, int result, struct pci_dev *device,
		      const struct pci_device_id *id)
{
	struct umbra_principal *principal = umbra_principal_find(umbra_control(domain), device);

	if (principal)
		principal->prober = NULL;
}
EXPORT_SYMBOL_GPL(umbra_pci_probed);

/* Before __pci_register_driver(): the kernel links the struct into its lists. */
void umbra_pci_registering(struct umbra_domain *domain, struct pci_driver *driver,
			   struct module *owner, const char *name)
{
	umbra_data_keep(domain, driver, sizeof(*driver));
}
EXPORT_SYMBOL_GPL(umbra_pci_registering);

/*
 * The restarted driver registers: it is registered. Probe each device that it
 * had, as the bus would. Returns 0, or the first error of a probe.
 */
int umbra_pci_register_driver(struct umbra_domain *domain, struct pci_driver *driver,
			      struct module *owner, const char *name)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;
	int ret;

	/* Only this thread and remove change the list, and remove blocks now. */
	list_for_each_entry(principal, &control->principals, node) {
		if (principal->driver != driver)
			continue;
		ret = driver->probe(principal->device, principal->id);
		umbra_principal_unhold(principal);
		if (ret < 0)
			return ret;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_pci_register_driver);

/*
 * Not pci_intx(): devres would undo it when it lets go of what the failed
 * driver had. Any context.
 */
static void umbra_intx(struct pci_dev *device, bool on)
{
	u16 command;

	pci_read_config_word(device, PCI_COMMAND, &command);
	command = on ? command & ~PCI_COMMAND_INTX_DISABLE : command | PCI_COMMAND_INTX_DISABLE;
	pci_write_config_word(device, PCI_COMMAND, command);
}

/*
 * Silence the devices where they are: no more DMA, no more level interrupts,
 * on lines that others may share. Context: any.
 */
void umbra_pci_quiesce(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;
	unsigned long flags;

	spin_lock_irqsave(&control->principals_lock, flags);
	list_for_each_entry(principal, &control->principals, node) {
		umbra_intx(principal->device, false);
		principal->silenced = true;
		pci_clear_master(principal->device);
	}
	spin_unlock_irqrestore(&control->principals_lock, flags);
}

/* INTx as the driver expects it; with MSI it is off. Any context. */
static void umbra_principal_unsilence(struct umbra_principal *principal)
{
	if (principal->silenced && !principal->device->msi_enabled &&
	    !principal->device->msix_enabled)
		umbra_intx(principal->device, true);
	principal->silenced = false;
}

/* Where the interrupt goes, or will once the next one has come. */
static const struct cpumask *umbra_irq_goes_to(struct irq_data *data)
{
	return irqd_is_setaffinity_pending(data) ? irq_data_to_desc(data)->pending_mask
						 : irq_data_get_affinity_mask(data);
}

/*
 * Note which processors the administrator, or the driver, gave the devices'
 * interrupts to: message interrupts are freed with the driver's other objects. Of
 * several failures in one recovery, the first one's note counts. Context: process.
 */
void umbra_pci_note_affinity(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;

	if (control->core.recovery.retries)
		return;
	list_for_each_entry(principal, &control->principals, node) {
		struct umbra_steered *steered;
		struct irq_data *data;
		int irq, vector;

		umbra_principal_unsteer(principal);
		for (vector = 0; (irq = pci_irq_vector(principal->device, vector)) > 0; vector++) {
			data = irq_get_irq_data(irq);
			if (!data || !irqd_affinity_was_set(data) || irqd_affinity_is_managed(data))
				continue;
			steered = kzalloc(sizeof(*steered), GFP_KERNEL);
			if (!steered)
				return;
			steered->vector = vector;
			cpumask_copy(&steered->processors, umbra_irq_goes_to(data));
			steered->next = principal->steered;
			principal->steered = steered;
		}
	}
}

/* The restarting driver has @irq again. Nobody comes or goes meanwhile. Context: process. */
static void umbra_irq_steer(struct umbra_control *control, unsigned int irq)
{
	struct umbra_principal *principal;
	struct umbra_steered *steered;

	list_for_each_entry(principal, &control->principals, node)
		for (steered = principal->steered; steered; steered = steered->next)
			if (pci_irq_vector(principal->device, steered->vector) == (int)irq)
				irq_set_affinity(irq, &steered->processors);
}

/*
 * The restarted driver has a handler for @irq. Not earlier: a device that still
 * asks for what the failed driver began would, on a line that others share, be
 * nobody's interrupt until the kernel shuts the line. Context: any.
 */
static void umbra_irq_on(struct umbra_domain *domain, int result, unsigned int irq)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;
	unsigned long flags;

	if (result < 0)
		return;
	if (READ_ONCE(domain->state) != UMBRA_PASSIVE)
		umbra_irq_steer(control, irq);
	spin_lock_irqsave(&control->principals_lock, flags);
	list_for_each_entry(principal, &control->principals, node)
		if (principal->device->irq == irq) {
			principal->own_irq = true;
			umbra_principal_unsilence(principal);
		}
	spin_unlock_irqrestore(&control->principals_lock, flags);
}

/* After request_irq() and its like; specs/core.h names them. */
void umbra_irq_requested(struct umbra_domain *domain, int result, unsigned int irq,
			 irq_handler_t handler, unsigned long flags, const char *name, void *dev)
{
	umbra_irq_on(domain, result, irq);
}
EXPORT_SYMBOL_GPL(umbra_irq_requested);

void umbra_threaded_irq_requested(struct umbra_domain *domain, int result, unsigned int irq,
				  irq_handler_t handler, irq_handler_t thread_fn,
				  unsigned long flags, const char *name, void *dev)
{
	umbra_irq_on(domain, result, irq);
}
EXPORT_SYMBOL_GPL(umbra_threaded_irq_requested);

void umbra_devm_irq_requested(struct umbra_domain *domain, int result, struct device *dev,
			      unsigned int irq, irq_handler_t handler, unsigned long irqflags,
			      const char *devname, void *dev_id)
{
	umbra_irq_on(domain, result, irq);
}
EXPORT_SYMBOL_GPL(umbra_devm_irq_requested);

void umbra_devm_threaded_irq_requested(struct umbra_domain *domain, int result,
				       struct device *dev, unsigned int irq,
				       irq_handler_t handler, irq_handler_t thread_fn,
				       unsigned long irqflags, const char *devname, void *dev_id)
{
	umbra_irq_on(domain, result, irq);
}
EXPORT_SYMBOL_GPL(umbra_devm_threaded_irq_requested);

/*
 * The driver is set up: devices whose handler is another module's (a
 * library's). Others wait until their driver is opened. Context: process.
 */
void umbra_pci_unsilence(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;

	list_for_each_entry(principal, &control->principals, node)
		if (!principal->own_irq)
			umbra_principal_unsilence(principal);
}

/*
 * Does the device offer a reset of its own function? The last method resets the
 * bus, which takes a second and more.
 */
static bool umbra_can_reset(struct pci_dev *device)
{
	return device->reset_methods[0] && device->reset_methods[0] < PCI_NUM_RESET_METHODS - 1;
}

/*
 * Reset the devices that offer it, so that nothing is left of what the failed
 * driver had them do; configuration space is put back. No device lock: a
 * remove that waits for this recovery has it. Context: process.
 */
void umbra_pci_reset(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;

	list_for_each_entry(principal, &control->principals, node) {
		struct pci_dev *device = principal->device;

		principal->was_reset = false;
		if (!control->core.policy.reset || !umbra_can_reset(device))
			continue;
		pci_cfg_access_lock(device);
		pci_save_state(device);
		principal->was_reset = !__pci_reset_function_locked(device);
		pci_restore_state(device);
		pci_cfg_access_unlock(device);
	}
}

bool umbra_device_was_reset(struct umbra_domain *domain, void *device)
{
	struct umbra_principal *principal = umbra_principal_find(umbra_control(domain), device);

	return !umbra_control(domain)->core.policy.reset || (principal && principal->was_reset);
}
EXPORT_SYMBOL_GPL(umbra_device_was_reset);

static void umbra_pci_group_release(const void *data)
{
	const struct umbra_principal *principal = data;

	devres_release_group(&principal->device->dev, (void *)principal);
}

/* Let go of what is managed by devres. Context: process, nobody inside. */
void umbra_pci_release(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;

	list_for_each_entry(principal, &control->principals, node) {
		for (; principal->groups; principal->groups--)
			umbra_release_other(domain, "what devres manages", umbra_pci_group_release,
					    principal);
		principal->group_open = false;
		pci_set_drvdata(principal->device, NULL);
		/* Probe gave up a use of the bus's; remove would have taken it back. */
		atomic_set(&principal->device->dev.power.usage_count, principal->usage);
	}
}

/* The domain goes away, its devices do not: it has failed. */
void umbra_pci_forget(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal, *next;

	list_for_each_entry_safe(principal, next, &control->principals, node) {
		devm_remove_action(&principal->device->dev, umbra_pci_unbound, principal);
		umbra_principal_drop(control, principal);
	}
}
