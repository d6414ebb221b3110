# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script of scripts/demo: one download, with a sample of how much of the
# file is there ten times a second ("sample MILLISECONDS BYTES FAILURES").
# shellcheck disable=SC2154
net_up >/dev/null || fail "no link"
domain=/sys/kernel/umbra/e1000
# What the application has, not what the card counts: e1000 counts only every
# two seconds.
: >/tmp/got

sample() {
	while :; do
		failures=0
		[ ! -e $domain ] || read -r failures <$domain/failures
		echo "sample $(uptime_ms) $(stat -c %s /tmp/got) $failures"
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
