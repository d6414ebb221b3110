// SPDX-License-Identifier: GPL-2.0-or-later
// Headers of another version than the specs are of: the spec's line is named.
// BEFORE: cp -r {kernel} headers && sed -i 's/^void \*take_memory.*/void *take_memory(size_t size, int node);/' headers/include/linux/thing.h
// RUN: umbra harden --kernel headers --symvers {symvers} --specs {here}/specs --output out driver
int nothing;
//--- EXPECT
// exit 1
// | GOLDEN/specs/thing.h:12:18: error: conflicting types for 'take_memory'
// |     UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, result);
// |                      ^
// |   cure: write the prototype as the kernel does, at headers/include/linux/thing.h:35
// | umbra: 1 error; nothing was written
