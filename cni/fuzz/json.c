/** Any bytes as JSON: what is accepted must be walkable to its last value without leaving it. */
#include <stdlib.h>

#include "../json.h"

static void walk(struct json value) {
  static const char *const keys[] = {"a", "name", "cniVersion", "prevResult", "ips", "address"};
  char text[16];
  if (value.start == NULL) return;
  if (json_string(value, text, sizeof text) && strlen(text) >= sizeof text) abort();
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) walk(json_member(value, keys[i]));
  struct json item = JSON_NOTHING;
  while ((item = json_item(value, item)).start != NULL) {
    if (item.start < value.start || item.end > value.end || item.start >= item.end) abort();
    walk(item);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  char *text = malloc(size + 1);
  if (text == NULL) return 0;
  memcpy(text, bytes, size);
  struct json value = json_parse(text, size);
  if (value.start != NULL && (value.start < text || value.end > text + size)) abort();
  /* Keys repeat on every level, and each is looked up on each: longer texts would take long, not find more. */
  if (size < 400) walk(value);
  free(text);
  return 0;
}
