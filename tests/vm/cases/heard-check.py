#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The listener's own test: recordings with known damage, and with none."""
import array
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from vmlib import heard  # noqa: E402

SIGNAL = heard.sweep(1.0, 8000)


def quiet(count):
    return array.array("h", bytes(2 * count))


def changed(at):
    copy = SIGNAL[:]
    copy[at] += 1
    return copy


A, B = SIGNAL[:3000], SIGNAL[3000:]
# name, recording, (lost, missing, [(frames, lost, repeated, foreign)])
CASES = [
    ("as it is", SIGNAL, (0, 0, [])),
    ("silence around", quiet(700) + SIGNAL + quiet(99), (0, 0, [])),
    ("something behind its end", SIGNAL + quiet(20) + SIGNAL[50:900], (0, 0, [])),
    ("a pause", A + quiet(250) + B, (0, 0, [(250, 0, 0, 0)])),
    ("two pauses", A + quiet(250) + B[:1000] + quiet(7) + B[1000:],
     (0, 0, [(250, 0, 0, 0), (7, 0, 0, 0)])),
    ("a pause, some heard twice", A + quiet(250) + SIGNAL[2900:], (0, 0, [(250, 0, 100, 0)])),
    ("heard twice, no pause", A + SIGNAL[2900:], (0, 0, [(0, 0, 100, 0)])),
    ("one sample lost", A + B[1:], (1, 0, [(0, 1, 0, 0)])),
    ("many lost in a pause", A + quiet(250) + B[400:], (400, 0, [(250, 400, 0, 0)])),
    ("noise in a pause", A + array.array("h", [77] * 60) + B, (0, 0, [(60, 0, 0, 60)])),
    ("one sample changed", changed(3000), (1, 0, [(1, 1, 0, 1)])),
    ("its beginning lost", quiet(10) + SIGNAL[25:], (25, 0, [(0, 25, 0, 0)])),
    ("its end lost", SIGNAL[:-1] + quiet(500), (1, 1, [])),
    ("nothing at all", quiet(9000), (len(SIGNAL), len(SIGNAL), [])),
]


def main():
    wrong = 0
    for name, recording, wanted in CASES:
        h = heard.listen(recording, SIGNAL)
        got = (h.lost(), h.missing, [(g.frames, g.lost, g.repeated, g.foreign) for g in h.gaps])
        if got != wanted:
            print(f"FAIL: {name}: {got}, expected {wanted}")
            wrong += 1
    print("heard-check: " + (f"{wrong} wrong" if wrong else f"{len(CASES)} recordings told rightly"))
    return 1 if wrong else 0


sys.exit(main())
