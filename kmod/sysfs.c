// SPDX-License-Identifier: GPL-2.0-only
/*
 * sysfs.c - /sys/kernel/umbra/<module>/: one value a file.
 * docs/abi/sysfs-kernel-umbra describes each.
 */
#include <linux/kobject.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include "control.h"

static struct kobject *umbra_kobj;

struct umbra_attribute {
	struct attribute attr;
	ssize_t (*show)(struct umbra_control *control, char *text);
	ssize_t (*store)(struct umbra_control *control, const char *text, size_t size);
};

#define UMBRA_RO(name) static struct umbra_attribute umbra_attr_##name = __ATTR_RO(name)

static ssize_t state_show(struct umbra_control *control, char *text)
{
	return sysfs_emit(text, "%s\n", umbra_state_name(READ_ONCE(control->domain->state)));
}
UMBRA_RO(state);

static ssize_t failures_show(struct umbra_control *control, char *text)
{
	return sysfs_emit(text, "%lu\n", READ_ONCE(control->core.recovery.failures));
}
UMBRA_RO(failures);

static ssize_t recoveries_show(struct umbra_control *control, char *text)
{
	return sysfs_emit(text, "%lu\n", READ_ONCE(control->core.recovery.recoveries));
}
UMBRA_RO(recoveries);

static ssize_t gave_up_show(struct umbra_control *control, char *text)
{
	return sysfs_emit(text, "%d\n", READ_ONCE(control->domain->state) == UMBRA_DEAD);
}
UMBRA_RO(gave_up);

static ssize_t last_failure_show(struct umbra_control *control, char *text)
{
	return sysfs_emit(text, "%s\n", control->last_failure);
}
UMBRA_RO(last_failure);

static ssize_t outage_ns_show(struct umbra_control *control, char *text)
{
	return sysfs_emit(text, "%llu\n", READ_ONCE(control->core.recovery.outage_ns));
}
UMBRA_RO(outage_ns);

/* "stop 12000\nrelease 3400\n...": nanoseconds of the last recovery, by phase. */
static ssize_t outage_phases_show(struct umbra_control *control, char *text)
{
	int i, n = 0;

	for (i = 0; i < UMBRA_N_PHASES; i++)
		n += sysfs_emit_at(text, n, "%s %llu\n", umbra_phase_name(i), control->core.recovery.phase_ns[i]);
	return n;
}
UMBRA_RO(outage_phases);

/* "kind count\n" for each kind of which there is one. */
static ssize_t objects_show(struct umbra_control *control, char *text)
{
	struct umbra_domain *domain = control->domain;
	unsigned long *counts = kcalloc(domain->n_kinds + 1, sizeof(*counts), GFP_KERNEL);
	unsigned int i;
	int n = 0;

	if (!counts)
		return -ENOMEM;
	umbra_tracker_count(domain, counts);
	for (i = 0; i < domain->n_kinds; i++)
		if (counts[i])
			n += sysfs_emit_at(text, n, "%s %lu\n", domain->kinds[i].name, counts[i]);
	kfree(counts);
	return n;
}
UMBRA_RO(objects);

static ssize_t recover_store(struct umbra_control *control, const char *text, size_t size)
{
	struct umbra_failure failure = { .what = "manual trigger", .context = "process" };
	bool yes;
	int ret = kstrtobool(text, &yes);

	if (ret || !yes)
		return -EINVAL;
	if (READ_ONCE(control->domain->state) == UMBRA_DEAD)
		return -ENODEV;
	umbra_fail(control->domain, &failure);
	umbra_recovery_kick(control->domain);
	flush_work(&control->work);
	return READ_ONCE(control->domain->state) == UMBRA_DEAD ? -EIO : size;
}
static struct umbra_attribute umbra_attr_recover = __ATTR_WO(recover);

static struct attribute *umbra_attrs[] = {
	&umbra_attr_state.attr,	       &umbra_attr_failures.attr,     &umbra_attr_recoveries.attr,
	&umbra_attr_gave_up.attr,      &umbra_attr_last_failure.attr, &umbra_attr_outage_ns.attr,
	&umbra_attr_outage_phases.attr, &umbra_attr_objects.attr,      &umbra_attr_recover.attr,
	NULL,
};
ATTRIBUTE_GROUPS(umbra);

static ssize_t umbra_show(struct kobject *kobj, struct attribute *attr, char *text)
{
	struct umbra_attribute *attribute = container_of(attr, struct umbra_attribute, attr);

	return attribute->show ?
		       attribute->show(container_of(kobj, struct umbra_control, kobj), text) :
		       -EIO;
}

static ssize_t umbra_store(struct kobject *kobj, struct attribute *attr, const char *text,
			   size_t size)
{
	struct umbra_attribute *attribute = container_of(attr, struct umbra_attribute, attr);

	return attribute->store ?
		       attribute->store(container_of(kobj, struct umbra_control, kobj), text, size) :
		       -EIO;
}

static const struct sysfs_ops umbra_sysfs_ops = { .show = umbra_show, .store = umbra_store };

static void umbra_kobj_release(struct kobject *kobj)
{
	complete(&container_of(kobj, struct umbra_control, kobj)->kobj_gone);
}

static struct kobj_type umbra_ktype = {
	.sysfs_ops = &umbra_sysfs_ops,
	.default_groups = umbra_groups,
	.release = umbra_kobj_release,
};

int umbra_sysfs_add(struct umbra_control *control)
{
	int ret;

	init_completion(&control->kobj_gone);
	ret = kobject_init_and_add(&control->kobj, &umbra_ktype, umbra_kobj, "%s",
				   control->domain->name);
	if (ret)
		umbra_sysfs_remove(control);
	return ret;
}

/* Returns when nobody reads the files any more. Context: process. */
void umbra_sysfs_remove(struct umbra_control *control)
{
	kobject_del(&control->kobj);
	kobject_put(&control->kobj);
	wait_for_completion(&control->kobj_gone);
}

int umbra_sysfs_init(void)
{
	umbra_kobj = kobject_create_and_add("umbra", kernel_kobj);
	return umbra_kobj ? 0 : -ENOMEM;
}

void umbra_sysfs_exit(void)
{
	kobject_put(umbra_kobj);
}
