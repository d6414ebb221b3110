// SPDX-License-Identifier: GPL-2.0-only
/*
 * policy.c - what an administrator decides about recovery, by name.
 *
 * The rule it upholds: a policy is always valid as a whole; text that is wrong
 * anywhere changes nothing, and its error names the value, the limits and the
 * cure.
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
	VALUE(settle_timeout_ms, 10000, 0, 600000),
	VALUE(interrupt_ms, 1000, 0, 600000),
	VALUE(softirq_ms, 3000, 0, 600000),
	VALUE(process_ms, 10000, 0, 600000),
	VALUE(shadow, 1, 0, 1),
	VALUE(panic, 0, 0, 1),
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

int umbra_policy_get(const struct umbra_policy *policy, const char *name, unsigned int *value)
{
	const struct value *found = find_value(name);

	if (!found)
		return -ENOENT;
	*value = *place((struct umbra_policy *)policy, found);
	return 0;
}

static void unknown_name(const char *name, char *error, size_t error_size)
{
	size_t i, at;

	if (!error_size)
		return;
	umbra_format(error, error_size, "unknown policy value '%s', expected one of", name);
	for (i = 0; i < N_VALUES; i++) {
		at = strlen(error);
		umbra_format(error + at, error_size - at, "%s %s", i ? "," : "", values[i].name);
	}
}

int umbra_policy_set(struct umbra_policy *policy, const char *name, unsigned int value, char *error,
		     size_t error_size)
{
	const struct value *found = find_value(name);

	if (!found) {
		unknown_name(name, error, error_size);
		return -ENOENT;
	}
	if (value < found->min || value > found->max) {
		umbra_format(error, error_size, "%s=%u is out of range, expected %u to %u",
			     found->name, value, found->min, found->max);
		return -ERANGE;
	}
	*place(policy, found) = value;
	return 0;
}

static bool is_separator(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',';
}

/* A word of the text, as a string of its own; false if it is too long. */
static bool copy_word(char *out, const char *text, size_t length)
{
	if (length >= NAME_SIZE)
		return false;
	memcpy(out, text, length);
	out[length] = 0;
	return true;
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
static int parse_one(struct umbra_policy *policy, const char *text, size_t length, char *error,
		     size_t error_size)
{
	char name[NAME_SIZE], number[NAME_SIZE];
	unsigned int value;
	size_t equals = 0;

	while (equals < length && text[equals] != '=')
		equals++;
	if (equals == length || !equals) {
		umbra_format(error, error_size, "'%.*s' is not a policy value, expected name=value",
			     (int)(length < 64 ? length : 64), text);
		return -EINVAL;
	}
	if (!copy_word(name, text, equals)) {
		umbra_format(error, error_size, "unknown policy value '%.*s...'", NAME_SIZE, text);
		return -ENOENT;
	}
	if (!copy_word(number, text + equals + 1, length - equals - 1) ||
	    !parse_number(number, &value)) {
		umbra_format(error, error_size,
			     "%s='%.*s' is not a number, expected digits, on or off", name,
			     (int)(length - equals - 1 < 64 ? length - equals - 1 : 64),
			     text + equals + 1);
		return -EINVAL;
	}
	return umbra_policy_set(policy, name, value, error, error_size);
}

int umbra_policy_parse(struct umbra_policy *policy, const char *text, size_t length, char *error,
		       size_t error_size)
{
	struct umbra_policy changed = *policy;
	size_t at = 0;

	while (at < length && text[at]) {
		size_t end = at;
		int result;

		if (is_separator(text[at])) {
			at++;
			continue;
		}
		while (end < length && text[end] && !is_separator(text[end]))
			end++;
		result = parse_one(&changed, text + at, end - at, error, error_size);
		if (result)
			return result;
		at = end;
	}
	*policy = changed;
	return 0;
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
