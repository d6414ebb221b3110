/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mock of the kernel's: how a module starts, ends and exports. */
#ifndef MOCK_MODULE_H
#define MOCK_MODULE_H
#define __init __attribute__((__section__(".init.text")))
#define __exit __attribute__((__section__(".exit.text")))
#define module_init(fn)                                                  \
	static inline int (*__inittest(void))(void) { return fn; }       \
	int init_module(void) __attribute__((alias(#fn)));
#define module_exit(fn)                                                  \
	static inline void (*__exittest(void))(void) { return fn; }      \
	void cleanup_module(void) __attribute__((alias(#fn)));
#define MODULE_LICENSE(text)
#define EXPORT_SYMBOL(name)                                              \
	static void *__attribute__((used, section(".discard.addressable"))) \
		__UNIQUE_ID___addressable_##name##1 = (void *)name
#define module_param(name, type, permissions)                            \
	static type *__param_##name __attribute__((used, section("__param"))) = &name
#endif
