// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * while-away.c - asks a playback stream for one thing after another, some of it while
 * its driver is away.
 *
 * usage: while-away MODULE CARD FILE STEP...
 * FILE: frames of 16 bits, two channels, 44100 a second. MODULE is hardened, and planted
 * so that its probe waits when it is restarted, until planted_kind is 0.
 *
 *   open params prepare start pause resume drop drain free close
 *                what ALSA calls so; each must succeed
 *   play:MS      writes as much of the file; rest, what is left of it. The stream starts by itself
 *   runs still   the stream's position must move, or must not
 *   away         the driver is told to restart, and does until ...
 *   back         ... it may; it is back
 *   soon         it may in 300 ms: for what comes next and waits for the driver
 *
 * Prints what each step took; ends with 0, at the first that goes wrong with 1. A step that
 * takes a minute is given up.
 */
#include <limits.h>
#include <pthread.h>
#include <sound/asound.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "expect.h"

#define RATE 44100
#define FRAME 4

static const char *module, *card, *step;
static int stream = -1, song;

static void wrong(const char *what)
{
	printf("FAIL: %s: %s, %s\n", step, what, strerror(errno));
	exit(1);
}

static void set(const char *format, const char *value)
{
	int file = open_file(O_WRONLY, format, module);

	expect(write(file, value, strlen(value)) > 0, value);
	close(file);
}

static bool is(const char *format, const char *value)
{
	char text[64] = "";
	int file = open_file(O_RDONLY, format, module);

	expect(read(file, text, sizeof(text) - 1) > 0, "read");
	close(file);
	return !strcmp(strtok(text, "\n"), value);
}

#define STATE "/sys/kernel/umbra/%s/state"
#define KIND "/sys/module/%s/parameters/planted_kind"

static pthread_t restarting, freeing;

/* Who writes there is kept until it is back. */
static void *restart(void *nothing)
{
	set("/sys/kernel/umbra/%s/recover", "1");
	return nothing;
}

static void away(void)
{
	expect(!pthread_create(&restarting, NULL, restart, NULL), "a thread");
	while (!is(STATE, "restarting") || is(KIND, "0"))
		usleep(2000);
	usleep(50000); /* It waits by now. */
	expect(is(STATE, "restarting"), "it does not wait");
}

static void *may_be_back(void *ms)
{
	usleep((intptr_t)ms * 1000);
	set(KIND, "0");
	return NULL;
}

static void soon(void)
{
	expect(!pthread_create(&freeing, NULL, may_be_back, (void *)300), "a thread");
}

static void back(void)
{
	if (freeing)
		pthread_join(freeing, NULL);
	freeing = 0;
	may_be_back(0);
	pthread_join(restarting, NULL);
	expect(is(STATE, "passive"), "it is not back");
}

static void ask(unsigned long request, void *argument)
{
	expect(ioctl(stream, request, argument) >= 0, "ioctl");
}

static void only(struct snd_pcm_hw_params *params, int n, unsigned int min, unsigned int max)
{
	struct snd_interval *interval = &params->intervals[n - SNDRV_PCM_HW_PARAM_FIRST_INTERVAL];

	interval->min = min;
	interval->max = max;
}

static void only_bit(struct snd_pcm_hw_params *params, int n, unsigned int bit)
{
	struct snd_mask *mask = &params->masks[n - SNDRV_PCM_HW_PARAM_FIRST_MASK];

	memset(mask, 0, sizeof(*mask));
	mask->bits[0] = 1u << bit;
}

