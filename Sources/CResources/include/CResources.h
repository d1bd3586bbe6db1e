/* Data files that travel inside the one binary. Each is embedded from the folder of the target that owns it. */
#pragma once
#include <stddef.h>

/* The bytes of the data file called `name` ("policy/jurisdictions.yaml"), or NULL. They live as long as the program. */
const unsigned char *cardcase_resource(const char *name, size_t *length);
