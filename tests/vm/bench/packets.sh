# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script of scripts/bench: transfers of two sizes each way, a snapshot of
# the instruction counters around each. Wants files "small" and "large".
# shellcheck disable=SC2154,SC3043
card=$(net_up) || fail "no link"
packets() {
	cat "/sys/class/net/$card/statistics/${1}_packets"
}
get() {
	wget -q -O - "http://$server/$1" | md5sum >/dev/null
}
put() {
	dd if=/dev/zero bs=65536 count="$1" 2>/dev/null | nc $sink >/dev/null
}

# measure NAME WHICH COMMAND...: what the command costs, and its packets.
measure() {
	local name=$1 which=$2 before
	shift 2
	before=$(packets "$which")
	./mark
	"$@"
	./mark
	echo "measured $name $(($(packets "$which") - before))"
}

get small # what happens only once, happens now
put 16
# Again and again: how often wget and md5sum wake each other differs each time.
for _ in 1 2 3 4 5 6 7; do
	measure receive-small rx get small
	measure receive-large rx get large
	measure send-small tx put 16
	measure send-large tx put 160
done
while read -r module size _ _ _ address _; do
	echo "module $module $address $size"
done </proc/modules
for section in /sys/module/*/sections/.*text*; do
	echo "section $section $(cat "$section")"
done
if [ -e profile ]; then
	gzip -c /proc/kallsyms >/tmp/kallsyms
fi
