# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: each kind of failure in each kind of context, one after the
# other in one machine; the driver was planted with --on-demand. Wants in
# /root/config: module, file, sum, kinds and places ("number:name:words",
# words: what the log says of it, _ for a space).
# shellcheck disable=SC2154,SC3043
. /root/config
domain=/sys/kernel/umbra/$module

passive() {
	[ "$(cat "$domain/state")" = passive ]
}

failed_more_than() {
	[ "$(cat "$domain/failures")" -gt "$1" ]
}

# reach PLACE: make the driver run through it.
reach() {
	case $1 in
	receive | interrupt | poll | transmit) ping -c 1 -W 1 10.0.2.2 >/dev/null ;;
	open | stop)
		ip link set "$card" down
		ip link set "$card" up
		;;
	rx-mode)
		ip link set "$card" promisc on
		ip link set "$card" promisc off
		;;
	ethtool) cat "/sys/class/net/$card/speed" >/dev/null ;;
	timer | work) ;; # by itself
	esac
}

# reached PLACE BEFORE: it has failed, or does now.
reached() {
	failed_more_than "$2" || reach "$1"
	failed_more_than "$2"
}

# one KIND WORDS PLACE: fails once there, recovers, and works.
one() {
	local before where=${2#*:} word=${1#*:*:}
	before=$(cat "$domain/failures")
	echo "${1%%:*}" >"/sys/module/$module/parameters/planted_kind"
	echo "${2%%:*}" >"/sys/module/$module/parameters/planted_place"
	until_true 60 reached "$where" "$before" || {
		echo "MISSED: $where was not reached"
		echo 0 >"/sys/module/$module/parameters/planted_place"
		return 1
	}
	until_true 20 passive || return 1
	grep -q "$word" "$domain/last_failure" || {
		echo "WRONG: $(cat "$domain/last_failure"), expected '$word'"
		return 1
	}
	ip link set "$card" up
	until_true 20 carrier "$card"
}

card=$(net_up) || fail "no link"
wrong=0
for place in $places; do
	for kind in $kinds; do
		kind=$(echo "$kind" | tr _ ' ')
		if one "$kind" "$place"; then
			result=ok
		else
			result=FAILED
			wrong=$((wrong + 1))
		fi
		echo "$result: $kind at $place: $(cat "$domain/last_failure")"
		[ "$(cat "$domain/gave_up")" = 0 ] || fail "given up: $(dmesg | tail -5)"
	done
done
[ "$wrong" = 0 ] || fail "$wrong combinations"
[ "$(download "$file")" = "$sum" ] || fail "wrong checksum afterwards"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
rmmod "$module" umbra_net umbra || fail "a module does not unload"
