# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: many failures of three drivers in one boot. Wants in /root/config:
# total (failures), judged (memory or outages), sum, and the numbers of planted places
# by name. Outages are judged by virtual time that counts instructions (--icount).
#
# Memory is looked at when all that is only cached was given back: objects of each
# slab cache, vmalloc areas, per-CPU memory. The tolerance is one object for ten
# failures, so that what one kind of failure in the mix leaks is seen; and as many as
# are in a slab for each processor, for all of the slab that it takes from count as in use.
# shellcheck disable=SC2154,SC3043
. /root/config
umbra=/sys/kernel/umbra
tolerance=$((total / 10))
processors=$(grep -c ^processor /proc/cpuinfo)

# What there is: "name objects slack" a line.
count() {
	# A freed area keeps its vmap_area until many are; areas are counted below.
	awk 'NR > 2 && $1 != "vmap_area" { print "slab:" $1, $2, $5 }' /proc/slabinfo
	# Stacks of processes are kept for the next ones. Who reads the list while it changes may
	# miss an area, a module's megabytes among them: pages are the kernel's own count.
	grep -v "dup_task_struct\|unpurged" /proc/vmallocinfo | awk 'END { print "vmalloc-areas", NR }'
	awk '/^VmallocUsed:/ { print "vmalloc-pages", $2 / 4 }
		/^Percpu:/ { print "percpu-kB", $2 }' /proc/meminfo
	echo "threads $(ls -d /proc/[0-9]* | wc -l)"
}

# look FILE: the least of five counts, for to look takes memory, too.
look() {
	local cache pass
	sleep 1
	for pass in 1 2 3 4 5; do
		sync
		for cache in /sys/kernel/slab/*/shrink; do
			echo 1 >"$cache"
		done 2>/dev/null
		echo 3 >/proc/sys/vm/drop_caches
		# Inodes, dentries and files go a grace period later.
		sleep 0.5
		for cache in dentry inode_cache proc_inode_cache lsm_inode_cache lsm_file_cache filp \
			kmalloc-8 kmalloc-96; do
			echo 1 >/sys/kernel/slab/$cache/shrink
		done 2>/dev/null
		count
	done >/tmp/counts
	awk '!($1 in least) || $2 < least[$1] { least[$1] = $2; slack[$1] = $3 }
		END { for (name in least) print name, least[name], slack[name] }' /tmp/counts >"$1"
	echo "$(grep -E '^(MemFree|Slab|SUnreclaim|VmallocUsed|Percpu)' /proc/meminfo | tr -s ' \n' ' ')"
}

# grown BEFORE AFTER: what has more than the tolerance more.
grown() {
	awk -v tolerance="$tolerance" -v processors="$processors" 'NR == FNR { before[$1] = $2; next }
		$2 - before[$1] > tolerance + $3 * processors { print $1 ": " before[$1] " -> " $2; n++ }
		END { exit !n }' "$1" "$2"
}

# holds FILE: what the drivers hold, by kind. A packet more or less is no leak.
holds() {
	grep . $umbra/*/objects/* | grep -v '/skb:\|/skb_\|dma' >"$1"
	cat /sys/bus/pci/devices/*/enable >>"$1"
}

# recovered MODULE N: it is passive, after N recoveries.
recovered() {
	read -r state <"$umbra/$1/state"
	read -r n <"$umbra/$1/recoveries"
	[ "$state $n" = "passive $2" ]
}

# come_back MODULE: from the failure that is due; its outage is noted.
come_back() {
	local tries=0
	eval "n_$1=\$((\${n_$1:-0} + 1)); want=\$n_$1"
	until recovered "$1" "$want"; do
		tries=$((tries + 1))
		[ $tries -lt 50 ] || sleep 0.05
		[ $tries -lt 1500 ] || {
			ip -s link
			fail "$1: $state, $n of $want recovered: $(dmesg | tail -3)"
		}
	done
	cat "$umbra/$1/outage_ns" >>"/tmp/outages-$1"
	failures=$((failures + 1))
}

# fail_crash KIND CONTEXT HELD
fail_crash() {
	echo "$*" 2>/dev/null >/sys/module/crash/parameters/go
	come_back crash
}

# fail_card MODULE PLACE COMMAND...: which makes the driver run through it.
fail_card() {
	echo 1 >"/sys/module/$1/parameters/planted_kind"
	echo "$2" >"/sys/module/$1/parameters/planted_place"
	module=$1
	shift 2
	"$@" >/dev/null 2>&1 &
	come_back "$module"
	kill $! 2>/dev/null
	wait $! 2>/dev/null
}

