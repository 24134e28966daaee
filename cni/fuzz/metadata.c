/** Any bytes as the metadata from which the pool is made: what is printed must be a pool that can be read. */
#include <stdlib.h>

#include "../import.c"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  static struct pool pool;
  static char *labels[] = {"shop-1-1", NULL};
  char *text = malloc(size + 1);
  if (text == NULL) return 0;
  memcpy(text, bytes, size);
  output = (struct text){output_bytes, output_bytes + sizeof output_bytes - 1};
  struct json network = json_parse(text, size);
  if (network.start != NULL) print_pool(network, json_parse(network.end, (size_t)(text + size - network.end)), labels);
  size_t lines = 0;
  for (const char *c = output_bytes; c < output.at; c++) lines += *c == '\n';
  pool_parse(&pool, output_bytes, (size_t)(output.at - output_bytes));
  if (pool.count > lines || (lines > 0 && pool.count == 0)) abort();
  free(text);
  return 0;
}
