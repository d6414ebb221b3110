/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * usb.h - USB interfaces: their drivers, URBs, messages.
 *
 * The rule it upholds: an interface stays bound, and its driver registered, through
 * a recovery; so do interfaces that the driver claimed. An URB is the kernel's from
 * usb_submit_urb() until its completion is entered. What the failed driver submitted
 * is killed first, being the newest; then nothing writes to its buffers any more.
 *
 * Not handled: URBs whose completion is a library's; anchored URBs that were never
 * submitted (they leak); streams.
 *
 * Functions of umbra.ko named here:
 *   void umbra_usb_probing(struct umbra_domain *domain, struct usb_interface *intf,
 *			    const struct usb_device_id *id);
 *   int umbra_usb_claim(struct umbra_domain *domain, struct usb_driver *driver,
 *			 struct usb_interface *iface, void *data);
 *   void umbra_usb_claimed(struct umbra_domain *domain, int result, struct usb_driver *driver,
 *			    struct usb_interface *iface, void *data);
 *   int umbra_usb_is_claimed(struct umbra_domain *domain, struct usb_interface *iface);
 *   void umbra_usb_disconnecting(struct umbra_domain *domain, struct usb_interface *intf);
 *   void umbra_usb_submitting(struct umbra_domain *domain, struct urb *urb);
 *   void umbra_usb_put(struct umbra_domain *domain, struct urb *urb);
 *   void umbra_usb_freeing(struct umbra_domain *domain, struct urb *urb);
 *   void umbra_usb_completing(struct umbra_domain *domain, struct urb *urb);
 */
#include "umbra_spec.h"
#include <linux/pm_runtime.h>
#include <linux/usb.h>
#include <linux/usb/cdc.h>
#include <linux/usb/cdc-wdm.h>

/* The driver and its entries. */
DEVICE(usb_interface, dev);
DEVICE(usb_device, dev);
UMBRA_KIND_KEPT void usb_driver(struct usb_driver *driver) { usb_deregister(driver); }
LINKS(usb_driver, dynids);
LINKS(usb_driver, driver);
UMBRA_CALL int usb_register_driver(struct usb_driver *driver, struct module *owner,
				   const char *mod_name)
	BEFORE(umbra_data_keep, driver, sizeof(*driver)) TRACKS(usb_driver, driver)
	WHILE_RECOVERING(reattach, umbra_principals_probe, &driver->driver) EXISTS(driver) CALLS(driver)
	SLEEPS;
UMBRA_CALL void usb_deregister(struct usb_driver *driver)
	RELEASES(usb_driver, driver) WHILE_RECOVERING(skip) EXISTS(driver) SLEEPS;

/*
 * An interface that the driver is bound to, until it is disconnected. A failed driver's
 * setting is undone as the bus does it when a driver is unbound.
 */
UMBRA_KIND void usb_interface(struct usb_interface *intf)
{
	const struct usb_interface_descriptor *desc = &intf->cur_altsetting->desc;

	if (desc->bAlternateSetting)
		usb_set_interface(interface_to_usbdev(intf), desc->bInterfaceNumber, 0);
}
WRITES(usb_interface, dev.driver_data);
/* Bits like needs_remote_wakeup, which cannot be named one by one. */
MEMORY(usb_interface, &intf->condition + 1, (char *)&intf->dev - (char *)(&intf->condition + 1));
UMBRA_ENTRY(int, usb_driver, probe, (struct usb_interface *intf, const struct usb_device_id *id))
	BEFORE(umbra_usb_probing) TAKES(usb_interface, intf) RETURNS(usb_interface, intf, result < 0)
	AFTER(umbra_principal_probed, &intf->dev) WHILE_RECOVERING(block) NEVER_REFUSED DEADLINE;
UMBRA_ENTRY(void, usb_driver, disconnect, (struct usb_interface *intf))
	BEFORE(umbra_usb_disconnecting)
	GRANTS(&intf->condition + 1, (char *)&intf->dev - (char *)(&intf->condition + 1))
	WHILE_RECOVERING(block) NEVER_REFUSED DEADLINE;
UMBRA_ENTRY(int, usb_driver, unlocked_ioctl, (struct usb_interface *intf, unsigned int code,
					      void *buf)) WHILE_RECOVERING(busy, -EBUSY);
/* Also called under rtnl, when an interface is opened. The restarted driver begins awake. */
UMBRA_ENTRY(int, usb_driver, suspend, (struct usb_interface *intf, pm_message_t message))
	WHILE_RECOVERING(busy, -EBUSY) NEVER_REFUSED;
