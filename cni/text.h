/** Text in bounded buffers, and the forms of numbers and addresses. */
#ifndef TEXT_H
#define TEXT_H

#include "sys.h"

/** An IPv4 address as it lies in memory: its first byte lowest (both architectures are little-endian). */
typedef uint32_t address_t;

/** Where to print next, and the last byte of the buffer, which stays zero. What does not fit is left out. */
struct text {
  char *at, *last;
};

#define TEXT(array) ((struct text){(array), (array) + sizeof(array) - 1})

/**
 * Prints by a format: %s text, %q a JSON string with quotes and escapes, %m a MAC (six bytes), all three pointers; %u a
 * number, %a an address, both of type unsigned long. All else stands for itself.
 */
void print(struct text *text, const char *format, ...);
void print_list(struct text *text, const char *format, va_list values);
/** Prints what lies between two places. */
void print_piece(struct text *text, const char *start, const char *end);

bool text_equal(const char *left, const char *right);
/** As text_equal, but the case of ASCII letters does not matter. */
bool text_similar(const char *left, const char *right);
bool text_contains(const char *text, char character);
bool text_starts_with(const char *text, const char *prefix);

/** Reads a number of `length` digits, at most 2^32 - 1. */
bool parse_number(const char *text, size_t length, uint32_t *number);
/** Reads a dotted address. */
bool parse_address(const char *text, address_t *address);

/** The name of an error number (errno(3)), of those that can happen here; otherwise the number. */
void print_error(struct text *text, int error);

#endif
