# SPDX-License-Identifier: GPL-2.0-or-later
# Helpers for guest scripts; sourced before each of them (busybox ash).

# fail TEXT...: end the script as failed, saying why.
fail() {
	echo "FAIL: $*"
	exit 1
}

# load_modules [LIST]: insmod what --module and --stock named, in order.
load_modules() {
	while read -r module parameters; do
		# shellcheck disable=SC2086 # parameters are words
		insmod "/modules/$module" $parameters || {
			echo "insmod $module $parameters: failed ($?)"
			return 1
		}
	done <"${1:-/umbra/modules}"
}

# interface [N]: the N-th network interface (from 1), loopback aside.
interface() {
	ls /sys/class/net | grep -v '^lo$' | sed -n "${1:-1}p"
}

# until_true SECONDS COMMAND...: wait for a condition, ten looks a second. A limit
# is there for what never comes, not to time anything: the machine's clock is the
# host's, who may have others to run, so it is a minute at least.
until_true() {
	tries=$(($1 * 10))
	[ "$tries" -ge 600 ] || tries=600
	shift
	while ! "$@"; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || return 1
		sleep 0.1
	done
}

carrier() {
	[ "$(cat "/sys/class/net/$1/carrier" 2>/dev/null)" = 1 ]
}

there() {
	name=$(interface "$1")
	[ -n "$name" ]
}

# net_up [N]: configure the N-th interface for its --device; prints its name. A bus may
# take its time to find the device.
net_up() {
	n=${1:-1}
	until_true 15 there "$n" || return 1
	ip addr add "10.0.$((n + 1)).15/24" dev "$name" || return 1
	ip link set "$name" up || return 1
	until_true 15 carrier "$name" || return 1
	echo "$name"
}

# Where --serve is reached, and a port that answers with the md5sum it was sent.
server=10.0.2.100
sink="10.0.2.101 9"

# peer COMMAND...: run it where --peer's card is.
peer_address=10.0.2.16
peer() {
	nsenter --net=/run/netns/peer "$@"
}

# download NAME: fetch it from --serve; prints the md5 of what came.
download() {
	wget -q -O - "http://$server/$1" | md5sum | cut -d' ' -f1
}

# uptime_ms: milliseconds of the machine's own time since boot.
uptime_ms() {
	read -r up _ </proc/uptime
	echo "${up%.*}${up#*.}0"
}
