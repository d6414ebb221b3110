// SPDX-License-Identifier: GPL-2.0-or-later
// Locals need no check, unless an index may be out of bounds; nor do the module's
// own variables.
// ARGS: --checks=all
// AFTER: grep -E '"(what|by|why)"' out/umbra-report.json
struct pair {
	int a, list[4];
};
static int count;
static int table[8];
static struct pair own;

void start(unsigned char byte, unsigned i, int n)
{
	int x, array[16], square[4][256];
	struct pair pair;

	x = n;
	pair.a = x++;
	(&pair)->a = 2;
	array[15] = array[i & 15] = array[i % 16] = array[byte >> 4] = array[i ? 1 : 2] = 0;
	square[3][byte] = 1;
	array[i] = 3;
	square[n][i & 255] += 4;
	square[i][n] = 5;
	pair.list[i]--;
	count++;
	own.list[2] = 6;
	own.list[n] = 7;
	table[n] = 8;
	((struct pair){ 1, { 2 } }).a = 3;
}
//--- EXPECT
// exit 0
// | check-local: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// |           "what": "array[i & 15]",
// |           "why": "an index that is always in bounds"
// |           "what": "array[i % 16]",
// |           "why": "an index that is always in bounds"
// |           "what": "array[byte >> 4]",
// |           "why": "an index that is always in bounds"
// |           "what": "array[i ? 1 : 2]",
// |           "why": "an index that is always in bounds"
// |           "what": "square[3][byte]",
// |           "why": "an index that is always in bounds"
// |           "what": "array[i]",
// |           "by": "UMBRA_A"
// |           "what": "square[n][i & 255]",
// |           "by": "UMBRA_A"
// |           "what": "square[i][n]",
// |           "by": "UMBRA_A"
// |           "what": "pair.list[i]",
// |           "by": "UMBRA_A"
// |           "what": "count",
// |           "why": "the module's own variable count"
// |           "what": "own.list[2]",
// |           "why": "the module's own variable own"
// |           "what": "own.list[n]",
// |           "by": "UMBRA_A"
// |           "what": "table[n]",
// |           "by": "UMBRA_A"
// @ check-local.c
// + #include "check-local_taps.h"
// - 	array[i] = 3;
// - 	square[n][i & 255] += 4;
// - 	square[i][n] = 5;
// - 	pair.list[i]--;
// + 	UMBRA_A(array, i) = 3;
// + 	UMBRA_A(square, n)[i & 255] += 4;
// + 	UMBRA_A(UMBRA_A(square, i), n) = 5;
// + 	UMBRA_A(pair.list, i)--;
// - 	own.list[n] = 7;
// - 	table[n] = 8;
// + 	UMBRA_A(own.list, n) = 7;
// + 	UMBRA_A(table, n) = 8;
