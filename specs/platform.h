/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * platform.h - devices that no bus finds: the platform bus.
 *
 * The rule it upholds: a device stays bound and its driver registered through a
 * recovery, whoever has made the device. A driver that registers its devices itself,
 * from its init, gets those of the same name and number again.
 *
 * Not handled: devices that a driver puts together piece by piece (platform_device_alloc())
 * or that lie in its own data go with a failure; platform_create_bundle().
 *
 * Functions of umbra.ko named here:
 *   void umbra_platform_probing(struct umbra_domain *domain, struct platform_device *pdev);
 *   int umbra_platform_probe_once(struct umbra_domain *domain, struct platform_driver *driver,
 *				   int (*probe)(struct platform_device *), struct module *module);
 */
#include "umbra_spec.h"
#include <linux/platform_device.h>

struct platform_device *umbra_platform_device_again(struct umbra_domain *domain,
						    struct device *parent, const char *name,
						    int id);

/* The driver and its entries. */
DEVICE(platform_device, dev);
UMBRA_KIND_KEPT void platform_driver(struct platform_driver *drv)
{ platform_driver_unregister(drv); }
LINKS(platform_driver, driver);
UMBRA_CALL int __platform_driver_register(struct platform_driver *drv, struct module *owner)
	BEFORE(umbra_data_keep, drv, sizeof(*drv)) TRACKS(platform_driver, drv)
	WHILE_RECOVERING(reattach, umbra_principals_probe, &drv->driver) EXISTS(drv) CALLS(drv)
	SLEEPS;
/* The kernel forgets its probe at once; a restarted driver brings it again. */
UMBRA_CALL int __platform_driver_probe(struct platform_driver *driver,
				       int (*probe)(struct platform_device *),
				       struct module *module)
	BEFORE(umbra_data_keep, driver, sizeof(*driver)) TRACKS(platform_driver, driver)
	WHILE_RECOVERING(reattach, umbra_platform_probe_once) EXISTS(driver) CALLS(driver) SLEEPS;
UMBRA_CALL void platform_driver_unregister(struct platform_driver *drv)
	RELEASES(platform_driver, drv) WHILE_RECOVERING(skip) EXISTS(drv) SLEEPS;

UMBRA_ENTRY(int, platform_driver, probe, (struct platform_device *pdev))
	BEFORE(umbra_platform_probing) AFTER(umbra_principal_probed, &pdev->dev)
	WHILE_RECOVERING(block) NEVER_REFUSED DEADLINE;
UMBRA_CALLBACK(int, __platform_driver_probe, probe, (struct platform_device *pdev))
	BEFORE(umbra_platform_probing) AFTER(umbra_principal_probed, &pdev->dev)
	WHILE_RECOVERING(block) NEVER_REFUSED DEADLINE;
UMBRA_ENTRY(int, platform_driver, remove, (struct platform_device *pdev))
	WHILE_RECOVERING(block) NEVER_REFUSED DEADLINE;
UMBRA_ENTRY(void, platform_driver, shutdown, (struct platform_device *pdev))
	WHILE_RECOVERING(skip) NEVER_REFUSED;
UMBRA_ENTRY(int, platform_driver, suspend, (struct platform_device *pdev, pm_message_t state))
	WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, platform_driver, resume, (struct platform_device *pdev))
	WHILE_RECOVERING(block) NEVER_REFUSED;

/* Devices that a driver makes in one go: kept, for it may be bound to them. */
UMBRA_KIND_KEPT void platform_device(struct platform_device *pdev)
{ platform_device_unregister(pdev); }
UMBRA_CALL struct platform_device *
platform_device_register_full(const struct platform_device_info *pdevinfo)
	TRACKS(platform_device, result) EXISTS(pdevinfo) SLEEPS
	KEEPS(platform_device, result, pdevinfo->parent, "%s.%d", pdevinfo->name, pdevinfo->id)
	WHILE_RECOVERING(found, umbra_platform_device_again, pdevinfo->parent, pdevinfo->name,
			 pdevinfo->id);
UMBRA_INLINE(struct platform_device *, platform_device_register_resndata,
	     (struct device *parent, const char *name, int id, const struct resource *res,
	      unsigned int num, const void *data, size_t size))
	TRACKS(platform_device, result) SLEEPS
	KEEPS(platform_device, result, parent, "%s.%d", name, id)
	WHILE_RECOVERING(found, umbra_platform_device_again, parent, name, id);
