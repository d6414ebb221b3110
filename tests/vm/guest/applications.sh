# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: Debian's programs on both ends of the card's network, through
# failures of its driver. Prints a line "outcome: APPLICATION: works|fails: ..."
# for each. Wants in /root/config: module, configuration (native, restarted or
# shadow), places ("number:name ..."), mib.
#
# Four applications run from the first failure to the last; beside them others,
# one after another. Each is judged by its own exit code and by what it says.
# shellcheck disable=SC2154,SC3043
. /root/config
applications="scp-down scp-up https-down https-up iperf3-tcp-up iperf3-tcp-down iperf3-udp-up iperf3-udp-down ssh vnc tcpdump ping"
domain=/sys/kernel/umbra/$module
planted=/sys/module/$module/parameters
here=10.0.2.15
ip=/usr/bin/ip

outcome() {
	echo "outcome: $*"
}

in_state() {
	[ "$(cat "$domain/state" 2>/dev/null)" = "$1" ]
}

failures() {
	cat "$domain/failures" 2>/dev/null || echo 0
}

failed_more_than() {
	[ "$(failures)" -gt "$1" ]
}

# What runs into the places that packets do not reach.
poke() {
	cat "/sys/class/net/$card/speed" >/dev/null 2>&1
}

# Where no shadow keeps the device, the administrator sets up the new one.
administer() {
	while sleep 0.5; do
		name=$(interface)
		[ -n "$name" ] && ! $ip addr show dev "$name" | grep -q "$here/" || continue
		$ip addr add "$here/24" dev "$name"
		$ip link set "$name" up
	done 2>/dev/null
}

# fail_next: the driver is to fail at the next place.
fail_next() {
	place=${places%% *}
	places="${places#* } $place"
	echo 1 >"$planted/planted_kind"
	echo "${place%%:*}" >"$planted/planted_place"
}

# fail_until PID: the driver fails at one place after another as long as the
# process runs, but no more than once at each.
fail_until() {
	local before first
	first=$(failures)
	while kill -0 "$1" 2>/dev/null && ! failed_more_than $((first + 3)); do
		before=$(failures)
		fail_next
		until failed_more_than "$before" || ! kill -0 "$1" 2>/dev/null; do
			poke
			sleep 0.1
		done
		# It was not restarted, or it has ended before the place was reached.
		failed_more_than "$before" || break
		until_true 60 in_state passive || break
		echo "failed at ${place#*:}: $(cat "$domain/last_failure")"
		sleep 1.5
	done
	# A failure that comes yet is over before the next application begins.
	echo 0 >"$planted/planted_place"
	[ "$configuration" = native ] || until_true 60 in_state passive
}

reachable() {
	/usr/bin/ping -c 1 -W 1 "$peer_address" >/dev/null 2>&1
}

# through NAME CHECK COMMAND...: an application, from start to end.
through() {
	local name=$1 check=$2 before pid limit code=0 seen
	shift 2
	# None is to begin in an outage, which without the shadow is not over when
	# the driver is back: the new device wants its address and a link.
	[ "$configuration" = native ] || until_true 30 reachable || fail "the network is not back"
	before=$(failures)
	"$@" >"/tmp/$name.out" 2>&1 &
	pid=$!
	(sleep 600; kill $pid) 2>/dev/null &
	limit=$!
	fail_until $pid
	wait $pid || code=$?
	kill $limit
	seen=$(($(failures) - before))
	if [ $code != 0 ] || ! eval "$check"; then
		outcome "$name: fails: exit code $code, $(tail -1 "/tmp/$name.out"), after $seen failures"
	elif [ $seen = 0 ]; then
		outcome "$name: fails: the test, as no failure came"
	else
		outcome "$name: works: through $seen failures"
	fi
}

same_sum() {
	[ "$(md5sum <"$1")" = "$(md5sum </srv/file)" ]
}

