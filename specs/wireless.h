/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wireless.h - mac80211 and cfg80211: wireless devices, their interfaces and stations.
 *
 * The rule it upholds: a wireless device goes with its failed driver and comes again with
 * the restarted one, for what was agreed with others by radio is lost. Its driver may
 * write what the two subsystems leave to drivers: capabilities, and private parts as long
 * as the interface or station is there.
 *
 * Not handled: private parts of queues (ieee80211_txq) outside of the calls that they are
 * given to.
 */
#include "umbra_spec.h"
#include <net/cfg80211.h>
#include <net/mac80211.h>

/* The hardware's part is behind the wiphy's, in one piece of memory. */
UMBRA_KIND void wireless(struct wiphy *wiphy, struct ieee80211_hw *hw) { ieee80211_free_hw(hw); }
UMBRA_KIND void wireless_registered(struct ieee80211_hw *hw) { ieee80211_unregister_hw(hw); }
UMBRA_CALL struct ieee80211_hw *ieee80211_alloc_hw_nm(size_t priv_data_len,
						      const struct ieee80211_ops *ops,
						      const char *requested_name)
	TRACKS(wireless, result->wiphy, result)
	GRANTS(&result->rate_control_algorithm, sizeof(result->rate_control_algorithm))
	GRANTS(result->flags, (void *)(result + 1) - (void *)result->flags)
	GRANTS(result->priv, priv_data_len);
UMBRA_INLINE(struct ieee80211_hw *, ieee80211_alloc_hw,
	     (size_t priv_data_len, const struct ieee80211_ops *ops))
	TRACKS(wireless, result->wiphy, result)
	GRANTS(&result->rate_control_algorithm, sizeof(result->rate_control_algorithm))
	GRANTS(result->flags, (void *)(result + 1) - (void *)result->flags)
	GRANTS(result->priv, priv_data_len);
UMBRA_CALL void ieee80211_free_hw(struct ieee80211_hw *hw) RELEASES(wireless, hw->wiphy)
	EXISTS(hw);
UMBRA_CALL int ieee80211_register_hw(struct ieee80211_hw *hw) TRACKS(wireless_registered, hw)
	NOT_YET(wireless_registered, hw) EXISTS(hw) SLEEPS;
UMBRA_CALL void ieee80211_unregister_hw(struct ieee80211_hw *hw)
	RELEASES(wireless_registered, hw) EXISTS(hw) SLEEPS;

UMBRA_KIND void wiphy(struct wiphy *wiphy) { wiphy_free(wiphy); }
UMBRA_KIND void wiphy_registered(struct wiphy *wiphy) { wiphy_unregister(wiphy); }
UMBRA_CALL struct wiphy *wiphy_new_nm(const struct cfg80211_ops *ops, int sizeof_priv,
				      const char *requested_name)
	TRACKS(wiphy, result) GRANTS(wiphy_priv(result), sizeof_priv);
UMBRA_INLINE(struct wiphy *, wiphy_new, (const struct cfg80211_ops *ops, int sizeof_priv))
	TRACKS(wiphy, result) GRANTS(wiphy_priv(result), sizeof_priv);
