/* Reads an mbox with GMime, parses every message and its address headers, and counts. The yardstick for our own reader.
   cc -O2 gmime_count.c -o gmime_count $(pkg-config --cflags --libs gmime-3.0) */
#include <fcntl.h>
#include <gmime/gmime.h>
#include <stdio.h>

static size_t count_list(InternetAddressList *list) {
  size_t found = 0;
  for (int i = 0; list && i < internet_address_list_length(list); i++) {
    InternetAddress *address = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_GROUP(address))
      found += count_list(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)));
    else
      found++;
  }
  return found;
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  g_mime_init();
  int fd = open(argv[1], O_RDONLY);
  if (fd < 0) return 1;
  GMimeStream *stream = g_mime_stream_fs_new(fd);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  g_mime_parser_set_format(parser, GMIME_FORMAT_MBOX);
  size_t messages = 0, addresses = 0, dated = 0;
  while (!g_mime_parser_eos(parser)) {
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    if (!message) continue;
    messages++;
    addresses += count_list(g_mime_message_get_from(message)) + count_list(g_mime_message_get_to(message)) +
                 count_list(g_mime_message_get_cc(message));
    if (g_mime_message_get_date(message)) dated++;
    g_object_unref(message);
  }
  printf("%zu messages, %zu addresses, %zu dated\n", messages, addresses, dated);
  return 0;
}
