// SPDX-License-Identifier: GPL-2.0-or-later
// Functions in what lists lead to, and in unions with something else; what was handed over
// is the kernel's as long as something is kept.
// ARGS: --checks=all
// HAS check-listed_taps.c: umbra_check_handed("add_group", group, &umbra_targets_part_group, 0);
// HAS check-listed_taps.c: umbra_check_handed("add_groups", groups, &umbra_targets_part_group_list, 0);
// HAS check-listed_taps.c: { &umbra_targets_part_list, "parts", 8, 0x00000000 },
// HAS check-listed_taps.c: { &umbra_targets_part, "", 0, 0x00000000 },
// HAS check-listed_taps.c: "part_list", umbra_targets_in_part_list, ARRAY_SIZE(umbra_targets_in_part_list), 0, 1
// HAS check-listed_taps.c: { NULL, "show", 8, 0x
// HAS check-listed_taps.c: { NULL, "u.call", 0, 0x
// HAS check-listed_taps.c: , 1 },
// HAS check-listed_taps.c: umbra_handed_to(&umbra_domain, thing, &umbra_targets_either, either);
// HAS check-listed_taps.c: umbra_handed_to(&umbra_domain, thing, &umbra_targets_part_group, group);
// LACKS check-listed_taps.c: umbra_handed_to(&umbra_domain, thing, &umbra_targets_part_group_list
#include <linux/thing.h>

static int shown(struct thing *thing)
{
	return 0;
}

static struct part_file file = { .show = shown };
static struct part *parts[] = { &file.part, NULL };
static const struct part_group group = { .parts = parts };
static const struct part_group *groups[] = { &group, NULL };
static struct either either = { .u.call = shown };

int start(struct thing *thing)
{
	file.show = shown;
	return add_group(thing, &group) || add_groups(thing, groups) || add_either(thing, &either);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
LISTS(part_group, parts);
PART_OF(part, part_file);
UMBRA_CALL int add_group(struct thing *thing, const struct part_group *group) HANDS_TO(thing);
UMBRA_CALL int add_groups(struct thing *thing, const struct part_group **groups) CALLS(groups);
UMBRA_CALL int add_either(struct thing *thing, struct either *either) CALLS(either) HANDS_TO(thing);
//--- EXPECT
// exit 0
// | check-listed: 3 call taps (3 written, 0 inferred, 0 default), 1 entry taps (0 written), 0 not covered
// @ check-listed.c
// + #include "check-listed_taps.h"
// - static struct part_file file = { .show = shown };
// + static struct part_file file = { .show = umbra_entry_shown };
// - static struct either either = { .u.call = shown };
// + static struct either either = { .u.call = umbra_entry_shown };
// - 	file.show = shown;
// - 	return add_group(thing, &group) || add_groups(thing, groups) || add_either(thing, &either);
// + 	*UMBRA_W(&file.show) = umbra_entry_shown;
// + 	return umbra_call_add_group(thing, &group) || umbra_call_add_groups(thing, groups) || umbra_call_add_either(thing, &either);
// +
// + /* Functions that entry taps call, see check-listed_taps.h. */
// + UMBRA_ENTRY(shown);
