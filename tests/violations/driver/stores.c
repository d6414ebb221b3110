// SPDX-License-Identifier: GPL-2.0-only
/* stores.c - stores to what is not the driver's, in every form that C and the kernel have. */
#include <linux/atomic.h>
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/etherdevice.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/random.h>
#include <linux/skbuff.h>
#include <net/ip_fib.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include <asm/unaligned.h>
#include "violations.h"

static struct timer_list timer, own_timer;
static struct hrtimer hrtimer;
static struct work_struct work;
static struct tasklet_struct tasklet;

static noinline void do_store(struct place *place)
{
	place->first = 1;
}

static void do_byte(struct place *place)
{
	place->u.byte = 1;
}

static void do_increment(struct place *place)
{
	place->rest[1]++;
}

static void do_or(struct place *place)
{
	place->rest[2] |= ~place->rest[2];
}

static void do_bits(struct place *place)
{
	place->low = 0xf & ~place->low;
}

static void do_assign(struct place *place)
{
	struct place zero = { 0 };

	*place = zero;
}

static void do_write_once(struct place *place)
{
	WRITE_ONCE(place->rest[0], 1);
}

static void do_swap(struct place *place)
{
	unsigned long mine = 1;

	swap(place->rest[3], mine);
}

static void do_walk(struct place *place)
{
	unsigned char *p = (unsigned char *)place, *end = p + sizeof(*place);

	while (p < end)
		*p++ = 0;
}

static void do_memset(struct place *place)
{
	memset(place, 0, sizeof(*place));
}

static void do_memcpy(struct place *place)
{
	memcpy(place->rest, &target, sizeof(target));
}

static void do_memmove(struct place *place)
{
	memmove((char *)place + 1, place, sizeof(long) - 1);
}

static void do_strcpy(struct place *place)
{
	strcpy((char *)place, "mine");
}

static void do_atomic(struct place *place)
{
	atomic_inc((atomic_t *)place);
}

static void do_set_bit(struct place *place)
{
	change_bit(3, place->rest);
}

/* Not atomic: a macro chooses among inlines, by whether it knows the bit. */
static void do_plain_bit(struct place *place)
{
	__set_bit(READ_ONCE(enough) + 70, place->rest);
}

static void do_test_and_set(struct place *place)
{
	if (__test_and_set_bit(READ_ONCE(enough) + 3, place->rest))
		pr_info("it was\n");
}

static void do_bitmap(struct place *place)
{
	bitmap_zero(place->rest, 190);
}

static void do_address(struct place *place)
{
	const u8 mac[ETH_ALEN] = { 2, 0, 0, 0, 0, 1 };

	ether_addr_copy((u8 *)place->rest, mac);
}

/* The second of two places that a macro has no names for. */
static void do_swap_second(struct place *place)
{
	static unsigned long mine = 1;

	swap(mine, place->rest[2]);
}

static void do_swab(struct place *place)
{
	cpu_to_be32s((u32 *)&place->rest[1]);
}

static void do_chain(struct place *place)
{
	static struct hlist_head head;

	hlist_add_head((struct hlist_node *)place, &head);
}

/* Out of a list that it never was in. */
static void do_chain_out(struct place *place)
{
	static struct hlist_node entry;

	entry.next = NULL;
	entry.pprev = (struct hlist_node **)place;
	hlist_del(&entry);
}

static void do_ring_out(struct place *place)
{
	static struct list_head entry;

	entry.next = (struct list_head *)place;
	entry.prev = (struct list_head *)place;
	list_del(&entry);
}

/* A structure of which the driver has its own; this one is not. */
static void do_kref(struct place *place)
{
	static struct kref own;

	kref_init(&own);
	kref_init((struct kref *)place);
}

/* An object that it does not hold, by the object's method. */
static void do_packet(struct place *place)
{
	struct sk_buff *own = alloc_skb(100, GFP_ATOMIC);

	if (!own)
		return;
	skb_set_queue_mapping(own, 1);
	skb_set_queue_mapping(container_of((__u16 *)place, struct sk_buff, queue_mapping), 1);
	kfree_skb(own);
}

/* What no spec says the driver's is: memory of another module's, or free. */
static void do_reference(struct place *place)
{
	fib_info_hold(container_of((refcount_t *)place, struct fib_info, fib_clntref));
}

static void do_reference_freed(struct place *place)
{
	struct fib_info *info = kzalloc(KEPT_BYTES, GFP_ATOMIC);

	if (!info)
		return;
	kfree(info);
	fib_info_hold(info);
}

