# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: applications play and record through a hardened driver that
# fails again and again. Wants in /root/config: module, times (plays of
# song.wav), the numbers of the planted places (sound.sh), first and second, the places
# that a play comes to all the time, wrongs, mixer.
# shellcheck disable=SC2154,SC3043
. /root/sound.sh

# positions: of what plays, until it ends; they never go back.
positions() {
	local last=0 seen=0 at
	until_true 5 grep -q hw_ptr /proc/asound/card1/pcm0p/sub0/status || problem "positions: nothing plays"
	while at=$(awk '/^hw_ptr/ { print $3 }' /proc/asound/card1/pcm0p/sub0/status) && [ -n "$at" ]; do
		[ "$at" -ge "$last" ] || problem "the position was $last, then $at"
		[ "$at" = "$last" ] || seen=$((seen + 1))
		last=$at
		sleep 0.01
	done
	echo "positions: $seen, up to $last"
	[ "$problems" = 0 ] && [ "$last" -ge 80000 ]
}

sound_up
identity >/tmp/before
run "aplay" "" aplay -q -D hw:1 song.wav
positions >/tmp/positions &
watching=$!
run "aplay" "$first: $second: $first:" aplay -q -D hw:1 song.wav
wait $watching || problem "$(cat /tmp/positions)"
cat /tmp/positions
run "aplay -M" "$second: $first:" aplay -q -M -D hw:1 song.wav
# It looks by poll() whether it may write, and so where the device is, between periods.
run "aplay -N" "$first: $second:" aplay -q -N -D hw:1 song.wav
# Its buffer is shorter than most outages: a pause, no error.
run "aplay -B" "$second: $first:" aplay -q -B 60000 -D hw:1 song.wav
for place in $begin_places; do
	begins "$place"
done
for wrong in $wrongs; do
	# Short periods: a jump is told from a step back.
	run "aplay, wrong" "$wrong" aplay -q -F 50000 -D hw:1 song.wav
done

amixer -q -c 1 sset Master 80%
before=$(cat "$domain/failures")
if [ -n "${mixer-}" ]; then
	plant "$mixer"
else # A library's controls never come to the driver: it has just failed.
	plant parameter
	(echo 20 >"/sys/module/$module/parameters/power_save") 2>/dev/null
fi
amixer -q -c 1 sset Master 100% unmute || problem "amixer"
expect_failure "control" "$before"

# shellcheck disable=SC2086 # words
{
	run "arecord" "$second: $first:" arecord $raw -D hw:1 -d 2 /tmp/one
	run "arecord -M" "$first: $second:" arecord $raw -M -D hw:1 -d 2 /tmp/two
	arecord $raw -D hw:1 -d 2 /tmp/three &
	recorder=$!
	run "aplay, arecord" "$second: $first:" aplay -q -D hw:1 song.wav
	wait $recorder || problem "arecord while aplay plays"
}
for file in /tmp/one /tmp/two /tmp/three; do
	[ "$(stat -c %s $file)" = $((44100 * 2 * 4)) ] || problem "$file: $(stat -c %s $file) bytes"
done
mpg123.bin -q -w /tmp/mp3.wav song.mp3
run "mpg123" "$first: $second:" mpg123.bin -q -o alsa -a hw:1 song.mp3
run "speaker-test" "$second: $first:" speaker-test -D hw:1 -c 2 -r 44100 -t sine -l 1 -b 400000
run "espeak-ng" "$second: $first:" espeak-ng "Umbra keeps the music playing, whatever the driver does."

# Two songs on one card, where it can play two.
if [ -e /proc/asound/card1/pcm1p ]; then
	aplay -q -D hw:1,1 right.wav &
	other=$!
	run "two songs" "$second: $first: $second:" aplay -q -D hw:1,0 song.wav
	wait $other || problem "the other of two songs"
else
	echo "one song at a time"
fi
# A PCM's timer ticks with its periods, before and after.
python3 pcm-timer.py 1 0 >/tmp/ticks &
timer=$!
run "aplay, timer" "$second: $first:" aplay -q -D hw:1 song.wav
wait $timer || problem "timer"
cat /tmp/ticks
# MIDI ports, where there are.
if [ -e /dev/snd/midiC1D0 ]; then
	before=$(cat "$domain/failures")
	plant pcm_open
	amidi -p hw:1 -S "90 3c 40" || problem "amidi"
	expect_failure "amidi, open" "$before"
	amidi -p hw:1 -r /tmp/midi -t 1 &
	listener=$!
	sleep 0.3
	echo 1 >"$domain/recover"
	until_true 5 passive || problem "MIDI: $(cat "$domain/state")"
	amidi -p hw:1 -S "80 3c 40" || problem "amidi, after"
	wait $listener || problem "amidi that listened"
fi

identity >/tmp/after
diff /tmp/before /tmp/after || problem "the card has changed"

# Unloaded while it recovers: rmmod waits. Then loaded, asked while it is away, and given up
# while it plays.
planted=/sys/module/$module/parameters
at_probe() {
	[ "$(cat "$domain/state")" = restarting ] && [ "$(cat "$planted/planted_kind")" = "$wait" ]
}
# load: its probe waits, from now on each time that it is restarted.
load() {
	# shellcheck disable=SC2086 # words
	insmod "/modules/$ko" $parameters planted_place="$place_probe" planted_kind="$wait" &
	# The copy of its data is made by then.
	until_true 5 test -e "$domain/state" || problem "not loaded"
	echo 0 >"$planted/planted_kind"
	wait $! || problem "insmod"
	until_true 5 test -e /dev/snd/pcmC1D0p || problem "no card after insmod"
}
begin() {
	echo 1 >"$domain/recover" &
	until_true 5 at_probe || problem "it does not restart: $(cat "$domain/state")"
}
dead() {
	[ "$(cat "$domain/gave_up")" = 1 ]
}
rmmod "$module" || problem "rmmod"
load
begin
rmmod "$module" &
unloading=$!
sleep 0.2
[ -e "$domain" ] || problem "it is unloaded before it is restarted"
echo 0 >"$planted/planted_kind"
wait $unloading || problem "rmmod while it recovers"
load
. /root/while-away.sh
# shellcheck disable=SC2086 # words
aplay -D hw:1 $raw /dev/zero 2>/tmp/output &
player=$!
sleep 0.3
echo 0 >"$domain/policy/max_retries"
begin
echo 1 >"$planted/planted_kind"
until_true 5 dead || problem "not given up: $(cat "$domain/state")"
wait $player && problem "aplay ends well, its card given up"
echo "given up while it plays: $(head -n 1 /tmp/output)"
[ ! -e /dev/snd/pcmC1D0p ] || problem "a device is left of a card given up"
# That was the only one: rmmod is no failure.
[ "$(dmesg | grep -c "umbra: .*; gave up after")" = 1 ] || problem "$(dmesg | grep "gave up after")"
kill $keeper
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || problem "TAINT_DIE is set"
rmmod "$module" && rmmod umbra_sound && rmmod umbra || problem "a module does not unload"
[ "$problems" = 0 ]
