// SPDX-License-Identifier: GPL-2.0-or-later
// Names become taps, files get the taps' header and their UMBRA_ENTRY lines;
// everything else stays as it is.
#include "edits/Edits.h"
#include "analysis/Expand.h"
#include "support/Files.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <tuple>

namespace umbra {

using llvm::StringRef;

bool Edit::operator<(const Edit &O) const {
  return std::tie(Offset, Nesting, Length, Text) < std::tie(O.Offset, O.Nesting, O.Length, O.Text);
}
bool Edit::operator==(const Edit &O) const {
  return Offset == O.Offset && Nesting == O.Nesting && Length == O.Length && Text == O.Text;
}

/// After everything that is inserted at the same place.
static constexpr int64_t Replaced = int64_t(1) << 40;

void EditSet::replace(const Span &Where, const std::string &Text) {
  Edits[Where.File].push_back({Where.Offset, Where.Length, Text, Replaced});
}

void EditSet::change(const TextChange &C) {
  if (C.Instead)
    return replace(C.Text, C.Before);
  int64_t Begin = (int64_t(1) << 32) - C.Text.Length;
  int64_t End = int64_t(C.Text.Length) - (int64_t(1) << 32);
  if (!C.Before.empty())
    Edits[C.Text.File].push_back({C.Text.Offset, 0, C.Before, Begin});
  if (!C.After.empty())
    Edits[C.Text.File].push_back({C.Text.Offset + C.Text.Length, 0, C.After, End});
}

void EditSet::insert(const std::string &File, unsigned Offset, const std::string &Text) {
  Edits[File].push_back({Offset, 0, Text});
}

void EditSet::expand(const Expansion &E) { Expansions.push_back(E); }

using EditMap = std::map<std::string, std::vector<Edit>>;

/// What the words of an expansion become by the changes of the text that they are from,
/// which may be a macro's, far away.
static void changeWords(Expansion &E, const EditMap &Edits) {
  const Edit *Last = nullptr;
  for (Expansion::Word &W : E.Words) {
    auto List = Edits.find(W.Spelled.File);
    if (!W.Spelled.Length || List == Edits.end())
      continue;
    unsigned Begin = W.Spelled.Offset, End = Begin + W.Spelled.Length;
    std::string Before, After;
    const Edit *Over = nullptr;
    for (const Edit &Change : List->second)
      if (Change.Length && Change.Offset <= Begin && End <= Change.Offset + Change.Length)
        Over = &Change;
      else if (!Change.Length && Change.Nesting > 0 && Change.Offset == Begin)
        Before += Change.Text;
      else if (!Change.Length && Change.Nesting < 0 && Change.Offset == End)
        After += Change.Text;
    if (Over)
      W.Text = Over == Last ? "" : StringRef(Over->Text).rtrim().str();
    W.Text = Before + W.Text + After;
    Last = Over;
  }
  E.Words.erase(std::remove_if(E.Words.begin(), E.Words.end(),
                               [](const Expansion::Word &W) { return W.Text.empty(); }),
                E.Words.end());
}

/// The edits of a file, each once: the same text is read by several units. Those inside of an
/// expansion become edits of its words: its own text is no longer there to be changed.
std::vector<Edit> EditSet::withExpansions(const std::string &File) const {
  EditMap Sorted = Edits;
  for (auto &[Name, List] : Sorted) {
    std::sort(List.begin(), List.end());
    List.erase(std::unique(List.begin(), List.end()), List.end());
  }
  std::vector<Edit> Result = Sorted[File];
  for (Expansion E : Expansions) {
    if (E.Text.File != File)
      continue;
    changeWords(E, Sorted);
    unsigned Begin = E.Text.Offset, End = Begin + E.Text.Length;
    Result.erase(std::remove_if(Result.begin(), Result.end(),
                                [&](const Edit &Change) {
                                  return Change.Length
                                             ? Change.Offset >= Begin &&
                                                   Change.Offset + Change.Length <= End &&
                                                   Change.Length != E.Text.Length
                                             : Change.Offset > Begin && Change.Offset < End;
                                }),
                 Result.end());
    Result.push_back({Begin, E.Text.Length, textOf(E), Replaced});
  }
  std::sort(Result.begin(), Result.end());
  Result.erase(std::unique(Result.begin(), Result.end()), Result.end());
  return Result;
}

static Place placeAt(const std::string &File, const std::string &Text, unsigned Offset) {
  StringRef Before = StringRef(Text).substr(0, Offset);
  return {File, unsigned(Before.count('\n')) + 1, unsigned(Offset - (Before.rfind('\n') + 1)) + 1};
}

std::string EditSet::apply(const std::string &File, const std::string &Text,
                           const std::string &Root, Diagnostics &Diags) const {
  std::vector<Edit> Sorted = withExpansions(File);
  std::string Result;
  unsigned At = 0;
  const Edit *Last = nullptr;
  for (const Edit &E : Sorted) {
    // A macro's text, which is a check of one thing here and of another there.
    bool Twice = Last && E.Nesting && Last->Offset == E.Offset && Last->Nesting == E.Nesting;
    Last = &E;
    if (E.Offset < At || Twice) {
      Diags.error(placeAt(Root + "/" + File, Text, E.Offset),
                  "two changes of one word: it would also become '" + E.Text + "'",
                  "name the functions apart, or write the macro out");
      continue;
    }
    Result.append(Text, At, E.Offset - At);
    Result += E.Text;
    At = E.Offset + E.Length;
  }
  Result.append(Text, At, std::string::npos);
  return Result;
}

unsigned EditSet::lineOf(const std::string &File, const std::string &Text, unsigned Offset) const {
  std::vector<Edit> Sorted = withExpansions(File);
  size_t Lines = 1 + StringRef(Text).substr(0, Offset).count('\n');
  for (const Edit &E : Sorted) {
    if (E.Offset + E.Length > Offset)
      break;
    Lines += StringRef(E.Text).count('\n');
    Lines -= StringRef(Text).substr(E.Offset, E.Length).count('\n');
  }
  return unsigned(Lines);
}

std::string tapsName(const Module &M) { return M.Name + "_taps"; }

std::string tapsPath(const Module &M) {
  return (M.Folder.empty() ? "" : M.Folder + "/") + tapsName(M);
}

/// The outermost conditional around Offset that is not an include guard.
static const Block *blockAround(const OwnFile &F, unsigned Offset) {
  const Block *Best = nullptr;
  for (const Block &B : F.Blocks)
    if (!B.Guard && B.Begin <= Offset && Offset < B.End && (!Best || B.Begin < Best->Begin))
      Best = &B;
  return Best;
}

/// Where "#include taps" goes: after the last #include that comes before code
/// which needs it, outside of conditionals and declarations.
static unsigned includeOffset(const OwnFile &F) {
  unsigned At = 0;
  for (const IncludeLine &I : F.Includes) {
    if (I.Offset > F.FirstCode)
      break;
    if (I.Inside)
      continue;
    const Block *B = blockAround(F, I.Offset);
    At = B && B->End <= F.FirstCode ? B->End : I.End;
  }
  if (At == 0 && F.FirstCode != ~0u)
    At = F.FirstCode;
  return At;
}

std::string relativePath(const std::string &File, const std::string &Target) {
  std::string Result;
  std::string From = directoryOf(File);
  while (!From.empty() && !StringRef(Target).starts_with(From + "/")) {
    Result += "../";
    From = directoryOf(From);
  }
  return Result + (From.empty() ? Target : Target.substr(From.size() + 1));
}

std::string macroName(const std::string &Name) {
  std::string Text;
  for (char C : Name)
    Text += isalnum((unsigned char)C) ? char(toupper(C)) : '_';
  return Text;
}

std::string guardBefore(const IncludeLine &I) {
  std::string Name = "UMBRA_READ_" + macroName(I.Spelled.substr(1, I.Spelled.size() - 2));
  return "#ifndef " + Name + "\n#define " + Name + "\n";
}

/// A redirect is a macro: `ops->name(x)` in the driver's text would be caught.
static void checkClashes(const Program &P, const Build &B, Diagnostics &Diags) {
  for (const auto &[File, F] : P.Files) {
    StringRef Text(F.Text);
    for (const auto &[Name, T] : P.Calls) {
      if (!T.Redirect)
        continue;
      for (size_t At = 0; (At = Text.find(Name, At)) != StringRef::npos; At += Name.size()) {
        auto IsWord = [](char C) { return isalnum((unsigned char)C) || C == '_'; };
        if ((At && IsWord(Text[At - 1])) || IsWord(Text.substr(At + Name.size()).str()[0]))
          continue;
        StringRef After = Text.substr(At + Name.size()).ltrim();
        StringRef Before = Text.substr(0, At).rtrim();
        if ((T.Bare || After.starts_with("(")) && (Before.ends_with("->") || Before.ends_with(".")))
          Diags.error(placeAt(B.Source + "/" + File, F.Text, At),
                      "the member '" + Name +
                          "' has the name of a kernel function that macros "
                          "call; its tap's macro would catch this call",
                      "put the member in parentheses: (ops->" + Name + ")(...)");
      }
    }
  }
}

/// The name is in no text: in the expansion of the macro that makes it.
static void replacePasted(const Unit &U, const AddressUse &A, const EntryTap &E,
                          std::map<std::pair<std::string, unsigned>, Expansion> &Expanded,
                          Diagnostics &Diags) {
  std::pair<std::string, unsigned> Key(A.Expansion.File, A.Expansion.Offset);
  auto It = U.Expansions.find(Key);
  if (It == U.Expansions.end())
    return; // an error already
  Expansion &X = Expanded.emplace(Key, It->second).first->second;
  for (Expansion::Word &W : X.Words)
    if (W.Raw == A.Raw && W.Text == E.Function) {
      W.Text = "umbra_entry_" + E.Unique;
      return;
    }
  Diags.error(A.Where,
              "the address of '" + E.Function + "' is taken inside of the macro " + A.Macro +
                  ", and cannot be found there",
              "write the macro out here");
}

void editModule(const Program &P, const Specs &S, const Build &B, EditSet &Edits,
                Diagnostics &Diags) {
  std::string Taps = tapsPath(*P.M) + ".h";
  for (const Unit *U : P.Units) {
    std::map<std::pair<std::string, unsigned>, Expansion> Expanded;
    for (const CallUse &C : U->Calls)
      if (C.Token.Length && P.Calls.count(C.Function))
        Edits.replace(C.Token, "umbra_call_" + C.Function);
    for (const AddressUse &A : U->Addresses) {
      auto It = P.Entries.find(A.Function);
      if (It == P.Entries.end())
        continue;
      const EntryTap &E = It->second;
      if (A.Token.Length)
        Edits.replace(A.Token, "umbra_entry_" + E.Unique);
      else
        replacePasted(*U, A, E, Expanded, Diags);
      if (!E.Defined->Needs.Hidden)
        continue;
      // The taps' header cannot spell a type that only this .c file has.
      if (!P.M->SingleFile)
        Diags.error(A.Where,
                    "the type of '" + E.Function +
                        "' is defined in a .c file, where its "
                        "tap cannot see it",
                    "move the type to a header of the driver");
      Edits.insert(A.Declaration.File, A.Declaration.Offset,
                   "extern __typeof__(" + E.Function + ") umbra_entry_" + E.Unique + ";\n");
    }
    for (const auto &[Key, E] : Expanded)
      Edits.expand(E);
    for (const SealUse &Seal : U->Seals)
      if (S.Seals.count(Seal.Field) && Seal.Text.Length)
        Edits.change({Seal.Text, "UMBRA_SEALED(", ")"});
  }
  for (const auto &[Text, By] : P.Shown)
    Edits.change({Text, "UMBRA_SHOWN(" + By + ", ", ")"});
  for (const CheckUse &C : P.Sites)
    for (const TextChange &Change : C.Changes)
      Edits.change(Change);
  for (const auto &[Name, F] : P.Files)
    for (const IncludeLine &I : F.Includes)
      if (I.Once)
        Edits.change({{Name, I.Offset, I.End - I.Offset}, guardBefore(I), "#endif\n"});
  for (const auto &[Name, F] : P.Files) {
    bool Main = std::any_of(P.Units.begin(), P.Units.end(),
                            [&, &Name = Name](const Unit *U) { return U->Source == Name; });
    if (F.Once) { // behind a licence's line
      StringRef First = StringRef(F.Text).split('\n').first;
      Edits.insert(Name, First.contains("SPDX") ? unsigned(First.size() + 1) : 0, "#pragma once\n");
    }
    if (F.Shared)
      Edits.insert(Name, includeOffset(F), "#include UMBRA_TAPS\n");
    else if (Main || F.FirstCode != ~0u)
      Edits.insert(Name, includeOffset(F), "#include \"" + relativePath(Name, Taps) + "\"\n");
  }
  // One line a function that the taps call, at the end of its file, or of one that has it.
  auto FileOf = [&](const std::string &Key, const DriverFunction &D) {
    if (D.InHeader || P.Files.at(D.File).Shared)
      for (const Unit *U : P.Units)
        if (U->Driver.count(Key))
          return U->Source;
    return D.File;
  };
  std::map<std::string, std::string> Lines;
  for (const auto &[Key, E] : P.Entries) {
    if (E.InMacro || E.Exported || E.Defined->File.empty())
      continue;
    Lines[FileOf(Key, *E.Defined)] +=
        E.Unique == E.Function ? "UMBRA_ENTRY(" + E.Function + ");\n"
                               : "UMBRA_ENTRY_AS(" + E.Function + ", " + E.Unique + ");\n";
  }
  for (const auto &[File, Text] : Lines) {
    const std::string &Old = P.Files.at(File).Text;
    std::string Gap = Old.empty() || Old.back() == '\n' ? "\n" : "\n\n";
    Edits.insert(File, Old.size(),
                 Gap + "/* Functions that entry taps call, see " + baseName(Taps) + ". */\n" +
                     Text);
  }
  checkClashes(P, B, Diags);
}

} // namespace umbra
