# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: every setting that a driver can be told is told it again after a
# failure; tests/vm/dials is the driver, and shows what it was told. Without the
# shadow (policy shadow=off) each is lost: that is what makes the first say something.
# shellcheck disable=SC2154,SC3043
domain=/sys/kernel/umbra/dials
parameters=/sys/module/dials/parameters
ip=/usr/bin/ip
[ -x $ip ] || ip=/usr/sbin/ip
ethtool=/usr/sbin/ethtool

# the line of `shown` | one value, another ($v) | how to set it | while the driver restarts, too?
rows='
address        | 02:00:00:00:00:0a 02:00:00:00:00:0b | $ip link set dials address $v | yes
mtu            | 1400 1300    | $ip link set dials mtu $v                       | yes
lists          | 0a 0b        | set_lists                                       | yes
vlans          | 6 7          | set_vlan                                        | yes
features       | on off       | $ethtool -K dials rx-fcs $v                     | yes
link           | 0x08 0x20    | $ethtool -s dials advertise $v                  | yes
wol            | g u          | $ethtool -s dials wol $v                        | yes
msglevel       | 0x3f 0x1f    | $ethtool -s dials msglvl $v                     | yes
coalesce       | 100 200      | $ethtool -C dials rx-usecs $v                   | yes
queue-coalesce | 11 12        | $ethtool --per-queue dials queue_mask 0x2 --coalesce rx-usecs $v | no
ring           | 128 256      | $ethtool -G dials rx $v                         | yes
pause          | on off       | $ethtool -A dials rx $v                         | yes
channels       | 2 3          | $ethtool -L dials combined $v                   | if no table was set
eee            | 33 44        | $ethtool --set-eee dials eee on tx-timer $v     | yes
fec            | rs baser     | $ethtool --set-fec dials encoding $v            | yes
priv-flags     | on off       | $ethtool --set-priv-flags dials second $v       | no
copybreak      | 300 400      | $ethtool --set-tunable dials rx-copybreak $v    | yes
downshift      | 3 4          | $ethtool --set-phy-tunable dials downshift on count $v | yes
dump           | 5 6          | $ethtool -W dials $v                            | yes
power-mode     | auto high    | $ethtool --set-module dials power-mode-policy $v | no
table          | 2 3          | $ethtool -X dials equal $v                      | no
key            | 08 09        | $ethtool -X dials hkey 01:02:03:04:05:06:07:$v  | no
hfunc          | xor toeplitz | $ethtool -X dials hfunc $v                      | no
hash-fields    | sdfn sd      | $ethtool -N dials rx-flow-hash tcp4 $v          | no
rules          | 80 81        | set_rules                                       | no
stamping       | 1 0          | python3 /root/stamping.py dials $v 1            | no
program        | a b          | $ip -force link set dev dials xdpdrv obj /root/pass.o sec xdp | no
maxrate        | 100 200      | echo $v >/sys/class/net/dials/queues/tx-0/tx_maxrate | yes
ports          | 4789 4790    | set_ports                                       | no
'

# Another unicast and another multicast address in the place of those before, and
# both modes with one of the two.
set_lists() {
	if [ -n "$list" ]; then
		/usr/sbin/bridge fdb del "02:00:00:00:01:$list" dev dials self
		$ip maddr del "01:00:5e:00:$list:$list" dev dials
	fi
	list=$v
	[ "$v" = 0a ] && on=off || on=on
	/usr/sbin/bridge fdb add "02:00:00:00:01:$v" dev dials self &&
		$ip maddr add "01:00:5e:00:$v:$v" dev dials &&
		$ip link set dials promisc $on allmulticast $on
}

set_vlan() {
	[ -z "$vlan" ] || $ip link del "vlan$vlan" || return 1
	vlan=$v
	$ip link add link dials name "vlan$v" type vlan id "$v"
}

# Two rules, one of which goes again, and the driver chooses the place.
set_rules() {
	$ethtool -N dials flow-type tcp4 dst-port "1$v" action 1 loc 5 &&
		$ethtool -N dials flow-type tcp4 dst-port "$v" action 2 &&
		$ethtool -N dials delete 5
}

# What the kernel tells a device of a tunnel's port.
set_ports() {
	$ip link del "tunnel" 2>/dev/null
	$ip link add tunnel type vxlan id 7 dstport "$v" dev dials && $ip link set tunnel up
}

row() {
	echo "$rows" | grep "^$1 *|" | cut -d '|' -f "$2"
}

names=$(echo "$rows" | cut -d '|' -f 1)

