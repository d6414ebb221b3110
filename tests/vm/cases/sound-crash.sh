#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The damage without Umbra: a failure that an application runs into kills it, or, in a
# control, has it wait for the mixer's lock for ever; one in an interrupt, in the middle of
# a song, or in trigger, with the stream's lock held, ends the machine.
# usage: sound-crash.sh 'MODULE [PARAM=V]' KEEPER LAST [OPERATION...]
# LAST, OPERATION: places, of an interrupt or trigger; an operation is a stream's, or control.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
module=${1%% *} parameters=${1#"${1%% *}"} keeper=$2 last=$3
shift 3
work_in "sound-crash-$module-$last"
splat='Kernel panic - not syncing: Fatal exception in interrupt' before=
[ "$last" != trigger ] || splat='BUG: kernel NULL pointer dereference' before=1
heard make "$work/song.wav" --seconds 2 --tail 0.1
ko=$(driver build "$module" "$work/driver" --plant=--on-demand)
stock_of "$module"
cat >"$work/config" <<END
module=${module//-/_}
last=$(place "$last") before=$before
operations="$*"
$(for name; do echo "place_${name//-/_}=$(place "$name")"; done)
END
# shellcheck disable=SC2016 # for the guest
expect 0 umbra-vm --icount --userland --module "$ko$parameters" "${stock[@]}" --stock "$keeper" \
	--device "$(column 2 "$keeper")" --device "$(column 2 "$module")" --file "$work/song.wav" \
	--file "$work/config" --file "$vm_dir/guest/sound.sh" --log "$work/log" --record "$work/heard.wav" \
	--expect-splat "$splat" --run '
	. /root/sound.sh
	sound_up
	planted=/sys/module/$module/parameters
	aplay -q -D hw:1 song.wav || fail aplay
	echo 1 >$planted/planted_kind
	for operation in $operations; do
		eval "echo \$place_$(echo $operation | tr - _)" >$planted/planted_place
		case $operation in
		control) amixer -q -c 1 sset Master 80% & ;;
		*) arecord $raw -D hw:1 -d 1 /dev/null & ;;
		esac
		sleep 2
		if [ -e /proc/$!/status ]; then
			echo "$operation: $(grep State /proc/$!/status)"
		else
			wait $!
			echo "$operation: exit code $?"
		fi
		echo 0 >$planted/planted_place
	done
	(while sleep 0.2; do echo "it runs"; done) &
	(sleep 0.7; echo $last >$planted/planted_place) &
	[ -z "$before" ] || wait $!
	aplay -q -D hw:1 song.wav
	sleep 5'
grep -q 'BUG: kernel NULL pointer dereference' "$work/log" || fail "another panic than the planted one"
for operation; do
	case $operation in
	control) ends="D (disk sleep)" ;;
	*) ends="exit code 137" ;;
	esac
	grep -q "guest: $operation: .*$ends" "$work/log" || fail "$operation: its application does not end in '$ends'"
done
grep -q 'guest: it runs' "$work/log" || fail "it never said that the machine runs"
awk '/end trace/ { n = 0 } /guest: it runs/ { n++ } END { exit n != 0 }' "$work/log" || fail "the machine still runs"
expect 0 heard find "$work/song.wav" "$work/heard.wav"
expect 1 heard find --times 2 "$work/song.wav" "$work/heard.wav"
echo "sound-crash $module $last: ok"
