/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ethtool.h - ethtool_ops, and the helpers drivers call for it.
 *
 * The rule it upholds: a setting that only the driver knows is recorded, so
 * that a restarted driver has it again; while it restarts, it is recorded and
 * accepted, and a question about it gets the recorded answer, or the driver's
 * last one. What asks hardware is answered "busy" or with nothing.
 *
 * Not handled: further RSS contexts (set_rxfh_context), whose numbers the driver
 * gives; what a PHY driver of its own is told in the driver's place.
 */
#include "umbra_spec.h"
#include <linux/ethtool.h>
#include <linux/netdevice.h>

/*
 * Settings. A record's key tells what of the device it sets; the newest counts.
 * One that the driver fails on is not recorded.
 */
UMBRA_ENTRY(int, ethtool_ops, set_link_ksettings,
	    (struct net_device *dev, const struct ethtool_link_ksettings *settings COPIED))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_wol,
	    (struct net_device *dev, struct ethtool_wolinfo *wol COPIED))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(void, ethtool_ops, set_msglevel, (struct net_device *dev, u32 level COPIED))
	RECORDS(0) WHILE_RECOVERING(queue);
UMBRA_ENTRY(int, ethtool_ops, set_coalesce,
	    (struct net_device *dev, struct ethtool_coalesce *coalesce COPIED,
	     struct kernel_ethtool_coalesce *kernel COPIED, struct netlink_ext_ack *extack))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_per_queue_coalesce,
	    (struct net_device *dev, u32 queue COPIED, struct ethtool_coalesce *coalesce COPIED))
	RECORDS(queue) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_ringparam,
	    (struct net_device *dev, struct ethtool_ringparam *ring COPIED,
	     struct kernel_ethtool_ringparam *kernel COPIED, struct netlink_ext_ack *extack))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_pauseparam,
	    (struct net_device *dev, struct ethtool_pauseparam *pause COPIED))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_priv_flags, (struct net_device *dev, u32 flags COPIED))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_channels,
	    (struct net_device *dev, struct ethtool_channels *channels COPIED))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_eee,
	    (struct net_device *dev, struct ethtool_eee *eee COPIED))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_tunable,
	    (struct net_device *dev, const struct ethtool_tunable *tunable COPIED,
	     const void *value COPIED_BYTES(tunable->len)))
	RECORDS(tunable->id) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_fecparam,
	    (struct net_device *dev, struct ethtool_fecparam *fec COPIED))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);

UMBRA_ENTRY(int, ethtool_ops, set_phy_tunable,
	    (struct net_device *dev, const struct ethtool_tunable *tunable COPIED,
	     const void *value COPIED_BYTES(tunable->len)))
	RECORDS(tunable->id) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_dump, (struct net_device *dev, struct ethtool_dump *dump COPIED))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);
UMBRA_ENTRY(int, ethtool_ops, set_module_power_mode,
	    (struct net_device *dev, const struct ethtool_module_power_mode_params *params COPIED,
	     struct netlink_ext_ack *extack))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(-EIO);

/*
 * Settings that are refused while the driver restarts: it alone knows the sizes,
 * and which place a rule gets. A table, a key and a function may be set one by one,
 * so each combination is a record; the newest come last. A rule's key is its place.
 */
UMBRA_ENTRY(int, ethtool_ops, set_rxfh,
	    (struct net_device *dev,
	     const u32 *indir COPIED_BYTES(
		     indir ? dev->ethtool_ops->get_rxfh_indir_size(dev) * sizeof(*indir) : 0),
	     const u8 *key COPIED_BYTES(key ? dev->ethtool_ops->get_rxfh_key_size(dev) : 0),
	     const u8 hfunc COPIED))
	RECORDS((indir ? 1 : 0) | (key ? 2 : 0) | (hfunc ? 4 : 0)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, set_rxnfc,
	    (struct net_device *dev, struct ethtool_rxnfc *rule COPIED))
	RECORDS(rule->cmd == ETHTOOL_SRXFH ? 1ul << 63 | (unsigned long)rule->rss_context << 32 |
		rule->flow_type : rule->fs.location)
	FORGETS(rule->cmd == ETHTOOL_SRXCLSRLDEL) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, set_rxfh_context,
	    (struct net_device *dev, const u32 *indir, const u8 *key, const u8 hfunc,
	     u32 *rss_context, bool delete)) WHILE_RECOVERING(busy, -EBUSY);

