/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * device.h - messages, files, firmware, power, notifiers; and small leaves.
 *
 * The rule it upholds: what a driver put into sysfs, debugfs or a notifier
 * chain is taken out before the driver's functions behind it restart.
 *
 * Not handled: runtime power's use counts; debugfs entries below a directory
 * of the driver's own go with it, so only the topmost directory is tracked.
 */
#include "umbra_spec.h"
#include <linux/clk.h>
#include <linux/crc-ccitt.h>
#include <linux/crc16.h>
#include <linux/crc32.h>
#include <linux/dca.h>
#include <linux/debugfs.h>
#include <linux/device.h>
#include <linux/dmi.h>
#include <linux/etherdevice.h>
#include <linux/firmware.h>
#include <linux/fs.h>
#include <linux/hwmon.h>
#include <linux/i2c.h>
#include <linux/i2c-algo-bit.h>
#include <linux/inetdevice.h>
#include <linux/ktime.h>
#include <linux/miscdevice.h>
#include <linux/netdevice.h>
#include <linux/poll.h>
#include <linux/property.h>
#include <linux/pm_qos.h>
#include <linux/pm_runtime.h>
#include <linux/reboot.h>
#include <linux/seq_file.h>
#include <linux/suspend.h>
#include <linux/timekeeping.h>
#include <asm/tsc.h>
#include <net/checksum.h>
#include <net/addrconf.h>
#include <net/ip6_checksum.h>
#include <net/netevent.h>
#include <net/netlink.h>

UMBRA_KIND void device_file(unsigned long key, struct device *dev,
			    const struct device_attribute *attr)
{ device_remove_file(dev, attr); }
UMBRA_KIND void device_bin_file(unsigned long key, struct device *dev,
				const struct bin_attribute *attr)
{ device_remove_bin_file(dev, attr); }
UMBRA_KIND void sysfs_group(unsigned long key, struct kobject *kobj,
			    const struct attribute_group *grp)
{ sysfs_remove_group(kobj, grp); }
UMBRA_KIND void sysfs_bin_file(unsigned long key, struct kobject *kobj,
			       const struct bin_attribute *attr)
{ sysfs_remove_bin_file(kobj, attr); }
UMBRA_KIND void debugfs(struct dentry *dentry) { debugfs_remove(dentry); }
DEVICE(device, kobj);
UMBRA_KIND void hwmon(struct device *dev) { hwmon_device_unregister(dev); }
UMBRA_KIND void firmware(const struct firmware *fw) { release_firmware(fw); }
UMBRA_KIND_SEALED void qos_request(struct pm_qos_request *req)
{ cpu_latency_qos_remove_request(req); }
UMBRA_KIND void clock(struct clk *clk) { clk_disable_unprepare(clk); }
UMBRA_KIND void clock_prepared(struct clk *clk) { clk_unprepare(clk); }
UMBRA_KIND void clock_enabled(struct clk *clk) { clk_disable(clk); }
UMBRA_KIND_SEALED void netdevice_notifier(struct notifier_block *nb)
{ unregister_netdevice_notifier(nb); }
UMBRA_KIND_SEALED void inetaddr_notifier(struct notifier_block *nb)
{ unregister_inetaddr_notifier(nb); }
UMBRA_KIND_SEALED void inet6addr_notifier(struct notifier_block *nb)
{ unregister_inet6addr_notifier(nb); }
UMBRA_KIND_SEALED void netevent_notifier(struct notifier_block *nb)
{ unregister_netevent_notifier(nb); }
UMBRA_KIND_SEALED void reboot_notifier(struct notifier_block *nb) { unregister_reboot_notifier(nb); }
UMBRA_KIND_SEALED void power_notifier(struct notifier_block *nb) { unregister_pm_notifier(nb); }
UMBRA_KIND void i2c_adapter(struct i2c_adapter *adapter) { i2c_del_adapter(adapter); }
UMBRA_KIND void i2c_client(struct i2c_client *client) { i2c_unregister_device(client); }
UMBRA_KIND_SEALED void dca_notifier(struct notifier_block *nb) { dca_unregister_notify(nb); }
UMBRA_KIND void dca_requester(struct device *dev) { dca_remove_requester(dev); }
UMBRA_KIND void module_use(struct module *module) { module_put(module); }

