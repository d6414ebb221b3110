#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""deleted.py TREE: takes every check of a store out of a wrapped tree, every tap of
FUNCTIONS, and of other taps the look at a list's neighbours, as if the rewriter had forgotten
them. With --judge VERIFY AUDIT it says of each
form who found what is missing, by what the two readers said, and fails if one is found by
neither."""
import json
import re
import sys
from pathlib import Path

# What the kernel writes for the driver: the tap checks it.
FUNCTIONS = ("atomic_inc", "change_bit", "get_random_bytes", "put_unaligned_le32", "strcpy",
             "copy_from_user", "list_del", "hlist_del")
# A check's macro -> what is left of it, by its arguments.
MACROS = {"UMBRA_W": "({0})", "UMBRA_WS": "({0})", "UMBRA_WN": "({0})", "UMBRA_WB": "({0})",
          "UMBRA_WO": "({1})", "UMBRA_A": "({0})[{1}]"}

# What is left of a tap's look.
LOOK = "/* a look was here */"


def arguments(text, start):
    """Of a call whose parenthesis is at start: its arguments, and where it ends."""
    depth, begin, found = 0, start + 1, []
    for at in range(start, len(text)):
        if text[at] in "([{":
            depth += 1
        elif text[at] in ")]}":
            depth -= 1
        if depth == 0 or (depth == 1 and text[at] == ","):
            found.append(text[begin:at].strip())
            begin = at + 1
        if depth == 0:
            return found, at + 1
    sys.exit("deleted: parentheses do not match")


def without(text):
    while call := re.search(r"\b(" + "|".join(MACROS) + r")\(", text):
        args, end = arguments(text, call.end() - 1)
        kept = MACROS[call[1]].format(*args)
        # As long as before, in lines.
        kept += "\n" * (text[call.start():end].count("\n") - kept.count("\n"))
        text = text[:call.start()] + kept + text[end:]
    return re.sub(r"\bumbra_call_(" + "|".join(FUNCTIONS) + r")\(", r"\1(", text)


def sources(tree):
    return [p for p in tree.rglob("*.[ch]")
            if not re.search(r"_taps\.[ch]$|\.mod\.c$|^umbra(_checks|_objects)?\.h$", p.name)]


def taps(tree):
    return list(tree.rglob("*_taps.c"))


def judge(tree, verify, audit):
    report = json.loads((tree / "umbra-report.json").read_text())
    forms, missed = {}, 0

    def named(said, name, first, last):
        return any(f"{name}:{line}: " in said for line in range(first, last + 1))

    sites = [s for m in report["modules"] for s in m["sites"]]
    by = {s["where"]: s["by"] for s in sites if "by" in s}
    for s in sites:
        form = s.get("by") or by.get(s.get("into"))
        if form not in MACROS or "wrapped" not in s:
            continue
        code = named(verify, *s["wrapped"])
        text = named(audit, *s["wrapped"])
        count = forms.setdefault(form + (", merged" if "into" in s else ""), [0, 0, 0])
        for n, yes in enumerate((True, code, text)):
            count[n] += yes
        if not code and not text:
            missed += 1
            print(f"deleted: {s['wrapped']}: {s['what']} was {form}: nobody misses its check")
    for p in sources(tree):
        for number, line in enumerate(p.read_text().splitlines(), 1):
            for name in FUNCTIONS:
                if not re.search(rf"^\t.*\b{name}\(", line):
                    continue
                code = named(verify, p.name, number, number) or \
                    bool(re.search(rf"^  _*{name}: called by", verify, re.M))
                count = forms.setdefault(name + "()", [0, 0, 0])
                count[0] += 1
                count[1] += code
                if not code:
                    missed += 1
                    print(f"deleted: {p.name}:{number}: {name}(): nobody misses its tap")
    looks = sum(p.read_text().count(LOOK) for p in taps(tree))
    said = len(re.findall(r"\(\) does not call umbra_check_\w+\(\), which .* has BEFORE", audit))
    forms["a look at neighbours"] = [looks, 0, said]
    if said < looks:
        missed += 1
        print(f"deleted: {looks} looks at neighbours, {said} missed")
    for form, (all_of, code, text) in sorted(forms.items()):
        print(f"deleted: {form}: {all_of}, {code} found in the machine code, {text} in the source")
    if not looks:
        sys.exit("deleted: no look at a list's neighbours was there")
    forms_wanted = set(MACROS) - {"UMBRA_WO", "UMBRA_WS"} | {name + "()" for name in FUNCTIONS}
    if not forms_wanted <= set(forms):
        sys.exit(f"deleted: not tried: {', '.join(sorted(forms_wanted - set(forms)))}")
    return 1 if missed else 0


if sys.argv[1] == "--judge":
    sys.exit(judge(Path(sys.argv[2]), *(Path(p).read_text() for p in sys.argv[3:5])))
for path in sources(Path(sys.argv[1])):
    path.write_text(without(path.read_text()))
for path in taps(Path(sys.argv[1])):
    path.write_text(re.sub(r"^\tumbra_check_(ring|chained)\(.*;$", "\t" + LOOK, path.read_text(), flags=re.M))
