#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Debian's own e1000, untouched: what every other test is compared with.
# shellcheck source=tests/vm/cases/lib.sh
source "$(dirname "$0")/lib.sh"
work_in native-download
serve_file 20
expect 0 umbra-vm --log "$work/log" --stock e1000 --device e1000 --serve "$work/www" --run "
	net_up || fail 'no link'
	[ \"\$(download file)\" = $sum ] || fail 'wrong checksum'
	up=\$(head -c 2097152 /dev/zero | nc \$sink | cut -d' ' -f1)
	[ \"\$up\" = \$(head -c 2097152 /dev/zero | md5sum | cut -d' ' -f1) ] || fail 'upload: wrong checksum'"
echo "native-download: ok"
