// SPDX-License-Identifier: GPL-2.0-or-later
// Debian's headers: module_pci_driver(), a table of ids, probe and remove; it is built, too.
// KERNEL: real
// ARGS: --strict
// HAS real-pci-driver_taps.c: .init = umbra_entry_mine_driver_init,
// AFTER: make -s -C {kernel} M=$PWD/out KBUILD_MODPOST_WARN=1 modules 2>&1 | grep -v -e WARNING -e 'BTF gen' -e vmlinux; ls out/*.ko
// AFTER: {umbra} verify out/real-pci-driver.ko | sed 's/[0-9]* taps/N taps/'
#include <linux/module.h>
#include <linux/pci.h>

static irqreturn_t mine_interrupt(int irq, void *cookie)
{
	return IRQ_NONE;
}

static int mine_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	int error = pci_enable_device(pdev);

	if (error)
		return error;
	error = request_irq(pdev->irq, mine_interrupt, IRQF_SHARED, "mine", pdev);
	if (error)
		pci_disable_device(pdev);
	return error;
}

static void mine_remove(struct pci_dev *pdev)
{
	free_irq(pdev->irq, pdev);
	pci_disable_device(pdev);
}

static const struct pci_device_id mine_ids[] = {
	{ PCI_DEVICE(0x1234, 0x5678) },
	{ }
};
MODULE_DEVICE_TABLE(pci, mine_ids);

static struct pci_driver mine_driver = {
	.name = "mine",
	.id_table = mine_ids,
	.probe = mine_probe,
	.remove = mine_remove,
};
module_pci_driver(mine_driver);
MODULE_LICENSE("GPL");
//--- EXPECT
// exit 0
// | real-pci-driver: 6 call taps (6 written, 0 inferred, 0 default), 5 entry taps (3 written), 0 not covered
// | out/real-pci-driver.ko
// | out/real-pci-driver.ko: every kernel call goes through a tap (N taps)
// @ real-pci-driver.c
// + #include "real-pci-driver_taps.h"
// - 	int error = pci_enable_device(pdev);
// + 	int error = umbra_call_pci_enable_device(pdev);
// - 	error = request_irq(pdev->irq, mine_interrupt, IRQF_SHARED, "mine", pdev);
// + 	error = umbra_call_request_irq(pdev->irq, umbra_entry_mine_interrupt, IRQF_SHARED, "mine", pdev);
// - 		pci_disable_device(pdev);
// + 		umbra_call_pci_disable_device(pdev);
// - 	free_irq(pdev->irq, pdev);
// - 	pci_disable_device(pdev);
// + 	umbra_call_free_irq(pdev->irq, pdev);
// + 	umbra_call_pci_disable_device(pdev);
// - 	.probe = mine_probe,
// - 	.remove = mine_remove,
// + 	.probe = umbra_entry_mine_probe,
// + 	.remove = umbra_entry_mine_remove,
// +
// + /* Functions that entry taps call, see real-pci-driver_taps.h. */
// + UMBRA_ENTRY(mine_interrupt);
// + UMBRA_ENTRY(mine_probe);
// + UMBRA_ENTRY(mine_remove);
