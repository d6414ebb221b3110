# SPDX-License-Identifier: GPL-2.0-or-later
"""The measurements of scripts/bench. Each returns plain numbers for the JSON.

Wall time on a shared machine is noise, so what can be is counted: guest
instructions (plugin/), virtual time (-icount), CPU seconds of the host's own
tools. Each machine has one processor and no KASLR.
"""
import os
import re
import resource
import shutil
import statistics
import subprocess
from pathlib import Path

from vmlib import drivers, kernel

from . import count

HERE = Path(__file__).resolve().parent
SMALL, LARGE = 2 << 20, 20 << 20


class Bench:
    def __init__(self, driver, out, say):
        self.driver, self.out, self.say = driver, Path(out), say
        self.tree = kernel.Tree()
        self.built = drivers.build_folder()
        self.umbra = [self.built / "modules/umbra.ko",
                      self.built / f"modules/umbra_{driver.of_class}.ko"]
        self.out.mkdir(parents=True, exist_ok=True)
        www = self.out / "www"
        www.mkdir(exist_ok=True)
        for name, size in (("small", SMALL), ("large", LARGE)):
            (www / name).write_bytes(os.urandom(size))

    def module(self, form):
        """The driver as it is ("native"), or hardened with these checks."""
        self.say(f"building {self.driver.module}, {form}")
        return drivers.build(self.driver, self.out / form, self.tree.release, None,
                             None if form == "native" else form)[0]

    def machine(self, name, script, modules, words=(), count_to=None):
        """Runs a guest script under virtual time; returns its output's and kernel log's lines."""
        self.say(f"running {name}")
        log = self.out / (name + ".log")
        command = [drivers.HERE / "umbra-vm", "--icount", "--append", "nokaslr", "--log", log,
                   "--device", self.driver.device,
                   "--serve", self.out / "www", "--file", self.built / "tests/vm/mark", *words]
        for path in modules:
            command += ["--module", path]
        if count_to:
            command += [f"--qemu=-plugin", f"--qemu={self.built / 'tests/vm/count.so'},out={count_to}"]
        done = subprocess.run([*map(str, command), str(HERE / script)], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode:
            raise kernel.Error(f"{name}: the machine failed, see {log}\n{done.stdout}{done.stderr}")
        return done.stdout.splitlines(), log.read_text(errors="replace").splitlines()

    def packets(self, name, modules, profile=False):
        """Instructions per packet by owner, from the slope of two sizes: the median
        of several transfers, for the application's side of each differs."""
        return self.counted("packets", name, modules, ("receive", "send"), profile)

    def playback(self, name, modules, profile=False):
        """Instructions per second of 48 kHz stereo, by owner; as packets()."""
        return self.counted("playback", name, modules, ("playback",), profile,
                            ["--userland"])["playback"]

    def counted(self, part, name, modules, ways, profile, words=()):
        """Runs PART.sh, which measures these ways; with the kernel's symbols for a profile."""
        counts = self.out / f"{part}-{name}.count"
        if profile:
            words = [*words, "--file", "/dev/null:root/profile", "--collect",
                     f"/tmp/kallsyms:{self.out / f'{part}-{name}.kallsyms'}"]
        lines, _ = self.machine(f"{part}-{name}", f"{part}.sh", modules, words, counts)
        return slopes(lines, counts, ways)

    def example(self, source, checks="taps"):
        """A small module of our own, hardened; as it is if checks is None."""
        out = self.out / f"{source.name}-{checks or 'native'}"
        with open(self.out / (source.name + ".log"), "w", encoding="utf-8") as log:
            subprocess.run(["rm", "-rf", str(out)], check=True)
            kdir = drivers.kernel_build(self.tree.release)
            if checks:
                drivers.run([self.built / "bin/umbra", "harden", "--kernel", kdir, "--checks=" + checks,
                             "--output", out, source], log)
            else:
                shutil.copytree(source, out)
            drivers.run(["make", "-C", kdir, f"M={out}", "modules"], log)
        return out / (source.name + ".ko")

    def detect(self):
        """Virtual time from the instruction that fails until the taps are active."""
        crash = self.example(HERE.parents[2] / "examples/crash")
        lines, _ = self.machine("detect", "detect.sh", [*self.umbra, crash])
        times = {}
        for line in lines:
            if line.startswith("detected "):
                _, kind, context, ns = line.split()
                times[f"{kind}, {context}"] = int(ns)
        worst = max(times, key=times.get)
        return {"median": statistics.median_high(times.values()), f"worst: {worst}": times[worst]}

    def taps(self):
        """Instructions of one empty entry tap and one empty call tap."""
        counts = self.out / "taps.count"
        lines, _ = self.machine("taps", "taps.sh", [self.umbra[0], self.example(HERE / "tapcost")],
                                count_to=counts)
        intervals = count.read(counts, count.Layout(lines))
        enter = {owner: round(intervals[1][owner] / 10, 1) for owner in ("taps", "umbra")}
        call = {owner: round((intervals[3][owner] - intervals[1][owner]) / 9000, 1)
                for owner in ("taps", "umbra")}
        return {"entry": enter, "call": call}

    def checks(self):
        """Instructions that a passed check takes, by the store: see checkcost.c."""
        native = self.example(HERE / "checkcost", None)
        hardened = self.example(HERE / "checkcost", "all")
        result = {}
        for store in re.findall(r"(?m)^void store_(\w+)\(.*;$",
                                (HERE / "checkcost/checkcost.c").read_text()):
            plain, none = path(native, "store_" + store)
            checked, checks = path(hardened, "store_" + store)
            if none or checks != 1:
                raise kernel.Error(f"store_{store}() has {checks} checks, not one")
            result[store.replace("_", " ")] = checked - plain
        return result

    def outage(self, name, modules, hardened, times=5):
        """Milliseconds of virtual time, each of several restarts."""
        config = self.out / f"outage-{name}.config"
        config.write_text(f"module={self.driver.module.replace('-', '_')}\n"
                          f"hardened={'yes' if hardened else 'no'}\ntimes={times}\n")
        lines, log = self.machine(f"outage-{name}", "outage.sh", modules,
                                  ["--file", f"{config}:root/config"])
        stamps = {"begin": [], "unbound": [], "back": [], "answered": []}
        for line in log:
            found = re.match(r"\[\s*([\d.]+)\] bench: (\w+)", line)
            if found:
                stamps[found[2]].append(float(found[1]) * 1000)
        result = {"to first packet ms": [round(b - a, 2) for a, b in
                                         zip(stamps["begin"], stamps["answered"])]}
        if not hardened:
            result["own waits ms"] = [round(b - a, 2) for a, b in
                                      zip(stamps["unbound"], stamps["back"])]
        if hardened:
            phases = [line.split()[1:] for line in lines if line.startswith("phases ")]
            result["outage ms"] = [int(line.split()[1]) / 1e6 for line in lines
                                   if line.startswith("outage ")]
            result["phases ms"] = [{k: int(v) / 1e6 for k, v in zip(p[::2], p[1::2])}
                                   for p in phases]
        return result

    def tools(self, rounds=3):
        """CPU seconds of one core: umbra harden, and the plain compile. Best of some."""
        kdir = drivers.kernel_build(self.tree.release)
        source = self.out / "tools/source"
        seconds = {"harden": [], "compile": []}
        with open(self.out / "tools.log", "w", encoding="utf-8") as log:
            for _ in range(rounds):
                subprocess.run(["rm", "-rf", str(source.parent)], check=True)
                source.parent.mkdir()
                drivers.copy(self.driver, source)
                seconds["harden"].append(cpu(lambda: drivers.run(
                    [self.built / "bin/umbra", "harden", "-j", 1, "--kernel", kdir,
                     *(f"--config={name}" for name in self.driver.chosen()),
                     "--output", source.parent / "out", source], log)))
                seconds["compile"].append(cpu(lambda: drivers.run(
                    ["make", "-C", kdir, f"M={source}", "-j1", *self.driver.chosen(),
                     "modules"], log)))
        return {what: round(min(all_), 2) for what, all_ in seconds.items()}


def path(module, function):
    """Instructions on the way through a function without a branch, and the checks on it:
    each jumps over one call, which is made if it does not pass."""
    done = subprocess.run(["objdump", "-dr", "--no-show-raw-insn", str(module)], check=True,
                          text=True, stdout=subprocess.PIPE)
    text = done.stdout.partition(f"<{function}>:\n")[2].partition("\n\n")[0]
    code = re.findall(r"(?m)^ *([0-9a-f]+):\t(\w+) *(.*(?:\n\t\t\t.*)*)$", text)
    calls = [address for address, name, rest in code
             if name == "call" and "umbra_check_" in rest]
    count = checks = 0
    for address, name, rest in code:
        if address in calls:
            checks += 1
            continue
        count += 1
        if name in ("ret", "jmp"):
            return count, checks
        if name[0] == "j":
            at = [one[0] for one in code].index(rest.split()[0])
            if code[at][0] not in calls and code[at - 1][0] not in calls:
                break
    raise kernel.Error(f"{module}: {function}() has a branch, or no end")


def slopes(lines, counts, ways):
    """What one more (packet, second) costs, by owner, from the guest's "measured
    WAY-small N" and "measured WAY-large N" lines: the median of the pairs."""
    intervals = count.read(counts, count.Layout(lines))
    runs, result = {}, {}
    for n, line in enumerate(line for line in lines if line.startswith("measured ")):
        _, what, many = line.split()
        runs.setdefault(what, []).append((int(many), intervals[2 * n + 1]))
    for way in ways:
        each = {owner: [] for owner in ("user", "kernel", "driver", "taps", "umbra")}
        for (few, less), (many, more) in zip(runs[way + "-small"], runs[way + "-large"]):
            for owner, values in each.items():
                values.append((more[owner] - less[owner]) / (many - few))
        each["all but user"] = [sum(values) for values in
                                zip(*(v for owner, v in each.items() if owner != "user"))]
        result[way] = {owner: round(statistics.median(v), 1) for owner, v in each.items()}
        for name, extreme in (("lowest", min), ("highest", max)):
            result[way]["all but user, " + name] = round(extreme(each["all but user"]), 1)
    return result


def cpu(action):
    """CPU seconds that the commands an action runs took, children and all."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    action()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def sizes(path):
    """Bytes that a module takes when it is loaded: code, whatever its section; the line
    table; the permission map; the object tracker; other data."""
    done = subprocess.run(["readelf", "-SW", str(path)], check=True, text=True,
                          stdout=subprocess.PIPE)
    parts = {"code": 0, "line table": 0, "permission map": 0, "object tracker": 0, "other data": 0}
    for name, size, flags in re.findall(
            r"\] (\.\S+) +\w+ +[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) [0-9a-f]+ +([A-Z]*)", done.stdout):
        part = ("code" if "X" in flags else "line table" if name == ".debug_line" else
                "permission map" if name == ".umbra_map" else
                "object tracker" if name == ".umbra_slots" else "other data")
        if "A" in flags:
            parts[part] += int(size, 16)
    return parts
