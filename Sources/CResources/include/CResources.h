/* Data files that travel inside the one binary. Each is embedded from the folder of the target that owns it. */
#pragma once
#include <stddef.h>

/* The bytes of the data file called `name` ("policy/jurisdictions.yaml"), or NULL. They live as long as the program. */
const unsigned char *cardcase_resource(const char *name, size_t *length);

/* The name of the data file at `index`, or NULL behind the last. */
const char *cardcase_resource_name(size_t index);
