#include "pool.h"

/** The next word of a line; its length is 0 at the end. `\r` counts as space, for files written on Windows. */
static size_t next_word(const char **at, const char *end) {
  while (*at < end && (**at == ' ' || **at == '\t' || **at == '\r')) (*at)++;
  size_t length = 0;
  for (const char *c = *at; c < end && *c != ' ' && *c != '\t' && *c != '\r' && *c != '#'; c++) length++;
  return length;
}

static bool contains(const struct pool *pool, address_t address) {
  for (size_t i = 0; i < pool->count; i++)
    if (pool->entries[i].address == address) return true;
  return false;
}

static void parse_line(struct pool *pool, const char *at, const char *end) {
  struct pool_entry *entry = &pool->entries[pool->count];
  *entry = (struct pool_entry){0};
  size_t length = next_word(&at, end);
  if (!parse_address(at, length, &entry->address) || contains(pool, entry->address)) return;
  at += length;
  length = next_word(&at, end);
  if (length > 0) {
    if (length != 6 || memcmp(at, "public", 6) != 0) return;
    entry->is_public = true;
    at += length;
    length = next_word(&at, end);
    if (length >= sizeof entry->label) return;
    memcpy(entry->label, at, length);
    at += length;
    if (next_word(&at, end) > 0) return;
  }
  pool->count++;
}

void pool_parse(struct pool *pool, const char *text, size_t length) {
  const char *end = text + length;
  pool->count = pool->hint = 0;
  while (text < end && pool->count < POOL_MOST) {
    const char *line_end = text;
    while (line_end < end && *line_end != '\n') line_end++;
    parse_line(pool, text, line_end);
    text = line_end + 1;
  }
}

int pool_load(struct pool *pool, const char *path) {
  static char text[POOL_MOST * 96]; /* the longest line `vnetk8s pool` writes has 88 characters */
  long file = sys_open_at(AT_FDCWD, path, O_RDONLY, 0);
  if (file < 0) return (int)file;
  size_t length = 0;
  long count;
  while ((count = sys_read((int)file, text + length, sizeof text - length)) > 0) length += (size_t)count;
  sys_close((int)file);
  pool_parse(pool, text, length);
  return count < 0 ? (int)count : 0;
}

void pool_use(struct pool *pool, address_t address) {
  for (size_t i = 0; i < pool->count; i++) {
    if (pool->hint == pool->count) pool->hint = 0;
    struct pool_entry *entry = &pool->entries[pool->hint++];
    if (entry->address != address) continue;
    entry->used = true;
    return;
  }
}
