// SPDX-License-Identifier: GPL-2.0-or-later
// Where tests/vm/plant puts its bug: marks a place by umbra_plant_here, a call
// among statements and a declaration at a function's start; a call that may be left
// out by umbra_plant_call(CALL), a result that may be wrong by
// umbra_plant_result(RESULT, FIRST PARAMETER).
//
// Confidence: high. A place is told by what the kernel calls it by, never by a
// driver's own names. Known misses: a handler whose address only a macro of the
// driver's writes, and receive calls hidden in such a macro.
//
//   -D receive          before each call that hands a packet to the kernel
//   -D interrupt        start of each interrupt handler
//   -D timer, -D work   start of each timer's, work item's function
//   -D poll             start of each NAPI poll function
//   -D control          start of each function that reads or sets a mixer's control, or
//                       writes a codec's register
//   -D position         start of each function that tells an HD-audio stream's position
//   -D op -D slot=F     start of the function that a table of operations has as .F
//   -D function -D called=F
//   -D argument -D slot=F  the same as op, with the function's first parameter at hand
//   -D call -D called=F        each call of F
//   -D result -D slot=F        each result of the function that a table has as .F
virtual receive
virtual interrupt
virtual timer
virtual work
virtual poll
virtual control
virtual position
virtual op
virtual function
virtual argument
virtual call
virtual result

@depends on receive@
expression list arguments;
identifier up = {napi_gro_receive, netif_receive_skb, netif_rx};
@@
+umbra_plant_here();
up(arguments);

@depends on receive@
expression list arguments;
expression status;
identifier up = {napi_gro_receive, netif_receive_skb, netif_rx};
@@
+umbra_plant_here();
status = up(arguments);

@is_interrupt depends on interrupt@
typedef irqreturn_t;
identifier handler, irq, data;
@@
irqreturn_t handler(int irq, void *data) { ... }

@depends on interrupt@
identifier is_interrupt.handler;
@@
handler(...)
{
+int umbra_plant_here;
...
}

@is_timer depends on timer@
identifier handler;
expression flags, t;
@@
timer_setup(t, handler, flags)

@depends on timer@
identifier is_timer.handler;
@@
handler(...)
{
+int umbra_plant_here;
...
}

@is_work depends on work@
identifier handler;
expression w;
@@
(
INIT_WORK(w, handler)
|
INIT_DELAYED_WORK(w, handler)
)

@depends on work@
identifier is_work.handler;
@@
handler(...)
{
+int umbra_plant_here;
...
}

@is_poll depends on poll@
identifier handler;
expression d, n;
@@
(
netif_napi_add(d, n, handler)
|
netif_napi_add_weight(d, n, handler, ...)
)

@depends on poll@
identifier is_poll.handler;
@@
handler(...)
{
+int umbra_plant_here;
...
}

@is_control depends on control@
identifier handler, codec, f, reg, value;
@@
(
int handler(struct snd_kcontrol *f, struct snd_ctl_elem_value *value) { ... }
|
void handler(struct codec *f, unsigned short reg, unsigned short value) { ... }
)

@depends on control@
identifier is_control.handler;
@@
handler(...)
{
+int umbra_plant_here;
...
}

@is_position depends on position@
identifier handler, chip, stream;
@@
unsigned int handler(struct azx *chip, struct azx_dev *stream) { ... }

@depends on position@
identifier is_position.handler;
@@
handler(...)
{
+int umbra_plant_here;
...
}

@is_op depends on op || argument || result@
identifier handler, table, kind, virtual.slot;
@@
struct kind table = { ..., .slot = handler, ... };

@depends on op@
identifier is_op.handler;
@@
handler(...)
{
+int umbra_plant_here;
...
}

@depends on argument@
identifier is_op.handler, first;
type kind;
@@
handler(kind first, ...)
{
+int umbra_plant_first = first;
...
}

@depends on function@
identifier virtual.called;
@@
called(...)
{
+int umbra_plant_here;
...
}

@depends on call@
identifier virtual.called;
expression list arguments;
@@
-called(arguments);
+umbra_plant_call(called(arguments));

@depends on result@
identifier is_op.handler, first;
type kind;
expression value;
@@
handler(kind first, ...)
{
<...
-return value;
+return umbra_plant_result(value, first);
...>
}
