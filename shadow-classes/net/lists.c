// SPDX-License-Identifier: GPL-2.0-only
/*
 * lists.c - packets on lists of the driver's own (specs/skb.h).
 *
 * The rule: on a list that the driver has made, a packet is the driver's still: it writes
 * what it notes in it, and nobody else would free it. On any other list, a socket's say,
 * it is the list's.
 */
#include <linux/module.h>
#include <linux/skbuff.h>
#include "net.h"
#include "../../runtime/tracker.h"

static void umbra_net_packet_gone(struct umbra_domain *domain, const struct sk_buff *skb)
{
	int kind = umbra_tracker_kind(domain, "skb");

	if (kind >= 0)
		umbra_untrack(domain, kind, (unsigned long)skb);
}

/* Before it is queued. Context: any. */
void umbra_net_queued(struct umbra_domain *domain, const struct sk_buff_head *list,
		      const struct sk_buff *skb)
{
	int lists = umbra_tracker_kind(domain, "skb_list");

	if (lists < 0 || !umbra_tracker_find(domain, lists, (unsigned long)list))
		umbra_net_packet_gone(domain, skb);
}
EXPORT_SYMBOL_GPL(umbra_net_queued);

void umbra_net___skb_queue_purge(struct umbra_domain *domain, struct sk_buff_head *list)
{
	struct sk_buff *skb;

	while ((skb = __skb_dequeue(list))) {
		umbra_net_packet_gone(domain, skb);
		kfree_skb(skb);
	}
}
EXPORT_SYMBOL_GPL(umbra_net___skb_queue_purge);

void umbra_net_skb_queue_purge(struct umbra_domain *domain, struct sk_buff_head *list)
{
	struct sk_buff *skb;

	while ((skb = skb_dequeue(list))) {
		umbra_net_packet_gone(domain, skb);
		kfree_skb(skb);
	}
}
EXPORT_SYMBOL_GPL(umbra_net_skb_queue_purge);
