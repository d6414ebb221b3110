# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: two cards on one driver, planted with --on-demand. Wants in
# /root/config: module, sum, places (numbers of those that a packet reaches), place_stop.
# shellcheck disable=SC2154,SC3043
. /root/config
umbra=/sys/kernel/umbra/$module
net=/sys/class/net

# What each card is to the rest of the machine.
face() {
	for card in "$first" "$second"; do
		echo "$card $(cat "$net/$card/ifindex" "$net/$card/address" "$net/$card/mtu" "$net/$card/flags" \
			"$net/$card/carrier_changes" "$net/$card/tx_queue_len" | tr '\n' ' ')"
		ip addr show dev "$card" | grep 'inet '
		ip route show dev "$card"
	done
}

recovered() {
	[ "$(cat "$umbra/state") $(cat "$umbra/recoveries")" = "passive $count" ]
}

# fail_through N PLACE: only the N-th card has packets.
fail_through() {
	count=$((count + 1))
	echo 1 >"/sys/module/$module/parameters/planted_kind"
	echo "$2" >"/sys/module/$module/parameters/planted_place"
	ping -c 60 "10.0.$(($1 + 1)).2" >/dev/null &
	until_true 60 recovered || fail "card $1, place $2: $(cat "$umbra/state"), $(cat "$umbra/recoveries") of $count"
	kill $!
	face >/tmp/now
	diff /tmp/face /tmp/now || fail "a card has changed, after a failure through card $1 at place $2"
}

fetch() {
	[ "$(wget -q -O - "http://10.0.$(($1 + 1)).100/file" | md5sum | cut -d' ' -f1)" = "$sum" ] ||
		fail "wrong checksum through card $1"
}

both_fetch() {
	(fetch 1) & one=$!
	(fetch 2) & two=$!
	wait $one && wait $two || fail "$1"
}

first=$(net_up 1) || fail "no link"
second=$(net_up 2) || fail "no link"
ip link set "$first" mtu 1400
ip link set "$second" mtu 1300 promisc on || fail "settings"
echo 77 >"$net/$second/tx_queue_len"
until_true 60 carrier "$first" && until_true 60 carrier "$second" || fail "no link"
face >/tmp/face
count=0
for place in $places; do
	fail_through 1 "$place"
	fail_through 2 "$place"
done
both_fetch "after $count failures"

# While both receive: whichever is first to.
(fetch 1) & one=$!
(fetch 2) & two=$!
count=$((count + 1))
for place in $places; do
	echo 1 >"/sys/module/$module/parameters/planted_kind"
	echo "$place" >"/sys/module/$module/parameters/planted_place"
	break
done
wait $one && wait $two || fail "a transfer did not stand the failure"
until_true 60 recovered || fail "$(cat "$umbra/state"), $(cat "$umbra/recoveries") of $count, while both receive"
face >/tmp/now
diff /tmp/face /tmp/now || fail "a card has changed"

# One that is down stays down, and can be set up later.
ip link set "$second" down
face >/tmp/face
for place in $places; do
	fail_through 1 "$place"
	break
done
fetch 1
ip link set "$second" up
until_true 60 carrier "$second" || fail "the second card has no link"
both_fetch "after one was down"

# One that is taken from the driver, and given back.
slot=$(basename "$(readlink "$net/$second/device")")
echo "$slot" >"/sys/bus/pci/drivers/$module/unbind"
[ -e "$net/$second" ] && fail "unbind left $second"
count=$((count + 1))
echo 1 >"$umbra/recover" || fail "recover"
fetch 1
echo "$slot" >"/sys/bus/pci/drivers/$module/bind"
second=$(net_up 2) || fail "no link after bind"
count=$((count + 1))
echo 1 >"$umbra/recover" || fail "recover"
both_fetch "after unbind and bind"
recovered || fail "$(cat "$umbra/state"), $(cat "$umbra/recoveries") of $count"
dmesg | grep "umbra: .*gave up" && fail "given up"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
# Its exit has one card after the other let go, and fails with the first.
echo 1 >"/sys/module/$module/parameters/planted_kind"
echo "$place_stop" >"/sys/module/$module/parameters/planted_place"
rmmod "$module" umbra_net umbra || fail "a module does not unload"
dmesg | grep -q "umbra: $module: .*_close\|umbra: $module: .*_stop" || fail "its exit did not fail"
dmesg | grep "umbra: .*: released .* left behind" && fail "something was left behind"
exit 0
