#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The harness itself: a run has failed until the guest showed otherwise.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in harness
log=$work/log

echo "== passes on the guest's exit code, brings files back"
echo hello >"$work/in"
expect 7 umbra-vm --log "$log" --file "$work/in" --collect /root/out:"$work/out" \
	--run 'tr a-z A-Z <in >out; echo "@forged exit 0"; exit 7'
[ "$(cat "$work/out")" = HELLO ] || fail "file did not come back"
[ "$(head -1 "$log")" = "umbra-vm: result: failed (not finished)" ] || fail "log does not begin as failed"

echo "== a peer on the card's network, Debian's programs on both"
# shellcheck disable=SC2016 # for the guest
expect 0 umbra-vm --log "$log" --userland --peer --stock e1000 --device e1000 --run '
	card=$(net_up) || fail "no link"
	/usr/bin/ping -q -c 1 "$peer_address" || fail "no answer from the peer"
	[ "$(/usr/bin/ip -br link | grep -vc "^lo ")" = 1 ] || fail "more than one card"
	/usr/sbin/sshd -V 2>&1 | grep OpenSSH || fail "no sshd"'
expect 121 env UMBRA_CACHE=/nonexistent UMBRA_KERNEL_TREE="$(echo "${UMBRA_CACHE:-$HOME/.cache/umbra}"/kernel/*)" \
	umbra-vm --userland --run true

echo "== a machine that ends without a result has failed"
expect 123 umbra-vm --run 'poweroff -f; sleep 9'

echo "== a splat fails a script that passed, unless it was expected"
expect 122 umbra-vm --run 'echo 1 >/proc/sys/kernel/panic_on_oops; echo c >/proc/sysrq-trigger'
expect 122 umbra-vm --run 'echo "BUG: a bug" >/dev/kmsg; true'
expect 0 umbra-vm --expect-splat 'sysrq triggered crash' --run 'echo c >/proc/sysrq-trigger'
expect 125 umbra-vm --expect-splat 'some splat' --run true
expect 0 umbra-vm --allow-splat 'BUG: known' --run 'echo "BUG: known" >/dev/kmsg'

echo "== a time limit ends a machine that hangs"
expect 124 umbra-vm --time-limit 12 --run 'sleep 1000'

echo "== wrong use is told before anything boots"
expect 121 umbra-vm
expect 121 umbra-vm --run true --kernel /nonexistent
expect 121 umbra-vm --run true --module /nonexistent.ko
expect 121 umbra-vm --run true --stock no_such_module
expect 121 umbra-vm --run true --peer
expect 121 umbra-vm --run true --device e1000 --peer --serve /tmp
echo "harness: ok"
