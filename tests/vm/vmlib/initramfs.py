# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes an initramfs: a cpio archive in the "newc" format, uncompressed.

The kernel wants nothing more than records of name, mode and contents, so it
is written here rather than by find | cpio in a staging folder: no root, no
temporary tree, the same bytes each time.
"""
import os
import stat
import subprocess
from pathlib import Path


class Archive:
    def __init__(self):
        self._records = {}

    def folder(self, name):
        name = name.strip("/")
        if name and name not in self._records:
            self.folder(os.path.dirname(name))
            self._records[name] = (stat.S_IFDIR | 0o755, b"")

    def data(self, name, contents, mode=0o644):
        name = name.strip("/")
        self.folder(os.path.dirname(name))
        if isinstance(contents, str):
            contents = contents.encode()
        self._records[name] = (stat.S_IFREG | mode, contents)

    def file(self, name, path):
        mode = 0o755 if os.access(path, os.X_OK) else 0o644
        self.data(name, Path(path).read_bytes(), mode)

    def link(self, name, target):
        name = name.strip("/")
        self.folder(os.path.dirname(name))
        self._records[name] = (stat.S_IFLNK | 0o777, target.encode())

    def write(self, path):
        with open(path, "wb") as out:
            for inode, (name, (mode, contents)) in enumerate(self._records.items(), 1):
                _record(out, inode, name, mode, contents)
            _record(out, 0, "TRAILER!!!", 0, b"")


def _record(out, inode, name, mode, contents):
    named = name.encode() + b"\0"
    fields = (inode, mode, 0, 0, 1, 0, len(contents), 0, 0, 0, 0, len(named), 0)
    out.write(b"070701" + b"".join(b"%08X" % f for f in fields))
    out.write(named + bytes(-(110 + len(named)) % 4))
    out.write(contents + bytes(-len(contents) % 4))


def with_busybox(busybox="/bin/busybox"):
    archive = Archive()
    for name in ("proc", "sys", "dev", "tmp", "umbra", "modules", "etc", "root"):
        archive.folder(name)
    archive.file("bin/busybox", busybox)
    applets = subprocess.run([busybox, "--list"], check=True, text=True, stdout=subprocess.PIPE)
    for applet in applets.stdout.split():
        if applet != "busybox":
            archive.link("bin/" + applet, "busybox")
    return archive
