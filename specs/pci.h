/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pci.h - devices on PCI: enabling, regions, message interrupts, power.
 *
 * The rule it upholds: a device stays bound and its driver registered through
 * a recovery; all that probe did to the device is undone, newest first.
 * Managed functions (pcim_*, devm_*) are plain lines: umbra.ko releases their
 * devres group.
 *
 * Not handled: what a driver wrote into configuration space.
 *
 * Function of umbra.ko named here:
 *   void umbra_pci_probing(struct umbra_domain *domain, struct pci_dev *dev,
 *			       const struct pci_device_id *id);
 */
#include "umbra_spec.h"
#include <linux/aer.h>
#include <linux/pci.h>
#include <linux/pm.h>

/* The driver and its entries. Nothing here runs under rtnl but runtime power. */
DEVICE(pci_dev, dev);
UMBRA_KIND_KEPT void pci_driver(struct pci_driver *driver) { pci_unregister_driver(driver); }
LINKS(pci_driver, node);
LINKS(pci_driver, driver);
LINKS(pci_driver, dynids);
UMBRA_CALL int __pci_register_driver(struct pci_driver *drv, struct module *owner,
				     const char *mod_name)
	BEFORE(umbra_data_keep, drv, sizeof(*drv)) TRACKS(pci_driver, drv)
	WHILE_RECOVERING(reattach, umbra_principals_probe, &drv->driver) EXISTS(drv) CALLS(drv);
UMBRA_CALL void pci_unregister_driver(struct pci_driver *drv)
	RELEASES(pci_driver, drv) WHILE_RECOVERING(skip) EXISTS(drv);

UMBRA_ENTRY(int, pci_driver, probe, (struct pci_dev *dev, const struct pci_device_id *id))
	BEFORE(umbra_pci_probing) AFTER(umbra_principal_probed, &dev->dev) WHILE_RECOVERING(block) NEVER_REFUSED
	DEADLINE;
UMBRA_ENTRY(void, pci_driver, remove, (struct pci_dev *dev))
	WHILE_RECOVERING(block) NEVER_REFUSED DEADLINE;
/* The machine goes down; a device that is being recovered is silent already. */
UMBRA_ENTRY(void, pci_driver, shutdown, (struct pci_dev *dev)) WHILE_RECOVERING(skip) NEVER_REFUSED;
UMBRA_ENTRY(int, pci_driver, suspend, (struct pci_dev *dev, pm_message_t state))
	WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, pci_driver, resume, (struct pci_dev *dev)) WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, pci_driver, sriov_configure, (struct pci_dev *dev, int num_vfs))
	WHILE_RECOVERING(busy, -EBUSY);

UMBRA_ENTRY(pci_ers_result_t, pci_error_handlers, error_detected,
	    (struct pci_dev *dev, pci_channel_state_t error))
	WHILE_RECOVERING(busy, PCI_ERS_RESULT_NEED_RESET);
UMBRA_ENTRY(pci_ers_result_t, pci_error_handlers, mmio_enabled, (struct pci_dev *dev))
	WHILE_RECOVERING(busy, PCI_ERS_RESULT_RECOVERED);
UMBRA_ENTRY(pci_ers_result_t, pci_error_handlers, slot_reset, (struct pci_dev *dev))
	WHILE_RECOVERING(busy, PCI_ERS_RESULT_RECOVERED);
UMBRA_ENTRY(void, pci_error_handlers, resume, (struct pci_dev *dev)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, pci_error_handlers, reset_prepare, (struct pci_dev *dev))
	WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, pci_error_handlers, reset_done, (struct pci_dev *dev)) WHILE_RECOVERING(skip);

