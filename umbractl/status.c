// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * status.c - `umbractl status`: for people, and as JSON.
 */
#include "status.h"

#include <stdio.h>

#include "domain.h"
#include "json.h"
#include "taint.h"

static void print_ms(unsigned long long ns)
{
	printf("%llu.%llu", ns / 1000000, ns / 100000 % 10);
}

static void print_text(const struct domain *domain)
{
	unsigned long long sum = 0;
	size_t i;

	printf("%s: %s%s\n", domain->name, domain->state, domain->gave_up ? ", given up" : "");
	printf("  failures %llu, recovered %llu, refused %llu\n", domain->failures,
	       domain->recoveries, domain->refused);
	if (domain->last_failure[0])
		printf("  last: %s\n", domain->last_failure);
	if (domain->outage_ns) {
		printf("  last outage: ");
		print_ms(domain->outage_ns);
		printf(" ms");
		for (i = 0; i < domain->phases.n; i++) {
			printf("%s%s ", i ? ", " : " (", domain->phases.pair[i].name);
			print_ms(domain->phases.pair[i].number);
		}
		printf("%s\n", domain->phases.n ? ")" : "");
	}
	for (i = 0; i < domain->objects.n; i++)
		sum += domain->objects.pair[i].number;
	printf("  objects %llu", sum);
	for (i = 0; i < domain->objects.n; i++)
		printf("%s %s %llu", i ? "," : ":", domain->objects.pair[i].name,
		       domain->objects.pair[i].number);
	printf("\n");
}

static void print_pairs(const char *name, const struct pairs *pairs)
{
	size_t i;

	printf("      \"%s\": {", name);
	for (i = 0; i < pairs->n; i++) {
		printf("%s", i ? ", " : "");
		json_string(pairs->pair[i].name);
		printf(": %llu", pairs->pair[i].number);
	}
	printf("}");
}

static void print_json(const struct domain *domain, int first)
{
	printf("%s\n    {\n      \"module\": ", first ? "" : ",");
	json_string(domain->name);
	printf(",\n      \"state\": ");
	json_string(domain->state);
	printf(",\n      \"class\": ");
	if (domain->class[0])
		json_string(domain->class);
	else
		printf("null");
	printf(",\n      \"gave_up\": %s,\n", domain->gave_up ? "true" : "false");
	printf("      \"failures\": %llu,\n      \"recoveries\": %llu,\n"
	       "      \"refused\": %llu,\n",
	       domain->failures, domain->recoveries, domain->refused);
	printf("      \"last_failure\": ");
	if (domain->last_failure[0])
		json_string(domain->last_failure);
	else
		printf("null");
	printf(",\n      \"outage_ns\": %llu,\n", domain->outage_ns);
	print_pairs("outage_phases", &domain->phases);
	printf(",\n");
	print_pairs("objects", &domain->objects);
	printf("\n    }");
}

int status(const char *module, int json)
{
	char **names = NULL, found[64];
	size_t n = 0, i, printed = 0;
	int result;

	result = module ? domain_find(module, found) : domain_names(&names, &n);
	if (result) {
		free_names(names, n);
		return result;
	}
	if (json)
		printf("{\n  \"schema_version\": 1,\n  \"modules\": [");
	for (i = 0; i < (module ? 1 : n); i++) {
		struct domain domain;

		if (!domain_read(module ? found : names[i], &domain)) {
			if (json)
				print_json(&domain, !printed);
			else
				print_text(&domain);
			printed++;
			if (domain.gave_up)
				result = EXIT_GIVEN_UP;
		}
		domain_free(&domain);
	}
	if (json) {
		printf("%s],\n  \"tainted\": ", printed ? "\n  " : "");
		taint_json();
		printf("\n}\n");
	} else {
		if (!printed)
			printf("no wrapped driver is loaded\n");
		taint_text();
	}
	free_names(names, n);
	return result;
}
