#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A driver hardened with all checks has no store without one, and does what drivers
# do: not one violation.
# usage: soak.sh MODULE [TIMES [WITHOUT]]    loads it again so many times, else once;
# WITHOUT is an option of ethtool that the kernel warns of, natively as well.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1 times=${2:-1} without=${3-}
work_in "soak-$module"
serve_file 2
ko=$(driver build "$module" "$work/driver" --harden --mend)
expect 0 "$UMBRA_BUILD/bin/umbra" verify --stores "$ko"
stock_of "$module"
cat >"$work/config" <<END
module=${module//-/_}
ko="$(basename "$ko") $(column 6 "$module")"
sum=$sum
file=file
times=$times
without=$without
END
expect 0 umbra-vm --log "$work/log" --userland "${stock[@]}" "${umbra_modules[@]}" \
	--module "$ko $(column 6 "$module")" --device "$(column 2 "$module")" --serve "$work/www" --file "$work/config" "$vm_dir/guest/soak.sh"
echo "soak $module: ok"
