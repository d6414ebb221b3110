#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every store of a driver hardened with all checks has its check: in the machine
# code, and as Coccinelle reads the source. A check that is taken away is missed
# by both.
#   checks.sh MODULE
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=$1
work_in "checks-$module"
: "${KDIR:=$(ls -d /lib/modules/*/build | tail -1)}"
ko=$(driver build "$module" "$work/driver" --harden)
tree=$(dirname "$ko")
umbra=$UMBRA_BUILD/bin/umbra
expect 0 "$umbra" verify --stores "$ko"
expect 0 "$root/rewriter/audit/audit" --kernel "$KDIR" "$tree"

# The first statement `*UMBRA_W(&a->b) = ...;` that no other relies on, as it was.
place=$(python3 - "$tree/umbra-report.json" <<'END'
import json, sys
sites = [s for m in json.load(open(sys.argv[1]))["modules"] for s in m["sites"]]
relied = {s["into"] for s in sites if "into" in s}
for s in sites:
    if (s.get("by") == "UMBRA_W" and s["where"] not in relied and s["wrapped"][0].endswith(".c")
            and s["wrapped"][1] == s["wrapped"][2] and "->" in s["what"]):
        print(s["wrapped"][0], s["wrapped"][1], s["what"])
        break
END
)
read -r file line what <<<"$place"
sed -i "${line}s/\*UMBRA_W(&\(.*\)) \([-+|&]\?=\) /\1 \2 /" "$tree/$file"
echo "checks: $file:$line: $what is no longer checked"
make -s -C "$KDIR" M="$tree" "$(driver list | grep "^$module " | grep -o 'CONFIG_[^ ]*')=m" modules \
	>"$work/make.log" 2>&1 || { cat "$work/make.log"; fail "make"; }
expect 1 "$umbra" verify --stores "$ko" >"$work/verify"
grep "$(basename "$file"):$line: a store without a check" "$work/verify" || fail "umbra verify misses it"
expect 1 "$root/rewriter/audit/audit" --kernel "$KDIR" "$tree" >"$work/audit"
grep "$file:$line: a store without a check" "$work/audit" || fail "the audit misses it"
echo "checks: ok"
