// SPDX-License-Identifier: GPL-2.0-only
/*
 * pages.c - references on pages that a driver gives back by another name.
 *
 * A page fragment is tracked by its address, but put_page() names only the page
 * that it is part of (one reference on a page is as good as any other), and
 * page_frag_free() takes any address inside it.
 */
#include <linux/cache.h>
#include <linux/mm.h>
#include "control.h"

/**
 * umbra_page_putting() - before put_page() by the driver (specs/core.h)
 * A page of the driver's own, or one of its fragments in the page, is its no
 * more; of neither, it is a reference that was not tracked. Context: any.
 */
void umbra_page_putting(struct umbra_domain *domain, struct page *page)
{
	struct umbra_control *control = umbra_control(domain);
	unsigned long address, end;

	if (control->page_kind >= 0 &&
	    umbra_untrack(domain, control->page_kind, (unsigned long)page))
		return;
	if (control->fragment_kind < 0)
		return;
	page = compound_head(page);
	address = (unsigned long)page_address(page);
	/* Fragments begin at cache lines (SKB_DATA_ALIGN). */
	for (end = address + page_size(page); address < end; address += SMP_CACHE_BYTES)
		if (umbra_untrack(domain, control->fragment_kind, address))
			return;
}
EXPORT_SYMBOL_GPL(umbra_page_putting);

/**
 * umbra_fragment_putting() - before page_frag_free() by the driver (specs/skb.h)
 * The fragment that @address lies in is the one that begins nearest below it.
 * Context: any.
 */
void umbra_fragment_putting(struct umbra_domain *domain, void *address)
{
	struct umbra_control *control = umbra_control(domain);
	unsigned long start = (unsigned long)page_address(virt_to_head_page(address));
	unsigned long key = (unsigned long)address;

	if (control->fragment_kind < 0)
		return;
	for (key &= ~(SMP_CACHE_BYTES - 1ul); key >= start; key -= SMP_CACHE_BYTES)
		if (umbra_untrack(domain, control->fragment_kind, key))
			return;
}
EXPORT_SYMBOL_GPL(umbra_fragment_putting);
