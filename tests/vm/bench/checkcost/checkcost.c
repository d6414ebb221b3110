// SPDX-License-Identifier: GPL-2.0-only
/*
 * checkcost.c - what scripts/bench counts the instructions of a check in.
 *
 * Purpose: each store_*() is one store, or several that one check is for, on a path
 * without a branch; what its check adds is seen by comparing with the native module.
 */
#include <linux/module.h>
#include <linux/string.h>

struct thing {
	u64 count;
	u32 state, flags;
	struct thing *next;
	u8 name[16];
};

struct table {
	u64 entries[512];
};

void store_field(struct thing *thing);
void store_fields(struct thing *thing);
void store_structure(struct thing *to, const struct thing *from);
void store_in_large(struct table *table);
void store_large(struct table *table);
void store_bytes(void *to, size_t bytes);
void store_unaligned(u16 *to);

void store_field(struct thing *thing)
{
	thing->state = 1;
}

void store_fields(struct thing *thing)
{
	thing->count = 0;
	thing->flags = 2;
	thing->next = NULL;
}

void store_structure(struct thing *to, const struct thing *from)
{
	*to = *from;
}

void store_in_large(struct table *table)
{
	table->entries[1] = 1;
	table->entries[500] = 1;
}

void store_large(struct table *table)
{
	memset(table, 0, sizeof(*table));
}

void store_bytes(void *to, size_t bytes)
{
	memset(to, 0, bytes);
}

void store_unaligned(u16 *to)
{
	to[3] = 1;
}

static int __init checkcost_init(void)
{
	return 0;
}
module_init(checkcost_init);

static void __exit checkcost_exit(void)
{
}
module_exit(checkcost_exit);

MODULE_DESCRIPTION("Shows the instructions of a check");
MODULE_LICENSE("GPL");
