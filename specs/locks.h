/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * locks.h - locks a thread may hold when it fails.
 *
 * The rule it upholds: a kind lets go of the lock and of nothing else. The
 * frame puts preempt count, bottom halves, irq flags and RCU nesting back, so
 * spinning locks are dropped raw, whichever variant took them.
 *
 * Not handled: locks made of bits; they are in the driver's own memory, which
 * recovery restores.
 */
#include "umbra_spec.h"
#include <linux/bottom_half.h>
#include <linux/device.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/rtnetlink.h>
#include <linux/rwlock.h>
#include <linux/rwsem.h>
#include <linux/semaphore.h>
#include <linux/spinlock.h>
#include <net/devlink.h>

UMBRA_KIND_SPIN void spin(raw_spinlock_t *lock) { do_raw_spin_unlock(lock); }
UMBRA_KIND_SPIN void reader(rwlock_t *lock) { do_raw_read_unlock(lock); }
UMBRA_KIND_SPIN void writer(rwlock_t *lock) { do_raw_write_unlock(lock); }
UMBRA_KIND_LOCK void mutex(struct mutex *lock) { mutex_unlock(lock); }
UMBRA_KIND_LOCK void semaphore(struct semaphore *lock) { up(lock); }
UMBRA_KIND_LOCK void rwsem_reader(struct rw_semaphore *lock) { up_read(lock); }
UMBRA_KIND_LOCK void rwsem_writer(struct rw_semaphore *lock) { up_write(lock); }
UMBRA_KIND_LOCK void rtnl(unsigned long any) { rtnl_unlock(); }

ONCE(spin);
ONCE(writer);
ONCE(mutex);
ONCE(rwsem_writer);
ONCE(rtnl);
ONCE(device);
ONCE(devlink_lock);
ONCE(parameters);
LOCKED(spin, raw_spin_is_locked(lock));
LOCKED(mutex, mutex_is_locked(lock));
LOCKED(rwsem_reader, rwsem_is_locked(lock));
LOCKED(rwsem_writer, rwsem_is_locked(lock));
LOCKED(rtnl, rtnl_is_locked());
LOCKED(device, mutex_is_locked(&dev->mutex));

/* A spinlock_t is a raw_spinlock_t at the same address. */
UMBRA_INLINE(void, spin_lock, (spinlock_t *lock)) LOCKS(spin, lock) PASSES;
UMBRA_INLINE(void, spin_lock_bh, (spinlock_t *lock)) LOCKS(spin, lock) PASSES;
UMBRA_INLINE(void, spin_lock_irq, (spinlock_t *lock)) LOCKS(spin, lock) PASSES;
UMBRA_INLINE(int, spin_trylock, (spinlock_t *lock)) LOCKS(spin, lock) PASSES TRIES;
UMBRA_INLINE(int, spin_trylock_bh, (spinlock_t *lock)) LOCKS(spin, lock) PASSES TRIES;
UMBRA_INLINE(int, spin_trylock_irq, (spinlock_t *lock)) LOCKS(spin, lock) PASSES TRIES;
UMBRA_INLINE(void, spin_unlock, (spinlock_t *lock)) UNLOCKS(spin, lock) PASSES;
UMBRA_INLINE(void, spin_unlock_bh, (spinlock_t *lock)) UNLOCKS(spin, lock) PASSES;
UMBRA_INLINE(void, spin_unlock_irq, (spinlock_t *lock)) UNLOCKS(spin, lock) PASSES;
UMBRA_INLINE(void, spin_unlock_irqrestore, (spinlock_t *lock, unsigned long flags))
	UNLOCKS(spin, lock) PASSES;
UMBRA_INLINE(int, spin_is_locked, (spinlock_t *lock)) PASSES;
/* spin_lock_irqsave(), raw_spin_*() and their likes are macros around these. */
UMBRA_CALL void _raw_spin_lock(raw_spinlock_t *lock) LOCKS(spin, lock) PASSES;
UMBRA_CALL void _raw_spin_lock_bh(raw_spinlock_t *lock) LOCKS(spin, lock) PASSES;
UMBRA_CALL void _raw_spin_lock_irq(raw_spinlock_t *lock) LOCKS(spin, lock) PASSES;
UMBRA_CALL unsigned long _raw_spin_lock_irqsave(raw_spinlock_t *lock)
	LOCKS(spin, lock) WHEN(true) PASSES;
