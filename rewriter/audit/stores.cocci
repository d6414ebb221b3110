// SPDX-License-Identifier: GPL-2.0-only
// Every store in a wrapped driver's source, for rewriter/audit/run to judge.
virtual report

@assign@
expression L, R;
assignment operator op;
position p;
@@
 L op@p R

@step@
expression L;
position p;
@@
(
 L@p++
|
 L@p--
|
 ++L@p
|
 --L@p
)

@script:python depends on assign@
p << assign.p;
L << assign.L;
@@
print("%s:%s:%s" % (p[0].file, p[0].line, L))

@script:python depends on step@
p << step.p;
L << step.L;
@@
print("%s:%s:%s" % (p[0].file, p[0].line, L))