load() {
	# The same few requests fail here again and again: none is to be refused.
	echo "default repeats=0" >$umbra/policy-rules || fail "policy"
	for module in crash 8139cp e1000; do
		insmod /root/$module.ko || fail "insmod $module"
		eval "n_$module=0"
	done
	first=$(basename /sys/bus/pci/drivers/8139cp/0*/net/*)
	second=$(basename /sys/bus/pci/drivers/e1000/0*/net/*)
	ip addr add 10.0.2.15/24 dev "$first"
	ip addr add 10.0.3.15/24 dev "$second"
	ip link set "$first" up
	ip link set "$second" up
	# The first packet is to reach the driver, whatever became of those before.
	arp -s 10.0.2.2 52:55:0a:00:02:02
	arp -s 10.0.3.2 52:55:0a:00:03:02
	until_true 60 carrier "$first" || fail "no link"
	until_true 60 carrier "$second" || fail "no link"
}

unload() {
	held=$(holds_anything) && fail "still held: $held"
	rmmod crash 8139cp e1000 || fail "a module does not unload"
	dmesg | grep "umbra: .*: released .* left behind" && fail "something was left behind"
	dmesg | grep "umbra: .*gave up" && fail "given up"
}

# Only what comes with a loaded network driver is held.
holds_anything() {
	grep -v '^0$' $umbra/crash/objects/*
}

# Mixed, by twenties: at least so many.
fail_many() {
	local start=$failures
	while [ $((failures - start)) -lt "$1" ]; do
		fail_crash null-write process mutex
		fail_crash bug softirq spinlock
		fail_card 8139cp "$receive" ping -c 9 -W 1 10.0.2.2
		fail_crash null-read hardirq irqsave
		fail_crash divide work rtnl
		fail_card 8139cp "$interrupt" ping -c 9 -W 1 10.0.2.2
		fail_crash opcode nested rcu
		fail_crash jump-null process page
		fail_card 8139cp "$poll" ping -c 9 -W 1 10.0.2.2
		fail_crash wild-write softirq skb
		fail_crash noncanonical process reference
		fail_card 8139cp "$transmit" ping -c 9 -W 1 10.0.2.2
		fail_crash null-write work bh-off
		fail_crash jump-noncanonical hardirq preempt
		fail_card 8139cp "$rx_mode" ip link set "$first" promisc on
		ip link set "$first" promisc off
		fail_card 8139cp "$ethtool" cat "/sys/class/net/$first/speed"
		fail_crash jump-wild process rcu
		fail_crash memcpy softirq nothing
		fail_crash bug process bh
		# It waits two seconds for its link.
		[ $((failures % 100)) -ge 20 ] || fail_card e1000 "$interrupt" ping -c 9 -W 1 10.0.3.2
	done
}

# quick FILE FIRST LAST: a quarter of these lines is quicker, so no tick came between. A list
# that grows with each failure makes the quick ones slower, too.
quick() {
	sed -n "$2,$3p" "$1" | sort -n | sed -n "$((($3 - $2) / 4 + 1))p"
}

# The last tenth's outages are no longer than the first's: 200 failures repeat them to 0.2 %.
# e1000's is its own wait.
judge_outages() {
	local bad=0 module file n part early late
	fail_many "$total"
	for module in crash 8139cp; do
		file=/tmp/outages-$module
		n=$(wc -l <$file)
		part=$((n / 10))
		early=$(quick $file 1 $part)
		late=$(quick $file $((n - part + 1)) "$n")
		echo "$module: $n failures, outage of the first tenth $early ns, of the last $late ns (lower quartiles)"
		[ $((late * 100)) -le $((early * 102)) ] || { echo "FAIL: outages grow" && bad=1; }
	done
	unload
	return $bad
}

# What is there after a tenth of them is there at the end, and nothing else.
judge_memory() {
	local bad=0 got
	# An incarnation before, so that what a first one makes for good is there.
	fail_many 20
	unload
	look /tmp/unloaded-before
	failures=0
	load
	fail_many $((total / 10))
	look /tmp/tenth
	holds /tmp/tenth-held
	fail_many $((total - failures))
	look /tmp/end
	holds /tmp/end-held
	got=$(download file)
	unload
	look /tmp/unloaded-after
	grown /tmp/tenth /tmp/end && echo "FAIL: grown in $((failures - total / 10)) failures" && bad=1
	grown /tmp/unloaded-before /tmp/unloaded-after && echo "FAIL: grown after $failures failures and rmmod" && bad=1
	diff /tmp/tenth-held /tmp/end-held || { echo "FAIL: the drivers hold more" && bad=1; }
	[ "$got" = "$sum" ] || { echo "FAIL: checksum $got, expected $sum" && bad=1; }
	# The looks can see: this is what a leak looks like.
	mkdir /tmp/leak
	seq $((tolerance + 200)) | while read -r n; do : >"/tmp/leak/$n"; done
	look /tmp/leaked
	grown /tmp/unloaded-after /tmp/leaked || { echo "FAIL: $((tolerance + 200)) leaked inodes are not seen" && bad=1; }
	return $bad
}

failures=0 bad=0
load
"judge_$judged" || bad=1
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
rmmod umbra_net umbra || fail "a module does not unload"
exit $bad
