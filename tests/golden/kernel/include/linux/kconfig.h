/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every file of a driver sees, as -include has it. */
typedef unsigned long size_t;
typedef _Bool bool;
#define NULL ((void *)0)
#define true 1
#define false 0
