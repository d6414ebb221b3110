// SPDX-License-Identifier: GPL-2.0-or-later
// What is owed, said of what there is not, or twice.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void thing(struct thing *thing) { unregister_thing(thing); }
LOCKED(thing, thing->users);
LOCKED(thign, 1);
UMBRA_CALL int register_thing(struct thing *thing) DEMANDS(thing, thing) NOT_YET(thing, thing);
UMBRA_CALL void poke(struct thing *thing) DEMANDS(thign, thing) OWNS(thing, size);
UMBRA_CALL int wait_for(int milliseconds) SLEEPS_IF(millisecond > 0) TRIES;
UMBRA_CALL void unregister_thing(struct thing *thing) CALLS(thing->opps);
UMBRA_ENTRY(void, thing_ops, close, (struct thing *thing)) ALLOWS(1);
UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing)) ALLOWS(results <= 0);
//--- EXPECT
// exit 1
// | specs/spec.h:8:1: error: kind 'thing' is not a lock, LOCKED needs one
// |     LOCKED(thing, thing->users);
// |     ^
// |   cure: define it with UMBRA_KIND_LOCK
// | specs/spec.h:9:1: error: unknown kind 'thign' in LOCKED
// |     LOCKED(thign, 1);
// |     ^
// |   cure: did you mean 'thing'?
// | specs/spec.h:10:74: error: one call both demands 'thing' and refuses it
// |     UMBRA_CALL int register_thing(struct thing *thing) DEMANDS(thing, thing) NOT_YET(thing, thing);
// |                                                                              ^
// |   cure: drop one of them
// | specs/spec.h:11:43: error: unknown kind 'thign' in DEMANDS
// |     UMBRA_CALL void poke(struct thing *thing) DEMANDS(thign, thing) OWNS(thing, size);
// |                                               ^
// |   cure: did you mean 'thing'?
// | specs/spec.h:11:65: error: unknown word 'size' in OWNS
// |     UMBRA_CALL void poke(struct thing *thing) DEMANDS(thign, thing) OWNS(thing, size);
// |                                                                     ^
// |   cure: parameters that can stand here: thing
// | specs/spec.h:12:16: error: TRIES without LOCKS: there is no lock to try
// |     UMBRA_CALL int wait_for(int milliseconds) SLEEPS_IF(millisecond > 0) TRIES;
// |                    ^
// |   cure: drop TRIES
// | specs/spec.h:12:43: error: unknown word 'millisecond' in SLEEPS_IF
// |     UMBRA_CALL int wait_for(int milliseconds) SLEEPS_IF(millisecond > 0) TRIES;
// |                                               ^
// |   cure: did you mean 'milliseconds'?
// | specs/spec.h:13:55: error: CALLS names no parameter that points to a structure
// |     UMBRA_CALL void unregister_thing(struct thing *thing) CALLS(thing->opps);
// |                                                           ^
// |   cure: name one; a parameter that is itself a function needs no CALLS
// | specs/spec.h:14:1: error: ALLOWS speaks of a result, but the function returns nothing
// |     UMBRA_ENTRY(void, thing_ops, close, (struct thing *thing)) ALLOWS(1);
// |     ^
// |   cure: drop ALLOWS
// | specs/spec.h:15:58: error: unknown word 'results' in ALLOWS
// |     UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing)) ALLOWS(results <= 0);
// |                                                              ^
// |   cure: did you mean 'result'?
// | umbra: 10 errors; nothing was written
