/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * virtio.h - virtio devices: their drivers, queues, configuration.
 *
 * The rule it upholds: a device stays bound and its driver registered through a
 * recovery. umbra.ko resets the device before anything is let go of, and
 * negotiates with it again, as the bus did, before the driver's probe.
 *
 * Not handled: queues that are reset or resized one by one give their buffers back
 * through a function that the driver names, as in a native driver.
 *
 * Function of umbra.ko named here:
 *   void umbra_virtio_probing(struct umbra_domain *domain, struct virtio_device *dev);
 */
#include "umbra_spec.h"
#include <linux/cpuhotplug.h>
#include <linux/virtio.h>
#include <linux/virtio_config.h>
#include <linux/virtio_net.h>
#include <net/net_failover.h>

/* The driver and its entries. */
DEVICE(virtio_device, dev);
UMBRA_KIND_KEPT void virtio_driver(struct virtio_driver *driver)
{ unregister_virtio_driver(driver); }
LINKS(virtio_driver, driver);
UMBRA_CALL int register_virtio_driver(struct virtio_driver *drv)
	BEFORE(umbra_data_keep, drv, sizeof(*drv)) TRACKS(virtio_driver, drv)
	WHILE_RECOVERING(reattach, umbra_principals_probe, &drv->driver) EXISTS(drv) CALLS(drv);
UMBRA_CALL void unregister_virtio_driver(struct virtio_driver *drv)
	RELEASES(virtio_driver, drv) WHILE_RECOVERING(skip) EXISTS(drv);

/* Before the driver's probe: it can forbid features, which are what is negotiated again. */
UMBRA_ENTRY(int, virtio_driver, validate, (struct virtio_device *dev))
	WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, virtio_driver, probe, (struct virtio_device *dev))
	BEFORE(umbra_virtio_probing) AFTER(umbra_principal_probed, &dev->dev) WHILE_RECOVERING(block) NEVER_REFUSED
	DEADLINE;
UMBRA_ENTRY(void, virtio_driver, scan, (struct virtio_device *dev)) WHILE_RECOVERING(block);
UMBRA_ENTRY(void, virtio_driver, remove, (struct virtio_device *dev))
	WHILE_RECOVERING(block) NEVER_REFUSED DEADLINE;
UMBRA_ENTRY(int, virtio_driver, freeze, (struct virtio_device *dev))
	WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, virtio_driver, restore, (struct virtio_device *dev))
	WHILE_RECOVERING(block) NEVER_REFUSED;

WRITES(virtio_device, priv);

/*
 * A device's queues, all at once; umbra.ko takes them down with the reset, for drivers
 * delete them by the device's table. What is in them is the driver's: packets, pages.
 */
UMBRA_INLINE(int, virtio_find_vqs, (struct virtio_device *vdev, unsigned nvqs,
				    struct virtqueue *vqs[], vq_callback_t *callbacks[],
				    const char *const names[], struct irq_affinity *desc))
	CALLS(callbacks, nvqs) SLEEPS;
UMBRA_INLINE(int, virtio_find_vqs_ctx, (struct virtio_device *vdev, unsigned nvqs,
					struct virtqueue *vqs[], vq_callback_t *callbacks[],
					const char *const names[], const bool *ctx,
					struct irq_affinity *desc)) CALLS(callbacks, nvqs) SLEEPS;
UMBRA_INLINE(struct virtqueue *, virtio_find_single_vq, (struct virtio_device *vdev,
							 vq_callback_t *c, const char *n)) SLEEPS;
UMBRA_CALL void virtio_reset_device(struct virtio_device *dev) EXISTS(dev) SLEEPS;
UMBRA_CALL void virtio_break_device(struct virtio_device *dev);
UMBRA_INLINE(void, virtio_device_ready, (struct virtio_device *dev)) EXISTS(dev);
UMBRA_CALL void virtio_check_driver_offered_feature(const struct virtio_device *vdev,
						    unsigned int fbit) PASSES;
UMBRA_INLINE(bool, virtio_has_feature, (const struct virtio_device *vdev, unsigned int fbit))
	PASSES;
UMBRA_INLINE(void, __virtio_clear_bit, (struct virtio_device *vdev, unsigned int fbit));
UMBRA_INLINE(int, virtqueue_set_affinity, (struct virtqueue *vq, const struct cpumask *cpu_mask));
UMBRA_INLINE(const char *, virtio_bus_name, (struct virtio_device *vdev));

/* Per buffer. */
UMBRA_CALL int virtqueue_add_outbuf(struct virtqueue *vq, struct scatterlist sg[],
				    unsigned int num, void *data, gfp_t gfp) PASSES;
UMBRA_CALL int virtqueue_add_inbuf(struct virtqueue *vq, struct scatterlist sg[],
				   unsigned int num, void *data, gfp_t gfp) PASSES;
UMBRA_CALL int virtqueue_add_inbuf_ctx(struct virtqueue *vq, struct scatterlist sg[],
				       unsigned int num, void *data, void *ctx, gfp_t gfp) PASSES;
