#include "CResources.h"
#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

/* To add a data file: put it into the Resources folder of its target, embed it here, name it in the table. */

struct resource {
  const char *name;
  const unsigned char *bytes;
  size_t length;
};

static const struct resource table[] = {
    {"", 0, 0},
};

const unsigned char *cardcase_resource(const char *name, size_t *length) {
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    if (table[i].bytes && strcmp(table[i].name, name) == 0) {
      *length = table[i].length;
      return table[i].bytes;
    }
  }
  *length = 0;
  return 0;
}
