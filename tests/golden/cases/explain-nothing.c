// SPDX-License-Identifier: GPL-2.0-or-later
// No such function, near none.
// RUN: umbra explain --kernel {kernel} --specs {here}/specs zzzzzzzzzzzz
//--- EXPECT
// exit 1
// | umbra: error: neither a spec nor a header that the specs include knows 'zzzzzzzzzzzz'
// |   cure: umbra harden says which rule each call of a driver gets, in umbra-report.json
