// SPDX-License-Identifier: GPL-2.0-or-later
// Bugs of Debian's drivers that Umbra's checks find, mended: what a test of false alarms
// or of recovery is not about (`driver build --mend`). A rule that matches nothing does
// nothing, so one list serves all drivers.
//
// Confidence: high. Each rule names the function that has the bug.

// A switch's tables are updated in interrupts (an address is learnt) and where a neighbour is
// found, with allocations that may sleep.
@@
identifier update =~ "^ofdpa_";
@@
update(...)
{
<...
-GFP_KERNEL
+GFP_ATOMIC
...>
}

// Takes entries out of its tables, and does not free them.
@@
idexpression struct ofdpa_group_tbl_entry *group;
@@
ofdpa_fini(...)
{
<...
-hash_del(&group->entry);
+{ hash_del(&group->entry); ofdpa_group_tbl_entry_free(group); }
...>
}

@@
identifier forget = {ofdpa_fini, ofdpa_port_fdb, ofdpa_port_fdb_flush, ofdpa_fdb_cleanup};
identifier left != group_entry;
@@
forget(...)
{
<...
-hash_del(&left->entry);
+{ hash_del(&left->entry); kfree(left); }
...>
}
