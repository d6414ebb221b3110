#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every check of a store is taken out of a wrapped driver that stores in every form there is
# (tests/violations): each is missed, by the reader of machine code or by that of the source.
# No machine is booted.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in deleted
: "${KDIR:=$(ls -d /lib/modules/*/build | tail -1)}"
umbra=$UMBRA_BUILD/bin/umbra
"$umbra" harden --checks=all --quiet --kernel "$KDIR" --output "$work/tree" \
	"$root/tests/violations/driver"
"$(dirname "$0")/deleted.py" "$work/tree"
make -s -C "$KDIR" M="$work/tree" modules >"$work/make.log" 2>&1 || { cat "$work/make.log"; fail "make"; }
expect 1 "$umbra" verify --stores "$work/tree/violations.ko" >"$work/verify"
expect 1 "$root/rewriter/audit/audit" --kernel "$KDIR" "$work/tree" >"$work/audit"
"$(dirname "$0")/deleted.py" --judge "$work/tree" "$work/verify" "$work/audit"
echo "deleted: ok"
