#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every kind of failure in every kind of context, recovered one after another.
# Taps alone: checks would stop the wild ones before they fault.
# usage: places.sh MODULE PLACE...      (places of plant --help)
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1
shift
work_in "places-$module"
serve_file 2
ko=$(driver build "$module" "$work/driver" --harden=taps --plant=--on-demand)
device=$(driver list | awk -v m="$module" '$1 == m { print $2 }')

# Numbers are plant's, the last word is what the log says ("_" for a space).
kinds="1:null-write:null_write 2:null-read:null_read 3:wild-write:wild_write 4:wild-read:wild_read
5:noncanonical:non-canonical 6:null-jump:jump_to_null 7:wild-jump:wild_jump 8:bug:BUG
9:divide:divide 10:invalid:invalid_opcode"
places=
for place; do
	places+="$(place "$place"):$place "
done
cat >"$work/config" <<END
module=${module//-/_}
sum=$sum
file=file
places="$places"
kinds="$kinds"
END
expect 0 umbra-vm --log "$work/log" "${umbra_modules[@]}" --module "$ko" \
	--device "$device" --serve "$work/www" --file "$work/config" "$vm_dir/guest/places.sh"
echo "places $module: ok"
