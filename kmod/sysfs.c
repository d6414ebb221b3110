// SPDX-License-Identifier: GPL-2.0-only
/*
 * sysfs.c - /sys/kernel/umbra/<module>/: one value a file; and its uevents.
 * docs/abi/sysfs-kernel-umbra describes each.
 */
#include <linux/kobject.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include "control.h"

/* Its kobjects are the domains'; it gives their uevents their subsystem. */
static struct kset *umbra_kset;

#define UMBRA_RO(name) static struct umbra_attribute umbra_attr_##name = __ATTR_RO(name)

static ssize_t state_show(struct umbra_control *control, const struct umbra_attribute *attr,
			  char *text)
{
	return sysfs_emit(text, "%s\n", umbra_state_name(READ_ONCE(control->core.recovery.state)));
}
UMBRA_RO(state);

static ssize_t class_show(struct umbra_control *control, const struct umbra_attribute *attr,
			  char *text)
{
	const struct umbra_class *shadow = READ_ONCE(control->shadow);

	return sysfs_emit(text, "%s\n", shadow ? shadow->name : "");
}
UMBRA_RO(class);

static ssize_t failures_show(struct umbra_control *control, const struct umbra_attribute *attr,
			     char *text)
{
	return sysfs_emit(text, "%lu\n", READ_ONCE(control->core.recovery.failures));
}
UMBRA_RO(failures);

static ssize_t recoveries_show(struct umbra_control *control, const struct umbra_attribute *attr,
			       char *text)
{
	return sysfs_emit(text, "%lu\n", READ_ONCE(control->core.recovery.recoveries));
}
UMBRA_RO(recoveries);

static ssize_t gave_up_show(struct umbra_control *control, const struct umbra_attribute *attr,
			    char *text)
{
	return sysfs_emit(text, "%d\n", READ_ONCE(control->core.recovery.state) == UMBRA_DEAD);
}
UMBRA_RO(gave_up);

static ssize_t leaked_show(struct umbra_control *control, const struct umbra_attribute *attr,
			   char *text)
{
	return sysfs_emit(text, "%lu\n", READ_ONCE(control->leaked));
}
UMBRA_RO(leaked);

static ssize_t last_failure_show(struct umbra_control *control, const struct umbra_attribute *attr,
				 char *text)
{
	return sysfs_emit(text, "%s\n", control->last_failure);
}
UMBRA_RO(last_failure);

static ssize_t outage_ns_show(struct umbra_control *control, const struct umbra_attribute *attr,
			      char *text)
{
	return sysfs_emit(text, "%llu\n", READ_ONCE(control->core.recovery.outage_ns));
}
UMBRA_RO(outage_ns);

static ssize_t refused_show(struct umbra_control *control, const struct umbra_attribute *attr,
			    char *text)
{
	return sysfs_emit(text, "%lu\n", READ_ONCE(control->core.repeats.refusals));
}

static ssize_t refused_store(struct umbra_control *control, const struct umbra_attribute *attr,
			     const char *text, size_t size)
{
	bool yes;

	if (kstrtobool(text, &yes) || yes)
		return -EINVAL;
	umbra_repeat_forget(control);
	return size;
}
static struct umbra_attribute umbra_attr_refused = __ATTR_RW(refused);

static ssize_t recover_store(struct umbra_control *control, const struct umbra_attribute *attr,
			     const char *text, size_t size)
{
	struct umbra_failure failure = { .what = "manual trigger", .context = "process" };
	bool yes;
	int ret = kstrtobool(text, &yes);

	if (ret || !yes)
		return -EINVAL;
	if (!umbra_enable)
		return -EOPNOTSUPP;
	if (READ_ONCE(control->core.recovery.state) == UMBRA_DEAD)
		return -ENODEV;
	/* While it is being recovered, that is what was asked for. */
	if (READ_ONCE(control->core.recovery.state) == UMBRA_PASSIVE)
		umbra_fail_outside(control->domain, &failure);
	flush_work(&control->work);
	return READ_ONCE(control->core.recovery.state) == UMBRA_DEAD ? -EIO : size;
}
static struct umbra_attribute umbra_attr_recover = __ATTR_WO(recover);

static struct attribute *umbra_attrs[] = {
	&umbra_attr_state.attr,		&umbra_attr_class.attr,	    &umbra_attr_failures.attr,
	&umbra_attr_recoveries.attr,	&umbra_attr_gave_up.attr,   &umbra_attr_last_failure.attr,
	&umbra_attr_outage_ns.attr,	&umbra_attr_refused.attr,   &umbra_attr_leaked.attr,
	&umbra_attr_recover.attr,
	NULL,
};

static struct bin_attribute *umbra_bin_attrs[] = { &umbra_attr_report, NULL };

static const struct attribute_group umbra_group = {
	.attrs = umbra_attrs,
	.bin_attrs = umbra_bin_attrs,
};

static ssize_t phase_show(struct umbra_control *control, const struct umbra_attribute *attr,
			  char *text)
{
	return sysfs_emit(text, "%llu\n",
			  READ_ONCE(control->core.recovery.phase_ns[attr->index]));
}

static struct umbra_attribute umbra_phase_attrs[UMBRA_N_PHASES];
static struct attribute *umbra_phase_list[UMBRA_N_PHASES + 1];

static const struct attribute_group umbra_phase_group = {
	.name = "outage_phases",
	.attrs = umbra_phase_list,
};

