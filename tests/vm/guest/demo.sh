# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script of scripts/demo: one download, with a sample of how much has
# come ten times a second ("sample MILLISECONDS BYTES FAILURES").
# shellcheck disable=SC2154
card=$(net_up) || fail "no link"
domain=/sys/kernel/umbra/e1000
read -r before <"/sys/class/net/$card/statistics/rx_bytes"

sample() {
	while :; do
		read -r bytes <"/sys/class/net/$card/statistics/rx_bytes"
		failures=0
		[ ! -e $domain ] || read -r failures <$domain/failures
		echo "sample $(uptime_ms) $((bytes - before)) $failures"
		sleep 0.1
	done
}

sample &
sampler=$!
wget -q -O /tmp/got "http://$server/file"
echo "wget $?"
sleep 0.2
kill $sampler
echo "md5 $(md5sum </tmp/got | cut -d' ' -f1)"
echo "tainted $(cat /proc/sys/kernel/tainted)"
dmesg | grep 'umbra: .*recovered in' | tail -1
