#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The damage without Umbra: a null store in the interrupt handler ends the
# machine in the middle of a song.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in sound-crash
heard make "$work/song.wav" --seconds 2
ko=$(driver build snd-intel8x0 "$work/driver" --plant=--on-demand)
cat >"$work/config" <<END
module=snd_intel8x0
interrupt=$(place interrupt)
END
machine=(umbra-vm --icount --userland --time-limit 400 --module "$ko" --stock snd-ens1370
	--device ES1370 --device AC97 --file "$work/song.wav" --file "$work/config"
	--file "$vm_dir/guest/sound.sh")
# shellcheck disable=SC2016 # for the guest
expect 0 "${machine[@]}" --log "$work/log" --record "$work/heard.wav" \
	--expect-splat 'Kernel panic - not syncing: Fatal exception in interrupt' --run '
	. /root/sound.sh
	sound_up
	aplay -q -D hw:1 song.wav || fail aplay
	echo 1 >/sys/module/snd_intel8x0/parameters/planted_kind
	(sleep 0.7; echo $interrupt >/sys/module/snd_intel8x0/parameters/planted_place) &
	aplay -q -D hw:1 song.wav'
grep -q 'BUG: kernel NULL pointer dereference' "$work/log" || fail "another panic than the planted one"
expect 0 heard find "$work/song.wav" "$work/heard.wav"
expect 1 heard find --times 2 "$work/song.wav" "$work/heard.wav"
echo "sound-crash: ok"
