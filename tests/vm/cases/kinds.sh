#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every kind of failure, in every context, with every kind of thing held:
# examples/crash hardened. And one of them unhardened, which ends the machine.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in kinds
cp -r "$root/examples/crash" "$work/plain"
make_crash "$work/plain"
# shellcheck disable=SC2016 # for the guest
expect 0 umbra-vm --log "$work/plain.log" --module "$work/plain/crash.ko" \
	--expect-splat 'Kernel panic - not syncing: Fatal exception in interrupt' \
	--run 'echo "null-write softirq nothing" >/sys/module/crash/parameters/go; sleep 5'

wrap_crash
"$UMBRA_BUILD/bin/umbra" verify "$crash"
"$UMBRA_BUILD/bin/umbra" verify "$work/plain/crash.ko" >/dev/null 2>&1 && fail "verify passes the plain module"
expect 0 umbra-vm --log "$work/log" --time-limit 400 --allow-splat "list_add corruption" "${umbra_modules[@]}" \
	--module "$crash" "$vm_dir/guest/kinds.sh"
echo "kinds: ok"