UMBRA_CALL int _raw_spin_trylock(raw_spinlock_t *lock) LOCKS(spin, lock) PASSES TRIES;
UMBRA_CALL int _raw_spin_trylock_bh(raw_spinlock_t *lock) LOCKS(spin, lock) PASSES TRIES;
UMBRA_CALL void _raw_spin_unlock(raw_spinlock_t *lock) UNLOCKS(spin, lock) PASSES;
UMBRA_CALL void _raw_spin_unlock_bh(raw_spinlock_t *lock) UNLOCKS(spin, lock) PASSES;
UMBRA_CALL void _raw_spin_unlock_irq(raw_spinlock_t *lock) UNLOCKS(spin, lock) PASSES;
UMBRA_CALL void _raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags)
	UNLOCKS(spin, lock) PASSES;

UMBRA_CALL void _raw_read_lock(rwlock_t *lock) LOCKS(reader, lock);
UMBRA_CALL void _raw_read_lock_bh(rwlock_t *lock) LOCKS(reader, lock);
UMBRA_CALL void _raw_read_lock_irq(rwlock_t *lock) LOCKS(reader, lock);
UMBRA_CALL unsigned long _raw_read_lock_irqsave(rwlock_t *lock) LOCKS(reader, lock) WHEN(true);
UMBRA_CALL int _raw_read_trylock(rwlock_t *lock) LOCKS(reader, lock) TRIES;
UMBRA_CALL void _raw_read_unlock(rwlock_t *lock) UNLOCKS(reader, lock);
UMBRA_CALL void _raw_read_unlock_bh(rwlock_t *lock) UNLOCKS(reader, lock);
UMBRA_CALL void _raw_read_unlock_irq(rwlock_t *lock) UNLOCKS(reader, lock);
UMBRA_CALL void _raw_read_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
	UNLOCKS(reader, lock);
UMBRA_CALL void _raw_write_lock(rwlock_t *lock) LOCKS(writer, lock);
UMBRA_CALL void _raw_write_lock_bh(rwlock_t *lock) LOCKS(writer, lock);
UMBRA_CALL void _raw_write_lock_irq(rwlock_t *lock) LOCKS(writer, lock);
UMBRA_CALL unsigned long _raw_write_lock_irqsave(rwlock_t *lock) LOCKS(writer, lock) WHEN(true);
UMBRA_CALL int _raw_write_trylock(rwlock_t *lock) LOCKS(writer, lock) TRIES;
UMBRA_CALL void _raw_write_unlock(rwlock_t *lock) UNLOCKS(writer, lock);
UMBRA_CALL void _raw_write_unlock_bh(rwlock_t *lock) UNLOCKS(writer, lock);
UMBRA_CALL void _raw_write_unlock_irq(rwlock_t *lock) UNLOCKS(writer, lock);
UMBRA_CALL void _raw_write_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
	UNLOCKS(writer, lock);

UMBRA_CALL void mutex_lock(struct mutex *lock) LOCKS(mutex, lock) SLEEPS;
UMBRA_CALL int mutex_lock_interruptible(struct mutex *lock) LOCKS(mutex, lock) WHEN(!result) SLEEPS;
UMBRA_CALL int mutex_lock_killable(struct mutex *lock) LOCKS(mutex, lock) WHEN(!result) SLEEPS;
UMBRA_CALL int mutex_trylock(struct mutex *lock) LOCKS(mutex, lock) TRIES;
UMBRA_CALL void mutex_unlock(struct mutex *lock) UNLOCKS(mutex, lock);
UMBRA_CALL bool mutex_is_locked(struct mutex *lock) PASSES;
UMBRA_CALL void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key)
	PASSES NEEDS(lock, sizeof(*lock));

/* umbra.ko's: a thread of a failed driver does not sleep on. */
void umbra_down(struct umbra_domain *domain, struct semaphore *sem);
int umbra_down_interruptible(struct umbra_domain *domain, struct semaphore *sem);
int umbra_down_killable(struct umbra_domain *domain, struct semaphore *sem);
int umbra_down_timeout(struct umbra_domain *domain, struct semaphore *sem, long jiffies);
UMBRA_CALL void down(struct semaphore *sem) LOCKS(semaphore, sem) INSTEAD(umbra_down) SLEEPS;
UMBRA_CALL int down_interruptible(struct semaphore *sem) LOCKS(semaphore, sem) WHEN(!result)
	INSTEAD(umbra_down_interruptible) SLEEPS;
