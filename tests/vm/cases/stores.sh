#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# No store of a driver hardened with all checks is without one. No machine is booted:
# for those that no soak runs.
#   stores.sh MODULE...
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
for module; do
	work_in "stores-$module"
	ko=$(driver build "$module" "$work/driver" --harden)
	expect 0 "$UMBRA_BUILD/bin/umbra" verify --stores "$ko"
done
echo "stores: ok"
