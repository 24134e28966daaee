#include "pool.h"

/** The entry of an address; NULL if there is none. */
static struct pool_entry *find(struct pool *pool, address_t address) {
  for (size_t i = 0; i < pool->count; i++) {
    if (++pool->hint >= pool->count) pool->hint = 0;
    if (pool->entries[pool->hint].address == address) return &pool->entries[pool->hint];
  }
  return NULL;
}

/** The next word of a line, which `at` is moved behind; its length is 0 at the end of the line, or of all. */
static size_t next_word(const char **at, const char *end, const char **word) {
  while (*at < end && (**at == ' ' || **at == '\t' || **at == '\r')) (*at)++;
  *word = *at;
  while (*at < end && (unsigned char)**at > ' ' && **at != '#') (*at)++;
  return (size_t)(*at - *word);
}

static void parse_line(struct pool *pool, const char *at, const char *end) {
  struct pool_entry entry = {0};
  const char *word;
  size_t length = next_word(&at, end, &word);
  if (!parse_address(word, length, &entry.address) || find(pool, entry.address) != NULL) return;
  length = next_word(&at, end, &word);
  entry.is_public = length == 6 && memcmp(word, "public", 6) == 0;
  entry.label_length = next_word(&at, end, &entry.label);
  if ((length == 0 || entry.is_public) && pool->count < POOL_MOST) pool->entries[pool->count++] = entry;
}

void pool_parse(struct pool *pool, const char *text, size_t length) {
  const char *end = text + length;
  pool->count = 0;
  while (text < end) {
    const char *line = text;
    while (text < end && *text != '\n') text++;
    parse_line(pool, line, text++);
  }
}

int pool_load(struct pool *pool, const char *path) {
  static char text[64 << 10];
  long file = sys_open(path, O_RDONLY);
  long length = file < 0 ? file : sys_read_all((int)file, text, sizeof text);
  if (length < 0) return (int)length;
  sys_close((int)file);
  pool_parse(pool, text, (size_t)length);
  return 0;
}

void pool_use(struct pool *pool, address_t address) {
  struct pool_entry *entry = find(pool, address);
  if (entry != NULL) entry->used = true;
}
