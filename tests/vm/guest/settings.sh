# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: everything that an administrator sets outlives failures of the
# driver, and so does what is set while it restarts. Wants in /root/config:
# module, settings (names of rows below), receive (that place's number). The
# driver was planted with --on-demand, and is loaded with its probe waiting.
#
# What is compared is what the driver itself shows: its answers to ethtool, and
# frames that a peer puts on the wire.
# shellcheck disable=SC2154,SC2034,SC3043
. /root/config
domain=/sys/kernel/umbra/$module
planted=/sys/module/$module/parameters

# name | values ($v) | how to set it | how the driver shows it
rows='
rings     | 128 80      | ethtool -G $card rx $v               | ethtool -g $card | grep -A 4 Current
coalesce  | 100 200     | ethtool -C $card rx-usecs $v         | ethtool -c $card | grep rx-usecs:
pause     | on off      | ethtool -A $card autoneg on rx $v tx $v | ethtool -a $card
wol       | g u         | ethtool -s $card wol $v              | ethtool $card | grep Wake-on
message   | 0x3f 0x1f   | ethtool -s $card msglvl $v           | ethtool $card | grep message
advertise | 0x0c 0x08   | ethtool -s $card advertise $v        | ethtool $card | grep -A 2 Advertised.link
sums      | off on      | ethtool -K $card rx $v               | hears $mac 0 100
vlan-tag  | off on      | ethtool -K $card rxvlan $v           | hears $mac 5 100
fcs       | on off      | ethtool -K $card rx-fcs $v           | hears $mac 0 100
mtu       | 1600 2000   | $ip link set $card mtu $v            | $ip link show $card | grep -o mtu.[0-9]*; hears $mac 0 1590
small-mtu | 600 700     | $ip link set $card mtu $v            | $ip link show $card | grep -o mtu.[0-9]*
address   | 02:00:00:00:00:0a 02:00:00:00:00:0b | set_address  | hears $first_mac; hears 02:00:00:00:00:0a; hears 02:00:00:00:00:0b
second    | 0a 0b       | set_second                           | hears 02:00:00:00:01:0a; hears 02:00:00:00:01:0b; hears 02:00:00:00:01:0c
multicast | 0a 0b       | set_multicast                        | hears 01:00:5e:00:0a:0a; hears 01:00:5e:00:0b:0b; hears 01:00:5e:12:34:99
vlans     | 6 7         | set_vlan                             | hears $mac 6; hears $mac 7; hears $mac 8
queue     | 77 88       | $ip link set $card txqueuelen $v     | $ip link show $card | grep -o qlen.*
allmulti  | on off off  | $ip link set $card allmulticast $v   | hears 01:00:5e:12:34:99; hears 02:99:99:99:99:99
promisc   | off on off  | $ip link set $card promisc $v        | hears 02:99:99:99:99:99
'
ip=/usr/bin/ip

set_address() {
	$ip link set "$card" address "$v" && mac=$v
}

# Another unicast address beside the first; the one before is taken away.
set_second() {
	[ -z "$second" ] || /usr/sbin/bridge fdb del "02:00:00:00:01:$second" dev "$card" self || return 1
	second=$v
	/usr/sbin/bridge fdb add "02:00:00:00:01:$v" dev "$card" self
}

set_multicast() {
	[ -z "$group" ] || $ip maddr del "01:00:5e:00:$group:$group" dev "$card" || return 1
	group=$v
	$ip maddr add "01:00:5e:00:$v:$v" dev "$card"
}

set_vlan() {
	[ -z "$vlan" ] || $ip link del "vlan$vlan" || return 1
	vlan=$v
	$ip link add link "$card" name "vlan$v" type vlan id "$v" && $ip link set "vlan$v" up
}

# hears DESTINATION [VLAN] [SIZE]: what comes in of such a frame of the peer's.
# A frame for everybody follows it; when that is here, the first one is or is lost.
hears() {
	echo >>/tmp/said
	local n
	n=$(wc -l </tmp/said)
	echo "$1 ${2:-0} ${3:-100} frame$n" >&3
	echo "ff:ff:ff:ff:ff:ff 0 60 mark$n" >&3
	until_true 60 grep -q "^mark$n " /tmp/heard || echo "the wire is dead"
	grep "^frame$n " /tmp/heard | cut -d ' ' -f 2- || echo "nothing of $1"
}

row() {
	echo "$rows" | grep "^$1 *|" | cut -d '|' -f "$2-${3:-$2}"
}

# set_to N NAME: the setting to its N-th value, or if it has none, to the first.
set_to() {
	# shellcheck disable=SC2086
	v=$(row "$2" 2 | awk "{ print \$$1 ? \$$1 : \$1 }")
	eval "$(row "$2" 3)" || fail "$2 cannot be set to $v"
}

# look FILE: what the driver shows of all settings, and the kernel of the device.
look() {
	for name in $settings; do
		echo "== $name"
		eval "$(row "$name" 4 9)"
	done >"$1"
	$ip -d link show "$card" >>"$1"
	grep -s . "/sys/class/net/$card/"* | grep -v /carrier_ >>"$1"
}

