// SPDX-License-Identifier: GPL-2.0-only
/*
 * policy.c - what an administrator decides about recovery, by name.
 *
 * The rule it upholds: a policy is always valid as a whole; text that is wrong
 * anywhere changes nothing, and its error names the value, the limits and the
 * cure.
 *
 *   umbra_policy_defaults()      every value
 *   ◄─ layer "default"           those that the administrator said for all,
 *   ◄─ layer "class:net"         ... for a class's drivers,
 *   ◄─ layer "module:NAME"       ... and for this one: umbra_policy_apply()
 *
 * No state and no lock of its own: the caller guards the policy.
 */
#include "policy.h"

#define NAME_SIZE 24

static const struct value {
	const char *name;
	size_t offset;
	unsigned int initial, min, max;
} values[] = {
#define VALUE(name, initial, min, max)                                                             \
	{                                                                                          \
#name, offsetof(struct umbra_policy, name), initial, min, max                      \
	}
	VALUE(max_retries, 5, 0, 1000),
	VALUE(max_failures, 0, 0, 1000000),
	VALUE(window_s, 60, 1, 86400),
	VALUE(delay_ms, 100, 0, 60000),
	VALUE(delay_growth, 2, 1, 10),
	VALUE(delay_max_ms, 10000, 0, 600000),
	VALUE(leave_ms, 10000, 1, 600000),
	VALUE(settle_timeout_ms, 10000, 0, 600000),
	VALUE(interrupt_ms, 1000, 0, 600000),
	VALUE(softirq_ms, 3000, 0, 600000),
	VALUE(process_ms, 10000, 0, 600000),
	VALUE(deadline_ms, 120000, 0, 3600000),
	VALUE(reset, 1, 0, 1),
	VALUE(shadow, 1, 0, 1),
	VALUE(panic, 0, 0, 1),
	VALUE(repeats, 2, 0, 1000),
#undef VALUE
};

#define N_VALUES (sizeof(values) / sizeof(values[0]))

static unsigned int *place(struct umbra_policy *policy, const struct value *value)
{
	return (unsigned int *)((char *)policy + value->offset);
}

static const struct value *find_value(const char *name)
{
	size_t i;

	for (i = 0; i < N_VALUES; i++)
		if (!strcmp(values[i].name, name))
			return &values[i];
	return NULL;
}

void umbra_policy_defaults(struct umbra_policy *policy)
{
	size_t i;

	for (i = 0; i < N_VALUES; i++)
		*place(policy, &values[i]) = values[i].initial;
}

const char *umbra_policy_name(unsigned int index)
{
	return index < N_VALUES ? values[index].name : NULL;
}

unsigned int umbra_policy_value(const struct umbra_policy *policy, unsigned int index)
{
	return *place((struct umbra_policy *)policy, &values[index]);
}

void umbra_policy_apply(struct umbra_policy *policy, const struct umbra_policy_layer *layer)
{
	size_t i;

	for (i = 0; i < N_VALUES; i++)
		if (layer->said & 1u << i)
			*place(policy, &values[i]) = umbra_policy_value(&layer->policy, i);
}

static void unknown_name(const char *name, struct umbra_policy_error *error)
{
	size_t i, at;

	umbra_format(error->text, sizeof(error->text),
		     "unknown policy value '%s', expected one of", name);
	for (i = 0; i < N_VALUES; i++) {
		at = strlen(error->text);
		umbra_format(error->text + at, sizeof(error->text) - at, "%s %s", i ? "," : "",
			     values[i].name);
	}
}

static bool is_separator(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',';
}

/* A word of the text, as a string of its own; false if it is too long. */
static bool copy_word(char *out, size_t size, const char *text, size_t length)
{
	if (length >= size)
		return false;
	memcpy(out, text, length);
	out[length] = 0;
	return true;
}

/* The length of the word at @at; 0 at the end of the text. Passes over separators. */
static size_t next_word(const char *text, size_t length, size_t *at)
{
	size_t end;

	while (*at < length && is_separator(text[*at]))
		(*at)++;
	for (end = *at; end < length && text[end] && !is_separator(text[end]);)
		end++;
	return end - *at;
}

