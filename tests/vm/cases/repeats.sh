#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Requests that fail the driver each time are refused: a write and an ioctl of
# examples/repeat, a packet and settings of a network driver. The same packet
# ends an unhardened machine.
# usage: repeats.sh MODULE
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1
work_in "repeats-$module"
serve_file 1
: "${KDIR:=$(ls -d /lib/modules/*/build | tail -1)}"
gcc -static -O1 -Wall -o "$work/ask" "$vm_dir/guest/ask.c"
# umbractl and what it is linked with.
tools=(--file "$work/ask:/bin/ask" --file "$UMBRA_BUILD/bin/umbractl:/bin/umbractl")
for library in $(ldd "$UMBRA_BUILD/bin/umbractl" | grep -o '/[^ ]*'); do
	tools+=(--file "$library:$library")
done

"$UMBRA_BUILD/bin/umbra" harden --strict --kernel "$KDIR" --output "$work/wrapped" "$root/examples/repeat"
make -s -C "$KDIR" M="$work/wrapped" modules >"$work/make.log" 2>&1 || { cat "$work/make.log"; fail "make"; }
expect 0 umbra-vm --log "$work/log" "${umbra_modules[@]}" "${tools[@]}" \
	--module "$work/wrapped/repeat.ko" "$vm_dir/guest/repeats.sh"

device=$(driver list | awk -v m="$module" '$1 == m { print $2 }')
ko=$(driver build "$module" "$work/plain" --plant="--place packet --every 1")
expect 0 umbra-vm --log "$work/plain.log" --expect-splat 'Kernel panic - not syncing' "${tools[@]}" \
	--module "$ko" --device "$device" --run 'net_up; ask udp 10.0.2.2 "This is DEADLY!"; sleep 9'

ko=$(driver build "$module" "$work/driver" --harden --plant=--on-demand)
cat >"$work/config" <<END
driver=$module
sum=$sum
packet=$(place packet)
rings=$(place rings)
features=$(place features)
END
expect 0 umbra-vm --log "$work/net.log" --no-load "${umbra_modules[@]}" "${tools[@]}" \
	--file "$ko" --device "$device" --serve "$work/www" --file "$work/config" "$vm_dir/guest/repeats-net.sh"
echo "repeats $module: ok"