UMBRA_CALL void wiphy_free(struct wiphy *wiphy) RELEASES(wiphy, wiphy) EXISTS(wiphy);
UMBRA_CALL int wiphy_register(struct wiphy *wiphy) TRACKS(wiphy_registered, wiphy) SLEEPS;
UMBRA_CALL void wiphy_unregister(struct wiphy *wiphy) RELEASES(wiphy_registered, wiphy) SLEEPS;
WRITES(wiphy, perm_addr);
WRITES(wiphy, addr_mask);
WRITES(wiphy, addresses);
WRITES(wiphy, mgmt_stypes);
WRITES(wiphy, iface_combinations);
WRITES(wiphy, n_iface_combinations);
WRITES(wiphy, software_iftypes);
WRITES(wiphy, n_addresses);
WRITES(wiphy, interface_modes);
WRITES(wiphy, max_acl_mac_addrs);
WRITES(wiphy, flags);
WRITES(wiphy, regulatory_flags);
WRITES(wiphy, features);
WRITES(wiphy, ext_features);
WRITES(wiphy, ap_sme_capa);
WRITES(wiphy, signal_type);
WRITES(wiphy, bss_priv_size);
WRITES(wiphy, max_scan_ssids);
WRITES(wiphy, max_sched_scan_reqs);
WRITES(wiphy, max_sched_scan_ssids);
WRITES(wiphy, max_match_sets);
WRITES(wiphy, max_scan_ie_len);
WRITES(wiphy, max_sched_scan_ie_len);
WRITES(wiphy, max_sched_scan_plans);
WRITES(wiphy, max_sched_scan_plan_interval);
WRITES(wiphy, max_sched_scan_plan_iterations);
WRITES(wiphy, n_cipher_suites);
WRITES(wiphy, cipher_suites);
WRITES(wiphy, n_akm_suites);
WRITES(wiphy, akm_suites);
WRITES(wiphy, iftype_akm_suites);
WRITES(wiphy, num_iftype_akm_suites);
WRITES(wiphy, retry_short);
WRITES(wiphy, retry_long);
WRITES(wiphy, frag_threshold);
WRITES(wiphy, rts_threshold);
WRITES(wiphy, coverage_class);
WRITES(wiphy, fw_version);
WRITES(wiphy, hw_version);
WRITES(wiphy, wowlan);
WRITES(wiphy, max_remain_on_channel_duration);
WRITES(wiphy, max_num_pmkids);
WRITES(wiphy, available_antennas_tx);
WRITES(wiphy, available_antennas_rx);
WRITES(wiphy, probe_resp_offload);
WRITES(wiphy, extended_capabilities);
WRITES(wiphy, extended_capabilities_mask);
WRITES(wiphy, extended_capabilities_len);
WRITES(wiphy, iftype_ext_capab);
WRITES(wiphy, num_iftype_ext_capab);
WRITES(wiphy, privid);
WRITES(wiphy, bands);
WRITES(wiphy, reg_notifier);
WRITES(wiphy, ht_capa_mod_mask);
WRITES(wiphy, vht_capa_mod_mask);
WRITES(wiphy, coalesce);
WRITES(wiphy, vendor_commands);
WRITES(wiphy, vendor_events);
WRITES(wiphy, n_vendor_commands);
WRITES(wiphy, n_vendor_events);
WRITES(wiphy, max_ap_assoc_sta);
WRITES(wiphy, max_num_csa_counters);
WRITES(wiphy, bss_select_support);
WRITES(wiphy, nan_supported_bands);
WRITES(wiphy, tx_queue_len);
WRITES(wiphy, pmsr_capa);
WRITES(wiphy, tid_config_support);
WRITES(wiphy, max_data_retry_count);
WRITES(wiphy, sar_capa);
WRITES(wiphy, mbssid_max_interfaces);

/* Interfaces, stations, channel contexts: the driver's part is at their end. */
UMBRA_KIND void wireless_vif(struct ieee80211_vif *vif, unsigned long bytes) { }
MEMORY(wireless_vif, vif->drv_priv, bytes);
WRITES(ieee80211_vif, cab_queue);
WRITES(ieee80211_vif, hw_queue);
WRITES(ieee80211_vif, driver_flags);
WRITES(ieee80211_vif, offload_flags);
UMBRA_ENTRY(int, ieee80211_ops, add_interface,
	    (struct ieee80211_hw *hw, struct ieee80211_vif *vif))
	TAKES(wireless_vif, vif, hw->vif_data_size) RETURNS(wireless_vif, vif, result < 0);
UMBRA_ENTRY(void, ieee80211_ops, remove_interface,
	    (struct ieee80211_hw *hw, struct ieee80211_vif *vif))
	RETURNS(wireless_vif, vif, true);
UMBRA_KIND void wireless_station(struct ieee80211_sta *sta, unsigned long bytes) { }
MEMORY(wireless_station, sta->drv_priv, bytes);
WRITES(ieee80211_sta, max_amsdu_subframes);
UMBRA_ENTRY(int, ieee80211_ops, sta_add,
	    (struct ieee80211_hw *hw, struct ieee80211_vif *vif, struct ieee80211_sta *sta))
	TAKES(wireless_station, sta, hw->sta_data_size)
	RETURNS(wireless_station, sta, result < 0);
UMBRA_ENTRY(int, ieee80211_ops, sta_remove,
	    (struct ieee80211_hw *hw, struct ieee80211_vif *vif, struct ieee80211_sta *sta))
	RETURNS(wireless_station, sta, true);
UMBRA_ENTRY(int, ieee80211_ops, sta_state,
	    (struct ieee80211_hw *hw, struct ieee80211_vif *vif, struct ieee80211_sta *sta,
	     enum ieee80211_sta_state old_state, enum ieee80211_sta_state new_state))
	TAKES(wireless_station, (old_state == IEEE80211_STA_NOTEXIST ? sta : NULL),
	      hw->sta_data_size)
	RETURNS(wireless_station, (old_state == IEEE80211_STA_NOTEXIST ? sta : NULL), result < 0)
	RETURNS(wireless_station, sta, new_state == IEEE80211_STA_NOTEXIST);
