# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: transfers, ethtool, settings, up and down, MTU, reload. Wants in
# /root/config: module (as in /proc/modules), ko, sum, file, times (of loading again), without.
# shellcheck disable=SC2154
. /root/config

no_violation() {
	[ "$(cat "/sys/kernel/umbra/$module/failures")" = 0 ] ||
		fail "after $1: $(cat "/sys/kernel/umbra/$module/last_failure")"
}

transfer() {
	[ "$(download "$file")" = "$sum" ] || fail "$1: the checksum differs"
	no_violation "$1"
}

# Whatever ethtool can ask of a driver, then what it can set; what the driver does
# not know it may refuse.
ask_ethtool() {
	/usr/sbin/ethtool -i "$card" | grep -q "^driver: ." || fail "no ethtool"
	for what in '' -i -d -e -S -k -a -g -c -l -x -n -T -P -m -u --show-eee --show-fec \
		--show-priv-flags --phy-statistics '--get-tunable|rx-copybreak' '-t|online'; do
		/usr/sbin/ethtool ${what%|*} "$card" $(expr "$what" : '.*|\(.*\)') >/dev/null 2>&1
		no_violation "ethtool $what"
	done
	for what in '-K|rx off' '-K|rx on' '-K|tx off' '-K|tx on' '-K|tso off' '-K|tso on' '-K|rxvlan off' \
		'-K|rxvlan on' '-G|rx 128 tx 128' '-A|rx off' '-A|rx on' '-C|rx-usecs 50' '-s|msglvl 7' \
		'-s|wol d' '-X|equal 1' '-L|combined 1' '-r|' '-p|1' '-t|offline' '-s|advertise 0x3f'; do
		[ "${what%|*}" = "$without" ] && continue
		timeout 20 /usr/sbin/ethtool ${what%|*} "$card" $(expr "$what" : '.*|\(.*\)') >/dev/null 2>&1
		no_violation "ethtool $what"
	done
	until_true 15 carrier "$card" || fail "no link after ethtool"
}

round() {
	card=$(net_up) || fail "no link; $(cat "/sys/kernel/umbra/$module/last_failure")"
	transfer "a download"
	head -c 1000000 /dev/zero | nc -w 5 $sink >/dev/null
	no_violation "an upload"
	# What a driver does not do it may refuse.
	ip link set "$card" promisc on && ip link set "$card" promisc off
	# Longer frames are often another way to receive.
	for mtu in 1400 1700; do
		ip link set "$card" mtu $mtu
		no_violation "MTU $mtu"
		# Some drivers restart their device for it, and the link is away for seconds.
		until_true 15 carrier "$card" || fail "no link at MTU $mtu"
		transfer "a download at MTU $mtu"
	done
	ip link set "$card" mtu 1500
	ip maddr add 01:00:5e:00:00:42 dev "$card" 2>/dev/null
	for what in /sys/class/net/"$card"/statistics/* /sys/class/net/"$card"/*; do
		cat "$what" >/dev/null 2>&1
	done
	no_violation "a look at everything"
	ip link set "$card" down
	# And back: QEMU's vmxnet3 answers to its first one again when it is opened.
	read -r address <"/sys/class/net/$card/address"
	for each in 52:54:00:12:34:99 "$address"; do
		ip link set "$card" address "$each"
		no_violation "another address"
	done
	ip addr flush dev "$card"
}

round
card=$(net_up) || fail "no link"
ask_ethtool
while [ "$times" -gt 0 ]; do
	times=$((times - 1))
	rmmod "$module" || fail "it does not unload"
	dmesg | grep "umbra: $module: released .* left behind" && fail "something was left behind"
	insmod /modules/$ko || fail "it does not load again"
	round
done
no_violation "the end"
