// SPDX-License-Identifier: GPL-2.0-or-later
// Headers that include each other, one of which needs the taps: the taps' header needs none of
// them, the taps' source reads them in the order that the driver does. A guard's #define is
// not for the #include behind it.
// KERNEL: real
// ARGS: --checks=all
// HAS mod_taps.h: int umbra_entry_called(enum state state, int (*then)(enum state));
// LACKS mod_taps.h: outer.h
// LACKS mod_taps.h: inner.h
// LACKS mod_taps.h: #define OUTER_H
// HAS mod_taps.c: #include "outer.h"
// AFTER: make -s -C {kernel} M=$PWD/out outer.o inner.o mod_taps.o 2>&1 | grep -m1 error
//--- driver/Kbuild
obj-m += mod.o
mod-y := outer.o inner.o
//--- driver/outer.h
#ifndef OUTER_H
#define OUTER_H
#include <linux/pci.h>
struct inside { int count; };
#include "inner.h"
struct outside { struct inside inside; inner_t then; };
#endif
//--- driver/inner.h
#ifndef INNER_H
#define INNER_H
#include "outer.h"
enum state { STATE_ONE };
typedef int (*inner_t)(enum state state);
typedef enum state inner_state_t;
static inline void inner_count(struct inside *inside) { inside->count++; }
#endif
//--- driver/outer.c
#include <linux/module.h>
#include "outer.h"
MODULE_LICENSE("GPL");
void start(struct outside *outside) { inner_count(&outside->inside); }
//--- driver/inner.c
#include "outer.h"
static int called(inner_state_t state, inner_t then) { return then(state); }
struct { int (*call)(inner_state_t state, inner_t then); } calls = { called };
//--- EXPECT
// exit 0
// | mod: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (0 written), 0 not covered
// @ inner.c
// - static int called(inner_state_t state, inner_t then) { return then(state); }
// - struct { int (*call)(inner_state_t state, inner_t then); } calls = { called };
// + #include "mod_taps.h"
// + static int called(inner_state_t state, inner_t then) { return UMBRA_ICALL(then, 0x0c1b7d2e)(state); }
// + struct { int (*call)(inner_state_t state, inner_t then); } calls = { umbra_entry_called };
// +
// + /* Functions that entry taps call, see mod_taps.h. */
// + UMBRA_ENTRY(called);
// @ inner.h
// + #include "mod_taps.h"
// - static inline void inner_count(struct inside *inside) { inside->count++; }
// + static inline void inner_count(struct inside *inside) { (*UMBRA_W(&inside->count))++; }
// @ outer.c
// + #include "mod_taps.h"
