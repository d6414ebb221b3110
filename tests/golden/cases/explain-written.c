// SPDX-License-Identifier: GPL-2.0-or-later
// A function with a spec.
// RUN: umbra explain --kernel {kernel} --specs {here}/specs take_memory
//--- EXPECT
// exit 0
// | take_memory: written, GOLDEN/specs/thing.h:12
// |   void *take_memory(size_t size)
// |   tracks memory 'result'
