#define _GNU_SOURCE
#include "CPlatform.h"
#include <errno.h>
#include <iconv.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static int put(uint8_t **out, size_t *room, const char *text, size_t count) {
  if (*room < count) return -1;
  memcpy(*out, text, count);
  *out += count;
  *room -= count;
  return 0;
}

long cardcase_iconv(const char *charset, const uint8_t *bytes, size_t count, uint8_t *out, size_t capacity, size_t *bad) {
  iconv_t converter = iconv_open("UTF-8", charset);
  if (converter == (iconv_t)-1) return -1;
  char *in = (char *)bytes;
  size_t left = count, room = capacity;
  uint8_t *cursor = out;
  *bad = 0;
  while (left > 0) {
    char *target = (char *)cursor;
    size_t result = iconv(converter, &in, &left, &target, &room);
    cursor = (uint8_t *)target;
    if (result != (size_t)-1) break;
    if (errno == E2BIG) { iconv_close(converter); return -2; }
    (*bad)++;
    if (put(&cursor, &room, "\xEF\xBF\xBD", 3) != 0) { iconv_close(converter); return -2; }
    if (errno == EINVAL) break; /* the input ends inside a character */
    in++;
    left--;
  }
  char *target = (char *)cursor;
  iconv(converter, NULL, NULL, &target, &room);
  cursor = (uint8_t *)target;
  iconv_close(converter);
  return (long)(cursor - out);
}

int cardcase_terminal_columns(int fd) {
  struct winsize size;
  if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

int64_t cardcase_cpu_microseconds(void) {
  struct timespec time;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0) return 0;
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

void cardcase_keep_heap(void) {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_TOP_PAD, 16 << 20);
  /* A table that grows by doubling would else be a mapping of its own each time, fetched from the kernel page by page and given back. */
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
}

const uint8_t *cardcase_find(const uint8_t *bytes, size_t count, const uint8_t *pattern, size_t length) {
  return memmem(bytes, count, pattern, length);
}