UMBRA_ENTRY(int, usb_driver, resume, (struct usb_interface *intf))
	WHILE_RECOVERING(busy, 0) NEVER_REFUSED;
UMBRA_ENTRY(int, usb_driver, reset_resume, (struct usb_interface *intf))
	WHILE_RECOVERING(busy, 0) NEVER_REFUSED;
/* 0: it stays bound. The restarted driver sets up the device anyway. */
UMBRA_ENTRY(int, usb_driver, pre_reset, (struct usb_interface *intf))
	WHILE_RECOVERING(busy, 0) NEVER_REFUSED;
UMBRA_ENTRY(int, usb_driver, post_reset, (struct usb_interface *intf))
	WHILE_RECOVERING(busy, 0) NEVER_REFUSED;

/* Drivers of whole devices choose their configuration, once. */
UMBRA_KIND_KEPT void usb_device_driver(struct usb_device_driver *driver)
{ usb_deregister_device_driver(driver); }
LINKS(usb_device_driver, driver);
UMBRA_CALL int usb_register_device_driver(struct usb_device_driver *driver, struct module *owner)
	BEFORE(umbra_data_keep, driver, sizeof(*driver)) TRACKS(usb_device_driver, driver)
	WHILE_RECOVERING(skip) EXISTS(driver) CALLS(driver) SLEEPS;
UMBRA_CALL void usb_deregister_device_driver(struct usb_device_driver *driver)
	RELEASES(usb_device_driver, driver) WHILE_RECOVERING(skip) EXISTS(driver) SLEEPS;
UMBRA_ENTRY(int, usb_device_driver, probe, (struct usb_device *udev))
	WHILE_RECOVERING(block) NEVER_REFUSED DEADLINE;
UMBRA_ENTRY(void, usb_device_driver, disconnect, (struct usb_device *udev))
	WHILE_RECOVERING(block) NEVER_REFUSED DEADLINE;
UMBRA_CALL int usb_choose_configuration(struct usb_device *udev) EXISTS(udev);
UMBRA_CALL int usb_set_configuration(struct usb_device *dev, int configuration) EXISTS(dev) SLEEPS;
UMBRA_CALL int usb_driver_set_configuration(struct usb_device *udev, int config) EXISTS(udev);

/* An interface beside the one that was probed. */
UMBRA_KIND_KEPT void usb_claimed(void *iface, struct usb_driver *driver)
{ usb_driver_release_interface(driver, iface); }
UMBRA_CALL int usb_driver_claim_interface(struct usb_driver *driver, struct usb_interface *iface,
					  void *data)
	TRACKS(usb_claimed, iface, driver) AFTER(umbra_usb_claimed)
	WHILE_RECOVERING(found, umbra_usb_claim) EXISTS(driver) SLEEPS;
UMBRA_INLINE(int, usb_interface_claimed, (struct usb_interface *iface))
	WHILE_RECOVERING(reattach, umbra_usb_is_claimed);
UMBRA_CALL void usb_driver_release_interface(struct usb_driver *driver,
					     struct usb_interface *iface)
	RELEASES(usb_claimed, iface) WHILE_RECOVERING(skip)
	EXISTS(driver) EXISTS(iface) SLEEPS;

UMBRA_KIND void usb_device(struct usb_device *dev) { usb_put_dev(dev); }
UMBRA_CALL struct usb_device *usb_get_dev(struct usb_device *dev) TRACKS(usb_device, result);
UMBRA_CALL void usb_put_dev(struct usb_device *dev) RELEASES(usb_device, dev)
	DEMANDS(usb_device, dev);
UMBRA_KIND void usb_interface_reference(void *intf) { usb_put_intf(intf); }
UMBRA_CALL struct usb_interface *usb_get_intf(struct usb_interface *intf)
	TRACKS(usb_interface_reference, result);
UMBRA_CALL void usb_put_intf(struct usb_interface *intf) RELEASES(usb_interface_reference, intf)
	DEMANDS(usb_interface_reference, intf);

UMBRA_INLINE(void *, usb_get_intfdata, (struct usb_interface *intf)) PASSES;
UMBRA_INLINE(void, usb_set_intfdata, (struct usb_interface *intf, void *data)) EXISTS(intf);
UMBRA_INLINE(struct usb_device *, interface_to_usbdev, (struct usb_interface *intf)) PASSES;
UMBRA_CALL struct usb_interface *usb_ifnum_to_if(const struct usb_device *dev, unsigned ifnum)
	PASSES;
