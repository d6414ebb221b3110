#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The agent under Debian's systemd and udev, with the files that are installed: an
# event of a wrapped driver's starts it, and it does what the administrator wants.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in agent
wrap_crash
DESTDIR=$work/installed cmake --install "$UMBRA_BUILD/umbractl" >/dev/null
prefix=$(sed -n 's/^CMAKE_INSTALL_PREFIX:PATH=//p' "$UMBRA_BUILD/CMakeCache.txt")
for file in sbin/umbractl lib/systemd/system/umbra-agent.service; do
	files+=(--file "$work/installed$prefix/$file:$prefix/$file")
done
echo "rules=$prefix/lib/udev/rules.d" >"$work/config"

expect 0 umbra-vm --log "$work/log" --userland --systemd --no-load \
	"${umbra_modules[@]}" "${files[@]}" --file "$work/installed$prefix/lib/udev/rules.d/60-umbra.rules" \
	--file "$crash" --file "$work/config" --collect /root/journal:"$work/journal" \
	--collect /var/lib/prometheus/node-exporter/umbra.prom:"$work/umbra.prom" "$vm_dir/guest/agent.sh"
python3 - "$work/journal" "$work/umbra.prom" <<'END'
import json, sys
entries = [json.loads(line) for line in open(sys.argv[1])]
found = [(e["UMBRA_EVENT"], e["UMBRA_MODULE"], e["PRIORITY"], e["UMBRA_FAILURES"]) for e in entries]
# The agent was not there for the first; the last finds it alive.
assert ("failure", "crash", "4", "2") in found and ("recovered", "crash", "5", "2") in found, found
for e in entries:
    assert e["SYSLOG_IDENTIFIER"] == "umbra-agent" and e["_SYSTEMD_UNIT"] == "umbra-agent.service", e
    assert "null write at 0x0 in process" in e["UMBRA_REASON"] and int(e["UMBRA_OUTAGE_NS"]) >= 0, e
metrics = open(sys.argv[2]).read()
assert 'umbra_failures_total{module="crash"} 3\n' in metrics, metrics
assert 'umbra_gave_up{module="crash"} 0\n' in metrics, metrics
END
echo "agent: ok"
