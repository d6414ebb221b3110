# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: asks examples/crash for every failure and expects each to be
# caught, named and recovered from, with nothing left held.
umbra=/sys/kernel/umbra/crash
crash=/sys/module/crash/parameters
# Some requests are the same again, and are not to be refused.
echo "default repeats=0" >/sys/kernel/umbra/policy-rules || fail "policy"

# passive: the driver is back from all failures that there were.
passive() {
	[ "$(cat $umbra/state)" = passive ] && [ "$(cat $umbra/recoveries)" = "$count" ]
}

# problem TEXT...: go on, to see what else is wrong.
problems=0
problem() {
	echo "FAIL: $*"
	problems=$((problems + 1))
	[ "$problems" -lt 20 ] || exit 1
}

# crash KIND CONTEXT HELD TEXT: the last failure must be said to be TEXT.
crash() {
	count=$((count + 1))
	echo "$1 $2 $3" 2>/dev/null >$crash/go
	# Any ioctl will do; stty tries one.
	[ "$2" != ioctl ] || stty -F /dev/crash 2>/dev/null
	until_true 60 passive || {
		dmesg | tail -3
		fail "$1 $2 $3: state $(cat $umbra/state), $(cat $umbra/recoveries) of $count recovered"
	}
	grep -q "[.]c:[0-9]*): $4" $umbra/last_failure ||
		problem "$1 $2 $3: '$(cat $umbra/last_failure)' instead of '$4'"
	# Restored to what it was before init: nobody has asked for anything.
	[ "$(cat $crash/requests)" = 0 ] || problem "$1: data is not restored"
}

# Each line: contexts, kinds or "function:pointer", held, text. Lists have commas.
count=0
table() {
	while read -r contexts kinds helds text; do
		for context in $(echo "$contexts" | tr , ' '); do
			case $context in
			hardirq | interrupted) name="hard interrupt" ;;
			softirq) name=softirq ;;
			*) name=process ;;
			esac
			for kind in $(echo "$kinds" | tr , ' '); do
				for held in $(echo "$helds" | tr , ' '); do
					crash "$kind" "$context" "$held" "$(echo "$text" | sed "s/NAME/$name/")"
				done
			done
		done
	done
}

any=process,nested,nested-held,ioctl,work,softirq,hardirq,interrupted
sleeping=process,nested,nested-held,ioctl,work
table <<END
$any null-write nothing,spinlock,irqsave,reader,rcu,preempt,page,skb null write at 0x0 in NAME
$sleeping,softirq null-write bh null write at 0x0 in NAME
$sleeping null-write mutex,semaphore,bh-off,rtnl,all,reference null write at 0x0 in NAME
$any null-read nothing null read at 0x8 in NAME
$any wild-write spinlock wild write at 0xffff888f00000000 in NAME
$any noncanonical nothing access to a non-canonical address in NAME
$any bug irqsave BUG() in NAME
$any divide spinlock divide error in NAME
$any opcode nothing invalid opcode in NAME
$any list nothing BUG() in NAME, within __list_add_valid()
$any memcpy spinlock wild read at 0xffff888f00000000 in NAME, within [_a-z]*memcpy
$any skb-over rcu BUG() in NAME, within skb_
$any jump-null nothing jump to null at 0x0 in NAME
$any jump-wild spinlock wild jump at 0xffff8000a5a5a5a5 in NAME
$any jump-noncanonical nothing jump to a non-canonical address in NAME
beside null-write nothing,spinlock null write at 0x0 in process
beside bug nothing,spinlock BUG() in process
END
echo "$count failures recovered"

# A kernel function that is given a bad pointer: refused by the tap, with the driver's line.
before=$count
table <<END
process,softirq complete:null,wake_up:null nothing [a-z_]*() given bad pointer at 0x0 as [a-z_]* in NAME
process,work mutex_lock:null rtnl mutex_lock() given bad pointer at 0x0 as lock in NAME
process,softirq complete:small,del_timer:small,schedule_work:small spinlock [a-z_]*() given bad pointer at 0x10 as [a-z_]* in NAME
process,hardirq complete:user,kfree:user,get_device:user nothing [a-z_]*() given bad pointer at 0x7fff00001000 as [a-z_]* in NAME
process,softirq complete:wild,kfree:wild,schedule_work:wild,get_device:wild bh [a-z_]*() given bad pointer at 0xffff888f00000000 as [a-z_]* in NAME
process,hardirq complete:noncanonical,wake_up:noncanonical,get_device:noncanonical irqsave [a-z_]*() given bad pointer at 0xdead000000000000 as [a-z_]* in NAME
process,softirq complete:error,kfree:error,del_timer:error,get_device:error skb [a-z_]*() given bad pointer at 0xfffffffffffffff4 as [a-z_]* in NAME
process,softirq,hardirq spin_lock:null,spin_lock:small,spin_lock:wild nothing,spinlock [a-z]* write at 0x[0-9a-f]* in NAME, within _raw_spin_lock()
process,softirq,hardirq skb_put:wild,skb_put:user nothing,irqsave wild read at 0x[0-9a-f]* in NAME, within skb_put()
process,softirq skb_put:null,dma_unmap:small rcu null read at 0x[0-9a-f]* in NAME, within [a-z_]*()
process,softirq dma_unmap:noncanonical bh access to a non-canonical address in NAME, within dma_unmap_page_attrs()
END
echo "$((count - before)) bad pointers refused"