prepare() {
	mkdir -p /dev/pts /run/sshd /root/.ssh /srv/back
	mount -t devpts devpts /dev/pts
	head -c "$((mib << 20))" /dev/urandom >/srv/file
	ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519
	cp /root/.ssh/id_ed25519.pub /root/.ssh/authorized_keys
	chmod 700 /root/.ssh
	cat >/root/sshd_config <<-END
		HostKey /root/.ssh/id_ed25519
		PermitRootLogin yes
		StrictModes no
		UsePAM no
		Subsystem sftp /usr/lib/openssh/sftp-server
	END
	printf 'StrictHostKeyChecking no\nUserKnownHostsFile /dev/null\nLogLevel ERROR\n' >/root/.ssh/config
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=umbra.test \
		-addext subjectAltName=DNS:umbra.test -keyout /root/key.pem -out /root/cert.pem 2>/dev/null
	for side in "" peer; do
		$side /usr/sbin/sshd -f /root/sshd_config
		(cd /srv && $side openssl s_server -quiet -WWW -accept 443 -cert /root/cert.pem \
			-key /root/key.pem >/dev/null 2>&1) &
	done
	peer iperf3 -s -D
}

# fetch FROM [WHERE]: by HTTPS, into a file of that machine's.
fetch() {
	local from=$1
	shift
	"$@" curl -sS --cacert /root/cert.pem --resolve "umbra.test:443:$from" \
		-o /srv/back/fetched https://umbra.test/file
}

# A desktop on which something moves.
desktop() {
	head -c 307200 /dev/zero >/tmp/screen
	x11vnc -quiet -rawfb map:/tmp/screen@320x240x32 -nopw -shared -forever >/tmp/x11vnc.log 2>&1 &
	while sleep 0.2; do
		dd if=/dev/urandom of=/tmp/screen bs=1280 count=8 seek=$(($(date +%s) % 200)) conv=notrunc
	done 2>/dev/null &
}

listening() {
	netstat -lnt | grep -q ":$1 "
}

# A session in which somebody types a line each second.
session() {
	mkfifo /tmp/typed
	ssh -tt "root@$peer_address" sh </tmp/typed >/tmp/session.out 2>&1 &
	session=$!
	exec 4>/tmp/typed
	typing=0
	while sleep 1; do
		typing=$((typing + 1))
		echo "echo line \$(($typing * 7))"
		echo $typing >/tmp/typing
	done >&4 &
	typist=$!
}

judge_session() {
	local code=0 last
	# Nobody reads if ssh has ended.
	trap '' PIPE
	kill $typist
	last=$(cat /tmp/typing)
	until_true 60 grep -q "^line $((last * 7))[^0-9]" /tmp/session.out
	echo exit >&4
	exec 4>&-
	wait $session || code=$?
	if [ $code = 0 ] && [ "$(grep -c '^line [0-9]' /tmp/session.out)" -ge "$last" ]; then
		outcome "ssh: works: $last lines typed, $last answered"
	else
		outcome "ssh: fails: exit code $code, $(grep -c '^line [0-9]' /tmp/session.out) of $last lines answered"
	fi
}

frames_after() {
	[ "$(grep -c frame /tmp/vnc.out)" -gt "$1" ]
}

judge_vnc() {
	local before
	before=$(grep -c frame /tmp/vnc.out)
	if until_true 30 frames_after $((before + 3)) && kill -0 $vnc; then
		outcome "vnc: works: $before frames, and more after the last failure"
	else
		outcome "vnc: fails: $(tail -1 /tmp/vnc.out)"
	fi
	kill $vnc
}