# shown FILE SETTING: what of it is the setting's.
shown() {
	sed -n "/^== $2\$/,/^==/p" "$1"
}

# all_show: each setting shows another thing with one of its values than with another.
all_show() {
	for name in $settings; do
		shown /tmp/settings1 "$name" >/tmp/a
		shown /tmp/settings2 "$name" | cmp -s /tmp/a - || continue
		shown /tmp/settings3 "$name" | cmp -s /tmp/a - || continue
		fail "$name: setting it shows nothing: $(cat /tmp/a)"
	done
}

# same FILE WHEN: all is as the file says.
same() {
	look /tmp/now
	diff "$1" /tmp/now || fail "$2: settings are not what they were"
	echo "ok: $2"
}

in_state() {
	[ "$(cat "$domain/state")" = "$1" ]
}

failed_more_than() {
	[ "$(cat "$domain/failures")" -gt "$1" ]
}

# back: the driver is. A restart puts the driver's data back as insmod made it, some
# time after it is in that state (a device may be reset before), so let it go again.
back() {
	echo 0 >"$planted/planted_kind"
	in_state passive
}

# recover HOW [COMMAND...]: a failure; the command runs while the driver's
# probe waits. Nobody outside sees a link change.
recover() {
	local how=$1 before changes
	shift
	before=$(cat "$domain/failures")
	changes=$(cat "/sys/class/net/$card/carrier_changes")
	$ip -o monitor link dev "$card" >/tmp/monitor &
	monitor=$!
	if [ "$how" = trigger ]; then
		echo 1 >"$domain/recover" &
	else
		echo 1 >"$planted/planted_kind"
		echo "$how" >"$planted/planted_place"
		echo "ff:ff:ff:ff:ff:ff 0 60 lost" >&3
	fi
	until_true 60 failed_more_than "$before" || fail "it did not fail"
	until_true 60 in_state restarting || fail "it does not restart: $(cat "$domain/state")"
	[ $# = 0 ] || "$@"
	in_state restarting || fail "probe did not wait"
	until_true 60 back || fail "it does not come back: $(cat "$domain/state")"
	sleep 1
	kill $monitor
	! grep NO-CARRIER /tmp/monitor || fail "user space saw the link go"
	[ "$(cat "/sys/class/net/$card/carrier_changes")" = "$changes" ] || fail "carrier changes"
}

# set_all N: each setting to its N-th value.
set_all() {
	for name in $settings; do
		set_to "$1" "$name"
	done
	until_true 60 carrier "$card" || fail "no link"
}

# steer MASK, steered: which processors the card's interrupts go to.
steer() {
	for action in /proc/irq/*/"$card"*; do
		echo "$1" >"${action%/*}/smp_affinity" || return 1
	done
}

steered() {
	for action in /proc/irq/*/"$card"*; do
		echo "${action##*/} $(cat "${action%/*}/smp_affinity")"
	done
}

echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6
# The driver's probe waits until it is let go, at each start: the parameters are
# the driver's data, which a recovery puts back to what insmod made them.
load_modules &
until_true 90 test -e "$domain/state" || fail "not loaded"
echo 0 >"$planted/planted_kind"
wait $!
card=$(net_up) || fail "no link"
mac=$(cat "/sys/class/net/$card/address")
first_mac=$mac

peer $ip link set peer mtu 9000
mkfifo /tmp/say
peer python3 /root/wire.py say peer </tmp/say &
exec 3>/tmp/say
python3 /root/wire.py hear "$card" >/tmp/heard &
listener=$!
until_true 60 grep -q listening /tmp/heard || fail "nobody listens"

for n in 3 2 1; do
	set_all $n
	look /tmp/settings$n
done
all_show

steer 2 || fail "interrupts cannot be steered"
steered >/tmp/steered
recover trigger
same /tmp/settings1 "a failure by hand"
steered | diff /tmp/steered - || fail "interrupts go elsewhere"
recover "$receive"
same /tmp/settings1 "a failure while receiving"
recover trigger set_all 2
same /tmp/settings2 "set while it restarted"
recover "$receive" set_all 3
same /tmp/settings3 "set while it restarted after a failure while receiving"

kill $listener

# Giving back message interrupts turns the device's line on (bit 10 of its commands). Without
# the shadow, too, it is silent until the restarted driver enables it.
at_probe() {
	[ "$(cat "$planted/planted_kind")" = 11 ]
}
device=$(readlink -f "/sys/class/net/$card/device")
if [ -e "$device/msi_irqs" ]; then
	echo off >"$domain/policy/shadow" || fail "policy"
	echo 1 >"$domain/recover" &
	until_true 60 at_probe || fail "without the shadow: $(cat "$domain/state")"
	[ $(($(od -An -tu1 -j5 -N1 "$device/config") & 4)) = 4 ] ||
		fail "without the shadow: the line is not silent"
	until_true 60 back || fail "without the shadow: $(cat "$domain/state")"
fi
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
for name in vlan6 vlan7; do
	[ ! -e "/sys/class/net/$name" ] || $ip link del $name
done
rmmod "$module" umbra_net umbra || fail "a module does not unload"
