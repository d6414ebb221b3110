# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes sense of what the counting plugin wrote (tests/vm/plugin/count.c).

Who an instruction belongs to is worked out here, from the modules' addresses
as the guest printed them: user, kernel, driver (a module's own text), taps
(its .text.umbra) and umbra (umbra*.ko). Instructions of the kernel proper on
a driver's behalf are the kernel's.
"""
import bisect
import gzip
import re
from collections import Counter


class Layout:
    """Address ranges of modules, told from the guest's output."""

    def __init__(self, lines):
        sections, modules = [], {}
        for line in lines:
            words = line.split()
            if words[:1] == ["module"]:
                modules[words[1]] = (int(words[2], 16), int(words[3]))
            elif words[:1] == ["section"] and len(words) == 3:
                _, _, _, module, _, name = words[1].split("/")
                sections.append((int(words[2], 16), module, name))
        starts = [(address, self.owner(module, name)) for address, module, name in sections]
        # A module's data follows its text; nothing runs there.
        starts += [(base, self.owner(module, ".text")) for module, (base, _) in modules.items()]
        starts += [(base + size, "kernel") for base, size in modules.values()]
        self._starts = sorted(set(starts))
        self._keys = [address for address, _ in self._starts]

    @staticmethod
    def owner(module, section):
        if re.match(r"umbra", module):
            return "umbra"
        return "taps" if section == ".text.umbra" else "driver"

    def find(self, address):
        if address == 0:
            return "user"
        if address < 0xffffffffc0000000:
            return "kernel"
        at = bisect.bisect_right(self._keys, address) - 1
        return self._starts[at][1] if at >= 0 else "kernel"


def read(path, layout):
    """Per interval between marks: a Counter of instructions by owner."""
    intervals, known = {}, {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            interval, address, count = line.split()
            if address not in known:
                # Counters are by 16 bytes: a section starts at a multiple of 16.
                known[address] = layout.find(int(address, 16))
            intervals.setdefault(int(interval), Counter())[known[address]] += int(count)
    return [intervals.get(n, Counter()) for n in range(max(intervals) + 1)]


def profile(path, interval, symbols, top=40):
    """The kernel functions that an interval spent most in; symbols: the
    guest's /proc/kallsyms (Debian's System.map is empty)."""
    names = []
    with gzip.open(symbols, "rt", encoding="ascii") as lines:
        for line in lines:
            address, kind, name = line.split()[:3]
            if kind in "tTwW":
                names.append((int(address, 16), name))
    names.sort()
    keys = [address for address, _ in names]
    spent = Counter()
    with open(path, encoding="ascii") as lines:
        for line in lines:
            where, address, count = line.split()
            address = int(address, 16)
            if int(where) == interval and address >= 0xffffffff80000000:
                # The block may start anywhere in its 16 bytes.
                at = bisect.bisect_right(keys, address + 15) - 1
                spent[names[at][1]] += int(count)
    return spent.most_common(top)
