// SPDX-License-Identifier: GPL-2.0-only
/*
 * policy.c - who said what about recovery: rules by scope, and what follows
 * from them for each domain.
 *
 * /sys/kernel/umbra/policy-rules takes and shows rules, one a line, of modules
 * that need not be loaded: "class:net max_retries=3 shadow=off". (No module's
 * folder beside it has a dash in its name.) A file of a module's policy/ shows
 * the value in force; writing it is a rule of scope module:NAME.
 */
#include <linux/slab.h>
#include <linux/sysfs.h>
#include "control.h"

struct umbra_rule {
	struct list_head node;
	char scope[UMBRA_POLICY_SCOPE];
	struct umbra_policy_layer layer;
};

static DEFINE_MUTEX(umbra_policy_lock);	/* all of the below */
static LIST_HEAD(umbra_rules);
static LIST_HEAD(umbra_governed);	/* controls, by ->governed; read under RCU, too */

static struct umbra_rule *umbra_rule_find(const char *scope)
{
	struct umbra_rule *rule;

	list_for_each_entry(rule, &umbra_rules, node)
		if (!strcmp(rule->scope, scope))
			return rule;
	return NULL;
}

static void umbra_rule_apply(struct umbra_policy *policy, const char *kind, const char *name)
{
	char scope[UMBRA_POLICY_SCOPE];
	struct umbra_rule *rule;

	snprintf(scope, sizeof(scope), "%s%s", kind, name);
	rule = umbra_rule_find(scope);
	if (rule)
		umbra_policy_apply(policy, &rule->layer);
}

/* The domain's policy, anew. Under umbra_policy_lock. */
static void umbra_policy_resolve(struct umbra_control *control)
{
	struct umbra_policy policy;
	unsigned long flags;

	umbra_policy_defaults(&policy);
	umbra_rule_apply(&policy, "default", "");
	if (control->shadow)
		umbra_rule_apply(&policy, "class:", control->shadow->name);
	umbra_rule_apply(&policy, "module:", control->domain->name);
	raw_spin_lock_irqsave(&control->failure_lock, flags);
	control->core.policy = policy;
	raw_spin_unlock_irqrestore(&control->failure_lock, flags);
}

/* Say something for a scope. All or nothing. Context: process. */
static int umbra_rule_say(const char *scope, const char *text, size_t size)
{
	struct umbra_policy_error error;
	struct umbra_control *control;
	struct umbra_rule *rule;
	int ret = -ENOMEM;

	mutex_lock(&umbra_policy_lock);
	rule = umbra_rule_find(scope);
	if (!rule) {
		rule = kzalloc(sizeof(*rule), GFP_KERNEL);
		if (!rule)
			goto unlock;
		strscpy(rule->scope, scope, sizeof(rule->scope));
		list_add_tail(&rule->node, &umbra_rules);
	}
	ret = umbra_policy_parse(&rule->layer, text, size, &error);
	if (ret)
		pr_warn("umbra: policy of %s: %s; nothing changed\n", scope, error.text);
	if (!rule->layer.said) {
		list_del(&rule->node);
		kfree(rule);
	}
	list_for_each_entry(control, &umbra_governed, governed)
		umbra_policy_resolve(control);
unlock:
	mutex_unlock(&umbra_policy_lock);
	return ret;
}

/* Rules, one a line; those before a wrong one are in force. */
static ssize_t umbra_rules_write(struct file *file, struct kobject *kobj,
				 struct bin_attribute *attr, char *text, loff_t offset,
				 size_t size)
{
	const char *line = text, *end = text + size, *stop;

	for (; line < end; line = stop + 1) {
		struct umbra_policy_error error;
		char scope[UMBRA_POLICY_SCOPE];
		size_t taken;
		int ret;

		stop = memchr(line, '\n', end - line) ?: end;
		if (line == stop)
			continue;
		taken = umbra_policy_scope(scope, line, stop - line, &error);
		if (!taken) {
			pr_warn("umbra: policy-rules: %s\n", error.text);
			return -EINVAL;
		}
		ret = umbra_rule_say(scope, line + taken, stop - line - taken);
		if (ret)
			return ret;
	}
	return size;
}

