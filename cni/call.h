/** One invocation by a runtime: what it asks for, with which configuration, and how it is answered (CNI SPEC, 2 and 5). */
#ifndef CALL_H
#define CALL_H

#include "json.h"
#include "text.h"

/** Error codes of the CNI specification, "Error", and one of ours (100 and above are free to use). */
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

/** Releases of the specification that we speak, in order. */
enum release { RELEASE_0_3_0, RELEASE_0_3_1, RELEASE_0_4_0, RELEASE_1_0_0, RELEASE_1_1_0, RELEASE_COUNT };

struct call {
  /** Called once if the call fails, to undo what it has done. */
  void (*undo)(void);
  const char *command, *container, *interface, *namespace;
  enum release release;
  /** As the configuration writes it. */
  char version[32];
  char network[64];
  /** network/container/interface, and for people the pod's namespace/name (empty if the runtime does not tell). */
  char owner[1024], pod[320];
  struct json configuration, previous_result;
  char pool[256], state_directory[256], log[256];
  uint32_t mtu, cooldown_seconds;
  address_t gateway;
  /** What went out, for the log. */
  address_t address;
};

extern struct call call;
/** What is printed to standard output at the end. */
extern struct text output;

/** Reads environment and standard input, and checks all of it. Answers VERSION itself. Fails as the specification says. */
void call_read(void);

/** Network, container and interface as one text. False if it has no room. */
bool call_owner(struct text *text, const char *container, const char *interface);
/** Whether a container id is one by the specification: letters, digits and _ . - with a letter or digit first. */
bool call_valid_id(const char *id);

/** Begins an output: an object with "cniVersion". */
void call_print_version(void);

/**
 * The value that CNI_ARGS ("KEY=value;KEY=value") gives a key; an empty text if none. False if it is malformed, or the
 * value too long. Other keys are none of our business.
 */
bool call_argument(const char *arguments, const char *key, char *text, size_t size);

/** Prints the output and ends the process. */
_Noreturn void call_succeed(void);

/** Undoes, prints an error object, ends the process. `error` is a (negative) error number or 0. */
_Noreturn void call_fail(enum code code, int error, const char *format, ...);

#endif
