# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds a known signal in a recording, and says what happened to it there.

The rule: samples are compared exactly (nothing between a guest's application
and the recording changes them, if rates and volumes are chosen well), so a
single lost, repeated or changed sample shows. Both signals are one channel.
What follows the signal's end is not looked at: a card plays on until it is
stopped. Not handled: a loss inside a stretch of silence as long as the loss
is told apart from a shorter silence only by its end.
"""
import array
import math
import wave

# So many samples in a row are never alike by chance, silence aside.
WINDOW = 32


class Gap:
    """Where the recording left the signal, and came back to it."""

    def __init__(self, at, frames, place, lost, repeated, foreign):
        self.at, self.frames = at, frames              # in the recording
        self.place = place                             # in the signal
        self.lost, self.repeated = lost, repeated      # samples of the signal
        self.foreign = foreign                         # samples that are neither signal nor silence


class Heard:
    def __init__(self):
        self.start = None    # frame of the recording at which the signal begins
        self.end = None      # one behind its last frame there
        self.missing = 0     # samples at the signal's end that never came
        self.gaps = []

    def lost(self):
        return self.missing + sum(gap.lost for gap in self.gaps)

    def longest(self):
        """Frames of the longest pause."""
        return max((gap.frames for gap in self.gaps), default=0)


def read(path, channel=0):
    """(rate, samples of one channel); 16 bits."""
    with wave.open(str(path), "rb") as file:
        if file.getsampwidth() != 2:
            raise ValueError(f"{path}: {8 * file.getsampwidth()} bits a sample, expected 16")
        samples = array.array("h", file.readframes(file.getnframes()))
        return file.getframerate(), samples[channel::file.getnchannels()]


def write(path, rate, channels):
    """Channels of equal length into a wav file."""
    mixed = array.array("h", bytes(2 * len(channels) * len(channels[0])))
    for n, samples in enumerate(channels):
        mixed[n::len(channels)] = samples
    with wave.open(str(path), "wb") as file:
        file.setparams((len(channels), 2, rate, 0, "NONE", None))
        file.writeframes(mixed.tobytes())


def sweep(seconds, rate, low=200, high=2000, loud=12000):
    """A tone that rises, so that each of its moments is unlike every other."""
    count = round(seconds * rate)
    rise = (high - low) / max(count, 1) / 2
    return array.array("h", (round(loud * math.sin(2 * math.pi * (low + rise * n) * n / rate)) or 1
                             for n in range(count)))


def trimmed(samples):
    """Without the silence at both ends."""
    begin, end = 0, len(samples)
    while begin < end and samples[begin] == 0:
        begin += 1
    while end > begin and samples[end - 1] == 0:
        end -= 1
    return samples[begin:end]


def alike(a, i, b, j):
    """How many samples from a[i] and b[j] on are the same."""
    count, most = 0, min(len(a) - i, len(b) - j)
    while count < most:
        step = min(4096, most - count)
        if a[i + count:i + count + step] == b[j + count:j + count + step]:
            count += step
            continue
        while a[i + count] == b[j + count]:
            count += 1
        break
    return count


def listen(recording, signal):
    """Follows the signal (trimmed) through the recording."""
    places = {}
    for n in range(len(signal) - WINDOW + 1):
        key = signal[n:n + WINDOW].tobytes()
        places.setdefault(key, []).append(n)
    silence = bytes(2 * WINDOW)
    places.pop(silence, None)

    def find(at, place):
        """The next frame from `at` on where the signal is, and the part of it nearest to `place`."""
        for n in range(at, len(recording) - WINDOW + 1):
            found = places.get(recording[n:n + WINDOW].tobytes())
            if found:
                return n, min(found, key=lambda where: abs(where - place))
        return None

    heard = Heard()
    # A ring that is stopped late plays a bit of what it held: the start is a start.
    start = signal[:WINDOW].tobytes()
    spot = next(((n, 0) for n in range(len(recording) - WINDOW + 1)
                 if recording[n:n + WINDOW].tobytes() == start), None) or find(0, 0)
    if spot is None:
        heard.missing = len(signal)
        return heard
    heard.start = spot[0]
    if spot[1]:
        heard.gaps.append(Gap(spot[0], 0, 0, spot[1], 0, 0))
    while spot is not None:
        at, place = spot
        same = alike(recording, at, signal, place)
        at, place = at + same, place + same
        heard.end = at
        if place == len(signal):
            break
        spot = find(at, place)
        if spot is not None:
            between = recording[at:spot[0]]
            heard.gaps.append(Gap(at, len(between), place, max(0, spot[1] - place),
                                  max(0, place - spot[1]), sum(1 for s in between if s)))
    heard.missing = len(signal) - place
    return heard
