#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Seeing and steering a wrapped driver: umbractl, policy, events, reports.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=e1000
work_in operate
serve_file 1
ko=$(driver build "$module" "$work/driver" --harden --plant=--on-demand)
device=$(driver list | awk -v m="$module" '$1 == m { print $2 }')
place() {
	plant --help | sed -n 's/^places: //p' | tr ' ' '\n' | grep -n "^$1\$" | cut -d: -f1
}
cat >"$work/config" <<END
driver=$module
sum=$sum
open=$(place open)
interrupt=$(place interrupt)
END
# umbractl and what it is linked with.
tools=(--file "$UMBRA_BUILD/bin/umbractl:/bin/umbractl")
for library in $(ldd "$UMBRA_BUILD/bin/umbractl" | grep -o '/[^ ]*'); do
	tools+=(--file "$library:$library")
done
run() {
	umbra-vm --no-load "${umbra_modules[@]}" "${tools[@]}" --file "$ko" --device "$device" \
		--file "$work/config" "$@"
}

expect 0 run --log "$work/log" --serve "$work/www" \
	--collect /root/status.json:"$work/status.json" "$vm_dir/guest/operate.sh"
python3 -c '
import json, sys
status = json.load(open(sys.argv[1]))
(module,) = status["modules"]
assert module["module"] == sys.argv[2] and module["class"] == "net", module
assert module["failures"] == 3 and module["objects"]["net_device"] == 1, module
assert "O" in status["tainted"]["flags"], status' "$work/status.json" "$module"

# panic=1: the same failure ends the machine, on purpose and by name.
# shellcheck disable=SC2016 # for the guest
expect 0 run --log "$work/panic.log" \
	--expect-splat "Kernel panic - not syncing: umbra: $module: manual trigger.*; the policy is to panic" --run '
	. /root/config
	load_modules && insmod /root/$driver.ko && umbractl policy set $driver panic=1 && umbractl recover $driver'

# enable=0: a bug is the kernel'"'"'s, as in an unwrapped driver.
# shellcheck disable=SC2016 # for the guest
expect 0 run --log "$work/off.log" \
	--expect-splat "Kernel panic - not syncing: Fatal exception in interrupt" --run '
	. /root/config
	insmod /modules/umbra.ko enable=0 && insmod /modules/umbra_net.ko && insmod /root/$driver.ko || exit 1
	umbractl recover $driver 2>&1 | grep "enable=0" || exit 1
	net_up || exit 1
	echo $interrupt >/sys/module/$driver/parameters/planted_place
	echo 1 >/sys/module/$driver/parameters/planted_kind
	sleep 20; exit 0'
echo "operate: ok"
