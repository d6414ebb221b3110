# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes a driver of tests/vm/drivers from Debian's source to a .ko.

Every step is a command that a person could type: copy, plant, umbra harden,
make. Nothing here knows a driver; what differs is in the table.
"""
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

from . import kernel

HERE = Path(__file__).resolve().parent.parent
ROOT = HERE.parent.parent


# Where a bug goes if nobody says where: what a driver of the class does all the time.
PLACES = {"net": "receive", "sound": "interrupt"}


class Driver:
    def __init__(self, module, of_class, paths, config, device, stock="-", parameters=""):
        self.module, self.device = module, device
        self.configs = config.split(",")
        self.of_class, self.place = of_class, PLACES[of_class]
        self.paths = paths.split(",")
        self.stock = [name for name in stock.split(",") if name != "-"]
        self.parameters = parameters.split(",") if parameters else []

    def chosen(self):
        """What selects it, as make has it."""
        return [name + "=m" for name in self.configs]

    def absent(self, kdir):
        """What the kernel's own configuration does not select."""
        there = (kdir / "include/config/auto.conf").read_text()
        return [name for name in self.configs if f"\n{name}=" not in there]

    def files(self):
        """Patterns of what is copied, below the kernel's source; scripts/setup unpacks them."""
        if self.paths[0].endswith("/"):
            return self.paths
        folder = self.paths[0].rpartition("/")[0]
        return [*self.paths, folder + "/Makefile"]


def table():
    lines = (HERE / "drivers").read_text().splitlines()
    rows = [Driver(*line.split()) for line in lines if line and not line.startswith("#")]
    return {row.module: row for row in rows}


def find(name):
    rows = table()
    if name not in rows:
        raise kernel.Error(f"no driver '{name}' in {HERE / 'drivers'}; it has {' '.join(rows)}")
    return rows[name]


def build_folder():
    return Path(os.environ.get("UMBRA_BUILD") or ROOT / "build")


def kernel_build(release):
    return Path(os.environ.get("KDIR") or f"/lib/modules/{release}/build")


def source():
    given = os.environ.get("UMBRA_SOURCE")
    if given:
        return Path(given)
    found = sorted(kernel.cache().glob("source/*/drivers"), key=lambda p: p.stat().st_mtime)
    if not found:
        raise kernel.Error(f"no kernel source below {kernel.cache()}/source; run scripts/setup")
    return found[-1].parent


def run(words, log, **more):
    """Runs a command; its output goes to log, and to the error if it fails."""
    log.write("$ " + " ".join(map(str, words)) + "\n")
    log.flush()
    done = subprocess.run(list(map(str, words)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", **more)
    log.write(done.stdout)
    log.flush()
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-25:])
        raise kernel.Error(f"{Path(str(words[0])).name} failed ({done.returncode}):\n{tail}")
    return done.stdout


def copy(driver, out):
    """The driver's files, and of the folder's Makefile the part that is its."""
    base = source()
    if driver.paths[0].endswith("/"):
        shutil.copytree(base / driver.paths[0], out)
    else:
        out.mkdir(parents=True)
        for pattern in driver.files():
            for path in base.glob(pattern):
                shutil.copy(path, out)
    makefile = next((p for p in (out / "Kbuild", out / "Makefile") if p.exists()), None)
    if not makefile:
        raise kernel.Error(f"{driver.module} is not below {base}; run scripts/setup")
    text = makefile.read_text().replace("\\\n", " ")
    mine = [line for line in text.splitlines(True)
            if not re.match(r"obj-", line) or any(f"({name})" in line for name in driver.configs)]
    makefile.write_text("".join(mine))


def build(driver, out, release, plant=None, harden=None, mend=False):
    """Builds below out (made anew); returns the .ko and the seconds a step took.

    plant: arguments of tests/vm/plant, or None for the driver as it is.
    harden: "all" or "taps", what `umbra harden` is to check, or None.
    mend: without the bugs of its own that mend.cocci knows.
    """
    out = Path(out)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    kdir, took = kernel_build(release), {}
    # Under make, ctest and the like, the outer make's flags are not ours.
    env = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    # A driver that Debian does not build, and that asks whether it is a module.
    env["KCFLAGS"] = " ".join(f"-D{name}_MODULE=1" for name in driver.absent(kdir))
    with open(out / "log", "w", encoding="utf-8") as log:
        copy(driver, out / "source")
        if mend:
            run(["spatch", "--very-quiet", "--no-includes", "--in-place", "--sp-file",
                 HERE / "mend.cocci", *sorted((out / "source").rglob("*.c"))], log, env=env)
        if plant is not None:
            run([HERE / "plant", *plant, out / "source"], log, env=env)
        tree = out / "source"
        if harden:
            tree = out / "wrapped"
            began = time.monotonic()
            run([build_folder() / "bin/umbra", "harden", "--kernel", kdir,
                 *(f"--config={name}" for name in driver.chosen()),
                 "--checks=" + harden, "--output", tree, out / "source"], log, env=env)
            took["harden"] = time.monotonic() - began
        began = time.monotonic()
        run(["make", "-C", kdir, f"M={tree.resolve()}", "-j", os.cpu_count(),
             *driver.chosen(), "modules"], log, env=env)
        took["make"] = time.monotonic() - began
    return tree / (driver.module + ".ko"), took
