#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A thousand failures of three drivers in one boot: memory stays flat, and the last
# outage is as short as the first.
# usage: endure.sh [FAILURES]
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
cat >"$work/config" <<END
sum=$sum
total=${1:-1000}
receive=$(place receive)
interrupt=$(place interrupt)
poll=$(place poll)
transmit=$(place transmit)
rx_mode=$(place rx-mode)
ethtool=$(place ethtool)
END
expect 0 umbra-vm --log "$work/log" --time-limit 900 --stock mii "${umbra_modules[@]}" "${files[@]}" \
	"${devices[@]}" --serve "$work/www" --file "$work/config" "$vm_dir/guest/endure.sh"
echo "endure: ok"
