# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: a driver that fails whenever it is restarted is given up
# cleanly, and one that fails while it is loaded is not loaded. Wants in
# /root/config: driver, probe and interrupt (the numbers of those places), sum.
# shellcheck disable=SC2154
. /root/config
load_modules || fail "umbra.ko"

insmod "/root/$driver.ko" planted_kind=2 planted_place="$probe" && fail "it loads although probe fails"
dmesg | grep "umbra: $driver: .*_probe.* null read at 0x0 in process; gave up" || fail "not named"
lsmod | grep -q "^$driver " && fail "it stays loaded"
[ -z "$(interface)" ] || fail "an interface is left"

insmod "/root/$driver.ko" planted_kind=1 planted_place="$interrupt" || fail "insmod"
card=$(interface)
ip link set "$card" up
dead() {
	[ "$(cat "/sys/kernel/umbra/$driver/gave_up")" = 1 ]
}
until_true 30 dead || fail "state $(cat "/sys/kernel/umbra/$driver/state")"
until_true 5 sh -c 'dmesg | grep -q "gave up after 5 retries; the device is down"' || fail "the log does not say so"
ip link show dev "$card" | grep -q '[<,]UP[,>]' && fail "the interface is up"
ip link set "$card" up 2>/dev/null && fail "it can be set up"
rmmod "$driver" || fail "rmmod"

insmod "/root/$driver.ko" || fail "a fresh insmod"
card=$(net_up) || fail "no link"
[ "$(download file)" = "$sum" ] || fail "checksum"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
rmmod "$driver" && rmmod umbra_net && rmmod umbra || fail "a module does not unload"
dmesg | grep "umbra: $driver: released .* left behind" && fail "something was left behind"
exit 0