# Threads asleep in the driver leave when it fails: they would sleep for a minute, and a
# driver that they stayed in for ten seconds is given up.
ways="wait_event mutex msleep msleep_interruptible ssleep usleep_range schedule_timeout
	completion completion-timeout completion-signal down down-signal flush_work"
for way in $ways all; do
	echo "asleep $way" >$crash/go
	[ "$way" != flush_work ] || echo "asleep msleep" >$crash/go
	# One that the first waits behind.
	[ "$way" != mutex ] || echo "asleep mutex-too" >$crash/go
	sleep 0.3
	crash null-write process nothing "null write at 0x0 in process"
	stop=$(cat $umbra/outage_phases/stop)
	echo "asleep in $way: left in $((stop / 1000)) us"
done

# Nothing failed, nothing to recover: the driver still works, and sleeps as it should.
echo "asleep test" >$crash/go || fail "$(dmesg | tail -1)"
echo "none process mutex" >$crash/go || fail "the driver does not answer"
[ "$(cat $crash/requests)" = 1 ] || fail "it did not count"

# Another module calls a function that the driver exports.
insmod /root/borrow.ko || fail "insmod borrow"
count=$((count + 1))
echo "null-write process mutex" 2>/dev/null >/sys/module/borrow/parameters/ask && problem "borrow: no error"
until_true 60 passive || fail "borrow: $(cat $umbra/state)"
grep -q "null write at 0x0 in process" $umbra/last_failure || problem "borrow: $(cat $umbra/last_failure)"
echo "none process mutex" >/sys/module/borrow/parameters/ask || problem "borrow: no answer"
[ "$(cat $crash/requests)" = 1 ] || problem "borrow: it did not count"
rmmod crash 2>/dev/null && fail "crash unloads while it is used"
rmmod borrow || fail "rmmod borrow"

echo 1 >$umbra/recover || fail "manual recovery"
grep -q "manual trigger" $umbra/last_failure || fail "the manual trigger is not named"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
# But for the file in /dev, which it has from init on.
held=$(grep -v '^0$' $umbra/objects/* | grep -v '/misc:1$') && fail "still held: $held"
rmmod umbra 2>/dev/null && fail "umbra.ko unloads while in use"
rmmod crash || fail "crash does not unload"

# In module init: not loaded, said so, and nothing is left of it.
for held in nothing mutex spinlock all; do
	insmod /modules/crash.ko device=1 "at_init=\"null-write process $held\"" 2>/dev/null && fail "it loads though its init fails"
	dmesg | tail -3 | grep -q "umbra: crash: .*null write at 0x0 in process; gave up after" ||
		fail "init: $(dmesg | tail -1)"
	[ ! -e /dev/crash ] && ! grep -q '^crash ' /proc/modules || fail "init: something is left"
done
insmod /modules/crash.ko device=1 || fail "it does not load again"
count=0
crash null-write ioctl rtnl "null write at 0x0 in process"
rmmod crash && rmmod umbra_net && rmmod umbra || fail "a module does not unload"

# What it holds is corrupted: letting go of that fails, too. A packet is leaked, no more.
load_modules && echo "default repeats=0" >/sys/kernel/umbra/policy-rules || fail "it does not load again"
said() {
	dmesg | grep "umbra: crash: release of $1" | tail -1
}
echo "spoiled-skb process nothing" 2>/dev/null >$crash/go
count=2
until_true 60 passive || fail "skb: $(cat $umbra/state), $(cat $umbra/recoveries) recovered"
said "skb: wild jump at 0xffff888f00000000 in process; it is leaked$" || problem "skb: $(cat $umbra/last_failure)"
[ "$(cat $umbra/failures) $(cat $umbra/leaked)" = "2 1" ] || problem "skb: $(cat $umbra/failures) failures, $(cat $umbra/leaked) leaked"
rmmod crash && insmod /modules/crash.ko device=1 || fail "skb: rmmod"
# Of what the kernel may still use, memory and module stay.
echo "spoiled-heap process nothing" 2>/dev/null >$crash/go
count=1
until_true 60 passive || fail "heap: $(cat $umbra/state), $(cat $umbra/recoveries) recovered"
said "hrtimer: wild read at 0x[0-9a-f]* in process, within hrtimer_[a-z_]*(); it is leaked, and the module stays$" ||
	problem "heap: $(cat $umbra/last_failure)"
[ "$(cat $umbra/failures) $(cat $umbra/leaked)" = "2 1" ] || problem "heap: $(cat $umbra/failures) failures, $(cat $umbra/leaked) leaked"
[ "$(cat $umbra/objects/memory)" = 1 ] || problem "heap: memory is given back"
echo "none process mutex" >$crash/go || problem "heap: the driver does not answer"
crash null-write process mutex "null write at 0x0 in process"
[ "$(cat $umbra/objects/memory)" = 1 ] || problem "heap: memory is given back, later"
rmmod crash 2>/dev/null && fail "heap: the module goes"
# In the module's own data: it cannot be restarted.
echo "spoiled-own process nothing" 2>/dev/null >$crash/go
given_up() {
	dmesg | tail -1 | grep "umbra: crash: release of hrtimer: .*; gave up after 1 retries; the device is down"
}
until_true 60 given_up || fail "own: $(cat $umbra/state), $(cat $umbra/last_failure)"
echo "none process nothing" 2>/dev/null >$crash/go && problem "own: a driver that was given up answers"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
exit $((problems != 0))
