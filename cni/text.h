/** Text: a bounded buffer to print to, and the forms of numbers, addresses and names. No allocation anywhere. */
#ifndef TEXT_H
#define TEXT_H

#include "sys.h"

/** An IPv4 address as the kernel has it: four bytes in network order. */
typedef uint32_t address_t;

/** A buffer that is printed to. What does not fit is left out and sets `full`. `bytes` is always ended by a zero byte. */
struct text {
  char *bytes;
  size_t size, length;
  bool full;
};

#define TEXT(array) ((struct text){(array), sizeof(array), 0, false})

/**
 * Prints by a format: %s text, %q a JSON string with quotes and escapes, %u uint32_t, %a address_t, %m a MAC (6 bytes),
 * %r a piece of text (two arguments: start and size_t length). Anything else stands for itself.
 */
void print(struct text *text, const char *format, ...);
void print_list(struct text *text, const char *format, va_list values);

bool text_equal(const char *left, const char *right);
/** As text_equal, but a letter's case (ASCII) does not matter. */
bool text_equal_ignoring_case(const char *left, const char *right);
bool text_starts_with(const char *text, const char *prefix);

/** Reads digits of `length` characters. False if there is anything else, or more than 2^32 - 1. */
bool parse_number(const char *text, size_t length, uint32_t *number);
/** Reads a dotted address of exactly `length` characters; leading zeros are refused, as inet_pton(3) does. */
bool parse_address(const char *text, size_t length, address_t *address);

/** The kernel's words for an error number (errno(3)), for those that can happen here; a number for the rest. */
void print_error(struct text *text, int error);

#endif