UMBRA_ENTRY(ssize_t, device_attribute, show,
	    (struct device *dev, struct device_attribute *attr, char *buf))
	GRANTS(buf, PAGE_SIZE) WHILE_RECOVERING(busy, -EBUSY) DEADLINE
	ALLOWS(result >= -MAX_ERRNO && result < (ssize_t)PAGE_SIZE);
UMBRA_ENTRY(ssize_t, device_attribute, store,
	    (struct device *dev, struct device_attribute *attr, const char *buf, size_t count))
	WHILE_RECOVERING(busy, -EBUSY) DEADLINE
	ALLOWS(result >= -MAX_ERRNO && result <= (ssize_t)count);
UMBRA_CALL int sysfs_emit(char *buf, const char *fmt, ...)
	NEEDS(buf, umbra_printed(PAGE_SIZE, fmt, list)) LISTED(umbra_sysfs_emit) PASSES;
UMBRA_CALL int sysfs_emit_at(char *buf, int at, const char *fmt, ...)
	NEEDS(buf + at, umbra_printed(PAGE_SIZE - at, fmt, list)) LISTED(umbra_sysfs_emit_at) PASSES;
UMBRA_ENTRY(ssize_t, sysfs_ops, show, (struct kobject *kobj, struct attribute *attr, char *buf))
	GRANTS(buf, PAGE_SIZE);
UMBRA_ENTRY(ssize_t, bus_attribute, show, (struct bus_type *bus, char *buf))
	GRANTS(buf, PAGE_SIZE);
UMBRA_ENTRY(ssize_t, driver_attribute, show, (struct device_driver *driver, char *buf))
	GRANTS(buf, PAGE_SIZE);
UMBRA_ENTRY(ssize_t, class_attribute, show,
	    (struct class *class, struct class_attribute *attr, char *buf)) GRANTS(buf, PAGE_SIZE);
UMBRA_ENTRY(ssize_t, kobj_attribute, show,
	    (struct kobject *kobj, struct kobj_attribute *attr, char *buf)) GRANTS(buf, PAGE_SIZE);
UMBRA_ENTRY(int, kernel_param_ops, get, (char *buffer, const struct kernel_param *kp))
	GRANTS(buffer, PAGE_SIZE);
UMBRA_ENTRY(ssize_t, bin_attribute, read,
	    (struct file *file, struct kobject *kobj, struct bin_attribute *attr, char *buf,
	     loff_t off, size_t count)) GRANTS(buf, count) WHILE_RECOVERING(busy, -EBUSY)
	ALLOWS(result >= -MAX_ERRNO && result <= (ssize_t)count);
UMBRA_ENTRY(ssize_t, bin_attribute, write,
	    (struct file *file, struct kobject *kobj, struct bin_attribute *attr, char *buf,
	     loff_t off, size_t count)) GRANTS(buf, count) WHILE_RECOVERING(busy, -EBUSY)
	ALLOWS(result >= -MAX_ERRNO && result <= (ssize_t)count);
UMBRA_ENTRY(int, file_operations, open, (struct inode *inode, struct file *file))
	WHILE_RECOVERING(busy, -EBUSY) ALLOWS(result <= 0 && result >= -MAX_ERRNO);
UMBRA_ENTRY(int, file_operations, release, (struct inode *inode, struct file *file))
	WHILE_RECOVERING(busy, 0) ALLOWS(result <= 0 && result >= -MAX_ERRNO) NEVER_REFUSED;
UMBRA_ENTRY(ssize_t, file_operations, read,
	    (struct file *file, char __user *buf, size_t count, loff_t *pos))
	WHILE_RECOVERING(busy, -EBUSY) ALLOWS(result >= -MAX_ERRNO && result <= (ssize_t)count);
UMBRA_ENTRY(ssize_t, file_operations, write,
	    (struct file *file, const char __user *buf ASKED(umbra_asked_user), size_t count,
	     loff_t *pos)) WHILE_RECOVERING(busy, -EBUSY)
	ALLOWS(result >= -MAX_ERRNO && result <= (ssize_t)count);
