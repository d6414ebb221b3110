#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A driver that fails while it is being recovered, in each phase that driver code runs
# in, once and each time; and one that is unloaded in each state.
# usage: phases.sh MODULE
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1
work_in "phases-$module"
serve_file 1
wrap_crash
ko=$(driver build "$module" "$work/driver" --harden --plant=--on-demand)
device=$(driver list | awk -v m="$module" '$1 == m { print $2 }')
# The number of a kind is its place in the list; "wait" follows the last.
cat >"$work/config" <<END
driver=$module
sum=$sum
wait=$(($(plant --help | sed -n 's/^kinds: *//p' | wc -w) + 1))
probe=$(place probe)
open=$(place open)
stop=$(place stop)
rx_mode=$(place rx-mode)
work=$(place work)
END
for script in phases unload; do
	expect 0 umbra-vm --log "$work/$script.log" --no-load "${umbra_modules[@]}" \
		--file "$crash" --file "$ko" --device "$device" --serve "$work/www" --file "$work/config" \
		"$vm_dir/guest/$script.sh"
done
echo "phases $module: ok"
