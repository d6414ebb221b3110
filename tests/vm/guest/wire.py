#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Frames as they are on a wire, without the kernel's network stack.

  wire.py say INTERFACE    sends one frame for each line "DESTINATION VLAN SIZE
                           TEXT" of its input (VLAN 0: none; SIZE: what an MTU
                           counts)
  wire.py hear INTERFACE   prints "listening", then for each such frame that comes in
                           "TEXT DESTINATION vlan=N tag=none|inband|stripped
                           sum=checked|unchecked size=N"

Each frame is a UDP datagram for an address that nobody has, its checksums
right: "checked" is what the card's driver says of them.
"""
import socket
import struct
import sys

PREFIX = b"umbra-wire "
SOL_PACKET, PACKET_AUXDATA = 263, 8
TP_STATUS_VLAN_VALID, TP_STATUS_CSUM_VALID = 1 << 4, 1 << 7
NOWHERE = b"\xc0\x00\x02\x01"


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data[:len(data) & ~1]))
    if len(data) & 1:
        total += data[-1] << 8
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total ^ 0xFFFF


def datagram(text, size):
    body = (PREFIX + text.encode() + b"\n").ljust(size - 28, b"\0")
    length = struct.pack("!H", 8 + len(body))
    udp = b"\0\x09\0\x09" + length
    total = checksum(NOWHERE + NOWHERE + b"\0\x11" + length + udp + b"\0\0" + body)
    ip = struct.pack("!BBHHHBBH", 0x45, 0, 28 + len(body), 0, 0x4000, 64, 17, 0)
    ip = ip[:10] + struct.pack("!H", checksum(ip + NOWHERE + NOWHERE)) + NOWHERE + NOWHERE
    return ip + udp + struct.pack("!H", total or 0xFFFF) + body


def say(wire):
    source = wire.getsockname()[4]
    for line in sys.stdin:
        to, vlan, size, text = line.split()
        tag = struct.pack("!HH", 0x8100, int(vlan)) if vlan != "0" else b""
        wire.send(bytes.fromhex(to.replace(":", "")) + source + tag + b"\x08\0"
                  + datagram(text, int(size)))


def auxiliary(messages):
    """(status, vlan) of struct tpacket_auxdata."""
    for level, kind, data in messages:
        if (level, kind) == (SOL_PACKET, PACKET_AUXDATA):
            return struct.unpack_from("I12xH", data)[0], struct.unpack_from("I12xH", data)[1]
    return 0, 0


def hear(wire):
    wire.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    print("listening", flush=True)
    while True:
        frame, messages, _, address = wire.recvmsg(65536, 256)
        at = frame.find(PREFIX)
        if at < 0 or address[2] == socket.PACKET_OUTGOING:
            continue
        text = frame[at + len(PREFIX):].split(b"\n")[0].decode()
        status, vlan = auxiliary(messages)
        tag = "stripped" if status & TP_STATUS_VLAN_VALID else "none"
        if frame[12:14] == b"\x81\0":
            tag, vlan = "inband", struct.unpack("!H", frame[14:16])[0]
        print(text, frame[:6].hex(":"), f"vlan={vlan & 4095}", f"tag={tag}",
              "sum=" + ("checked" if status & TP_STATUS_CSUM_VALID else "unchecked"),
              f"size={len(frame) - 14}", flush=True)


verb, interface = sys.argv[1:]
with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)) as raw:
    raw.bind((interface, 3))
    {"say": say, "hear": hear}[verb](raw)