UMBRA_KIND void wireless_channel(struct ieee80211_chanctx_conf *ctx, unsigned long bytes) { }
MEMORY(wireless_channel, ctx->drv_priv, bytes);
UMBRA_ENTRY(int, ieee80211_ops, add_chanctx,
	    (struct ieee80211_hw *hw, struct ieee80211_chanctx_conf *ctx))
	TAKES(wireless_channel, ctx, hw->chanctx_data_size)
	RETURNS(wireless_channel, ctx, result < 0);
UMBRA_ENTRY(void, ieee80211_ops, remove_chanctx,
	    (struct ieee80211_hw *hw, struct ieee80211_chanctx_conf *ctx))
	RETURNS(wireless_channel, ctx, true);
UMBRA_ENTRY(int, ieee80211_ops, get_survey,
	    (struct ieee80211_hw *hw, int idx, struct survey_info *survey));
UMBRA_ENTRY(int, ieee80211_ops, set_key,
	    (struct ieee80211_hw *hw, enum set_key_cmd cmd, struct ieee80211_vif *vif,
	     struct ieee80211_sta *sta, struct ieee80211_key_conf *key));

/* Packets. */
UMBRA_ENTRY(void, ieee80211_ops, tx,
	    (struct ieee80211_hw *hw, struct ieee80211_tx_control *control, struct sk_buff *skb))
	TAKES(skb, skb);
UMBRA_ENTRY(void, ieee80211_ops, wake_tx_queue,
	    (struct ieee80211_hw *hw, struct ieee80211_txq *txq))
	GRANTS(txq->drv_priv, hw->txq_data_size);
UMBRA_CALL struct sk_buff *ieee80211_tx_dequeue(struct ieee80211_hw *hw, struct ieee80211_txq *txq)
	TRACKS(skb, result);
UMBRA_CALL void ieee80211_rx_napi(struct ieee80211_hw *hw, struct ieee80211_sta *sta,
				  struct sk_buff *skb, struct napi_struct *napi)
	RELEASES(skb, skb);
UMBRA_CALL void ieee80211_rx_list(struct ieee80211_hw *hw, struct ieee80211_sta *sta,
				  struct sk_buff *skb, struct list_head *list) RELEASES(skb, skb);
UMBRA_INLINE(void, ieee80211_rx, (struct ieee80211_hw *hw, struct sk_buff *skb))
	RELEASES(skb, skb);
UMBRA_INLINE(void, ieee80211_rx_ni, (struct ieee80211_hw *hw, struct sk_buff *skb))
	RELEASES(skb, skb);
UMBRA_CALL void ieee80211_rx_irqsafe(struct ieee80211_hw *hw, struct sk_buff *skb)
	RELEASES(skb, skb);
UMBRA_CALL void ieee80211_tx_status(struct ieee80211_hw *hw, struct sk_buff *skb)
	RELEASES(skb, skb);
UMBRA_INLINE(void, ieee80211_tx_status_ni, (struct ieee80211_hw *hw, struct sk_buff *skb))
	RELEASES(skb, skb);
UMBRA_CALL void ieee80211_tx_status_irqsafe(struct ieee80211_hw *hw, struct sk_buff *skb)
	RELEASES(skb, skb);
UMBRA_CALL void ieee80211_free_txskb(struct ieee80211_hw *hw, struct sk_buff *skb)
	RELEASES(skb, skb);
UMBRA_CALL struct sk_buff *ieee80211_get_buffered_bc(struct ieee80211_hw *hw,
						     struct ieee80211_vif *vif)
	TRACKS(skb, result);
UMBRA_CALL struct sk_buff *ieee80211_beacon_get_tim(struct ieee80211_hw *hw,
						    struct ieee80211_vif *vif, u16 *tim_offset,
						    u16 *tim_length, unsigned int link_id)
	TRACKS(skb, result);
UMBRA_INLINE(struct sk_buff *, ieee80211_beacon_get,
	     (struct ieee80211_hw *hw, struct ieee80211_vif *vif, unsigned int link_id))
	TRACKS(skb, result);

/* Bits of what a driver says of its hardware. */
UMBRA_INLINE(void, _ieee80211_hw_set, (struct ieee80211_hw *hw, enum ieee80211_hw_flags flg))
	BELOW(flg, NUM_IEEE80211_HW_FLAGS) PASSES;
UMBRA_INLINE(void, wiphy_ext_feature_set, (struct wiphy *wiphy,
					   enum nl80211_ext_feature_index ftidx))
	BELOW(ftidx, NUM_NL80211_EXT_FEATURES) PASSES;
