# SPDX-License-Identifier: GPL-2.0-or-later
# What the VM tests share; sourced by each. Needs: bash, set -eu.
set -euo pipefail
vm_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$(cd "$vm_dir/../.." && pwd)
UMBRA_BUILD=${UMBRA_BUILD:-$root/build}
export UMBRA_BUILD
name=$(basename "$0" .sh)
PATH=$vm_dir:$PATH

# work_in NAME: a fresh folder for this test, kept after it for a look.
work_in() {
	name=$1
	work=$UMBRA_BUILD/tests/vm/$name
	rm -rf "$work"
	mkdir -p "$work/www"
}

# serve_file MIB: something to download; sets $sum to its md5.
serve_file() {
	head -c $(($1 << 20)) /dev/urandom >"$work/www/file"
	sum=$(md5sum <"$work/www/file" | cut -d' ' -f1)
}

# expect CODE COMMAND...: the command must end with that exit code.
expect() {
	local want=$1 got=0
	shift
	"$@" || got=$?
	if [ "$got" != "$want" ]; then
		echo "FAIL: $*: exit code $got, expected $want"
		exit 1
	fi
}

fail() {
	echo "FAIL: $*"
	exit 1
}

# column N MODULE: of the table of drivers: 2, QEMU's model; 5, stock modules; 6, parameters.
column() {
	driver list | awk -v m="$2" -v n="$1" '$1 == m && $n != "-" { gsub(",", " ", $n); print $n }'
}

# stock_of MODULE: sets $stock to the options that load what the driver asks for.
stock_of() {
	stock=()
	for name in $(column 5 "$1"); do stock+=(--stock "$name"); done
}

# place NAME: the number that plant --on-demand gives a place or a wrong.
place() {
	plant --help | sed -n 's/^\(places\|wrongs\): //p' | tr ' ' '\n' | grep -n "^$1\$" | cut -d: -f1
}

# make_crash DIR: builds the module in DIR, a copy of examples/crash.
make_crash() {
	: "${KDIR:=$(ls -d /lib/modules/*/build | tail -1)}"
	make -s -C "$KDIR" M="$1" modules >"$work/make.log" 2>&1 || { cat "$work/make.log"; fail "make $1"; }
}

# wrap_crash: examples/crash hardened, with taps alone so that its failures are faults;
# sets $crash to the module.
wrap_crash() {
	: "${KDIR:=$(ls -d /lib/modules/*/build | tail -1)}"
	"$UMBRA_BUILD/bin/umbra" harden --checks=taps --kernel "$KDIR" --output "$work/wrapped" "$root/examples/crash"
	make_crash "$work/wrapped"
	crash=$work/wrapped/crash.ko
}

umbra_modules=(--module "$UMBRA_BUILD/modules/umbra.ko" --module "$UMBRA_BUILD/modules/umbra_net.ko")
