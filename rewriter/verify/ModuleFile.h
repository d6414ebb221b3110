// SPDX-License-Identifier: GPL-2.0-or-later
// A built kernel module, as `umbra verify` sees it: sections, functions, and
// every place that refers to something the module does not define.
#ifndef UMBRA_VERIFY_MODULEFILE_H
#define UMBRA_VERIFY_MODULEFILE_H

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace umbra {
namespace verify {

struct Function {
  uint64_t Start = 0, Size = 0;
  std::string Name;
};

/// What the machine does with the symbol at this place.
enum class Use {
  Branch,  // a call or a jump to it
  Through, // a call or a jump to the address stored in it
  Data,    // reads it, writes it, or takes its address
};

struct Reference {
  std::string Symbol;
  unsigned Section = 0; // where it stands
  uint64_t Offset = 0;
  Use How = Use::Data;
};

/// An address of the module's own that stands somewhere.
struct OwnPlace {
  unsigned Section = 0;
  int64_t Offset = 0;
  bool Relative = false; // counted from where it stands
};

struct Section {
  std::string Name;
  bool Code = false;
  std::vector<uint8_t> Bytes;             // of code
  std::map<uint64_t, OwnPlace> OwnPlaces; // by where in it they stand
  std::vector<Function> Functions;        // by start
};

class ModuleFile {
public:
  /// Reads the file. Returns false with Error set: what it is instead, and
  /// what was expected.
  bool read(const std::string &Path, std::string &Error);

  /// Loaded sections by number.
  const std::map<unsigned, Section> &sections() const { return Sections; }
  /// In loaded sections, to undefined symbols, by section and offset.
  const std::vector<Reference> &references() const { return References; }
  /// Checks that are inline: where they end -> how many bytes they are for.
  const std::map<std::pair<unsigned, uint64_t>, int64_t> &checks() const { return Checks; }
  /// Instructions that the kernel turns into jumps, and back -> where they lead.
  const std::map<std::pair<unsigned, uint64_t>, uint64_t> &jumps() const { return Jumps; }
  /// The function around an offset, or nullptr.
  const Function *functionAt(unsigned Section, uint64_t Offset) const;
  /// Where code of .altinstr_replacement is patched in; else unchanged.
  void findHome(unsigned &Section, uint64_t &Offset) const;

private:
  /// Code that replaces other code when the module is loaded.
  struct Replacement {
    unsigned FromSection;
    uint64_t FromOffset;
    unsigned Section;
    uint64_t Offset;
  };

  bool readElf(int File, std::string &Error);

  std::map<unsigned, Section> Sections;
  std::vector<Reference> References;
  std::vector<Replacement> Replacements;
  std::map<std::pair<unsigned, uint64_t>, int64_t> Checks;
  std::map<std::pair<unsigned, uint64_t>, uint64_t> Jumps;
};

} // namespace verify
} // namespace umbra

#endif