UMBRA_CALL int virtqueue_add_sgs(struct virtqueue *vq, struct scatterlist *sgs[],
				 unsigned int out_sgs, unsigned int in_sgs, void *data, gfp_t gfp)
	PASSES;
UMBRA_CALL bool virtqueue_kick(struct virtqueue *vq) PASSES;
UMBRA_CALL bool virtqueue_kick_prepare(struct virtqueue *vq) PASSES;
UMBRA_CALL bool virtqueue_notify(struct virtqueue *vq) PASSES;
UMBRA_CALL void *virtqueue_get_buf(struct virtqueue *vq, unsigned int *len)
	NEEDS(len, sizeof(*len)) PASSES;
UMBRA_CALL void *virtqueue_get_buf_ctx(struct virtqueue *vq, unsigned int *len, void **ctx)
	NEEDS(len, sizeof(*len)) NEEDS(ctx, sizeof(*ctx)) PASSES;
UMBRA_INLINE(u16, virtio16_to_cpu, (struct virtio_device *vdev, __virtio16 val)) PASSES;
UMBRA_INLINE(__virtio16, cpu_to_virtio16, (struct virtio_device *vdev, u16 val)) PASSES;
UMBRA_INLINE(bool, virtio_is_little_endian, (struct virtio_device *vdev)) PASSES;
UMBRA_INLINE(int, virtio_net_hdr_to_skb, (struct sk_buff *skb, const struct virtio_net_hdr *hdr,
					  bool little_endian)) PASSES;
UMBRA_INLINE(int, virtio_net_hdr_from_skb, (const struct sk_buff *skb, struct virtio_net_hdr *hdr,
					    bool little_endian, bool has_data_valid, int vlan_hlen))
	NEEDS(hdr, sizeof(*hdr)) PASSES;
UMBRA_CALL void sg_init_one(struct scatterlist *sg, const void *buf, unsigned int buflen)
	NEEDS(sg, sizeof(*sg)) PASSES;
UMBRA_INLINE(void, sg_set_buf, (struct scatterlist *sg, const void *buf, unsigned int buflen))
	NEEDS(sg, sizeof(*sg)) PASSES;
UMBRA_CALL int skb_to_sgvec(struct sk_buff *skb, struct scatterlist *sg, int offset, int len)
	PASSES;
UMBRA_CALL void virtqueue_disable_cb(struct virtqueue *vq) PASSES;
UMBRA_CALL bool virtqueue_enable_cb(struct virtqueue *vq) PASSES;
UMBRA_CALL unsigned virtqueue_enable_cb_prepare(struct virtqueue *vq) PASSES;
UMBRA_CALL bool virtqueue_poll(struct virtqueue *vq, unsigned last_used_idx) PASSES;
UMBRA_CALL bool virtqueue_enable_cb_delayed(struct virtqueue *vq) PASSES;
UMBRA_CALL void *virtqueue_detach_unused_buf(struct virtqueue *vq) PASSES;
UMBRA_CALL unsigned int virtqueue_get_vring_size(struct virtqueue *vq) PASSES;
UMBRA_CALL bool virtqueue_is_broken(struct virtqueue *vq) PASSES;

/* What is told of processors that come and go. */
UMBRA_KIND void cpu_state(enum cpuhp_state state) { cpuhp_remove_multi_state(state); }
UMBRA_INLINE(int, cpuhp_setup_state_multi, (enum cpuhp_state state, const char *name,
					    int (*startup)(unsigned int cpu, struct hlist_node *node),
					    int (*teardown)(unsigned int cpu,
							    struct hlist_node *node)))
	TRACKS(cpu_state, state == CPUHP_AP_ONLINE_DYN ? (enum cpuhp_state)result : state);
UMBRA_INLINE(void, cpuhp_remove_multi_state, (enum cpuhp_state state)) RELEASES(cpu_state, state);
UMBRA_KIND_SEALED void cpu_state_instance(struct hlist_node *node, enum cpuhp_state state)
{ cpuhp_state_remove_instance_nocalls(state, node); }
UMBRA_INLINE(int, cpuhp_state_add_instance_nocalls, (enum cpuhp_state state,
						     struct hlist_node *node))
	TRACKS(cpu_state_instance, node, state);
UMBRA_INLINE(int, cpuhp_state_remove_instance_nocalls, (enum cpuhp_state state,
							struct hlist_node *node))
	RELEASES(cpu_state_instance, node);
UMBRA_CALL void cpus_read_lock(void) PASSES;
UMBRA_CALL void cpus_read_unlock(void) PASSES;

/* A device that stands in for another one. */
UMBRA_KIND void net_failover_of(struct failover *failover) { net_failover_destroy(failover); }
UMBRA_CALL struct failover *net_failover_create(struct net_device *standby_dev)
	TRACKS(net_failover_of, result);
UMBRA_CALL void net_failover_destroy(struct failover *failover)
	RELEASES(net_failover_of, failover);