UMBRA_CALL struct usb_host_interface *usb_altnum_to_altsetting(const struct usb_interface *intf,
							       unsigned int altnum) PASSES;
UMBRA_CALL struct usb_interface *usb_find_interface(struct usb_driver *drv, int minor) EXISTS(drv);
UMBRA_CALL const struct usb_device_id *usb_match_id(struct usb_interface *interface,
						    const struct usb_device_id *id)
	EXISTS(interface);
UMBRA_CALL int usb_find_common_endpoints(struct usb_host_interface *alt,
					 struct usb_endpoint_descriptor **bulk_in,
					 struct usb_endpoint_descriptor **bulk_out,
					 struct usb_endpoint_descriptor **int_in,
					 struct usb_endpoint_descriptor **int_out)
	NEEDS(bulk_in, sizeof(*bulk_in)) NEEDS(bulk_out, sizeof(*bulk_out))
	NEEDS(int_in, sizeof(*int_in)) NEEDS(int_out, sizeof(*int_out));
UMBRA_CALL bool usb_check_bulk_endpoints(const struct usb_interface *intf, const u8 *ep_addrs);
UMBRA_CALL bool usb_check_int_endpoints(const struct usb_interface *intf, const u8 *ep_addrs);
UMBRA_CALL int cdc_parse_cdc_header(struct usb_cdc_parsed_header *hdr, struct usb_interface *intf,
				    u8 *buffer, int buflen) NEEDS(hdr, sizeof(*hdr));
UMBRA_INLINE(int, usb_make_path, (struct usb_device *dev, char *buf, size_t size))
	NEEDS(buf, size) PASSES;

UMBRA_CALL int usb_set_interface(struct usb_device *dev, int ifnum, int alternate)
	EXISTS(dev) SLEEPS;
UMBRA_CALL int usb_clear_halt(struct usb_device *dev, int pipe) EXISTS(dev) SLEEPS;
UMBRA_CALL void usb_reset_endpoint(struct usb_device *dev, unsigned int epaddr) EXISTS(dev);
UMBRA_CALL int usb_reset_configuration(struct usb_device *dev) EXISTS(dev) SLEEPS;
UMBRA_CALL int usb_reset_device(struct usb_device *dev) EXISTS(dev) SLEEPS;
UMBRA_CALL void usb_queue_reset_device(struct usb_interface *dev) EXISTS(dev);
/* Returns with the device's lock, which usb_unlock_device() drops. */
UMBRA_KIND_LOCK void usb_device_lock(struct usb_device *dev) { usb_unlock_device(dev); }
UMBRA_CALL int usb_lock_device_for_reset(struct usb_device *udev,
					 const struct usb_interface *iface)
	LOCKS(usb_device_lock, udev) WHEN(result >= 0) SLEEPS;

/* Power. Uses of an interface's are counted; recovery sets the count back to what probe found. */
UMBRA_CALL int usb_autopm_get_interface(struct usb_interface *intf) EXISTS(intf) SLEEPS;
UMBRA_CALL void usb_autopm_put_interface(struct usb_interface *intf) EXISTS(intf);
UMBRA_CALL int usb_autopm_get_interface_async(struct usb_interface *intf) EXISTS(intf);
UMBRA_CALL void usb_autopm_put_interface_async(struct usb_interface *intf) EXISTS(intf);
UMBRA_CALL void usb_autopm_get_interface_no_resume(struct usb_interface *intf) EXISTS(intf);
UMBRA_CALL void usb_autopm_put_interface_no_suspend(struct usb_interface *intf) EXISTS(intf);
UMBRA_CALL void usb_enable_autosuspend(struct usb_device *udev) EXISTS(udev);
UMBRA_CALL void usb_disable_autosuspend(struct usb_device *udev) EXISTS(udev);
UMBRA_CALL int usb_disable_lpm(struct usb_device *udev) EXISTS(udev);
UMBRA_CALL void usb_enable_lpm(struct usb_device *udev) EXISTS(udev);
UMBRA_INLINE(void, usb_mark_last_busy, (struct usb_device *udev)) PASSES;

/*
 * URBs. What comes before urb_list is the kernel's; urb_list is its owner's, and that is
 * the driver as long as the URB is not submitted.
 */
