/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mii.h - media: the mii library, MDIO buses, PHYs.
 *
 * The rule it upholds: a bus and its PHYs go with the driver that brought them
 * and come back with it. phylib's own threads may ask a bus whose driver is
 * away; they read what an empty bus reads, for an error stops their machine.
 *
 * Not handled: phylink, fixed PHYs, buses of other drivers.
 */
#include "umbra_spec.h"
#include <linux/mdio.h>
#include <linux/mii.h>
#include <linux/netdevice.h>
#include <linux/phy.h>

UMBRA_KIND void mdio_bus(struct mii_bus *bus) { mdiobus_free(bus); }
UMBRA_KIND void mdio_bus_registered(struct mii_bus *bus) { mdiobus_unregister(bus); }
UMBRA_KIND void phy(struct phy_device *phy) { phy_device_free(phy); }
UMBRA_KIND void phy_registered(struct phy_device *phy) { phy_device_remove(phy); }
UMBRA_KIND void phy_connected(struct phy_device *phy) { phy_disconnect(phy); }

UMBRA_ENTRY(int, mii_bus, read, (struct mii_bus *bus, int addr, int regnum)) UNWOUND(0xffff);
UMBRA_ENTRY(int, mii_bus, write, (struct mii_bus *bus, int addr, int regnum, u16 val)) UNWOUND(0);

/* mii.ko: asks the driver's mdio_read and mdio_write back, in frames of their own. */
UMBRA_CALL void mii_ethtool_get_link_ksettings(struct mii_if_info *mii,
					       struct ethtool_link_ksettings *cmd);
UMBRA_CALL int mii_ethtool_set_link_ksettings(struct mii_if_info *mii,
					      const struct ethtool_link_ksettings *cmd);
UMBRA_CALL void mii_ethtool_gset(struct mii_if_info *mii, struct ethtool_cmd *ecmd);
UMBRA_CALL int mii_ethtool_sset(struct mii_if_info *mii, struct ethtool_cmd *ecmd);
UMBRA_CALL int mii_nway_restart(struct mii_if_info *mii);
UMBRA_CALL int mii_link_ok(struct mii_if_info *mii);
UMBRA_CALL void mii_check_link(struct mii_if_info *mii) AFTER(umbra_net_mii_checked_link);
UMBRA_CALL unsigned int mii_check_media(struct mii_if_info *mii, unsigned int ok_to_print,
					unsigned int init_media)
	AFTER(umbra_net_mii_checked_media);
UMBRA_CALL int generic_mii_ioctl(struct mii_if_info *mii_if, struct mii_ioctl_data *mii_data,
				 int cmd, unsigned int *duplex_changed);
UMBRA_CALL int mdio45_probe(struct mdio_if_info *mdio, int prtad);
UMBRA_CALL int mdio45_links_ok(const struct mdio_if_info *mdio, u32 mmds);
UMBRA_CALL int mdio45_nway_restart(const struct mdio_if_info *mdio);
UMBRA_CALL void mdio45_ethtool_ksettings_get_npage(const struct mdio_if_info *mdio,
						   struct ethtool_link_ksettings *cmd,
						   u32 npage_adv, u32 npage_lpa);
UMBRA_CALL int mdio_mii_ioctl(const struct mdio_if_info *mdio, struct mii_ioctl_data *mii_data,
			      int cmd);
UMBRA_CALL int mdio_set_flag(const struct mdio_if_info *mdio, int prtad, int devad, u16 addr,
			     int mask, bool sense);

/* Buses of PHYs. */
UMBRA_CALL struct mii_bus *mdiobus_alloc_size(size_t size) TRACKS(mdio_bus, result)
	GRANTS(result->priv, size);
UMBRA_INLINE(struct mii_bus *, mdiobus_alloc, (void)) TRACKS(mdio_bus, result);
UMBRA_CALL void mdiobus_free(struct mii_bus *bus) RELEASES(mdio_bus, bus);
UMBRA_CALL int __mdiobus_register(struct mii_bus *bus, struct module *owner)
	TRACKS(mdio_bus_registered, bus);
UMBRA_CALL void mdiobus_unregister(struct mii_bus *bus) RELEASES(mdio_bus_registered, bus);
UMBRA_CALL struct phy_device *mdiobus_get_phy(struct mii_bus *bus, int addr);
UMBRA_CALL int mdiobus_read(struct mii_bus *bus, int addr, u32 regnum);
UMBRA_CALL int mdiobus_write(struct mii_bus *bus, int addr, u32 regnum, u16 val);
UMBRA_CALL int mdiobus_modify(struct mii_bus *bus, int addr, u32 regnum, u16 mask, u16 set);
/* Freed by devres, which umbra_managed_add() has tell it. */
UMBRA_KIND void mdio_bus_managed(struct mii_bus *bus) { }
UMBRA_CALL struct mii_bus *devm_mdiobus_alloc_size(struct device *dev, int sizeof_priv)
	TRACKS(mdio_bus_managed, result) GRANTS(result->priv, sizeof_priv)
	AFTER(umbra_managed_add, dev, "mdio_bus_managed", result);
UMBRA_INLINE(struct mii_bus *, devm_mdiobus_alloc, (struct device *dev))
	TRACKS(mdio_bus_managed, result) AFTER(umbra_managed_add, dev, "mdio_bus_managed", result);
WRITES(mii_bus, name);
WRITES(mii_bus, id);
WRITES(mii_bus, priv);
WRITES(mii_bus, read);
WRITES(mii_bus, write);
WRITES(mii_bus, reset);
WRITES(mii_bus, parent);
WRITES(mii_bus, phy_mask);
WRITES(mii_bus, phy_ignore_ta_mask);
WRITES(mii_bus, irq);
WRITES(mii_bus, reset_delay_us);
WRITES(mii_bus, reset_post_delay_us);
WRITES(mii_bus, probe_capabilities);

