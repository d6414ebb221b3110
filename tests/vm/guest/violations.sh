# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: every mistake of tests/violations/driver, in one machine. Wants
# in /root/config: hardened (yes or no), and the table in /root/mistakes: a
# mistake a line, "name: what the log says when it is stopped".
# shellcheck disable=SC2154
. /root/config
umbra=/sys/kernel/umbra/violations
canary=/sys/module/canary/parameters

ask() {
	echo "$1 $(cat $canary/address) $(cat $canary/function)" \
		2>/dev/null >/sys/module/violations/parameters/go
}

recovered() {
	[ "$(cat $umbra/state)" = passive ] && [ "$(cat $umbra/recoveries)" = "$count" ]
}

changed() {
	[ "$(cat $canary/state)" = changed ]
}

problems=0
problem() {
	echo "FAIL: $*"
	problems=$((problems + 1))
}

count=0
while IFS=: read -r name text; do
	count=$((count + 1))
	echo 1 >$canary/state
	[ "$name" != use-after-free ] || { ask keep && echo 1 >$canary/take; }
	ask "$name"
	if [ "$hardened" = no ]; then
		until_true 5 changed || problem "$name does no damage"
		continue
	fi
	until_true 10 recovered || {
		problem "$name: $(cat $umbra/state), $(cat $umbra/recoveries) of $count recovered"
		count=$(cat $umbra/recoveries)
		continue
	}
	changed && problem "$name: the canary has changed"
	grep -qF "${text# }" $umbra/last_failure ||
		problem "$name: '$(cat $umbra/last_failure)' instead of '${text# }'"
done </root/mistakes
echo "$count mistakes, hardened: $hardened"
if [ "$hardened" = yes ]; then
	rmmod violations && rmmod umbra_net && rmmod umbra || problem "a module does not unload"
fi
[ "$problems" = 0 ]
