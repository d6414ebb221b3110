// SPDX-License-Identifier: GPL-2.0-only
/*
 * virtio.c - the virtio bus: devices whose transport (PCI, MMIO) is another driver's.
 *
 * The rule it upholds: a device that was reset does nothing, and may write nowhere.
 * To reset one may sleep, so it is done when nobody is inside, before anything that
 * the driver gave to the device is let go of; until then, all that it can write to is
 * still the driver's. What was agreed on with the device (its features) is agreed on
 * again before the restarted driver's probe, in the words of the bus's own probe.
 *
 * Only the device's operations are called, so that umbra.ko needs no virtio module.
 */
#include <linux/virtio.h>
#include <linux/virtio_config.h>
#include "principal.h"

static struct virtio_device *umbra_virtio(const struct umbra_principal *principal)
{
	return dev_to_virtio(principal->device);
}

static void umbra_virtio_stop(struct umbra_principal *principal)
{
	struct virtio_device *device = umbra_virtio(principal);

	device->config->reset(device);
	if (!list_empty(&device->vqs))
		device->config->del_vqs(device);
}

/* Its remove has done that; not a probe that failed. */
static void umbra_virtio_unbound(struct umbra_principal *principal)
{
	if (!list_empty(&umbra_virtio(principal)->vqs))
		umbra_virtio_stop(principal);
}

static void umbra_virtio_reset(struct umbra_principal *principal)
{
	principal->was_reset = true; /* it was stopped by that */
}

static void umbra_virtio_released(struct umbra_principal *principal)
{
	umbra_virtio(principal)->priv = NULL;
}

static void umbra_virtio_say(struct virtio_device *device, unsigned int status)
{
	device->config->set_status(device, device->config->get_status(device) | status);
}

static int umbra_virtio_probe(struct umbra_principal *principal)
{
	struct virtio_device *device = umbra_virtio(principal);
	int ret;

	umbra_virtio_say(device, VIRTIO_CONFIG_S_ACKNOWLEDGE);
	umbra_virtio_say(device, VIRTIO_CONFIG_S_DRIVER);
	ret = device->config->finalize_features(device);
	if (ret)
		return ret;
	if (device->features & BIT_ULL(VIRTIO_F_VERSION_1)) {
		umbra_virtio_say(device, VIRTIO_CONFIG_S_FEATURES_OK);
		if (!(device->config->get_status(device) & VIRTIO_CONFIG_S_FEATURES_OK))
			return -ENODEV;
	}
	ret = drv_to_virtio(principal->device->driver)->probe(device);
	if (!ret && !(device->config->get_status(device) & VIRTIO_CONFIG_S_DRIVER_OK))
		umbra_virtio_say(device, VIRTIO_CONFIG_S_DRIVER_OK);
	return ret;
}

static const struct umbra_bus umbra_virtio_bus = {
	.offset = offsetof(struct virtio_device, dev),
	.stop = umbra_virtio_stop,
	.reset = umbra_virtio_reset,
	.released = umbra_virtio_released,
	.probe = umbra_virtio_probe,
	.unbound = umbra_virtio_unbound,
};

/* Before the driver's probe; specs/virtio.h names it. */
void umbra_virtio_probing(struct umbra_domain *domain, struct virtio_device *device)
{
	umbra_principal_probing(domain, &device->dev, &umbra_virtio_bus, NULL);
}
EXPORT_SYMBOL_GPL(umbra_virtio_probing);