/* PHYs. */
UMBRA_CALL struct phy_device *get_phy_device(struct mii_bus *bus, int addr, bool is_c45)
	TRACKS(phy, result);
UMBRA_CALL void phy_device_free(struct phy_device *phydev) RELEASES(phy, phydev);
UMBRA_CALL int phy_device_register(struct phy_device *phy) TRACKS(phy_registered, phy);
UMBRA_CALL void phy_device_remove(struct phy_device *phydev) RELEASES(phy_registered, phydev);
UMBRA_CALL struct phy_device *phy_connect(struct net_device *dev, const char *bus_id,
					  void (*handler)(struct net_device *),
					  phy_interface_t interface) TRACKS(phy_connected, result);
UMBRA_CALL int phy_connect_direct(struct net_device *dev, struct phy_device *phydev,
				  void (*handler)(struct net_device *), phy_interface_t interface)
	TRACKS(phy_connected, phydev);
UMBRA_CALL int phy_attach_direct(struct net_device *dev, struct phy_device *phydev, u32 flags,
				 phy_interface_t interface) TRACKS(phy_connected, phydev);
UMBRA_CALL void phy_disconnect(struct phy_device *phydev) RELEASES(phy_connected, phydev);
UMBRA_CALL void phy_detach(struct phy_device *phydev) RELEASES(phy_connected, phydev);
UMBRA_CALL struct phy_device *phy_find_first(struct mii_bus *bus);
UMBRA_CALL void phy_start(struct phy_device *phydev);
UMBRA_CALL void phy_stop(struct phy_device *phydev);
UMBRA_CALL int phy_start_aneg(struct phy_device *phydev);
UMBRA_CALL int phy_aneg_done(struct phy_device *phydev);
UMBRA_CALL int phy_init_hw(struct phy_device *phydev);
UMBRA_CALL int phy_suspend(struct phy_device *phydev);
UMBRA_CALL int phy_resume(struct phy_device *phydev);
UMBRA_CALL void phy_mac_interrupt(struct phy_device *phydev);
UMBRA_CALL int phy_mii_ioctl(struct phy_device *phydev, struct ifreq *ifr, int cmd);
UMBRA_CALL int phy_do_ioctl(struct net_device *dev, struct ifreq *ifr, int cmd);
UMBRA_CALL int phy_do_ioctl_running(struct net_device *dev, struct ifreq *ifr, int cmd);
UMBRA_CALL int phy_read_mmd(struct phy_device *phydev, int devad, u32 regnum);
UMBRA_CALL int phy_write_mmd(struct phy_device *phydev, int devad, u32 regnum, u16 val);
UMBRA_CALL int phy_modify(struct phy_device *phydev, u32 regnum, u16 mask, u16 set);
UMBRA_CALL int phy_modify_paged(struct phy_device *phydev, int page, u32 regnum, u16 mask,
				u16 set);
UMBRA_CALL int phy_read_paged(struct phy_device *phydev, int page, u32 regnum);
UMBRA_CALL int phy_write_paged(struct phy_device *phydev, int page, u32 regnum, u16 val);
UMBRA_CALL int phy_select_page(struct phy_device *phydev, int page);
UMBRA_CALL int phy_restore_page(struct phy_device *phydev, int oldpage, int ret);
UMBRA_CALL int phy_speed_up(struct phy_device *phydev);
UMBRA_CALL int phy_speed_down(struct phy_device *phydev, bool sync);
UMBRA_CALL void phy_set_max_speed(struct phy_device *phydev, u32 max_speed);
UMBRA_CALL void phy_support_asym_pause(struct phy_device *phydev);
UMBRA_CALL void phy_set_asym_pause(struct phy_device *phydev, bool rx, bool tx);
UMBRA_CALL bool phy_validate_pause(struct phy_device *phydev, struct ethtool_pauseparam *pp);
UMBRA_CALL void phy_get_pause(struct phy_device *phydev, bool *tx_pause, bool *rx_pause);
UMBRA_CALL void phy_remove_link_mode(struct phy_device *phydev, u32 link_mode);
UMBRA_CALL int phy_init_eee(struct phy_device *phydev, bool clk_stop_enable);
UMBRA_CALL void phy_print_status(struct phy_device *phydev);
UMBRA_CALL void phy_attached_info(struct phy_device *phydev);
UMBRA_CALL int phy_ethtool_get_link_ksettings(struct net_device *ndev,
					      struct ethtool_link_ksettings *cmd);
UMBRA_CALL int phy_ethtool_set_link_ksettings(struct net_device *ndev,
					      const struct ethtool_link_ksettings *cmd);
UMBRA_CALL void phy_ethtool_ksettings_get(struct phy_device *phydev,
					  struct ethtool_link_ksettings *cmd);
UMBRA_CALL int phy_ethtool_ksettings_set(struct phy_device *phydev,
					 const struct ethtool_link_ksettings *cmd);
UMBRA_CALL int phy_ethtool_nway_reset(struct net_device *ndev);
UMBRA_CALL int phy_ethtool_get_eee(struct phy_device *phydev, struct ethtool_eee *data);
UMBRA_CALL int phy_ethtool_set_eee(struct phy_device *phydev, struct ethtool_eee *data);
UMBRA_CALL void phy_ethtool_get_wol(struct phy_device *phydev, struct ethtool_wolinfo *wol);
UMBRA_CALL int phy_ethtool_set_wol(struct phy_device *phydev, struct ethtool_wolinfo *wol);
UMBRA_CALL int genphy_soft_reset(struct phy_device *phydev);
UMBRA_CALL int genphy_read_status(struct phy_device *phydev);
