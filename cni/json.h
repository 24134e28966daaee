/** Reading JSON (RFC 8259) in place: the text is checked once, as a whole, then values are found by walking it. */
#ifndef JSON_H
#define JSON_H

#include "text.h"

/** A value within checked text, or nothing (start is NULL). */
struct json {
  const char *start, *end;
};

#define JSON_NOTHING ((struct json){NULL, NULL})

/**
 * Checks the value that text begins with, and gives it with the white space behind it. Nothing if it is no JSON, or more
 * than 32 levels deep (no input may exhaust the stack).
 */
struct json json_parse(const char *text, size_t length);

/**
 * The value of an object's key; nothing if it has none, or null. As in Go, in which runtimes are written, the case of
 * letters does not matter unless there is a key that is equal: containerd writes some with capital letters.
 */
struct json json_member(struct json object, const char *key);

/** The item of an array after `previous`; the first one after nothing. Nothing at the end, or if it is no array. */
struct json json_item(struct json array, struct json previous);

/** The first character, which tells the kind; 0 for nothing. */
char json_kind(struct json value);

/**
 * Reads a string. False if it is anything else, has `size` characters or more, or needs more than plain ASCII: no name,
 * path or label that we read has a reason to.
 */
bool json_string(struct json value, char *text, size_t size);

#endif