# set_all N [WHICH]: each setting to its N-th value; or those that have WHICH for
# whether they can be set while the driver restarts.
set_all() {
	for name in $names; do
		[ $# = 1 ] || [ "$(row "$name" 4)" = " $2" ] || continue
		v=$(row "$name" 2 | awk "{ print \$$1 }")
		eval "$(row "$name" 3)" >/tmp/said 2>&1 || fail "$name cannot be set to $v: $(cat /tmp/said)"
	done
}

# same FILE FILE TEXT: the driver was told the same.
same() {
	diff "$1" "$2" || fail "$3: settings are not what they were"
	echo "ok: $3"
}

# differ FILE FILE TEXT: each line is another one.
differ() {
	for name in $names; do
		[ "$(grep "^$name " "$1")" != "$(grep "^$name " "$2")" ] ||
			fail "$3: $name is the same: $(grep "^$name " "$1")"
	done
	echo "ok: $3"
}

shown() {
	sort $parameters/shown >"$1"
}

in_state() {
	[ "$(cat $domain/state)" = "$1" ]
}

# back: the driver is. A restart puts back its data, and with it `wait`, some time
# after it is in that state.
back() {
	echo 0 >$parameters/wait
	in_state passive
}

# recover HOW [COMMAND...]: a failure; the command runs while the driver's init
# waits. User space sees no carrier change.
recover() {
	local how=$1 changes
	shift
	changes=$(cat /sys/class/net/dials/carrier_changes)
	if [ "$how" = trigger ]; then
		echo 1 >$domain/recover &
	else
		echo 1 2>/dev/null >$parameters/fail
	fi
	until_true 60 in_state restarting || fail "it does not restart: $(cat $domain/state)"
	[ $# = 0 ] || "$@"
	in_state restarting || fail "init did not wait"
	until_true 60 back || fail "it does not come back: $(cat $domain/state)"
	wait
	[ "$(cat /sys/class/net/dials/carrier_changes)" = "$changes" ] || fail "carrier changes"
}

# loaded: the device is there and open, its init did not wait.
loaded() {
	load_modules &
	# By then the copy of its data has been made, in which wait is 1.
	until_true 90 test -e $domain/state || fail "not loaded"
	echo 0 >$parameters/wait
	wait $! || fail "not loaded"
	# It is asked to fail by the same request each time.
	echo 0 >$domain/policy/repeats
	$ip link set dials up || fail "it does not open"
}

programs_are() {
	[ "$(grep -c bpf_prog_alloc /proc/vmallocinfo)" = "$1" ]
}

echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6
loaded
programs=$(grep -c bpf_prog_alloc /proc/vmallocinfo)
shown /tmp/default
set_all 1
shown /tmp/first
differ /tmp/default /tmp/first "every setting reached the driver"

recover trigger
shown /tmp/now
same /tmp/first /tmp/now "a failure by hand"
recover null
shown /tmp/now
same /tmp/first /tmp/now "a null store"
set_all 2
shown /tmp/second
differ /tmp/first /tmp/second "every setting has another value"
recover null
shown /tmp/now
same /tmp/second /tmp/now "a null store after other values"

# What can be set meanwhile, is. A tool's question about the rest is refused, so the rest stays.
recover null set_all 1 yes
shown /tmp/now
for name in $names; do
	[ "$(row "$name" 4)" = " yes" ] && want=/tmp/first || want=/tmp/second
	[ "$(grep "^$name " $want)" = "$(grep "^$name " /tmp/now)" ] ||
		fail "set while it restarted: $(grep "^$name " /tmp/now) instead of $(grep "^$name " $want)"
done
$ethtool -X dials default || fail "the table is not reset"
recover null set_all 1 "if no table was set"
shown /tmp/now
grep -q "^channels 2" /tmp/now || fail "channels while it restarted: $(grep channels /tmp/now)"
echo "ok: set while it restarted"

# A device that is down gets its settings, too, and is not opened. Its address
# lists come with opening, and what opening resets is not set any more.
shown /tmp/opened
sed -i 's/^wol .*/wol 0/' /tmp/opened
$ip link set dials down || fail "it does not close"
recover null
grep -q "^open 0" $parameters/shown || fail "it was opened"
$ip link set dials up || fail "it does not open"
shown /tmp/now
same /tmp/opened /tmp/now "a failure while it is down"

# Nothing is held for the program but by the kernel and the driver: it goes when it is taken off.
$ip link set dev dials xdpdrv off || fail "the program does not go"
until_true 60 programs_are "$programs" || fail "programs leak: $(grep -c bpf_prog_alloc /proc/vmallocinfo), $programs before"

# Without the shadow all is lost.
echo 0 >$domain/policy/shadow
echo 1 2>/dev/null >$parameters/fail
until_true 60 test ! -e /sys/class/net/dials || fail "the device stays without the shadow"
until_true 60 back || fail "it does not come back: $(cat $domain/state)"
$ip link set dials up || fail "no device without the shadow"
shown /tmp/now
for name in $names; do
	[ "$(grep "^$name " /tmp/default)" = "$(grep "^$name " /tmp/now)" ] || fail "$name outlived: $(grep "^$name " /tmp/now)"
done
echo "ok: all are lost without the shadow"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
rmmod dials umbra_net umbra || fail "a module does not unload"
