#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Debian's programs go on while the driver of their card fails again and again,
# in receive, transmit, interrupt and control paths.
# usage: applications.sh MODULE [MIB]
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1 mib=${2:-8}
work_in "applications-$module"
expect 0 applications shadow "$module" "$mib" "$work"
out=$work/shadow.out
! grep 'outcome: .*: fails' "$out" || fail "an application did not go on"
[ "$(grep -c 'outcome: .*: works' "$out")" = 12 ] || fail "an application did not end"
grep -qx 'carrier changes: 0' "$out" || fail "user space saw the link go"
for place in receive transmit interrupt ethtool; do
	grep -q "^failed at $place:" "$out" || fail "no failure at $place"
done
echo "applications $module: ok"
