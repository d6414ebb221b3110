// SPDX-License-Identifier: GPL-2.0-or-later
// What a driver's own code may refer to. Known limit: an address taken as data
// and called later through a register is not seen; the entry is listed with
// --verbose.
#include "verify/Rules.h"

namespace umbra {
namespace verify {

static bool startsWith(const std::string &Text, const char *Prefix) {
  return Text.rfind(Prefix, 0) == 0;
}

bool isTap(const Section &S) {
  return S.Name == ".text.umbra" || S.Name == ".data.umbra" || S.Name == ".rodata.umbra";
}

static bool isHelper(const std::string &Name) {
  static const char *const Names[] = {
      // Entry, return and indirect branch instrumentation.
      "__fentry__",
      "mcount",
      "__x86_return_thunk",
      "__stack_chk_fail",
      "__stack_chk_guard",
      "__warn_thunk",
      // Memory and strings: emitted by compilers, and what the fortified
      // inlines of the same name end in. They touch only what they are given.
      "memcpy",
      "memmove",
      "memset",
      "memcmp",
      "memchr",
      "memchr_inv",
      "memscan",
      "strlen",
      "strnlen",
      "strcpy",
      "strncpy",
      "strscpy",
      "strlcpy",
      "strcat",
      "strncat",
      "strlcat",
      "strcmp",
      "strncmp",
      "strcasecmp",
      "strncasecmp",
      "strchr",
      "strrchr",
      "strstr",
      "fortify_panic",
      "__memcpy",
      "__memmove",
      "__memset",
      // Bits, in inline assembler that is patched to one instruction.
      "__sw_hweight32",
      "__sw_hweight64",
      // local_irq_save() and its like, patched to one instruction where no
      // hypervisor wants more. Frames put the interrupt flag back.
      "pv_ops",
      // get_user() and put_user(): called by inline assembler, they reach the user's
      // memory alone.
      "__get_user_1",
      "__get_user_2",
      "__get_user_4",
      "__get_user_8",
      "__get_user_nocheck_1",
      "__get_user_nocheck_2",
      "__get_user_nocheck_4",
      "__get_user_nocheck_8",
      "__put_user_1",
      "__put_user_2",
      "__put_user_4",
      "__put_user_8",
      "__put_user_nocheck_1",
      "__put_user_nocheck_2",
      "__put_user_nocheck_4",
      "__put_user_nocheck_8",
      // Preemption, compiled into header inlines.
      "__SCT__preempt_schedule",
      "__SCT__preempt_schedule_notrace",
      "__SCT__cond_resched",
      "__SCT__might_resched",
      "preempt_schedule_thunk",
      "preempt_schedule_notrace_thunk",
  };
  static const char *const Prefixes[] = {
      "__x86_indirect_", "__ubsan_",         "__asan_", "__tsan_", "__msan_",
      "__kcsan_",        "__sanitizer_cov_", "__gcov_", "__kcfi_",
  };
  for (const char *Known : Names)
    if (Name == Known)
      return true;
  for (const char *Prefix : Prefixes)
    if (startsWith(Name, Prefix))
      return true;
  return false;
}

Verdict judge(const Reference &R) {
  if (startsWith(R.Symbol, "umbra_"))
    return Verdict::Umbra;
  if (isHelper(R.Symbol))
    return Verdict::Helper;
  return R.How == Use::Data ? Verdict::Data : Verdict::Offender;
}

} // namespace verify
} // namespace umbra
