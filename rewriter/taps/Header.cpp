// SPDX-License-Identifier: GPL-2.0-or-later
// NAME_taps.h: what the driver's files see of their taps.
#include "edits/Edits.h"
#include "taps/Taps.h"
#include "taps/Text.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <cstring>

namespace umbra {

/// The lines of #define right before an #include, which are for that header; a guard is not.
static std::string definesBefore(const OwnFile &F, const IncludeLine &I) {
  llvm::StringRef Before = llvm::StringRef(F.Text).take_front(I.Offset), Rest = Before;
  while (!Rest.empty()) {
    llvm::StringRef Line = Rest.drop_back().rsplit('\n').second;
    if (!Rest.drop_back().contains('\n') || !Line.consume_front("#define ") ||
        Line.ends_with("\\") || Before.contains("#ifndef " + Line.str() + "\n"))
      break;
    Rest = Rest.drop_back(strlen("#define ") + Line.size() + 1);
  }
  return Before.drop_front(Rest.size()).str();
}

static bool isGuarded(const OwnFile &F) {
  return F.Once ||
         std::any_of(F.Blocks.begin(), F.Blocks.end(), [](const Block &B) { return B.Guard; });
}

/// A header of the driver's that includes the taps, once.
static bool includesTaps(const Program &P, const std::string &Name) {
  auto It = P.Files.find(Name);
  return It != P.Files.end() && It->second.FirstCode != ~0u && isGuarded(It->second);
}

/// May a file of the driver's be read anywhere, and more than once? Not if it includes the taps.
static bool standsAlone(const Program &P, const std::string &Name, std::set<std::string> &Seen) {
  auto It = P.Files.find(Name);
  if (!Seen.insert(Name).second)
    return true;
  return It != P.Files.end() && It->second.FirstCode == ~0u && isGuarded(It->second) &&
         std::all_of(It->second.Includes.begin(), It->second.Includes.end(),
                     [&](const IncludeLine &I) {
                       return I.Own.empty() ? I.Kernel : standsAlone(P, I.Own, Seen);
                     });
}

/// What the taps' prototypes or their bodies need.
static std::set<std::string> needed(const Program &P, std::set<std::string> TypeNeeds::*What) {
  std::set<std::string> Result;
  for (const auto &[Name, T] : P.Calls)
    Result.insert((T.Function->Needs.*What).begin(), (T.Function->Needs.*What).end());
  for (const auto &[Key, E] : P.Entries)
    Result.insert((E.Defined->Needs.*What).begin(), (E.Defined->Needs.*What).end());
  return Result;
}

/// Does a file of the driver's include another, perhaps by way of a third?
static bool reaches(const Unit &U, const std::string &From, const std::string &To,
                    std::set<std::string> &Seen) {
  auto It = U.Files.find(From);
  if (From == To || It == U.Files.end() || !Seen.insert(From).second)
    return From == To;
  return std::any_of(It->second.Includes.begin(), It->second.Includes.end(),
                     [&](const IncludeLine &I) { return reaches(U, I.Own, To, Seen); });
}

/// Is it included at one place at most, in each source's reading? Else it may mean several things.
static bool isReadOnce(const Program &P, std::string IncludeLine::*By, const std::string &Header) {
  return std::all_of(P.Units.begin(), P.Units.end(), [&](const Unit *U) {
    unsigned Places = 0;
    for (const auto &[Name, F] : U->Files)
      Places += unsigned(std::count_if(F.Includes.begin(), F.Includes.end(),
                                       [&](const IncludeLine &I) { return I.*By == Header; }));
    return Places < 2;
  });
}

void guardHeaders(Program &P) {
  std::set<std::string> Needed = needed(P, &TypeNeeds::Headers);
  Needed.merge(needed(P, &TypeNeeds::Bodies));
  for (auto &[Name, F] : P.Files)
    for (IncludeLine &I : F.Includes)
      I.Once = I.Spelled[0] == '<' && I.Own.empty() && !I.Kernel && Needed.count(I.Spelled) &&
               isReadOnce(P, &IncludeLine::Spelled, I.Spelled);
  for (auto &[Name, F] : P.Files) {
    if (isGuarded(F) || !llvm::StringRef(Name).ends_with(".h") ||
        !isReadOnce(P, &IncludeLine::Own, Name))
      continue;
    auto Leads = [&, &Name = Name](const Unit *U, const std::string &N) {
      std::set<std::string> Seen;
      return N[0] == '"' && reaches(*U, llvm::StringRef(N).trim('"').str(), Name, Seen);
    };
    F.Once = std::any_of(Needed.begin(), Needed.end(), [&](const std::string &N) {
      return std::any_of(P.Units.begin(), P.Units.end(),
                         [&](const Unit *U) { return Leads(U, N); });
    });
  }
}

/// The includes of a driver's source until one has Header in it. Headers that include each
/// other can be read in the order the driver reads them, maybe in no other.
static std::vector<IncludeLine> wayTo(const Program &P, const std::string &Header) {
  for (const Unit *U : P.Units) {
    std::vector<IncludeLine> Way;
    for (const IncludeLine &I : U->Files.at(U->Source).Includes) {
      Way.push_back(I);
      if (std::set<std::string> Seen; reaches(*U, I.Own, Header, Seen))
        return Way;
    }
  }
  return {};
}

static std::string written(const Program &P, const IncludeLine &I) {
  for (const auto &[Name, F] : P.Files)
    for (const IncludeLine &Other : F.Includes)
      if (Other.Once && Other.Spelled == I.Spelled)
        return guardBefore(I) + "#include " + I.Spelled + "\n#endif";
  return "#include " + (I.Own.empty() ? I.Spelled
                                      : "\"" + relativePath(tapsPath(*P.M), I.Own) + "\"");
}

/// The kernel's headers that a source reads when a header of the driver's own has included the
/// taps: the redirects there must not meet them, so the taps read them first; and before them
/// what the same file does, which they may need.
static void readLate(const Program &P, const Unit &U, const std::string &File, bool &Taps,
                     std::set<std::string> &Seen, std::set<std::string> &Late) {
  auto It = U.Files.find(File);
  if (It == U.Files.end() || !Seen.insert(File).second)
    return;
  std::set<std::string> Before;
  for (const IncludeLine &I : It->second.Includes) {
    if (!I.Own.empty())
      readLate(P, U, I.Own, Taps, Seen, Late);
    else if (I.Kernel)
      Before.insert(I.Spelled);
    if (Taps && I.Own.empty() && I.Kernel)
      Late.insert(Before.begin(), Before.end());
  }
  auto All = P.Files.find(File);
  Taps |= All != P.Files.end() && All->second.FirstCode != ~0u;
}

/// The headers to include, in the order the driver includes them. Above: those that
/// include the taps themselves, at their right place.
static std::vector<std::string> headers(const Program &P, std::vector<std::string> &Above) {
  std::vector<std::string> Result;
  std::set<std::string> Needed = needed(P, &TypeNeeds::Headers);
  std::map<std::string, std::string> Defines;
  for (const Unit *U : P.Units)
    for (const auto &[Name, F] : U->Files)
      for (const IncludeLine &I : F.Includes)
        if (std::string D = definesBefore(F, I); Defines[I.Spelled].find(D) == std::string::npos)
          Defines[I.Spelled] += D;
  std::set<std::string> Late;
  for (const Unit *U : P.Units) {
    bool Taps = false;
    std::set<std::string> Seen;
    readLate(P, *U, U->Source, Taps, Seen, Late);
  }
  auto Add = [](std::vector<std::string> &To, const std::string &Line) {
    if (std::find(To.begin(), To.end(), Line) == To.end())
      To.push_back(Line);
  };
  for (const Unit *U : P.Units)
    for (const auto &[Name, F] : U->Files)
      for (const IncludeLine &I : F.Includes)
        if (Late.count(I.Spelled) || Needed.count(I.Spelled)) {
          if (includesTaps(P, I.Own)) {
            std::vector<IncludeLine> Way = wayTo(P, I.Own);
            // What the driver reads before, that header may need.
            for (size_t W = 0; W + 1 < Way.size(); W++)
              if (std::set<std::string> Seen; Way[W].Own.empty()
                                                  ? Way[W].Kernel
                                                  : standsAlone(P, Way[W].Own, Seen))
                Add(Above, written(P, Way[W]));
            Add(Above, written(P, Way.empty() ? I : Way.back()));
          } else
            Add(Result, (I.Own.empty() ? Defines[I.Spelled] : "") + written(P, I));
          Needed.erase(I.Spelled);
        }
  // Those that only headers of the kernel's include.
  for (const std::string &N : Needed)
    if (N[0] == '<')
      Add(Result, "#include " + N);
  return Result;
}

std::vector<std::string> bodyHeaders(const Program &P) {
  std::vector<std::string> Result, There;
  for (const std::string &H : headers(P, There))
    There.push_back(H);
  for (const std::string &H : needed(P, &TypeNeeds::Bodies))
    for (const IncludeLine &I : wayTo(P, llvm::StringRef(H).trim('"').str()))
      if (std::string Line = written(P, I);
          std::find(There.begin(), There.end(), Line) == There.end()) {
        There.push_back(Line);
        Result.push_back(Line);
      }
  return Result;
}

static void redirects(const Program &P, Lines &L) {
  bool First = true;
  for (const auto &[Name, T] : P.Calls) {
    if (!T.Redirect)
      continue;
    if (First)
      L(0, "")(0, "/* Called by the kernel's macros, whose text is not the driver's. */");
    First = false;
    if (T.Function->SelfMacro)
      L(0, "#undef " + Name);
    L(0, "#define " + Name +
             (T.Bare ? " umbra_call_" + Name : "(...) umbra_call_" + Name + "(__VA_ARGS__)"));
  }
}

/// The kernel's macros that store, call or loop by themselves.
static void repeated(const Program &P, const Build &B, const EditSet &Edits, Diagnostics &Diags,
                     Lines &L) {
  bool First = true;
  for (const auto &[Define, Text] : P.Macros) {
    if (!Edits.touches(Define))
      continue;
    if (First)
      L(0, "")(0, "/* The kernel's macros, with checks in them. */");
    First = false;
    L(0, "#undef " + Define.substr(strlen("#define ")));
    L(0, Edits.apply(Define, Text, B.Source, Diags));
  }
}

std::string tapsHeader(const Program &P, const Specs &S, const Build &B, const EditSet &Edits,
                       Diagnostics &Diags) {
  Lines L;
  std::string Guard = "UMBRA_TAPS_OF_" + macroName(P.M->Name) + "_H";
  L(0, "/* SPDX-License-Identifier: GPL-2.0-only */");
  L(0, "/* Taps of " + P.M->Name + ". Generated by umbra " UMBRA_VERSION "; do not edit. */");
  std::set<std::string> Forwards;
  // The kernel's functions are declared by headers that know their structs.
  for (const auto &[Name, T] : P.Calls)
    if (T.Function->Own)
      Forwards.insert(T.Function->Needs.Forwards.begin(), T.Function->Needs.Forwards.end());
  for (const auto &[Key, E] : P.Entries)
    Forwards.insert(E.Defined->Needs.Forwards.begin(), E.Defined->Needs.Forwards.end());
  std::vector<std::string> Above, Headers = headers(P, Above);
  for (const std::string &H : Above)
    L(0, H);
  L(0, "#ifndef " + Guard)(0, "#define " + Guard)(0, "");
  L(0, "#define UMBRA_WRAPPED 1");
  if (P.Checks)
    L(0, "#define UMBRA_CHECKS 1");
  L(0, "#include \"umbra.h\"");
  if (P.Checks)
    L(0, "#include \"umbra_checks.h\"")(0, "extern struct umbra_domain umbra_domain;");
  for (const std::string &H : Headers)
    L(0, H);
  if (!Forwards.empty())
    L(0, "");
  for (const std::string &F : Forwards)
    L(0, F + ";");
  std::set<std::string> Shown;
  for (const auto &[Text, By] : P.Shown)
    Shown.insert(By);
  if (!Shown.empty())
    L(0, "")(0, "/* What the driver put where a shadow has put something else. */");
  for (const std::string &Name : Shown)
    L(0, "const void *" + Name + "(const void *pointer);");

  std::set<std::string> Kinds = usedKinds(P);
  for (const auto &[Structure, Kind] : checkedByObject(P, S)) {
    L(0, "")(0, "/* Stores to members of a " + Structure + " that the driver holds. */");
    L(0, "#define UMBRA_HELD_" + Structure + " " +
             std::to_string(std::distance(Kinds.begin(), Kinds.find(Kind))));
    L(0, "#define UMBRA_WRITES_" + Structure + "(offset, size) (0 \\");
    for (const auto &[Name, F] : S.Writes)
      if (F.Structure == Structure)
        L(1, "|| umbra_within(offset, size, " + Structure + ", " + F.Field + ") \\");
    L(1, ")");
  }

  L(0, "")(0, "/* Each file's line table is loaded, so that a failure's line can be told. */");
  L(0, "asm(\".section .debug_line,\\\"a\\\",@progbits; .previous\");");

  L(0, "")(0, "/* Recovery runs init again: nothing of it may be thrown away. */");
  for (const char *Name : {"__init", "__initdata", "__initconst", "__exit", "__exitdata"})
    L(0, std::string("#undef ") + Name)(0, std::string("#define ") + Name);
  L(0, "")(0, "/* The taps own init_module() and cleanup_module(). */");
  for (const char *Name : {"module_init", "module_exit"})
    L(0, std::string("#undef ") + Name)
    (0, std::string("#define ") + Name + "(function) UMBRA_ENTRY(function);");

  if (!P.M->Helpers.empty()) {
    L(0, "")(0, "/* What its modules exported to each other stays inside: they are one now. */");
    for (const char *Name : {"EXPORT_SYMBOL", "EXPORT_SYMBOL_GPL"})
      L(0, std::string("#undef ") + Name)(0, std::string("#define ") + Name + "(symbol)");
  }

  L(0, "")(0, "/* Call taps: for kernel functions that the driver calls. */");
  for (const auto &[Name, T] : P.Calls)
    L(0, wrapDeclaration(prototype(T.Sig, "umbra_call_" + Name)) +
             (T.Sig.NoReturn ? " __attribute__((__noreturn__));" : ";"));
  if (!P.Entries.empty())
    L(0, "")(0, "/* Entry taps: for driver functions that the kernel calls. */");
  for (const auto &[Key, E] : P.Entries) {
    if (!E.Defined->Needs.Hidden)
      L(0, wrapDeclaration(prototype(E.Sig, "umbra_entry_" + E.Unique)) + ";");
  }
  std::string Exported;
  for (const auto &[Key, E] : P.Entries)
    if (E.Exported)
      Exported += "extern " + wrapDeclaration(prototype(E.Defined->Sig, E.Function)) +
                  " __asm__(\"umbra_fn_" + E.Unique + "\");\n";
  if (!Exported.empty())
    L(0, "")(0, "/* Exported functions: to other modules, the tap has the name. */\n" + Exported);
  if (!P.Aliases.empty())
    L(0, "")(0, "/* Taps of other modules, in files that they share with this one. */");
  for (const auto &[Tap, Name] : P.Aliases)
    L(0, "#define " + Tap + " " + Name);
  redirects(P, L);
  repeated(P, B, Edits, Diags, L);
  L(0, "")(0, "#endif");
  return L.Text;
}

} // namespace umbra
