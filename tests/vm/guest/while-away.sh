# SPDX-License-Identifier: GPL-2.0-or-later
# Part of survive-sound.sh: what a driver is asked while it is away, for as long as it
# takes, for its probe waits. Wants load() and begin().
# shellcheck disable=SC2086,SC2154,SC3043 # words

# ask FILE STEP...: see while-away.c.
ask() {
	/root/while-away "$module" 1 "$@" >/tmp/output 2>&1 || problem "while away: exit code $?"
	cat /tmp/output
}

# stop SIGNAL STREAM COMMAND...: what plays or records is stopped; it is gone once the driver is back.
stop() {
	local signal=$1 stream=$2
	shift 2
	"$@" >/tmp/output 2>&1 &
	player=$!
	sleep 0.5
	begin
	kill -"$signal" $player
	sleep 0.3
	at_probe || problem "stop: $(cat "$domain/state")"
	echo 0 >"$planted/planted_kind"
	wait $player
	until_true 5 passive || problem "stop: $(cat "$domain/state")"
	grep -q closed "/proc/asound/card1/$stream/sub0/status" || problem "$signal: the stream is not closed"
	echo "stopped by $signal while away: $*: $(cat "$domain/outage_ns") ns"
}

sound_set 1
# What only notes something is answered at once; but a library's card looks suspended, and all waits.
soon='' still=still
[ -z "${library-}" ] || soon=soon still=''
# What is stopped is not heard any more: it has a level of its own.
ask steady.raw open params prepare play:600 pause away $still back still resume runs \
	away $soon drop soon prepare back play:400 runs away $soon drop soon free back \
	away soon params back away soon prepare back play:400 runs away soon close back
for signal in TERM KILL; do
	stop $signal pcm0p aplay -D hw:1 $raw steady.raw
	stop $signal pcm0p aplay -M -D hw:1 $raw steady.raw
	stop $signal pcm0c arecord -D hw:1 $raw /dev/null
done
# What goes on is heard, all of it: two songs.
ask song.raw open params prepare play:800 runs away $soon pause $still back still resume play:300 \
	away $soon pause resume back runs rest drain close
ask song.raw away soon open back params prepare away $soon play:200 back runs rest \
	away soon drain back close
