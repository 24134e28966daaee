#include "text.h"

static void put(struct text *text, char byte) {
  if (text->at == text->last) return;
  *text->at++ = byte;
  *text->at = '\0';
}

static void put_number(struct text *text, unsigned long number) {
  if (number > 9) put_number(text, number / 10);
  put(text, (char)('0' + number % 10));
}

static void put_hex(struct text *text, unsigned char byte) {
  put(text, "0123456789abcdef"[byte >> 4]);
  put(text, "0123456789abcdef"[byte & 15]);
}

/** A JSON string (RFC 8259, section 7). What is not ASCII is escaped by byte: whatever the environment holds, it is JSON. */
static void put_json_string(struct text *text, const char *value) {
  put(text, '"');
  for (; *value != '\0'; value++) {
    if ((unsigned char)(*value - 0x20) >= 0x7f - 0x20) {
      print(text, "\\u00");
      put_hex(text, (unsigned char)*value);
      continue;
    }
    if (*value == '"' || *value == '\\') put(text, '\\');
    put(text, *value);
  }
  put(text, '"');
}

void print_list(struct text *text, const char *format, va_list values) {
  for (; *format != '\0'; format++) {
    if (*format != '%') {
      put(text, *format);
      continue;
    }
    /* Both architectures pass pointers and numbers of this width alike. */
    unsigned long value = va_arg(values, unsigned long);
    const char *piece = (const char *)value;
    unsigned char bytes[4];
    switch (*++format) {
      case 'u': put_number(text, value); break;
      case 'q': put_json_string(text, piece); break;
      case 's':
        while (*piece != '\0') put(text, *piece++);
        break;
      case 'a':
        memcpy(bytes, &value, sizeof bytes);
        for (int i = 0; i < 4; i++) {
          if (i > 0) put(text, '.');
          put_number(text, bytes[i]);
        }
        break;
      case 'm':
        for (int i = 0; i < 6; i++) {
          if (i > 0) put(text, ':');
          put_hex(text, (unsigned char)piece[i]);
        }
    }
  }
}

void print_piece(struct text *text, const char *start, const char *end) {
  while (start < end) put(text, *start++);
}

void print(struct text *text, const char *format, ...) {
  va_list values;
  va_start(values, format);
  print_list(text, format, values);
  va_end(values);
}

bool text_similar(const char *left, const char *right) {
  for (; *left != '\0'; left++, right++) {
    int difference = *left ^ *right;
    if (difference != 0 && (difference != 0x20 || (unsigned char)((*left | 0x20) - 'a') > 25)) break;
  }
  return *left == *right;
}

bool text_contains(const char *text, char character) {
  while (*text != '\0' && *text != character) text++;
  return *text != '\0';
}

bool text_starts_with(const char *text, const char *prefix) {
  while (*prefix != '\0' && *text == *prefix) text++, prefix++;
  return *prefix == '\0';
}

bool text_equal(const char *left, const char *right) {
  return text_starts_with(left, right) && strlen(left) == strlen(right);
}

bool parse_number(const char *text, size_t length, uint32_t *number) {
  uint64_t value = 0;
  for (size_t i = 0; i < length; i++) {
    value = value * 10 + (uint64_t)(text[i] - '0');
    if (text[i] < '0' || text[i] > '9' || value > UINT32_MAX) return false;
  }
  *number = (uint32_t)value;
  return length > 0;
}

bool parse_address(const char *text, address_t *address) {
  uint32_t number;
  *address = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    size_t digits = 0;
    while (text[digits] != '.' && text[digits] != '\0') digits++;
    if (digits > 3 || !parse_number(text, digits, &number) || number > 255) return false;
    *address |= number << shift;
    text += digits;
    if (shift < 24 && *text++ == '\0') return false;
  }
  return *text == '\0';
}

void print_error(struct text *text, int error) {
  static const char names[] =
      "\1EPERM\0\2ENOENT\0\13EAGAIN\0\15EACCES\0\21EEXIST\0\23ENODEV\0\26EINVAL\0\34ENOSPC\0\36EROFS\0";
  const char *name = names;
  while (*name != '\0' && *name != (char)error) name += strlen(name) + 1;
  if (*name != '\0') print(text, "%s", name + 1);
  else print(text, "errno %u", (unsigned long)error);
}
