// SPDX-License-Identifier: GPL-2.0-only
/*
 * device.c - QEMU's edu device: mistakes with memory that a device writes to,
 * with interrupts, and with the files of a device.
 *
 * edu copies between its own buffer and memory, 100 ms after it is told to.
 */
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/wait.h>
#include "violations.h"

#define EDU_INTERRUPT_STATUS 0x24
#define EDU_RAISE 0x60
#define EDU_ACKNOWLEDGE 0x64
#define EDU_DMA_SOURCE 0x80
#define EDU_DMA_DESTINATION 0x88
#define EDU_DMA_COUNT 0x90
#define EDU_DMA_COMMAND 0x98
#define EDU_DMA_TO_MEMORY 3
#define EDU_BUFFER 0x40000

void __iomem *registers;
struct device *the_device;
static int irq;
static enum { RIGHT, GARBAGE, ENABLES } handler_does;
static DECLARE_WAIT_QUEUE_HEAD(queue);
static bool never;

static irqreturn_t edu_interrupt(int number, void *unused)
{
	int does = handler_does;
	u32 status = readl(registers + EDU_INTERRUPT_STATUS);

	if (!status)
		return IRQ_NONE;
	writel(status, registers + EDU_ACKNOWLEDGE);
	handler_does = RIGHT;
	if (does == ENABLES)
		local_irq_enable();
	return does == GARBAGE ? 77 : IRQ_HANDLED;
}

static void do_irq_garbage(struct place *place)
{
	handler_does = GARBAGE;
	writel(1, registers + EDU_RAISE);
}

static void do_irq_enables(struct place *place)
{
	handler_does = ENABLES;
	writel(1, registers + EDU_RAISE);
}

static void do_irq_handler(struct place *place)
{
	if (!request_irq(irq, (irq_handler_t)function, IRQF_SHARED, "violations", &kept))
		writel(1, registers + EDU_RAISE);
}

/* Who is told when the interrupt moves to another processor. */
static void affinity_changed(struct irq_affinity_notify *notify, const cpumask_t *mask)
{
}

static void affinity_left(struct kref *users)
{
}

static struct irq_affinity_notify watcher = { .release = affinity_left };

static void do_affinity_function(struct place *place)
{
	watcher.notify = (void (*)(struct irq_affinity_notify *, const cpumask_t *))function;
	irq_set_affinity_notifier(irq, &watcher);
}

static void do_affinity_late(struct place *place)
{
	watcher.notify = affinity_changed;
	irq_set_affinity_notifier(irq, &watcher);
	watcher.notify = (void (*)(struct irq_affinity_notify *, const cpumask_t *))function;
}

static void do_affinity_gone(struct place *place)
{
	irq_set_affinity_notifier(irq, NULL);
}

static dma_addr_t kept_address;

static void write_by_device(dma_addr_t address, size_t bytes)
{
	writeq(EDU_BUFFER, registers + EDU_DMA_SOURCE);
	writeq(address, registers + EDU_DMA_DESTINATION);
	writeq(bytes, registers + EDU_DMA_COUNT);
	writeq(EDU_DMA_TO_MEMORY, registers + EDU_DMA_COMMAND);
	msleep(150);
}

/* The device fills it, some time later. */
static void let_device_write(void *memory, size_t bytes)
{
	dma_addr_t address = dma_map_single(the_device, memory, bytes, DMA_FROM_DEVICE);

	if (dma_mapping_error(the_device, address))
		return;
	write_by_device(address, bytes);
	dma_unmap_single(the_device, address, bytes, DMA_FROM_DEVICE);
}

/* The same, and the driver fails before the device has begun. Of a size that nobody else takes. */
static void do_dma_late(struct place *place)
{
	dma_addr_t address;

	kept = kmalloc(LATE_BYTES, GFP_KERNEL);
	if (!kept)
		return;
	address = dma_map_single(the_device, kept, LATE_BYTES, DMA_FROM_DEVICE);
	writeq(EDU_BUFFER, registers + EDU_DMA_SOURCE);
	writeq(address, registers + EDU_DMA_DESTINATION);
	writeq(KEPT_BYTES, registers + EDU_DMA_COUNT);
	writeq(EDU_DMA_TO_MEMORY, registers + EDU_DMA_COMMAND);
	BUG();
}

static void do_dma_foreign(struct place *place)
{
	let_device_write(place, sizeof(*place));
}

