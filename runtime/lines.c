// SPDX-License-Identifier: GPL-2.0-only
/*
 * lines.c - source lines of addresses, out of a .debug_line section.
 *
 * The rule it upholds: no byte outside the section is read, whatever it says,
 * and every step consumes a byte, so it ends.
 *
 *   section: │ unit │ unit │ ...
 *   unit:    │ length │ version │ header length │ header │ program │
 *   header:  parameters, directories, files ("name\0" dir time length, \0)
 *
 * A program is run until it makes a row beyond ip; the row before it, of the
 * same sequence, is the answer. All state is on the stack; there is no lock.
 *
 * Not handled: DWARF 5 (its file names are in other sections); operation
 * indices of VLIW machines.
 */
#include "lines.h"

enum {
	LNS_COPY = 1,
	LNS_ADVANCE_PC,
	LNS_ADVANCE_LINE,
	LNS_SET_FILE,
	LNS_SET_COLUMN,
	LNS_NEGATE_STMT,
	LNS_SET_BASIC_BLOCK,
	LNS_CONST_ADD_PC,
	LNS_FIXED_ADVANCE_PC,

	LNE_END_SEQUENCE = 1,
	LNE_SET_ADDRESS,
	LNE_DEFINE_FILE,
};

/* What is left to read; at == end also when something was cut short. */
struct reader {
	const uint8_t *at, *end;
};

struct unit {
	struct reader files; /* from the first file entry */
	struct reader program;
	const uint8_t *operands; /* of the standard opcodes, from opcode 1 */
	uint8_t opcode_base, line_range, min_length;
	int8_t line_base;
};

struct row {
	uint64_t address;
	uint64_t file;
	uint32_t line;
	bool valid;
};

static size_t left(const struct reader *in)
{
	return (size_t)(in->end - in->at);
}

static void exhaust(struct reader *in)
{
	in->at = in->end;
}

/* Little endian; what is cut short reads as 0. */
static uint64_t get(struct reader *in, unsigned int bytes)
{
	uint64_t value = 0;
	unsigned int i;

	if (left(in) < bytes) {
		exhaust(in);
		return 0;
	}
	for (i = 0; i < bytes && i < 8; i++)
		value |= (uint64_t)in->at[i] << (8 * i);
	in->at += bytes;
	return value;
}

static uint64_t get_leb(struct reader *in, bool is_signed)
{
	unsigned int shift = 0;
	uint64_t value = 0;
	uint8_t byte = 0;

	while (in->at < in->end) {
		byte = *in->at++;
		if (shift < 64)
			value |= (uint64_t)(byte & 0x7f) << shift;
		shift += 7;
		if (!(byte & 0x80))
			break;
	}
	if (is_signed && shift < 64 && (byte & 0x40))
		value |= ~0ull << shift;
	return value;
}

/* A string and its end, or NULL if it has none. */
static const char *get_string(struct reader *in)
{
	const uint8_t *start = in->at;

	while (in->at < in->end)
		if (!*in->at++)
			return (const char *)start;
	return NULL;
}

static const char *base_name(const char *path)
{
	const char *base = path;

	for (; *path; path++)
		if (*path == '/')
			base = path + 1;
	return base;
}

/*
 * Cut the next unit off the section. Returns false at the section's end; a
 * unit that cannot be used has an empty program.
 */
static bool next_unit(struct reader *section, struct unit *unit)
{
	unsigned int word = 4;
	struct reader in;
	uint64_t length, header, version;
	const char *string;

	memset(unit, 0, sizeof(*unit));
	if (left(section) < 4)
		return false;
	length = get(section, 4);
	if (length == 0xffffffff) {
		word = 8;
		length = get(section, 8);
	}
	if (length > left(section))
		length = left(section);
	in.at = section->at;
	in.end = section->at + length;
	section->at += length;

	version = get(&in, 2);
	header = get(&in, word);
	if (version < 2 || version > 4 || header > left(&in))
		return true;
	unit->program.at = in.at + header;
	unit->program.end = in.end;
	in.end = unit->program.at;
	unit->min_length = (uint8_t)get(&in, 1);
	if (version >= 4)
		(void)get(&in, 1);
	(void)get(&in, 1);
	unit->line_base = (int8_t)get(&in, 1);
	unit->line_range = (uint8_t)get(&in, 1);
	unit->opcode_base = (uint8_t)get(&in, 1);
	unit->operands = in.at;
	if (!unit->line_range || !unit->opcode_base || left(&in) < unit->opcode_base - 1u) {
		exhaust(&unit->program);
		return true;
	}
	in.at += unit->opcode_base - 1;
	do
		string = get_string(&in);
	while (string && *string);
	unit->files = in;
	return true;
}

