#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What scripts/demo shows: progress while a machine runs, then table and picture.

  report.py watch NAME MIB                    passes on what is worth seeing, from stdin
  report.py network FOLDER EVERY MIB MD5      from unhardened.log and hardened.log there
  report.py sound FOLDER EVERY                and from unhardened.wav, hardened.wav, song.wav
"""
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from vmlib import heard, splat  # noqa: E402

# A waveform is drawn as the quietest and loudest of so many seconds.
WAVE_STEP = 0.005


def watch(name, mib):
    """One line that is written over and over on a terminal, few lines elsewhere."""
    terminal, last = sys.stdout.isatty(), -10
    for line in sys.stdin:
        words = line.split()
        if words[:1] != ["sample"]:
            continue
        done, failures = int(words[2]) / 2**20, int(words[3])
        text = f"  {name}: {min(done, mib):5.1f} of {mib} MB, {failures} failures"
        if terminal:
            print("\r" + text, end="", flush=True)
            last = done
        elif done >= last + 10:
            print(text, flush=True)
            last = done
    if terminal and last >= 0:
        print(flush=True)


class Run:
    """One machine's log."""

    def __init__(self, folder, name):
        lines = (folder / f"{name}.log").read_text(errors="replace").splitlines()
        self.guest = [line[len("guest: "):] for line in lines if line.startswith("guest: ")]
        lines = [line for line in lines if not line.startswith("guest: ")]
        self.recovered = [float(found[1]) for line in lines
                          for found in [re.search(r"umbra: .*; recovered in ([\d.]+) ms", line)] if found]
        # Besides init, which is the driver's own: its waits.
        self.besides = [took - float(found[1]) for took, line in
                        zip(self.recovered, (line for line in lines if "; recovered in " in line))
                        for found in [re.search(r"\binit ([\d.]+)", line)] if found]
        self.last = next((splat.message(line) for line in reversed(lines)
                          if re.search(r"umbra: .*; recovered in", line)), None)
        self.panic = next((splat.message(line) for line in lines if "Kernel panic" in line), None)
        self.splats = list(splat.find(lines))

    def kernel(self):
        if self.panic:
            return self.panic.replace("Kernel panic - not syncing: ", "PANIC: ")
        return "log clean" if not self.splats else self.splats[0][1]

    def failures(self):
        if self.panic:
            return "1, the last"
        return f"{len(self.recovered)}, all recovered"


class Download(Run):
    def __init__(self, folder, name):
        super().__init__(folder, name)
        samples = [tuple(map(int, line.split()[1:])) for line in self.guest
                   if re.fullmatch(r"sample \d+ \d+ \d+", line)]
        self.start = samples[0][0] if samples else 0
        self.samples = [((ms - self.start) / 1000, size) for ms, size, _ in samples]
        self.finished = "wget 0" in self.guest
        self.sum = next((line.split()[1] for line in self.guest if line.startswith("md5 ")), None)

    def megabytes(self):
        return self.samples[-1][1] / 2**20 if self.samples else 0

    def duration(self):
        return self.samples[-1][0] if self.samples else 0

    def longest_pause(self):
        """Seconds in which not a byte came, at most; the last sample's own wait aside."""
        longest, since, size = 0, 0, 0
        for when, now in self.samples:
            if now > size:
                longest, since, size = max(longest, when - since), when, now
        return longest

    def throughput(self, step=1.0):
        """(seconds, MB/s) of each step."""
        points, edge, size = [(0, 0)], step, 0
        for when, now in self.samples:
            if when >= edge:
                points.append((edge, (now - size) / 2**20 / step))
                edge, size = edge + step * max(1, int((when - edge) / step) + 1), now
        return points


    def rows(self, mib, md5):
        if self.panic:
            application = f"died with the machine, {self.megabytes():.1f} of {mib} MB there"
            pause, checksum = "for ever", "-"
        else:
            application = f"done in {self.duration():.1f} s" if self.finished else "download failed"
            pause = f"{self.longest_pause():.2f} s"
            checksum = "right" if self.sum == md5 else f"WRONG ({self.sum})"
        return [self.kernel(), application, self.failures(), pause, checksum]


class Song(Run):
    """A song as recorded. QEMU's mixer waits for a card that has stopped in the middle
    and then hurries to catch up, so a pause is shorter in the recording than it was:
    how long the card was away is what the kernel's log says.
    """

    def __init__(self, folder, name, signal):
        super().__init__(folder, name)
        self.finished = "aplay 0" in self.guest
        self.rate, self.samples = heard.read(folder / f"{name}.wav")
        self.heard = heard.listen(self.samples, signal)
        self.length = len(signal)

    def seconds(self, frame):
        """Of a frame of the recording, since the song began."""
        return (frame - (self.heard.start or 0)) / self.rate

    def rows(self):
        if self.panic:
            application, outage, silence = "died with the machine", "for ever", "for ever"
        else:
            application = "played to the end" if self.finished else "aplay failed"
            outage = (f"{max(self.recovered, default=0):.1f} ms, of it "
                      f"{max(self.besides, default=0):.1f} besides the driver's init")
            silence = f"{1000 * self.heard.longest() / self.rate:.1f} ms"
        twice = sum(gap.repeated for gap in self.heard.gaps)
        return [self.kernel(), application, self.failures(), outage, silence,
                f"{self.heard.lost() or 'none'} of {self.length}" + (f", {twice} heard twice" if twice else "")]

    def wave(self):
        """(seconds, quietest, loudest) of each step, to the recording's end."""
        step = round(WAVE_STEP * self.rate)
        for at in range(self.heard.start or 0, len(self.samples), step):
            part = self.samples[at:at + step]
            yield self.seconds(at), min(part) / 32768, max(part) / 32768


