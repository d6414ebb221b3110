#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A driver that fails each time it is restarted, and one whose probe fails.
# usage: gave-up.sh MODULE
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1
work_in "gave-up-$module"
serve_file 1
ko=$(driver build "$module" "$work/driver" --harden --plant=--on-demand)
device=$(driver list | awk -v m="$module" '$1 == m { print $2 }')
cat >"$work/config" <<END
driver=$module
sum=$sum
probe=$(place probe)
interrupt=$(place interrupt)
END
expect 0 umbra-vm --log "$work/log" --no-load "${umbra_modules[@]}" --file "$ko" \
	--device "$device" --serve "$work/www" --file "$work/config" "$vm_dir/guest/gave-up.sh"
echo "gave-up $module: ok"