static ssize_t umbra_rules_read(struct file *file, struct kobject *kobj,
				struct bin_attribute *attr, char *out, loff_t offset, size_t size)
{
	struct umbra_text text;
	struct umbra_rule *rule;
	unsigned int i;
	ssize_t ret;

	ret = umbra_text_start(&text);
	if (ret)
		return ret;
	mutex_lock(&umbra_policy_lock);
	list_for_each_entry(rule, &umbra_rules, node) {
		umbra_text_add(&text, "%s", rule->scope);
		for (i = 0; umbra_policy_name(i); i++)
			if (rule->layer.said & BIT(i))
				umbra_text_add(&text, " %s=%u", umbra_policy_name(i),
					       umbra_policy_value(&rule->layer.policy, i));
		umbra_text_add(&text, "\n");
	}
	mutex_unlock(&umbra_policy_lock);
	return umbra_text_read(&text, out, offset, size);
}

struct bin_attribute umbra_attr_policy_rules = {
	.attr = { .name = "policy-rules", .mode = 0644 },
	.read = umbra_rules_read,
	.write = umbra_rules_write,
};

static ssize_t umbra_value_show(struct umbra_control *control, const struct umbra_attribute *attr,
				char *text)
{
	return sysfs_emit(text, "%u\n", umbra_policy_value(&control->core.policy, attr->index));
}

static ssize_t umbra_value_store(struct umbra_control *control, const struct umbra_attribute *attr,
				 const char *text, size_t size)
{
	char scope[UMBRA_POLICY_SCOPE], said[64];
	int n;

	n = snprintf(said, sizeof(said), "%s=%.*s", attr->attr.name, (int)min(size, sizeof(said)),
		     text);
	if (n >= sizeof(said))
		return -EINVAL;
	snprintf(scope, sizeof(scope), "module:%s", control->domain->name);
	return umbra_rule_say(scope, said, n) ?: size;
}

#define UMBRA_POLICY_VALUES (sizeof(struct umbra_policy) / sizeof(unsigned int))

static struct umbra_attribute umbra_policy_attrs[UMBRA_POLICY_VALUES];
static struct attribute *umbra_policy_list[UMBRA_POLICY_VALUES + 1];

const struct attribute_group umbra_policy_group = {
	.name = "policy",
	.attrs = umbra_policy_list,
};

/* From now on the domain's policy is what the rules say. Context: process. */
void umbra_policy_attach(struct umbra_control *control)
{
	mutex_lock(&umbra_policy_lock);
	list_add_tail_rcu(&control->governed, &umbra_governed);
	umbra_policy_resolve(control);
	mutex_unlock(&umbra_policy_lock);
}

void umbra_policy_detach(struct umbra_control *control)
{
	mutex_lock(&umbra_policy_lock);
	list_del_rcu(&control->governed);
	mutex_unlock(&umbra_policy_lock);
	synchronize_rcu();
}

/* Does @is say so of any domain? Context: any. */
bool umbra_domains_any(bool (*is)(struct umbra_control *control, const void *data),
		       const void *data)
{
	struct umbra_control *control;
	bool any = false;

	rcu_read_lock();
	list_for_each_entry_rcu(control, &umbra_governed, governed)
		any |= is(control, data);
	rcu_read_unlock();
	return any;
}

void umbra_class_joined(struct umbra_class *shadow, struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);

	mutex_lock(&umbra_policy_lock);
	if (!control->shadow) {
		WRITE_ONCE(control->shadow, shadow);
		umbra_policy_resolve(control);
	}
	mutex_unlock(&umbra_policy_lock);
}
EXPORT_SYMBOL_GPL(umbra_class_joined);

void umbra_policy_init(void)
{
	unsigned int i;

	for (i = 0; i < UMBRA_POLICY_VALUES; i++) {
		umbra_policy_attrs[i].attr.name = umbra_policy_name(i);
		umbra_policy_attrs[i].attr.mode = 0644;
		umbra_policy_attrs[i].show = umbra_value_show;
		umbra_policy_attrs[i].store = umbra_value_store;
		umbra_policy_attrs[i].index = i;
		umbra_policy_list[i] = &umbra_policy_attrs[i].attr;
	}
}

void umbra_policy_exit(void)
{
	struct umbra_rule *rule, *next;

	list_for_each_entry_safe(rule, next, &umbra_rules, node)
		kfree(rule);
}
