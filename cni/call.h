/** One call by a runtime: what it asks for, with which configuration, and how it is answered (CNI SPEC, sections 2 and 5). */
#ifndef CALL_H
#define CALL_H

#include "json.h"

/** Error codes of the specification, and one of ours (100 and above are free). */
enum code {
  CODE_VERSION = 1,
  CODE_ENVIRONMENT = 4,
  CODE_IO = 5,
  CODE_DECODE = 6,
  CODE_CONFIGURATION = 7,
  CODE_TRY_AGAIN = 11,
  CODE_NOT_AVAILABLE = 50,
  CODE_CHECK_FAILED = 100,
};

enum command { COMMAND_ADD, COMMAND_DEL, COMMAND_CHECK, COMMAND_GC, COMMAND_STATUS, COMMAND_COUNT };

struct call {
  /** Called once if the call fails, to take back what it has done. */
  void (*undo)(void);
  enum command command;
  const char *verb, *container, *interface, *namespace;
  /** As the configuration has it, and its place among the versions that we speak. */
  const char *version;
  size_t release;
  char network[64];
  /** network/container/interface */
  char owner[1024];
  struct json configuration, previous_result;
  const char *pool, *state_directory, *log;
  uint32_t mtu, cooldown_seconds;
  address_t gateway, address;
  /** CNI_NETNS, opened. */
  int namespace_file;
};

#define RELEASE_1_0_0 3
#define RELEASE_1_1_0 4

extern struct call call;
/** What is printed to standard output at the end. */
extern struct text output;
extern char output_bytes[64 << 10];

/** Reads environment and standard input, and checks them. Answers VERSION itself. */
void call_read(char **environment);

/** Prints network, container and interface. */
void call_print_owner(struct text *text, const char *container, const char *interface);
/** Letters, digits and _ . -, a letter or digit first: what the specification allows in names and container ids. */
bool call_valid_name(const char *name);

/** Whether CNI_ARGS is "KEY=value;KEY=value". What it holds is none of our business. */
bool call_valid_arguments(const char *arguments);

/** Prints the beginning of an answer: an object with "cniVersion". */
void call_print_version(void);

/** Writes the output and ends the process. */
_Noreturn void call_succeed(void);

/** Fails for the sake of a key of the configuration. */
_Noreturn void call_refuse(const char *key);

/** Takes back what was done, prints an error object, ends the process. `error` is a negative error number, or 0. */
_Noreturn void call_fail(enum code code, int error, const char *format, ...);

#endif
