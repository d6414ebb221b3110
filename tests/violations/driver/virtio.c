// SPDX-License-Identifier: GPL-2.0-only
/* virtio.c - QEMU's source of random numbers: functions that a queue is made with. */
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/virtio.h>
#include <linux/virtio_config.h>
#include <linux/virtio_ids.h>
#include "violations.h"

static struct virtio_device *source;
static u8 *numbers;

/* Its queue's callback is called as soon as there are numbers. */
static void do_queue_callback(struct place *place)
{
	vq_callback_t *callbacks[] = { (vq_callback_t *)function };
	static const char *const names[] = { "numbers" };
	struct scatterlist list;
	struct virtqueue *queue;

	if (!source || virtio_find_vqs(source, 1, &queue, callbacks, names, NULL))
		return;
	virtio_device_ready(source);
	sg_init_one(&list, numbers, 64);
	if (!virtqueue_add_inbuf(queue, &list, 1, numbers, GFP_KERNEL))
		virtqueue_kick(queue);
	msleep(200);
	virtio_reset_device(source);
	source->config->del_vqs(source);
}

static int source_probe(struct virtio_device *device)
{
	numbers = kzalloc(64, GFP_KERNEL);
	if (!numbers)
		return -ENOMEM;
	source = device;
	return 0;
}

static void source_remove(struct virtio_device *device)
{
	source = NULL;
	virtio_reset_device(device);
	device->config->del_vqs(device);
	kfree(numbers);
}

static const struct virtio_device_id source_ids[] = {
	{ VIRTIO_ID_RNG, VIRTIO_DEV_ANY_ID },
	{ }
};
MODULE_DEVICE_TABLE(virtio, source_ids);

static struct virtio_driver source_driver = {
	.driver.name = "violations",
	.driver.owner = THIS_MODULE,
	.id_table = source_ids,
	.probe = source_probe,
	.remove = source_remove,
};

int virtio_init(void)
{
	return register_virtio_driver(&source_driver);
}

void virtio_exit(void)
{
	unregister_virtio_driver(&source_driver);
}

const struct mistake virtio_mistakes[] = {
	{ "queue-callback", do_queue_callback },
	{ NULL },
};
