# SPDX-License-Identifier: GPL-2.0-or-later
# Runs the script and reports; sourced by what runs it, init or a service of systemd's.
#
# The result goes to the second serial port as lines that start with a token
# of this run; the host takes "no such line" for failure.

finish() {
	for path in $COLLECT; do
		[ -e "$path" ] || continue
		echo "@$TOKEN file $path"
		base64 "$path"
		echo "@$TOKEN endfile"
	done >/dev/ttyS1
	echo "@$TOKEN exit $1" >/dev/ttyS1
	sleep 0.1
	poweroff -f
}

# Sets code.
run_script() {
	cd /root || return
	code=0
	if [ -e /umbra/script ]; then
		sh -c '. /umbra/guest.sh; . /umbra/script' guest </dev/null >/dev/ttyS1 2>&1
		code=$?
	fi
	if [ "$INTERACTIVE" = yes ]; then
		echo "umbra-vm: modules in /modules, helpers: . /umbra/guest.sh; exit or Ctrl-A X leaves"
		setsid cttyhack sh </dev/ttyS0 >/dev/ttyS0 2>&1
	fi
}
