# SPDX-License-Identifier: GPL-2.0-or-later
"""pcm-timer.py CARD DEVICE: counts the ticks of a playback stream's timer until
none has come for two seconds; a tick is a period's end. Prints their number and
the longest time between two; exit code 1 if there were none."""
import fcntl
import os
import struct
import sys
import time

CLASS_PCM, NO_SUBCLASS = 3, -1
SELECT = 0x40345410   # _IOW('T', 0x10, struct snd_timer_select)
PARAMS = 0x40505412   # _IOW('T', 0x12, struct snd_timer_params)
START = 0x54a0        # _IO('T', 0xa0)
AUTOMATIC = 1

card, device = map(int, sys.argv[1:])
timer = os.open("/dev/snd/timer", os.O_RDONLY | os.O_NONBLOCK)
select = struct.pack("5i32x", CLASS_PCM, NO_SUBCLASS, card, device, 0)  # of substream 0
params = struct.pack("5I60x", AUTOMATIC, 1, 64, 0, 0)
fcntl.ioctl(timer, SELECT, select)
fcntl.ioctl(timer, PARAMS, params)
fcntl.ioctl(timer, START)
ticks, longest, last, quiet = 0, 0.0, None, time.monotonic()
while time.monotonic() - quiet < 2:
    try:
        data = os.read(timer, 4096)
    except BlockingIOError:
        time.sleep(0.005)
        continue
    now = time.monotonic()
    if last is not None:
        longest = max(longest, now - last)
    last = quiet = now
    ticks += sum(struct.unpack_from("II", data, at)[1] for at in range(0, len(data) - 7, 8))
print(f"timer: {ticks} ticks, {1000 * longest:.0f} ms apart at most")
sys.exit(0 if ticks else 1)
