// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel's source that was configured, not prepared.
// BEFORE: mkdir -p headers/include/config && touch headers/Makefile headers/include/config/auto.conf
// RUN: umbra harden --kernel headers --symvers {symvers} --output out driver
//--- EXPECT
// exit 4
// | headers: error: the kernel's headers are incomplete: no include/generated/utsrelease.h
// |   cure: reinstall the linux-headers package, or run `make modules_prepare` there
// | umbra: 1 error; nothing was written
