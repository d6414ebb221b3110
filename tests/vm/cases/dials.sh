#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every setting that a network driver can be told, before a failure and while
# the driver restarts; and that without the shadow they are all lost.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in dials
: "${KDIR:=$(ls -d /lib/modules/*/build | tail -1)}"
"$UMBRA_BUILD/bin/umbra" harden --strict --kernel "$KDIR" --output "$work/wrapped" "$vm_dir/dials"
make -s -C "$KDIR" M="$work/wrapped" modules >"$work/make.log" 2>&1 || { cat "$work/make.log"; fail "make"; }
"$UMBRA_BUILD/bin/umbra" verify "$work/wrapped/dials.ko"
clang-19 -O2 -target bpf -c "$vm_dir/dials/pass.c" -o "$work/pass.o"
# Memory that is freed is poisoned: the driver has its tables in there.
expect 0 umbra-vm --log "$work/log" --append "slub_debug=P,kmalloc-*" --no-load --userland --stock 8021q --stock vxlan \
	"${umbra_modules[@]}" --module "$work/wrapped/dials.ko wait=1" --file "$work/pass.o" \
	--file "$vm_dir/guest/stamping.py" "$vm_dir/guest/dials.sh"
echo "dials: ok"
