/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trace.h - tracepoints, events/umbra/ for perf and trace-cmd.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM umbra

#if !defined(UMBRA_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define UMBRA_TRACE_H

#include <linux/tracepoint.h>
#include "control.h"

/* Where it happened, in the failing context. */
TRACE_EVENT(umbra_failure,
	TP_PROTO(const struct umbra_domain *domain, const struct umbra_failure *failure),
	TP_ARGS(domain, failure),
	TP_STRUCT__entry(
		__string(module, domain->name)
		__string(what, failure->what)
		__string(entry, failure->site ? failure->site->function : "")
		__field(unsigned long, ip)
		__field(unsigned long, address)
	),
	TP_fast_assign(
		__assign_str(module, domain->name);
		__assign_str(what, failure->what);
		__assign_str(entry, failure->site ? failure->site->function : "");
		__entry->ip = failure->ip;
		__entry->address = failure->has_address ? failure->address : 0;
	),
	TP_printk("module=%s what=\"%s\" ip=%pS address=0x%lx entry=%s", __get_str(module),
		  __get_str(what), (void *)__entry->ip, __entry->address, __get_str(entry))
);

/* A phase of an outage begins; "passive" or "dead" ends it. */
TRACE_EVENT(umbra_phase,
	TP_PROTO(const struct umbra_domain *domain, const char *phase),
	TP_ARGS(domain, phase),
	TP_STRUCT__entry(
		__string(module, domain->name)
		__string(phase, phase)
	),
	TP_fast_assign(
		__assign_str(module, domain->name);
		__assign_str(phase, phase);
	),
	TP_printk("module=%s phase=%s", __get_str(module), __get_str(phase))
);

/* The kernel called the driver, the shadow answers. */
DECLARE_EVENT_CLASS(umbra_entry,
	TP_PROTO(const struct umbra_site *site),
	TP_ARGS(site),
	TP_STRUCT__entry(
		__string(module, site->domain->name)
		__string(function, site->function)
		__string(interface, site->interface)
	),
	TP_fast_assign(
		__assign_str(module, site->domain->name);
		__assign_str(function, site->function);
		__assign_str(interface, site->interface);
	),
	TP_printk("module=%s function=%s interface=%s", __get_str(module), __get_str(function),
		  __get_str(interface))
);

DEFINE_EVENT(umbra_entry, umbra_proxied_entry,
	TP_PROTO(const struct umbra_site *site), TP_ARGS(site));
/* ... is refused a request that has failed the driver each time. */
DEFINE_EVENT(umbra_entry, umbra_refused_entry,
	TP_PROTO(const struct umbra_site *site), TP_ARGS(site));

/* The restarting driver called the kernel, the shadow answers; tap is umbra_call_<function>. */
TRACE_EVENT(umbra_proxied_call,
	TP_PROTO(const struct umbra_domain *domain, unsigned long tap),
	TP_ARGS(domain, tap),
	TP_STRUCT__entry(
		__string(module, domain->name)
		__field(unsigned long, tap)
	),
	TP_fast_assign(
		__assign_str(module, domain->name);
		__entry->tap = tap;
	),
	TP_printk("module=%s tap=%ps", __get_str(module), (void *)__entry->tap)
);

#endif

#undef TRACE_INCLUDE_PATH
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_PATH .
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
