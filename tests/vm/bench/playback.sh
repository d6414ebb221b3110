# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script of scripts/bench: silence, 48 kHz stereo, a snapshot of the
# instruction counters before and after two lengths of it.
# shellcheck disable=SC3043
clock=/sys/devices/system/clocksource/clocksource0

# measure NAME SECONDS: while it plays.
measure() {
	./mark
	sleep "$2"
	./mark
	echo "measured $1 $2"
}

spin() {
	local i=0
	while [ $i -lt "$1" ]; do i=$((i + 1)); done
}

[ -e /proc/asound/card0 ] || fail "no card"
read -r own _ <$clock/current_clocksource
for turn in 1 2 3 4 5 6 7 8 9; do
	# How periods, the tick and the kernel's clock happen to lie to each other decides
	# which interrupts move the clock on: 3,000 instructions a second. They lie
	# anew each time: the clock's start, and by some half a millisecond the card's.
	echo hpet >$clock/current_clocksource
	echo "$own" >$clock/current_clocksource
	spin $((turn * 130))
	aplay -q -D hw:0 -t raw -f S16_LE -r 48000 -c 2 -d 26 /dev/zero &
	player=$!
	sleep 1
	measure playback-small 1
	measure playback-large 21
	wait $player || fail "aplay"
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
