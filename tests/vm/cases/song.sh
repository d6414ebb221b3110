#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Songs on a card that plays at 48 kHz alone, and whose driver moves samples itself: it fails
# where they begin, and all of them is heard; and once in the middle: that one goes on.
# usage: song.sh MODULE KEEPER PLACE...    as sound.sh has them
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1 keeper=$2
shift 2
work_in "sound-$module"
ko=$(driver build "$module" "$work/driver" --harden --plant=--on-demand)
stock_of "$module"
heard make "$work/song.wav" --rate 48000 --seconds 2 --tail 0.1
{
	echo "module=${module//-/_} steady=pointer places=\"${*//-/_}\""
	for place in pointer "$@"; do echo "place_${place//-/_}=$(place "$place")"; done
} >"$work/config"
expect 0 umbra-vm --icount --userland --log "$work/log" --record "$work/heard.wav" --rate 48000 \
	--module "$UMBRA_BUILD/modules/umbra.ko" --module "$UMBRA_BUILD/modules/umbra_sound.ko" \
	--module "$ko" "${stock[@]}" --stock "$keeper" --device "$(column 2 "$keeper")" \
	--device "$(column 2 "$module")" --file "$work/song.wav" --file "$work/config" \
	--file "$vm_dir/guest/sound.sh" "$vm_dir/guest/song.sh"
expect 0 heard find --times $((1 + $#)) --repeat 80 "$work/song.wav" "$work/heard.wav"
echo "sound $module: ok"
