// SPDX-License-Identifier: GPL-2.0-only
/*
 * user.c - what a restarting driver takes for user memory.
 *
 * A setting that came by ioctl is replayed by calling the driver with the same
 * argument, and that is an address of user space's: the driver copies from there
 * and back. The recovery thread has no user space, so what it hands to a driver
 * as a user's address is memory of the shadow's.
 *
 * Not handled: get_user() and put_user(), which are the compiler's text, not calls.
 */
#include <linux/uaccess.h>
#include "control.h"

/* Stand for copy_from_user() and copy_to_user() (specs/core.h). Context: process. */
unsigned long umbra_copy_from_user(struct umbra_domain *domain, void *to, const void __user *from,
				   unsigned long n)
{
	if (!umbra_recovering_here(domain))
		return copy_from_user(to, from, n);
	memcpy(to, (__force const void *)from, n);
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_copy_from_user);

unsigned long umbra_copy_to_user(struct umbra_domain *domain, void __user *to, const void *from,
				 unsigned long n)
{
	if (!umbra_recovering_here(domain))
		return copy_to_user(to, from, n);
	memcpy((__force void *)to, from, n);
	return 0;
}
EXPORT_SYMBOL_GPL(umbra_copy_to_user);
