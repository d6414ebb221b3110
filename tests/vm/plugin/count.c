/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * count.c - a TCG plugin for QEMU: counts guest instructions by address.
 *
 * The rule: no callback on the hot path. Each translated block adds its length
 * to a counter that was chosen when it was translated, so counting costs little
 * and the guest's virtual time nothing. What an address belongs to is worked
 * out afterwards, from what the guest said of its modules.
 *
 *   below 2^47          one counter: user
 *   kernel text         a counter each 16 bytes  [0xffffffff80000000, +64 MiB)
 *   modules             a counter each 16 bytes  [0xffffffffc0000000, +16 MiB)
 *   anywhere else       one counter: kernel, elsewhere
 *
 * A guest program that executes MARK (a long nop with a magic displacement)
 * takes a snapshot; at the end each interval between marks is written to the
 * file named by out=: lines "interval address instructions", address 0 for
 * user and 1 for elsewhere.
 *
 * Not handled: more than one virtual processor (counters are not atomic); an
 * exception in the middle of a block counts the whole block.
 *
 * Debian ships no qemu-plugin.h; these are the prototypes of its API version 1.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_info;

EXPORT int qemu_plugin_version = 1;

typedef void (*tb_callback)(uint64_t id, struct qemu_plugin_tb *tb);
typedef void (*exit_callback)(uint64_t id, void *data);
typedef void (*vcpu_callback)(unsigned int vcpu, void *data);

extern void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, tb_callback callback);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
extern uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *tb);
extern struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t n);
extern const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn);
extern size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);
extern void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *tb, int operation,
						     void *counter, uint64_t addend);
extern void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn,
						   vcpu_callback callback, int flags, void *data);
extern void qemu_plugin_register_atexit_cb(uint64_t id, exit_callback callback, void *data);

#define ADD_U64 0
#define NO_REGISTERS 0

#define GRANULE 16ull
#define TEXT_START 0xffffffff80000000ull
#define TEXT_SIZE (64ull << 20)
#define MODULES_START 0xffffffffc0000000ull
#define MODULES_SIZE (16ull << 20)

#define N_TEXT (TEXT_SIZE / GRANULE)
#define N_MODULES (MODULES_SIZE / GRANULE)
#define N_COUNTERS (2 + N_TEXT + N_MODULES)

/* nopl 0x554d4252(%rax): see mark.S */
static const unsigned char mark_code[] = { 0x0f, 0x1f, 0x80, 0x52, 0x42, 0x4d, 0x55 };

static uint64_t *now, *before;
static unsigned int interval;
static FILE *out;

static uint64_t *counter_of(uint64_t address)
{
	if (address < (1ull << 47))
		return &now[0];
	if (address - TEXT_START < TEXT_SIZE)
		return &now[2 + (address - TEXT_START) / GRANULE];
	if (address - MODULES_START < MODULES_SIZE)
		return &now[2 + N_TEXT + (address - MODULES_START) / GRANULE];
	return &now[1];
}

static uint64_t address_of(size_t n)
{
	if (n < 2)
		return n;
	n -= 2;
	if (n < N_TEXT)
		return TEXT_START + n * GRANULE;
	return MODULES_START + (n - N_TEXT) * GRANULE;
}

/* Writes what was counted since the last snapshot. */
static void snapshot(void)
{
	size_t n;

	for (n = 0; n < N_COUNTERS; n++)
		if (now[n] != before[n])
			fprintf(out, "%u %" PRIx64 " %" PRIu64 "\n", interval, address_of(n),
				now[n] - before[n]);
	fflush(out);
	memcpy(before, now, N_COUNTERS * sizeof(*now));
	interval++;
}

static void marked(unsigned int vcpu, void *data)
{
	(void)vcpu;
	(void)data;
	snapshot();
}

static void at_exit(uint64_t id, void *data)
{
	(void)id;
	(void)data;
	snapshot();
	fclose(out);
}

static void translated(uint64_t id, struct qemu_plugin_tb *tb)
{
	size_t n = qemu_plugin_tb_n_insns(tb);
	uint64_t address = qemu_plugin_tb_vaddr(tb);
	size_t i;

	(void)id;
	qemu_plugin_register_vcpu_tb_exec_inline(tb, ADD_U64, counter_of(address), n);
	if (address >= (1ull << 47))
		return;
	for (i = 0; i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);

		if (qemu_plugin_insn_size(insn) == sizeof(mark_code) &&
		    !memcmp(qemu_plugin_insn_data(insn), mark_code, sizeof(mark_code)))
			qemu_plugin_register_vcpu_insn_exec_cb(insn, marked, NO_REGISTERS, NULL);
	}
}

EXPORT int qemu_plugin_install(uint64_t id, const struct qemu_info *info, int argc, char **argv)
{
	const char *name = NULL;
	int i;

	(void)info;
	for (i = 0; i < argc; i++)
		if (!strncmp(argv[i], "out=", 4))
			name = argv[i] + 4;
	now = calloc(N_COUNTERS, sizeof(*now));
	before = calloc(N_COUNTERS, sizeof(*before));
	out = name ? fopen(name, "w") : NULL;
	if (!now || !before || !out) {
		fprintf(stderr, "count: cannot write '%s'; usage: -plugin count.so,out=FILE\n",
			name ? name : "");
		return -1;
	}
	qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
	qemu_plugin_register_atexit_cb(id, at_exit, NULL);
	return 0;
}
