#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What scripts/demo shows: progress while a machine runs, then table and picture.

  report.py watch NAME MIB              passes on what is worth seeing, from stdin
  report.py table FOLDER MIB MD5        from unhardened.log and hardened.log there
"""
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from vmlib import splat  # noqa: E402


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
        elif done >= last + 10:
            print(text, flush=True)
            last = done
    if terminal:
        print(flush=True)


class Run:
    """One machine's download, read from its log."""

    def __init__(self, path):
        lines = path.read_text(errors="replace").splitlines()
        guest = [line[len("guest: "):] for line in lines if line.startswith("guest: ")]
        lines = [line for line in lines if not line.startswith("guest: ")]
        samples = [tuple(map(int, line.split()[1:])) for line in guest
                   if re.fullmatch(r"sample \d+ \d+ \d+", line)]
        self.start = samples[0][0] if samples else 0
        self.samples = [((ms - self.start) / 1000, size) for ms, size, _ in samples]
        self.finished = "wget 0" in guest
        self.sum = next((line.split()[1] for line in guest if line.startswith("md5 ")), None)
        self.recovered = [float(found[1]) for line in lines
                          for found in [re.search(r"umbra: .*; recovered in ([\d.]+) ms", line)] if found]
        self.last = next((splat.message(line) for line in reversed(lines)
                          if re.search(r"umbra: .*; recovered in", line)), None)
        self.panic = next((splat.message(line) for line in lines if "Kernel panic" in line), None)
        self.splats = list(splat.find(lines))

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


def rows(run, mib, md5):
    if run.panic:
        kernel, application = run.panic.replace("Kernel panic - not syncing: ", "PANIC: "), \
            f"died with the machine, {run.megabytes():.1f} of {mib} MB there"
        failures, pause, checksum = "1, the last", "for ever", "-"
    else:
        kernel = "log clean" if not run.splats else run.splats[0][1]
        application = f"done in {run.duration():.1f} s" if run.finished else "download failed"
        failures = f"{len(run.recovered)}, all recovered"
        pause = f"{run.longest_pause():.2f} s"
        checksum = "right" if run.sum == md5 else f"WRONG ({run.sum})"
    return [kernel, application, failures, pause, checksum]


PLOT = """\
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


def picture(folder, runs, mib, every):
    end = max(run.duration() for run in runs.values()) * 1.02 or 1
    for name, run in runs.items():
        for kind, points in (("speed", run.throughput()),
                             ("size", [(t, size / 2**20) for t, size in run.samples])):
            if run.panic and points:
                points = points + ([(run.duration(), 0), (end, 0)] if kind == "speed"
                                   else [(end, points[-1][1])])
            (folder / f"{name}.{kind}").write_text(
                "".join(f"{t:.2f} {value:.3f}\n" for t, value in points))
    dead = runs["unhardened"]
    # Room for the key above the curve.
    fastest = 1.35 * max([1, *(speed for run in runs.values() for _, speed in run.throughput())])
    for terminal, suffix in (("pngcairo size 1000,640 font 'sans,11'", "png"),
                             ("svg size 1000,640 font 'sans,13' background '#ffffff'", "svg")):
        script = PLOT.format(terminal=terminal, output=folder / f"throughput.{suffix}", mib=mib,
                             every=every, folder=folder, end=f"{end:.2f}", fastest=f"{fastest:.2f}",
                             panic=dead.duration(), died=dead.megabytes())
        subprocess.run(["gnuplot"], input=script, text=True, check=True)


def table(folder, mib, md5, every):
    runs = {name: Run(folder / f"{name}.log") for name in ("unhardened", "hardened")}
    columns = [["kernel", "application", "failures", "longest pause", "checksum"],
               *(rows(run, mib, md5) for run in runs.values())]
    widths = [max(map(len, column)) for column in columns]
    print(f"\n  {'':{widths[0]}}  {'unhardened':{widths[1]}}  hardened by Umbra")
    for row in zip(*columns):
        print("  " + "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths)).rstrip())
    if runs["hardened"].last:
        print(f"\n  {runs['hardened'].last}")
    picture(folder, runs, mib, every)
    print(f"\n  {folder}/throughput.png")
    good = runs["hardened"]
    ok = good.finished and good.sum == md5 and good.recovered and not good.splats \
        and runs["unhardened"].panic
    return 0 if ok else 1


if __name__ == "__main__":
    if sys.argv[1] == "watch":
        watch(sys.argv[2], int(sys.argv[3]))
        sys.exit(0)
    sys.exit(table(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]))
