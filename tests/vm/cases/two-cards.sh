#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Two cards on one hardened driver, which fails through one of them: both keep what
# they were and go on.
# usage: two-cards.sh MODULE
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1
work_in "two-cards-$module"
serve_file 1
ko=$(driver build "$module" "$work/driver" --harden --plant=--on-demand)
device=$(driver list | awk -v m="$module" '$1 == m { print $2 }')
cat >"$work/config" <<END
module=${module//-/_}
sum=$sum
place_stop=$(place stop)
places="$(place receive) $(place transmit) $(place interrupt)"
END
expect 0 umbra-vm --log "$work/log" "${umbra_modules[@]}" --module "$ko" --device "$device" \
	--device "$device" --serve "$work/www" --file "$work/config" "$vm_dir/guest/two-cards.sh"
echo "two-cards $module: ok"
