#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The splat check's own test: real splat lines are found, harmless ones not."""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from vmlib import splat  # noqa: E402

SPLATS = """\
[    6.5] BUG: kernel NULL pointer dereference, address: 0000000000000000
[    6.5] BUG: unable to handle page fault for address: ffff800000001000
[    6.5] #PF: supervisor write access in kernel mode|no
[    6.5] Oops: 0002 [#1] PREEMPT SMP NOPTI
[    6.5] invalid opcode: 0000 [#1] PREEMPT SMP NOPTI
[    6.5] divide error: 0000 [#1] PREEMPT SMP NOPTI
[    6.5] general protection fault, probably for non-canonical address 0xdead000000000000: 0000 [#1]
[    6.5] kernel BUG at drivers/net/e1000_main.c:4006!
[    6.5] ------------[ cut here ]------------
[    6.5] WARNING: CPU: 1 PID: 0 at net/core/dev.c:5000 napi_complete_done+0x1/0x2
[    6.5] WARNING: possible recursive locking detected
[    6.5] WARNING: suspicious RCU usage
[    6.5] Modules linked in: e1000(OE)
[    6.5] Call Trace:
[    6.5] Kernel panic - not syncing: Fatal exception in interrupt
[    6.5] watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [wget:123]
[    6.5] rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
[    6.5] rcu: INFO: rcu_preempt self-detected stall on CPU
[    6.5] INFO: task ip:88 blocked for more than 120 seconds.
[    6.5] BUG: scheduling while atomic: ksoftirqd/0/13/0x00000100
[    6.5] BUG: sleeping function called from invalid context at kernel/locking/mutex.c:580
[    6.5] BUG: spinlock bad magic on CPU#0, swapper/0/0
[    6.5] BUG kmalloc-64 (Tainted: G           OE     ): Poison overwritten
[    6.5] refcount_t: underflow; use-after-free.
[    6.5] list_del corruption. prev->next should be ffff, but was 0000
[    6.5] NETDEV WATCHDOG: eth0 (e1000): transmit queue 0 timed out
[    6.5] unregister_netdevice: waiting for eth0 to become free. Usage count = 2
[    6.5] irq 11: nobody cared (try booting with the "irqpoll" option)
<4>[    6.5] WARNING: CPU: 0 PID: 1 at mm/page_alloc.c:1 f+0x1/0x2
"""
HARMLESS = """\
[    0.0] Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) #1 SMP PREEMPT_DYNAMIC
[    0.2] Spectre V2 : WARNING: Unprivileged eBPF is enabled with eIBRS on
[    0.2] pci host bridge: if necessary, use "pci=nocrs" and report a bug
[    1.0] AMD-Vi: AMD IOMMUv2 functionality not available - This is not a bug.
[    1.5] Unstable clock detected, switching default tracing clock to "global"
[    2.2] e1000: loading out-of-tree module taints kernel.
[    2.2] e1000: module verification failed: signature and/or required key missing - tainting kernel
[    4.7] e1000: eth0 NIC Link is Up 1000 Mbps Full Duplex, Flow Control: RX
[    6.5] umbra: e1000: f+0x3e (e1000_main.c:4391): null write at 0x0 in softirq; recovered in 12.3 ms
[    6.5] umbra: e1000: f+0x3e (e1000_main.c:4391): BUG() in process; recovered in 12.3 ms
[    6.5] umbra: e1000: f+0x3e (e1000_main.c:4391): general protection fault in irq; recovered in 1 ms
[    6.5] umbra: e1000: f+0x3e (e1000_main.c:4391): invalid opcode in timer; recovered in 12.3 ms
[    6.5] rcu: Hierarchical SRCU implementation.
[    6.5] debug: lockdep is off
"""


def main():
    wrong = 0
    for text, wanted in ((SPLATS, True), (HARMLESS, False)):
        for line in text.splitlines():
            line, _, exception = line.partition("|")
            if splat.is_splat(line) != (wanted and exception != "no"):
                print(f"FAIL: {'missed' if wanted else 'false alarm'}: {line}")
                wrong += 1
    lines = HARMLESS.splitlines() + ["[    7.0] BUG: x"]
    if list(splat.find(lines)) != [(len(lines), "[    7.0] BUG: x")]:
        print("FAIL: find() does not name the line")
        wrong += 1
    print("splat-check: " + (f"{wrong} wrong" if wrong else "all lines told rightly"))
    return 1 if wrong else 0


sys.exit(main())
