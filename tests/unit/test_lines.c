// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * test_lines.c - the line decoder on what GCC really writes, against
 * addr2line, and on damaged copies of it.
 *
 * Needs gcc, objcopy, size and addr2line, as building a kernel module does.
 */
#include <stdlib.h>
#include <unistd.h>

#include "lines.h"
#include "unit.h"

static char folder[] = "/tmp/umbra-lines-XXXXXX";

static const char header_text[] =
	"static inline int twice(int x)\n"
	"{\n"
	"	return x + x;\n"
	"}\n"
	"\n"
	"static inline int many(volatile int *p)\n"
	"{\n"
	"	*p = 1;\n"
	"\n"
	"	*p = 2;\n"
	"	return *p;\n"
	"}\n";

static const char first_text[] =
	"#include \"sub/inline.h\"\n"
	"int helper(int);\n"
	"volatile int *wrong;\n"
	"int first(int x)\n"
	"{\n"
	"	int sum = 0;\n"
	"	for (int i = 0; i < x; i++)\n"
	"		sum += helper(twice(i));\n"
	"	return sum;\n"
	"}\n"
	"#line 5000 \"elsewhere/generated.c\"\n"
	"int second(void)\n"
	"{\n"
	"	*wrong = 7;\n"
	"	return many(wrong);\n"
	"}\n";

static const char helper_text[] =
	"volatile int state;\n"
	"int helper(int x)\n"
	"{\n"
	"	if (x > 10)\n"
	"		state = x;\n"
	"	else\n"
	"		state++;\n"
	"	return state;\n"
	"}\n"
	"int _start(void) { return helper(3); }\n";

static void write_file(const char *name, const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
}

static void run_command(const char *command)
{
	char line[1024];

	snprintf(line, sizeof(line), "cd %s && { %s; }", folder, command);
	ck_assert_msg(system(line) == 0, "failed: %s", command);
}

static void make_sources(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	run_command("mkdir sub");
	write_file("sub/inline.h", header_text);
	write_file("first.c", first_text);
	write_file("helper.c", helper_text);
}

static void remove_sources(void)
{
	char line[128];

	snprintf(line, sizeof(line), "rm -rf %s", folder);
	ck_assert_int_eq(system(line), 0);
}

/* The program's section, in memory of exactly its size. */
static uint8_t *read_section(size_t *size)
{
	char path[128];
	uint8_t *data;
	FILE *file;
	long end;

	snprintf(path, sizeof(path), "%s/section", folder);
	file = fopen(path, "r");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
	end = ftell(file);
	ck_assert_int_gt(end, 0);
	rewind(file);
	data = malloc((size_t)end);
	ck_assert_uint_eq(fread(data, 1, (size_t)end, file), (size_t)end);
	ck_assert_int_eq(fclose(file), 0);
	*size = (size_t)end;
	return data;
}

static void build(const char *options)
{
	char command[512];

	snprintf(command, sizeof(command),
		 "gcc %s -nostdlib -static -fno-stack-protector -fno-asynchronous-unwind-tables "
		 "-Wl,-Ttext=0x400000 -o program first.c helper.c && "
		 "objcopy -O binary --only-section=.debug_line "
		 "--set-section-flags .debug_line=alloc program section",
		 options);
	run_command(command);
}

/* First address after the program's text. */
static unsigned long text_end(void)
{
	char command[256];
	unsigned long bytes = 0;
	FILE *pipe;

	snprintf(command, sizeof(command), "size -A %s/program | sed -n 's/^\\.text *//p'", folder);
	pipe = popen(command, "r");
	ck_assert_ptr_nonnull(pipe);
	ck_assert_int_eq(fscanf(pipe, "%lu", &bytes), 1);
	ck_assert_int_eq(pclose(pipe), 0);
	return 0x400000 + bytes;
}

static const char *const variants[] = {
	"-gdwarf-4 -O0",
	"-gdwarf-4 -O2",
	"-gdwarf-4 -O2 -ffunction-sections",
	"-gdwarf-4 -O1 -gno-as-loc-support",
	"-gdwarf-3 -O2",
	"-gdwarf-2 -O0 -gno-as-loc-support",
};

START_TEST(agrees_with_addr2line)
{
	char command[256], path[128], expected[512], got[512], *end;
	unsigned long ip, compared = 0, last;
	struct umbra_line line;
	uint8_t *section;
	FILE *file;
	size_t size;

	build(variants[_i]);
	section = read_section(&size);
	last = text_end();
	snprintf(path, sizeof(path), "%s/addresses", folder);
	file = fopen(path, "w");
	for (ip = 0x400000; ip < last; ip++)
		fprintf(file, "%lx\n", ip);
	ck_assert_int_eq(fclose(file), 0);
	snprintf(command, sizeof(command), "addr2line -s -e %s/program < %s", folder, path);
	file = popen(command, "r");
	ck_assert_ptr_nonnull(file);
	for (ip = 0x400000; ip < last; ip++) {
		ck_assert_ptr_nonnull(fgets(expected, sizeof(expected), file));
		expected[strcspn(expected, " \n")] = 0;
		/* Padding between functions is nobody's, in some units. */
		end = strchr(expected, ':');
		ck_assert_ptr_nonnull(end);
		if (end[1] == '?' || end[1] == '0')
			continue;
		ck_assert_msg(umbra_line_find(section, size, ip, &line), "%lx: no line, not %s", ip,
			      expected);
		snprintf(got, sizeof(got), "%s:%u", line.file, line.line);
		ck_assert_msg(!strcmp(got, expected), "%lx: %s, not %s", ip, got, expected);
		compared++;
	}
	ck_assert_int_eq(pclose(file), 0);
	ck_assert_uint_gt(compared, 80);
	ck_assert(!umbra_line_find(section, size, 0x3fffff, &line));
	ck_assert(!umbra_line_find(section, size, last + 64, &line));
	ck_assert(!umbra_line_find(section, size, 0, &line));
	ck_assert(!umbra_line_find(section, size, ~0ul, &line));
	free(section);
}
END_TEST

