/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sound_midi.h - raw MIDI ports and timers of sound cards.
 *
 * The rule it upholds: a port that is open stays open; bytes that the device
 * had not sent or received when its driver failed are lost. A timer that runs, runs
 * again: all that it is told is in the domain's log, in order; what a failed driver was
 * asked is asked again, and queued by then.
 */
#include "umbra_spec.h"
#include <sound/core.h>
#include <sound/rawmidi.h>
#include <sound/timer.h>

UMBRA_CALL int snd_rawmidi_new(struct snd_card *card, char *id, int device, int output_count,
			       int input_count, struct snd_rawmidi **rmidi)
	KEEPS(snd_rawmidi, *rmidi, card, "%d", device)
	GRANTS(&(*rmidi)->info_flags,
	       (void *)&(*rmidi)->streams - (void *)&(*rmidi)->info_flags)
	GRANTS(&(*rmidi)->private_data,
	       (void *)&(*rmidi)->open_mutex - (void *)&(*rmidi)->private_data)
	WHILE_RECOVERING(claim, (result->private_data = NULL, result->private_free = NULL));
/* The same table as before; it is in the driver's module, which stays. */
UMBRA_CALL void snd_rawmidi_set_ops(struct snd_rawmidi *rmidi, int stream,
				    const struct snd_rawmidi_ops *ops) CALLS(ops) HANDS_TO(rmidi);
UMBRA_CALL int snd_rawmidi_receive(struct snd_rawmidi_substream *substream,
				   const unsigned char *buffer, int count);
UMBRA_CALL int snd_rawmidi_transmit(struct snd_rawmidi_substream *substream,
				    unsigned char *buffer, int count);
UMBRA_CALL int snd_rawmidi_transmit_peek(struct snd_rawmidi_substream *substream,
					 unsigned char *buffer, int count);
UMBRA_CALL int snd_rawmidi_transmit_ack(struct snd_rawmidi_substream *substream, int count);
UMBRA_CALL int snd_rawmidi_transmit_empty(struct snd_rawmidi_substream *substream);
UMBRA_ENTRY(int, snd_rawmidi_ops, open, (struct snd_rawmidi_substream *substream))
	WHILE_RECOVERING(block, 4);
UMBRA_ENTRY(int, snd_rawmidi_ops, close, (struct snd_rawmidi_substream *substream))
	WHILE_RECOVERING(block) UNWOUND(0) NEVER_REFUSED;
UMBRA_ENTRY(void, snd_rawmidi_ops, trigger, (struct snd_rawmidi_substream *substream, int up))
	WHILE_RECOVERING(skip);
UMBRA_ENTRY(void, snd_rawmidi_ops, drain, (struct snd_rawmidi_substream *substream))
	WHILE_RECOVERING(skip);

UMBRA_CALL int snd_timer_new(struct snd_card *card, char *id, struct snd_timer_id *tid,
			     struct snd_timer **rtimer)
	KEEPS(snd_timer, *rtimer, card, "%d", tid->device) FILLED
	GRANTS((*rtimer)->name, (void *)&(*rtimer)->running - (void *)&(*rtimer)->name)
	GRANTS(&(*rtimer)->private_data,
	       (void *)&(*rtimer)->lock - (void *)&(*rtimer)->private_data)
	WHILE_RECOVERING(claim, (result->private_data = NULL, result->private_free = NULL));
UMBRA_ENTRY(int, snd_timer_hardware, open, (struct snd_timer *timer))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(timer->hw.open(timer));
UMBRA_ENTRY(int, snd_timer_hardware, close, (struct snd_timer *timer))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(timer->hw.close(timer)) NEVER_REFUSED;
UMBRA_ENTRY(int, snd_timer_hardware, start, (struct snd_timer *timer))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(timer->hw.start(timer));
UMBRA_ENTRY(int, snd_timer_hardware, stop, (struct snd_timer *timer))
	RECORDS(0) WHILE_RECOVERING(queue, 0) UNWOUND(timer->hw.stop(timer)) NEVER_REFUSED;
UMBRA_ENTRY(int, snd_timer_hardware, set_period,
	    (struct snd_timer *timer, unsigned long period_num COPIED,
	     unsigned long period_den COPIED))
	RECORDS(0) WHILE_RECOVERING(queue, 0)
	UNWOUND(timer->hw.set_period(timer, period_num, period_den));
UMBRA_ENTRY(unsigned long, snd_timer_hardware, c_resolution, (struct snd_timer *timer))
	WHILE_RECOVERING(busy, timer->hw.resolution);
UMBRA_CALL void snd_timer_interrupt(struct snd_timer *timer, unsigned long ticks_left);
