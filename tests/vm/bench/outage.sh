# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script of scripts/bench: how long the device is away, by virtual time.
# Wants /root/config: module, hardened (yes or no), times.
# shellcheck disable=SC2154
. /root/config
card=$(net_up) || fail "no link"
answer() {
	ping -c 1 -W 1 10.0.2.2 >/dev/null 2>&1
}
until_true 5 answer || fail "no answer"
# Stamps go through the kernel's log: its clock counts microseconds.
stamp() {
	echo "bench: $1" >/dev/kmsg
}
# What a restart costs the driver itself, waits and all: from "unbound" on.
restart_native() {
	path=$(readlink -f "/sys/class/net/$card/device")
	driver=$(readlink -f "$path/driver")
	ip link set "$card" down
	echo "${path##*/}" >"$driver/unbind"
	stamp unbound
	echo "${path##*/}" >"$driver/bind"
	card=$(interface 1)
	ip addr add 10.0.2.15/24 dev "$card"
	ip link set "$card" up
	until carrier "$card"; do :; done
}
n=0
while [ "$n" -lt "$times" ]; do
	n=$((n + 1))
	sleep 1
	stamp begin
	if [ "$hardened" = yes ]; then
		echo 1 >"/sys/kernel/umbra/$module/recover"
		stamp back
	else
		restart_native
		stamp back
	fi
	until_true 10 answer
	stamp answered
	if [ "$hardened" = yes ]; then
		echo "outage $(cat "/sys/kernel/umbra/$module/outage_ns")"
		echo "phases $(cd "/sys/kernel/umbra/$module/outage_phases" && for phase in *; do echo "$phase $(cat "$phase")"; done | tr '\n' ' ')"
	fi
done
