#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Many failures of three drivers in one boot: memory stays flat; and in another, whose
# time counts instructions, whatever else the host does: the last outage is as short as
# the first.
# usage: endure.sh FAILURES FAILURES    for memory, for outages
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in endure
serve_file 1
wrap_crash
files=(--file "$crash") devices=()
for module in 8139cp e1000; do
	ko=$(driver build "$module" "$work/$module" --harden --plant=--on-demand)
	files+=(--file "$ko")
	devices+=(--device "$(driver list | awk -v m="$module" '$1 == m { print $2 }')")
done
cat >"$work/places" <<END
sum=$sum
receive=$(place receive)
interrupt=$(place interrupt)
poll=$(place poll)
transmit=$(place transmit)
rx_mode=$(place rx-mode)
ethtool=$(place ethtool)
END
# endure WHAT FAILURES OPTION...: a machine.
endure() {
	local what=$1 total=$2
	shift 2
	printf 'judged=%s\ntotal=%s\n' "$what" "$total" | cat - "$work/places" >"$work/config"
	expect 0 umbra-vm "$@" --log "$work/$what.log" --stock mii "${umbra_modules[@]}" \
		"${files[@]}" "${devices[@]}" --serve "$work/www" --file "$work/config" "$vm_dir/guest/endure.sh"
}
endure memory "$1"
endure outages "$2" --icount
echo "endure: ok"
