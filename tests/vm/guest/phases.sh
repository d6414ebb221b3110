# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: a driver fails while it is being recovered, once or each time, in each
# phase that code of its own runs in. It was planted with --on-demand, and is loaded
# with its probe waiting: its parameters are its data, which each restart puts back.
# Wants in /root/config: driver, sum, and the numbers wait (a kind), probe, open, stop,
# rx_mode, work (places).
# shellcheck disable=SC2154,SC3043
. /root/config
umbra=/sys/kernel/umbra/$driver
planted=/sys/module/$driver/parameters
tracing=/sys/kernel/debug/tracing

in_state() {
	[ "$(cat "$umbra/state")" = "$1" ]
}

# The restarted driver's probe waits: its data was put back.
at_probe() {
	in_state restarting && [ "$(cat "$planted/planted_kind")" = "$wait" ]
}

# failed N: N failures, and the next try's probe waits.
failed() {
	[ "$(cat "$umbra/failures")" = "$1" ] && at_probe
}

state() {
	echo "$(cat "$umbra/state"), $(cat "$umbra/failures") failures, $(cat "$umbra/last_failure")"
}

# load [PARAMETER...]: past the probe's first wait.
load() {
	insmod "/root/$driver.ko" planted_place="$probe" planted_kind="$wait" &
	# The copy of its data is made by then.
	until_true 60 test -e "$umbra/state" || fail "not loaded"
	echo 0 >"$planted/planted_kind"
	wait $! || fail "insmod"
	card=$(net_up) || fail "no link"
}

# The phase that was on when the driver failed last: the failure ends it first.
phase_of_last() {
	grep -o 'umbra_failure:\|phase=[a-z]*' $tracing/trace |
		awk '/umbra_failure/ { last = before; next } { before = phase; phase = $0 }
			END { sub("phase=", "", last); print last }'
}

# once PLACE PHASE: it fails there while it is restarted, and is back at the next try.
once() {
	local before recovered
	before=$(cat "$umbra/failures") recovered=$(cat "$umbra/recoveries")
	echo >$tracing/trace
	echo 1 >"$umbra/recover" &
	until_true 60 failed $((before + 1)) || fail "$1, $2: it does not restart: $(state)"
	if [ "$2" = settle ]; then
		echo 0 >"$planted/planted_kind"
		until_true 60 in_state settling || fail "$1: it does not settle: $(state)"
	fi
	echo "${1#*=}" >"$planted/planted_place"
	echo 1 >"$planted/planted_kind"
	until_true 60 failed $((before + 2)) || fail "$1 was not reached in $2: $(state)"
	[ "$(phase_of_last)" = "$2" ] || fail "$1 failed in phase $(phase_of_last), not in $2"
	echo 0 >"$planted/planted_kind"
	until_true 60 in_state passive || fail "$1: it does not come back: $(state)"
	[ "$(cat "$umbra/recoveries")" = $((recovered + 1)) ] || fail "$1: not one recovery"
	# How long it was by the clock hangs on the host: sleeping counts jiffies, which catch up.
	[ "$(cat "$umbra/outage_phases/delay")" -gt 0 ] || fail "$1: no delay before the retry"
	wait $! || fail "recover says that it failed"
	until_true 60 carrier "$card" || fail "no link"
	ping -q -c 3 10.0.2.2 >/dev/null || fail "$1: nothing is received"
	echo "ok: once in $2, at ${1%=*}: $(cat "$umbra/last_failure")"
}

dead() {
	[ "$(cat "$umbra/gave_up")" = 1 ] && dmesg | tail -20 | grep -q "gave up after 2 retries; the device is down"
}