static void set_params(void)
{
	struct snd_pcm_hw_params params;
	int n;

	memset(&params, 0, sizeof(params));
	memset(params.masks, 0xff, sizeof(params.masks));
	for (n = SNDRV_PCM_HW_PARAM_FIRST_INTERVAL; n <= SNDRV_PCM_HW_PARAM_LAST_INTERVAL; n++)
		only(&params, n, 0, UINT_MAX);
	params.rmask = ~0u;
	only_bit(&params, SNDRV_PCM_HW_PARAM_ACCESS, SNDRV_PCM_ACCESS_RW_INTERLEAVED);
	only_bit(&params, SNDRV_PCM_HW_PARAM_FORMAT, SNDRV_PCM_FORMAT_S16_LE);
	only(&params, SNDRV_PCM_HW_PARAM_CHANNELS, 2, 2);
	only(&params, SNDRV_PCM_HW_PARAM_RATE, RATE, RATE);
	only(&params, SNDRV_PCM_HW_PARAM_PERIOD_SIZE, 2048, 4096);
	/* QEMU's mixer, if it had waited for a card that stood still, catches up: it takes more a
	 * second. */
	only(&params, SNDRV_PCM_HW_PARAM_BUFFER_SIZE, 16384, 32768);
	ask(SNDRV_PCM_IOCTL_HW_PARAMS, &params);
}

static void play(unsigned long frames)
{
	static char samples[RATE * FRAME];
	struct snd_xferi transfer = { .buf = samples };
	long bytes = 0;

	while (frames &&
	       (bytes = read(song, samples, (frames < RATE ? frames : RATE) * FRAME)) > 0) {
		transfer.frames = bytes / FRAME;
		ask(SNDRV_PCM_IOCTL_WRITEI_FRAMES, &transfer);
		frames -= transfer.frames;
	}
	expect(bytes >= 0, "the file");
}

static void moves(bool must)
{
	struct snd_pcm_status before = {}, after = {};

	ask(SNDRV_PCM_IOCTL_STATUS, &before);
	usleep(100000);
	ask(SNDRV_PCM_IOCTL_STATUS, &after);
	expect((before.hw_ptr != after.hw_ptr) == must, must ? "it stands still" : "it moves");
}

static void do_step(void)
{
	static const struct {
		const char *name;
		unsigned long request;
		long argument;
	} requests[] = {
		{ "prepare", SNDRV_PCM_IOCTL_PREPARE, 0 }, { "start", SNDRV_PCM_IOCTL_START, 0 },
		{ "pause", SNDRV_PCM_IOCTL_PAUSE, 1 },	   { "resume", SNDRV_PCM_IOCTL_PAUSE, 0 },
		{ "drop", SNDRV_PCM_IOCTL_DROP, 0 },	   { "drain", SNDRV_PCM_IOCTL_DRAIN, 0 },
		{ "free", SNDRV_PCM_IOCTL_HW_FREE, 0 },
	};
	unsigned int i;

	for (i = 0; i < sizeof(requests) / sizeof(*requests); i++)
		if (!strcmp(step, requests[i].name)) {
			ask(requests[i].request, (void *)requests[i].argument);
			return;
		}
	if (!strcmp(step, "open")) {
		stream = open_file(O_WRONLY, "/dev/snd/pcmC%sD0p", card);
	} else if (!strcmp(step, "params")) {
		set_params();
	} else if (!strcmp(step, "close")) {
		expect(!close(stream), "close");
	} else if (!strncmp(step, "play:", 5)) {
		play(atol(step + 5) * RATE / 1000);
	} else if (!strcmp(step, "rest")) {
		play(ULONG_MAX);
	} else if (!strcmp(step, "runs") || !strcmp(step, "still")) {
		moves(!strcmp(step, "runs"));
	} else if (!strcmp(step, "away")) {
		away();
	} else if (!strcmp(step, "soon")) {
		soon();
	} else if (!strcmp(step, "back")) {
		back();
	} else {
		wrong("no such step");
	}
}

int main(int argc, char **argv)
{
	module = argv[1];
	card = argv[2];
	song = open(argv[3], O_RDONLY);
	setlinebuf(stdout);
	for (argv += 4; (step = *argv); argv++) {
		double at = now();

		alarm(60);
		do_step();
		printf("%s (%.0f ms) ", step, now() - at);
	}
	printf("\n");
	return argc < 4;
}
