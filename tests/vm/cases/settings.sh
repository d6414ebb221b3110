#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Everything that an administrator sets, before a failure and during a recovery.
# usage: settings.sh MODULE SETTING...      (rows of guest/settings.sh)
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1
device=$(driver list | awk -v m="$module" '$1 == m { print $2 }')
shift
work_in "settings-$module"
ko=$(driver build "$module" "$work/driver" --harden --plant=--on-demand)
cat >"$work/config" <<END
module=${module//-/_}
settings="$*"
receive=$(place receive)
END
# Kind 11 is "wait".
expect 0 umbra-vm --log "$work/log" --no-load --userland --peer --stock 8021q \
	"${umbra_modules[@]}" --module "$ko planted_place=$(place probe) planted_kind=11" --device "$device" \
	--file "$vm_dir/guest/wire.py" --file "$work/config" "$vm_dir/guest/settings.sh"
echo "settings $module: ok"
