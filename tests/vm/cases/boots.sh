#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The same short mix of failures under each way that the kernel preempts, with one,
# two and four processors: a machine for each.
# usage: boots.sh MODULE
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1
work_in boots
serve_file 1
wrap_crash
ko=$(driver build "$module" "$work/driver" --harden --plant=--on-demand)
device=$(driver list | awk -v m="$module" '$1 == m { print $2 }')
places=
for place in receive interrupt poll transmit; do
	places+="$(place "$place") "
done
cat >"$work/config" <<END
module=$module
sum=$sum
places="$places"
END
wrong=0
for preempt in none voluntary full; do
	for processors in 1 2 4; do
		umbra-vm --log "$work/$preempt-$processors.log" "${umbra_modules[@]}" \
			--append "preempt=$preempt" --smp "$processors" --module "$crash" --module "$ko" \
			--device "$device" --serve "$work/www" --file "$work/config" \
			"$vm_dir/guest/boots.sh" || {
			echo "FAIL: preempt=$preempt, $processors processors"
			wrong=1
		}
	done
done
[ "$wrong" = 0 ]
echo "boots $module: ok"
