#include "text.h"

static const char hex[] = "0123456789abcdef";

static void put(struct text *text, char byte) {
  if (text->length + 1 >= text->size) {
    text->full = true;
    return;
  }
  text->bytes[text->length++] = byte;
  text->bytes[text->length] = '\0';
}

static void put_piece(struct text *text, const char *piece, size_t length) {
  for (size_t i = 0; i < length; i++) put(text, piece[i]);
}

static void put_number(struct text *text, uint32_t number) {
  char digits[10];
  size_t count = 0;
  do digits[count++] = (char)('0' + number % 10);
  while ((number /= 10) != 0);
  while (count > 0) put(text, digits[--count]);
}

/** Bytes of the UTF-8 character at `text` (RFC 3629), or 0 if there is none. */
static size_t utf8_length(const unsigned char *text) {
  if (text[0] < 0x80) return 1;
  size_t length = text[0] >= 0xf0 ? 4 : text[0] >= 0xe0 ? 3 : 2;
  uint32_t code = text[0] & (0xffu >> (length + 1));
  if (text[0] < 0xc2 || text[0] > 0xf4) return 0;
  for (size_t i = 1; i < length; i++) {
    if ((text[i] & 0xc0) != 0x80) return 0;
    code = code << 6 | (text[i] & 0x3fu);
  }
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  return code < least[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0 : length;
}

/** A JSON string (RFC 8259, section 7). Environment variables can hold any bytes; what is no UTF-8 becomes U+FFFD. */
static void put_json_string(struct text *text, const char *value) {
  put(text, '"');
  while (*value != '\0') {
    unsigned char byte = (unsigned char)*value;
    size_t length = utf8_length((const unsigned char *)value);
    if (length == 0) {
      put_piece(text, "\xef\xbf\xbd", 3);
      length = 1;
    } else if (byte < 0x20 || byte == 0x7f) {
      put_piece(text, "\\u00", 4);
      put(text, hex[byte >> 4]);
      put(text, hex[byte & 15]);
    } else {
      if (byte == '"' || byte == '\\') put(text, '\\');
      put_piece(text, value, length);
    }
    value += length;
  }
  put(text, '"');
}

void print_list(struct text *text, const char *format, va_list values) {
  for (; *format != '\0'; format++) {
    if (*format != '%') {
      put(text, *format);
      continue;
    }
    switch (*++format) {
      case 's': {
        const char *value = va_arg(values, const char *);
        put_piece(text, value, strlen(value));
        break;
      }
      case 'q': put_json_string(text, va_arg(values, const char *)); break;
      case 'u': put_number(text, va_arg(values, uint32_t)); break;
      case 'r': {
        const char *piece = va_arg(values, const char *);
        put_piece(text, piece, va_arg(values, size_t));
        break;
      }
      case 'a': {
        address_t address = va_arg(values, address_t);
        for (size_t i = 0; i < 4; i++) {
          if (i > 0) put(text, '.');
          put_number(text, ((const unsigned char *)&address)[i]);
        }
        break;
      }
      case 'm': {
        const unsigned char *mac = va_arg(values, const unsigned char *);
        for (size_t i = 0; i < 6; i++) {
          if (i > 0) put(text, ':');
          put(text, hex[mac[i] >> 4]);
          put(text, hex[mac[i] & 15]);
        }
        break;
      }
      default: put(text, *format);
    }
  }
}

void print(struct text *text, const char *format, ...) {
  va_list values;
  va_start(values, format);
  print_list(text, format, values);
  va_end(values);
}

static char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? (char)(letter + 'a' - 'A') : letter; }

bool text_equal(const char *left, const char *right) {
  return strlen(left) == strlen(right) && memcmp(left, right, strlen(left)) == 0;
}

bool text_equal_ignoring_case(const char *left, const char *right) {
  while (*left != '\0' && lower(*left) == lower(*right)) left++, right++;
  return lower(*left) == lower(*right);
}

bool text_starts_with(const char *text, const char *prefix) {
  while (*prefix != '\0' && *text == *prefix) text++, prefix++;
  return *prefix == '\0';
}

bool parse_number(const char *text, size_t length, uint32_t *number) {
  uint64_t value = 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (uint64_t)(text[i] - '0');
    if (value > UINT32_MAX) return false;
  }
  *number = (uint32_t)value;
  return length > 0;
}

bool parse_address(const char *text, size_t length, address_t *address) {
  unsigned char bytes[4];
  size_t at = 0;
  for (size_t i = 0; i < 4; i++) {
    size_t digits = 0;
    uint32_t value;
    while (at + digits < length && text[at + digits] != '.') digits++;
    if (digits > 3 || !parse_number(text + at, digits, &value) || value > 255) return false;
    if (digits > 1 && text[at] == '0') return false;
    bytes[i] = (unsigned char)value;
    at += digits;
    if (i < 3 && (at >= length || text[at++] != '.')) return false;
  }
  memcpy(address, bytes, 4);
  return at == length;
}

void print_error(struct text *text, int error) {
  static const struct {
    int error;
    const char words[28];
  } errors[] = {
      {EPERM, "operation not permitted"}, {ENOENT, "no such file or directory"}, {EIO, "input/output error"},
      {EAGAIN, "timed out"},              {ENOMEM, "cannot allocate memory"},    {EACCES, "permission denied"},
      {EBUSY, "device or resource busy"}, {EEXIST, "file exists"},               {ENODEV, "no such device"},
      {ENOTDIR, "not a directory"},       {EISDIR, "is a directory"},            {EINVAL, "invalid argument"},
      {EMFILE, "too many open files"},    {ENOSPC, "no space left on device"},   {EROFS, "read-only file system"},
      {EPIPE, "broken pipe"},             {ENOBUFS, "no buffer space available"}, {ENETDOWN, "network is down"},
      {EMSGSIZE, "message too long"},     {EOPNOTSUPP, "operation not supported"}, {ESRCH, "no such process"},
  };
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    if (errors[i].error == error) return print(text, "%s", errors[i].words);
  print(text, "error number %u", (uint32_t)error);
}