UMBRA_ENTRY(long, file_operations, unlocked_ioctl,
	    (struct file *file, unsigned int cmd, unsigned long arg ASKED(umbra_asked_ioctl)))
	WHILE_RECOVERING(busy, -EBUSY) UNWOUND(-EIO);
/* Who waits is woken when the driver fails: it may ask elsewhere, or try again. */
UMBRA_ENTRY(__poll_t, file_operations, poll, (struct file *file, struct poll_table_struct *wait))
	WHILE_RECOVERING(busy, EPOLLERR);
/* Files that are open go on: they know the driver's functions, not the device. */
UMBRA_KIND_SEALED void misc(struct miscdevice *misc) { misc_deregister(misc); }
UMBRA_CALL int misc_register(struct miscdevice *misc) TRACKS(misc, misc) EXISTS(misc) SLEEPS
	CALLS(misc);
UMBRA_CALL void misc_deregister(struct miscdevice *misc) RELEASES(misc, misc) EXISTS(misc)
	DEMANDS(misc, misc) SLEEPS;
UMBRA_ENTRY(int, seq_operations, show, (struct seq_file *m, void *v))
	WHILE_RECOVERING(busy, -EBUSY) ALLOWS(result <= SEQ_SKIP && result >= -MAX_ERRNO);
UMBRA_ENTRY(void *, seq_operations, start, (struct seq_file *m, loff_t *pos))
	WHILE_RECOVERING(busy, NULL) LEAVES_LOCKED;

/* Messages. */
UMBRA_CALL int _printk(const char *fmt, ...) PASSES;
UMBRA_CALL void __warn_printk(const char *fmt, ...) PASSES;
UMBRA_CALL void _dev_printk(const char *level, const struct device *dev, const char *fmt, ...)
	PASSES;
UMBRA_CALL void _dev_alert(const struct device *dev, const char *fmt, ...) PASSES;
UMBRA_CALL void _dev_crit(const struct device *dev, const char *fmt, ...) PASSES;
UMBRA_CALL void _dev_err(const struct device *dev, const char *fmt, ...) PASSES;
UMBRA_CALL void _dev_warn(const struct device *dev, const char *fmt, ...) PASSES;
UMBRA_CALL void _dev_notice(const struct device *dev, const char *fmt, ...) PASSES;
UMBRA_CALL void _dev_info(const struct device *dev, const char *fmt, ...) PASSES;
UMBRA_CALL int dev_err_probe(const struct device *dev, int err, const char *fmt, ...) PASSES;
UMBRA_CALL void netdev_printk(const char *level, const struct net_device *dev, const char *format,
			      ...) PASSES;
UMBRA_CALL void netdev_emerg(const struct net_device *dev, const char *format, ...) PASSES;
UMBRA_CALL void netdev_alert(const struct net_device *dev, const char *format, ...) PASSES;
UMBRA_CALL void netdev_crit(const struct net_device *dev, const char *format, ...) PASSES;
UMBRA_CALL void netdev_err(const struct net_device *dev, const char *format, ...) PASSES;
UMBRA_CALL void netdev_warn(const struct net_device *dev, const char *format, ...) PASSES;
UMBRA_CALL void netdev_notice(const struct net_device *dev, const char *format, ...) PASSES;
UMBRA_CALL void netdev_info(const struct net_device *dev, const char *format, ...) PASSES;
UMBRA_CALL void __dynamic_pr_debug(struct _ddebug *descriptor, const char *fmt, ...) PASSES;
UMBRA_CALL void __dynamic_dev_dbg(struct _ddebug *descriptor, const struct device *dev,
				  const char *fmt, ...) PASSES;
UMBRA_CALL void __dynamic_netdev_dbg(struct _ddebug *descriptor, const struct net_device *dev,
				     const char *fmt, ...) PASSES;
UMBRA_CALL void print_hex_dump(const char *level, const char *prefix_str, int prefix_type,
			       int rowsize, int groupsize, const void *buf, size_t len, bool ascii)
	PASSES;
UMBRA_CALL void dump_stack(void) PASSES;
UMBRA_CALL int net_ratelimit(void) PASSES;
UMBRA_CALL int ___ratelimit(struct ratelimit_state *rs, const char *func) PASSES;
UMBRA_CALL int __printk_ratelimit(const char *func) PASSES;
UMBRA_CALL void do_trace_netlink_extack(const char *msg) PASSES;


