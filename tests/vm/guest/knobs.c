// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * knobs.c - an application that uses a part of the card of tests/vm/knobs all the time.
 *
 * usage: knobs hwdep|timer|midi|level CARD
 *        knobs set CARD VALUE (the level, once)
 * Until it gets SIGTERM, and ten times at least, it goes on, with the files and the mapping
 * that it began with, and looks whether what it gets is right. Then it prints how often it did
 * and the longest pause in between, and ends with 0; at the first wrong answer or error with 1.
 *
 *   hwdep  sets a number in every way, gets it in every way; opens a second time
 *   timer  counts ticks; stops, starts and opens a second timer in between
 *   midi   sends notes to a port that hears what it sends. One that never comes is no error,
 *          for bytes on their way are lost at a failure, nor one that comes late, as the machine
 *          may be kept waiting; one that was not sent, or before another, is.
 *   level  sets the control and gets what it has set. (amixer asks for its range first.)
 */
#include <poll.h>
#include <signal.h>
#include <sound/asound.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include "expect.h"

#define KNOBS_SET _IOW('k', 1, int)
#define KNOBS_GET _IOR('k', 2, int)

static volatile sig_atomic_t over;
static unsigned int rounds, missing;
static double longest;

static void end(int number)
{
	over = 1;
}

static void wrong(const char *what)
{
	printf("FAIL: %s: round %u, %s\n", what, rounds, strerror(errno));
	exit(1);
}

/* Does reading give it, by the interface and by the device's own register? */
static void is(int file, volatile const unsigned int *registers, int number)
{
	int got = 0;

	expect(read(file, &got, sizeof(got)) == sizeof(got) && got == number, "read");
	expect(!ioctl(file, KNOBS_GET, &got) && got == number, "KNOBS_GET");
	expect(~registers[1] == (unsigned int)number, "the mapped register");
}

static void *map(int file)
{
	void *registers = mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 0);

	expect(registers != MAP_FAILED, "mmap");
	return registers;
}

static void hwdep(int card)
{
	static int file = -1;
	static void *registers;
	struct pollfd ready = { .events = POLLIN };
	int number = rounds * 2, other, written = number + 1;

	if (file < 0) {
		file = open_file(O_RDWR, "/dev/snd/hwC%dD0", card);
		registers = map(file);
	}
	ready.fd = file;
	expect(!ioctl(file, KNOBS_SET, &number), "KNOBS_SET");
	is(file, registers, number);
	expect(write(file, &written, sizeof(written)) == sizeof(written), "write");
	is(file, registers, written);
	expect(poll(&ready, 1, -1) == 1 && ready.revents == POLLIN, "poll");
	other = open_file(O_RDWR, "/dev/snd/hwC%dD0", card);
	munmap(map(other), 4096);
	expect(!close(other), "close");
	usleep(2000);
}

static int open_timer(int card)
{
	struct snd_timer_select select = { .id = { .dev_class = SNDRV_TIMER_CLASS_CARD,
						   .card = card } };
	struct snd_timer_params params = { .flags = SNDRV_TIMER_PSFLG_AUTO,
					   .ticks = 5,
					   .queue_size = 64 };
	int file = open("/dev/snd/timer", O_RDONLY);

	expect(file >= 0, "open");
	expect(!ioctl(file, SNDRV_TIMER_IOCTL_SELECT, &select), "SELECT");
	expect(!ioctl(file, SNDRV_TIMER_IOCTL_PARAMS, &params), "PARAMS");
	return file;
}

static void timer(int card)
{
	static int file = -1;
	struct snd_timer_status status;
	struct snd_timer_read ticks;
	int other;

	if (file < 0) {
		file = open_timer(card);
		expect(!ioctl(file, SNDRV_TIMER_IOCTL_START), "START");
	}
	expect(read(file, &ticks, sizeof(ticks)) == sizeof(ticks) && ticks.ticks > 0, "read");
	if (rounds % 4 == 1) {
		expect(!ioctl(file, SNDRV_TIMER_IOCTL_STOP), "STOP");
		expect(!ioctl(file, SNDRV_TIMER_IOCTL_STATUS, &status), "STATUS");
		expect(status.resolution > 0, "the resolution");
	}
	/* Nothing of it is open for a moment, and it is asked for its resolution. */
	if (rounds % 4 == 1) {
		close(file);
		file = open_timer(card);
		expect(!ioctl(file, SNDRV_TIMER_IOCTL_START), "START");
	}
	other = open_timer(card);
	expect(!close(other), "close");
}

static void midi(int card)
{
	static int in = -1, out, next, last, have;
	static unsigned char got[3];
	struct pollfd ready = { .events = POLLIN };
	unsigned char note[3] = { 0x90, 0, 0x40 };

	if (in < 0) {
		in = open_file(O_RDONLY | O_NONBLOCK, "/dev/snd/midiC%dD0", card);
		out = open_file(O_WRONLY, "/dev/snd/midiC%dD0", card);
	}
	/* A second reader of the port is refused: opened and closed is the output. */
	if (rounds % 4 == 3) {
		close(out);
		close(in);
		in = open_file(O_RDONLY | O_NONBLOCK, "/dev/snd/midiC%dD0", card);
		out = open_file(O_WRONLY, "/dev/snd/midiC%dD0", card);
	}
	note[1] = next = (next + 1) % 128;
	ready.fd = in;
	expect(write(out, note, sizeof(note)) == sizeof(note), "write");
	while (last != next && poll(&ready, 1, 100) == 1) {
		expect(read(in, got + have, 1) == 1, "read");
		if (got[have] == note[0]) {
			got[0] = note[0];
			have = 1;
		} else if (have && ++have == 3) {
			expect((got[1] - last + 127) % 128 < (next - last + 128) % 128 &&
			       got[2] == note[2], "another note came");
			last = got[1];
			have = 0;
		}
	}
	if (last != next && !over)
		missing++;
	usleep(2000);
}

/* The card's only control. */
static void set(int card, int value)
{
	struct snd_ctl_elem_value level = { .id.numid = 1, .value.integer.value[0] = value };
	static int file = -1;

	if (file < 0)
		file = open_file(O_RDWR, "/dev/snd/controlC%d", card);
	expect(ioctl(file, SNDRV_CTL_IOCTL_ELEM_WRITE, &level) >= 0, "ELEM_WRITE");
	memset(&level.value, 0, sizeof(level.value));
	expect(!ioctl(file, SNDRV_CTL_IOCTL_ELEM_READ, &level), "ELEM_READ");
	expect(level.value.integer.value[0] == value, "the level");
}

static void level(int card)
{
	set(card, rounds % 100);
	usleep(2000);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*use)(int card);
	} parts[] = {
		{ "hwdep", hwdep }, { "timer", timer }, { "midi", midi }, { "level", level }
	};
	void (*use)(int) = NULL;
	double at = now(), then;
	unsigned int i;

	if (!strcmp(argv[1], "set")) {
		set(atoi(argv[2]), atoi(argv[3]));
		return 0;
	}
	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (!strcmp(argv[1], parts[i].name))
			use = parts[i].use;
	signal(SIGTERM, end);
	for (; !over || rounds < 10; rounds++, at = then) {
		use(atoi(argv[2]));
		then = now();
		if (then - at > longest)
			longest = then - at;
	}
	printf("%s: %u rounds, the longest %.0f ms, %u notes lost\n", argv[1], rounds, longest,
	       missing);
	return 0;
}
