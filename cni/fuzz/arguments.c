/** Any text as CNI_ARGS, and as the other variables; printed as an error it must be JSON. */
#include <stdlib.h>

#include "../call.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  char *text = malloc(size + 1), *quoted = malloc(6 * size + 16);
  if (text == NULL || quoted == NULL) return 0;
  memcpy(text, bytes, size);
  text[size] = '\0';
  call_valid_arguments(text);
  if (call_valid_name(text) && strlen(text) == 0) abort();
  struct text out = {quoted, quoted + 6 * size + 15};
  print(&out, "%q", text);
  if (json_parse(quoted, (size_t)(out.at - quoted)).start == NULL) abort();
  free(text);
  free(quoted);
  return 0;
}
