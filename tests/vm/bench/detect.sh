# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script of scripts/bench and cases/detect.sh: how long from the instruction
# that fails until the taps are active, by virtual time. Wants examples/crash, which
# has the time in register r15 when it fails; the record has both times.
domain=/sys/kernel/umbra/crash
passive() {
	[ "$(cat $domain/state)" = passive ] && [ "$(cat $domain/recoveries)" = "$n" ]
}
n=0
for kind in null-write noncanonical bug divide opcode memcpy skb_put:wild spin_lock:small jump-wild; do
	for context in process softirq hardirq; do
		n=$((n + 1))
		echo "$kind $context nothing" >/sys/module/crash/parameters/go
		until_true 60 passive || fail "$kind $context: not recovered"
		cat $domain/report >/tmp/report
		noticed=$(sed -n 's/.* UTC, \([0-9]*\)[.]\([0-9]*\) s after boot/\1\2/p' /tmp/report | tail -1)
		failed=$(sed -n 's/.* r15 \([0-9a-f]*\)$/\1/p' /tmp/report | tail -1)
		echo "detected $kind $context $((noticed - 0x$failed))"
	done
done
