#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A failed driver's mappings are gone before its memory is used again: with an
# IOMMU a device that writes late is stopped. Without one, the same write does damage.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in iommu
: "${KDIR:=$(ls -d /lib/modules/*/build | tail -1)}"
cp -r "$root/tests/violations/canary" "$work/canary"
"$UMBRA_BUILD/bin/umbra" harden --quiet --kernel "$KDIR" --output "$work/wrapped" \
	"$root/tests/violations/driver"
for folder in canary wrapped; do
	make -s -C "$KDIR" M="$work/$folder" modules >"$work/make.log" 2>&1 ||
		{ cat "$work/make.log"; fail "make $folder"; }
done

# The device waits for 100 ms of virtual time: not for the host's.
run() {
	local iommu=$1
	shift
	mkdir -p "$work/$iommu"
	echo "iommu=$iommu" >"$work/$iommu/config"
	expect 0 umbra-vm --log "$work/$iommu/log" --icount "$@" \
		--qemu=-device --qemu=edu,dma_mask=0xffffffff --stock snd_rawmidi \
		"${umbra_modules[@]}" --module "$UMBRA_BUILD/modules/umbra_sound.ko" \
		--module "$work/canary/canary.ko" --module "$work/wrapped/violations.ko" \
		--file "$work/$iommu/config" "$vm_dir/guest/iommu.sh"
}
run no
run yes --qemu=-machine --qemu=q35 --qemu=-device --qemu=intel-iommu --append intel_iommu=on
echo "iommu: ok"
