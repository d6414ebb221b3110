// SPDX-License-Identifier: GPL-2.0-or-later
// specs.cpp - fuzzes the reader of specs. Each byte of the input chooses how the
// spec goes on: a declaration, an annotation, now and then a piece of nonsense.
// Most of what comes out is C that Clang accepts, with annotations that make no
// sense. Whatever it is, the reader says so and lives; what it accepts names only
// kinds that there are.
#include "specs/Specs.h"

#include "llvm/Support/FileSystem.h"

#include <cstdlib>
#include <fstream>
#include <unistd.h>

using namespace umbra;

static const char *const Declarations[] = {
    "UMBRA_CALL void *take_memory(size_t size) ",
    "UMBRA_CALL int register_thing(struct thing *thing) ",
    "UMBRA_CALL void unregister_thing(struct thing *thing) ",
    "UMBRA_CALL void give_memory(const void *memory) ",
    "UMBRA_CALL void raw_lock(struct lock *lock) ",
    "UMBRA_CALL int print(const char *format, ...) ",
    "UMBRA_CALL int nobody(void) ",
    "UMBRA_INLINE(int, thing_start, (struct thing *thing)) ",
    "UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing)) ",
    "UMBRA_ENTRY(void, thing_ops, close, (struct thing *thing)) ",
    "UMBRA_ENTRY(int, thing_ops, set, (struct thing *thing, int *value COPIED, void *more)) ",
    "UMBRA_ENTRY(int, thing_ops, limit, (struct thing *thing)) ",
    "UMBRA_CALLBACK(int, hook, handler, (int number, void *cookie)) ",
    "UMBRA_CALLBACK(int, hook, nothing, (int number, void *cookie)) ",
    "SEALS(thing, name)", "SEALS(thing, users)", "WRITES(thing, name)", "WRITES(request, length)",
    "WRITES(nobody, nothing)", "MEMORY(memory, memory, 8)", "MEMORY(thing, thing->, ))",
    "UMBRA_KIND void memory(void *memory) { give_memory(memory); }\n",
    "UMBRA_KIND_SEALED void armed(struct thing *thing) { }\n", "int odd ",
};
static const char *const Annotations[] = {
    "TRACKS(memory, result) ", "TRACKS(thing, thing) ", "TRACKS(spin) ", "TRACKS(armed, thing) ",
    "TRACKS_ONCE(memory, result, size, 1, 2, 3, 4) ", "RELEASES(memory, memory) ",
    "RELEASES(thing, thing->name) ", "RELEASES_AFTER(thing, ) ", "GRANTS(result, size) ",
    "GRANTS(result) ", "GRANTS(thing, sizeof(*thing)) ", "REVOKES(result, size) ",
    "NEEDS(memory, ) ", "LOCKS(spin, lock) ", "LOCKS(spin, lock, 1) ", "UNLOCKS(memory, lock) ",
    "REGISTERS(thing, thing) ", "UNREGISTERS(nothing, thing) ", "WHEN(result < ) ",
    "WHEN(result) ", "PASSES ", "HELD ", "WHILE_RECOVERING(busy, -5) ", "WHILE_RECOVERING(drop) ",
    "WHILE_RECOVERING(recorded, a b) ", "WHILE_RECOVERING(sleep, ((1) ", "UNWOUND(-5) ",
    "WHILE_RECOVERING(queue, 0) ", "WHILE_RECOVERING(block) ", "UNWOUND() ", "BEFORE(first) ",
    "AFTER(last + 1) ", "RECORDS(thing) ", "RECORDS() ", "TAKES(thing, thing) ",
    "RETURNS(thing, thing, result) ", "RETURNS(thing, thing) ", "UMBRA_NOTE(\"umbra.call\") ",
    "UMBRA_NOTE(\"umbra.tracks\", \"\") ", "UMBRA_NOTE(\"umbra.\") ",
    "UMBRA_NOTE(\"umbra.writes\", \"thing\") ",
};

template <size_t N> static const char *pick(const char *const (&List)[N], uint8_t Byte) {
  return List[Byte % N];
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  static std::string Folder;
  if (Folder.empty()) {
    char Name[] = "/tmp/umbra-fuzz.XXXXXX";
    if (!mkdtemp(Name))
      abort();
    Folder = Name;
    atexit([] { llvm::sys::fs::remove_directories(Folder); });
  }
  {
    std::ofstream Out(Folder + "/spec.h");
    Out << "#include \"umbra_spec.h\"\n#include <linux/thing.h>\n"
           "UMBRA_KIND_KEPT void thing(struct thing *thing) { unregister_thing(thing); }\n"
           "UMBRA_KIND_LOCK void spin(struct lock *lock) { raw_unlock(lock); }\n";
    for (size_t I = 0; I < Size && I < 100; I++)
      if (Data[I] < 80)
        Out << ";\n" << pick(Declarations, Data[I]);
      else if (Data[I] < 250)
        Out << pick(Annotations, Data[I]);
      else
        Out << "\"(),#\\"[Data[I] - 250];
    Out << ";";
    Out << "\n";
  }
  Build B;
  B.Kernel = "/tmp";
  B.SpecArgs = {"-xc", "-std=gnu11", "-w", "-Dsize_t=unsigned long",
                "-I" UMBRA_SOURCE_DIR "/tests/golden/kernel/include",
                "-I" UMBRA_SOURCE_DIR "/specs"};
  Specs S;
  Diagnostics Diags;
  if (readSpecs(Folder, B, S, Diags)) {
    for (const auto &[Name, C] : S.Calls)
      for (const auto *List : {&C.Tracks, &C.Releases, &C.ReleasesAfter, &C.Locks, &C.Unlocks})
        for (const ObjectSpec &O : *List)
          if (!S.Kinds.count(O.Kind))
            abort();
  } else if (!Diags.hasErrors()) {
    abort();
  }
  return 0;
}
