// SPDX-License-Identifier: GPL-2.0-only
/* results.c - results that the interface does not know. open() and show() are in main.c and device.c. */
#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/netdevice.h>
#include "violations.h"

static struct net_device napi_device;
static struct napi_struct napi;

/* The program is told that it has read what nobody gave it. */
static void do_read_more(struct place *place)
{
	read_result = 5000;
}

static int poll_too_much(struct napi_struct *n, int budget)
{
	napi_complete_done(n, 0);
	return budget + 1;
}

static void do_poll_more(struct place *place)
{
	init_dummy_netdev(&napi_device);
	netif_napi_add(&napi_device, &napi, poll_too_much);
	napi_enable(&napi);
	local_bh_disable();
	napi_schedule(&napi);
	local_bh_enable();
}

const struct mistake result_mistakes[] = {
	{ "read-more", do_read_more },
	{ "poll-more", do_poll_more },
	{ NULL },
};
