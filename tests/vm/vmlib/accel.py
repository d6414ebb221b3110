# SPDX-License-Identifier: GPL-2.0-or-later
"""Chooses QEMU's accelerator: TCG, unless KVM was asked for and works.

/dev/kvm that exists proves nothing (a guest may spin in it for ever), so a
trial boot with a time limit decides, once per boot of the host.
"""
import os
import subprocess
import tempfile
from pathlib import Path

from . import initramfs, kernel

PROBE_SECONDS = 20


def arguments(wanted, cpu, tree):
    if wanted == "tcg" or (wanted == "auto" and not usable(tree)):
        return ["-accel", "tcg", "-cpu", cpu]
    if wanted == "kvm" and not usable(tree):
        raise kernel.Error("--accel kvm: a trial boot with KVM did not succeed within "
                           f"{PROBE_SECONDS} s; use --accel tcg")
    return ["-accel", "kvm", "-cpu", "host"]


def usable(tree):
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return False
    host = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    known = kernel.cache() / "kvm-probe"
    if known.exists():
        answer = known.read_text().split()
        if answer[:1] == [host]:
            return answer[1] == "yes"
    answer = probe(tree)
    known.parent.mkdir(parents=True, exist_ok=True)
    known.write_text(f"{host} {'yes' if answer else 'no'}\n")
    return answer


def probe(tree):
    archive = initramfs.with_busybox()
    archive.data("init", "#!/bin/sh\npoweroff -f\n", 0o755)
    with tempfile.TemporaryDirectory(prefix="umbra-vm.") as folder:
        archive.write(Path(folder) / "initramfs")
        words = ["qemu-system-x86_64", "-nodefaults", "-display", "none", "-no-reboot",
                 "-accel", "kvm", "-cpu", "host", "-m", "512", "-kernel", str(tree.image),
                 "-initrd", f"{folder}/initramfs", "-append", "panic=-1 quiet"]
        try:
            done = subprocess.run(words, timeout=PROBE_SECONDS, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0