judge_ping() {
	local code=0 lost away
	kill -INT $ping
	wait $ping || code=$?
	lost=$(sed -n 's/^\([0-9]*\) packets transmitted, \([0-9]*\) received.*/\1 \2/p' /tmp/ping.out | awk '{ print $1 - $2 }')
	# Five a second; a failure may cost those on their way, too.
	away=$(dmesg | sed -n 's/.*; recovered in \([0-9]*\)\..*/\1/p' | awk '{ sum += $1 } END { print sum + 0 }')
	if [ $code = 0 ] && [ "$lost" -le $((away / 200 + $(failures))) ]; then
		outcome "ping: works: $lost lost, the driver was away for $((away / 1000)) s"
	else
		outcome "ping: fails: exit code $code, $lost lost, the driver was away for $((away / 1000)) s"
	fi
}

captured() {
	tcpdump -r /tmp/capture -n -e 2>/dev/null | grep -q "02:99:99:99:99:0$1"
}

# Frames for somebody else: seen only by a card that is still promiscuous.
judge_tcpdump() {
	local code=0
	echo "02:99:99:99:99:02 0 100 after" >&3
	until_true 10 captured 2
	kill -INT $tcpdump
	wait $tcpdump || code=$?
	if [ $code = 0 ] && captured 1 && captured 2; then
		outcome "tcpdump: works: still promiscuous, $(sed -n 's/ packets captured//p' /tmp/tcpdump.out) packets"
	else
		outcome "tcpdump: fails: exit code $code, $(tail -1 /tmp/tcpdump.out)"
	fi
}

card=$(net_up) || fail "no link"
prepare
mkfifo /tmp/say
peer python3 /root/wire.py say peer </tmp/say &
exec 3>/tmp/say
desktop
/usr/bin/ping -i 0.2 "$peer_address" >/tmp/ping.out 2>&1 &
ping=$!
tcpdump -i "$card" -U -Z root -w /tmp/capture udp port 9 2>/tmp/tcpdump.out &
tcpdump=$!
session
: >/tmp/vnc.out
until_true 60 listening 5900 || fail "no desktop: $(cat /tmp/x11vnc.log)"
peer python3 /root/vnc.py $here >/tmp/vnc.out 2>&1 &
vnc=$!
until_true 60 frames_after 2 || fail "no frames: $(cat /tmp/vnc.out /tmp/x11vnc.log)"
until_true 60 grep -q '^line 7' /tmp/session.out || fail "no session: $(cat /tmp/session.out)"
echo "02:99:99:99:99:01 0 100 before" >&3
until_true 10 captured 1 || fail "tcpdump captures nothing"

# ethtool asks the same each time, and is to make the driver fail each time.
[ "$configuration" = native ] || echo 0 >"$domain/policy/repeats" || fail "policy"
if [ "$configuration" = restarted ]; then
	echo off >"$domain/policy/shadow" || fail "policy"
	administer &
fi
changes=$(cat "/sys/class/net/$card/carrier_changes")
through scp-down 'same_sum /srv/back/file' scp -q "root@$peer_address:/srv/file" /srv/back/
rm -f /srv/back/*
through scp-up 'same_sum /srv/back/file' scp -q /srv/file "root@$peer_address:/srv/back/"
through https-down 'same_sum /srv/back/fetched' fetch $peer_address
rm -f /srv/back/*
through https-up 'same_sum /srv/back/fetched' fetch $here peer
through iperf3-tcp-up 'grep -q receiver /tmp/iperf3-tcp-up.out' iperf3 -c "$peer_address" -t 6
through iperf3-tcp-down 'grep -q receiver /tmp/iperf3-tcp-down.out' iperf3 -c "$peer_address" -t 6 -R
through iperf3-udp-up 'grep -q receiver /tmp/iperf3-udp-up.out' iperf3 -c "$peer_address" -t 6 -u -b 2M
through iperf3-udp-down 'grep -q receiver /tmp/iperf3-udp-down.out' iperf3 -c "$peer_address" -t 6 -u -b 2M -R
sleep 2
judge_session
judge_vnc
judge_tcpdump
judge_ping
echo "failures: $(failures)"
[ "$configuration" != shadow ] ||
	echo "carrier changes: $(($(cat "/sys/class/net/$card/carrier_changes") - changes))"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