/* Files in sysfs and debugfs. */
UMBRA_CALL int device_create_file(struct device *dev, const struct device_attribute *attr)
	TRACKS(device_file, (unsigned long)dev + (unsigned long)attr, dev, attr);
UMBRA_CALL void device_remove_file(struct device *dev, const struct device_attribute *attr)
	RELEASES(device_file, (unsigned long)dev + (unsigned long)attr);
UMBRA_CALL int device_create_bin_file(struct device *dev, const struct bin_attribute *attr)
	TRACKS(device_bin_file, (unsigned long)dev + (unsigned long)attr, dev, attr);
UMBRA_CALL void device_remove_bin_file(struct device *dev, const struct bin_attribute *attr)
	RELEASES(device_bin_file, (unsigned long)dev + (unsigned long)attr);
/* Groups of attributes: lists, in which are pointers to the begin of what has the functions. */
LISTS(attribute_group, attrs);
LISTS(attribute_group, bin_attrs);
LISTS(device_driver, groups);
LISTS(device_driver, dev_groups);
PART_OF(attribute, device_attribute);
PART_OF(attribute, driver_attribute);
PART_OF(attribute, bus_attribute);
PART_OF(attribute, class_attribute);
PART_OF(attribute, kobj_attribute);
UMBRA_CALL int sysfs_create_group(struct kobject *kobj, const struct attribute_group *grp)
	TRACKS(sysfs_group, (unsigned long)kobj + (unsigned long)grp, kobj, grp);
UMBRA_CALL void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *grp)
	RELEASES(sysfs_group, (unsigned long)kobj + (unsigned long)grp);
UMBRA_CALL int sysfs_create_bin_file(struct kobject *kobj, const struct bin_attribute *attr)
	TRACKS(sysfs_bin_file, (unsigned long)kobj + (unsigned long)attr, kobj, attr);
UMBRA_CALL void sysfs_remove_bin_file(struct kobject *kobj, const struct bin_attribute *attr)
	RELEASES(sysfs_bin_file, (unsigned long)kobj + (unsigned long)attr);
UMBRA_CALL struct dentry *debugfs_create_dir(const char *name, struct dentry *parent)
	TRACKS(debugfs, result) WHEN(!IS_ERR_OR_NULL(result) && !parent) OPAQUE(parent);
UMBRA_CALL struct dentry *debugfs_create_file(const char *name, umode_t mode,
					      struct dentry *parent, void *data,
					      const struct file_operations *fops) OPAQUE(parent);
UMBRA_CALL void debugfs_remove(struct dentry *dentry) RELEASES(debugfs, dentry) OPAQUE(dentry);
UMBRA_CALL int simple_open(struct inode *inode, struct file *file);
UMBRA_CALL ssize_t simple_read_from_buffer(void *to, size_t count, loff_t *ppos, const void *from,
					   size_t available);
UMBRA_CALL ssize_t simple_write_to_buffer(void *to, size_t available, loff_t *ppos,
					  const void *from, size_t count);
UMBRA_CALL void seq_printf(struct seq_file *m, const char *fmt, ...) PASSES;
UMBRA_CALL void seq_puts(struct seq_file *m, const char *s) PASSES;
UMBRA_CALL void seq_putc(struct seq_file *m, char c) PASSES;
UMBRA_CALL struct device *
hwmon_device_register_with_groups(struct device *dev, const char *name, void *drvdata,
				  const struct attribute_group **groups) TRACKS(hwmon, result)
	CALLS(groups);
UMBRA_CALL struct device *
hwmon_device_register_with_info(struct device *dev, const char *name, void *drvdata,
				const struct hwmon_chip_info *info,
				const struct attribute_group **extra_groups) TRACKS(hwmon, result);
UMBRA_CALL void hwmon_device_unregister(struct device *dev) RELEASES(hwmon, dev);
UMBRA_CALL struct device *
devm_hwmon_device_register_with_groups(struct device *dev, const char *name, void *drvdata,
				       const struct attribute_group **groups) CALLS(groups);
UMBRA_CALL struct device *
devm_hwmon_device_register_with_info(struct device *dev, const char *name, void *drvdata,
				     const struct hwmon_chip_info *info,
				     const struct attribute_group **extra_groups);