UMBRA_ENTRY(int, dev_pm_ops, prepare, (struct device *dev)) WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(void, dev_pm_ops, complete, (struct device *dev)) WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, dev_pm_ops, suspend, (struct device *dev)) WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, dev_pm_ops, resume, (struct device *dev)) WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, dev_pm_ops, freeze, (struct device *dev)) WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, dev_pm_ops, thaw, (struct device *dev)) WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, dev_pm_ops, poweroff, (struct device *dev)) WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, dev_pm_ops, restore, (struct device *dev)) WHILE_RECOVERING(block) NEVER_REFUSED;
UMBRA_ENTRY(int, dev_pm_ops, suspend_late, (struct device *dev)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, dev_pm_ops, resume_early, (struct device *dev)) WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, dev_pm_ops, suspend_noirq, (struct device *dev))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, dev_pm_ops, resume_noirq, (struct device *dev)) WHILE_RECOVERING(busy, 0);
/* Also called under rtnl. */
UMBRA_ENTRY(int, dev_pm_ops, runtime_suspend, (struct device *dev))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, dev_pm_ops, runtime_resume, (struct device *dev)) WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, dev_pm_ops, runtime_idle, (struct device *dev)) WHILE_RECOVERING(busy, -EBUSY);

/* Enabling counts, so each call is an object. The last disable takes mastering away, too. */
UMBRA_KIND void pci_enabled(struct pci_dev *dev) { pci_disable_device(dev); }
UMBRA_CALL int pci_enable_device(struct pci_dev *dev) TRACKS(pci_enabled, dev) EXISTS(dev);
UMBRA_CALL int pci_enable_device_io(struct pci_dev *dev) TRACKS(pci_enabled, dev);
UMBRA_CALL int pci_enable_device_mem(struct pci_dev *dev) TRACKS(pci_enabled, dev) EXISTS(dev);
UMBRA_CALL void pci_disable_device(struct pci_dev *dev) RELEASES(pci_enabled, dev) EXISTS(dev);
UMBRA_CALL int pci_reenable_device(struct pci_dev *dev);
UMBRA_CALL int pcim_enable_device(struct pci_dev *pdev) EXISTS(pdev);
UMBRA_CALL void pcim_pin_device(struct pci_dev *pdev);
UMBRA_CALL void pci_set_master(struct pci_dev *dev) EXISTS(dev);
UMBRA_CALL void pci_clear_master(struct pci_dev *dev) EXISTS(dev);
UMBRA_CALL void pci_intx(struct pci_dev *dev, int enable) EXISTS(dev);

UMBRA_KIND void pci_mwi(struct pci_dev *dev) { pci_clear_mwi(dev); }
UMBRA_CALL int pci_set_mwi(struct pci_dev *dev) TRACKS_ONCE(pci_mwi, dev);
UMBRA_CALL int pci_try_set_mwi(struct pci_dev *dev) TRACKS_ONCE(pci_mwi, dev);
UMBRA_CALL void pci_clear_mwi(struct pci_dev *dev) RELEASES(pci_mwi, dev);
UMBRA_CALL int pcim_set_mwi(struct pci_dev *dev);

/* Regions, by the mask of BARs. */
UMBRA_KIND void pci_regions(unsigned long key, struct pci_dev *dev, int bars)
{ pci_release_selected_regions(dev, bars); }
UMBRA_CALL int pci_request_regions(struct pci_dev *pdev, const char *res_name)
	TRACKS(pci_regions, (unsigned long)pdev + (1 << PCI_STD_NUM_BARS) - 1, pdev,
	       (1 << PCI_STD_NUM_BARS) - 1) EXISTS(pdev);
UMBRA_CALL int pci_request_regions_exclusive(struct pci_dev *pdev, const char *res_name)
	TRACKS(pci_regions, (unsigned long)pdev + (1 << PCI_STD_NUM_BARS) - 1, pdev,
	       (1 << PCI_STD_NUM_BARS) - 1);
UMBRA_CALL void pci_release_regions(struct pci_dev *pdev)
	RELEASES(pci_regions, (unsigned long)pdev + (1 << PCI_STD_NUM_BARS) - 1) EXISTS(pdev);
