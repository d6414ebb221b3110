/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mock of a header that has what its user asks for. */
#ifndef MOCK_SWITCH_H
#define MOCK_SWITCH_H
#ifdef WITH_SWITCH
static inline void switch_on(struct thing *thing)
{
	thing->users++;
}
#endif
#endif
