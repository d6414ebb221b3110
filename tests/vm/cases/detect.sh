#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# From the instruction that fails until the taps are active: at most 20 us of
# virtual time (one instruction is one nanosecond), whatever fails in which context.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in detect
wrap_crash
expect 0 umbra-vm --icount --smp 1 --log "$work/log" \
	--allow-splat "list_add corruption" "${umbra_modules[@]}" \
	--module "$crash" "$vm_dir/bench/detect.sh" >"$work/out"
n=0
while read -r word kind context ns; do
	[ "$word" = detected ] || continue
	n=$((n + 1))
	# No time at all: the register was not the time.
	[ "$ns" -gt 100 ] && [ "$ns" -le 20000 ] || fail "$kind in $context: $ns ns"
done <"$work/out"
[ "$n" = 27 ] || fail "$n failures instead of 27"
grep ^detected "$work/out" | sort -n -k4 | tail -3
echo "detect: ok"
