// SPDX-License-Identifier: GPL-2.0-only
/*
 * asked.c - what tells one packet from another.
 *
 * The rule: a packet that is sent again is the same one, though its
 * identification, sequence number, time stamp, port and checksums differ. So it
 * is told by its addresses, its protocol and its payload; one without payload
 * by its ports and flags as well, what is not IP by all of it. Only a failed
 * driver's packets are looked at; they may be damaged, so memory that they
 * point to is read with care.
 *
 * Not handled: IPv6 extension headers are payload; lists of fragments are left out.
 */
#include <linux/if_ether.h>
#include <linux/if_vlan.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/uaccess.h>
#include <linux/udp.h>
#include "../../runtime/repeats.h"
#include "net.h"

/* Bytes of the transport's header at @at; 0 if it is not known. */
static unsigned int umbra_net_transport(unsigned int protocol, const unsigned char *at)
{
	unsigned char offset;

	if (protocol == IPPROTO_UDP)
		return sizeof(struct udphdr);
	if (protocol != IPPROTO_TCP || get_kernel_nofault(offset, at + 12))
		return 0;
	return offset >> 4 << 2;
}

/* Adds what the headers tell; returns where the payload begins in the linear data. */
static unsigned int umbra_net_headers(struct umbra_request *request, const struct sk_buff *skb,
				      unsigned int linear)
{
	const unsigned char *data = skb->data, *ip;
	int network = skb_network_offset(skb);
	unsigned int protocol, addresses, bytes, header, transport;
	unsigned char version;
	__be16 type;

	if (network < ETH_HLEN || network + sizeof(struct ipv6hdr) > linear + 20 ||
	    get_kernel_nofault(type, (__be16 *)(data + network - 2)))
		return 0;
	ip = data + network;
	if (get_kernel_nofault(version, ip))
		return 0;
	if (type == htons(ETH_P_IP)) {
		header = (version & 15) * 4;
		addresses = offsetof(struct iphdr, saddr);
		bytes = 8;
		protocol = offsetof(struct iphdr, protocol);
	} else if (type == htons(ETH_P_IPV6)) {
		header = sizeof(struct ipv6hdr);
		addresses = offsetof(struct ipv6hdr, saddr);
		bytes = 32;
		protocol = offsetof(struct ipv6hdr, nexthdr);
	} else {
		return 0;
	}
	if (get_kernel_nofault(version, ip + protocol))
		return 0;
	protocol = version;
	transport = umbra_net_transport(protocol, ip + header);
	if (network + header + transport > linear)
		return 0;
	umbra_request_add(request, "protocol", protocol, 0, UMBRA_PIECE_TOLD);
	umbra_request_add(request, "addresses", (unsigned long)ip + addresses, bytes,
			  UMBRA_PIECE_TOLD);
	if (transport && skb->len <= network + header + transport) {
		umbra_request_add(request, "ports", (unsigned long)ip + header, 4,
				  UMBRA_PIECE_TOLD);
		if (protocol == IPPROTO_TCP)
			umbra_request_add(request, "flags", (unsigned long)ip + header + 13, 1,
					  UMBRA_PIECE_TOLD);
	}
	return network + header + transport;
}

/* ASKED of a packet. Context: any. */
void umbra_net_asked_packet(struct umbra_request *request, const unsigned long asked[],
			    unsigned int i)
{
	const struct sk_buff *skb = (const struct sk_buff *)asked[i];
	unsigned int linear = skb_headlen(skb), payload, n;
	const struct skb_shared_info *info = skb_shinfo(skb);
	unsigned char n_frags;

	umbra_request_add(request, "length", skb->len, 0, 0);
	payload = umbra_net_headers(request, skb, linear);
	if (payload)
		umbra_request_add(request, "headers", (unsigned long)skb->data, payload,
				  UMBRA_PIECE_SHOWN);
	if (linear > payload)
		umbra_request_add(request, payload ? "payload" : "frame",
				  (unsigned long)skb->data + payload, linear - payload, 0);
	if (get_kernel_nofault(n_frags, &info->nr_frags))
		return;
	for (n = 0; n < n_frags && n < MAX_SKB_FRAGS; n++) {
		skb_frag_t frag;

		if (copy_from_kernel_nofault(&frag, &info->frags[n], sizeof(frag)))
			return;
		if (skb_frag_size(&frag))
			umbra_request_add(request, "fragment",
					  (unsigned long)skb_frag_address(&frag),
					  skb_frag_size(&frag), 0);
	}
}
EXPORT_SYMBOL_GPL(umbra_net_asked_packet);
