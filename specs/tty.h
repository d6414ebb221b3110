/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Specs: serial lines. The buffer that a line's received bytes go to is the kernel's. */
#include "umbra_spec.h"
#include <linux/tty.h>
#include <linux/tty_flip.h>

UMBRA_INLINE(int, tty_insert_flip_char, (struct tty_port *port, unsigned char ch, char flag))
	IN_USE(port, sizeof(*port)) IN_USE(port->buf.tail, sizeof(*port->buf.tail)) PASSES;
