#include "pool.h"

/** The entry of an address; NULL if there is none. */
static struct pool_entry *find(struct pool *pool, address_t address) {
  for (size_t i = 0; i < pool->count; i++) {
    if (++pool->hint >= pool->count) pool->hint = 0;
    if (pool->entries[pool->hint].address == address) return &pool->entries[pool->hint];
  }
  return NULL;
}

/** The next word of a line, ended by a zero byte; it is empty at the end of the line. Moves `at` behind it. */
static char *next_word(char **at, const char *end) {
  while (*at < end && (**at == ' ' || **at == '\t' || **at == '\r')) (*at)++;
  char *word = *at;
  while (*at < end && (unsigned char)**at > ' ') (*at)++;
  if (*at < end) *(*at)++ = '\0';
  return *word == '#' ? *at = (char *)end : word;
}

static void parse_line(struct pool *pool, char *at, char *end) {
  struct pool_entry entry = {.label = "false"};
  *end = '\0';
  const char *address = next_word(&at, end), *public = next_word(&at, end);
  if (!parse_address(address, &entry.address) || find(pool, entry.address) != NULL) return;
  if (*public != '\0') {
    if (!text_equal(public, "public")) return;
    entry.label = next_word(&at, end);
    if (*entry.label == '\0') entry.label = "true";
  }
  if (pool->count < POOL_MOST) pool->entries[pool->count++] = entry;
}

void pool_parse(struct pool *pool, char *text, size_t length) {
  char *end = text + length;
  pool->count = 0;
  while (text < end) {
    char *line = text;
    while (text < end && *text != '\n') text++;
    parse_line(pool, line, text++);
  }
}

int pool_load(struct pool *pool, const char *path) {
  static char text[64 << 10];
  long file = sys_open(path, O_RDONLY);
  long length = file < 0 ? file : sys_read_all((int)file, text, sizeof text - 1);
  if (length < 0) return (int)length;
  sys_close((int)file);
  pool_parse(pool, text, (size_t)length);
  return 0;
}

void pool_use(struct pool *pool, address_t address) {
  struct pool_entry *entry = find(pool, address);
  if (entry != NULL) entry->used = true;
}
