# SPDX-License-Identifier: GPL-2.0-or-later
"""Sound cards of a machine, and a recording of what they play.

All cards share QEMU's "none" back end: it takes samples at the pace of virtual
time and gives silence to who records. What it takes is written down by the
monitor's wavcapture, mixed, which unlike the "wav" back end leaves recording
to the guest. QEMU writes nothing while no card plays, so a test lets a second
card play silence all the time; and a card that stands still holds the mixer
back, so a pause may be longer than what is recorded of it.
"""
import socket
import wave

from . import kernel

# QEMU's model: further devices that make it a card.
MODELS = {"AC97": [], "ES1370": [], "intel-hda": ["hda-duplex"], "ich9-intel-hda": ["hda-duplex"],
          "usb-audio": []}
CHANNELS, BITS = 2, 16
HEADER = 44


def is_card(device):
    return device.partition(",")[0] in MODELS


def arguments(options):
    """QEMU's arguments for each --device that is a sound card."""
    cards = [device for device in options.device if is_card(device)]
    if options.record and not cards:
        raise kernel.Error(f"--record: no sound card; give --device {', '.join(MODELS)}")
    if not cards:
        return []
    words = ["-audiodev", f"none,id=sound,out.frequency={options.rate},in.frequency={options.rate}"]
    for n, card in enumerate(cards):
        codecs = MODELS[card.partition(",")[0]]
        words += ["-device", card + (f",id=card{n}" if codecs else ",audiodev=sound")]
        for codec in codecs:
            words += ["-device", f"{codec},bus=card{n}.0,audiodev=sound"]
    return words


class Recording:
    """What the machine plays, into a file; the machine waits until start()."""

    def __init__(self, words, folder, path, rate):
        self._path, self._raw, self._rate = path, folder / "sound", rate
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(folder / "monitor"))
        self._listener.listen(1)
        words += ["-S", "-chardev", f"socket,id=monitor,path={folder / 'monitor'}",
                  "-mon", "chardev=monitor,mode=readline"]
        self._monitor = None

    def start(self):
        self._listener.settimeout(20)
        self._monitor, _ = self._listener.accept()
        self._monitor.settimeout(20)
        self._answer()
        self._say(f"wavcapture {self._raw} sound {self._rate} {BITS} {CHANNELS}")
        self._say("cont")

    def _say(self, command):
        self._monitor.sendall(command.encode() + b"\n")
        self._answer()

    def _answer(self):
        """Reads up to the next prompt, which the echo of a command has none of."""
        text = b""
        while not text.endswith(b"(qemu) "):
            more = self._monitor.recv(65536)
            if not more:
                raise kernel.Error("QEMU's monitor closed: " + text.decode(errors="replace")[-200:])
            text += more

    def finish(self):
        """QEMU was not asked to stop the capture, so its header has no lengths."""
        data = self._raw.read_bytes()[HEADER:] if self._raw.exists() else b""
        with wave.open(self._path, "wb") as out:
            out.setparams((CHANNELS, BITS // 8, self._rate, 0, "NONE", None))
            out.writeframes(data[:len(data) // 4 * 4])
