#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A driver that fails in its probe, deep in it, each time that it is loaded: the kernel, which
# undoes what it manages for the device, finds nothing of the driver's in its way.
# usage: probe-fails.sh MODULE FUNCTION    it fails in that function of its own
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1 function=$2
work_in "probe-fails-$module"
ko=$(driver build "$module" "$work/driver" --harden --plant="--place function=$function --every 1")
# shellcheck disable=SC2016 # for the guest
expect 0 umbra-vm --log "$work/log" "${umbra_modules[@]}" --file "$ko" --device "$(column 2 "$module")" --run '
	insmod /root/*.ko && fail "it loads"
	dmesg | grep "umbra: .*; gave up after [1-9][0-9]* retries; the module is not loaded" ||
		fail "it was not tried again"
	rmmod umbra_net && rmmod umbra'
echo "probe-fails $module: ok"
