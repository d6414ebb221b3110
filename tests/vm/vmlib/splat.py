# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells a kernel splat from a harmless line of a kernel log.

The rule: what the kernel prints when it noticed a bug is a splat, wherever
it stands in the log; what a driver or Umbra says about a failure that it
handled is not. Patterns match the message, its time stamp stripped, and most
are anchored at its start for that reason. Not handled: splats of kernels
built with CONFIG_PRINTK_CALLER look the same and are found; splats that
the console lost (a dead serial port) are not.
"""
import re

STAMP = re.compile(r"^(?:<\d+>)?\[\s*\d+\.\d+\](?:\[[^\]]*\])?\s?")

PATTERNS = [re.compile(p) for p in (
    r"^BUG: ",
    r"^BUG .*: ",                          # SLUB: "BUG kmalloc-64 (Tainted: G): ..."
    r"^kernel BUG at ",
    r"\[#\d+\]",                           # every oops: "Oops: 0002 [#1] PREEMPT"
    r"^Oops\b",
    r"^WARNING: ",
    r"^Kernel panic\b",
    r"^-+\[ cut here \]-+",
    r"^general protection fault\b.*:",
    r"^(?:stack segment|double fault|invalid opcode|divide error): ",
    r"^Modules linked in:",
    r"^Call Trace:",
    r"^RIP: [0-9a-f]{4}:",
    r"^INFO: (?:task .* blocked for more than|possible|trying to register|rcu|suspicious)",
    r"(?:soft lockup|hard LOCKUP)",
    r"^rcu: INFO: .*stall|detected (?:expedited )?stalls? on|self-detected stall",
    r"(?:possible (?:recursive|circular) locking|inconsistent lock state)",
    r"(?:lock held when returning|bad unlock balance)",
    r"^WARNING: .*(?:suspicious RCU usage|lock)",
    r"(?:scheduling while atomic|sleeping function called from invalid context)",
    r"^refcount_t: ",
    r"^(?:UBSAN|KASAN|KCSAN|KFENCE|KMSAN): ",
    r"^(?:list_add|list_del) corruption",
    r"^Unhandled fault\b|unable to handle (?:kernel|page fault)",
    r"^NETDEV WATCHDOG: ",
    r"^unregister_netdevice: waiting for",
    r"^irq \d+: nobody cared",
    r"^Disabling IRQ #\d+",
    r"^DMA-API: ",
    r"^softirq: huh, entered softirq",
    r"NOHZ tick-stop error",
    r"^bad: scheduling from",
    r"^Voluntary context switch within RCU",
    r"^page_pool_release_retry\(\) stalled",
)]


def message(line):
    """The line without its time stamp and line ending."""
    return STAMP.sub("", line.rstrip("\r\n"))


def is_splat(line):
    text = message(line)
    return any(p.search(text) for p in PATTERNS)


def find(lines):
    """Yields (line number from 1, line) of each splat line."""
    for number, line in enumerate(lines, 1):
        if is_splat(line):
            yield number, line.rstrip("\r\n")
