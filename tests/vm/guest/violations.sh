# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: every mistake of tests/violations, in one machine, asked for by
# a process that has no rights. Wants in /root/config: hardened (yes or no),
# the table in /root/mistakes, and optionally only (names), alone (yes: the one of
# "only" may end the machine).
# shellcheck disable=SC2154
. /root/config
umbra=/sys/kernel/umbra/violations
canary=/sys/module/canary/parameters
files=$(dirname /sys/bus/pci/drivers/violations/0*/config)
echo "nobody:x:65534:65534::/tmp:/bin/sh" >/etc/passwd

as_nobody() {
	su nobody -c "$1" 2>/dev/null
}

# ask NAME: with the canary's address, and a function that is none of the driver's.
ask() {
	as_nobody "echo $1 $address $function >/dev/violations"
}

# Its address is the one of the next step.
stands() {
	address=$(cat $canary/stand)
	[ "$address" != 0x0 ]
}

# One step, see the table.
step() {
	case $1 in
	@take) echo 1 >$canary/take ;;
	@take-soon) (sleep 1 && echo 1 >$canary/take) & ;;
	@take-page) echo 1 >$canary/page ;;
	@surround) echo 2000 >$canary/surround || echo "not surrounded" ;;
	@stand)
		echo 1 >$canary/stand &
		until_true 5 stands
		;;
	@data) address=$(cat $canary/data) ;;
	@alarm) address=$(cat $canary/alarm) ;;
	@internal) function=0x$(grep ' violations_trusting' /proc/kallsyms | cut -c1-16) ;;
	@read) as_nobody "dd if=/dev/violations bs=4096 count=1 of=/tmp/out" ;;
	@value) /root/mixer value Level ;;
	@scale) /root/mixer scale Level ;;
	@late-scale) /root/mixer scale Late ;;
	@hwdep0 | @hwdep1) : <"/dev/snd/hwC0D${1#@hwdep}" ;;
	@tick0 | @tick1) /root/mixer start "${1#@tick}" ;;
	@affinity)
		number=$(awk '/violations/ { print $1 + 0; exit }' /proc/interrupts)
		for mask in 1 2; do echo $mask >"/proc/irq/$number/smp_affinity"; done
		;;
	@mtu) echo $((1000 + count)) >/sys/class/net/kept/mtu ;;
	@managed-mtu) echo $((1000 + count)) >/sys/class/net/managed/mtu ;;
	@speed)
		ip link set kept up
		cat /sys/class/net/kept/speed
		;;
	@midi) : >/dev/snd/midiC0D0 ;;
	@group) cat "$files/late" ;;
	@late) as_nobody "cat /dev/violations-late" ;;
	@open) as_nobody ": </dev/violations" ;;
	@show) cat "$files/long" >/dev/null 2>&1 ;;
	@sleep) echo 1 2>/dev/null >"$files/sleep" ;;
	@lost) echo 1 2>/dev/null >"$files/lost" ;;
	@poll) as_nobody "read -t 3 line </dev/violations" & ;;
	@settle) sleep 1 ;;
	*) ask "$1" ;;
	esac
}

take_steps() {
	address=$(cat $canary/address) function=$(cat $canary/function)
	: >/tmp/out
	chmod 666 /tmp/out
	for s in $steps; do
		step "$s"
	done
}

tablet_bound() {
	ls /sys/bus/usb/drivers/violations/*:* >/dev/null 2>&1
}

recovered() {
	[ "$(cat $umbra/state)" = passive ] && [ "$(cat $umbra/recoveries)" = "$count" ]
}

changed() {
	[ "$(cat $canary/state)" = changed ]
}

logged() {
	dmesg | grep -qF "$1"
}

problems=0
problem() {
	echo "FAIL: $*"
	problems=$((problems + 1))
}

# soon COMMAND...: until_true() would wait a minute for what is to be tried again.
soon() {
	for look in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		"$@" && return
		sleep 0.1
	done
	return 1
}

# Does the mistake do what the table says?
unhardened() {
	dmesg -c >/dev/null
	case $damage in
	stuck*)
		take_steps &
		stuck=$!
		sleep 1.5
		kill -0 $stuck 2>/dev/null || problem "$name: comes back"
		ask release
		return
		;;
	halts)
		began=$(uptime_ms)
		ask release-later
		taskset -p 1 $$ >/dev/null 2>&1
		take_steps
		[ $(($(uptime_ms) - began)) -ge 2500 ] || problem "$name: comes back"
		return
		;;
	esac
	take_steps
	case $damage in
	changed)
		# Somebody else may have been given the memory that lies beside the canary's.
		tries=0
		until soon changed || [ $tries = 6 ]; do
			tries=$((tries + 1))
			take_steps
		done
		changed || problem "$name: does no damage"
		;;
	log*) until_true 20 logged "${damage#log }" || problem "$name: no '${damage#log }' in the log" ;;
	reads) [ -s /tmp/out ] || problem "$name: read() says nothing wrong" ;;
	esac
	ask release
}

hardened() {
	take_steps &
	until_true 20 recovered || {
		problem "$name: $(cat $umbra/state), $(cat $umbra/recoveries) of $count recovered"
		cat $umbra/last_failure
		count=$(cat $umbra/recoveries)
		return
	}
	wait
	changed && problem "$name: the canary has changed"
	grep -qF "$text" $umbra/last_failure ||
		problem "$name: '$(cat $umbra/last_failure)' instead of '$text'"
	[ ! -s /tmp/out ] || problem "$name: read() says something"
}

if [ "$hardened" = yes ]; then
	echo "module:violations interrupt_ms=300 softirq_ms=300 process_ms=600 deadline_ms=500" \
		>/sys/kernel/umbra/policy-rules
fi
until_true 20 tablet_bound || fail "no tablet"
# What only the first request takes is taken.
address=0 function=0
ask nothing
ask allowed
count=0
while IFS=: read -r name steps damage text; do
	case $name in "#"* | "") continue ;; esac
	case " ${only:-$name} " in *" $name "*) ;; *) continue ;; esac
	damage=${damage# } text=${text# }
	case $hardened$alone$damage in nonodies*) continue ;; esac
	count=$((count + 1))
	echo 1 >$canary/state
	# The heap's free objects are a processor's; what hangs must not hang us.
	case $damage in
	changed) taskset -p 1 $$ ;;
	halts) taskset -p 2 $$ ;;
	*) taskset -p ff $$ ;;
	esac >/dev/null 2>&1
	if [ "$hardened" = yes ]; then hardened; else unhardened; fi
done </root/mistakes
echo "$count mistakes, hardened: $hardened"
if [ "$hardened" = yes ]; then
	ask nothing || problem "the driver does not answer"
	rmmod violations && rmmod umbra_sound && rmmod umbra_net && rmmod umbra || problem "a module does not unload"
fi
[ "$problems" = 0 ]
