# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script under systemd: nobody starts the agent but udev's rule, and the rule
# only. Wants in /root/config: rules, where they are installed.
# shellcheck disable=SC2154
. /root/config
umbra=/sys/kernel/umbra/crash
[ "$(cat /proc/1/comm)" = systemd ] || fail "process 1 is $(cat /proc/1/comm)"

agent_is() {
	[ "$(systemctl is-active umbra-agent)" = "$1" ]
}

passive() {
	[ "$(cat $umbra/state)" = passive ] && [ "$(cat $umbra/recoveries)" = "$1" ]
}

# crash N: the N-th failure, over.
crash() {
	echo "null-write process nothing" 2>/dev/null >/sys/module/crash/parameters/go
	until_true 60 passive "$1" || fail "failure $1: $(cat $umbra/state)"
}

mkdir -p /etc/umbra/hooks.d /var/lib/prometheus/node-exporter "$rules"
echo "default delay_ms=7 repeats=0" >/etc/umbra/test.conf
printf '#!/bin/sh\necho "$1 $2 $UMBRA_REASON" >>/run/hooked\n' >/etc/umbra/hooks.d/note
chmod +x /etc/umbra/hooks.d/note

# Without the rule: none of it.
load_modules && insmod /root/crash.ko || fail "insmod"
echo "default repeats=0" >/sys/kernel/umbra/policy-rules
crash 1
udevadm settle
agent_is inactive || fail "the agent runs, though no rule starts it"
grep -q 7 $umbra/policy/delay_ms && fail "somebody has loaded the policy"
rmmod crash umbra_net umbra || fail "rmmod"

# With it: umbra.ko brings the policy, a wrapped driver the agent.
cp /root/60-umbra.rules "$rules/"
udevadm control --reload
load_modules || fail "insmod, with the rule"
udevadm settle
agent_is inactive || fail "the agent runs before there is a driver"
insmod /root/crash.ko || fail "insmod crash, with the rule"
until_true 60 agent_is active || fail "no agent: $(journalctl -b | tail -20)"
[ "$(cat $umbra/policy/delay_ms)" = 7 ] || fail "the policy was not loaded"
# Type=exec: it listens a moment later; its first work is to write the metrics.
until_true 60 grep -q umbra_failures_total /var/lib/prometheus/node-exporter/umbra.prom ||
	fail "no metrics: $(systemctl status umbra-agent)"
crash 1
crash 2
until_true 60 grep -q "^recovered crash .*null write at 0x0 in process" /run/hooked ||
	fail "no hook ran: $(journalctl -b -u umbra-agent)"
until_true 60 grep -q 'umbra_recoveries_total{module="crash"} 2' /var/lib/prometheus/node-exporter/umbra.prom ||
	fail "metrics: $(cat /var/lib/prometheus/node-exporter/umbra.prom)"

# It was stopped: the next event starts it again.
udevadm settle
systemctl stop umbra-agent
agent_is inactive || fail "the agent does not stop"
crash 3
until_true 60 agent_is active || fail "the agent is not started again"
until_true 60 grep -q 'umbra_failures_total{module="crash"} 3' /var/lib/prometheus/node-exporter/umbra.prom ||
	fail "metrics: $(cat /var/lib/prometheus/node-exporter/umbra.prom)"
journalctl -o json UMBRA_MODULE=crash >/root/journal || fail "journalctl"
