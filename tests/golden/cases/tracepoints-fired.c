// SPDX-License-Identifier: GPL-2.0-or-later
// A driver that fires tracepoints whose header is its folder's own, and which another module
// of that folder defines: they are left out as well.
// KERNEL: real
// ARGS: --checks=all --config CONFIG_FIRES=m
// HAS Kbuild: ccflags-y += -DNOTRACE
// LACKS fires_taps.c: trace_event
//--- driver/Kbuild
obj-$(CONFIG_FIRES) += fires.o
obj-$(CONFIG_DEFINES) += defines.o
ccflags-y += -I$(src)
//--- driver/fires.c
#include <linux/module.h>
#include "thing_trace.h"
MODULE_LICENSE("GPL");
void fire(void)
{
	trace_thing_begun(42);
}
//--- driver/defines.c
#error not selected
//--- driver/thing_trace.h
/* SPDX-License-Identifier: GPL-2.0-or-later */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM thing
#if !defined(THING_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define THING_TRACE_H
#include <linux/tracepoint.h>

TRACE_EVENT(thing_begun,
	TP_PROTO(int number),
	TP_ARGS(number),
	TP_STRUCT__entry(__field(int, number)),
	TP_fast_assign(__entry->number = number;),
	TP_printk("number %d", __entry->number)
);
#endif
#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE thing_trace
#include <trace/define_trace.h>
//--- EXPECT
// exit 0
// | driver/thing_trace.h:42:1: warning: the wrapped driver has no tracepoints of its own
// |     #include <trace/define_trace.h>
// |     ^
// |   cure: use those of umbra.ko (events/umbra)
// | fires: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ fires.c
// + #include "fires_taps.h"
