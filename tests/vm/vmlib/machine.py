# SPDX-License-Identifier: GPL-2.0-or-later
"""Boots the machine and watches it until it ends.

Two serial ports come out of it: the kernel's console (splats are looked for
there and nowhere else, so a script may print what it likes) and the script's
output, in which lines "@TOKEN ..." are the result. Only the QEMU process
started here is ever stopped.
"""
import base64
import os
import re
import secrets
import selectors
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import accel, initramfs, kernel, sound, splat, userland

GUEST = Path(__file__).resolve().parent.parent / "guest"
# How long a machine may go on after its kernel has given up, or has shown a
# splat that fails the run anyway.
PANIC_GRACE = 5
SPLAT_GRACE = 20
# The driver of the card that --peer adds: one that is never under test.
PEER_MODULES = ["virtio_pci", "virtio_net"]


class Watch:
    """What is known so far about a run. Failed, until shown otherwise."""

    def __init__(self, options, token, log):
        self.options, self.token, self.log = options, token, log
        self.code = None       # the script's exit code
        self.splats = []
        self.expected = False  # --expect-splat came
        self.ends = None       # when there is no use in waiting any longer
        self.collect = dict(c.split(":", 1) for c in options.collect)
        self._file = None
        self._allowed = [re.compile(r) for r in options.allow_splat]
        self._expected = re.compile(options.expect_splat) if options.expect_splat else None

    def note(self, text):
        if self.log:
            self.log.write(text + "\n")
            self.log.flush()

    def console(self, line):
        self.note(line)
        if self.options.verbose:
            print(line, flush=True)
        if self._expected and self._expected.search(line) and not self.expected:
            self.expected = True
            # It may hang from now on, or say more.
            self.ends = time.monotonic() + SPLAT_GRACE
        if splat.is_splat(line) and not any(r.search(line) for r in self._allowed):
            self.splats.append(line)
            grace = PANIC_GRACE if "Kernel panic" in line else SPLAT_GRACE
            if grace == PANIC_GRACE or not self._expected:
                self.ends = min(self.ends or 1e99, time.monotonic() + grace)

    def script(self, line):
        if not line.startswith("@" + self.token):
            if self._file:
                self._file[1].append(line)
            else:
                self.note("guest: " + line)
                print(line, flush=True)
            return
        words = line.split()[1:]
        if words[0] == "exit":
            self.code = int(words[1])
        elif words[0] == "file":
            self._file = (words[1], [])
        elif words[0] == "endfile":
            name, lines = self._file
            self._file = None
            Path(self.collect[name]).write_bytes(base64.b64decode("".join(lines)))

    def verdict(self, timed_out):
        """(exit code, why)"""
        if self._expected:
            if self.expected:
                return 0, "the expected splat came"
            if timed_out:
                return 124, f"time limit of {self.options.time_limit:g} s passed"
            return 125, f"no splat matches '{self.options.expect_splat}'"
        if self.splats:
            return 122, "kernel splat: " + splat.message(self.splats[0])
        if timed_out:
            return 124, f"time limit of {self.options.time_limit:g} s passed"
        if self.code is None:
            return 123, "the machine ended without a result"
        if self.code == 120:
            return 120, "a module did not load"
        return self.code, f"the script exited with {self.code}"


def modules(options, tree):
    """[(path, parameters)] of what init loads for itself, and of what the options name."""
    given = []
    for text in options.module:
        file, _, parameters = text.partition(" ")
        given.append((file, parameters))
    own = userland.MODULES if options.userland else []
    if options.systemd:
        own = own + ["overlay"]
    if options.peer:
        own = own + PEER_MODULES
    own = kernel.load_order(tree, own, [])
    return own, [m for m in kernel.load_order(tree, options.stock, given) if m not in own]