NETWORK = """\
set terminal {terminal}
set output '{output}'
set multiplot layout 2,1 title 'One download of {mib} MB through e1000, a null store every {every} received packets'
set grid
set key top right
set xrange [0:{end}]
set ylabel 'MB/s'
set yrange [0:{fastest}]
set lmargin 9
plot '{folder}/hardened.speed' with steps lw 2 lc rgb '#2e7d32' title 'hardened by Umbra', \\
     '{folder}/unhardened.speed' with steps lw 2 lc rgb '#c62828' title 'unhardened'
set ylabel 'MB received'
set xlabel 'seconds since the download began'
set key bottom right
set yrange [0:{mib}*1.08]
set label 1 'kernel panic' at {panic},{died} point pt 7 ps 1 lc rgb '#c62828' offset 1,2.4 tc rgb '#c62828'
plot '{folder}/hardened.size' with lines lw 2 lc rgb '#2e7d32' title 'hardened by Umbra', \\
     '{folder}/unhardened.size' with lines lw 2 lc rgb '#c62828' title 'unhardened'
unset multiplot
"""


SOUND = """\
set terminal {terminal}
set output '{output}'
set multiplot layout 2,1 title 'One song through snd-intel8x0, a null store every {every} interrupts: what was heard'
set grid
set xrange [0:{end}]
set yrange [-0.6:0.8]
set lmargin 9
set key top right
set ylabel 'unhardened'
set label 1 'kernel panic' at {died},0.5 point pt 7 ps 1 lc rgb '#c62828' offset 1,0.5 tc rgb '#c62828'
plot '{folder}/unhardened.wave' using 1:2:3 with filledcurves lc rgb '#c62828' notitle
unset label 1
set ylabel 'hardened by Umbra'
set xlabel 'seconds of the recording, since the song began'
plot '{folder}/hardened.wave' using 1:2:3 with filledcurves lc rgb '#2e7d32' notitle, \\
     '{folder}/hardened.failures' using 1:(0.5) with points pt 11 ps 1.2 lc rgb '#c62828' title 'failure heard'
unset multiplot
"""


def write(path, rows):
    """Numbers for gnuplot."""
    path.write_text("".join(" ".join(f"{value:.4f}" for value in row) + "\n" for row in rows))


def draw(path, script, **words):
    """The picture as .png and as .svg."""
    for terminal, suffix in (("pngcairo size 1000,640 font 'sans,11'", ".png"),
                             ("svg size 1000,640 font 'sans,13' background '#ffffff'", ".svg")):
        subprocess.run(["gnuplot"], text=True, check=True, input=script.format(
            terminal=terminal, output=path.with_suffix(suffix), folder=path.parent, **words))


def table(runs, titles, *facts):
    columns = [titles, *(run.rows(*facts) for run in runs.values())]
    widths = [max(map(len, column)) for column in columns]
    print(f"\n  {'':{widths[0]}}  {'unhardened':{widths[1]}}  hardened by Umbra")
    for row in zip(*columns):
        print("  " + "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths)).rstrip())
    if runs["hardened"].last:
        print(f"\n  {runs['hardened'].last}")


def network(folder, every, mib, md5):
    mib = int(mib)
    runs = {name: Download(folder, name) for name in ("unhardened", "hardened")}
    table(runs, ["kernel", "application", "failures", "longest pause", "checksum"], mib, md5)
    end = max(run.duration() for run in runs.values()) * 1.02 or 1
    for name, run in runs.items():
        for kind, points in (("speed", run.throughput()),
                             ("size", [(t, size / 2**20) for t, size in run.samples])):
            if run.panic and points:
                points = points + ([(run.duration(), 0), (end, 0)] if kind == "speed"
                                   else [(end, points[-1][1])])
            write(folder / f"{name}.{kind}", points)
    good, dead = runs["hardened"], runs["unhardened"]
    # Room for the key above the curve.
    fastest = 1.35 * max([1, *(speed for run in runs.values() for _, speed in run.throughput())])
    draw(folder / "throughput", NETWORK, mib=mib, every=every, end=f"{end:.2f}",
         fastest=f"{fastest:.2f}", panic=dead.duration(), died=dead.megabytes())
    print(f"\n  {folder}/throughput.png")
    return good.finished and good.sum == md5 and good.recovered and not good.splats and dead.panic


def sound(folder, every):
    _, signal = heard.read(folder / "song.wav")
    runs = {name: Song(folder, name, heard.trimmed(signal)) for name in ("unhardened", "hardened")}
    table(runs, ["kernel", "application", "failures", "longest outage",
                 "silence recorded", "samples lost"])
    for name, run in runs.items():
        write(folder / f"{name}.wave", run.wave())
    good, dead = runs["hardened"], runs["unhardened"]
    write(folder / "hardened.failures", ([good.seconds(gap.at)] for gap in good.heard.gaps))
    draw(folder / "heard", SOUND, every=every, end=f"{good.seconds(good.heard.end or 0) + 0.3:.2f}",
         died=f"{dead.seconds(dead.heard.end or 0):.3f}")
    print(f"\n  {folder}/heard.png")
    return good.finished and good.recovered and not good.splats and not good.heard.lost() and dead.panic


if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    if verb == "watch":
        watch(words[0], int(words[1]))
        sys.exit(0)
    sys.exit(0 if {"network": network, "sound": sound}[verb](Path(words[0]), *words[1:]) else 1)
