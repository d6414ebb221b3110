#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""stamping.py INTERFACE [TX RX]: sets, or prints, how a card stamps packets with the time.

TX and RX are numbers of enum hwtstamp_tx_types and hwtstamp_rx_filters.
"""
import array
import fcntl
import socket
import struct
import sys

SIOCSHWTSTAMP, SIOCGHWTSTAMP = 0x89B0, 0x89B1

config = array.array("i", [0, *map(int, sys.argv[2:] or (0, 0))])
request = struct.pack("16sQ16x", sys.argv[1].encode(), config.buffer_info()[0])
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, SIOCSHWTSTAMP if sys.argv[2:] else SIOCGHWTSTAMP, request)
print("stamping", config[1], config[2])
