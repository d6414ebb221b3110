# SPDX-License-Identifier: GPL-2.0-or-later
# Helpers for guest scripts about sound: card 1 is under test, card 0 plays
# silence all the time, so that the recording goes on while card 1 pauses.
# Wants in /root/config: module (as in /proc/modules), to plant also the numbers of the
# planted places as place_NAME (- is _).
# shellcheck disable=SC2154,SC3043
. /root/config
domain=/sys/kernel/umbra/$module
raw="-q -t raw -f S16_LE -r 44100 -c 2"

# One card, one rate: nothing between an application and the recording mixes.
cat >/etc/asound.conf <<-'END'
	pcm.!default { type plug slave { pcm "hw:1" rate 44100 channels 2 format S16_LE } }
	ctl.!default { type hw card 1 }
END

# sound_set CARD...: at full volume, which changes no sample.
sound_set() {
	for card; do
		for control in Master PCM; do
			amixer -q -c "$card" sset $control 100% unmute 2>/dev/null
		done
	done
}

sound_up() {
	[ -e /proc/asound/card0 ] && [ -e /proc/asound/card1 ] || fail "no two cards"
	sound_set 0 1
	# shellcheck disable=SC2086 # words
	aplay -D hw:0 $raw /dev/zero &
	keeper=$!
	sleep 0.3
}

# identity: what an application knows a card by, and how it has set it.
identity() {
	cat /proc/asound/cards
	ls -l /dev/snd | awk '{ print $5, $6, $NF }'
	amixer -c 1 contents
}

# problem TEXT: noted, so that one run shows all there are.
problems=0
problem() {
	echo "FAIL: $*"
	problems=$((problems + 1))
}

failed_more_than() {
	[ "$(cat "$domain/failures")" -gt "$1" ]
}

passive() {
	[ "$(cat "$domain/state")" = passive ]
}

kind=1
# plant PLACE [KIND]: the next time that the driver comes there, it fails.
plant() {
	eval "number=\$place_$1"
	echo "${2:-1}" >"/sys/module/$module/parameters/planted_kind"
	echo "$number" >"/sys/module/$module/parameters/planted_place"
}

# expect_failure PLACE BEFORE [WORDS]: it did, and is over; WORDS are in its reason.
expect_failure() {
	until_true 5 failed_more_than "$2" || problem "$1: not reached"
	until_true 5 passive || problem "$1: $(cat "$domain/state")"
	echo "$1: $(cat "$domain/last_failure"), outage $(cat "$domain/outage_ns") ns"
	# Beyond the driver's own waits, which are in its init.
	beyond=$(($(cat "$domain/outage_ns") - $(cat "$domain/outage_phases/init")))
	[ "$beyond" -le 100000000 ] || problem "$1: an outage of $beyond ns besides init"
	[ -z "${3-}" ] || grep -q "$3" "$domain/last_failure" || problem "$1: expected '$3'"
}

# during PLACE:WORDS...: one failure after another while something plays.
during() {
	for at; do
		sleep 0.3
		before=$(cat "$domain/failures")
		plant "${at%%:*}" "$kind"
		expect_failure "${at%%:*}" "$before" "$(echo "${at#*:}" | tr _ ' ')"
		kind=$((kind % 10 + 1))
	done
}

# run NAME PLACES COMMAND...: the application, its driver failing; it must not notice.
run() {
	local name=$1 places=$2 code
	shift 2
	# shellcheck disable=SC2086 # words
	during $places >/tmp/during &
	failing=$!
	"$@" >/tmp/output 2>&1
	code=$?
	wait $failing
	# shellcheck disable=SC2086 # words
	kind=$(((kind - 1 + $(echo $places | wc -w)) % 10 + 1))
	echo "$name: exit code $code"
	cat /tmp/during
	[ $code = 0 ] || problem "$name: exit code $code: $(tail -n 3 /tmp/output)"
	! grep -q -i -E "xrun|underrun|overrun" /tmp/output || problem "$name: $(cat /tmp/output)"
	! grep FAIL: /tmp/during || problem "$name"
	sleep 0.2
}

# begins PLACE[:WORDS]: a play whose very beginning comes to the failure.
begins() {
	local before place=${1%%:*}
	before=$(cat "$domain/failures")
	plant "$place"
	run "aplay, $place" "" aplay -q -D hw:1 song.wav
	expect_failure "$place" "$before" "$(echo "${1#"$place"}" | tr -d : | tr _ ' ')"
}