UMBRA_INLINE(struct platform_device *, platform_device_register_simple,
	     (const char *name, int id, const struct resource *res, unsigned int num))
	TRACKS(platform_device, result) SLEEPS
	KEEPS(platform_device, result, NULL, "%s.%d", name, id)
	WHILE_RECOVERING(found, umbra_platform_device_again, NULL, name, id);
UMBRA_INLINE(struct platform_device *, platform_device_register_data,
	     (struct device *parent, const char *name, int id, const void *data, size_t size))
	TRACKS(platform_device, result) SLEEPS
	KEEPS(platform_device, result, parent, "%s.%d", name, id)
	WHILE_RECOVERING(found, umbra_platform_device_again, parent, name, id);

/* Piece by piece. */
UMBRA_KIND void platform_device_alone(struct platform_device *pdev) { platform_device_put(pdev); }
UMBRA_KIND void platform_device_added(struct platform_device *pdev)
{ platform_device_unregister(pdev); }
UMBRA_CALL struct platform_device *platform_device_alloc(const char *name, int id)
	TRACKS(platform_device_alone, result) GRANTS(result, sizeof(*result)) SLEEPS;
UMBRA_CALL void platform_device_put(struct platform_device *pdev)
	RELEASES(platform_device_alone, pdev);
UMBRA_CALL int platform_device_add_resources(struct platform_device *pdev,
					     const struct resource *res, unsigned int num)
	EXISTS(pdev) SLEEPS;
UMBRA_CALL int platform_device_add_data(struct platform_device *pdev, const void *data,
					size_t size) EXISTS(pdev) SLEEPS;
UMBRA_CALL int platform_device_add(struct platform_device *pdev)
	RELEASES_AFTER(platform_device_alone, pdev) TRACKS(platform_device_added, pdev)
	EXISTS(pdev) SLEEPS;
UMBRA_CALL int platform_device_register(struct platform_device *pdev)
	TRACKS(platform_device_added, pdev) EXISTS(pdev) SLEEPS;
UMBRA_CALL void platform_device_unregister(struct platform_device *pdev)
	LOSES(pdev) RELEASES(platform_device, pdev) RELEASES(platform_device_added, pdev) SLEEPS;
UMBRA_CALL void platform_device_del(struct platform_device *pdev)
	LOSES(pdev) RELEASES(platform_device, pdev) RELEASES(platform_device_added, pdev)
	TRACKS(platform_device_alone, pdev) WHEN(pdev) SLEEPS;

/* What a device has; managed mappings are devres's. */
UMBRA_INLINE(void *, platform_get_drvdata, (const struct platform_device *pdev)) PASSES;
UMBRA_INLINE(void, platform_set_drvdata, (struct platform_device *pdev, void *data)) EXISTS(pdev);
UMBRA_CALL struct resource *platform_get_resource(struct platform_device *dev, unsigned int type,
						  unsigned int num) PASSES;
UMBRA_CALL struct resource *platform_get_resource_byname(struct platform_device *dev,
							 unsigned int type, const char *name)
	PASSES;
UMBRA_CALL struct resource *platform_get_mem_or_io(struct platform_device *dev, unsigned int num)
	PASSES;
UMBRA_CALL int platform_get_irq(struct platform_device *dev, unsigned int num) EXISTS(dev);
UMBRA_CALL int platform_get_irq_optional(struct platform_device *dev, unsigned int num)
	EXISTS(dev);
UMBRA_CALL int platform_get_irq_byname(struct platform_device *dev, const char *name) EXISTS(dev);
UMBRA_CALL int platform_get_irq_byname_optional(struct platform_device *dev, const char *name)
	EXISTS(dev);
UMBRA_CALL int platform_irq_count(struct platform_device *dev) EXISTS(dev);
UMBRA_CALL void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev,
							unsigned int index) EXISTS(pdev) SLEEPS;
UMBRA_CALL void __iomem *devm_platform_ioremap_resource_byname(struct platform_device *pdev,
							       const char *name)
	EXISTS(pdev) SLEEPS;
UMBRA_CALL void __iomem *
devm_platform_get_and_ioremap_resource(struct platform_device *pdev, unsigned int index,
				       struct resource **res)
	EXISTS(pdev) NEEDS(res, sizeof(*res)) SLEEPS;
