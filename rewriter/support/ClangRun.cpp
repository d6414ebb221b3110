// SPDX-License-Identifier: GPL-2.0-or-later
// One file system, file manager and compiler instance a run: runs in threads
// share nothing.
#include "support/ClangRun.h"
#include "support/Files.h"

#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace umbra {

using namespace clang;

Place placeOf(const SourceManager &SM, SourceLocation Loc) {
  SourceLocation File = SM.getFileLoc(Loc);
  PresumedLoc P = SM.getPresumedLoc(File, /*UseLineDirectives=*/false);
  if (P.isInvalid())
    return {};
  return {P.getFilename(), P.getLine(), P.getColumn()};
}

namespace {

class Collect : public TextDiagnosticPrinter {
public:
  Collect(llvm::raw_ostream &OS, DiagnosticOptions *Opts, ClangRun &Run)
      : TextDiagnosticPrinter(OS, Opts), Run(Run) {}

  void HandleDiagnostic(DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override {
    bool IsNote = Level == DiagnosticsEngine::Note;
    if (Level < DiagnosticsEngine::Error && !(IsNote && Open))
      return;
    TextDiagnosticPrinter::HandleDiagnostic(Level, Info);
    SmallString<256> Text;
    Info.FormatDiagnostic(Text);
    Place Where;
    if (Info.hasSourceManager() && Info.getLocation().isValid())
      Where = placeOf(Info.getSourceManager(), Info.getLocation());
    if (IsNote) {
      Run.Errors.back().Notes.push_back({Where, Text.str().str()});
    } else {
      Run.Errors.push_back({Where, Text.str().str(), {}});
      Open = true;
    }
  }

private:
  ClangRun &Run;
  bool Open = false; // notes belong to an error
};

class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &CI, ClangRun &Run) : CI(CI), Run(Run) {}
  void HandleTranslationUnit(ASTContext &) override {
    if (Run.End)
      Run.End(CI);
  }

private:
  CompilerInstance &CI;
  ClangRun &Run;
};

class Action : public ASTFrontendAction {
public:
  explicit Action(ClangRun &Run) : Run(Run) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, StringRef) override {
    // Only for the count of errors that Clang would print by itself.
    CI.getDiagnosticOpts().ShowCarets = false;
    if (Run.Begin)
      Run.Begin(CI);
    return std::make_unique<Consumer>(CI, Run);
  }

private:
  ClangRun &Run;
};

} // namespace

bool runClang(ClangRun &Run) {
  std::vector<std::string> Args = {"clang"};
  Args.insert(Args.end(), Run.Args.begin(), Run.Args.end());
  for (const char *Flag : {"-fsyntax-only", "-w", "-Wno-everything", "-ferror-limit=20"})
    Args.push_back(Flag);
  Args.push_back(Run.Source);

  auto Disk = llvm::vfs::createPhysicalFileSystem();
  Disk->setCurrentWorkingDirectory(Run.Folder);
  IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> Overlay(
      new llvm::vfs::OverlayFileSystem(std::move(Disk)));
  IntrusiveRefCntPtr<FileManager> Files(new FileManager(FileSystemOptions(), Overlay));
  if (Run.Text) {
    IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Memory(new llvm::vfs::InMemoryFileSystem);
    Memory->addFile(Run.Source, 0, llvm::MemoryBuffer::getMemBuffer(*Run.Text));
    Overlay->pushOverlay(Memory);
  }
  llvm::raw_string_ostream OS(Run.ErrorText);
  IntrusiveRefCntPtr<DiagnosticOptions> Opts(new DiagnosticOptions());
  Collect Diags(OS, Opts.get(), Run);
  tooling::ToolInvocation Invocation(Args, std::make_unique<Action>(Run), Files.get());
  Invocation.setDiagnosticConsumer(&Diags);
  bool Ok = Invocation.run();
  OS.flush();
  return Ok && Run.Errors.empty();
}

} // namespace umbra
