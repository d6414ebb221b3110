// SPDX-License-Identifier: GPL-2.0-only
/*
 * sections.c - where a wrapped module's code, data and line table lie, and
 * the clean copy of its data.
 *
 * The kernel keeps the addresses of a module's sections for sysfs, in a
 * structure that no header shows. It is read here and not trusted: the
 * section of the domain itself must come out where the domain is, else the
 * module is refused.
 *
 * Copied and restored: .data*, .bss*. Not: what the kernel owns or edits
 * (this_module, bug, jump and trace tables), read-only-after-init data, the
 * domain, and ranges that umbra_data_keep() named.
 */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/sysfs.h>
#include "control.h"

/* kernel/module/sysfs.c of Linux 5.8 to 6.x; the address follows the attribute. */
struct umbra_sect_attr {
	struct bin_attribute battr;
	unsigned long address;
};

struct umbra_sect_attrs {
	struct attribute_group grp;
	unsigned int nsections;
	struct umbra_sect_attr attrs[];
};

#define UMBRA_SECTIONS 128

static int umbra_by_address(const void *a, const void *b)
{
	const struct umbra_sect_attr *x = *(const struct umbra_sect_attr *const *)a;
	const struct umbra_sect_attr *y = *(const struct umbra_sect_attr *const *)b;

	return x->address < y->address ? -1 : x->address > y->address;
}

static bool umbra_is_data(const char *name)
{
	if (!strcmp(name, ".data.umbra") || !strcmp(name, ".data..ro_after_init"))
		return false;
	return !strncmp(name, ".data", 5) || !strncmp(name, ".bss", 4);
}

/*
 * A section ends where the next begins, or with the module's memory: at most
 * alignment padding too much, which belongs to nobody.
 */
static size_t umbra_section_size(struct module *module, struct umbra_sect_attr **sorted,
				 unsigned int n, unsigned int i)
{
	unsigned long start = sorted[i]->address;
	unsigned long base = (unsigned long)module->core_layout.base;
	unsigned long edges[] = {
		base + module->core_layout.text_size, base + module->core_layout.ro_size,
		base + module->core_layout.ro_after_init_size, base + module->core_layout.size
	};
	unsigned long end = 0;
	unsigned int k;

	for (k = 0; k < ARRAY_SIZE(edges); k++)
		if (edges[k] > start && (!end || edges[k] < end))
			end = edges[k];
	for (k = i + 1; k < n; k++)
		if (sorted[k]->address > start) {
			end = min(end, sorted[k]->address);
			break;
		}
	return end > start ? end - start : 0;
}

/**
 * umbra_sections_find() - fill in control->sections
 * Context: process. Returns 0; -ENOEXEC if the module's layout makes no sense.
 */
int umbra_sections_find(struct umbra_control *control)
{
	struct module *module = control->module;
	struct umbra_sections *sections = &control->sections;
	struct umbra_sect_attrs *attrs = (struct umbra_sect_attrs *)module->sect_attrs;
	struct umbra_sect_attr **sorted;
	unsigned int i, n = 0;
	bool sane = false;

	sections->text.start = module->core_layout.base;
	sections->text.size = module->core_layout.text_size;
	if (!attrs || attrs->nsections > UMBRA_SECTIONS)
		return -ENOEXEC;
	sorted = kcalloc(attrs->nsections, sizeof(*sorted), GFP_KERNEL);
	if (!sorted)
		return -ENOMEM;
	for (i = 0; i < attrs->nsections; i++) {
		struct umbra_sect_attr *section = &attrs->attrs[i];

		if (section->address - (unsigned long)module->core_layout.base <
		    module->core_layout.size)
			sorted[n++] = section;
	}
	sort(sorted, n, sizeof(*sorted), umbra_by_address, NULL);
	for (i = 0; i < n; i++) {
		const char *name = sorted[i]->battr.attr.name;
		struct umbra_range range = {
			.start = (void *)sorted[i]->address,
			.size = umbra_section_size(module, sorted, n, i),
		};

		if (!strcmp(name, ".data.umbra"))
			sane = range.start == control->domain;
		else if (!strcmp(name, ".text.umbra"))
			sections->taps = range;
		else if (!strcmp(name, ".data..ro_after_init"))
			sections->after_init = range;
		else if (!strcmp(name, ".umbra_checks"))
			sections->looks = range;
		else if (!strcmp(name, ".text"))
			sections->main = range;
		else if (!strcmp(name, ".debug_line"))
			sections->lines = range;
		else if (umbra_is_data(name) && sections->n_data < UMBRA_DATA_RANGES)
			sections->data[sections->n_data++] = range;
	}
	kfree(sorted);
	return sane ? 0 : -ENOEXEC;
}

/**
 * umbra_data_save() - copy the module's data, before its init has run
 * Context: process. Returns 0 or -ENOMEM.
 */
int umbra_data_save(struct umbra_control *control)
{
	const struct umbra_sections *sections = &control->sections;
	size_t total = 0;
	unsigned int i;
	char *to;

	for (i = 0; i < sections->n_data; i++)
		total += sections->data[i].size;
	to = kvmalloc(total ? total : 1, GFP_KERNEL);
	if (!to)
		return -ENOMEM;
	control->clean_data = to;
	for (i = 0; i < sections->n_data; i++) {
		memcpy(to, sections->data[i].start, sections->data[i].size);
		to += sections->data[i].size;
	}
	return 0;
}

/* Copy [start, end) back, around the kept ranges from @k on. */
static void umbra_restore_around(struct umbra_control *control, char *start, char *end,
				 const char *from, unsigned int k)
{
	for (; k < control->n_kept && start < end; k++) {
		char *keep = control->kept[k].start;
		char *keep_end = keep + control->kept[k].size;

		if (keep >= end || keep_end <= start)
			continue;
		if (keep > start)
			umbra_restore_around(control, start, keep, from, k + 1);
		if (keep_end >= end)
			return;
		from += keep_end - start;
		start = keep_end;
	}
	if (start < end)
		memcpy(start, from, end - start);
}

/* Context: process, nobody inside the driver. */
void umbra_data_restore(struct umbra_control *control)
{
	const struct umbra_sections *sections = &control->sections;
	const char *from = control->clean_data;
	unsigned int i;

	for (i = 0; i < sections->n_data; i++) {
		char *start = sections->data[i].start;

		umbra_restore_around(control, start, start + sections->data[i].size, from, 0);
		from += sections->data[i].size;
	}
}

void umbra_data_free(struct umbra_control *control)
{
	kvfree(control->clean_data);
	control->clean_data = NULL;
}

/**
 * umbra_data_keep() - the kernel uses this part of the driver's data
 * Recovery leaves it as it is. Context: process, in the driver's init.
 */
void umbra_data_keep(struct umbra_domain *domain, void *start, size_t size)
{
	struct umbra_control *control = umbra_control(domain);
	unsigned int i;

	for (i = 0; i < control->n_kept; i++)
		if (control->kept[i].start == start)
			return;
	if (WARN_ON(control->n_kept == ARRAY_SIZE(control->kept)))
		return;
	control->kept[control->n_kept].start = start;
	control->kept[control->n_kept++].size = size;
}
EXPORT_SYMBOL_GPL(umbra_data_keep);