UMBRA_CALL int pci_request_selected_regions(struct pci_dev *pdev, int bars, const char *res_name)
	TRACKS(pci_regions, (unsigned long)pdev + bars, pdev, bars) EXISTS(pdev);
UMBRA_CALL int pci_request_selected_regions_exclusive(struct pci_dev *pdev, int bars,
						      const char *res_name)
	TRACKS(pci_regions, (unsigned long)pdev + bars, pdev, bars);
UMBRA_CALL void pci_release_selected_regions(struct pci_dev *pdev, int bars)
	RELEASES(pci_regions, (unsigned long)pdev + bars) EXISTS(pdev);
UMBRA_CALL int pci_request_region(struct pci_dev *pdev, int bar, const char *res_name)
	TRACKS(pci_regions, (unsigned long)pdev + (1 << bar), pdev, 1 << bar);
UMBRA_CALL void pci_release_region(struct pci_dev *pdev, int bar)
	RELEASES(pci_regions, (unsigned long)pdev + (1 << bar));
UMBRA_INLINE(int, pci_request_mem_regions, (struct pci_dev *pdev, const char *name))
	TRACKS(pci_regions, (unsigned long)pdev + pci_select_bars(pdev, IORESOURCE_MEM), pdev,
	       pci_select_bars(pdev, IORESOURCE_MEM));
UMBRA_INLINE(void, pci_release_mem_regions, (struct pci_dev *pdev))
	RELEASES(pci_regions, (unsigned long)pdev + pci_select_bars(pdev, IORESOURCE_MEM));
UMBRA_INLINE(int, pci_request_io_regions, (struct pci_dev *pdev, const char *name))
	TRACKS(pci_regions, (unsigned long)pdev + pci_select_bars(pdev, IORESOURCE_IO), pdev,
	       pci_select_bars(pdev, IORESOURCE_IO));
UMBRA_INLINE(void, pci_release_io_regions, (struct pci_dev *pdev))
	RELEASES(pci_regions, (unsigned long)pdev + pci_select_bars(pdev, IORESOURCE_IO));
UMBRA_CALL int pci_select_bars(struct pci_dev *dev, unsigned long flags) PASSES;

UMBRA_KIND void pci_iomem(void __iomem *address, struct pci_dev *dev)
{ pci_iounmap(dev, address); }
UMBRA_CALL void __iomem *pci_iomap(struct pci_dev *dev, int bar, unsigned long max)
	TRACKS(pci_iomem, result, dev) EXISTS(dev);
UMBRA_CALL void __iomem *pci_iomap_wc(struct pci_dev *dev, int bar, unsigned long max)
	TRACKS(pci_iomem, result, dev);
UMBRA_CALL void __iomem *pci_iomap_range(struct pci_dev *dev, int bar, unsigned long offset,
					 unsigned long maxlen) TRACKS(pci_iomem, result, dev);
UMBRA_CALL void pci_iounmap(struct pci_dev *dev, void __iomem *p)
	BEFORE(umbra_io_gone, p) RELEASES(pci_iomem, p)
	RELEASES(iomem, p) DEMANDS(pci_iomem, p);
UMBRA_CALL void __iomem *pci_ioremap_bar(struct pci_dev *pdev, int bar) TRACKS(iomem, result)
	EXISTS(pdev);
UMBRA_CALL void __iomem *pci_ioremap_wc_bar(struct pci_dev *pdev, int bar) TRACKS(iomem, result);
UMBRA_KIND void pci_rom(void __iomem *rom, struct pci_dev *dev) { pci_unmap_rom(dev, rom); }
UMBRA_CALL void __iomem *pci_map_rom(struct pci_dev *pdev, size_t *size)
	TRACKS(pci_rom, result, pdev);
