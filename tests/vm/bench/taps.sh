# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script of scripts/bench: enters tapcost with no call, then with 900.
# shellcheck disable=SC2154
enter() {
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		echo "$1" >/sys/module/tapcost/parameters/calls
	done
}
enter 0
./mark
enter 0
./mark
echo "measured enter 10"
./mark
enter 9
./mark
echo "measured call 9000"
while read -r module size _ _ _ address _; do
	echo "module $module $address $size"
done </proc/modules
for section in /sys/module/*/sections/.*text*; do
	echo "section $section $(cat "$section")"
done
