// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * ask.c - makes one request of a driver that no program of the guest's makes.
 *
 *	ask divide 42 6		examples/repeat, by ioctl; prints the result
 *	ask udp ADDRESS TEXT	a datagram, a newline behind the text
 *	ask rings CARD N	receive descriptors, as ethtool -G
 *	ask sums CARD 0|1	check received checksums or not, as ethtool -K
 *
 * Exit code: 0, or 1 with the error's text.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

/* As in examples/repeat/repeat.c. */
struct repeat_numbers {
	int dividend, divisor, result;
};
#define REPEAT_DIVIDE _IOWR('r', 1, struct repeat_numbers)

static int divide(int dividend, int divisor)
{
	struct repeat_numbers numbers = {dividend, divisor, 0};
	int fd = open("/dev/repeat", O_RDWR);

	if (fd < 0 || ioctl(fd, REPEAT_DIVIDE, &numbers))
		return -1;
	printf("%d\n", numbers.result);
	return 0;
}

static int udp(const char *address, const char *text)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9999)};
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	char line[1400];
	int n = snprintf(line, sizeof(line), "%s\n", text);

	/* Connected: each datagram has another identification, and another port. */
	if (fd < 0 || !inet_aton(address, &to.sin_addr) ||
	    connect(fd, (struct sockaddr *)&to, sizeof(to)))
		return -1;
	return send(fd, line, n, 0) == n ? 0 : -1;
}

static int rings(const char *card, unsigned int n)
{
	struct ethtool_ringparam ring = {.cmd = ETHTOOL_GRINGPARAM};
	struct ifreq request = {.ifr_data = (char *)&ring};
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	snprintf(request.ifr_name, sizeof(request.ifr_name), "%s", card);
	if (fd < 0 || ioctl(fd, SIOCETHTOOL, &request))
		return -1;
	ring.cmd = ETHTOOL_SRINGPARAM;
	ring.rx_pending = n;
	return ioctl(fd, SIOCETHTOOL, &request);
}

static int sums(const char *card, unsigned int on)
{
	struct ethtool_value value = {.cmd = ETHTOOL_SRXCSUM, .data = on};
	struct ifreq request = {.ifr_data = (char *)&value};
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	snprintf(request.ifr_name, sizeof(request.ifr_name), "%s", card);
	return fd < 0 ? -1 : ioctl(fd, SIOCETHTOOL, &request);
}

int main(int argc, char **argv)
{
	int ret = -1;

	if (argc != 4)
		return 2;
	if (!strcmp(argv[1], "divide"))
		ret = divide(atoi(argv[2]), atoi(argv[3]));
	else if (!strcmp(argv[1], "udp"))
		ret = udp(argv[2], argv[3]);
	else if (!strcmp(argv[1], "rings"))
		ret = rings(argv[2], (unsigned int)atoi(argv[3]));
	else if (!strcmp(argv[1], "sums"))
		ret = sums(argv[2], (unsigned int)atoi(argv[3]));
	if (ret)
		perror(argv[1]);
	return ret ? 1 : 0;
}
