#include "json.h"

#include "text.h"

#define DEPTH 32

static const char *skip_space(const char *at, const char *end) {
  while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) at++;
  return at;
}

static int hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  char letter = (char)(digit | 0x20);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/** What `\` and this letter stand for; 0 if it is no escape, or \u. */
static char escape(char letter) {
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  for (size_t i = 0; i < sizeof letters - 1; i++)
    if (letters[i] == letter) return meanings[i];
  return '\0';
}

static const char *skip_string(const char *at, const char *end) {
  if (at >= end || *at++ != '"') return NULL;
  while (at < end && *at != '"') {
    if ((unsigned char)*at < 0x20) return NULL;
    if (*at++ != '\\') continue;
    if (at >= end) return NULL;
    if (*at != 'u') {
      if (escape(*at++) == '\0') return NULL;
      continue;
    }
    for (int i = 1; i <= 4; i++)
      if (end - at <= i || hex_digit(at[i]) < 0) return NULL;
    at += 5;
  }
  return at < end ? at + 1 : NULL;
}

static const char *skip_digits(const char *at, const char *end) {
  const char *first = at;
  while (at < end && *at >= '0' && *at <= '9') at++;
  return at > first ? at : NULL;
}

static const char *skip_number(const char *at, const char *end) {
  if (at < end && *at == '-') at++;
  at = at < end && *at == '0' ? at + 1 : skip_digits(at, end);
  if (at != NULL && at < end && *at == '.') at = skip_digits(at + 1, end);
  if (at != NULL && at < end && (*at | 0x20) == 'e') {
    if (++at < end && (*at == '+' || *at == '-')) at++;
    at = skip_digits(at, end);
  }
  return at;
}

static const char *skip_word(const char *at, const char *end, const char *word) {
  size_t length = strlen(word);
  return (size_t)(end - at) >= length && memcmp(at, word, length) == 0 ? at + length : NULL;
}

static const char *skip_value(const char *at, const char *end, int depth);

/** An object or an array; `at` is after its opening bracket. */
static const char *skip_items(const char *at, const char *end, char close, int depth) {
  at = skip_space(at, end);
  if (at < end && *at == close) return at + 1;
  for (;;) {
    if (close == '}') {
      at = skip_string(skip_space(at, end), end);
      if (at == NULL) return NULL;
      at = skip_space(at, end);
      if (at >= end || *at++ != ':') return NULL;
    }
    at = skip_value(at, end, depth + 1);
    if (at == NULL) return NULL;
    at = skip_space(at, end);
    if (at >= end) return NULL;
    if (*at == close) return at + 1;
    if (*at++ != ',') return NULL;
  }
}

static const char *skip_value(const char *at, const char *end, int depth) {
  at = skip_space(at, end);
  if (at >= end || depth > DEPTH) return NULL;
  switch (*at) {
    case '"': return skip_string(at, end);
    case '{': return skip_items(at + 1, end, '}', depth);
    case '[': return skip_items(at + 1, end, ']', depth);
    case 't': return skip_word(at, end, "true");
    case 'f': return skip_word(at, end, "false");
    case 'n': return skip_word(at, end, "null");
    default: return skip_number(at, end);
  }
}

struct json json_parse(const char *text, size_t length) {
  const char *end = skip_value(text, text + length, 1);
  return end == NULL ? JSON_NOTHING : (struct json){skip_space(text, end), skip_space(end, text + length)};
}

char json_kind(struct json value) { return value.start == NULL ? '\0' : *value.start; }

/** The value at `at`, which is known to be one. */
static struct json value_at(const char *at, const char *end) {
  at = skip_space(at, end);
  return (struct json){at, skip_value(at, end, 0)};
}

struct json json_member(struct json object, const char *key) {
  struct json similar = JSON_NOTHING;
  if (json_kind(object) != '{') return similar;
  const char *at = skip_space(object.start + 1, object.end);
  while (*at == '"') {
    struct json name = value_at(at, object.end);
    struct json value = value_at(skip_space(name.end, object.end) + 1, object.end);
    char text[64];
    if (json_kind(value) != 'n' && json_string(name, text, sizeof text)) {
      if (text_equal(text, key)) return value;
      if (text_equal_ignoring_case(text, key)) similar = value;
    }
    at = skip_space(value.end, object.end);
    if (*at == ',') at = skip_space(at + 1, object.end);
  }
  return similar;
}

struct json json_item(struct json array, struct json previous) {
  if (json_kind(array) != '[') return JSON_NOTHING;
  const char *at = skip_space(previous.start == NULL ? array.start + 1 : previous.end, array.end);
  if (*at == ']') return JSON_NOTHING;
  return value_at(*at == ',' ? at + 1 : at, array.end);
}

/** Four hexadecimal digits. */
static uint32_t unit(const char *digits) {
  uint32_t value = 0;
  for (int i = 0; i < 4; i++) value = value << 4 | (uint32_t)hex_digit(digits[i]);
  return value;
}

/** The character of a \u escape in UTF-8; `*at` is at its `u`, and is moved behind its last digit. 0 if it is a half. */
static size_t decode_unicode(const char **at, char bytes[4]) {
  uint32_t code = unit(*at + 1);
  *at += 5;
  if (code >= 0xd800 && code < 0xdc00 && (*at)[0] == '\\' && (*at)[1] == 'u') {
    uint32_t low = unit(*at + 2);
    if (low < 0xdc00 || low > 0xdfff) return 0;
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    *at += 6;
  }
  if (code >= 0xd800 && code < 0xe000) return 0;
  size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (size_t i = length; i-- > 1; code >>= 6) bytes[i] = (char)(0x80 | (code & 0x3f));
  static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
  bytes[0] = (char)(marks[length] | code);
  return length;
}

bool json_string(struct json value, char *text, size_t size) {
  if (json_kind(value) != '"') return false;
  size_t length = 0;
  for (const char *at = value.start + 1; *at != '"';) {
    char bytes[4] = {*at};
    size_t count = 1;
    if (*at++ == '\\') {
      bytes[0] = escape(*at);
      if (*at == 'u') count = decode_unicode(&at, bytes);
      else at++;
    }
    if (count == 0 || bytes[0] == '\0' || length + count >= size) return false;
    memcpy(text + length, bytes, count);
    length += count;
  }
  text[length] = '\0';
  return true;
}

bool json_number(struct json value, uint32_t *number) {
  return value.start != NULL && parse_number(value.start, (size_t)(value.end - value.start), number);
}