/* Firmware. */
UMBRA_CALL int request_firmware(const struct firmware **fw, const char *name,
				struct device *device) TRACKS(firmware, *fw);
UMBRA_CALL int request_firmware_direct(const struct firmware **fw, const char *name,
				       struct device *device) TRACKS(firmware, *fw);
UMBRA_CALL int firmware_request_nowarn(const struct firmware **fw, const char *name,
				       struct device *device) TRACKS(firmware, *fw);
/* Of a request that the failed driver made, the answer comes to the restarted one. */
UMBRA_CALL int request_firmware_nowait(struct module *module, bool uevent, const char *name,
				       struct device *device, gfp_t gfp, void *context,
				       void (*cont)(const struct firmware *fw, void *context));
UMBRA_CALLBACK(void, request_firmware_nowait, cont, (const struct firmware *fw, void *context))
	TAKES(firmware, (fw));
UMBRA_CALL void release_firmware(const struct firmware *fw) RELEASES(firmware, fw)
	DEMANDS(firmware, fw);

/* Power. */
UMBRA_CALL int device_set_wakeup_enable(struct device *dev, bool enable);
UMBRA_CALL void device_set_wakeup_capable(struct device *dev, bool capable);
UMBRA_CALL int device_wakeup_enable(struct device *dev);
UMBRA_CALL int device_wakeup_disable(struct device *dev);
UMBRA_CALL int __pm_runtime_resume(struct device *dev, int rpmflags);
UMBRA_CALL int __pm_runtime_idle(struct device *dev, int rpmflags);
UMBRA_CALL int __pm_runtime_suspend(struct device *dev, int rpmflags);
UMBRA_CALL int pm_schedule_suspend(struct device *dev, unsigned int delay);
UMBRA_INLINE(int, pm_runtime_get_sync, (struct device *dev));
UMBRA_INLINE(int, pm_runtime_put_sync, (struct device *dev));
UMBRA_INLINE(int, pm_runtime_put, (struct device *dev));
UMBRA_INLINE(int, pm_runtime_resume, (struct device *dev));
UMBRA_INLINE(void, pm_runtime_get_noresume, (struct device *dev)) PASSES;
UMBRA_INLINE(void, pm_runtime_put_noidle, (struct device *dev)) PASSES;
UMBRA_CALL void cpu_latency_qos_add_request(struct pm_qos_request *req, s32 value)
	TRACKS(qos_request, req) OWNS(req, sizeof(*req));
UMBRA_CALL void cpu_latency_qos_update_request(struct pm_qos_request *req, s32 new_value);
UMBRA_CALL void cpu_latency_qos_remove_request(struct pm_qos_request *req)
	RELEASES(qos_request, req);
UMBRA_CALL int clk_prepare(struct clk *clk) TRACKS(clock_prepared, clk);
UMBRA_CALL void clk_unprepare(struct clk *clk) RELEASES(clock_prepared, clk);
UMBRA_CALL int clk_enable(struct clk *clk) TRACKS(clock_enabled, clk);
UMBRA_INLINE(int, clk_prepare_enable, (struct clk *clk))
	TRACKS(clock, clk);
UMBRA_INLINE(void, clk_disable_unprepare, (struct clk *clk))
	RELEASES(clock, clk);
UMBRA_CALL void clk_disable(struct clk *clk) RELEASES(clock_enabled, clk);

/* Notifiers. */
UMBRA_CALL int register_netdevice_notifier(struct notifier_block *nb)
	TRACKS(netdevice_notifier, nb) CALLS(nb);
UMBRA_CALL int unregister_netdevice_notifier(struct notifier_block *nb)
	RELEASES(netdevice_notifier, nb);
UMBRA_CALL int register_inetaddr_notifier(struct notifier_block *nb)
	TRACKS(inetaddr_notifier, nb) CALLS(nb);
UMBRA_CALL int unregister_inetaddr_notifier(struct notifier_block *nb)
	RELEASES(inetaddr_notifier, nb);
UMBRA_CALL int register_netevent_notifier(struct notifier_block *nb)
	TRACKS(netevent_notifier, nb) CALLS(nb);
UMBRA_CALL int unregister_netevent_notifier(struct notifier_block *nb)
	RELEASES(netevent_notifier, nb);