/* Name of file @number, from 1; NULL if there is none. */
static const char *file_name(const struct unit *unit, uint64_t number)
{
	struct reader in = unit->files;
	const char *name;

	while (number-- && (name = get_string(&in)) && *name) {
		(void)get_leb(&in, false);
		(void)get_leb(&in, false);
		(void)get_leb(&in, false);
		if (!number)
			return base_name(name);
	}
	return NULL;
}

static void reset(struct row *row)
{
	row->address = 0;
	row->file = 1;
	row->line = 1;
	row->valid = false;
}

/*
 * A row was made: is @ip between the row before and it? Otherwise it is the
 * one before from now on.
 */
static bool make_row(struct row *before, const struct row *row, uint64_t ip)
{
	if (before->valid && before->address <= ip && ip < row->address)
		return true;
	*before = *row;
	before->valid = true;
	return false;
}

/* An extended opcode; returns true if @before is the answer. */
static bool run_extended(struct reader *in, struct row *row, struct row *before, uint64_t ip)
{
	uint64_t length = get_leb(in, false);
	struct reader operand;
	bool found = false;

	if (length > left(in))
		length = left(in);
	operand.at = in->at;
	operand.end = in->at + length;
	in->at += length;
	switch (get(&operand, 1)) {
	case LNE_END_SEQUENCE:
		found = make_row(before, row, ip);
		if (found)
			break;
		reset(row);
		reset(before);
		break;
	case LNE_SET_ADDRESS:
		row->address = get(&operand, left(&operand) < 8 ? (unsigned int)left(&operand) : 8);
		break;
	default:
		break;
	}
	return found;
}

static void skip_operands(const struct unit *unit, struct reader *in, uint8_t opcode)
{
	uint8_t n = unit->operands[opcode - 1];

	while (n--)
		(void)get_leb(in, false);
}

static bool run_standard(const struct unit *unit, struct reader *in, uint8_t opcode,
			 struct row *row, struct row *before, uint64_t ip)
{
	switch (opcode) {
	case LNS_COPY:
		return make_row(before, row, ip);
	case LNS_ADVANCE_PC:
		row->address += get_leb(in, false) * unit->min_length;
		break;
	case LNS_ADVANCE_LINE:
		row->line += (uint32_t)get_leb(in, true);
		break;
	case LNS_SET_FILE:
		row->file = get_leb(in, false);
		break;
	case LNS_CONST_ADD_PC:
		row->address += (uint64_t)((255u - unit->opcode_base) / unit->line_range) *
				unit->min_length;
		break;
	case LNS_FIXED_ADVANCE_PC:
		row->address += get(in, 2);
		break;
	default:
		skip_operands(unit, in, opcode);
		break;
	}
	return false;
}

/* Runs the unit's program; true if @before is the row of @ip. */
static bool run(const struct unit *unit, uint64_t ip, struct row *before)
{
	struct reader in = unit->program;
	struct row row;

	reset(&row);
	reset(before);
	while (left(&in)) {
		uint8_t opcode = (uint8_t)get(&in, 1);
		bool found;

		if (opcode >= unit->opcode_base) {
			uint8_t special = opcode - unit->opcode_base;

			row.address += (uint64_t)(special / unit->line_range) * unit->min_length;
			row.line += (uint32_t)(unit->line_base + special % unit->line_range);
			found = make_row(before, &row, ip);
		} else if (!opcode) {
			found = run_extended(&in, &row, before, ip);
		} else {
			found = run_standard(unit, &in, opcode, &row, before, ip);
		}
		if (found)
			return true;
	}
	return false;
}

bool umbra_line_find(const void *start, size_t size, unsigned long ip, struct umbra_line *out)
{
	struct reader section = {start, (const uint8_t *)start + size};
	struct unit unit;
	struct row row;

	while (next_unit(&section, &unit)) {
		const char *file;

		if (!run(&unit, ip, &row))
			continue;
		file = file_name(&unit, row.file);
		if (!file || !row.line)
			continue;
		out->file = file;
		out->line = row.line;
		return true;
	}
	return false;
}
