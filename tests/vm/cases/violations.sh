#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Mistakes of a driver (tests/violations): each does its damage unhardened, and
# with all checks is stopped, named and recovered from. "violations.sh NAME..."
# takes only those.
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
"$UMBRA_BUILD/bin/umbra" harden --quiet --kernel "$KDIR" --output "$work/wrapped" \
	"$root/tests/violations/driver"
build "$work/wrapped"

gcc -static -O1 -Wall -o "$work/mixer" "$vm_dir/guest/mixer.c"

# run NAME HARDENED ONLY OPTION...: a machine; ONLY: mistakes, or nothing for all.
run() {
	local name=$1 hardened=$2 only=$3
	shift 3
	mkdir -p "$work/$name"
	printf 'hardened=%s\nonly="%s"\nalone=%s\n' "$hardened" "$only" "${alone:-no}" >"$work/$name/config"
	expect 0 umbra-vm --log "$work/$name/log" --qemu=-device --qemu=edu,dma_mask=0xffffffff \
		--qemu=-device --qemu=qemu-xhci --qemu=-device --qemu=usb-tablet --stock xhci_pci \
		--qemu=-device --qemu=virtio-rng-pci --stock virtio_pci --stock snd_rawmidi --stock snd_hwdep \
		--module "$work/canary/canary.ko" "$@" --file "$work/$name/config" \
		--file "$work/mixer" --file "$root/tests/violations/mistakes" "$vm_dir/guest/violations.sh"
}
run hardened yes "$*" "${umbra_modules[@]}" \
	--module "$UMBRA_BUILD/modules/umbra_sound.ko" --module "$work/wrapped/violations.ko"
run plain no "$*" --allow-splat . --module "$work/plain/violations.ko"
# Those that end the machine have one each.
while IFS=: read -r mistake _ damage _; do
	case " $* " in *" $mistake "* | "  ") ;; *) continue ;; esac
	case $damage in " dies "*) ;; *) continue ;; esac
	alone=yes run "$mistake" no "$mistake" --expect-splat "${damage# dies }" --module "$work/plain/violations.ko"
done <"$root/tests/violations/mistakes"
echo "violations: ok"