/* A list that is put into another, and whose end is not in it. */
static void do_spliced(struct place *place)
{
	static LIST_HEAD(list);
	static LIST_HEAD(head);
	static struct list_head entry;

	entry.next = (struct list_head *)place;
	entry.prev = &list;
	list.next = &entry;
	list.prev = (struct list_head *)place;
	list_splice(&list, &head);
}

/* What an inline stores: in an object, where its pointers lead, and by an index. */
static void do_drvdata(struct place *place)
{
	pci_set_drvdata(container_of((void **)place, struct pci_dev, dev.driver_data), place);
}

static void do_start_queue(struct place *place)
{
	netif_tx_start_queue(container_of(&place->first, struct netdev_queue, state));
}

static void do_start_made(struct place *place)
{
	struct net_device *made = kzalloc(sizeof(*made), GFP_ATOMIC);

	if (!made)
		return;
	made->_tx = container_of(&place->first, struct netdev_queue, state);
	netif_start_queue(made);
	kfree(made);
}

static void do_reserve(struct place *place)
{
	skb_reserve(container_of((unsigned char **)&place->rest[2], struct sk_buff, data), 1);
}

static void do_linear(struct place *place)
{
	struct sk_buff *own = alloc_skb(100, GFP_ATOMIC);
	unsigned char *data;

	if (!own)
		return;
	skb_copy_to_linear_data(own, "own", 4);
	data = own->data;
	own->data = (unsigned char *)place;
	skb_copy_to_linear_data(own, "not", 4);
	own->data = data;
	kfree_skb(own);
}

static void do_fragment_index(struct place *place)
{
	struct sk_buff *own = alloc_skb(100, GFP_ATOMIC);
	struct page *page = alloc_page(GFP_ATOMIC);
	long away;

	if (!own || !page)
		return;
	away = (long)place - (long)skb_shinfo(own)->frags + sizeof(skb_frag_t) - 1;
	skb_fill_page_desc(own, away / (long)sizeof(skb_frag_t), page, 0, 1);
	skb_shinfo(own)->nr_frags = 0;
	kfree_skb(own);
}

static void do_exchange(struct place *place)
{
	xchg(&place->first, 1);
}

static void do_unaligned(struct place *place)
{
	put_unaligned_le32(1, (char *)place + 3);
}

static void do_random(struct place *place)
{
	get_random_bytes(place, 8);
}

static void do_through_pointer(struct place *place)
{
	unsigned long **pointer = kmalloc(sizeof(*pointer), GFP_ATOMIC);

	if (!pointer)
		return;
	*pointer = &place->rest[2];
	**pointer = 1;
	kfree(pointer);
}

/* An index that nobody checked, into an array on the stack. */
static void do_local_array(struct place *place)
{
	unsigned long array[4] = { 0 };
	long index = ((long)place - (long)array) / (long)sizeof(array[0]);

	OPTIMIZER_HIDE_VAR(index);
	array[index] = 1;
	barrier_data(array);
}

static void do_sprintf(struct place *place)
{
	sprintf((char *)place, "%d", 123);
}

static void do_snprintf(struct place *place)
{
	snprintf((char *)place, 8, "%ld-%d-%d-%d-%d-%d-%d-%d-%d-%d", 1234567L, 1, 2, 3, 4, 5, 6, 7, 8,
		 9);
}

static void do_scnprintf(struct place *place)
{
	scnprintf((char *)place, sizeof(*place), "%s-%d", "mine", 1);
}

static __printf(2, 3) void print_into(struct place *place, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vsnprintf((char *)place, sizeof(*place), format, list);
	va_end(list);
}

static void do_vsnprintf(struct place *place)
{
	print_into(place, "%d-%s", 1, "mine");
}

/* From a port that no device minds being read. */
static void do_insb(struct place *place)
{
	insb(0x80, place, 4);
}

static void do_sscanf(struct place *place)
{
	unsigned int own;

	if (sscanf("7 8", "%u %lu", &own, &place->first) != 2)
		pr_info("no numbers\n");
}

/* As long as the word is. */
static void do_sscanf_text(struct place *place)
{
	char own[8];

	if (sscanf("one.two three", "%7[^.].%s", own, (char *)place) != 2)
		pr_info("no words\n");
}

static void do_kstrtoint(struct place *place)
{
	if (kstrtoint("77", 10, (int *)place))
		pr_info("no number\n");
}

static void do_hex2bin(struct place *place)
{
	if (hex2bin((u8 *)place, "00112233", 4))
		pr_info("no bytes\n");
}

/* In every context. */
static void in_timer(struct timer_list *unused)
{
	do_store((struct place *)target);
}

static enum hrtimer_restart in_hrtimer(struct hrtimer *unused)
{
	do_store((struct place *)target);
	return HRTIMER_NORESTART;
}