def build_initramfs(options, tree, token, path):
    archive = initramfs.with_busybox()
    archive.file("init", GUEST / "init")
    for name in ("guest.sh", "run.sh"):
        archive.file("umbra/" + name, GUEST / name)
    for name, listed in zip(("own-modules", "modules"), modules(options, tree)):
        for file, _ in listed:
            archive.file("modules/" + file.name, file)
        archive.data("umbra/" + name,
                     "".join(f"{file.name} {parameters}".strip() + "\n"
                             for file, parameters in listed))
    collect = " ".join(c.split(":", 1)[0] for c in options.collect)
    archive.data("umbra/config", f"TOKEN={token}\nLOAD={'no' if options.no_load else 'yes'}\n"
                 f"INTERACTIVE={'yes' if options.shell else 'no'}\n"
                 f"USERLAND={'yes' if options.userland else 'no'}\n"
                 f"SYSTEMD={'yes' if options.systemd else 'no'}\n"
                 f"PEER={'yes' if options.peer else 'no'}\nCOLLECT={shlex.quote(collect)}\n"
                 f"USB_CONFIGURATION={''.join(split(device)[1] for device in options.device)}\n")
    if options.run is not None:
        archive.data("umbra/script", options.run + "\n")
    elif options.script:
        archive.file("umbra/script", options.script)
    for text in options.file:
        host, _, guest = text.partition(":")
        archive.file(guest or "root/" + Path(host).name, host)
    archive.write(path)


def split(device):
    """(model, USB configuration, options) of a --device."""
    name, _, more = device.partition(",")
    model, _, configuration = name.partition(":")
    return model, configuration, more


def network(options):
    """QEMU's arguments for each --device and the network it is on."""
    words = []
    cards = [device for device in options.device if not sound.is_card(device)]
    for n, device in enumerate(cards):
        net = f"10.0.{n + 2}"
        netdev = f"user,id=net{n},net={net}.0/24,restrict=on"
        if n == 0 and options.peer:
            # QEMU's user network would answer for both: it looks at no address.
            netdev = "hubport,hubid=0,id=net0"
        else:
            forward = [(f"tcp:{net}.101:9", "/bin/busybox md5sum")]
            if options.serve:
                folder = Path(options.serve).resolve()
                if not folder.is_dir():
                    raise kernel.Error(f"--serve {options.serve}: no such folder")
                forward.append((f"tcp:{net}.100:80",
                                "/bin/busybox httpd -i -h " + shlex.quote(str(folder))))
            for where, command in forward:
                netdev += f",guestfwd={where}-cmd:" + command.replace(",", ",,")
        model, _, more = split(device)
        where, address = f"netdev=net{n},mac", f"52:54:00:12:34:{0x56 + n:02x}"
        if model == "rocker":
            # A switch. QEMU sets the properties of a device in an order of its own, globals before.
            words += ["-global", "rocker.len-ports=1"]
            where = f"name=switch{n},ports[0]=net{n},fp_start_macaddr"
        if model == "ne2k_isa":
            words += ["-global", "ne2k_isa.irq=5"]  # 9, its own choice, is ACPI's
        words += ["-netdev", netdev, "-device",
                  f"{model},{where}={address}" + ("," + more if more else "")]
    if options.peer:
        if not cards:
            raise kernel.Error("--peer: it sits beside the first --device; give one")
        if options.serve:
            raise kernel.Error("--serve and --peer: give one; the peer is alone with the card")
        words += ["-netdev", "hubport,hubid=0,id=peer",
                  "-device", "virtio-net-pci,netdev=peer,mac=52:54:00:12:34:50"]
    return words


def command(options, tree, folder):
    qemu = shutil.which("qemu-system-x86_64")
    if qemu is None:
        raise kernel.Error("qemu-system-x86_64 not found; run scripts/setup")
    words = [qemu, "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
             "-m", str(options.memory), "-smp", str(1 if options.icount else options.smp),
             "-kernel", str(tree.image), "-initrd", str(folder / "initramfs")]
    if options.icount:
        words += ["-accel", "tcg", "-icount", "shift=0,sleep=off", "-cpu", options.cpu]
    else:
        words += accel.arguments(options.accel, options.cpu, tree)
    # panic=-1: a kernel that gave up leaves at once, and -no-reboot ends QEMU.
    append = "console=ttyS0,115200 panic=-1 no_timer_check printk.devkmsg=on " + options.append
    if options.systemd:
        append += " systemd.show_status=0 systemd.condition-needs-update=0 systemd.getty_auto=0"
    words += ["-append", append.strip()]
    if options.userland:
        words += userland.arguments()
    if any(device.startswith("usb-") for device in options.device):
        words += ["-device", "qemu-xhci"]
    words += network(options) + sound.arguments(options)
    return words + options.qemu