UMBRA_CALL int down_killable(struct semaphore *sem) LOCKS(semaphore, sem) WHEN(!result)
	INSTEAD(umbra_down_killable) SLEEPS;
UMBRA_CALL int down_trylock(struct semaphore *sem) LOCKS(semaphore, sem) WHEN(!result) TRIES;
UMBRA_CALL int down_timeout(struct semaphore *sem, long jiffies)
	LOCKS(semaphore, sem) WHEN(!result) INSTEAD(umbra_down_timeout) SLEEPS;
UMBRA_CALL void up(struct semaphore *sem) UNLOCKS(semaphore, sem);

UMBRA_CALL void down_read(struct rw_semaphore *sem) LOCKS(rwsem_reader, sem) SLEEPS;
UMBRA_CALL int down_read_interruptible(struct rw_semaphore *sem)
	LOCKS(rwsem_reader, sem) WHEN(!result) SLEEPS;
UMBRA_CALL int down_read_killable(struct rw_semaphore *sem)
	LOCKS(rwsem_reader, sem) WHEN(!result) SLEEPS;
UMBRA_CALL int down_read_trylock(struct rw_semaphore *sem) LOCKS(rwsem_reader, sem) TRIES;
UMBRA_CALL void up_read(struct rw_semaphore *sem) UNLOCKS(rwsem_reader, sem);
UMBRA_CALL void down_write(struct rw_semaphore *sem) LOCKS(rwsem_writer, sem) SLEEPS;
UMBRA_CALL int down_write_killable(struct rw_semaphore *sem)
	LOCKS(rwsem_writer, sem) WHEN(!result) SLEEPS;
UMBRA_CALL int down_write_trylock(struct rw_semaphore *sem) LOCKS(rwsem_writer, sem) TRIES;
UMBRA_CALL void up_write(struct rw_semaphore *sem) UNLOCKS(rwsem_writer, sem);
UMBRA_CALL void downgrade_write(struct rw_semaphore *sem)
	UNLOCKS(rwsem_writer, sem) LOCKS(rwsem_reader, sem);
UMBRA_CALL void __init_rwsem(struct rw_semaphore *sem, const char *name,
			     struct lock_class_key *key) PASSES;

/* There is one rtnl; any key but zero names it. */
UMBRA_CALL void rtnl_lock(void) LOCKS(rtnl, 1) SLEEPS;
UMBRA_CALL int rtnl_lock_killable(void) LOCKS(rtnl, 1) WHEN(!result) SLEEPS;
UMBRA_CALL int rtnl_trylock(void) LOCKS(rtnl, 1) TRIES;
UMBRA_CALL void rtnl_unlock(void) UNLOCKS(rtnl, 1);
UMBRA_CALL int rtnl_is_locked(void) PASSES;

UMBRA_KIND_LOCK void device(struct device *dev) { device_unlock(dev); }
UMBRA_INLINE(void, device_lock, (struct device *dev)) LOCKS(device, dev) SLEEPS;
UMBRA_INLINE(int, device_trylock, (struct device *dev)) LOCKS(device, dev) TRIES;
UMBRA_INLINE(void, device_unlock, (struct device *dev)) UNLOCKS(device, dev);

UMBRA_KIND_LOCK void devlink_lock(struct devlink *devlink) { devl_unlock(devlink); }
UMBRA_CALL void devl_lock(struct devlink *devlink) LOCKS(devlink_lock, devlink) SLEEPS;
UMBRA_CALL void devl_unlock(struct devlink *devlink) UNLOCKS(devlink_lock, devlink);

UMBRA_KIND_LOCK void parameters(struct module *mod) { kernel_param_unlock(mod); }
UMBRA_CALL void kernel_param_lock(struct module *mod) LOCKS(parameters, mod) SLEEPS;
UMBRA_CALL void kernel_param_unlock(struct module *mod) UNLOCKS(parameters, mod);

/* What the frame puts back. */
UMBRA_INLINE(void, local_bh_disable, (void)) PASSES;
UMBRA_INLINE(void, local_bh_enable, (void)) PASSES;
UMBRA_CALL void __local_bh_enable_ip(unsigned long ip, unsigned int cnt) PASSES;
UMBRA_INLINE(void, rcu_read_lock, (void)) PASSES;
UMBRA_INLINE(void, rcu_read_unlock, (void)) PASSES;
UMBRA_CALL void __rcu_read_lock(void) PASSES;
UMBRA_CALL void __rcu_read_unlock(void) PASSES;
