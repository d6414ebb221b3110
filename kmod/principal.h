/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * principal.h - a device bound to a domain's driver, on whatever bus.
 *
 * principal.c has what all buses share; a bus brings struct umbra_bus, the
 * functions that its specs name (probing, registering), and nothing else.
 */
#ifndef UMBRA_PRINCIPAL_H
#define UMBRA_PRINCIPAL_H

#include <linux/device.h>
#include "control.h"

struct umbra_principal;

/* What differs. NULL: nothing to do. Context: process, where nothing else is said. */
struct umbra_bus {
	size_t offset; /* of struct device in the bus's structure */
	/* Keep the device on while its driver lets go of it and comes back; no more. */
	void (*hold)(struct umbra_principal *principal);
	void (*unhold)(struct umbra_principal *principal);
	/* Silence it where it is, as far as that does not sleep. Any context. */
	void (*quiesce)(struct umbra_principal *principal);
	/* Nobody is inside, nothing is let go of yet: no DMA from here on. */
	void (*stop)(struct umbra_principal *principal);
	/* Note what the administrator gave its interrupts to. */
	void (*note_affinity)(struct umbra_principal *principal);
	/* Nothing is left of what the failed driver had it do; sets was_reset if so. */
	void (*reset)(struct umbra_principal *principal);
	/* What the driver had is let go of. */
	void (*released)(struct umbra_principal *principal);
	/* The driver's probe again, as the bus would. Returns 0 or -errno. */
	int (*probe)(struct umbra_principal *principal);
	/* The restarted driver is set up. */
	void (*ready)(struct umbra_principal *principal);
	/* The device is unbound, devres has given back what it managed. */
	void (*unbound)(struct umbra_principal *principal);
	void (*drop)(struct umbra_principal *principal);
};

/* On control->principals. */
struct umbra_principal {
	struct list_head node;
	struct umbra_domain *domain;
	struct device *device;
	const struct umbra_bus *bus;
	const void *id;		     /* that the bus probes it by, or NULL */
	unsigned int groups; /* devres groups whose id is this struct ... */
	bool group_open;     /* ... of which the last is open */
	struct task_struct *prober; /* who runs probe now, or NULL */
	const struct umbra_frame *frame; /* that it runs in ... */
	unsigned long since; /* ... from this stamp of the domain's on */
	int usage;    /* runtime PM's use count as probe found it */
	bool held;    /* we count among those who have it enabled */
	bool was_reset; /* in this restart */
	bool silenced;	/* INTx is off since the failure */
	bool own_irq;	/* its driver handles its INTx by itself */
	struct umbra_steered *steered; /* as the failed driver left them; pci.c */
};

/* Whose probe this thread runs, or NULL. */
struct umbra_principal *umbra_principal_probed_here(struct umbra_domain *domain);
struct umbra_principal *umbra_principal_find(struct umbra_control *control,
					     const struct device *device);
/* Around the driver's probe. */
void umbra_principal_probing(struct umbra_domain *domain, struct device *device,
			     const struct umbra_bus *bus, const void *id);
void umbra_principal_probed(struct umbra_domain *domain, struct device *device);
/* The restarted driver registers @driver: probe what it had. Returns 0 or a probe's error. */
int umbra_principals_probe(struct umbra_domain *domain, const struct device_driver *driver);

#endif
