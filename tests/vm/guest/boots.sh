# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: a network card's driver fails again and again under a download, in
# all that it runs in, and beside it examples/crash does, with locks held; threads
# of it sleep meanwhile. Wants in /root/config: module, sum, places (numbers of the
# driver's places).
# shellcheck disable=SC2154,SC3043
. /root/config
umbra=/sys/kernel/umbra

# back MODULE N: it is passive after N recoveries.
back() {
	[ "$(cat "$umbra/$1/state") $(cat "$umbra/$1/recoveries")" = "passive $2" ]
}

# come_back MODULE N WHY
come_back() {
	until_true 60 back "$1" "$2" || {
		dmesg | tail -3
		fail "$1, $3: $(cat "$umbra/$1/state"), $(cat "$umbra/$1/recoveries") of $2 recovered"
	}
}

# received N: the card has, so many packets.
received() {
	[ "$(cat "/sys/class/net/$card/statistics/rx_packets")" -ge "$1" ]
}

# The card's driver, at each place at least once, and each so many packets: one failure
# after the other would let none through. Then the file says how often.
keep_failing() {
	local count=0 place next=50
	while [ ! -e /tmp/enough ]; do
		for place in $places; do
			until received $next || [ -e /tmp/enough ]; do
				sleep 0.02
			done
			count=$((count + 1))
			echo 1 >"/sys/module/$module/parameters/planted_kind"
			echo "$place" >"/sys/module/$module/parameters/planted_place"
			come_back "$module" $count "place $place"
			next=$(($(cat "/sys/class/net/$card/statistics/rx_packets") + 100))
		done
	done
	echo $count >/tmp/failed
}

mode=$(cat /sys/kernel/debug/sched/preempt)
grep -q "preempt=$(echo "$mode" | sed 's/.*(//; s/).*//')" /proc/cmdline || fail "another mode: $mode"
card=$(net_up) || fail "no link"
ping -q 10.0.2.2 >/dev/null &
keep_failing &
failing=$!
download file >/tmp/sum &
downloading=$!

count=0
for context in process nested softirq hardirq work; do
	case $context in
	hardirq | softirq) held="nothing spinlock irqsave rcu preempt" ;;
	*) held="bh irqsave mutex rcu preempt bh-off rtnl" ;;
	esac
	for h in $held; do
		# One of the sleepers would have the mutex.
		[ "$h" = mutex ] || for way in wait_event mutex mutex-too; do
			echo "asleep $way" >/sys/module/crash/parameters/go
		done
		count=$((count + 1))
		echo "null-write $context $h" 2>/dev/null >/sys/module/crash/parameters/go
		come_back crash $count "$context $h"
	done
done
wait $downloading
[ "$(cat /tmp/sum)" = "$sum" ] || fail "checksum $(cat /tmp/sum), expected $sum"
: >/tmp/enough
wait $failing || fail "$module does not come back"
echo "$mode, $(nproc) processors: crash recovered $count times, $module $(cat /tmp/failed)"
dmesg | grep "umbra: .*gave up" && fail "given up"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
rmmod crash "$module" umbra_net umbra || fail "a module does not unload"
dmesg | grep "umbra: .*: released .* left behind" && fail "something was left behind"
exit 0
