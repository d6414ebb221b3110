#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Mistakes of a driver (tests/violations): each changes kernel memory that is
# not the driver's, and with all checks is stopped, named and recovered from.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in violations
: "${KDIR:=$(ls -d /lib/modules/*/build | tail -1)}"
build() {
	make -s -C "$KDIR" M="$1" modules >"$work/make.log" 2>&1 || { cat "$work/make.log"; fail "make $1"; }
}

cp -r "$root/tests/violations/canary" "$work/canary"
cp -r "$root/tests/violations/driver" "$work/plain"
build "$work/canary"
build "$work/plain"
"$UMBRA_BUILD/bin/umbra" harden --checks=all --quiet --kernel "$KDIR" --output "$work/wrapped" \
	"$root/tests/violations/driver"
build "$work/wrapped"

run() {
	local hardened=$1
	shift
	mkdir -p "$work/$hardened"
	echo "hardened=$hardened" >"$work/$hardened/config"
	expect 0 umbra-vm --log "$work/$hardened/log" --time-limit 400 --module "$work/canary/canary.ko" \
		"$@" --file "$work/$hardened/config" --file "$root/tests/violations/mistakes" \
		"$vm_dir/guest/violations.sh"
}
run no --module "$work/plain/violations.ko"
run yes "${umbra_modules[@]}" --module "$work/wrapped/violations.ko"
echo "violations: ok"