/* What is done at once, or kept by the device: nothing to put back. */
UMBRA_ENTRY(int, ethtool_ops, set_eeprom,
	    (struct net_device *dev, struct ethtool_eeprom *eeprom, u8 *data))
	GRANTS(data, eeprom->len) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, set_phys_id,
	    (struct net_device *dev, enum ethtool_phys_id_state state))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, flash_device, (struct net_device *dev, struct ethtool_flash *flash))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, reset, (struct net_device *dev, u32 *flags))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, nway_reset, (struct net_device *dev))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(void, ethtool_ops, self_test,
	    (struct net_device *dev, struct ethtool_test *test, u64 *data))
	GRANTS(data, test->len * sizeof(*data)) WHILE_RECOVERING(skip);
/* Brackets around other operations: a driver that is away needs neither. */
UMBRA_ENTRY(int, ethtool_ops, begin, (struct net_device *dev)) WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(void, ethtool_ops, complete, (struct net_device *dev)) WHILE_RECOVERING(skip)
	NEVER_REFUSED;

/* Questions. The count of statistics is asked first, so that none read as zero. */
UMBRA_ENTRY(u32, ethtool_ops, get_link, (struct net_device *dev))
	WHILE_RECOVERING(recorded, umbra_net_get_link);
UMBRA_ENTRY(int, ethtool_ops, get_link_ksettings,
	    (struct net_device *dev, struct ethtool_link_ksettings *settings))
	WHILE_RECOVERING(recorded, umbra_net_get_link_ksettings);
UMBRA_ENTRY(int, ethtool_ops, get_sset_count, (struct net_device *dev, int set))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(void, ethtool_ops, get_strings, (struct net_device *dev, u32 set, u8 *data))
	GRANTS(data, max(dev->ethtool_ops->get_sset_count(dev, set), 0) * ETH_GSTRING_LEN)
	WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, ethtool_ops, get_ethtool_stats,
	    (struct net_device *dev, struct ethtool_stats *stats, u64 *data))
	GRANTS(data, stats->n_stats * sizeof(*data)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, ethtool_ops, get_ethtool_phy_stats,
	    (struct net_device *dev, struct ethtool_stats *stats, u64 *data))
	GRANTS(data, stats->n_stats * sizeof(*data)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, ethtool_ops, get_drvinfo,
	    (struct net_device *dev, struct ethtool_drvinfo *info)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(int, ethtool_ops, get_regs_len, (struct net_device *dev))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(void, ethtool_ops, get_regs,
	    (struct net_device *dev, struct ethtool_regs *regs, void *data))
	GRANTS(data, regs->len) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, ethtool_ops, get_wol, (struct net_device *dev, struct ethtool_wolinfo *wol))
	WHILE_RECOVERING(recorded, umbra_net_get_wol);
UMBRA_ENTRY(u32, ethtool_ops, get_msglevel, (struct net_device *dev))
	WHILE_RECOVERING(recorded, umbra_net_get_msglevel);
UMBRA_ENTRY(int, ethtool_ops, get_eeprom_len, (struct net_device *dev))
	WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, ethtool_ops, get_eeprom,
	    (struct net_device *dev, struct ethtool_eeprom *eeprom, u8 *data))
	GRANTS(data, eeprom->len) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_coalesce,
	    (struct net_device *dev, struct ethtool_coalesce *coalesce,
	     struct kernel_ethtool_coalesce *kernel, struct netlink_ext_ack *extack))
	WHILE_RECOVERING(recorded, umbra_net_get_coalesce);
UMBRA_ENTRY(int, ethtool_ops, get_per_queue_coalesce,
	    (struct net_device *dev, u32 queue, struct ethtool_coalesce *coalesce))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(void, ethtool_ops, get_ringparam,
	    (struct net_device *dev, struct ethtool_ringparam *ring,
	     struct kernel_ethtool_ringparam *kernel, struct netlink_ext_ack *extack))
	WHILE_RECOVERING(recorded, umbra_net_get_ringparam);
UMBRA_ENTRY(void, ethtool_ops, get_pause_stats,
	    (struct net_device *dev, struct ethtool_pause_stats *stats)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, ethtool_ops, get_pauseparam,
	    (struct net_device *dev, struct ethtool_pauseparam *pause))
	WHILE_RECOVERING(recorded, umbra_net_get_pauseparam);
UMBRA_ENTRY(u32, ethtool_ops, get_priv_flags, (struct net_device *dev))
	WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, ethtool_ops, get_rxnfc,
	    (struct net_device *dev, struct ethtool_rxnfc *rule, u32 *locations))
	GRANTS(locations, rule->cmd == ETHTOOL_GRXCLSRLALL ? rule->rule_cnt * sizeof(*locations) : 0)
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(u32, ethtool_ops, get_rxfh_key_size, (struct net_device *dev))
	WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(u32, ethtool_ops, get_rxfh_indir_size, (struct net_device *dev))
	WHILE_RECOVERING(busy, 0);
