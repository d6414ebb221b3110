# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: sees and steers a wrapped driver. Wants in /root/config:
# driver, open and interrupt (the numbers of those planted places), sum.
# shellcheck disable=SC2154
. /root/config
umbra=/sys/kernel/umbra/$driver
tracing=/sys/kernel/debug/tracing

# said COMMAND... : what it says must have the text (the last word) in it.
says() {
	command=$1 wanted=$2
	sh -c "$command" >/tmp/said 2>&1
	grep -q -e "$wanted" /tmp/said || {
		cat /tmp/said
		fail "$command does not say '$wanted'"
	}
}

# plant PLACE: a null read there, until unplanted.
plant() {
	echo "$1" >"/sys/module/$driver/parameters/planted_place"
	echo 2 >"/sys/module/$driver/parameters/planted_kind"
}

passive() {
	[ "$(cat $umbra/state)" = passive ]
}

# A policy for a driver that is not loaded yet.
load_modules || fail "umbra.ko"
mkdir -p /etc/umbra
echo "module:$driver delay_ms=7 # quick" >/etc/umbra/test.conf
umbractl policy load || fail "policy load"
umbractl watch >/tmp/events 2>&1 &
mkdir -p /etc/umbra/hooks.d
printf '#!/bin/sh\necho "$1 $2" >>/tmp/hooked\n' >/etc/umbra/hooks.d/note
chmod +x /etc/umbra/hooks.d/note
umbractl agent >/tmp/agent 2>&1 &
echo 1 >$tracing/events/umbra/enable || fail "no tracepoints"
insmod "/root/$driver.ko" || fail "insmod"
card=$(net_up) || fail "no link"
says "umbractl policy get $driver" "delay_ms=7 (module:$driver)"
umbractl policy set class:net delay_ms=9 max_retries=2 || fail "policy set"
says "umbractl policy get $driver" "delay_ms=7 (module:$driver)"
says "umbractl policy get $driver" "max_retries=2 (class:net)"
umbractl policy set "$driver" delay_ms=default max_retries=default
says "umbractl policy get $driver" "delay_ms=9 (class:net)"
umbractl policy set class:net delay_ms=default max_retries=default
says "umbractl policy list" "nothing is said"
echo 1001 >$umbra/policy/max_retries 2>/dev/null && fail "a wrong value is taken"
says "dmesg" "policy of module:$driver: max_retries=1001 is out of range, expected 0 to 1000"

# With the shadow: the same device.
index=$(cat "/sys/class/net/$card/ifindex")
umbractl recover "$driver" || fail "recover"
until_true 20 passive || fail "not passive"
[ "$(cat "/sys/class/net/$card/ifindex")" = "$index" ] || fail "another device"
[ "$(cat $umbra/outage_phases/init)" -gt 0 ] || fail "init took no time"
[ "$(cat $umbra/objects/net_device)" = 1 ] || fail "no net_device"
[ "$(cat $umbra/class)" = net ] || fail "class"
echo 0 >$tracing/events/umbra/enable
says "cat $tracing/trace" "umbra_failure: module=$driver what=\"manual trigger\""
says "cat $tracing/trace" "umbra_phase: module=$driver phase=settle"
says "cat $tracing/trace" "umbra_phase: module=$driver phase=passive"
says "cat $tracing/trace" "umbra_proxied_call: module=$driver tap=umbra_call_.*register_driver"

# A failure of its own: the report names the line, the entry, what was on.
# On one processor, so that what was asked of the driver has an order.
plant "$open"
taskset 1 ip link set "$card" mtu 1400
taskset 1 ip link set "$card" down
taskset 1 ip link set "$card" up
until_true 20 passive || fail "not passive"
line=$(sed -n 's/.*(\(.*:[0-9]*\)).*/\1/p' $umbra/last_failure)
umbractl report "$driver" >/tmp/report || fail "report"
cat /tmp/report
says "sed -n '/failure 2:/,\$p' /tmp/report" "^    .*_open+.* ($line)"
says "cat /tmp/report" "_open, for net_device_ops.ndo_open"
says "cat /tmp/report" "outcome: recovered after"
# What was over by then gave it nothing that it could hold: newest first.
sed -n '/^failure 2:/,$p' /tmp/report | grep -A16 "^  operations that were over, on processor 0, newest first:" |
	grep -o 'for net_device_ops.ndo_\(stop\|change_mtu\).*' | head -2 >/tmp/order
printf 'for net_device_ops.ndo_stop: 0\nfor net_device_ops.ndo_change_mtu, new_mtu 0x578: 0\n' |
	diff - /tmp/order || fail "what was asked before"
says "sed -n '/^failure 2:/,\$p' /tmp/report" "^    .*, for netif_napi_add.poll: 0"
says "cat /tmp/report" "registers: ip ffffffffc"
says "umbractl log $driver" "umbra: $driver: .*null read.*; recovered in"

# Without the shadow: a new device, and the machine lives.
umbractl policy set "$driver" shadow=off || fail "policy set"
umbractl recover "$driver" || fail "recover without the shadow"
[ "$(cat "/sys/class/net/$(interface)/ifindex")" != "$index" ] || fail "the same device"
card=$(net_up) || fail "no link without the shadow"
[ "$(download file)" = "$sum" ] || fail "checksum"
umbractl status --json >status.json || fail "status"
says "umbractl status" "kernel: tainted .* O an out-of-tree module"
rmmod umbra 2>/dev/null && fail "umbra.ko unloads while in use"

# Too many failures: given up.
umbractl policy set default max_failures=3 window_s=3600
umbractl recover "$driver" 2>/tmp/error && fail "it is not given up"
says "cat /tmp/error" "the driver was given up; see dmesg, then unload and load it"
[ "$(cat $umbra/gave_up)" = 1 ] || fail "gave_up"
umbractl status >/dev/null
[ $? = 3 ] || fail "exit code of status"
rmmod "$driver" || fail "rmmod"

for event in "failure: manual trigger in process" "recovered: manual trigger in process" \
	"failure: .*null read" "gave_up: manual trigger in process"; do
	until_true 60 grep -q "Z $driver: $event" /tmp/events || fail "watch does not say $event: $(cat /tmp/events)"
done
until_true 5 grep -q "gave_up $driver" /tmp/hooked || fail "the agent ran no hook: $(cat /tmp/agent)"
says "cat /tmp/agent" "^$driver: recovered: manual trigger in process"
dmesg | grep "umbra: $driver: released .* left behind" && fail "something was left behind"
[ $(($(cat /proc/sys/kernel/tainted) & 640)) = 0 ] || fail "tainted"
rmmod umbra_net && rmmod umbra || fail "a module does not unload"