/* A buffer that would go with it is an object of its own as long as the driver has the URB. */
UMBRA_KIND void urb(struct urb *urb)
{ urb->transfer_flags &= ~URB_FREE_BUFFER; usb_free_urb(urb); }
UMBRA_KIND void urb_reference(void *urb) { usb_free_urb(urb); }
/* umbra.ko took a reference for it. */
UMBRA_KIND_SEALED void urb_submitted(struct urb *urb) { usb_kill_urb(urb); usb_free_urb(urb); }
WRITES(urb, urb_list);
UMBRA_CALL struct urb *usb_alloc_urb(int iso_packets, gfp_t mem_flags)
	TRACKS(urb, result)
	GRANTS(&result->urb_list, (char *)(result + 1) - (char *)&result->urb_list +
				  iso_packets * sizeof(*result->iso_frame_desc))
	SLEEPS_IF(gfpflags_allow_blocking(mem_flags));
UMBRA_CALL void usb_init_urb(struct urb *urb) NEEDS(urb, sizeof(*urb)) PASSES;
UMBRA_CALL struct urb *usb_get_urb(struct urb *urb) TRACKS(urb_reference, result);
UMBRA_CALL void usb_free_urb(struct urb *urb)
	BEFORE(umbra_usb_freeing) RELEASES(urb_reference, urb) RELEASES(urb, urb) DEMANDS(urb, urb);
UMBRA_INLINE(void, usb_fill_control_urb, (struct urb *urb, struct usb_device *dev,
					  unsigned int pipe, unsigned char *setup_packet,
					  void *transfer_buffer, int buffer_length,
					  usb_complete_t complete_fn, void *context))
	NEEDS(&urb->urb_list, (char *)(urb + 1) - (char *)&urb->urb_list) EXISTS(urb);
UMBRA_INLINE(void, usb_fill_bulk_urb, (struct urb *urb, struct usb_device *dev,
				       unsigned int pipe, void *transfer_buffer, int buffer_length,
				       usb_complete_t complete_fn, void *context))
	NEEDS(&urb->urb_list, (char *)(urb + 1) - (char *)&urb->urb_list) EXISTS(urb);
UMBRA_INLINE(void, usb_fill_int_urb, (struct urb *urb, struct usb_device *dev, unsigned int pipe,
				      void *transfer_buffer, int buffer_length,
				      usb_complete_t complete_fn, void *context, int interval))
	NEEDS(&urb->urb_list, (char *)(urb + 1) - (char *)&urb->urb_list) EXISTS(urb);
UMBRA_CALLBACK(void, usb_fill_control_urb, complete_fn, (struct urb *urb)) BEFORE(umbra_usb_completing);
UMBRA_CALLBACK(void, usb_fill_bulk_urb, complete_fn, (struct urb *urb)) BEFORE(umbra_usb_completing);
UMBRA_CALLBACK(void, usb_fill_int_urb, complete_fn, (struct urb *urb)) BEFORE(umbra_usb_completing);
UMBRA_ENTRY(void, urb, complete, (struct urb *urb)) BEFORE(umbra_usb_completing);

extern void umbra_usb_submitting(struct umbra_domain *domain, struct urb *urb);
extern void umbra_usb_put(struct umbra_domain *domain, struct urb *urb);
/* Success is what the kernel calls failure: the driver keeps its URB. */
UMBRA_CALL int usb_submit_urb(struct urb *urb, gfp_t mem_flags)
	EXISTS(urb) NOT_YET(urb_submitted, urb)
	OWNS(&urb->urb_list, (char *)(urb + 1) - (char *)&urb->urb_list)
	GIVES_DEVICE(urb->transfer_buffer,
		     usb_pipein(urb->pipe) && urb->transfer_buffer && !urb->num_sgs ?
			     urb->transfer_buffer_length : 0)
	CALLS(urb) SLEEPS_IF(gfpflags_allow_blocking(mem_flags))
	BEFORE(umbra_usb_submitting, urb)
	RELEASES_AFTER(urb_submitted, urb) AFTER(umbra_usb_put, urb) WHEN(result);
UMBRA_CALL int usb_unlink_urb(struct urb *urb);
UMBRA_CALL void usb_kill_urb(struct urb *urb) SLEEPS;
UMBRA_CALL void usb_poison_urb(struct urb *urb) SLEEPS;
UMBRA_CALL void usb_unpoison_urb(struct urb *urb);
UMBRA_CALL void usb_block_urb(struct urb *urb);

UMBRA_INLINE(void, init_usb_anchor, (struct usb_anchor *anchor)) NEEDS(anchor, sizeof(*anchor))
	PASSES;
UMBRA_CALL void usb_anchor_urb(struct urb *urb, struct usb_anchor *anchor)
	EXISTS(urb) EXISTS(anchor) OWNS(anchor, sizeof(*anchor));