# always PLACE: each restart fails there. The manual failure only begins it.
always() {
	load
	echo 2 >"$umbra/policy/max_retries"
	# A call that fails each time would be refused: here the driver is to be given up.
	echo 0 >"$umbra/policy/repeats"
	echo 20 >"$umbra/policy/delay_ms"
	echo 1 >"$umbra/recover" 2>/dev/null &
	for n in 1 2 3; do
		until_true 60 failed $n || fail "always $1: try $n: $(state)"
		echo "${1#*=}" >"$planted/planted_place"
		echo 1 >"$planted/planted_kind"
	done
	until_true 60 dead || fail "always $1: not given up: $(state)"
	wait $! && fail "recover does not say that it failed"
	ip link show dev "$card" | grep -q '[<,]UP[,>]' && fail "always $1: the interface is up"
	ip link set "$card" up 2>/dev/null && fail "always $1: it can be set up"
	echo 1 2>/dev/null >"$umbra/recover" && fail "always $1: it can be recovered"
	rmmod "$driver" || fail "always $1: rmmod"
	load
	[ "$(download file)" = "$sum" ] || fail "always $1: checksum after a fresh insmod"
	rmmod "$driver" || fail "always $1: rmmod, fresh"
	echo "ok: each time at ${1%=*}"
}

load_modules || fail "umbra.ko"
echo 1 >$tracing/events/umbra/umbra_phase/enable
echo 1 >$tracing/events/umbra/umbra_failure/enable

# Code of the driver's runs in these phases.
load
once probe=$probe init
once open=$open replay
once stop=$stop replay
once rx-mode=$rx_mode replay
once work=$work settle
rmmod "$driver" || fail "rmmod"
always probe=$probe
always open=$open
always rx-mode=$rx_mode

# fail_beside: a thread is in the driver, with a lock, when it fails; it stays until ...
crash=/sys/module/crash/parameters
fail_beside() {
	echo "late-write work spinlock" >$crash/go
	until_true 60 grep -q 1 $crash/late || fail "no thread inside"
	echo "null-write process nothing" 2>/dev/null >$crash/go
}
# ... it may go on.
go_on() {
	echo 0 >$crash/late
}

# Phase stop: a thread that is still inside fails, too. One outage.
insmod /root/crash.ko || fail "insmod crash"
umbra=/sys/kernel/umbra/crash
fail_beside
in_state stopping || fail "the thread inside is not waited for: $(state)"
# To ask for a recovery that is on, from many sides, is no failure of it.
asking=
for n in 1 2 3 4; do
	echo 1 >$umbra/recover &
	asking="$asking $!"
done
waits() {
	for n in $asking; do
		grep -q flush_work "/proc/$n/wchan" || return 1
	done
}
until_true 60 waits || fail "not all who ask for a recovery wait for it"
go_on
wait $asking || fail "recover"
in_state passive || fail "$(state)"
[ "$(cat $umbra/failures) $(cat $umbra/recoveries)" = "2 1" ] || fail "not one outage of two failures: $(state)"
# The lock was released.
echo "none process spinlock" >$crash/go || fail "the driver does not answer"

[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
rmmod crash umbra_net umbra || fail "a module does not unload"
dmesg | grep "umbra: .*: released .* left behind" && fail "something was left behind"

# Threads that do not leave in time: given up. rmmod waits for them.
load_modules && insmod /root/crash.ko device=1 || fail "it does not load again"
echo 100 >$umbra/policy/leave_ms || fail "policy"
fail_beside
until_true 60 in_state dead || fail "not given up: $(state)"
logged() {
	dmesg | grep -q "$1"
}
until_true 60 logged "umbra: crash: [1-9]* calls have not left the driver; what it holds stays held" ||
	fail "the log does not say why"
go_on
rmmod crash || fail "rmmod crash, given up"
dmesg | grep "umbra: .*: released .* left behind" && fail "something was left behind"

# Letting go of an object fails with a spinning lock taken: given up, and the module stays.
insmod /root/crash.ko device=1 || fail "insmod crash, again"
echo "spoiled-pool process nothing" 2>/dev/null >$crash/go
until_true 60 in_state dead || fail "spoiled pool: not given up: $(state)"
until_true 60 logged "umbra: crash: release of dma_pool_block: .*; it is leaked, and a lock of the kernel's stays taken, and the module stays$" ||
	fail "spoiled pool: $(state)"
rmmod crash 2>/dev/null && fail "spoiled pool: the module goes"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
exit 0
