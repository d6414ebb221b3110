#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A bug of a driver's own, which other tests have mended (mend.cocci), is found in the driver as
# it is, and recovered from.
# usage: found.sh MODULE TEXT    the failure says TEXT
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1 text=$2
work_in "found-$module"
ko=$(driver build "$module" "$work/driver" --harden)
expect 0 umbra-vm --log "$work/log" "${umbra_modules[@]}" --module "$ko $(column 6 "$module")" \
	--device "$(column 2 "$module")" --serve "$work/www" --run "
	net_up >/dev/null || fail 'no link'
	wget -q -O /dev/null http://\$server/ & # a neighbour to find is enough
	recovered() { dmesg | grep -F '$text' | grep -q 'recovered in'; }
	until_true 60 recovered || fail \"\$(cat /sys/kernel/umbra/${module//-/_}/last_failure)\""
echo "found $module: ok"