UMBRA_CALL int register_inet6addr_notifier(struct notifier_block *nb)
	TRACKS(inet6addr_notifier, nb) CALLS(nb);
UMBRA_CALL int unregister_inet6addr_notifier(struct notifier_block *nb)
	RELEASES(inet6addr_notifier, nb);
UMBRA_CALL int register_reboot_notifier(struct notifier_block *nb)
	TRACKS(reboot_notifier, nb) CALLS(nb);
UMBRA_CALL int unregister_reboot_notifier(struct notifier_block *nb)
	RELEASES(reboot_notifier, nb);
UMBRA_CALL int register_pm_notifier(struct notifier_block *nb) TRACKS(power_notifier, nb) CALLS(nb);
UMBRA_CALL int unregister_pm_notifier(struct notifier_block *nb) RELEASES(power_notifier, nb);
UMBRA_CALL bool try_module_get(struct module *module) TRACKS(module_use, module);
UMBRA_CALL void module_put(struct module *module) RELEASES(module_use, module);
/* Memory that devres frees: umbra.ko hears when (kmod/managed.c). */
UMBRA_KIND void managed(const void *address) { }
/* Memory that the kernel may have pointers into: freed by recovery, not by its devres group. */
UMBRA_KIND_MEMORY void managed_memory(const void *memory, struct device *dev, size_t size)
{ if (dev) devm_kfree(dev, memory); }
UMBRA_CALL void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp)
	BEFORE(umbra_managed_making) TRACKS(managed_memory, result, dev, size)
	GRANTS(result, size) AFTER(umbra_managed_made)
	WHILE_RECOVERING(found, umbra_managed_kept);
UMBRA_INLINE(void *, devm_kzalloc, (struct device *dev, size_t size, gfp_t gfp))
	BEFORE(umbra_managed_making) TRACKS(managed_memory, result, dev, size)
	GRANTS(result, size) AFTER(umbra_managed_made)
	WHILE_RECOVERING(found, umbra_managed_kept);
UMBRA_INLINE(void *, devm_kmalloc_array, (struct device *dev, size_t n, size_t size, gfp_t flags))
	TRACKS(managed, result) GRANTS(result, n * size)
	AFTER(umbra_managed_add, dev, "managed", result);
UMBRA_INLINE(void *, devm_kcalloc, (struct device *dev, size_t n, size_t size, gfp_t flags))
	TRACKS(managed, result) GRANTS(result, n * size)
	AFTER(umbra_managed_add, dev, "managed", result);
UMBRA_CALL void *devm_kmemdup(struct device *dev, const void *src, size_t len, gfp_t gfp)
	TRACKS(managed, result) GRANTS(result, len)
	AFTER(umbra_managed_add, dev, "managed", result);
UMBRA_CALL char *devm_kstrdup(struct device *dev, const char *s, gfp_t gfp)
	TRACKS(managed, result) GRANTS(result, strlen(result) + 1)
	AFTER(umbra_managed_add, dev, "managed", result);
UMBRA_CALL char *devm_kasprintf(struct device *dev, gfp_t gfp, const char *fmt, ...)
	TRACKS(managed, result) GRANTS(result, strlen(result) + 1)
	AFTER(umbra_managed_add, dev, "managed", result);
UMBRA_CALL unsigned long *devm_bitmap_alloc(struct device *dev, unsigned int nbits, gfp_t flags)
	TRACKS(managed, result) GRANTS(result, BITS_TO_LONGS(nbits) * sizeof(long))
	AFTER(umbra_managed_add, dev, "managed", result);
UMBRA_CALL unsigned long *devm_bitmap_zalloc(struct device *dev, unsigned int nbits, gfp_t flags)
	TRACKS(managed, result) GRANTS(result, BITS_TO_LONGS(nbits) * sizeof(long))
	AFTER(umbra_managed_add, dev, "managed", result);
UMBRA_CALL unsigned long devm_get_free_pages(struct device *dev, gfp_t gfp_mask,
					     unsigned int order)
	TRACKS(managed, result) GRANTS(result, PAGE_SIZE << order)
	AFTER(umbra_managed_add, dev, "managed", (const void *)result) WHEN(result);