static const struct attribute_group *umbra_groups[] = {
	&umbra_group,
	&umbra_phase_group,
	&umbra_policy_group,
	NULL,
};

static ssize_t umbra_show(struct kobject *kobj, struct attribute *attr, char *text)
{
	struct umbra_attribute *attribute = container_of(attr, struct umbra_attribute, attr);

	return attribute->show ? attribute->show(umbra_control_of(kobj), attribute, text) : -EIO;
}

static ssize_t umbra_store(struct kobject *kobj, struct attribute *attr, const char *text,
			   size_t size)
{
	struct umbra_attribute *attribute = container_of(attr, struct umbra_attribute, attr);

	return attribute->store ?
		       attribute->store(umbra_control_of(kobj), attribute, text, size) :
		       -EIO;
}

static const struct sysfs_ops umbra_sysfs_ops = { .show = umbra_show, .store = umbra_store };

static void umbra_kobj_release(struct kobject *kobj)
{
	complete(&umbra_control_of(kobj)->kobj_gone);
}

static struct kobj_type umbra_ktype = {
	.sysfs_ops = &umbra_sysfs_ops,
	.default_groups = umbra_groups,
	.release = umbra_kobj_release,
};

/* Each file scans the tracker: some milliseconds for all of a folder. */
static ssize_t objects_show(struct umbra_control *control, const struct umbra_attribute *attr,
			    char *text)
{
	unsigned long *counts = kcalloc(control->domain->n_kinds, sizeof(*counts), GFP_KERNEL);
	unsigned long count;

	if (!counts)
		return -ENOMEM;
	umbra_tracker_count(control->domain, counts);
	count = counts[attr->index];
	kfree(counts);
	return sysfs_emit(text, "%lu\n", count);
}

/* objects/: a file for each kind of the domain's. Locks are their frames'. */
static int umbra_objects_add(struct umbra_control *control)
{
	const struct umbra_domain *domain = control->domain;
	struct attribute_group group = { .name = "objects" };
	struct umbra_attribute *attr;
	unsigned int i, n = 0;
	int ret = -ENOMEM;

	attr = kcalloc(domain->n_kinds + 1, sizeof(*attr), GFP_KERNEL);
	group.attrs = kcalloc(domain->n_kinds + 1, sizeof(*group.attrs), GFP_KERNEL);
	if (attr && group.attrs) {
		for (i = 0; i < domain->n_kinds; i++) {
			if (domain->kinds[i].flags & UMBRA_KIND_LOCK)
				continue;
			sysfs_attr_init(&attr[n].attr);
			attr[n].attr.name = domain->kinds[i].name;
			attr[n].attr.mode = 0444;
			attr[n].show = objects_show;
			attr[n].index = i;
			group.attrs[n] = &attr[n].attr;
			n++;
		}
		ret = sysfs_create_group(&control->kobj, &group);
	}
	/* sysfs keeps the attributes, not the list of them. */
	kfree(group.attrs);
	control->object_attrs = attr;
	return ret;
}

int umbra_sysfs_add(struct umbra_control *control)
{
	int ret;

	init_completion(&control->kobj_gone);
	control->kobj.kset = umbra_kset;
	ret = kobject_init_and_add(&control->kobj, &umbra_ktype, NULL, "%s",
				   control->domain->name);
	if (!ret)
		ret = umbra_objects_add(control);
	if (ret)
		umbra_sysfs_remove(control);
	else
		kobject_uevent(&control->kobj, KOBJ_ADD);
	return ret;
}

/* Returns when nobody reads the files any more. Context: process. */
void umbra_sysfs_remove(struct umbra_control *control)
{
	kobject_del(&control->kobj);
	kobject_put(&control->kobj);
	wait_for_completion(&control->kobj_gone);
	kfree(control->object_attrs);
}

/**
 * umbra_uevent() - tell user space
 * @event: "failure", "recovered" or "gave_up"
 * The reason is the last failure, in words. Context: process.
 */
void umbra_uevent(struct umbra_control *control, const char *event)
{
	char what[32], module[80], reason[UMBRA_TEXT + 16];
	char *environment[] = { what, module, reason, NULL };

	snprintf(what, sizeof(what), "UMBRA_EVENT=%s", event);
	snprintf(module, sizeof(module), "UMBRA_MODULE=%s", control->domain->name);
	snprintf(reason, sizeof(reason), "UMBRA_REASON=%s", control->last_failure);
	kobject_uevent_env(&control->kobj, KOBJ_CHANGE, environment);
}

int umbra_sysfs_init(void)
{
	unsigned int i;
	int ret;

	for (i = 0; i < UMBRA_N_PHASES; i++) {
		umbra_phase_attrs[i].attr.name = umbra_phase_name(i);
		umbra_phase_attrs[i].attr.mode = 0444;
		umbra_phase_attrs[i].show = phase_show;
		umbra_phase_attrs[i].index = i;
		umbra_phase_list[i] = &umbra_phase_attrs[i].attr;
	}
	umbra_policy_init();
	umbra_kset = kset_create_and_add("umbra", NULL, kernel_kobj);
	if (!umbra_kset)
		return -ENOMEM;
	ret = sysfs_create_bin_file(&umbra_kset->kobj, &umbra_attr_policy_rules);
	if (ret)
		kset_unregister(umbra_kset);
	return ret;
}

void umbra_sysfs_exit(void)
{
	sysfs_remove_bin_file(&umbra_kset->kobj, &umbra_attr_policy_rules);
	kset_unregister(umbra_kset);
	umbra_policy_exit();
}
