#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A viewer of a remote desktop that counts frames (RFB 3.8, no password).

usage: vnc.py HOST    prints a line for each update of the screen that arrives,
until the desktop ends (exit code 0) or the connection breaks (1).
"""
import socket
import struct
import sys


def main(host):
    screen = socket.create_connection((host, 5900))
    stream = screen.makefile("rb")

    def read(n):
        data = stream.read(n)
        if len(data) < n:
            raise EOFError("the connection was closed")
        return data

    read(12)
    screen.sendall(b"RFB 003.008\n")
    read(read(1)[0])
    screen.sendall(b"\x01")
    if struct.unpack("!I", read(4))[0]:
        raise EOFError("refused")
    screen.sendall(b"\x01")
    width, height = struct.unpack("!HH", read(4))
    pixel = read(16)[0] // 8
    read(struct.unpack("!I", read(4))[0])
    screen.sendall(struct.pack("!BxHi", 2, 1, 0))
    incremental, frames = 0, 0
    while True:
        screen.sendall(struct.pack("!BBHHHH", 3, incremental, 0, 0, width, height))
        incremental = 1
        while read(1)[0] != 0:
            raise EOFError("a message that was not asked for")
        _, rectangles = struct.unpack("!BH", read(3))
        for _ in range(rectangles):
            _, _, w, h, _ = struct.unpack("!HHHHi", read(12))
            read(w * h * pixel)
        frames += 1
        print("frame", frames, flush=True)


try:
    main(sys.argv[1])
except (OSError, EOFError) as error:
    print("lost:", error, flush=True)
    sys.exit(1)
