/* Reads every card of a file with Evolution's C reader, and with a second file writes each back. Prints how many. */
#include <libebook-contacts/libebook-contacts.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
  gchar *text = NULL;
  gsize length = 0;
  if (argc < 2 || !g_file_get_contents(argv[1], &text, &length, NULL)) return 1;
  FILE *out = argc > 2 ? fopen(argv[2], "w") : NULL;
  int count = 0;
  for (gchar *at = text; (at = strstr(at, "BEGIN:VCARD")) != NULL;) {
    gchar *end = strstr(at, "END:VCARD");
    if (end == NULL) break;
    end += strlen("END:VCARD");
    gchar *one = g_strndup(at, end - at);
    EVCard *card = e_vcard_new_from_string(one);
    /* Attributes are parsed when they are first asked for. */
    if (e_vcard_get_attributes(card) != NULL) count++;
    if (out != NULL) {
      gchar *written = e_vcard_to_string(card, EVC_FORMAT_VCARD_30);
      fputs(written, out);
      fputs("\r\n", out);
      g_free(written);
    }
    g_object_unref(card);
    g_free(one);
    at = end;
  }
  if (out != NULL) fclose(out);
  printf("%d\n", count);
  return 0;
}
