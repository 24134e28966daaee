/** Any bytes as a pool file: no address twice, no label without an end. */
#include <stdlib.h>

#include "../pool.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  static struct pool pool;
  char *text = malloc(size + 1);
  if (text == NULL) return 0;
  memcpy(text, bytes, size);
  pool_parse(&pool, text, size);
  for (size_t i = 0; i < pool.count; i++) {
    if (strlen(pool.entries[i].label) == 0) abort();
    pool_use(&pool, pool.entries[i].address);
    if (!pool.entries[i].used) abort();
    for (size_t j = 0; j < i; j++)
      if (pool.entries[i].address == pool.entries[j].address) abort();
  }
  free(text);
  return 0;
}
