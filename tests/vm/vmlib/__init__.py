# SPDX-License-Identifier: GPL-2.0-or-later
"""The parts of umbra-vm: one file a job."""