static void do_dma_long(struct place *place)
{
	void *mine = kmalloc(SURROUNDED_BYTES, GFP_KERNEL);

	if (mine)
		let_device_write(mine, SURROUNDED_BYTES + 100);
	kfree(mine);
}

static void do_dma_freed(struct place *place)
{
	let_device_write(kept, 64);
}

/* Given back while the device may write there, which it then does. */
static void do_free_mapped(struct place *place)
{
	kept = kmalloc(KEPT_BYTES, GFP_KERNEL);
	if (!kept)
		return;
	kept_address = dma_map_single(the_device, kept, KEPT_BYTES, DMA_FROM_DEVICE);
	kfree(kept);
}

static void do_write_mapped(struct place *place)
{
	/* Not if the driver has been restarted since. */
	if (!kept_address)
		return;
	write_by_device(kept_address, 64);
	dma_unmap_single(the_device, kept_address, KEPT_BYTES, DMA_FROM_DEVICE);
}

static void do_page_mapped(struct place *place)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return;
	kept_address = dma_map_page(the_device, page, 0, PAGE_SIZE, DMA_FROM_DEVICE);
	__free_pages(page, 0);
}

/* The same of a part of it, and of a packet that was to be filled. */
static void do_part_mapped(struct place *place)
{
	kept = kmalloc(KEPT_BYTES, GFP_KERNEL);
	if (!kept)
		return;
	kept_address = dma_map_single(the_device, kept + L1_CACHE_BYTES, 64, DMA_FROM_DEVICE);
	kfree(kept);
}

static void do_packet_mapped(struct place *place)
{
	struct sk_buff *skb = alloc_skb(KEPT_BYTES - SKB_DATA_ALIGN(sizeof(struct skb_shared_info)),
					GFP_KERNEL);

	if (!skb)
		return;
	kept_address = dma_map_single(the_device, skb->data, 64, DMA_FROM_DEVICE);
	kfree_skb(skb);
}

/* Mapped no more, or for the device to read: no mistake. */
void device_allowed(void)
{
	void *mine = kmalloc(KEPT_BYTES, GFP_KERNEL);
	struct sk_buff *skb = alloc_skb(KEPT_BYTES, GFP_KERNEL);
	dma_addr_t address, from;

	if (mine && skb) {
		address = dma_map_single(the_device, mine, 64, DMA_TO_DEVICE);
		from = dma_map_single(the_device, skb->data, 64, DMA_FROM_DEVICE);
		dma_unmap_single(the_device, from, 64, DMA_FROM_DEVICE);
		kfree_skb(skb);
		kfree(mine);
		dma_unmap_single(the_device, address, 64, DMA_TO_DEVICE);
		return;
	}
	kfree_skb(skb);
	kfree(mine);
}

static void do_dma_page(struct place *place)
{
	struct page *page = virt_to_page(place);
	dma_addr_t address = dma_map_page(the_device, page, offset_in_page(place), sizeof(*place),
					  DMA_BIDIRECTIONAL);

	write_by_device(address, sizeof(*place));
	dma_unmap_page(the_device, address, sizeof(*place), DMA_BIDIRECTIONAL);
}

static void do_dma_stack(struct place *place)
{
	char mine[64];

	memset(mine, 0, sizeof(mine));
	OPTIMIZER_HIDE_VAR(place);
	let_device_write(mine, sizeof(mine));
}

static void *coherent;
static dma_addr_t coherent_address;

static void do_keep_coherent(struct place *place)
{
	coherent = dma_alloc_coherent(the_device, PAGE_SIZE, &coherent_address, GFP_KERNEL);
	if (coherent)
		dma_free_coherent(the_device, PAGE_SIZE, coherent, coherent_address);
}

static void do_coherent_twice(struct place *place)
{
	struct page *mine;

	dma_free_coherent(the_device, PAGE_SIZE, coherent, coherent_address);
	mine = alloc_page(GFP_KERNEL);
	if (mine)
		memset(page_address(mine), 0, PAGE_SIZE);
}

static void do_pool_other(struct place *place)
{
	struct dma_pool *pool = dma_pool_create("violations", the_device, 64, 64, 0);
	struct dma_pool *other = dma_pool_create("violations", the_device, 64, 64, 0);
	dma_addr_t address;
	void *block = pool ? dma_pool_alloc(pool, GFP_KERNEL, &address) : NULL;

	if (block && other)
		dma_pool_free(other, block, address);
}

