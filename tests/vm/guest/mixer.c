// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mixer.c - asks the first card's control of that name, as a mixer does.
 *
 *	mixer value NAME	what it is set to
 *	mixer scale NAME	what its values mean
 *
 * Exit code: 0, or 1 with the error's text.
 */
#include <fcntl.h>
#include <stdio.h>
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

int main(int argc, char **argv)
{
	struct snd_ctl_elem_id id = {.iface = SNDRV_CTL_ELEM_IFACE_MIXER};
	int fd = open("/dev/snd/controlC0", O_RDWR);

	if (argc != 3)
		return 1;
	strncpy((char *)id.name, argv[2], sizeof(id.name) - 1);
	if (fd < 0 || (!strcmp(argv[1], "value") ? value : scale)(fd, &id)) {
		perror("mixer");
		return 1;
	}
	return 0;
}