UMBRA_ENTRY(int, ethtool_ops, get_rxfh,
	    (struct net_device *dev, u32 *indir, u8 *key, u8 *hfunc))
	GRANTS(indir, indir ? dev->ethtool_ops->get_rxfh_indir_size(dev) * sizeof(*indir) : 0)
	GRANTS(key, key ? dev->ethtool_ops->get_rxfh_key_size(dev) : 0)
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_rxfh_context,
	    (struct net_device *dev, u32 *indir, u8 *key, u8 *hfunc, u32 rss_context))
	GRANTS(indir, indir ? dev->ethtool_ops->get_rxfh_indir_size(dev) * sizeof(*indir) : 0)
	GRANTS(key, key ? dev->ethtool_ops->get_rxfh_key_size(dev) : 0)
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(void, ethtool_ops, get_channels,
	    (struct net_device *dev, struct ethtool_channels *channels))
	WHILE_RECOVERING(recorded, umbra_net_get_channels);
UMBRA_ENTRY(int, ethtool_ops, get_dump_flag,
	    (struct net_device *dev, struct ethtool_dump *dump)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_dump_data,
	    (struct net_device *dev, struct ethtool_dump *dump, void *data))
	GRANTS(data, dump->len) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_ts_info,
	    (struct net_device *dev, struct ethtool_ts_info *info)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_module_info,
	    (struct net_device *dev, struct ethtool_modinfo *info))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_module_eeprom,
	    (struct net_device *dev, struct ethtool_eeprom *eeprom, u8 *data))
	GRANTS(data, eeprom->len) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_module_eeprom_by_page,
	    (struct net_device *dev, const struct ethtool_module_eeprom *page,
	     struct netlink_ext_ack *extack))
	GRANTS(page->data, page->length) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_module_power_mode,
	    (struct net_device *dev, struct ethtool_module_power_mode_params *params,
	     struct netlink_ext_ack *extack)) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_eee, (struct net_device *dev, struct ethtool_eee *eee))
	WHILE_RECOVERING(recorded, umbra_net_get_eee);
UMBRA_ENTRY(int, ethtool_ops, get_tunable,
	    (struct net_device *dev, const struct ethtool_tunable *tunable, void *value))
	GRANTS(value, tunable->len) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_phy_tunable,
	    (struct net_device *dev, const struct ethtool_tunable *tunable, void *value))
	GRANTS(value, tunable->len) WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(int, ethtool_ops, get_fecparam,
	    (struct net_device *dev, struct ethtool_fecparam *fec))
	WHILE_RECOVERING(recorded, umbra_net_get_fecparam);
UMBRA_ENTRY(void, ethtool_ops, get_fec_stats,
	    (struct net_device *dev, struct ethtool_fec_stats *stats)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(int, ethtool_ops, get_link_ext_state,
	    (struct net_device *dev, struct ethtool_link_ext_state_info *info))
	WHILE_RECOVERING(busy, -EBUSY);
UMBRA_ENTRY(void, ethtool_ops, get_eth_phy_stats,
	    (struct net_device *dev, struct ethtool_eth_phy_stats *stats)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, ethtool_ops, get_eth_mac_stats,
	    (struct net_device *dev, struct ethtool_eth_mac_stats *stats)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, ethtool_ops, get_eth_ctrl_stats,
	    (struct net_device *dev, struct ethtool_eth_ctrl_stats *stats)) WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, ethtool_ops, get_rmon_stats,
	    (struct net_device *dev, struct ethtool_rmon_stats *stats,
	     const struct ethtool_rmon_hist_range **ranges)) WHILE_RECOVERING(skip);

/* Helpers. */
UMBRA_CALL u32 ethtool_op_get_link(struct net_device *dev) PASSES;
UMBRA_CALL int ethtool_op_get_ts_info(struct net_device *dev, struct ethtool_ts_info *eti);
UMBRA_CALL void ethtool_convert_legacy_u32_to_link_mode(unsigned long *dst, u32 legacy_u32)
	PASSES;
UMBRA_CALL bool ethtool_convert_link_mode_to_legacy_u32(u32 *legacy_u32,
							const unsigned long *src) PASSES;
UMBRA_CALL void ethtool_intersect_link_masks(struct ethtool_link_ksettings *dst,
					     struct ethtool_link_ksettings *src) PASSES;
UMBRA_CALL void ethtool_sprintf(u8 **data, const char *fmt, ...)
	NEEDS(*data, ETH_GSTRING_LEN) PASSES;
