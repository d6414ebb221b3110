// SPDX-License-Identifier: GPL-2.0-or-later
// Check everything first, act second: all results are in memory before OUT is
// touched.
#include "harden/Harden.h"
#include "analysis/Collector.h"
#include "analysis/Merge.h"
#include "analysis/Shared.h"
#include "compile/Kbuild.h"
#include "edits/Edits.h"
#include "output/Output.h"
#include "report/Report.h"
#include "specs/Specs.h"
#include "support/Files.h"
#include "taps/Taps.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace umbra {

namespace {

/// Runs tasks on Jobs threads and shows how far it is, on a terminal.
class Tasks {
public:
  Tasks(unsigned Jobs, bool Quiet)
      : Jobs(Jobs ? Jobs : std::max(1u, std::thread::hardware_concurrency())),
        Show(!Quiet && isatty(2)) {}

  void add(std::string Name, std::function<void()> Task) {
    List.push_back({std::move(Name), std::move(Task)});
  }

  void run() {
    std::vector<std::thread> Threads;
    for (unsigned I = 1; I < Jobs && I < List.size(); I++)
      Threads.emplace_back([this] { work(); });
    work();
    for (std::thread &T : Threads)
      T.join();
    if (Show)
      llvm::errs() << "\r\033[K";
  }

private:
  void work() {
    for (size_t I; (I = Next++) < List.size();) {
      if (Show) {
        std::lock_guard<std::mutex> Guard(Lock);
        llvm::errs() << "\r\033[K[" << I + 1 << "/" << List.size() << "] " << List[I].first;
      }
      List[I].second();
    }
  }

  unsigned Jobs;
  bool Show;
  std::vector<std::pair<std::string, std::function<void()>>> List;
  std::atomic<size_t> Next{0};
  std::mutex Lock; // the terminal's line
};

using FileMap = std::map<std::string, std::string>;

/// Files of the driver as they are in OUT.
class Tree {
public:
  Tree(const Build &B, const Specs &S, const Options &Opts, Diagnostics &Diags)
      : B(B), S(S), Opts(Opts), Diags(Diags) {}

  FileMap make(const std::vector<Program> &Programs) {
    EditSet Edits;
    for (const Program &P : Programs)
      editModule(P, S, B, Edits, Diags);
    for (const Program &P : Programs) {
      for (const auto &[Name, F] : P.Files) {
        // The applied text names files as the user knows them.
        if (!Files.count(Name))
          Files[Name] = Edits.apply(Name, F.Text, B.Source, Diags);
      }
      std::string Taps = tapsPath(*P.M);
      Files[Taps + ".h"] = tapsHeader(P, S, B, Edits, Diags);
      Files[Taps + ".c"] = tapsSource(P, S, Diags);
    }
    kbuild(Programs);
    Files["umbra-report.json"] = report(Programs, B, S, Edits);
    return std::move(Files);
  }

private:
  void kbuild(const std::vector<Program> &Programs) {
    std::map<std::string, std::vector<const Module *>> ByFolder;
    std::map<std::string, std::set<std::string>> Below; // folder -> folders in it
    std::map<std::string, std::set<std::string>> Above; // folder -> where its "../" start from
    for (const Program &P : Programs) {
      ByFolder[P.M->Folder].push_back(P.M);
      for (const auto &[Name, F] : P.Files)
        for (const IncludeLine &I : F.Includes)
          if (I.Above)
            Above[P.M->Folder].insert(directoryOf(B.Source + "/" + Name));
      for (std::string F = P.M->Folder; !F.empty(); F = directoryOf(F)) {
        Below[directoryOf(F)].insert(baseName(F));
        ByFolder[directoryOf(F)];
      }
    }
    std::string Symvers = symvers();
    for (const auto &[Folder, Modules] : ByFolder) {
      std::string Prefix = Folder.empty() ? "" : Folder + "/", Text;
      std::string Name = Prefix + "Kbuild";
      if (!readFile(B.Source + "/" + Name, Text)) {
        Name = Prefix + "Makefile";
        readFile(B.Source + "/" + Name, Text);
      }
      if (!Text.empty() && Text.back() != '\n')
        Text += '\n';
      Files[Name] = srcOutOfTree(Text, Folder, B) +
                    kbuildTrailer(Modules, Below[Folder], Above[Folder],
                                  Folder.empty() && !Symvers.empty(), Opts.Checks);
      if (Folder.empty() && !Symvers.empty())
        Files["umbra.symvers"] = Symvers;
      if (Modules.empty())
        continue;
      addHeader("umbra.h", Prefix);
      addHeader("umbra_objects.h", Prefix);
      if (Opts.Checks)
        addHeader("umbra_checks.h", Prefix);
    }
  }

