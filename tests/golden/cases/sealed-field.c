// SPDX-License-Identifier: GPL-2.0-or-later
// Stores to a field that the kernel owns, in the ways there are.
#include <linux/thing.h>

void fill(char *to);

void start(struct thing *thing, int i)
{
	thing->name[0] = 'x';
	thing->name[i] += 1;
	thing->users = 1;
	__builtin_memcpy(thing->name, "thing", 6);
}
//--- EXPECT
// exit 0
// | sealed-field: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ sealed-field.c
// + #include "sealed-field_taps.h"
// - 	thing->name[0] = 'x';
// - 	thing->name[i] += 1;
// + 	UMBRA_SEALED(thing->name)[0] = 'x';
// + 	UMBRA_SEALED(thing->name)[i] += 1;
// - 	__builtin_memcpy(thing->name, "thing", 6);
// + 	__builtin_memcpy(UMBRA_SEALED(thing->name), "thing", 6);
