# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: a packet that fails a network driver each time is dropped, a
# setting that does so when it is replayed is not put back; all else goes on.
# Wants in /root/config: driver, sum, packet, rings and features (places' numbers).
# shellcheck disable=SC2154
. /root/config
umbra=/sys/kernel/umbra/$driver

# failures N: that many so far, and the driver is back.
failures() {
	[ "$(cat $umbra/state)" = passive ] && [ "$(cat $umbra/failures)" = "$1" ]
}

expect_failures() {
	until_true 120 failures "$1" ||
		fail "$2: $(cat $umbra/failures) failures, expected $1; state $(cat $umbra/state)"
}

# load PLACE: the driver, with a bug there that stays when it is restarted.
load() {
	insmod "/root/$driver.ko" planted_kind=2 planted_place="$1" || fail "insmod"
	card=$(interface)
}

unload() {
	rmmod "$driver" || fail "rmmod"
	dmesg | grep "umbra: $driver: released .* left behind" && fail "something was left behind"
}

works() {
	[ "$(download file)" = "$sum" ] || fail "$1: checksum"
}

load_modules || fail "umbra.ko"

# A packet, sent again and again, amid others.
load "$packet"
net_up >/dev/null || fail "no link"
for try in 1 2; do
	ask udp 10.0.2.2 "This is DEADLY!" || fail "udp"
	expect_failures $try "a datagram"
	works "after failure $try"
done
for try in 3 4 5 6 7; do
	ask udp 10.0.2.2 "This is DEADLY!" || fail "udp"
done
until_true 60 [ "$(cat $umbra/refused)" = 5 ] || fail "refused $(cat $umbra/refused)"
expect_failures 2 "datagrams refused"
ask udp 10.0.2.2 "This is not" || fail "udp"
works "while a packet is refused"
expect_failures 2 "the others"
dmesg | grep "refused from now on"
dmesg | grep -q "failed 2 times in a row on one request for net_device_ops.ndo_start_xmit, which is refused from now on: length 58, headers 42 bytes .*, payload 16 bytes 54 68 69 73 .*: null read" ||
	fail "the packet is not named"

# By TCP: what is sent again is the same packet.
(printf 'DEADLY!\n'; sleep 300) | nc 10.0.2.101 9 >/dev/null &
expect_failures 4 "a segment"
refused() {
	[ "$(cat $umbra/refused)" -gt 5 ]
}
until_true 120 refused || fail "the segment is not refused"
works "while a connection hangs"
expect_failures 4 "a segment refused"
umbractl report "$driver" >/tmp/report
grep -A8 "for net_device_ops.ndo_start_xmit: 2 failures .* refused" /tmp/report
[ "$(grep -c "44 45 41 44 4c 59 21 0a" /tmp/report)" = 2 ] || fail "the report has not all of them"
kill %1 2>/dev/null
unload

# A setting that is recorded, and fails the restarted driver.
load "$rings"
echo 0 >"/sys/module/$driver/parameters/planted_place"
net_up >/dev/null || fail "no link"
ask rings "$card" 128 || fail "rings"
echo 1 >$umbra/recover || fail "recover: $(dmesg | tail -3)"
expect_failures 3 "a setting"
dmesg | grep "for it is refused: this setting is not put back any more" || fail "the log does not say so"
works "without the setting"
echo 1 >$umbra/recover || fail "recover: $(dmesg | tail -3)"
expect_failures 4 "the setting again"
unload

# The same of one that the net_device keeps.
load "$features"
echo 0 >"/sys/module/$driver/parameters/planted_place"
net_up >/dev/null || fail "no link"
ask sums "$card" 0 || fail "receive checksums"
echo 1 >$umbra/recover || fail "recover: $(dmesg | tail -3)"
expect_failures 3 "a feature"
dmesg | grep "umbra: features not put back" || fail "the log does not say so"
works "with the features that it has by itself"
unload

# repeats=0: a driver that fails when its settings are replayed is given up.
umbractl policy set "$driver" repeats=0 delay_growth=1 || fail "policy"
load "$rings"
echo 0 >"/sys/module/$driver/parameters/planted_place"
net_up >/dev/null || fail "no link"
ask rings "$card" 128 || fail "rings"
echo 1 2>/dev/null >$umbra/recover && fail "it recovers"
[ "$(cat $umbra/gave_up)" = 1 ] || fail "state $(cat $umbra/state)"
rmmod "$driver" && rmmod umbra_net && rmmod umbra || fail "a module does not unload"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
exit 0
