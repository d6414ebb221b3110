// SPDX-License-Identifier: GPL-2.0-only
/*
 * pci.c - the PCI bus: its devices are silenced, reset and probed here.
 *
 * Specs name the functions below (specs/pci.h, specs/core.h).
 */
#include <linux/device.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include "principal.h"

/* Where one interrupt of a device's goes, because somebody has said so. */
struct umbra_steered {
	struct umbra_steered *next;
	unsigned int vector; /* of the device's, see pci_irq_vector() */
	cpumask_t processors;
};

static struct pci_dev *umbra_pci(const struct umbra_principal *principal)
{
	return to_pci_dev(principal->device);
}

static void umbra_pci_unsteer(struct umbra_principal *principal)
{
	struct umbra_steered *steered;

	while ((steered = principal->steered)) {
		principal->steered = steered->next;
		kfree(steered);
	}
}

/* Enabled by pcim_enable_device(): devres has given back its regions and the like. */
static void umbra_pci_unbound(struct umbra_principal *principal)
{
	struct pci_dev *device = umbra_pci(principal);

	if (device->is_managed)
		umbra_tracker_drop_range(principal->domain, (unsigned long)device,
					 (unsigned long)(device + 1));
}

/* To disable and enable an interrupt link costs ACPI some ten milliseconds. */
static void umbra_pci_hold(struct umbra_principal *principal)
{
	if (!principal->held && pci_is_enabled(umbra_pci(principal)))
		principal->held = !pci_enable_device(umbra_pci(principal));
}

static void umbra_pci_unhold(struct umbra_principal *principal)
{
	if (principal->held)
		pci_disable_device(umbra_pci(principal));
	principal->held = false;
}

static int umbra_pci_probe(struct umbra_principal *principal)
{
	return to_pci_driver(principal->device->driver)->probe(umbra_pci(principal), principal->id);
}

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

/* No more DMA, no more level interrupts, on lines that others may share. Any context. */
static void umbra_pci_quiesce(struct umbra_principal *principal)
{
	umbra_intx(umbra_pci(principal), false);
	principal->silenced = true;
	pci_clear_master(umbra_pci(principal));
}

/* INTx as the driver expects it; with MSI it is off. Any context. */
static void umbra_pci_unsilence(struct umbra_principal *principal)
{
	if (principal->silenced && !umbra_pci(principal)->msi_enabled &&
	    !umbra_pci(principal)->msix_enabled)
		umbra_intx(umbra_pci(principal), true);
	principal->silenced = false;
}

/* A device whose handler is another module's (a library's). Others wait until they are opened. */
static void umbra_pci_ready(struct umbra_principal *principal)
{
	if (!principal->own_irq)
		umbra_pci_unsilence(principal);
}

/* Where the interrupt goes, or will once the next one has come. */
static const struct cpumask *umbra_irq_goes_to(struct irq_data *data)
{
	return irqd_is_setaffinity_pending(data) ? irq_data_to_desc(data)->pending_mask
						 : irq_data_get_affinity_mask(data);
}

/*
 * Note which processors the administrator, or the driver, gave the device's
 * interrupts to: message interrupts are freed with the driver's other objects.
 */
static void umbra_pci_note_affinity(struct umbra_principal *principal)
{
	struct umbra_steered *steered;
	struct irq_data *data;
	int irq, vector;

	umbra_pci_unsteer(principal);
	for (vector = 0; (irq = pci_irq_vector(umbra_pci(principal), vector)) > 0; vector++) {
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

/*
 * Does the device offer a reset of its own function? The last method resets the
 * bus, which takes a second and more.
 */
static bool umbra_can_reset(struct pci_dev *device)
{
	return device->reset_methods[0] && device->reset_methods[0] < PCI_NUM_RESET_METHODS - 1;
}

/*
 * Configuration space is put back. No device lock: a remove that waits for this
 * recovery has it.
 */
static void umbra_pci_reset(struct umbra_principal *principal)
{
	struct pci_dev *device = umbra_pci(principal);

	if (!umbra_can_reset(device))
		return;
	pci_cfg_access_lock(device);
	pci_save_state(device);
	principal->was_reset = !__pci_reset_function_locked(device);
	pci_restore_state(device);
	pci_cfg_access_unlock(device);
}

static const struct umbra_bus umbra_pci_bus = {
	.offset = offsetof(struct pci_dev, dev),
	.hold = umbra_pci_hold,
	.unhold = umbra_pci_unhold,
	.quiesce = umbra_pci_quiesce,
	.note_affinity = umbra_pci_note_affinity,
	.reset = umbra_pci_reset,
	.probe = umbra_pci_probe,
	.ready = umbra_pci_ready,
	.unbound = umbra_pci_unbound,
	.drop = umbra_pci_unsteer,
};

static bool umbra_on_pci(const struct umbra_principal *principal)
{
	return principal->bus == &umbra_pci_bus;
}

void umbra_pci_probing(struct umbra_domain *domain, struct pci_dev *device,
		       const struct pci_device_id *id)
{
	umbra_principal_probing(domain, &device->dev, &umbra_pci_bus, id);
}
EXPORT_SYMBOL_GPL(umbra_pci_probing);

/* The restarting driver has @irq again. Nobody comes or goes meanwhile. Context: process. */
static void umbra_irq_steer(struct umbra_control *control, unsigned int irq)
{
	struct umbra_principal *principal;
	struct umbra_steered *steered;

	list_for_each_entry(principal, &control->principals, node)
		for (steered = principal->steered; steered; steered = steered->next)
			if (pci_irq_vector(umbra_pci(principal), steered->vector) == (int)irq)
				irq_set_affinity(irq, &steered->processors);
}

/*
 * The restarted driver has a handler for @irq. Not earlier: a device that still
 * asks for what the failed driver began would, on a line that others share, be
 * nobody's interrupt until the kernel shuts the line. Context: any.
 */
void umbra_irq_requested(struct umbra_domain *domain, unsigned int irq)
{
	struct umbra_control *control = umbra_control(domain);
	struct umbra_principal *principal;
	unsigned long flags;

	if (READ_ONCE(domain->state) != UMBRA_PASSIVE)
		umbra_irq_steer(control, irq);
	spin_lock_irqsave(&control->principals_lock, flags);
	list_for_each_entry(principal, &control->principals, node)
		if (umbra_on_pci(principal) && umbra_pci(principal)->irq == irq) {
			principal->own_irq = true;
			umbra_pci_unsilence(principal);
		}
	spin_unlock_irqrestore(&control->principals_lock, flags);
}
EXPORT_SYMBOL_GPL(umbra_irq_requested);