/* What is found lies in the section, ends in it, and is a last path part. */
static void look(const uint8_t *section, size_t size, unsigned long ip)
{
	struct umbra_line line = { NULL, 0 };
	const char *end = (const char *)section + size;

	if (!umbra_line_find(section, size, ip, &line))
		return;
	ck_assert(line.file >= (const char *)section && line.file < end);
	ck_assert_ptr_nonnull(memchr(line.file, 0, (size_t)(end - line.file)));
	ck_assert_ptr_null(strchr(line.file, '/'));
	ck_assert_uint_ne(line.line, 0);
}

START_TEST(cut_short_anywhere)
{
	uint8_t *section, *part;
	size_t size, n;

	build(variants[1]);
	section = read_section(&size);
	for (n = 0; n < size; n++) {
		part = malloc(n ? n : 1);
		memcpy(part, section, n);
		look(part, n, 0x400010);
		look(part, n, ~0ul);
		free(part);
	}
	free(section);
}
END_TEST

START_TEST(garbage_does_no_harm)
{
	unsigned long random = 0x9876543210 + (unsigned long)_i;
	uint8_t *section, *copy;
	size_t size, round;
	int i;

	build(variants[_i]);
	section = read_section(&size);
	copy = malloc(size);
	for (round = 0; round < 20000; round++) {
		memcpy(copy, section, size);
		/* A few bytes, often in the header, where they hurt most. */
		for (i = test_random(&random) % 6; i >= 0; i--)
			copy[test_random(&random) % (round & 1 ? size : 64)] =
				(uint8_t)test_random(&random);
		look(copy, size, 0x400000 + test_random(&random) % 256);
	}
	for (round = 0; round < 2000; round++) {
		size_t at;

		for (at = 0; at < size; at++)
			copy[at] = (uint8_t)test_random(&random);
		look(copy, size, test_random(&random));
	}
	free(copy);
	free(section);
}
END_TEST

/* A unit by hand: what GCC does not write. */
START_TEST(odd_units)
{
	static const uint8_t unit[] = {
		/* A unit of version 5, passed over. */
		4, 0, 0, 0, 5, 0, 0, 0,
		/* 64-bit lengths, version 4, unknown standard opcode 10 with 2 operands. */
		0xff, 0xff, 0xff, 0xff, 87, 0, 0, 0, 0, 0, 0, 0, 4, 0,
		27, 0, 0, 0, 0, 0, 0, 0,
		1, 1, 1, 0xfb, 14, 11, 0, 1, 1, 1, 1, 0, 0, 0, 1, 2,
		0, 'd', '/', 'x', '.', 'c', 0, 0, 0, 0, 0,
		/* Address 0x1000, skip opcode 10, line 100, copy, advance by 16, end. */
		0, 9, 2, 0x00, 0x10, 0, 0, 0, 0, 0, 0,
		10, 0x81, 0x02, 5,
		3, 0xe3, 0, 1,
		9, 16, 0,
		0, 1, 1,
		/* Another sequence from 0x2000, line 1, 8 bytes. */
		0, 9, 2, 0x00, 0x20, 0, 0, 0, 0, 0, 0,
		1, 3, 5, 1, 9, 8, 0,
		0, 1, 1,
	};
	struct umbra_line line;

	ck_assert(umbra_line_find(unit, sizeof(unit), 0x100f, &line));
	ck_assert_str_eq(line.file, "x.c");
	ck_assert_uint_eq(line.line, 100);
	ck_assert(!umbra_line_find(unit, sizeof(unit), 0x1010, &line));
	ck_assert(!umbra_line_find(unit, sizeof(unit), 0x1fff, &line));
	ck_assert(umbra_line_find(unit, sizeof(unit), 0x2007, &line));
	ck_assert(!umbra_line_find(unit, sizeof(unit), 0x2008, &line));
	ck_assert(!umbra_line_find(unit, sizeof(unit), 0xfff, &line));
	ck_assert(!umbra_line_find(unit, 0, 0x1000, &line));
	ck_assert(!umbra_line_find(NULL, 0, 0x1000, &line));
}
END_TEST

Suite *suite_lines(void)
{
	Suite *suite = suite_create("lines");
	TCase *all = tcase_create("all");

	tcase_set_timeout(all, 60);
	tcase_add_unchecked_fixture(all, make_sources, remove_sources);
	tcase_add_loop_test(all, agrees_with_addr2line, 0,
			    sizeof(variants) / sizeof(variants[0]));
	tcase_add_test(all, cut_short_anywhere);
	tcase_add_loop_test(all, garbage_does_no_harm, 0, 3);
	tcase_add_test(all, odd_units);
	suite_add_tcase(suite, all);
	return suite;
}
