// SPDX-License-Identifier: GPL-2.0-only
/*
 * main.c - umbra.ko: wrapped modules come and go.
 *
 * A wrapped module's init and exit are the taps' calls of umbra_domain_init()
 * and umbra_domain_exit(); the driver's own are entered from here like any
 * other of its functions.
 */
#include <linux/module.h>
#include <linux/slab.h>
#include "control.h"

bool umbra_enable = true;
module_param_named(enable, umbra_enable, bool, 0444);
MODULE_PARM_DESC(enable, "check wrapped drivers and recover them (default on)");

static int umbra_domain_prepare(struct umbra_domain *domain)
{
	struct umbra_control *control;
	int ret;

	control = kzalloc(sizeof(*control), GFP_KERNEL);
	if (!control)
		return -ENOMEM;
	domain->control = control;
	control->domain = domain;
	control->module = domain->module;
	INIT_LIST_HEAD(&control->kept_objects);
	spin_lock_init(&control->kept_lock);
	INIT_LIST_HEAD(&control->sealed_words);
	spin_lock_init(&control->sealed_lock);
	INIT_LIST_HEAD(&control->principals);
	spin_lock_init(&control->principals_lock);
	raw_spin_lock_init(&control->failure_lock);
	init_waitqueue_head(&control->wait);
	INIT_WORK(&control->work, umbra_recover_work);
	control->page_kind = umbra_tracker_kind(domain, "page");
	control->dma_kind = umbra_tracker_kind(domain, "dma");
	control->memory_kind = umbra_tracker_kind(domain, "memory");
	control->fragment_kind = umbra_tracker_kind(domain, "fragment");
	control->release_site = (struct umbra_site){ .function = "release",
						     .interface = "recovery",
						     .flags = UMBRA_SITE_RELEASE,
						     .domain = domain };
	umbra_config_init(domain);
	umbra_recovery_init(&control->core.recovery);
	umbra_repeats_init(&control->core.repeats);

	ret = umbra_tracker_init(domain, UMBRA_TRACKER_ORDER);
	if (ret)
		goto free_control;
	ret = umbra_sections_find(control);
	if (ret) {
		pr_err("umbra: %s: cannot make out the module's sections; was its .ko changed after the build?\n",
		       domain->name);
		goto free_tracker;
	}
	domain->own_text = (unsigned long)control->sections.main.start;
	domain->own_bytes = control->sections.main.size;
	ret = umbra_permission_init(domain);
	if (ret)
		goto free_tracker;
	ret = umbra_data_save(control);
	if (ret)
		goto free_permission;
	ret = umbra_report_alloc(control);
	if (ret)
		goto free_data;
	umbra_policy_attach(control);
	ret = umbra_sysfs_add(control);
	if (ret)
		goto free_report;
	umbra_deadline_start(control);
	umbra_state_begin(domain, UMBRA_PASSIVE);
	return 0;

free_report:
	umbra_policy_detach(control);
	umbra_report_free(control);
free_data:
	umbra_data_free(control);
free_permission:
	umbra_permission_destroy(domain);
free_tracker:
	umbra_tracker_destroy(domain);
free_control:
	kfree(control);
	domain->control = NULL;
	return ret;
}

/* Nothing runs in the domain and nothing refers to it any more. */
static void umbra_domain_discard(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);

	umbra_state_begin(domain, UMBRA_UNBORN);
	umbra_deadline_stop(control);
	umbra_sysfs_remove(control);
	umbra_policy_detach(control);
	umbra_report_free(control);
	umbra_kept_destroy(domain);
	umbra_principals_forget(domain);
	umbra_config_destroy(domain);
	umbra_repeats_forget(&control->core.repeats);
	umbra_tracker_destroy(domain);
	umbra_permission_destroy(domain);
	umbra_data_free(control);
	kfree(control);
	domain->control = NULL;
}

/* The module's init. One that fails is tried again, as the policy has it. */
static int umbra_domain_load(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	unsigned int retry = 0;
	int ret;

	control->loading = true;
	for (;;) {
		ret = umbra_run_init(domain);
		flush_work(&control->work);
		if (READ_ONCE(domain->state) == UMBRA_PASSIVE)
			break;
		umbra_teardown(domain);
		ret = ret < 0 ? ret : -EIO;
		if (!umbra_load_again(domain, ++retry))
			break;
	}
	/* It may fail here: either this sees it, or umbra_recovery_start() sees that. */
	smp_store_mb(control->loading, false);
	if (READ_ONCE(domain->state) == UMBRA_STOPPING)
		umbra_recovery_start(domain);
	return ret;
}

int umbra_domain_init(struct umbra_domain *domain)
{
	int ret;

	if (domain->abi != UMBRA_ABI) {
		pr_err("umbra: %s: its taps speak ABI %u, this umbra.ko %u; run `umbra harden` of the same version again\n",
		       domain->name, domain->abi, UMBRA_ABI);
		return -EPROTO;
	}
	ret = umbra_domain_prepare(domain);
	if (ret)
		return ret;
	ret = umbra_domain_load(domain);
	if (ret < 0) {
		unsigned long left = umbra_tracker_release(domain, NULL, NULL);

		if (left)
			pr_info("umbra: %s: released %lu objects that its init left behind\n",
				domain->name, left);
		umbra_domain_discard(domain);
	}
	return ret;
}
EXPORT_SYMBOL_GPL(umbra_domain_init);

void umbra_domain_exit(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	unsigned long left;

	/* A recovery that is on finishes first; none begins. */
	smp_store_mb(control->unloading, true);
	flush_work(&control->work);
	if (domain->exit && READ_ONCE(domain->state) == UMBRA_PASSIVE)
		domain->exit();
	if (READ_ONCE(domain->state) != UMBRA_PASSIVE)
		umbra_teardown(domain);
	/* Nobody is inside; who was on his way out may have asked for a recovery. */
	flush_work(&control->work);
	umbra_waits_forget(domain);
	left = umbra_tracker_release(domain, NULL, NULL);
	if (left)
		pr_info("umbra: %s: released %lu objects that it left behind\n", domain->name,
			left);
	umbra_domain_discard(domain);
}
EXPORT_SYMBOL_GPL(umbra_domain_exit);

static int __init umbra_init(void)
{
	int ret;

	umbra_in_use_init();
	ret = umbra_sysfs_init();
	if (ret)
		return ret;
	ret = umbra_recover_init();
	if (ret)
		goto no_sysfs;
	ret = umbra_fault_init();
	if (ret)
		goto no_recover;
	return 0;

no_recover:
	umbra_recover_exit();
no_sysfs:
	umbra_sysfs_exit();
	return ret;
}
module_init(umbra_init);

static void __exit umbra_exit(void)
{
	umbra_fault_exit();
	umbra_recover_exit();
	umbra_sysfs_exit();
}
module_exit(umbra_exit);

MODULE_DESCRIPTION("Umbra: keeps the machine and its applications alive when a driver fails");
MODULE_LICENSE("GPL");
