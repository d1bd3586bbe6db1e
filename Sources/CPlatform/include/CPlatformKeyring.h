/* The kernel's key ring, by raw system calls. Every function gives 0 or more on success and -errno otherwise;
   where there is no key ring (macOS, a sandbox), -ENOSYS or what the kernel answers. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* Keeps `count` bytes under `description` in the user's key ring for so many seconds; replaces what was there. */
long cardcase_keyring_put(const char *description, const uint8_t *bytes, size_t count, unsigned seconds);

/* Copies the bytes kept under `description` into `out`; returns how many there are, which may be more than `capacity`. */
long cardcase_keyring_get(const char *description, uint8_t *out, size_t capacity);

/* Takes away what is kept under `description`. */
long cardcase_keyring_remove(const char *description);