UMBRA_CALL void pci_unmap_rom(struct pci_dev *pdev, void __iomem *rom) RELEASES(pci_rom, rom);
UMBRA_CALL void __iomem *pcim_iomap(struct pci_dev *pdev, int bar, unsigned long maxlen);
UMBRA_CALL void pcim_iounmap(struct pci_dev *pdev, void __iomem *addr);
UMBRA_CALL void __iomem *const *pcim_iomap_table(struct pci_dev *pdev);
UMBRA_CALL int pcim_iomap_regions(struct pci_dev *pdev, int mask, const char *name);
UMBRA_CALL int pcim_iomap_regions_request_all(struct pci_dev *pdev, int mask, const char *name);
UMBRA_CALL void pcim_iounmap_regions(struct pci_dev *pdev, int mask);

/* Message interrupts: one object a device, gone after the irqs that use it. */
UMBRA_KIND void pci_vectors(struct pci_dev *dev) { pci_free_irq_vectors(dev); }
UMBRA_CALL int pci_enable_msi(struct pci_dev *dev) TRACKS_ONCE(pci_vectors, dev);
UMBRA_CALL void pci_disable_msi(struct pci_dev *dev) RELEASES(pci_vectors, dev);
UMBRA_CALL int pci_enable_msix_range(struct pci_dev *dev, struct msix_entry *entries, int minvec,
				     int maxvec) TRACKS_ONCE(pci_vectors, dev);
UMBRA_INLINE(int, pci_enable_msix_exact, (struct pci_dev *dev, struct msix_entry *entries,
					  int nvec)) TRACKS_ONCE(pci_vectors, dev);
UMBRA_CALL void pci_disable_msix(struct pci_dev *dev) RELEASES(pci_vectors, dev);
UMBRA_CALL int pci_alloc_irq_vectors_affinity(struct pci_dev *dev, unsigned int min_vecs,
					      unsigned int max_vecs, unsigned int flags,
					      struct irq_affinity *affd)
	TRACKS_ONCE(pci_vectors, dev) EXISTS(dev);
UMBRA_INLINE(int, pci_alloc_irq_vectors, (struct pci_dev *dev, unsigned int min_vecs,
					  unsigned int max_vecs, unsigned int flags))
	TRACKS_ONCE(pci_vectors, dev);
UMBRA_CALL void pci_free_irq_vectors(struct pci_dev *dev) RELEASES(pci_vectors, dev);
UMBRA_CALL int pci_irq_vector(struct pci_dev *dev, unsigned int nr) PASSES;
UMBRA_CALL const struct cpumask *pci_irq_get_affinity(struct pci_dev *pdev, int vec) PASSES;
UMBRA_CALL int pci_msix_vec_count(struct pci_dev *dev) PASSES;
UMBRA_CALL int pci_msi_enabled(void) PASSES;
UMBRA_CALL void pci_restore_msi_state(struct pci_dev *dev);

UMBRA_KIND void pci_sriov(struct pci_dev *dev) { pci_disable_sriov(dev); }
UMBRA_CALL int pci_enable_sriov(struct pci_dev *dev, int nr_virtfn) TRACKS_ONCE(pci_sriov, dev);
UMBRA_CALL void pci_disable_sriov(struct pci_dev *dev) RELEASES(pci_sriov, dev);
UMBRA_CALL int pci_num_vf(struct pci_dev *dev) PASSES;
UMBRA_CALL int pci_vfs_assigned(struct pci_dev *dev) PASSES;
UMBRA_CALL int pci_sriov_set_totalvfs(struct pci_dev *dev, u16 numvfs);
UMBRA_CALL int pci_sriov_get_totalvfs(struct pci_dev *dev) PASSES;

/* References. A search gives up the one it starts from. */
UMBRA_KIND void pci_reference(struct pci_dev *dev) { pci_dev_put(dev); }
UMBRA_CALL struct pci_dev *pci_dev_get(struct pci_dev *dev) TRACKS(pci_reference, result);
UMBRA_CALL void pci_dev_put(struct pci_dev *dev) RELEASES(pci_reference, dev);
UMBRA_CALL struct pci_dev *pci_get_device(unsigned int vendor, unsigned int device,
					  struct pci_dev *from)
	RELEASES(pci_reference, from) TRACKS(pci_reference, result);
