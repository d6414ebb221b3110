#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The damage without Umbra: one null store in e1000's receive path takes the
# whole machine down, in the middle of a download.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in native-crash
serve_file 20
module=$(driver build e1000 "$work/e1000" --plant='--kind null-write --every 300')
expect 0 umbra-vm --log "$work/log" --module "$module" --device e1000 --serve "$work/www" \
	--expect-splat 'Kernel panic - not syncing: Fatal exception in interrupt' \
	--run 'net_up && download file'
if grep -q "^guest: $sum" "$work/log"; then
	fail "the download finished, so nothing was shown"
fi
grep -q 'BUG: kernel NULL pointer dereference' "$work/log" || fail "another panic than the planted one"
echo "native-crash: ok"
