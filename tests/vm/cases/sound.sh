#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Debian's sound programs on a hardened driver that fails again and again: each
# ends well, and all that they played was heard. By virtual time.
# usage: sound.sh CHECKS 'MODULE [PARAM=V]' KEEPER PLACE...
# CHECKS as umbra harden has them; KEEPER is a stock driver; places that a play begins with.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
checks=$1 module=${2%% *} parameters=${2#"${2%% *}"} keeper=$3
shift 3
work_in "sound-$module"
ko=$(driver build "$module" "$work/driver" --harden="$checks" --plant=--on-demand)
# found PLACE: this driver has it.
found() {
	grep -q ": $1 (" "$work/driver/log"
}
# What a play comes to all the time; wrongs and what is said of them. Where streams
# are a library's, the driver is only asked what it makes of their positions.
steady=(pointer interrupt) tail=0 repeat=80 pair=100
wrongs=(periods_stop:period_interrupts_stopped position_outside:position_outside_the_buffer
	position_backwards:position_going_backwards position_ahead:position_ahead_of_time)
if found pointer; then
	set -- "$@" trigger-result:result_outside_the_interface
else
	steady=(position position-check)
	wrongs=(position_refused:period_interrupts_stopped)
	# What a codec has in its queue is lost when a card stops, natively, too. Where its
	# controller stands is asked, so nothing is heard twice but what it sent meanwhile.
	tail=0.1 repeat=2 pair=2
fi
stock_of "$module"
stock+=(--stock "$keeper")
heard make "$work/song.wav" --seconds 2 --tail $tail
heard make "$work/right.wav" --seconds 2 --tail $tail --right
# What is to be asked while the driver is away. A level that no song has for long.
gcc -static -pthread -O1 -Wall -o "$work/while-away" "$vm_dir/guest/while-away.c"
tail -c +45 "$work/song.wav" >"$work/song.raw"
heard make "$work/steady.wav" --seconds 10 --right --level 7001
tail -c +45 "$work/steady.wav" >"$work/steady.raw"
lame --quiet -m s -b 128 "$work/song.wav" "$work/song.mp3"
{
	echo "module=${module//-/_} ko=$module.ko parameters=\"${parameters# }\""
	echo "wait=$(($(plant --help | sed -n "s/^kinds: *//p" | wc -w) + 1))"
	echo "begin_places=\"${*//-/_}\" wrongs=\"${wrongs[*]}\""
	echo "first=${steady[0]//-/_} second=${steady[1]//-/_}"
	! found control || echo mixer=control
	found pointer || echo library=1
	for name in probe interrupt pointer trigger prepare hw-params pcm-open pcm-close control \
		periods-stop position-outside position-backwards position-ahead trigger-result \
		position-check position position-refused parameter; do
		echo "place_${name//-/_}=$(place $name)"
	done
} >"$work/config"
expect 0 umbra-vm --icount --userland --log "$work/log" --record "$work/heard.wav" \
	--module "$UMBRA_BUILD/modules/umbra.ko" --module "$UMBRA_BUILD/modules/umbra_sound.ko" \
	--module "$ko$parameters" "${stock[@]}" --device "$(column 2 "$keeper")" --device "$(column 2 "$module")" \
	--file "$work/song.wav" --file "$work/song.mp3" --file "$work/right.wav" \
	--file "$vm_dir/guest/pcm-timer.py" --file "$work/config" \
	--file "$work/while-away" --file "$vm_dir/guest/while-away.sh" --file "$work/song.raw" --file "$work/steady.raw" \
	--file "$vm_dir/guest/sound.sh" --collect "/tmp/mp3.wav:$work/mp3.wav" \
	"$vm_dir/guest/survive-sound.sh"
# What the card's back end had taken and not yet played is heard twice: up to 60 ms, 80 and more
# where two play (their periods end less often) or a wrong position was to be seen. How long the pause was, the guest says:
# QEMU's mixer waits for a card that stands still, and records less of it.
# A song each: undisturbed, failing, mmap, poll, short buffer, each place at the beginning,
# each wrong, recording beside, timer beside, two asked while away; and one beside another, where it can.
songs=$((9 + $# + ${#wrongs[@]}))
expect 0 heard find --repeat $repeat "$work/mp3.wav" "$work/heard.wav"
if ! grep -q 'guest: one song at a time' "$work/log"; then
	songs=$((songs + 1))
	repeat=$pair
	expect 0 heard find --channel 1 --repeat $repeat "$work/right.wav" "$work/heard.wav"
fi
expect 0 heard find --times $songs --repeat $repeat "$work/song.wav" "$work/heard.wav"
# Seven plays, stopped while their driver was away: nothing of them afterwards.
expect 0 heard level 7001 "$work/heard.wav" --channel 1 --least 2200 --most 2900
echo "sound $module: ok"