UMBRA_CALL struct pci_dev *pci_get_subsys(unsigned int vendor, unsigned int device,
					  unsigned int ss_vendor, unsigned int ss_device,
					  struct pci_dev *from)
	RELEASES(pci_reference, from) TRACKS(pci_reference, result);
UMBRA_CALL struct pci_dev *pci_get_class(unsigned int class, struct pci_dev *from)
	RELEASES(pci_reference, from) TRACKS(pci_reference, result);
UMBRA_CALL struct pci_dev *pci_get_slot(struct pci_bus *bus, unsigned int devfn)
	TRACKS(pci_reference, result);
UMBRA_CALL struct pci_dev *pci_get_domain_bus_and_slot(int domain, unsigned int bus,
						       unsigned int devfn)
	TRACKS(pci_reference, result);
UMBRA_CALL int pci_dev_present(const struct pci_device_id *ids);

UMBRA_KIND void pci_cfg_access(struct pci_dev *dev) { pci_cfg_access_unlock(dev); }
UMBRA_CALL void pci_cfg_access_lock(struct pci_dev *dev) TRACKS(pci_cfg_access, dev);
UMBRA_CALL void pci_cfg_access_unlock(struct pci_dev *dev) RELEASES(pci_cfg_access, dev);

/* Configuration space and state: nothing is held. */
UMBRA_CALL int pci_read_config_byte(const struct pci_dev *dev, int where, u8 *val) PASSES
	NEEDS(val, sizeof(*val));
UMBRA_CALL int pci_read_config_word(const struct pci_dev *dev, int where, u16 *val) PASSES
	NEEDS(val, sizeof(*val));
UMBRA_CALL int pci_read_config_dword(const struct pci_dev *dev, int where, u32 *val) PASSES
	NEEDS(val, sizeof(*val));
UMBRA_CALL int pci_write_config_byte(const struct pci_dev *dev, int where, u8 val) PASSES;
UMBRA_CALL int pci_write_config_word(const struct pci_dev *dev, int where, u16 val) PASSES;
UMBRA_CALL int pci_write_config_dword(const struct pci_dev *dev, int where, u32 val) PASSES;
UMBRA_CALL int pcie_capability_read_word(struct pci_dev *dev, int pos, u16 *val) PASSES
	NEEDS(val, sizeof(*val));
UMBRA_CALL int pcie_capability_read_dword(struct pci_dev *dev, int pos, u32 *val) PASSES
	NEEDS(val, sizeof(*val));
UMBRA_CALL int pcie_capability_write_word(struct pci_dev *dev, int pos, u16 val) PASSES;
UMBRA_CALL int pcie_capability_write_dword(struct pci_dev *dev, int pos, u32 val) PASSES;
UMBRA_CALL int pcie_capability_clear_and_set_word_unlocked(struct pci_dev *dev, int pos,
							   u16 clear, u16 set) PASSES;
UMBRA_CALL int pcie_capability_clear_and_set_word_locked(struct pci_dev *dev, int pos, u16 clear,
							 u16 set) PASSES;
UMBRA_CALL int pcie_capability_clear_and_set_dword(struct pci_dev *dev, int pos, u32 clear,
						   u32 set) PASSES;
