#define _GNU_SOURCE
#include "CPlatformKeyring.h"
#include <errno.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

/* From linux/keyctl.h, which need not be installed. */
enum { process_ring = -2, user_ring = -4 };
enum { op_revoke = 3, op_link = 8, op_unlink = 9, op_search = 10, op_read = 11, op_set_timeout = 15, op_invalidate = 21 };

static long result(long value) { return value == -1 ? -errno : value; }

static long control(int operation, long a, long b, long c, long d) { return result(syscall(SYS_keyctl, operation, a, b, c, d)); }

/* A key in the user's ring may be read only by a process that possesses the ring: link it into our own. */
static long possess(void) { return control(op_link, user_ring, process_ring, 0, 0); }

static long find(const char *description) {
  long linked = possess();
  if (linked < 0) return linked;
  return control(op_search, user_ring, (long)"user", (long)description, 0);
}

long cardcase_keyring_put(const char *description, const uint8_t *bytes, size_t count, unsigned seconds) {
  long linked = possess();
  if (linked < 0) return linked;
  long key = result(syscall(SYS_add_key, "user", description, bytes, count, user_ring));
  if (key < 0) return key;
  long timed = control(op_set_timeout, key, seconds, 0, 0);
  if (timed < 0) {
    control(op_revoke, key, 0, 0, 0);
    return timed;
  }
  return 0;
}

long cardcase_keyring_get(const char *description, uint8_t *out, size_t capacity) {
  long key = find(description);
  if (key < 0) return key;
  return control(op_read, key, (long)out, (long)capacity, 0);
}

long cardcase_keyring_remove(const char *description) {
  long key = find(description);
  if (key < 0) return key;
  long unlinked = control(op_unlink, key, user_ring, 0, 0);
  control(op_invalidate, key, 0, 0, 0);
  return unlinked;
}
#else
long cardcase_keyring_put(const char *description, const uint8_t *bytes, size_t count, unsigned seconds) {
  (void)description, (void)bytes, (void)count, (void)seconds;
  return -ENOSYS;
}
long cardcase_keyring_get(const char *description, uint8_t *out, size_t capacity) {
  (void)description, (void)out, (void)capacity;
  return -ENOSYS;
}
long cardcase_keyring_remove(const char *description) {
  (void)description;
  return -ENOSYS;
}
#endif
