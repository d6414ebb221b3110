# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script of scripts/bench: silence of two lengths, 48 kHz stereo, a
# snapshot of the instruction counters around each.
# shellcheck disable=SC3043
play() {
	aplay -q -D hw:0 -t raw -f S16_LE -r 48000 -c 2 -d "$1" /dev/zero || fail "aplay"
}

# measure NAME SECONDS
measure() {
	./mark
	play "$2"
	./mark
	echo "measured $1 $2"
}

[ -e /proc/asound/card0 ] || fail "no card"
play 1 # what happens only once, happens now
for _ in 1 2 3 4 5; do
	measure playback-small 1
	measure playback-large 5
done
while read -r module size _ _ _ address _; do
	echo "module $module $address $size"
done </proc/modules
for section in /sys/module/*/sections/.*text*; do
	echo "section $section $(cat "$section")"
done
