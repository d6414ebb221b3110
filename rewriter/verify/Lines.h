// SPDX-License-Identifier: GPL-2.0-or-later
// Source lines of places in a module, if it has debug information.
#ifndef UMBRA_VERIFY_LINES_H
#define UMBRA_VERIFY_LINES_H

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace umbra {
namespace verify {

class Lines {
public:
  explicit Lines(const std::string &Path);
  ~Lines();

  /// "e1000_main.c:930", or "" if it is not known.
  std::string at(unsigned Section, uint64_t Offset) const;
  /// The same, then where the functions that are inline there are called, outwards.
  std::vector<std::string> chain(unsigned Section, uint64_t Offset) const;

  /// Does the function there return a structure that no registers hold?
  bool returnsMemory(unsigned Section, uint64_t Offset) const;

private:
  struct State;
  std::unique_ptr<State> S;
};

} // namespace verify
} // namespace umbra

#endif
