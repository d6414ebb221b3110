# SPDX-License-Identifier: GPL-2.0-or-later
# Guest script: a driver fails after it has told its device to write to memory;
# the device does so when that memory is somebody else's. Wants in /root/config:
# iommu (yes or no): whether the mapping stands in between.
# shellcheck disable=SC2154
. /root/config
umbra=/sys/kernel/umbra/violations
canary=/sys/module/canary/parameters

recovered() {
	[ "$(cat $umbra/state)" = passive ] && [ "$(cat $umbra/recoveries)" = 1 ]
}

changed() {
	[ "$(cat $canary/state)" = changed ]
}

blocked() {
	dmesg | grep -q "DMAR: \[DMA Write"
}

# Another driver's user fills the memory that is free, while the device waits: it does for
# 100 ms, so that who looks must not sleep for as long (until_true).
echo dma-late 2>/dev/null >/dev/violations
looks=1000
until recovered; do
	looks=$((looks - 1))
	[ $looks -gt 0 ] || fail "$(cat $umbra/state): $(cat $umbra/last_failure)"
done
echo 8000 >$canary/fill
if [ "$iommu" = yes ]; then
	until_true 20 blocked || fail "the device's late write was not stopped"
	changed && fail "... and the canary has changed"
	echo "stopped: $(dmesg | grep -m1 'DMAR: \[DMA Write')"
else
	until_true 20 changed || fail "the device's late write does no damage here, so the test shows nothing"
	echo "without an IOMMU it did damage"
fi
