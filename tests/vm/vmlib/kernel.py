# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds the unpacked stock kernel and its modules.

A kernel tree is Debian's linux-image package unpacked, not installed:
boot/vmlinuz-RELEASE and lib/modules/RELEASE below one folder. scripts/setup
makes it. Dependencies are read from the modules themselves, for an
unpacked package has no modules.dep.
"""
import os
import re
from pathlib import Path


class Error(Exception):
    """Something the person who called can put right; the text says how."""


def cache():
    """Where scripts/setup keeps what it unpacked."""
    if os.environ.get("UMBRA_CACHE"):
        return Path(os.environ["UMBRA_CACHE"])
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "umbra"


def normal(name):
    """modprobe's rule: - and _ are the same in a module's name."""
    return name.replace("-", "_")


class Tree:
    def __init__(self, folder=None, release=None):
        if folder is None:
            folder = os.environ.get("UMBRA_KERNEL_TREE")
        if folder is None:
            found = sorted(cache().glob("kernel/*/boot/vmlinuz-*"), key=lambda p: p.stat().st_mtime)
            if release:
                found = [p for p in found if p.name == "vmlinuz-" + release]
            if not found:
                raise Error(f"no unpacked kernel below {cache()}/kernel; run scripts/setup, or give "
                            "--kernel DIR (a linux-image package unpacked with dpkg -x)")
            folder = found[-1].parent.parent
        self.folder = Path(folder)
        images = sorted(self.folder.glob("boot/vmlinuz-*"))
        if release:
            images = [p for p in images if p.name == "vmlinuz-" + release]
        if not images:
            raise Error(f"{self.folder}: no boot/vmlinuz-{release or '*'} in it; expected a "
                        "linux-image package unpacked with dpkg -x")
        self.image = images[-1]
        self.release = self.image.name[len("vmlinuz-"):]
        self.modules = self.folder / "lib/modules" / self.release
        self._index = None
        self._builtin = None

    def index(self):
        if self._index is None:
            self._index = {normal(p.stem): p for p in self.modules.rglob("*.ko")}
        return self._index

    def builtin(self, name):
        if self._builtin is None:
            listed = self.modules / "modules.builtin"
            text = listed.read_text().split() if listed.exists() else []
            self._builtin = {normal(Path(line).stem) for line in text}
        return normal(name) in self._builtin

    def find(self, name):
        path = self.index().get(normal(name))
        if path is None:
            raise Error(f"no stock module '{name}' in {self.modules}")
        return path


def modinfo(path, field):
    """A field of the module's .modinfo: NUL-separated text, read as it stands
    in the file. modpost writes these fields after others, so a NUL is before
    each."""
    try:
        found = re.search(rb"\0" + field.encode() + rb"=([^\0]*)\0", Path(path).read_bytes())
    except OSError as error:
        raise Error(f"{path}: {error.strerror}") from None
    if not found:
        raise Error(f"{path}: no '{field}' in it; expected a kernel module (.ko)")
    return found.group(1).decode()


def load_order(tree, stock, given):
    """[(path, parameters)] in an order that insmod accepts.

    given: [(path, parameters)], kept in their order. A dependency that is
    itself given is taken from there; any other comes from the stock tree.
    """
    mine = {normal(Path(p).stem): (p, a) for p, a in given}
    order, seen = [], set()

    def add(path, parameters):
        name = normal(Path(path).stem)
        if name in seen:
            return
        seen.add(name)
        for need in filter(None, modinfo(path, "depends").split(",")):
            if normal(need) in mine:
                add(*mine[normal(need)])
            elif not tree.builtin(need):
                add(tree.find(need), "")
        order.append((Path(path), parameters))

    for name in stock:
        if not tree.builtin(name):
            add(tree.find(name), "")
    for path, parameters in given:
        if not Path(path).is_file():
            raise Error(f"{path}: no such module file")
        release = modinfo(path, "vermagic").split(" ")[0]
        if release != tree.release:
            raise Error(f"{path}: built for kernel {release}, but the machine boots {tree.release}")
        add(path, parameters)
    return order
