# SPDX-License-Identifier: GPL-2.0-or-later
# Helpers for guest scripts about sound: card 1 is under test, card 0 plays
# silence all the time, so that the recording goes on while card 1 pauses.
# Wants in /root/config: module (as in /proc/modules).
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
