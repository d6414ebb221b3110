#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What a sound card has beside streams: hardware dependent devices, timers, MIDI ports,
# controls. A driver of our own, for no card of QEMU's has them all; with all checks.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in knobs
: "${KDIR:=$(ls -d /lib/modules/*/build | tail -1)}"
"$UMBRA_BUILD/bin/umbra" harden --strict --checks=all --kernel "$KDIR" --output "$work/wrapped" "$vm_dir/knobs"
cp -r "$vm_dir/knobs" "$work/native"
for made in wrapped native; do
	make -s -C "$KDIR" M="$work/$made" modules >"$work/make.log" 2>&1 || { cat "$work/make.log"; fail "make"; }
done
"$UMBRA_BUILD/bin/umbra" verify "$work/wrapped/knobs.ko"
gcc -static -O1 -Wall -o "$work/knobs" "$vm_dir/guest/knobs.c"
expect 0 umbra-vm --log "$work/log" --no-load --userland --qemu=-device --qemu=edu \
	--module "$UMBRA_BUILD/modules/umbra.ko" --module "$UMBRA_BUILD/modules/umbra_sound.ko" \
	--module "$work/wrapped/knobs.ko wait=1" --file "$work/knobs" "$vm_dir/guest/knobs.sh"
# Unhardened, an interrupt's failure ends the machine.
# shellcheck disable=SC2016 # for the guest
expect 0 umbra-vm --log "$work/log.native" --qemu=-device --qemu=edu \
	--module "$work/native/knobs.ko" --file "$work/knobs" \
	--expect-splat 'Kernel panic - not syncing: Fatal exception in interrupt' --run '
	echo interrupt >/sys/module/knobs/parameters/fail
	/root/knobs midi 0'
echo "knobs: ok"
