/** Reading JSON (RFC 8259) in place: the text is checked once as a whole, then values are found by walking it. */
#ifndef JSON_H
#define JSON_H

#include "sys.h"

/** A value within checked text, or nothing (start is NULL). */
struct json {
  const char *start, *end;
};

#define JSON_NOTHING ((struct json){NULL, NULL})

/**
 * Checks the one value that text begins with. Nothing is returned if it is no JSON, or more than 32 levels deep (so that
 * no input can exhaust the stack). The value's end is where it ends, white space after it included.
 */
struct json json_parse(const char *text, size_t length);

/**
 * The value of an object's key, nothing if it has none, or null. As in Go, whose programs write what we read, an equal
 * key goes before one that differs in case: containerd writes some keys with a capital letter.
 */
struct json json_member(struct json object, const char *key);

/** The item of an array after `previous`; the first one after nothing. Nothing at the end, or if it is no array. */
struct json json_item(struct json array, struct json previous);

/** '{', '[', '"', 't', 'f', 'n', a digit or '-'; 0 for nothing. */
char json_kind(struct json value);

/** Decodes a string. False if it is no string, holds a zero byte, or has `size` bytes or more. */
bool json_string(struct json value, char *text, size_t size);

/** Reads a number without sign, fraction and exponent. */
bool json_number(struct json value, uint32_t *number);

#endif
