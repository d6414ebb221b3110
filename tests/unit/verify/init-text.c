// SPDX-License-Identifier: GPL-2.0-or-later
// Every section with code counts; the generated init calls the runtime only.
// EXIT: 1
// | init-text.ko: error: 1 kernel function called without a tap:
// |   request_module: called by setup (init-text.c:20)
#include "module.h"
int umbra_domain_init(void *domain);
int request_module(const char *name);
__attribute__((__section__(".data.umbra"))) int domain = 3;

TAP void umbra_call_nothing(void) {}

__attribute__((__section__(".init.text"))) int init_module(void)
{
	return umbra_domain_init(&domain);
}

__attribute__((__section__(".init.text"))) int setup(void)
{
	return request_module("mii") + 1;
}