UMBRA_CALL void usb_unanchor_urb(struct urb *urb) EXISTS(urb);
UMBRA_CALL struct urb *usb_get_from_anchor(struct usb_anchor *anchor)
	TRACKS(urb_reference, result) EXISTS(anchor);
UMBRA_CALL void usb_kill_anchored_urbs(struct usb_anchor *anchor) EXISTS(anchor) SLEEPS;
UMBRA_CALL void usb_poison_anchored_urbs(struct usb_anchor *anchor) EXISTS(anchor) SLEEPS;
UMBRA_CALL void usb_unpoison_anchored_urbs(struct usb_anchor *anchor) EXISTS(anchor);
UMBRA_CALL void usb_unlink_anchored_urbs(struct usb_anchor *anchor) EXISTS(anchor);
UMBRA_CALL void usb_scuttle_anchored_urbs(struct usb_anchor *anchor) EXISTS(anchor);
UMBRA_CALL int usb_wait_anchor_empty_timeout(struct usb_anchor *anchor, unsigned int timeout)
	EXISTS(anchor) SLEEPS;
UMBRA_CALL int usb_anchor_empty(struct usb_anchor *anchor) EXISTS(anchor) PASSES;

UMBRA_KIND void usb_coherent(void *address, struct usb_device *dev, size_t size, dma_addr_t dma)
{ usb_free_coherent(dev, size, address, dma); }
UMBRA_CALL void *usb_alloc_coherent(struct usb_device *dev, size_t size, gfp_t mem_flags,
				    dma_addr_t *dma)
	NEEDS(dma, sizeof(*dma)) TRACKS(usb_coherent, result, dev, size, *dma)
	GRANTS(result, size) SLEEPS_IF(gfpflags_allow_blocking(mem_flags));
UMBRA_CALL void usb_free_coherent(struct usb_device *dev, size_t size, void *addr, dma_addr_t dma)
	RELEASES(usb_coherent, addr) DEMANDS(usb_coherent, addr);

/* Messages: an URB of the kernel's own, waited for. Their buffers are the device's meanwhile. */
UMBRA_CALL int usb_control_msg(struct usb_device *dev, unsigned int pipe, __u8 request,
			       __u8 requesttype, __u16 value, __u16 index, void *data, __u16 size,
			       int timeout)
	EXISTS(dev) GIVES_DEVICE(data, usb_pipein(pipe) ? size : 0) SLEEPS;
UMBRA_CALL int usb_control_msg_send(struct usb_device *dev, __u8 endpoint, __u8 request,
				    __u8 requesttype, __u16 value, __u16 index, const void *data,
				    __u16 size, int timeout, gfp_t memflags)
	EXISTS(dev) READS(data, size) SLEEPS;
UMBRA_CALL int usb_control_msg_recv(struct usb_device *dev, __u8 endpoint, __u8 request,
				    __u8 requesttype, __u16 value, __u16 index, void *data,
				    __u16 size, int timeout, gfp_t memflags)
	EXISTS(dev) NEEDS(data, size) SLEEPS;
UMBRA_CALL int usb_interrupt_msg(struct usb_device *usb_dev, unsigned int pipe, void *data, int len,
				 int *actual_length, int timeout)
	EXISTS(usb_dev) GIVES_DEVICE(data, usb_pipein(pipe) ? len : 0)
	NEEDS(actual_length, sizeof(*actual_length)) SLEEPS;
UMBRA_CALL int usb_bulk_msg(struct usb_device *usb_dev, unsigned int pipe, void *data, int len,
			    int *actual_length, int timeout)
	EXISTS(usb_dev) GIVES_DEVICE(data, usb_pipein(pipe) ? len : 0)
	NEEDS(actual_length, sizeof(*actual_length)) SLEEPS;
UMBRA_CALL int usb_get_descriptor(struct usb_device *dev, unsigned char desctype,
				  unsigned char descindex, void *buf, int size)
	EXISTS(dev) GIVES_DEVICE(buf, size) SLEEPS;
UMBRA_CALL int usb_get_status(struct usb_device *dev, int recip, int type, int target, void *data)
	EXISTS(dev) SLEEPS;
UMBRA_CALL int usb_string(struct usb_device *dev, int index, char *buf, size_t size)
	EXISTS(dev) NEEDS(buf, size) SLEEPS;

/* A modem's management channel: the library's own driver's part goes with the interface. */
UMBRA_CALL struct usb_driver *usb_cdc_wdm_register(struct usb_interface *intf,
						   struct usb_endpoint_descriptor *ep, int bufsize,
						   enum wwan_port_type type,
						   int (*manage_power)(struct usb_interface *, int))
	EXISTS(intf) SLEEPS;
