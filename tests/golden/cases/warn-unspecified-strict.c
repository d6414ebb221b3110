// SPDX-License-Identifier: GPL-2.0-or-later
// With --strict it is an error.
// ARGS: --strict
#include <linux/thing.h>

int start(struct lock *lock)
{
	return raw_trylock(lock);
}
//--- EXPECT
// exit 1
// | driver/warn-unspecified-strict.c:8:9: error: no spec names 'raw_trylock', which by its name takes a lock; recovery cannot undo it
// |     	return raw_trylock(lock);
// |     	       ^
// |   cure: add to a spec: UMBRA_CALL int raw_trylock(struct lock *lock) LOCKS(KIND, lock); or PASSES if there is nothing to undo
// | umbra: 1 error; nothing was written