UMBRA_CALL u8 pci_find_capability(struct pci_dev *dev, int cap) PASSES;
UMBRA_CALL u16 pci_find_ext_capability(struct pci_dev *dev, int cap) PASSES;
UMBRA_CALL u16 pci_find_next_ext_capability(struct pci_dev *dev, u16 pos, int cap) PASSES;
UMBRA_CALL u64 pci_get_dsn(struct pci_dev *dev) PASSES;
UMBRA_CALL int pcix_get_mmrbc(struct pci_dev *dev) PASSES;
UMBRA_CALL int pcix_set_mmrbc(struct pci_dev *dev, int mmrbc) PASSES;
UMBRA_CALL int pcie_get_readrq(struct pci_dev *dev) PASSES;
UMBRA_CALL int pcie_set_readrq(struct pci_dev *dev, int rq) PASSES;
UMBRA_CALL int pcie_get_mps(struct pci_dev *dev) PASSES;
UMBRA_CALL bool pcie_relaxed_ordering_enabled(struct pci_dev *dev) PASSES;
UMBRA_CALL void pcie_print_link_status(struct pci_dev *dev);
UMBRA_CALL int pci_enable_pcie_error_reporting(struct pci_dev *dev);
UMBRA_CALL int pci_disable_pcie_error_reporting(struct pci_dev *dev);
UMBRA_CALL int pci_save_state(struct pci_dev *dev) EXISTS(dev);
UMBRA_CALL void pci_restore_state(struct pci_dev *dev) EXISTS(dev);
UMBRA_CALL int pci_set_power_state(struct pci_dev *dev, pci_power_t state) EXISTS(dev);
UMBRA_CALL pci_power_t pci_choose_state(struct pci_dev *dev, pm_message_t state) PASSES;
UMBRA_CALL int pci_enable_wake(struct pci_dev *dev, pci_power_t state, bool enable);
UMBRA_CALL int pci_wake_from_d3(struct pci_dev *dev, bool enable);
UMBRA_CALL int pci_prepare_to_sleep(struct pci_dev *dev);
UMBRA_CALL bool pci_dev_run_wake(struct pci_dev *dev) PASSES;
UMBRA_CALL bool pci_pme_capable(struct pci_dev *dev, pci_power_t state) PASSES;
UMBRA_CALL void pci_pme_active(struct pci_dev *dev, bool enable);
UMBRA_CALL int pci_disable_link_state(struct pci_dev *pdev, int state);
UMBRA_CALL int pci_disable_link_state_locked(struct pci_dev *pdev, int state);
UMBRA_CALL bool pci_device_is_present(struct pci_dev *pdev) PASSES;
UMBRA_CALL int pci_status_get_and_clear_errors(struct pci_dev *pdev) PASSES;
UMBRA_CALL int pci_wait_for_pending_transaction(struct pci_dev *dev);
UMBRA_CALL int pcie_flr(struct pci_dev *dev);
UMBRA_CALL int pci_reset_function(struct pci_dev *dev);
UMBRA_CALL int pci_enable_ptm(struct pci_dev *dev, u8 *granularity);
UMBRA_CALL void pci_disable_ptm(struct pci_dev *dev);
UMBRA_CALL void *pci_vpd_alloc(struct pci_dev *dev, unsigned int *size) TRACKS(memory, result);
UMBRA_CALL ssize_t pci_read_vpd(struct pci_dev *dev, loff_t pos, size_t count, void *buf);
UMBRA_CALL ssize_t pci_write_vpd(struct pci_dev *dev, loff_t pos, size_t count, const void *buf);
UMBRA_CALL int pci_vpd_check_csum(const void *buf, unsigned int len) PASSES;
UMBRA_CALL int pci_vpd_find_ro_info_keyword(const void *buf, unsigned int len, const char *kw,
					    unsigned int *size) PASSES;
UMBRA_CALL int pci_vpd_find_id_string(const u8 *buf, unsigned int len, unsigned int *size) PASSES;
UMBRA_CALL ssize_t pci_read_vpd_any(struct pci_dev *dev, loff_t pos, size_t count, void *buf);
UMBRA_CALL ssize_t pci_write_vpd_any(struct pci_dev *dev, loff_t pos, size_t count,
				     const void *buf);
UMBRA_CALL bool pcie_ptm_enabled(struct pci_dev *dev) PASSES;
UMBRA_CALL int pci_iov_vf_id(struct pci_dev *dev) PASSES;
UMBRA_CALL int pcie_reset_flr(struct pci_dev *dev, bool probe);
