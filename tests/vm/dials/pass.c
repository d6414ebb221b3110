// SPDX-License-Identifier: GPL-2.0-only
/* pass.c - an XDP program that lets every packet pass, for clang's bpf target. */
__attribute__((section("xdp"), used)) int pass(void *context)
{
	return 2; /* XDP_PASS */
}

__attribute__((section("license"), used)) char terms[] = "GPL";
