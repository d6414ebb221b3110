#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A wrapped module without umbra.ko, with an umbra.ko of another version, and one that is a
# library, without init and exit.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in load
: "${KDIR:=$(ls -d /lib/modules/*/build | tail -1)}"
"$UMBRA_BUILD/bin/umbra" harden --kernel "$KDIR" --output "$work/wrapped" "$root/examples/crash"
cp -r "$work/wrapped" "$work/other"
sed -i 's/^#define UMBRA_ABI .*/#define UMBRA_ABI 99/' "$work/other/umbra.h"
mkdir "$work/source"
echo "obj-m := library.o" >"$work/source/Kbuild"
cat >"$work/source/library.c" <<-'END'
	#include <linux/module.h>
	int library_count(void);
	static int count;
	int library_count(void) { return ++count; }
	EXPORT_SYMBOL_GPL(library_count);
	MODULE_LICENSE("GPL");
END
"$UMBRA_BUILD/bin/umbra" harden --kernel "$KDIR" --output "$work/library" "$work/source"
for tree in wrapped other library; do
	make -s -C "$KDIR" M="$work/$tree" modules >"$work/make.log" 2>&1 ||
		{ cat "$work/make.log"; fail "make $tree"; }
done
cp "$work/other/crash.ko" "$work/other.ko"
# shellcheck disable=SC2016 # for the guest
expect 0 umbra-vm --log "$work/log" --no-load --file "$work/wrapped/crash.ko" \
	--file "$work/other.ko" --file "$work/library/library.ko" "${umbra_modules[@]}" --run '
	insmod /root/crash.ko && fail "it loads without umbra.ko"
	dmesg | grep "crash: Unknown symbol umbra_" || fail "the log does not name umbra"
	load_modules || fail "umbra.ko"
	insmod /root/other.ko && fail "it loads with another version"
	dmesg | grep "umbra: crash: its taps speak ABI 99, this umbra.ko [0-9]*; run .umbra harden. of the same version again" ||
		fail "the log does not say what to do"
	insmod /root/library.ko && echo 1 >/sys/kernel/umbra/library/recover && rmmod library ||
		fail "a library"
	insmod /root/crash.ko && rmmod crash && rmmod umbra_net && rmmod umbra || fail "the right one"'
echo "load: ok"