UMBRA_CALL void devm_free_pages(struct device *dev, unsigned long addr)
	RELEASES(managed, addr) BEFORE(umbra_managed_freeing, dev, (const void *)addr);
UMBRA_KIND_PERCPU void managed_percpu(void __percpu *pointer) { }
UMBRA_CALL void __percpu *__devm_alloc_percpu(struct device *dev, size_t size, size_t align)
	TRACKS(managed_percpu, result) GRANTS(result, size)
	AFTER(umbra_managed_add, dev, "managed_percpu", (__force const void *)result);
UMBRA_CALL void devm_free_percpu(struct device *dev, void __percpu *pdata)
	RELEASES(managed_percpu, pdata) BEFORE(umbra_managed_freeing, dev, (__force const void *)pdata);
UMBRA_CALL void devm_kfree(struct device *dev, const void *p)
	RELEASES(managed_memory, p) RELEASES(managed, p) BEFORE(umbra_managed_freeing);
UMBRA_CALL int devm_add_action(struct device *dev, void (*action)(void *), void *data);
UMBRA_CALL void devm_release_action(struct device *dev, void (*action)(void *), void *data);

/* I2C buses and clients, direct cache access. */
/* What is beside these a driver has filled in, and may fill in again. */
LINKS(i2c_adapter, bus_lock);
LINKS(i2c_adapter, mux_lock);
LINKS(i2c_adapter, dev);
LINKS(i2c_adapter, dev_released);
LINKS(i2c_adapter, userspace_clients_lock);
LINKS(i2c_adapter, userspace_clients);
UMBRA_CALL int i2c_bit_add_bus(struct i2c_adapter *adap)
	TRACKS(i2c_adapter, adap) CALLS(adap);
UMBRA_CALL int i2c_add_adapter(struct i2c_adapter *adapter)
	TRACKS(i2c_adapter, adapter) CALLS(adapter);
UMBRA_CALL void i2c_del_adapter(struct i2c_adapter *adap) RELEASES(i2c_adapter, adap);
UMBRA_CALL struct i2c_client *i2c_new_client_device(struct i2c_adapter *adap,
						    struct i2c_board_info const *info)
	TRACKS(i2c_client, result);
UMBRA_CALL void i2c_unregister_device(struct i2c_client *client) RELEASES(i2c_client, client);
UMBRA_CALL void dca_register_notify(struct notifier_block *nb)
	TRACKS(dca_notifier, nb) CALLS(nb);
UMBRA_CALL void dca_unregister_notify(struct notifier_block *nb) RELEASES(dca_notifier, nb);
UMBRA_CALL int dca_add_requester(struct device *dev) TRACKS(dca_requester, dev);
UMBRA_CALL int dca_remove_requester(struct device *dev) RELEASES(dca_requester, dev);
UMBRA_CALL u8 dca3_get_tag(struct device *dev, int cpu) PASSES;

/* Time, numbers, text: leaves. */
UMBRA_CALL ktime_t ktime_get(void) PASSES;
UMBRA_CALL ktime_t ktime_get_with_offset(enum tk_offsets offs) PASSES;
UMBRA_CALL void ktime_get_real_ts64(struct timespec64 *tv) PASSES;
UMBRA_CALL time64_t ktime_get_real_seconds(void) PASSES;
UMBRA_CALL time64_t ktime_get_seconds(void) PASSES;
UMBRA_CALL struct timespec64 ns_to_timespec64(s64 nsec) PASSES;
UMBRA_CALL void set_normalized_timespec64(struct timespec64 *ts, time64_t sec, s64 nsec) PASSES;
UMBRA_CALL unsigned long round_jiffies(unsigned long j) PASSES;
UMBRA_CALL unsigned long round_jiffies_relative(unsigned long j) PASSES;
UMBRA_CALL unsigned int jiffies_to_msecs(const unsigned long j) PASSES;
UMBRA_CALL unsigned int jiffies_to_usecs(const unsigned long j) PASSES;
UMBRA_CALL u32 crc32_le(u32 crc, const unsigned char *p, size_t len) PASSES;
UMBRA_CALL __wsum csum_partial(const void *buff, int len, __wsum sum) PASSES;
UMBRA_CALL __sum16 csum_ipv6_magic(const struct in6_addr *saddr, const struct in6_addr *daddr,
				   __u32 len, __u8 proto, __wsum sum) PASSES;
