// SPDX-License-Identifier: GPL-2.0-only
/* usb.c - QEMU's tablet, which nobody touches: URBs that the kernel has and the driver writes. */
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/usb.h>
#include "violations.h"

#define TABLET_VENDOR 0x0627
#define TABLET_PRODUCT 0x0001

static struct usb_interface *tablet;
static struct urb *urb;
static u8 *report;
static struct usb_ctrlrequest *request;

static void answered(struct urb *unused)
{
}

/* Waits for a report, and nobody touches the tablet. */
static void fill_report(void)
{
	struct usb_endpoint_descriptor *in = &tablet->cur_altsetting->endpoint[0].desc;
	struct usb_device *device = interface_to_usbdev(tablet);

	usb_fill_int_urb(urb, device, usb_rcvintpipe(device, in->bEndpointAddress), report,
			 usb_endpoint_maxp(in), answered, NULL, in->bInterval);
}

/* Its completion, right when the host has it: usb_kill_urb() has the kernel call it. */
static void do_urb_late(struct place *place)
{
	if (!tablet)
		return;
	fill_report();
	if (usb_submit_urb(urb, GFP_KERNEL))
		return;
	urb->complete = (usb_complete_t)function;
	usb_kill_urb(urb);
}

static void do_urb_function(struct place *place)
{
	if (!tablet)
		return;
	fill_report();
	urb->complete = (usb_complete_t)function;
	if (!usb_submit_urb(urb, GFP_KERNEL))
		usb_kill_urb(urb);
}

static void do_urb_twice(struct place *place)
{
	if (!tablet)
		return;
	fill_report();
	if (!usb_submit_urb(urb, GFP_KERNEL))
		usb_submit_urb(urb, GFP_KERNEL);
	usb_kill_urb(urb);
}

/* The device's descriptor, to where the driver was never to write. */
static void do_urb_foreign(struct place *place)
{
	struct usb_device *device;

	if (!tablet)
		return;
	device = interface_to_usbdev(tablet);
	request->bRequestType = USB_DIR_IN;
	request->bRequest = USB_REQ_GET_DESCRIPTOR;
	request->wValue = cpu_to_le16(USB_DT_DEVICE << 8);
	request->wIndex = 0;
	request->wLength = cpu_to_le16(USB_DT_DEVICE_SIZE);
	usb_fill_control_urb(urb, device, usb_rcvctrlpipe(device, 0), (u8 *)request, place,
			     USB_DT_DEVICE_SIZE, answered, NULL);
	if (usb_submit_urb(urb, GFP_KERNEL))
		return;
	msleep(100);
	usb_kill_urb(urb);
}

static void tablet_disconnect(struct usb_interface *interface)
{
	tablet = NULL;
	usb_kill_urb(urb);
	usb_free_urb(urb);
	kfree(report);
	kfree(request);
}

static int tablet_probe(struct usb_interface *interface, const struct usb_device_id *id)
{
	if (interface->cur_altsetting->desc.bNumEndpoints < 1)
		return -ENODEV;
	urb = usb_alloc_urb(0, GFP_KERNEL);
	report = kzalloc(64, GFP_KERNEL);
	request = kzalloc(sizeof(*request), GFP_KERNEL);
	if (!urb || !report || !request) {
		usb_free_urb(urb);
		kfree(report);
		kfree(request);
		return -ENOMEM;
	}
	tablet = interface;
	return 0;
}

static const struct usb_device_id tablet_ids[] = {
	{ USB_DEVICE(TABLET_VENDOR, TABLET_PRODUCT) },
	{ }
};
MODULE_DEVICE_TABLE(usb, tablet_ids);

static struct usb_driver tablet_driver = {
	.name = "violations",
	.probe = tablet_probe,
	.disconnect = tablet_disconnect,
	.id_table = tablet_ids,
};

int usb_init(void)
{
	return usb_register(&tablet_driver);
}

void usb_exit(void)
{
	usb_deregister(&tablet_driver);
}

const struct mistake usb_mistakes[] = {
	{ "urb-late", do_urb_late },
	{ "urb-function", do_urb_function },
	{ "urb-twice", do_urb_twice },
	{ "urb-foreign", do_urb_foreign },
	{ NULL },
};
