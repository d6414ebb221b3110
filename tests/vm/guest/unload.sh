# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: a wrapped driver is unloaded in each state, by two at once, and loaded
# again. Planted and configured as for phases.sh.
# shellcheck disable=SC2154,SC3043
. /root/config
umbra=/sys/kernel/umbra
planted=/sys/module/$driver/parameters

in_state() {
	[ "$(cat "$umbra/$1/state" 2>/dev/null)" = "$2" ]
}

at_probe() {
	in_state "$driver" restarting && [ "$(cat "$planted/planted_kind")" = "$wait" ]
}

load() {
	insmod "/root/$driver.ko" planted_place="$probe" planted_kind="$wait" &
	# The copy of its data is made by then.
	until_true 60 test -e "$umbra/$driver/state" || fail "not loaded"
	echo 0 >"$planted/planted_kind"
	wait $! || fail "insmod, after $unloaded"
	card=$(net_up) || fail "no link, after $unloaded"
}

# begin: a failure; the restarted driver's probe waits.
begin() {
	echo 1 2>/dev/null >"$umbra/$driver/recover" &
	until_true 60 at_probe || fail "it does not restart: $(cat "$umbra/$driver/state")"
}

# unload MODULE STATE [COMMAND...]: two at once; the command lets the recovery go on.
unload() {
	local module=$1 done=0
	unloaded=$2
	until_true 60 in_state "$1" "$2" || fail "$1 is $(cat "$umbra/$1/state"), not $2"
	shift 2
	rmmod "$module" 2>/dev/null & one=$!
	rmmod "$module" 2>/dev/null & two=$!
	if [ $# != 0 ]; then
		sleep 0.3
		[ -e "$umbra/$module" ] || fail "$module went while it was $unloaded"
		"$@"
	fi
	wait $one && done=$((done + 1))
	wait $two && done=$((done + 1))
	[ $done = 1 ] || fail "$done of two rmmods, while $unloaded"
	[ ! -e "$umbra/$module" ] || fail "$module is still there, after $unloaded"
	grep -q "^$module " /proc/modules && fail "$module is still loaded, after $unloaded"
	dmesg | grep "umbra: .*: released .* left behind" && fail "something was left behind, while $unloaded"
	echo "ok: unloaded while $unloaded"
}

go_on() {
	until_true 60 at_probe || fail "no probe to let go"
	echo 0 >"$planted/planted_kind"
}

load_modules || fail "umbra.ko"
load
rmmod umbra 2>/dev/null && fail "umbra.ko unloads while in use"
rmmod umbra_net 2>/dev/null && fail "umbra_net.ko unloads while in use"
unload "$driver" passive

load
begin
unload "$driver" restarting go_on

load
begin
echo 0 >"$planted/planted_kind"
until_true 60 in_state "$driver" settling || fail "it does not settle"
unload "$driver" settling

# In the delay before a retry.
load
echo 3000 >"$umbra/$driver/policy/delay_ms"
begin
echo 1 >"$planted/planted_kind"
failed_again() {
	[ "$(cat "$umbra/$driver/failures")" = 2 ]
}
until_true 60 failed_again || fail "it did not fail again"
unload "$driver" restarting go_on

load
echo 0 >"$umbra/$driver/policy/max_retries"
begin
echo 1 >"$planted/planted_kind"
until_true 60 in_state "$driver" dead || fail "not given up"
unload "$driver" dead

load
[ "$(download file)" = "$sum" ] || fail "checksum"
unload "$driver" passive

# While a thread is still inside.
insmod /root/crash.ko || fail "insmod crash"
crash=/sys/module/crash/parameters
echo "late-write work spinlock" >$crash/go
until_true 60 grep -q 1 $crash/late || fail "no thread inside"
echo "null-write process nothing" 2>/dev/null >$crash/go
leave() {
	echo 0 >$crash/late
}
unload crash stopping leave
insmod /root/crash.ko || fail "insmod crash, again"
echo "none process mutex" >$crash/go || fail "crash does not answer"
unload crash passive

[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
rmmod umbra_net umbra || fail "a module does not unload"
exit 0
