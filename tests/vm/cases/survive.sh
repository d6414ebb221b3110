#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A download through a hardened driver that fails every so many packets.
# usage: survive.sh MODULE [MIB] [EVERY]
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1 mib=${2:-8} every=${3:-1000}
work_in "survive-$module"
serve_file "$mib"
ko=$(driver build "$module" "$work/driver" --harden --mend --plant="--kind null-write --every $every")
stock_of "$module"
# A packet carries at most 1460 bytes; a few failures may go with a burst.
packets=$((mib * 1048576 / 1460))
cat >"$work/config" <<END
module=${module//-/_}
sum=$sum
at_least=$((packets / every / 2 + 1))
file=file
END
expect 0 umbra-vm --log "$work/log" "${stock[@]}" "${umbra_modules[@]}" \
	--module "$ko $(column 6 "$module")" --device "$(column 2 "$module")" --serve "$work/www" --file "$work/config" "$vm_dir/guest/survive.sh"
echo "survive $module: ok"
