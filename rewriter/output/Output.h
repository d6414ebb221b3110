// SPDX-License-Identifier: GPL-2.0-or-later
// Writes OUT, all of it or nothing.
#ifndef UMBRA_OUTPUT_OUTPUT_H
#define UMBRA_OUTPUT_OUTPUT_H

#include "support/Diagnostics.h"

#include <map>
#include <string>

namespace umbra {

/// May OUT be written? Checked before the work starts. Returns an exit code.
int checkOutput(const std::string &Out, const std::string &Source, bool Force, Diagnostics &Diags);

/// Files by path below OUT. A folder beside OUT is filled and then renamed.
int writeOutput(const std::string &Out, const std::map<std::string, std::string> &Files,
                Diagnostics &Diags);

} // namespace umbra

#endif
