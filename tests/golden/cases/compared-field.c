// SPDX-License-Identifier: GPL-2.0-or-later
// A pointer in place of which a shadow may put its own: where the driver compares it, it is
// shown what it had put there. Otherwise it is read as it is.
// HAS compared-field_taps.h: const void *shadow_shown(const void *pointer);
#include <linux/thing.h>
#include "compared.h"

int is_ours(struct thing *thing, const struct thing_ops *ops)
{
	return thing->ops == ops && ops != (thing)->ops && thing->users == 1;
}

int has_any(struct thing *thing)
{
	return thing->ops && thing->ops->open;
}
//--- driver/compared.h
extern const struct thing_ops others;
static inline int is_theirs(struct thing *thing)
{
	return thing->ops == &others;
}
//--- specs/thing.h
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "umbra_spec.h"
#include <linux/thing.h>

SEALS(thing, ops, shadow_shown);
//--- EXPECT
// exit 0
// | compared-field: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ compared-field.c
// + #include "compared-field_taps.h"
// - 	return thing->ops == ops && ops != (thing)->ops && thing->users == 1;
// + 	return UMBRA_SHOWN(shadow_shown, thing->ops) == ops && ops != UMBRA_SHOWN(shadow_shown, (thing)->ops) && thing->users == 1;
// @ compared.h
// + #include "compared-field_taps.h"
// - 	return thing->ops == &others;
// + 	return UMBRA_SHOWN(shadow_shown, thing->ops) == &others;
