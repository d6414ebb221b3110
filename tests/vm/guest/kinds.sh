# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: asks examples/crash for every failure and expects each to be
# caught, named and recovered from, with nothing left held.
umbra=/sys/kernel/umbra/crash

# failures: how many there were, and that the driver is back from all.
passive() {
	[ "$(cat $umbra/state)" = passive ] && [ "$(cat $umbra/recoveries)" = "$count" ]
}

# crash KIND CONTEXT HELD TEXT: the log's last line must say TEXT.
crash() {
	count=$((count + 1))
	echo "$1 $2 $3" 2>/dev/null >/sys/module/crash/parameters/go
	until_true 5 passive || {
		dmesg | tail -3
		fail "$1 $2 $3: state $(cat $umbra/state), $(cat $umbra/recoveries) of $count recovered"
	}
	grep -q "crash.c:[0-9]*): $4" $umbra/last_failure ||
		fail "$1 $2 $3: '$(cat $umbra/last_failure)' instead of '$4'"
	# Restored to what it was before init: nobody has asked for anything.
	[ "$(cat /sys/module/crash/parameters/requests)" = 0 ] || fail "$1: data is not restored"
}

count=0
for context in process nested softirq hardirq work; do
	case $context in
	hardirq) held="nothing spinlock irqsave rcu preempt page skb" name="hard interrupt" ;;
	softirq) held="nothing spinlock irqsave bh rcu preempt page skb" name=softirq ;;
	*) held="nothing spinlock irqsave bh mutex rcu preempt bh-off rtnl reference page skb" name=process ;;
	esac
	for h in $held; do
		crash null-write $context "$h" "null write at 0x0 in $name"
	done
	crash null-read $context nothing "null read at 0x8 in $name"
	crash wild-write $context spinlock "wild write at 0xffff888f00000000 in $name"
	crash noncanonical $context nothing "access to a non-canonical address in $name"
	crash bug $context irqsave "BUG() in $name"
	crash divide $context spinlock "divide error in $name"
	crash opcode $context nothing "invalid opcode in $name"
	crash list $context nothing "BUG() in $name"
	crash memcpy $context spinlock "wild read at 0xffff888f00000000 in $name"
	crash jump-null $context nothing "jump to null at 0x0 in $name"
	crash jump-wild $context spinlock "wild jump at 0xffff8000a5a5a5a5 in $name"
	crash jump-noncanonical $context nothing "jump to a non-canonical address in $name"
done
echo "$count failures recovered"

# Threads asleep in the driver, one with a mutex that another waits for, leave
# at once when it fails.
echo "none asleep" >/sys/module/crash/parameters/go
sleep 0.3
crash null-write process nothing "null write at 0x0 in process"
stop=$(cat $umbra/outage_phases/stop)
echo "sleepers left in $stop ns"
[ "$stop" -lt 2000000000 ] || fail "sleepers stayed inside"

# Nothing failed, nothing to recover: the driver still works.
echo "none process mutex" >/sys/module/crash/parameters/go || fail "the driver does not answer"
[ "$(cat /sys/module/crash/parameters/requests)" = 1 ] || fail "it did not count"

echo 1 >$umbra/recover || fail "manual recovery"
grep -q "manual trigger" $umbra/last_failure || fail "the manual trigger is not named"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
held=$(grep -v '^0$' $umbra/objects/*) && fail "still held: $held"
rmmod umbra 2>/dev/null && fail "umbra.ko unloads while in use"
rmmod crash && rmmod umbra_net && rmmod umbra || fail "a module does not unload"