def attach(words, folder):
    """Adds the two serial ports; returns sockets to accept them on."""
    listening = []
    for name in ("console", "script"):
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(str(folder / name))
        listener.listen(1)
        words += ["-chardev", f"socket,id={name},path={folder / name}", "-serial", f"chardev:{name}"]
        listening.append(listener)
    return listening


def follow(process, listeners, watch, deadline):
    """Reads both ports until the machine ends. Returns whether time ran out."""
    chooser = selectors.DefaultSelector()
    pending = {}
    for listener, take in zip(listeners, (watch.console, watch.script)):
        listener.settimeout(20)
        try:
            connection, _ = listener.accept()
        except socket.timeout:
            raise kernel.Error("QEMU did not start: " + stderr_of(process)) from None
        chooser.register(connection, selectors.EVENT_READ, take)
        pending[take] = b""
    while chooser.get_map():
        now = time.monotonic()
        if now > deadline:
            return True
        if watch.ends and now > watch.ends:
            break
        for key, _ in chooser.select(timeout=0.5):
            try:
                data = key.fileobj.recv(65536)
            except ConnectionResetError:
                data = b""
            if not data:
                chooser.unregister(key.fileobj)
                key.fileobj.close()
                if pending[key.data]:
                    key.data(pending[key.data].decode(errors="replace"))
                continue
            *lines, pending[key.data] = (pending[key.data] + data).split(b"\n")
            for line in lines:
                key.data(line.decode(errors="replace").rstrip("\r"))
    return False


def stop(process):
    if process.poll() is None:
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


def stderr_of(process):
    process.kill()
    return process.stderr.read().decode(errors="replace").strip() or "no message"


def run(options):
    tree = kernel.Tree(options.kernel, options.release)
    token = secrets.token_hex(8)
    began = time.monotonic()
    log = open(options.log, "w", encoding="utf-8", errors="replace") if options.log else None
    watch = Watch(options, token, log)
    watch.note("umbra-vm: result: failed (not finished)")
    with tempfile.TemporaryDirectory(prefix="umbra-vm.") as name:
        folder = Path(name)
        build_initramfs(options, tree, token, folder / "initramfs")
        words = command(options, tree, folder)
        if options.shell:
            return shell(words, folder)
        listeners = attach(words, folder)
        recording = sound.Recording(words, folder, options.record, options.rate) if options.record else None
        watch.note("umbra-vm: " + shlex.join(words))
        # A machine that nobody listens to any more would run for ever.
        words[:0] = ["setpriv", "--pdeathsig", "KILL"]
        with subprocess.Popen(words, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            try:
                if recording:
                    recording.start()
                timed_out = follow(process, listeners, watch, began + options.time_limit)
                if timed_out:
                    process.kill()
            finally:
                stop(process)
            if recording:
                recording.finish()
            complaint = process.stderr.read().decode(errors="replace").strip()
    code, why = watch.verdict(timed_out)
    took = time.monotonic() - began
    result = f"umbra-vm: {'passed' if code == 0 else 'failed'}: {why} ({took:.1f} s)"
    watch.note(result)
    print(result, file=sys.stderr)
    if code and complaint:
        print(complaint, file=sys.stderr)
    if code and watch.splats:
        print("\n".join(watch.splats[:12]), file=sys.stderr)
    if log:
        log.close()
    return code


def shell(words, folder):
    """Console on this terminal; nothing is judged."""
    words += ["-chardev", "stdio,id=console,mux=on,signal=off", "-serial", "chardev:console",
              "-mon", "chardev=console", "-serial", f"file:{folder / 'script'}"]
    code = subprocess.call(words)
    output = folder / "script"
    if output.exists():
        sys.stdout.write("".join(line for line in output.read_text(errors="replace").splitlines(True)
                                 if not line.startswith("@")))
    return 0 if code == 0 else 123
