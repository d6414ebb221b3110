# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: a sound card that is all but its sound (tests/vm/knobs) fails in each of
# its functions while an application uses that part of it; the application goes on.
# Unhardened the first failure ends the application, or the machine (cases/knobs.sh).
# shellcheck disable=SC2154,SC3043
domain=/sys/kernel/umbra/knobs
parameters=/sys/module/knobs/parameters

failed_more_than() {
	[ "$(cat $domain/failures)" -gt "$1" ]
}

# passive: the driver is back. A restart puts back its data, and with it `wait`.
passive() {
	echo 0 >$parameters/wait
	[ "$(cat $domain/state)" = passive ]
}

in_state() {
	[ "$(cat $domain/state)" = "$1" ]
}

# fails FUNCTION: the next time that the kernel calls it.
fails() {
	local before
	before=$(cat $domain/failures)
	echo "$1" >$parameters/fail
	until_true 5 failed_more_than "$before" || fail "$1 is never called"
	until_true 5 passive || fail "$1: $(cat $domain/state)"
	grep -q "knobs_$1" $domain/last_failure || fail "$1: $(cat $domain/last_failure)"
	echo "$1: $(cat $domain/last_failure), outage $(cat $domain/outage_ns) ns"
}

# during PART FUNCTION...: an application uses the part; each function fails once.
during() {
	local part=$1 user
	shift
	/root/knobs "$part" 0 >/tmp/said &
	user=$!
	sleep 0.3
	for function; do
		fails "$function"
		sleep 0.2
		kill -0 $user 2>/dev/null || fail "$part, $function: $(cat /tmp/said)"
	done
	kill -TERM $user
	wait $user || fail "$part: $(cat /tmp/said)"
	cat /tmp/said
}

is_set() {
	amixer -c 0 cget name=Level | grep -q "values=$1" || fail "$1: $(amixer -c 0 cget name=Level)"
}

nodes() {
	ls -l /dev/snd | awk '{ print $5, $6, $NF }'
	cat /proc/asound/cards /proc/asound/timers
}

load_modules &
# By then the copy of its data has been made, in which wait is 1.
until_true 90 test -e $domain/state || fail "not loaded"
echo 0 >$parameters/wait
wait $! || fail "not loaded"
nodes >/tmp/before
during hwdep hwdep_open hwdep_release hwdep_read hwdep_write hwdep_ioctl hwdep_poll hwdep_mmap
during timer timer_open timer_close timer_start timer_stop timer_resolution tick interrupt
during midi midi_open midi_close midi_send midi_hear interrupt
during level level_get level_put

# The application that asks for the control's range, too.
amixer -q -c 0 cset name=Level 70
before=$(cat $domain/failures)
echo level_info >$parameters/fail
amixer -q -c 0 cset name=Level 71 &
user=$!
until_true 5 failed_more_than "$before" || fail "level_info is never called"
until_true 5 passive || fail "level_info: $(cat $domain/state)"
wait $user || fail "level_info: amixer"
is_set 71

# While the driver restarts: who uses a part of it is there afterwards, or has been killed;
# a control is set at once, and who asks is told so.
for part in timer midi level; do
	/root/knobs $part 0 >/tmp/said.$part &
	eval "$part=$!"
done
/root/knobs hwdep 0 &
killed=$!
/root/knobs timer 0 &
killed="$killed $!"
sleep 0.3
echo 1 >$domain/recover &
until_true 5 in_state restarting || fail "it does not restart"
sleep 0.2
kill -TERM "$level"
wait "$level" || fail "level meanwhile: $(cat /tmp/said.level)"
timeout -s KILL 60 /root/knobs set 0 33 || fail "not set meanwhile"
# shellcheck disable=SC2086 # words
kill -KILL $killed
sleep 0.2
in_state restarting || fail "init did not wait"
until_true 5 passive || fail "it does not come back"
is_set 33
# shellcheck disable=SC2086 # words
wait $killed
sleep 0.2
kill -TERM "$timer" "$midi"
wait "$timer" || fail "timer meanwhile: $(cat /tmp/said.timer)"
wait "$midi" || fail "midi meanwhile: $(cat /tmp/said.midi)"
cat /tmp/said.*
during hwdep hwdep_read

nodes >/tmp/after
diff /tmp/before /tmp/after || fail "the card has changed"
[ $(($(cat /proc/sys/kernel/tainted) & 128)) = 0 ] || fail "TAINT_DIE is set"
rmmod knobs && rmmod umbra_sound && rmmod umbra || fail "a module does not unload"
