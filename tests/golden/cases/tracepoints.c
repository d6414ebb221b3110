// SPDX-License-Identifier: GPL-2.0-or-later
// A driver that defines tracepoints: their header is read several times, so it
// is compiled without them, analysis and Kbuild alike. Nobody looks for that header in the
// kernel's own tree.
// KERNEL: real
// HAS Kbuild: ccflags-y += -DNOTRACE
// LACKS tracepoints_taps.c: trace_event
#include <linux/module.h>
#define CREATE_TRACE_POINTS
#include "thing_trace.h"

static int __init thing_init(void)
{
	trace_thing_begun(42);
	return 0;
}
module_init(thing_init);

static void __exit thing_exit(void)
{
}
module_exit(thing_exit);

MODULE_LICENSE("GPL");
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
#define TRACE_INCLUDE_PATH ../../drivers/thing
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE thing_trace
#include <trace/define_trace.h>
//--- driver/Kbuild
obj-m += tracepoints.o
ccflags-y += -I$(src)
//--- EXPECT
// exit 0
// | driver/thing_trace.h:45:1: warning: the wrapped driver has no tracepoints of its own
// |     #include <trace/define_trace.h>
// |     ^
// |   cure: use those of umbra.ko (events/umbra)
// | tracepoints: 0 call taps (0 written, 0 inferred, 0 default), 2 entry taps (0 written), 0 not covered
// @ tracepoints.c
// - #define CREATE_TRACE_POINTS
// + #undef  CREATE_TRACE_POINTS
// + #include "tracepoints_taps.h"
