// SPDX-License-Identifier: GPL-2.0-only
/*
 * platform_bus.c - the platform bus: devices that firmware, a board or their own driver tells of.
 *
 * (platform.c is something else: what the portable runtime needs from below.)
 *
 * Nothing is known of such a device that would silence or reset it: it is stopped by its
 * restarted driver. Without an interrupt handler it interrupts nobody.
 */
#include <linux/platform_device.h>
#include "principal.h"

static int umbra_platform_probe(struct umbra_principal *principal)
{
	return to_platform_driver(principal->device->driver)
		->probe(to_platform_device(principal->device));
}

static const struct umbra_bus umbra_platform_bus = {
	.offset = offsetof(struct platform_device, dev),
	.probe = umbra_platform_probe,
};

void umbra_platform_probing(struct umbra_domain *domain, struct platform_device *pdev)
{
	umbra_principal_probing(domain, &pdev->dev, &umbra_platform_bus, NULL);
}
EXPORT_SYMBOL_GPL(umbra_platform_probing);

/* The restarting driver makes a device: the one that it had, or NULL. Context: process. */
struct platform_device *umbra_platform_device_again(struct umbra_domain *domain,
						    struct device *parent, const char *name, int id)
{
	return umbra_claim_object(domain, "platform_device", parent, "%s.%d", name, id);
}
EXPORT_SYMBOL_GPL(umbra_platform_device_again);

/**
 * umbra_platform_probe_once() - the restarting driver calls platform_driver_probe()
 * Its probe is the driver's for the devices that there are, as it was then. Context: process.
 */
int umbra_platform_probe_once(struct umbra_domain *domain, struct platform_driver *driver,
			      int (*probe)(struct platform_device *), struct module *module)
{
	int (*none)(struct platform_device *) = driver->probe;
	int ret;

	driver->probe = probe;
	ret = umbra_principals_probe(domain, &driver->driver);
	driver->probe = none;
	return ret;
}
EXPORT_SYMBOL_GPL(umbra_platform_probe_once);
