// SPDX-License-Identifier: GPL-2.0-or-later
// No such function, nearly one.
// RUN: umbra explain --kernel {kernel} --specs {here}/specs take_memry
//--- EXPECT
// exit 1
// | umbra: error: neither a spec nor a header that the specs include knows 'take_memry'
// |   cure: did you mean 'take_memory'?
