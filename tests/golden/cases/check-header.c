// SPDX-License-Identifier: GPL-2.0-or-later
// Code in a header of the driver's, which two files read: it includes the taps.
// ARGS: --checks=all
//--- driver/Kbuild
obj-m += mod.o
mod-y := one.o two.o
//--- driver/shared.h
struct shared {
	int count;
};
static inline void bump(struct shared *s)
{
	s->count++;
}
//--- driver/one.c
#include "shared.h"
void one(struct shared *s)
{
	bump(s);
}
//--- driver/two.c
#include "shared.h"
void two(struct shared *s)
{
	bump(s);
}
//--- EXPECT
// exit 0
// | mod: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ one.c
// + #include "mod_taps.h"
// @ shared.h
// + #include "mod_taps.h"
// - 	s->count++;
// + 	(*UMBRA_W(&s->count))++;
// @ two.c
// + #include "mod_taps.h"
