// SPDX-License-Identifier: GPL-2.0-or-later
// umbra-report.json: every call and entry with its rule, and what is not
// covered.
#ifndef UMBRA_REPORT_REPORT_H
#define UMBRA_REPORT_REPORT_H

#include "edits/Edits.h"

#include <string>
#include <vector>

namespace umbra {

/// Edits: those made, for the lines of the wrapped files.
std::string report(const std::vector<Program> &Programs, const Build &B, const Specs &S,
                   const EditSet &Edits);

/// "NAME: 96 call taps (60 written, ...), ..." for the terminal.
std::string summary(const Program &P);

} // namespace umbra

#endif
