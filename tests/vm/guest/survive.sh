# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: a download through a hardened driver that fails again and
# again. Wants in /root/config: module (as in /proc/modules), sum, at_least
# (failures that must have been recovered), file.
# shellcheck disable=SC2154,SC3043
. /root/config

# The device's face to the rest of the machine.
identity() {
	echo "name $1 index $(cat "/sys/class/net/$1/ifindex") mac $(cat "/sys/class/net/$1/address")"
	echo "carrier changes $(cat "/sys/class/net/$1/carrier_changes")"
	ip addr show dev "$1" | grep -E 'inet |link/'
	ip route show dev "$1"
	cat "/sys/class/net/$1/mtu"
}

# Statistics must never go back; a note in /tmp/backwards if one does.
watch_statistics() {
	while sleep 0.1; do
		for what in rx_packets rx_bytes tx_packets tx_bytes; do
			read -r now <"/sys/class/net/$1/statistics/$what"
			eval "before=\${last_$what:-0}; last_$what=$now"
			[ "$now" -ge "$before" ] || echo "$what $before -> $now" >>/tmp/backwards
		done
	done
}

# recovered: how many failures the log says were recovered.
recovered() {
	dmesg | grep -c "umbra: $module: .*; recovered in"
}

# problem TEXT: noted, so that one run shows all there are.
problems=0
problem() {
	echo "FAIL: $*"
	problems=$((problems + 1))
}

passive() {
	[ "$(cat "/sys/kernel/umbra/$module/state")" = passive ]
}

main() {
	local card got
	card=$(net_up) || fail "no link"
	identity "$card" >/tmp/before
	watch_statistics "$card" &
	watcher=$!
	got=$(download "$file")
	[ "$got" = "$sum" ] || problem "checksum $got, expected $sum"
	until_true 20 passive || problem "$(cat "/sys/kernel/umbra/$module/state"), not passive again"
	sleep 0.3
	kill $watcher
	dmesg | grep "umbra: $module: .*; recovered in" | sed -n '1p;$p'
	echo "recovered $(recovered) failures"
	dmesg | grep "umbra: $module: .*gave up" && problem "the device was given up"
	[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || problem "TAINT_DIE is set"
	[ ! -e /tmp/backwards ] || problem "statistics went back: $(head -2 /tmp/backwards)"
	[ "$(recovered)" -ge "$at_least" ] || problem "expected at least $at_least failures"
	identity "$card" >/tmp/after
	diff /tmp/before /tmp/after || problem "the device has changed"
	rmmod "$module" && rmmod umbra_net && rmmod umbra || problem "a module does not unload"
	dmesg | grep "umbra: $module: released .* left behind" && problem "something was left behind"
	[ "$problems" = 0 ]
}

main