static bool parse_number(const char *word, unsigned int *value)
{
	unsigned int sum = 0;

	if (!strcmp(word, "on") || !strcmp(word, "yes")) {
		*value = 1;
		return true;
	}
	if (!strcmp(word, "off") || !strcmp(word, "no")) {
		*value = 0;
		return true;
	}
	if (!*word)
		return false;
	for (; *word; word++) {
		if (*word < '0' || *word > '9' || sum > (~0u - 9) / 10)
			return false;
		sum = sum * 10 + (unsigned int)(*word - '0');
	}
	*value = sum;
	return true;
}

/* One name=value of @length characters. */
static int parse_one(struct umbra_policy_layer *layer, const char *text, size_t length,
		     struct umbra_policy_error *error)
{
	char name[NAME_SIZE], number[NAME_SIZE];
	size_t equals = 0, size = sizeof(error->text);
	const struct value *found;
	unsigned int value;

	while (equals < length && text[equals] != '=')
		equals++;
	if (equals == length || !equals) {
		umbra_format(error->text, size,
			     "'%.*s' is not a policy value, expected name=value",
			     (int)(length < 64 ? length : 64), text);
		return -EINVAL;
	}
	if (!copy_word(name, sizeof(name), text, equals)) {
		umbra_format(error->text, size, "unknown policy value '%.*s...'", NAME_SIZE, text);
		return -ENOENT;
	}
	found = find_value(name);
	if (!found) {
		unknown_name(name, error);
		return -ENOENT;
	}
	text += equals + 1;
	length -= equals + 1;
	if (length == 7 && !memcmp(text, "default", 7)) {
		layer->said &= ~(1u << (found - values));
		return 0;
	}
	if (!copy_word(number, sizeof(number), text, length) || !parse_number(number, &value)) {
		umbra_format(error->text, size,
			     "%s='%.*s' is not a number, expected digits, on, off or default", name,
			     (int)(length < 64 ? length : 64), text);
		return -EINVAL;
	}
	if (value < found->min || value > found->max) {
		umbra_format(error->text, size, "%s=%u is out of range, expected %u to %u", name,
			     value, found->min, found->max);
		return -ERANGE;
	}
	*place(&layer->policy, found) = value;
	layer->said |= 1u << (found - values);
	return 0;
}

int umbra_policy_parse(struct umbra_policy_layer *layer, const char *text, size_t length,
		       struct umbra_policy_error *error)
{
	struct umbra_policy_layer changed = *layer;
	size_t n;
	int result;

	for (error->at = 0; (n = next_word(text, length, &error->at)); error->at += n) {
		result = parse_one(&changed, text + error->at, n, error);
		if (result)
			return result;
	}
	*layer = changed;
	return 0;
}

size_t umbra_policy_scope(char scope[UMBRA_POLICY_SCOPE], const char *text, size_t length,
			  struct umbra_policy_error *error)
{
	size_t at = 0, n = next_word(text, length, &at), name;
	char *c;

	error->at = at;
	name = n > 6 && !memcmp(text + at, "class:", 6)	  ? 6 :
	       n > 7 && !memcmp(text + at, "module:", 7) ? 7 :
							    0;
	if ((!name && (n != 7 || memcmp(text + at, "default", 7))) ||
	    !copy_word(scope, UMBRA_POLICY_SCOPE, text + at, n)) {
		umbra_format(error->text, sizeof(error->text),
			     "'%.*s' is no scope, expected default, class:NAME or module:NAME",
			     (int)(n < 64 ? n : 64), text + at);
		return 0;
	}
	/* As the kernel names modules. */
	for (c = scope + name; *c; c++)
		if (*c == '-')
			*c = '_';
	return at + n;
}

unsigned int umbra_policy_delay(const struct umbra_policy *policy, unsigned int retry)
{
	unsigned int delay = policy->delay_ms, i;

	if (!retry)
		return 0;
	for (i = 1; i < retry && delay < policy->delay_max_ms && policy->delay_growth > 1; i++)
		delay *= policy->delay_growth;
	return delay < policy->delay_max_ms ? delay : policy->delay_max_ms;
}
