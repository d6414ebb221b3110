# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: songs through a hardened driver that fails at their begin, and in the middle
# of the last. Wants in /root/config: module, places (numbers in sound.sh's way), steady, the
# one that a play comes to all the time.
# shellcheck disable=SC2154
. /root/sound.sh

sound_up
amixer -c 1 scontrols | cut -d "'" -f 2 | while read -r each; do
	amixer -q -c 1 sset "$each" 100% unmute || problem "$each"
done
identity >/tmp/before
run "aplay" "" aplay -q -D hw:1 song.wav
for place in $places; do
	begins "$place"
done
# It moves samples itself, so it goes on out of step: what is heard of it is not looked at.
aplay -q -D hw:1 song.wav 2>/tmp/output &
playing=$!
during "$steady:" "$steady:"
wait $playing || problem "aplay, $steady: $(cat /tmp/output)"
identity >/tmp/after
diff /tmp/before /tmp/after || problem "the card has changed"
kill $keeper
rmmod "$module" && rmmod umbra_sound && rmmod umbra || problem "a module does not unload"
dmesg | grep "umbra: $module: released .* left behind" && problem "something was left behind"
[ "$problems" = 0 ]