static void in_work(struct work_struct *unused)
{
	do_store((struct place *)target);
}

static void in_tasklet(struct tasklet_struct *unused)
{
	do_store((struct place *)target);
}

static int in_thread(void *unused)
{
	do_store((struct place *)target);
	return 0;
}

static void do_softirq_store(struct place *place)
{
	mod_timer(&timer, jiffies + 1);
}

static void do_hardirq_store(struct place *place)
{
	hrtimer_start(&hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL_HARD);
}

static void do_work_store(struct place *place)
{
	schedule_work(&work);
}

static void do_tasklet_store(struct place *place)
{
	tasklet_schedule(&tasklet);
}

static void do_thread_store(struct place *place)
{
	kthread_run(in_thread, NULL, "violations");
}

/* A registered timer's list is the kernel's: what it is linked to goes elsewhere. */
static void do_armed_timer(struct place *place)
{
	struct timer_list *armed = kzalloc(sizeof(*armed), GFP_KERNEL);

	if (!armed)
		return;
	timer_setup(armed, in_timer, 0);
	mod_timer(armed, jiffies + HZ * 3600);
	armed->entry.pprev = (struct hlist_node **)place;
	armed->entry.next = NULL;
	del_timer_sync(armed);
	/* Not freed: the kernel's list still has it, for an hour. */
}

/* One that lies in the driver's data, and is written by its name. */
static void do_static_timer(struct place *place)
{
	struct hlist_node listed;

	timer_setup(&own_timer, in_timer, 0);
	mod_timer(&own_timer, jiffies + HZ * 3600);
	listed = own_timer.entry;
	own_timer.entry.pprev = (struct hlist_node **)place;
	own_timer.entry.next = NULL;
	del_timer_sync(&own_timer);
	/* What the list knows is put right, for it outlives the driver. */
	own_timer.entry = listed;
	hlist_del(&own_timer.entry);
}

const struct mistake store_mistakes[] = {
	{ "store", do_store },
	{ "byte", do_byte },
	{ "increment", do_increment },
	{ "or", do_or },
	{ "bits", do_bits },
	{ "assign", do_assign },
	{ "write-once", do_write_once },
	{ "swap", do_swap },
	{ "walk", do_walk },
	{ "memset", do_memset },
	{ "memcpy", do_memcpy },
	{ "memmove", do_memmove },
	{ "strcpy", do_strcpy },
	{ "atomic", do_atomic },
	{ "set-bit", do_set_bit },
	{ "plain-bit", do_plain_bit },
	{ "test-and-set", do_test_and_set },
	{ "bitmap", do_bitmap },
	{ "address", do_address },
	{ "swap-second", do_swap_second },
	{ "swab", do_swab },
	{ "chain", do_chain },
	{ "chain-out", do_chain_out },
	{ "ring-out", do_ring_out },
	{ "kref", do_kref },
	{ "reference", do_reference },
	{ "reference-freed", do_reference_freed },
	{ "splice", do_spliced },
	{ "packet", do_packet },
	{ "drvdata", do_drvdata },
	{ "start-queue", do_start_queue },
	{ "start-made", do_start_made },
	{ "reserve", do_reserve },
	{ "linear", do_linear },
	{ "fragment-index", do_fragment_index },
	{ "exchange", do_exchange },
	{ "unaligned", do_unaligned },
	{ "random", do_random },
	{ "sprintf", do_sprintf },
	{ "snprintf", do_snprintf },
	{ "scnprintf", do_scnprintf },
	{ "vsnprintf", do_vsnprintf },
	{ "insb", do_insb },
	{ "sscanf", do_sscanf },
	{ "sscanf-text", do_sscanf_text },
	{ "kstrtoint", do_kstrtoint },
	{ "hex2bin", do_hex2bin },
	{ "through-pointer", do_through_pointer },
	{ "local-array", do_local_array },
	{ "softirq-store", do_softirq_store },
	{ "hardirq-store", do_hardirq_store },
	{ "work-store", do_work_store },
	{ "tasklet-store", do_tasklet_store },
	{ "thread-store", do_thread_store },
	{ "armed-timer", do_armed_timer },
	{ "static-timer", do_static_timer },
	{ NULL },
};

void later_init(void)
{
	timer_setup(&timer, in_timer, 0);
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	hrtimer.function = in_hrtimer;
	INIT_WORK(&work, in_work);
	tasklet_setup(&tasklet, in_tasklet);
}

void later_exit(void)
{
	del_timer_sync(&timer);
	hrtimer_cancel(&hrtimer);
	cancel_work_sync(&work);
	tasklet_kill(&tasklet);
}