static void do_register(struct place *place)
{
	writel(1, (void __iomem *)&place->u.word);
}

static void do_iowrite(struct place *place)
{
	iowrite32(1, (void __iomem *)&place->u.word);
}

static void do_to_device(struct place *place)
{
	static const char bytes[16] = { 1 };

	memcpy_toio((void __iomem *)place->rest, bytes, sizeof(bytes));
}

const struct mistake device_mistakes[] = {
	{ "register", do_register },
	{ "iowrite", do_iowrite },
	{ "to-device", do_to_device },
	{ "irq-garbage", do_irq_garbage },
	{ "irq-enables", do_irq_enables },
	{ "irq-handler", do_irq_handler },
	{ "affinity-function", do_affinity_function },
	{ "affinity-late", do_affinity_late },
	{ "affinity-gone", do_affinity_gone },
	{ "dma-late", do_dma_late },
	{ "dma-foreign", do_dma_foreign },
	{ "dma-long", do_dma_long },
	{ "dma-freed", do_dma_freed },
	{ "dma-page", do_dma_page },
	{ "dma-stack", do_dma_stack },
	{ "keep-coherent", do_keep_coherent },
	{ "coherent-twice", do_coherent_twice },
	{ "free-mapped", do_free_mapped },
	{ "page-mapped", do_page_mapped },
	{ "part-mapped", do_part_mapped },
	{ "packet-mapped", do_packet_mapped },
	{ "pool-other", do_pool_other },
	{ "write-mapped", do_write_mapped },
	{ NULL },
};

/* Files of the device: the first says more than there is room for. */
static ssize_t long_show(struct device *dev, struct device_attribute *attribute, char *text)
{
	return PAGE_SIZE + 100;
}
static DEVICE_ATTR_RO(long);

/* Nobody sets it. */
static ssize_t sleep_store(struct device *dev, struct device_attribute *attribute,
			   const char *text, size_t size)
{
	wait_event(queue, READ_ONCE(never) || READ_ONCE(enough));
	return size;
}
static DEVICE_ATTR_WO(sleep);

/* Somebody sets it, between the look and the sleep. */
static ssize_t lost_store(struct device *dev, struct device_attribute *attribute,
			  const char *text, size_t size)
{
	if (!READ_ONCE(enough))
		schedule_timeout_uninterruptible(MAX_SCHEDULE_TIMEOUT);
	return size;
}
static DEVICE_ATTR_WO(lost);

void release_sleepers(void)
{
	wake_up_all(&queue);
	release_waits();
}

static const struct device_attribute *const files[] = { &dev_attr_long, &dev_attr_sleep,
							&dev_attr_lost };

static int edu_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	int result, i;

	result = pci_enable_device(pdev);
	if (result)
		return result;
	pci_set_master(pdev);
	dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(32));
	registers = pci_iomap(pdev, 0, 0);
	if (!registers) {
		result = -ENOMEM;
		goto disable;
	}
	irq = pdev->irq;
	the_device = &pdev->dev;
	result = request_irq(irq, edu_interrupt, IRQF_SHARED, "violations", &registers);
	if (result)
		goto unmap;
	result = tables_probe();
	if (result)
		goto free;
	result = kept_probe();
	if (result)
		goto tables;
	for (i = 0; i < ARRAY_SIZE(files); i++)
		if (device_create_file(&pdev->dev, files[i]))
			dev_warn(&pdev->dev, "one file less\n");
	return 0;

tables:
	tables_remove();
free:
	free_irq(irq, &registers);
unmap:
	pci_iounmap(pdev, registers);
disable:
	pci_disable_device(pdev);
	return result;
}

static void edu_remove(struct pci_dev *pdev)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(files); i++)
		device_remove_file(&pdev->dev, files[i]);
	kept_remove();
	tables_remove();
	free_irq(irq, &registers);
	pci_iounmap(pdev, registers);
	pci_disable_device(pdev);
}

static const struct pci_device_id edu_ids[] = { { PCI_DEVICE(0x1234, 0x11e8) }, { 0 } };
MODULE_DEVICE_TABLE(pci, edu_ids);

static struct pci_driver edu_driver = {
	.name = "violations",
	.id_table = edu_ids,
	.probe = edu_probe,
	.remove = edu_remove,
};

int device_init(void)
{
	return pci_register_driver(&edu_driver);
}

void device_exit(void)
{
	pci_unregister_driver(&edu_driver);
}
