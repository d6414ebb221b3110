/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mock of an object whose inlines store where its own pointers lead. */
#ifndef MOCK_HUB_H
#define MOCK_HUB_H
struct hub;
/* In front of what is in front of it: through a pointer that it sets itself. */
struct chained {
	struct chained *next, *prev;
};
struct queue {
	unsigned long state;
	struct hub *hub;
};
struct hub {
	struct queue *queue;
	int n;
	int *data;
	struct chained list;
};
struct unit {
	int number;
	struct chained list;
	struct {
		void *data;
	} device;
};
struct hub *hub_alloc(int n);

static inline void hub_start(struct hub *hub)
{
	struct queue *queue = &hub->queue[0];

	queue->state = 1;
}
static inline struct queue *hub_queue(struct hub *hub, int i)
{
	return &hub->queue[i];
}
static inline void hub_start_one(struct hub *hub, int i)
{
	hub_queue(hub, i)->state = 1;
}
static inline void hub_stop_one(struct hub *hub, int i)
{
	hub_queue(hub, i)->state = 0;
}
/* Whichever it comes to. */
static inline void hub_stop_last(struct hub *hub)
{
	struct queue *queue = hub->queue;

	while (queue->state)
		queue++;
	queue[-1].state = 0;
}
static inline void chain_before(struct chained *new, struct chained *head)
{
	new->prev = head->prev;
	head->prev = new;
	new->prev->next = new;
}
static inline void chain_cut_last(struct chained *head)
{
	while (head->next)
		head = head->next;
	head->prev = NULL;
}
static inline void hub_put(struct hub *hub, int value)
{
	*hub->data = value;
}
static inline void hub_fill(struct hub *hub, int value)
{
	*hub->data = value;
}
static inline void queue_start(struct queue *queue)
{
	queue->state = 1;
}
static inline void hub_once(void)
{
	static int once;

	once = 1;
}
static inline struct hub *hub_new(int n)
{
	struct hub *hub = hub_alloc(n);

	if (hub)
		hub->n = n;
	return hub;
}
static inline void hub_hold(struct hub *hub)
{
	hub->n++;
}
void hub_call(int number, void *cookie);
static inline void hub_ask(int number, void *cookie)
{
	hub_call(number, cookie);
}
static inline void unit_set(struct unit *unit, void *data)
{
	unit->device.data = data;
}
#endif