  /// One of umbra's own, beside the taps that include it.
  void addHeader(const std::string &Name, const std::string &Prefix) {
    std::string Path = dataPath("runtime/" + Name);
    if (!readFile(Path, Files[Prefix + Name]))
      Diags.error({Path.empty() ? "runtime/" + Name : Path}, "umbra's own header is missing",
                  "install umbra again");
  }

  std::string symvers() {
    std::string Path = Opts.Symvers, Text;
    if (!Path.empty()) {
      if (!readFile(Path, Text))
        Diags.error({Path}, "cannot be read", "name umbra's Module.symvers, made with umbra.ko");
      return Text;
    }
    Path = dataPath("modules/Module.symvers");
    if (Path.empty() || !readFile(Path, Text))
      Diags.warning({}, "umbra's Module.symvers was not found: modpost will not know umbra_*",
                    "build umbra.ko, or name the file with --symvers");
    return Text;
  }

  const Build &B;
  const Specs &S;
  const Options &Opts;
  Diagnostics &Diags;
  FileMap Files;
};

int finish(Diagnostics &Diags, int Code, const char *Unchanged) {
  Diags.flush();
  if (Diags.hasErrors())
    llvm::errs() << "umbra: " << Diags.errors() << (Diags.errors() == 1 ? " error" : " errors")
                 << "; " << Unchanged << '\n';
  return Code;
}

} // namespace

int harden(const Options &Opts) {
  Diagnostics Diags;
  const char *Nothing = "nothing was written";
  Build B;
  if (int Code = findKernel(Opts, B, Diags))
    return finish(Diags, Code, Nothing);
  if (!Opts.DryRun && isDirectory(Opts.Source))
    if (int Code = checkOutput(Opts.Output, realPath(Opts.Source), Opts.Force, Diags))
      return finish(Diags, Code, Nothing);
  std::string SpecFolder = Opts.Specs.empty() ? dataPath("specs") : Opts.Specs;
  if (!isDirectory(SpecFolder)) {
    Diags.error({SpecFolder.empty() ? "specs" : SpecFolder}, "no such folder of specs",
                "name one with --specs");
    return finish(Diags, ExitInput, Nothing);
  }
  if (int Code = readKbuild(Opts, B, Diags))
    return finish(Diags, Code, Nothing);

  // Every file once, specs beside them.
  Specs S;
  std::vector<std::vector<Unit>> Units(B.Modules.size());
  Tasks Work(Opts.Jobs, Opts.Quiet);
  // With checks the analysis asks them what a call takes away.
  if (Opts.Checks)
    readSpecs(SpecFolder, B, S, Diags);
  else
    Work.add("specs", [&] { readSpecs(SpecFolder, B, S, Diags); });
  for (size_t M = 0; M < B.Modules.size(); M++) {
    Units[M].resize(B.Modules[M].Objects.size());
    for (size_t I = 0; I < Units[M].size(); I++)
      Work.add(B.Modules[M].Objects[I].Relative, [&, M, I] {
        Units[M][I] = collect(B, B.Modules[M].Objects[I], Opts.Checks ? &S : nullptr);
      });
  }
  Work.run();
  for (const std::vector<Unit> &List : Units)
    for (const Unit &U : List)
      if (!U.ErrorText.empty())
        Diags.clangErrors(U.Source, U.ErrorText);
  if (Diags.hasErrors())
    return finish(Diags, ExitInput, Nothing);

  mergeHelpers(B, Units);
  if (!B.Exported.empty())
    for (const std::vector<Unit> &List : Units)
      for (const Unit &U : List)
        for (const auto &[Name, Where] : U.Exported)
          B.Exported.insert(Name);

  std::vector<Program> Programs;
  for (size_t M = 0; M < B.Modules.size(); M++) {
    std::vector<const Unit *> List;
    for (const Unit &U : Units[M])
      List.push_back(&U);
    Programs.push_back(assemble(B.Modules[M], List, S, B.Exported, Opts.Checks, Diags));
    warnUnspecified(Programs.back(), Opts.Strict, Diags);
    refuseUnchecked(Programs.back(), S, Diags);
  }
  shareFiles(B, Programs, Diags);
  for (Program &P : Programs)
    guardHeaders(P);
  FileMap Files = Tree(B, S, Opts, Diags).make(Programs);
  if (Diags.hasErrors())
    return finish(Diags, ExitInput, Nothing);
  if (!Opts.DryRun)
    if (int Code = writeOutput(Opts.Output, Files, Diags))
      return finish(Diags, Code, Nothing);
  Diags.flush();
  for (const Program &P : Programs)
    llvm::outs() << summary(P) << '\n';
  if (Opts.DryRun)
    llvm::outs() << Files.size() << " files would be written\n";
  return ExitOk;
}

} // namespace umbra