UMBRA_CALL bool capable(int cap) PASSES;
UMBRA_CALL int kstrtoull(const char *s, unsigned int base, unsigned long long *res)
	NEEDS(res, sizeof(*res)) PASSES;
UMBRA_CALL int kstrtouint(const char *s, unsigned int base, unsigned int *res)
	NEEDS(res, sizeof(*res)) PASSES;
UMBRA_CALL int kstrtoint(const char *s, unsigned int base, int *res)
	NEEDS(res, sizeof(*res)) PASSES;
UMBRA_CALL int kstrtou16(const char *s, unsigned int base, u16 *res)
	NEEDS(res, sizeof(*res)) PASSES;
UMBRA_CALL int kstrtou8(const char *s, unsigned int base, u8 *res)
	NEEDS(res, sizeof(*res)) PASSES;
UMBRA_CALL int kstrtobool(const char *s, bool *res) NEEDS(res, sizeof(*res)) PASSES;
UMBRA_CALL int hex2bin(u8 *dst, const char *src, size_t count) NEEDS(dst, count) PASSES;
UMBRA_CALL char *bin2hex(char *dst, const void *src, size_t count) NEEDS(dst, 2 * count) PASSES;
UMBRA_CALL bool mac_pton(const char *s, u8 *mac) NEEDS(mac, ETH_ALEN) PASSES;
UMBRA_CALL unsigned long simple_strtoul(const char *cp, char **endp, unsigned int base) PASSES;
UMBRA_CALL int hex_to_bin(unsigned char ch) PASSES;
UMBRA_CALL char *strsep(char **, const char *) PASSES;
UMBRA_CALL char *strim(char *s) PASSES;
UMBRA_CALL int match_string(const char *const *array, size_t n, const char *string) PASSES;
UMBRA_CALL u32 get_random_u32(void) PASSES;
UMBRA_CALL int strcmp(const char *cs, const char *ct) PASSES;
UMBRA_CALL int strncmp(const char *cs, const char *ct, size_t count) PASSES;
UMBRA_CALL char *strchr(const char *s, int c) PASSES;
UMBRA_CALL char *strstr(const char *s1, const char *s2) PASSES;
UMBRA_CALL size_t strlcat(char *dest, const char *src, size_t count)
	NEEDS(dest, min(count, strlen(dest) + strlen(src) + 1)) PASSES;
UMBRA_CALL u16 crc16(u16 crc, const u8 *buffer, size_t len) PASSES;
UMBRA_CALL u16 crc_ccitt(u16 crc, const u8 *buffer, size_t len) PASSES;
UMBRA_CALL void yield(void);
UMBRA_CALL int dmi_check_system(const struct dmi_system_id *list) PASSES;
UMBRA_CALL const struct dmi_system_id *dmi_first_match(const struct dmi_system_id *list) PASSES;
UMBRA_CALL int device_get_mac_address(struct device *dev, char *addr);
UMBRA_CALL int driver_for_each_device(struct device_driver *drv, struct device *start, void *data,
				      int (*fn)(struct device *, void *));
UMBRA_CALL void ktime_get_snapshot(struct system_time_snapshot *systime_snapshot) PASSES;
UMBRA_CALL int
get_device_system_crosststamp(int (*get_time_fn)(ktime_t *, struct system_counterval_t *, void *),
			      void *ctx, struct system_time_snapshot *history,
			      struct system_device_crosststamp *xtstamp);
UMBRA_CALL struct system_counterval_t convert_art_to_tsc(u64 art) PASSES;
UMBRA_CALL struct system_counterval_t convert_art_ns_to_tsc(u64 art_ns) PASSES;
UMBRA_CALL s32 i2c_smbus_read_byte_data(const struct i2c_client *client, u8 command);
UMBRA_CALL s32 i2c_smbus_write_byte_data(const struct i2c_client *client, u8 command, u8 value);
UMBRA_CALL int nla_put(struct sk_buff *skb, int attrtype, int attrlen, const void *data) PASSES;
UMBRA_CALL int dev_warn_probe(const struct device *dev, int err, const char *fmt, ...) PASSES;
