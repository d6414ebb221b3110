/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * net_media.h - network devices that are no Ethernet: FDDI, HIPPI, HDLC, CAN.
 *
 * The rule it upholds: what differs is how the net_device is made; it outlives its
 * driver's failure as any other (net.h). But a CAN device's private part is shared with
 * its library: it goes with the failed driver, and user space sees another one come.
 *
 * Not handled: protocols attached to an HDLC device, which have to be again.
 *
 * umbra_net_claim() and umbra_net_claim_hdlc() are umbra_net.ko's.
 */
#include "umbra_spec.h"
#include <linux/can/dev.h>
#include <linux/can/skb.h>
#include <linux/fddidevice.h>
#include <linux/hdlc.h>
#include <linux/hippidevice.h>
#include <linux/netdevice.h>

struct net_device *umbra_net_claim(struct umbra_domain *domain, int sizeof_priv);
struct net_device *umbra_net_claim_hdlc(struct umbra_domain *domain, void *priv);

UMBRA_CALL struct net_device *alloc_fddidev(int sizeof_priv)
	TRACKS(net_device, result) GRANTS(netdev_priv(result), sizeof_priv)
	WHILE_RECOVERING(found, umbra_net_claim);
UMBRA_CALL struct net_device *alloc_hippi_dev(int sizeof_priv)
	TRACKS(net_device, result) GRANTS(netdev_priv(result), sizeof_priv)
	WHILE_RECOVERING(found, umbra_net_claim);
UMBRA_CALL __be16 fddi_type_trans(struct sk_buff *skb, struct net_device *dev) PASSES;
UMBRA_CALL __be16 hippi_type_trans(struct sk_buff *skb, struct net_device *dev) PASSES;

UMBRA_CALL struct net_device *alloc_hdlcdev(void *priv)
	TRACKS(net_device, result)
	GRANTS(&dev_to_hdlc(result)->attach,
	       (void *)&dev_to_hdlc(result)->proto - (void *)&dev_to_hdlc(result)->attach)
	WHILE_RECOVERING(found, umbra_net_claim_hdlc);
UMBRA_CALL void unregister_hdlc_device(struct net_device *dev)
	RELEASES(net_device_registered, dev) WHILE_RECOVERING(skip) EXISTS(dev)
	DEMANDS(net_device_registered, dev);
UMBRA_CALL int hdlc_open(struct net_device *dev);
UMBRA_CALL void hdlc_close(struct net_device *dev);
UMBRA_CALL int hdlc_ioctl(struct net_device *dev, struct if_settings *ifs);

UMBRA_KIND void can_device(struct net_device *dev) { free_candev(dev); }
UMBRA_KIND void can_registered(struct net_device *dev) { unregister_candev(dev); }
UMBRA_CALL struct net_device *alloc_candev_mqs(int sizeof_priv, unsigned int echo_skb_max,
					       unsigned int txqs, unsigned int rxqs)
	TRACKS(can_device, result) GRANTS(netdev_priv(result), sizeof_priv);
UMBRA_CALL void free_candev(struct net_device *dev) RELEASES(can_device, dev) EXISTS(dev);
UMBRA_CALL int register_candev(struct net_device *dev)
	TRACKS(can_registered, dev) REGISTERS(can_device, dev) NOT_YET(can_registered, dev)
	EXISTS(dev) SLEEPS;
UMBRA_CALL void unregister_candev(struct net_device *dev)
	RELEASES(can_registered, dev) DEMANDS(can_registered, dev) EXISTS(dev) SLEEPS;
UMBRA_CALL int open_candev(struct net_device *dev);
UMBRA_CALL void close_candev(struct net_device *dev);
UMBRA_CALL struct sk_buff *alloc_can_skb(struct net_device *dev, struct can_frame **cf)
	TRACKS(skb, result);
UMBRA_CALL struct sk_buff *alloc_canfd_skb(struct net_device *dev, struct canfd_frame **cfd)
	TRACKS(skb, result);
UMBRA_CALL struct sk_buff *alloc_can_err_skb(struct net_device *dev, struct can_frame **cf)
	TRACKS(skb, result);
/* The library has it until it is sent, also if it could not take it. */
UMBRA_CALL int can_put_echo_skb(struct sk_buff *skb, struct net_device *dev, unsigned int idx,
				unsigned int frame_len) RELEASES(skb, skb);
UMBRA_CALL unsigned int can_get_echo_skb(struct net_device *dev, unsigned int idx,
					 unsigned int *frame_len_ptr);
UMBRA_CALL void can_free_echo_skb(struct net_device *dev, unsigned int idx,
				  unsigned int *frame_len_ptr);
UMBRA_INLINE(bool, can_dropped_invalid_skb, (struct net_device *dev, struct sk_buff *skb))
	RELEASES_AFTER(skb, skb);
