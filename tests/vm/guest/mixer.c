// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mixer.c - asks the first card's control of that name, as a mixer does; starts its timer.
 *
 *	mixer value NAME	what it is set to
 *	mixer scale NAME	what its values mean
 *	mixer start NUMBER	the timer
 *
 * Exit code: 0, or 1 with the error's text.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sound/asound.h>

static int value(int fd, const struct snd_ctl_elem_id *id)
{
	struct snd_ctl_elem_value value = {.id = *id};

	return ioctl(fd, SNDRV_CTL_IOCTL_ELEM_READ, &value);
}

static int scale(int fd, const struct snd_ctl_elem_id *id)
{
	struct snd_ctl_elem_info info = {.id = *id};
	unsigned int buffer[16] = {0};
	struct snd_ctl_tlv *tlv = (struct snd_ctl_tlv *)buffer;

	if (ioctl(fd, SNDRV_CTL_IOCTL_ELEM_INFO, &info))
		return -1;
	tlv->numid = info.id.numid;
	tlv->length = sizeof(buffer) - sizeof(*tlv);
	return ioctl(fd, SNDRV_CTL_IOCTL_TLV_READ, tlv);
}

static int start(int number)
{
	struct snd_timer_select select = {
		.id = {.dev_class = SNDRV_TIMER_CLASS_CARD, .device = number},
	};
	struct snd_timer_params params = {.ticks = 5, .queue_size = 64};
	int fd = open("/dev/snd/timer", O_RDONLY);

	return fd < 0 || ioctl(fd, SNDRV_TIMER_IOCTL_SELECT, &select) ||
	       ioctl(fd, SNDRV_TIMER_IOCTL_PARAMS, &params) || ioctl(fd, SNDRV_TIMER_IOCTL_START);
}

static int control(int (*ask)(int fd, const struct snd_ctl_elem_id *id), const char *name)
{
	struct snd_ctl_elem_id id = {.iface = SNDRV_CTL_ELEM_IFACE_MIXER};
	int fd = open("/dev/snd/controlC0", O_RDWR);

	strncpy((char *)id.name, name, sizeof(id.name) - 1);
	return fd < 0 || ask(fd, &id);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 1;
	if (!strcmp(argv[1], "start") ? start(atoi(argv[2])) :
					control(!strcmp(argv[1], "value") ? value : scale, argv[2])) {
		perror("mixer");
		return 1;
	}
	return 0;
}
