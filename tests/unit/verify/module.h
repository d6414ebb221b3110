/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * module.h - makes a tiny object look like a built module to `umbra verify`.
 */
#define TAP __attribute__((__section__(".text.umbra"), __noinline__, __used__))
#define NOINLINE __attribute__((__noinline__, __used__))

__attribute__((__section__(".gnu.linkonce.this_module"), __used__)) static char this_module[64];
