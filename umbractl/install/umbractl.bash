# SPDX-License-Identifier: GPL-2.0-or-later
# bash completion for umbractl(8)

_umbractl_modules() {
	local state
	for state in /sys/kernel/umbra/*/state; do
		[ -e "$state" ] || continue
		state=${state%/state}
		echo "${state##*/}"
	done
}

_umbractl() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	local command='' verb='' at=0 i choices
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		--root) i=$((i + 1)) ;;
		-*) ;;
		*)
			case $at in
			0) command=${COMP_WORDS[i]} ;;
			1) verb=${COMP_WORDS[i]} ;;
			esac
			at=$((at + 1))
			;;
		esac
	done
	if [ "$before" = --root ]; then
		mapfile -t COMPREPLY < <(compgen -d -- "$word")
		return
	fi
	case $command/$at in
	/0) choices='status watch report log recover policy agent --root --help --version' ;;
	status/1 | watch/1) choices="--json $(_umbractl_modules)" ;;
	report/1 | log/1 | recover/1) choices=$(_umbractl_modules) ;;
	agent/1) choices=--once ;;
	policy/1) choices='list get set load' ;;
	policy/2)
		case $verb in
		get) choices=$(_umbractl_modules) ;;
		set) choices="default class: module: $(_umbractl_modules)" ;;
		load)
			mapfile -t COMPREPLY < <(compgen -f -- "$word")
			return
			;;
		esac
		;;
	policy/*)
		choices='max_retries max_failures window_s delay_ms delay_growth delay_max_ms leave_ms
			settle_timeout_ms interrupt_ms softirq_ms process_ms deadline_ms reset shadow panic repeats'
		if [ "$verb" = set ]; then
			compopt -o nospace 2>/dev/null
			mapfile -t COMPREPLY < <(compgen -S = -W "$choices" -- "$word")
			return
		fi
		;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
}
complete -F _umbractl umbractl
