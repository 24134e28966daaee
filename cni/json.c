#include "json.h"

#define DEPTH 32

static const char *skip_space(const char *at, const char *end) {
  while (at < end && text_contains(" \t\n\r", *at)) at++;
  return at;
}

static const char *skip_string(const char *at, const char *end) {
  if (at >= end || *at++ != '"') return NULL;
  for (; at < end && *at != '"'; at++) {
    if ((unsigned char)*at < ' ') return NULL;
    if (*at == '\\' && (++at >= end || !text_contains("\"\\/bfnrtu", *at))) return NULL;
  }
  return at < end ? at + 1 : NULL;
}

/** A number, true, false or null. A number's form is not checked in full, only its characters: more is let through. */
static const char *skip_scalar(const char *at, const char *end) {
  static const char *const words[] = {"true", "false", "null"};
  const char *start = at;
  while (at < end && text_contains("+-.0123456789Eaeflnrstu", *at)) at++;
  for (size_t i = 0; i < 3; i++)
    if ((size_t)(at - start) == strlen(words[i]) && text_starts_with(start, words[i])) return at;
  return at > start && text_contains("-0123456789", *start) ? at : NULL;
}

static const char *skip_value(const char *at, const char *end, int depth);

/** The items of an object or array; `at` is at its opening bracket, two characters before which closes it in ASCII. */
static const char *skip_items(const char *at, const char *end, int depth) {
  char close = (char)(*at + 2);
  at = skip_space(at + 1, end);
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
    if (at >= end || (*at != close && *at != ',')) return NULL;
    if (*at++ == close) return at;
  }
}

static const char *skip_value(const char *at, const char *end, int depth) {
  at = skip_space(at, end);
  if (at >= end || depth > DEPTH) return NULL;
  if (*at == '"') return skip_string(at, end);
  if (*at == '{' || *at == '[') return skip_items(at, end, depth);
  return skip_scalar(at, end);
}

struct json json_parse(const char *text, size_t length) {
  const char *end = text + length, *behind = skip_value(text, end, 1);
  return behind == NULL ? JSON_NOTHING : (struct json){skip_space(text, end), skip_space(behind, end)};
}

char json_kind(struct json value) { return value.start == NULL ? '\0' : *value.start; }

/** The value at `at`, which is known to be one, after white space and a comma or colon. */
static struct json value_at(const char *at, const char *end) {
  at = skip_space(at, end);
  if (*at == ',' || *at == ':') at = skip_space(at + 1, end);
  return (struct json){at, *at == '}' || *at == ']' ? NULL : skip_value(at, end, 0)};
}

struct json json_member(struct json object, const char *key) {
  struct json similar = JSON_NOTHING;
  if (json_kind(object) != '{') return similar;
  struct json name = value_at(object.start + 1, object.end);
  while (name.end != NULL) {
    struct json value = value_at(name.end, object.end);
    char text[64];
    if (*value.start != 'n' && json_string(name, text, sizeof text) && text_similar(text, key)) {
      if (text_equal(text, key)) return value;
      similar = value;
    }
    name = value_at(value.end, object.end);
  }
  return similar;
}

struct json json_item(struct json array, struct json previous) {
  if (json_kind(array) != '[') return JSON_NOTHING;
  struct json item = value_at(previous.start == NULL ? array.start + 1 : previous.end, array.end);
  return item.end == NULL ? JSON_NOTHING : item;
}

bool json_string(struct json value, char *text, size_t size) {
  if (json_kind(value) != '"') return false;
  const char *at = value.start + 1;
  for (size_t i = 0; i < size; i++) {
    text[i] = '\0';
    if (*at == '"') return true;
    if (*at == '\\' && !text_contains("\"\\/", *++at)) return false;
    if (*at < ' ') return false;
    text[i] = *at++;
  }
  return false;
}
