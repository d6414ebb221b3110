# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: examples/repeat, hardened: a write and an ioctl that fail it
# each time are refused, others are not.
umbra=/sys/kernel/umbra/repeat

# failures N: that many so far, and the driver is back.
failures() {
	[ "$(cat $umbra/state)" = passive ] && [ "$(cat $umbra/failures)" = "$1" ]
}

expect_failures() {
	until_true 60 failures "$1" ||
		fail "$2: $(cat $umbra/failures) failures, expected $1; state $(cat $umbra/state)"
}

# by_write A B, by_ioctl A B: the division; what is said of an error goes to /tmp/error.
by_write() {
	echo "$1 $2" 2>/tmp/error >/dev/repeat
}

by_ioctl() {
	ask divide "$1" "$2" 2>/tmp/error
}

expected=0
for how in by_write by_ioctl; do
	$how 42 6 || fail "$how: 42 / 6: $(cat /tmp/error)"
	for try in 1 2; do
		$how 7 0 && fail "$how: 7 / 0 is answered"
		expected=$((expected + 1))
		expect_failures $expected "$how"
		$how 42 6 || fail "$how: after failure $try: $(cat /tmp/error)"
	done
	for try in 3 4 5; do
		$how 7 0 && fail "$how: 7 / 0 is answered"
		grep -iq "input/output error" /tmp/error || fail "$how: $(cat /tmp/error)"
	done
	expect_failures $expected "$how, refused"
	$how 43 6 || fail "$how: 43 / 6: $(cat /tmp/error)"
	# Another request is another one.
	$how 8 0 && fail "$how: 8 / 0 is answered"
	expected=$((expected + 1))
	expect_failures $expected "$how, another"
done
[ "$(cat $umbra/refused)" = 6 ] || fail "refused $(cat $umbra/refused)"
umbractl status repeat | grep "recovered .*, refused 6$" || fail "status: $(umbractl status repeat)"
umbractl status --json repeat | grep '"refused": 6,' || fail "status: $(umbractl status --json repeat)"
[ "$(dmesg | grep -c "which is refused from now on")" = 2 ] || fail "the log does not say so"
dmesg | grep "refused from now on"
dmesg | grep -q "repeat_write() failed 2 times in a row on one request for file_operations.write, which is refused from now on: buffer 4 bytes 37 20 30 0a, count 4; each time at repeat_divide.*: divide error" ||
	fail "the request is not named"
umbractl report repeat >/tmp/report
grep -A3 "repeat_ioctl, for file_operations.unlocked_ioctl: 2 failures .* refused 3 times" /tmp/report ||
	fail "not in the report: $(cat /tmp/report)"

# Forgotten, it is let in.
echo 0 >$umbra/refused || fail "refused"
by_write 7 0
expected=$((expected + 1))
expect_failures $expected "forgotten"

# repeats=0: it fails for ever.
umbractl policy set repeat repeats=0 || fail "policy"
echo 0 >$umbra/refused
for try in 1 2 3 4; do
	by_write 7 0 && fail "7 / 0 is answered"
	expected=$((expected + 1))
	expect_failures $expected "never refused"
done
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
rmmod repeat && rmmod umbra_net && rmmod umbra || fail "a module does not unload"
