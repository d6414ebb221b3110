// SPDX-License-Identifier: GPL-2.0-or-later
// Runs Kbuild with -n and reads modules, objects and flags off its output.
#include "compile/Kbuild.h"
#include "compile/Words.h"
#include "support/Files.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"

#include <algorithm>
#include <map>
#include <set>
#include <sys/utsname.h>
#include <unistd.h>

namespace umbra {

using llvm::StringRef;
namespace fs = llvm::sys::fs;

// "6.1.0-9" before "6.1.0-56": digits compare as numbers.
static bool olderRelease(const std::string &A, const std::string &B) {
  return StringRef(A).compare_numeric(B) < 0;
}

static std::string defaultKernel() {
  struct utsname Name;
  if (!uname(&Name)) {
    std::string Running = std::string("/lib/modules/") + Name.release + "/build";
    if (isFile(Running + "/Makefile"))
      return Running;
  }
  std::vector<std::string> Releases;
  std::error_code EC;
  for (fs::directory_iterator I("/lib/modules", EC), End; I != End && !EC; I.increment(EC))
    if (isFile(I->path() + "/build/Makefile"))
      Releases.push_back(baseName(I->path()));
  if (Releases.empty())
    return "";
  return "/lib/modules/" + *std::max_element(Releases.begin(), Releases.end(), olderRelease) +
         "/build";
}

int findKernel(const Options &Opts, Build &B, Diagnostics &Diags) {
  std::string Kernel = Opts.Kernel.empty() ? defaultKernel() : Opts.Kernel;
  if (Kernel.empty()) {
    Diags.error({}, "no kernel headers are installed",
                "apt install linux-headers-$(uname -r), or name a build folder with --kernel");
    return ExitKernel;
  }
  if (!isDirectory(Kernel)) {
    Diags.error({Kernel}, "no such folder",
                "name the folder that /lib/modules/RELEASE/build points to");
    return ExitKernel;
  }
  if (!isFile(Kernel + "/Makefile")) {
    Diags.error({Kernel}, "not a kernel build folder: it has no Makefile",
                "name the folder that /lib/modules/RELEASE/build points to");
    return ExitKernel;
  }
  if (!isFile(Kernel + "/include/config/auto.conf")) {
    Diags.error({Kernel}, "the kernel is not configured: include/config/auto.conf is missing",
                "install the linux-headers package, or run `make modules_prepare` there");
    return ExitKernel;
  }
  B.Kernel = realPath(Kernel);
  std::string Generated;
  readFile(B.Kernel + "/include/generated/utsrelease.h", Generated);
  B.KernelRelease = StringRef(Generated).split('"').second.split('"').first.str();
  if (B.KernelRelease.empty()) {
    Diags.error({Kernel}, "the kernel's headers are incomplete: no include/generated/utsrelease.h",
                "reinstall the linux-headers package, or run `make modules_prepare` there");
    return ExitKernel;
  }
  std::string Symvers;
  readFile(B.Kernel + "/Module.symvers", Symvers);
  for (StringRef Rest = Symvers, Line; !Rest.empty();) {
    std::tie(Line, Rest) = Rest.split('\n');
    B.Exported.insert(Line.split('\t').second.split('\t').first.str());
  }
  return ExitOk;
}

// What Clang needs to see the same text as GCC; the rest tunes code.
static bool keepFlag(StringRef Flag, bool &WithNext) {
  WithNext = llvm::StringSwitch<bool>(Flag)
                 .Cases("-include", "-isystem", "-imacros", "-iquote", "-I", "-D", "-U", true)
                 .Case("-idirafter", true)
                 .Default(false);
  if (WithNext || Flag.starts_with("-D") || Flag.starts_with("-U") || Flag.starts_with("-I") ||
      Flag.starts_with("-std=") || Flag.starts_with("-O"))
    return true;
  return llvm::StringSwitch<bool>(Flag)
      .Cases("-nostdinc", "-m64", "-fshort-wchar", "-funsigned-char", "-fms-extensions", true)
      .Cases("-mno-sse", "-mno-mmx", "-mno-sse2", "-mno-3dnow", "-mno-avx", true)
      .Cases("-ffreestanding", "-mcmodel=kernel", "-mno-red-zone", "-fno-PIE", true)
      .Default(false);
}

// Clang reads what GCC reads: it claims to be that GCC and not to be Clang,
// else the kernel's headers would choose other macros for it.
static std::string gnucVersion(const std::string &Kernel) {
  std::string Conf;
  readFile(Kernel + "/include/config/auto.conf", Conf);
  size_t At = Conf.find("CONFIG_GCC_VERSION=");
  unsigned N = At == std::string::npos ? 0 : strtoul(Conf.c_str() + At + 19, nullptr, 10);
  if (!N)
    N = 120200;
  return std::to_string(N / 10000) + "." + std::to_string(N / 100 % 100) + "." +
         std::to_string(N % 100);
}

static std::string replaceAll(std::string Text, const std::string &From, const std::string &To) {
  for (size_t At = 0; (At = Text.find(From, At)) != std::string::npos; At += To.size())
    Text.replace(At, From.size(), To);
  return Text;
}

namespace {
/// Output of one `make -n` over a scratch folder.
struct KbuildOutput {
  std::map<std::string, std::vector<std::string>> Mods;     // "sub/name" -> objects
  std::map<std::string, std::vector<std::string>> Compiles; // "sub/x.o" -> words
};
} // namespace

static void readLine(const std::string &Line, const std::string &Scratch, KbuildOutput &Out) {
  if (Line.find(".mod") == std::string::npos && Line.find("KBUILD_BASENAME") == std::string::npos)
    return;
  std::vector<ShellCommand> Commands = splitShellLine(Line);
  for (size_t I = 0; I < Commands.size(); I++) {
    const std::vector<std::string> &W = Commands[I].Words;
    if (W.size() > 2 && W[0] == "printf" && W[1] == "%s\\n" && Commands[I].End == '|' &&
        I + 2 < Commands.size() && Commands[I + 1].End == '>' && !Commands[I + 2].Words.empty()) {
      std::string Mod = below(Scratch, Commands[I + 2].Words[0]);
      if (StringRef(Mod).ends_with(".mod"))
        Out.Mods[Mod.substr(0, Mod.size() - 4)] = {W.begin() + 2, W.end()};
      continue;
    }
    if (W.size() < 4 || !StringRef(W.back()).ends_with(".c"))
      continue;
    auto Output = std::find(W.begin(), W.end(), "-o");
    bool Basename = std::any_of(W.begin(), W.end(), [](const std::string &S) {
      return StringRef(S).starts_with("-DKBUILD_BASENAME=");
    });
    if (Basename && Output != W.end() && Output + 1 != W.end() &&
        std::find(W.begin(), W.end(), "-c") != W.end() && !below(Scratch, Output[1]).empty())
      Out.Compiles.emplace(below(Scratch, Output[1]), W);
  }
}

static std::string kbuildFile(const std::string &Folder) {
  return isFile(Folder + "/Kbuild") ? "Kbuild" : isFile(Folder + "/Makefile") ? "Makefile" : "";
}

/// CONFIG_ names that decide whether a module is built, in order.
static std::vector<std::string> moduleConfigs(const std::string &Text) {
  std::vector<std::string> Names;
  for (size_t At = 0; (At = Text.find("obj-$(CONFIG_", At)) != std::string::npos; At++) {
    size_t End = Text.find(')', At);
    std::string Name = Text.substr(At + 6, End - At - 6);
    if (std::find(Names.begin(), Names.end(), Name) == Names.end())
      Names.push_back(Name);
  }
  return Names;
}

/// What PATH of a Kbuild file in FOLDER names, out of the kernel's tree: a folder of SRC, or one
/// of the tree that SRC is from, which no package of headers has; else "".
static std::string folderFor(StringRef Path, const std::string &Folder, const Build &B) {
  std::string Here = Folder.empty() ? B.Source : B.Source + "/" + Folder, Found;
  if (Path.consume_front("$(src)/")) {
    if (Found = realPath(Here + "/" + Path.str());
        Found == B.Source || !below(B.Source, Found).empty())
      return "";
  } else if (Path.consume_front("$(srctree)/") && !Path.starts_with("include/") &&
             !Path.starts_with("arch/")) {
    for (std::string Up = B.Source; Found.empty() && !Up.empty(); Up = directoryOf(Up))
      if (isDirectory(Up + "/" + Path.str()))
        Found = realPath(Up + "/" + Path.str());
    std::string Own = below(B.Source, Found);
    if (!Own.empty() || Found == B.Source) {
      Found = "$(src)/";
      for (std::string F = Folder; !F.empty(); F = directoryOf(F))
        Found += "../";
      Found += Own;
    }
  }
  return Found;
}

std::string srcOutOfTree(const std::string &Kbuild, const std::string &Folder, const Build &B) {
  std::string Text = replaceAll(Kbuild, "$(srctree)/$(src)", "$(src)");
  for (size_t At = 0; (At = Text.find("$(src", At)) != std::string::npos; At++) {
    StringRef Path = StringRef(Text).substr(At);
    Path = Path.take_front(
        std::min(Path.find_first_of(" \t\n\\\"',;)", strlen("$(srctree)")), Path.find('$', 1)));
    if (std::string Found = folderFor(Path, Folder, B); !Found.empty())
      Text.replace(At, Path.size(), Found);
  }
  return Text;
}

// Every source as a symbolic link, no objects: Kbuild wants to build it all. Its own files are
// written as the wrapped driver has them. Configs: what decides which modules are built.
static bool linkSources(const Build &B, const std::string &Scratch,
                        std::vector<std::string> &Configs) {
  for (const std::string &File : filesBelow(B.Source)) {
    StringRef F(File);
    if (F.ends_with(".o") || F.ends_with(".ko") || F.ends_with(".cmd") || F.ends_with(".mod") ||
        F.ends_with(".mod.c") || F.ends_with(".order") || F.ends_with(".symvers") ||
        F.starts_with(".git/"))
      continue;
    std::string Link = Scratch + "/" + File, Text;
    if (fs::create_directories(directoryOf(Link)))
      return false;
    if (baseName(File) == "Kbuild" || baseName(File) == "Makefile") {
      readFile(B.Source + "/" + File, Text);
      for (const std::string &Name : moduleConfigs(Text))
        Configs.push_back(Name);
      if (!writeFile(Link, srcOutOfTree(Text, directoryOf(File), B)).empty())
        return false;
    } else if (symlink((B.Source + "/" + File).c_str(), Link.c_str())) {
      return false;
    }
  }
  return true;
}

static std::vector<std::string> clangArgs(const std::vector<std::string> &Words,
                                          const std::string &Scratch, const Build &B) {
  std::vector<std::string> Args;
  for (size_t I = 1; I < Words.size(); I++) {
    bool WithNext;
    if (!keepFlag(Words[I], WithNext))
      continue;
    Args.push_back(replaceAll(Words[I], Scratch, B.Source));
    if (WithNext && I + 1 < Words.size())
      Args.push_back(replaceAll(Words[++I], Scratch, B.Source));
  }
  Args.push_back("-U__clang__");
  Args.push_back("-fgnuc-version=" + gnucVersion(B.Kernel));
  return Args;
}

static std::vector<std::string> makeCommand(const Build &B, const std::string &Scratch) {
  return {"make", "-C", B.Kernel, "M=" + Scratch, "-n", "modules"};
}

static int noModule(const Options &Opts, const std::string &Kbuild, const CommandResult &Make,
                    const std::string &Scratch, Diagnostics &Diags) {
  std::string Text;
  readFile(Kbuild, Text);
  std::vector<std::string> Names = moduleConfigs(Text);
  if (Make.Status != 0 && Make.Err.find("modules.order") == std::string::npos) {
    Diags.error({Kbuild},
                "Kbuild failed:\n" +
                    StringRef(replaceAll(Make.Err, Scratch, Opts.Source)).rtrim().str(),
                "mend the line that it names");
    return ExitInput;
  }
  std::string Cure;
  for (const std::string &C : Opts.Configs) {
    std::string Near = didYouMean(C.substr(0, C.find('=')), Names);
    if (!Near.empty())
      Cure = "did you mean --config " + Near + "=m?";
  }
  if (Cure.empty() && !Names.empty())
    Cure = "select one with --config " + Names[0] + "=m" +
           (Names.size() > 1 ? " (or " + Names[1] + (Names.size() > 2 ? ", ...)" : ")") : "");
  if (Cure.empty())
    Cure = "add a line like `obj-m += NAME.o`";
  Diags.error({Kbuild}, "no module is selected here", Cure);
  return ExitInput;
}

static int checkSource(const Options &Opts, Build &B, Diagnostics &Diags) {
  if (!isDirectory(Opts.Source)) {
    if (isFile(Opts.Source))
      Diags.error({Opts.Source}, "not a folder",
                  "put the file into a folder with a one-line Kbuild: obj-m += NAME.o");
    else
      Diags.error({Opts.Source}, "no such folder", "name the folder of the driver's sources");
    return ExitInput;
  }
  if (access(Opts.Source.c_str(), R_OK | X_OK)) {
    Diags.error({Opts.Source}, "cannot be read: permission denied", "");
    return ExitInput;
  }
  B.Source = realPath(Opts.Source);
  if (kbuildFile(B.Source).empty()) {
    Diags.error({Opts.Source}, "neither Kbuild nor Makefile here",
                "add a Kbuild with a line like `obj-m += NAME.o`");
    return ExitInput;
  }
  return ExitOk;
}

// Objects of one .mod, with their commands; composite or not.
static bool fillModule(Module &M, const std::vector<std::string> &Objects, KbuildOutput &Out,
                       const std::string &Scratch, const Build &B, Diagnostics &Diags) {
  std::string Prefix = M.Folder.empty() ? "" : M.Folder + "/";
  std::set<std::string> Seen;
  for (const std::string &Name : Objects) {
    if (!Seen.insert(Name).second)
      continue;
    std::string File = Prefix + Name;
    auto Compile = Out.Compiles.find(File);
    std::string Source = File.substr(0, File.size() - 2) + ".c";
    std::string Stem = B.Source + "/" + File.substr(0, File.size() - 2);
    if (Compile == Out.Compiles.end() && !isFile(Stem + ".c") && !isFile(Stem + ".S")) {
      Diags.error({B.Source + "/" + M.Kbuild},
                  "module " + M.Name + " needs " + Name + ", but there is no " + Source,
                  "add the file, or drop " + Name);
      return false;
    }
    if (Compile == Out.Compiles.end()) {
      Diags.error({B.Source + "/" + M.Kbuild},
                  "module " + M.Name + " needs " + Name + ", which is not made of C",
                  "assembler and prebuilt objects cannot be wrapped; leave the module out");
      return false;
    }
    Object O;
    O.Relative = Source;
    O.Source = B.Source + "/" + Source;
    O.Args = clangArgs(Compile->second, Scratch, B);
    M.Objects.push_back(std::move(O));
  }
  M.OwnObjects = M.Objects.size();
  M.SingleFile = M.Objects.size() == 1 && M.Objects[0].Relative == Prefix + M.Name + ".c";
  return true;
}

/// A header of tracepoints that lies in FOLDER of SRC, or above, and the line that makes it one.
static Place tracepointHeader(const Build &B, std::string Folder) {
  for (;; Folder = directoryOf(Folder)) {
    Place First;
    std::error_code EC;
    for (fs::directory_iterator I(B.Source + "/" + Folder, EC), End; I != End && !EC;
         I.increment(EC)) {
      std::string Text;
      if (!StringRef(I->path()).ends_with(".h") || !readFile(I->path(), Text))
        continue;
      size_t At = Text.find("#include <trace/define_trace.h>");
      std::string File = absolutePath(I->path());
      if (At != std::string::npos && (First.File.empty() || File < First.File))
        First = {File, 1 + unsigned(std::count(Text.begin(), Text.begin() + At, '\n')), 1};
    }
    if (!First.File.empty() || Folder.empty())
      return First;
  }
}

/// A header of tracepoints is read several times and means another thing each
/// time, so no edit can be right; and what its macros generate is called by the
/// kernel, behind the driver's back. The kernel offers NOTRACE for code that
/// is not to be traced: tracepoints are then empty functions, which nobody is to define:
/// that would look for the header in the kernel's tree.
static void leaveTracepointsOut(Build &B, Diagnostics &Diags) {
  std::map<std::string, Place> Headers; // by folder
  std::set<std::string> Folders, Warned;
  for (const Module &M : B.Modules)
    for (const Object &O : M.Objects) {
      auto [It, New] = Headers.try_emplace(directoryOf(O.Relative));
      if (New)
        It->second = tracepointHeader(B, It->first);
      if (It->second.File.empty())
        continue;
      Folders.insert(M.Folder);
      if (Warned.insert(It->second.File).second)
        Diags.warning(It->second, "the wrapped driver has no tracepoints of its own",
                      "use those of umbra.ko (events/umbra)");
    }
  const char Define[] = "#define CREATE_TRACE_POINTS", Undef[] = "#undef  CREATE_TRACE_POINTS";
  for (Module &M : B.Modules) {
    M.Tracepoints = Folders.count(M.Folder);
    for (Object &O : M.Objects) {
      if (!M.Tracepoints)
        continue;
      O.Args.push_back("-DNOTRACE");
      if (std::string Text; readFile(O.Source, Text) && Text.find(Define) != std::string::npos)
        O.Text = replaceAll(Text, Define, Undef); // as long: places stay what they are
    }
  }
}

int readKbuild(const Options &Opts, Build &B, Diagnostics &Diags) {
  if (int Code = checkSource(Opts, B, Diags))
    return Code;
  ScratchDirectory Scratch;
  std::vector<std::string> Configs;
  if (Scratch.path().empty() || !linkSources(B, Scratch.path(), Configs)) {
    Diags.error({}, "cannot create a scratch folder", "set TMPDIR to a folder with space left");
    return ExitOutput;
  }
  std::string Kbuild = B.Source + "/" + kbuildFile(B.Source);
  std::vector<std::string> Make = makeCommand(B, Scratch.path());
  Make.insert(Make.end(), Opts.Configs.begin(), Opts.Configs.end());
  // With --config, only what it names: switch the others off.
  if (!Opts.Configs.empty())
    for (const std::string &Name : Configs)
      if (std::none_of(Opts.Configs.begin(), Opts.Configs.end(),
                       [&](const std::string &C) { return C.substr(0, C.find('=')) == Name; }))
        Make.push_back(Name + "=");
  CommandResult Result = runCommand(Make);
  if (Result.Status < 0) {
    Diags.error({}, "cannot run make: " + Result.Err, "apt install make");
    return ExitKernel;
  }
  KbuildOutput Out;
  for (StringRef Rest = Result.Out, Line; !Rest.empty();) {
    std::tie(Line, Rest) = Rest.split('\n');
    readLine(Line.str(), Scratch.path(), Out);
  }
  if (Out.Mods.empty())
    return noModule(Opts, Opts.Source + "/" + baseName(Kbuild), Result, Scratch.path(), Diags);
  for (auto &[Path, Objects] : Out.Mods) {
    Module M;
    M.Name = baseName(Path);
    M.Folder = directoryOf(Path);
    std::string Folder = M.Folder.empty() ? B.Source : B.Source + "/" + M.Folder;
    M.Kbuild = (M.Folder.empty() ? "" : M.Folder + "/") + kbuildFile(Folder);
    if (!fillModule(M, Objects, Out, Scratch.path(), B, Diags))
      return ExitInput;
    B.Modules.push_back(std::move(M));
  }
  B.SpecArgs = B.Modules[0].Objects[0].Args;
  leaveTracepointsOut(B, Diags);
  return ExitOk;
}

int readSpecFlags(const Options &Opts, Build &B, Diagnostics &Diags) {
  ScratchDirectory Folder;
  Options Probe = Opts;
  Probe.Source = Folder.path();
  Probe.Configs.clear();
  writeFile(Folder.path() + "/Kbuild", "obj-m += probe.o\n");
  writeFile(Folder.path() + "/probe.c", "\n");
  return readKbuild(Probe, B, Diags);
}

} // namespace umbra
