# SPDX-License-Identifier: GPL-2.0-or-later
"""Debian's programs for a guest: the image that scripts/setup made.

The image has one ext4 file system; it is attached read-only, so any number of
machines share it. guest/init merges it with busybox's root.
"""
import hashlib
from pathlib import Path

from . import kernel

PACKAGES = Path(__file__).resolve().parent.parent / "packages"
# Beside what they depend on: ext4 asks for this checksum by its name.
MODULES = ["virtio_pci", "virtio_blk", "crc32c_generic", "ext4"]


def image():
    name = hashlib.sha256(PACKAGES.read_bytes()).hexdigest()[:16]
    path = kernel.cache() / "userland" / (name + ".ext4")
    if not path.exists():
        raise kernel.Error(f"{path}: no image of the programs that {PACKAGES} names; "
                           "run scripts/setup")
    return path


def arguments():
    """QEMU's, for a disk that the guest sees as /dev/vda."""
    return ["-drive", f"file={image()},if=none,id=userland,format=raw,readonly=on",
            "-device", "virtio-blk-pci,drive=userland"]
