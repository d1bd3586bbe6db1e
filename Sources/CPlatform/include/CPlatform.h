/* What differs between Linux and macOS, and the few calls Swift cannot make safely by itself. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "CPlatformKeyring.h"

/* Converts `count` bytes from `charset` to UTF-8 into `out` (capacity bytes).
   Returns the number of bytes written, -1 when the charset is unknown, -2 when `out` is too small.
   Bytes that cannot be converted become U+FFFD; `*bad` counts them. */
long cardcase_iconv(const char *charset, const uint8_t *bytes, size_t count, uint8_t *out, size_t capacity, size_t *bad);

/* Columns of the terminal at `fd`, 0 when it is none. */
int cardcase_terminal_columns(int fd);

/* CPU time of this thread so far, in microseconds. */
int64_t cardcase_cpu_microseconds(void);

/* Lets the heap keep what is given back to it and grow in larger steps: for work that fills and empties large tables. */
void cardcase_keep_heap(void);

/* Has the memory at `address` brought near, which may be any address; reads nothing. */
static inline void cardcase_prefetch(const void *address) { __builtin_prefetch(address); }

/* The first place in `bytes` where `pattern` stands, or NULL. */
const uint8_t *cardcase_find(const uint8_t *bytes, size_t count, const uint8_t *pattern, size_t length);
