#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every kind of failure, in every context, with every kind of thing held:
# examples/crash hardened. Unhardened, one in an interrupt ends the machine, and each
# bad pointer in a process is an oops that ends the process.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in kinds
cp -r "$root/examples/crash" "$work/plain"
make_crash "$work/plain"
wrap_crash
# A module that calls a function that crash exports.
cp -r "$vm_dir/borrow" "$work/borrow"
make -s -C "$KDIR" M="$work/borrow" KBUILD_EXTRA_SYMBOLS="$work/wrapped/Module.symvers" modules \
	>"$work/make.log" 2>&1 || { cat "$work/make.log"; fail "make borrow"; }
"$UMBRA_BUILD/bin/umbra" verify "$crash"
"$UMBRA_BUILD/bin/umbra" verify "$work/plain/crash.ko" >/dev/null 2>&1 && fail "verify passes the plain module"

# Last the one that ends it, so that one machine shows both.
# shellcheck disable=SC2016 # for the guest
expect 0 umbra-vm --log "$work/plain.log" --module "$work/plain/crash.ko device=1" \
	--expect-splat 'Kernel panic - not syncing: Fatal exception in interrupt' --run '
	echo "asleep test" >/sys/module/crash/parameters/go || fail "asleep test"
	for kind in complete:null complete:small wake_up:noncanonical schedule_work:wild mutex_lock:user \
		del_timer:error kfree:wild get_device:wild spin_lock:wild skb_put:wild dma_unmap:small; do
		echo "$kind ioctl nothing" >/sys/module/crash/parameters/go
		stty -F /dev/crash
		[ $? -lt 128 ] || echo "$kind: the process is gone" >/dev/kmsg
	done
	echo "spoiled-own ioctl nothing" >/sys/module/crash/parameters/go
	stty -F /dev/crash
	rmmod crash
	[ $? -lt 128 ] || echo "spoiled: the process is gone" >/dev/kmsg
	echo "null-write softirq nothing" >/sys/module/crash/parameters/go; sleep 5'
killed=$(grep -c ': the process is gone' "$work/plain.log")
[ "$killed" = 12 ] || fail "unhardened, $killed of 11 bad pointers and a spoiled object do damage"

expect 0 umbra-vm --log "$work/log" --allow-splat "list_add corruption" "${umbra_modules[@]}" \
	--module "$crash device=1" --file "$work/borrow/borrow.ko" "$vm_dir/guest/kinds.sh"
echo "kinds: ok"
