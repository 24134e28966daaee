#include "call.h"

#include "netlink.h"

#define LOG_MOST (256 << 10) /* bytes; /run is memory */
#define SEEK_END 2

struct call call;

static const char versions[] = "\"0.3.0\",\"0.3.1\",\"0.4.0\",\"1.0.0\",\"1.1.0\"";
static const struct {
  char verb[7];
  /** Index of the first version that has it. */
  unsigned char since;
} commands[] = {{"ADD", 0}, {"DEL", 0}, {"CHECK", 2}, {"GC", 4}, {"STATUS", 4}};

static char **variables;
/* A pod's annotations alone may have 256 KiB (Kubernetes: TotalAnnotationSizeLimitB), and come escaped. */
static char input[384 << 10];
char output_bytes[64 << 10];
struct text output = TEXT(output_bytes);

/** One line a call: Unix time, verb, owner, pod, address, outcome. A log never fails a call. */
static void write_log(const char *outcome) {
  if (call.log == NULL) return;
  long file = sys_open(call.log, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK);
  if (sys(__NR_lseek, (int)file, 0L, SEEK_END) > LOG_MOST) sys(__NR_ftruncate, (int)file, 0L);
  static char bytes[2048];
  struct text line = TEXT(bytes);
  print(&line, "%u %s %s %a %s\n", (unsigned long)sys_clock(0).tv_sec, call.verb, call.owner, (unsigned long)call.address, outcome);
  sys_write((int)file, bytes, (size_t)(line.at - bytes));
}

/** Writes the output; a pipe may take less than all at once. 0, or a negative error number if nothing went out. */
static long write_output(void) {
  const char *at = output_bytes;
  while (at < output.at) {
    long count = sys_write(1, at, (size_t)(output.at - at));
    if (count > 0) at += count;
    else if (count != -EINTR) return at == output_bytes ? count : 0;
  }
  return 0;
}

_Noreturn void call_succeed(void) {
  long error = output.at == output.last ? -EMSGSIZE : write_output();
  if (error < 0) call_fail(CODE_IO, (int)error, "cannot write the result");
  write_log("ok");
  sys_exit(0);
}

_Noreturn void call_fail(enum code code, int error, const char *format, ...) {
  static char message_bytes[640], details_bytes[256];
  struct text message = TEXT(message_bytes), details = TEXT(details_bytes);
  va_list values;
  va_start(values, format);
  print_list(&message, format, values);
  va_end(values);
  if (error != 0) print_error(&details, -error);
  if (netlink_explanation[0] != '\0') print(&details, ": %s", netlink_explanation);
  if (call.undo != NULL) call.undo();
  output.at = output_bytes;
  call_print_version();
  print(&output, ",\"code\":%u,\"msg\":%q,\"details\":%q}\n", (unsigned long)code, message_bytes, details_bytes);
  write_output();
  write_log(message_bytes);
  sys_exit(1);
}

void call_print_version(void) { print(&output, "{\"cniVersion\":%q", call.version); }

static const char *get_variable(const char *name) {
  for (char **entry = variables; *entry != NULL; entry++)
    if (text_starts_with(*entry, name) && (*entry)[strlen(name)] == '=') return *entry + strlen(name) + 1;
  return "";
}

_Noreturn static void refuse_variable(const char *name) {
  call_fail(CODE_ENVIRONMENT, 0, "%s: \"%s\" is not valid", name, get_variable(name));
}

static const char *require_variable(const char *name, bool (*valid)(const char *)) {
  if (!valid(get_variable(name))) refuse_variable(name);
  return get_variable(name);
}

_Noreturn void call_refuse(const char *key) {
  /* STATUS asks whether ADD would work, and has a code of its own for "no". */
  call_fail(call.command == COMMAND_STATUS ? CODE_NOT_AVAILABLE : CODE_CONFIGURATION, 0, "%s: is missing or not valid", key);
}

static void read_input(bool needed) {
  long length = sys_read_all(0, input, sizeof input);
  if (length < 0) call_fail(CODE_IO, (int)length, "cannot read the configuration");
  call.configuration = json_parse(input, (size_t)length);
  bool whole = json_kind(call.configuration) == '{' && call.configuration.end == input + length;
  if (!whole && (needed || length > 0)) call_fail(CODE_DECODE, 0, "the configuration is no JSON object");
}

static void read_version(bool asked) {
  struct json version = json_member(call.configuration, "cniVersion");
  static char text[16];
  if (version.start != NULL && !json_string(version, text, sizeof text)) call_refuse("cniVersion");
  if (version.start != NULL || !asked) call.version = text;
  if (asked) {
    call_print_version();
    print(&output, ",\"supportedVersions\":[%s]}\n", versions);
    call_succeed();
  }
  while (call.command < COMMAND_COUNT && !text_equal(call.verb, commands[call.command].verb)) call.command++;
  if (call.command == COMMAND_COUNT) refuse_variable("CNI_COMMAND");
  while (call.release < 5 && !(text_starts_with(versions + call.release * 8 + 1, call.version) && strlen(call.version) == 5)) call.release++;
  if (call.release == 5) call_fail(CODE_VERSION, 0, "cniVersion: \"%s\" is none of %s", call.version, versions);
  if (call.release < commands[call.command].since)
    call_fail(CODE_VERSION, 0, "cniVersion %s has no %s", call.version, call.verb);
}

bool call_valid_name(const char *name) {
  for (const char *c = name; *c != '\0'; c++) {
    bool letter = (unsigned char)((*c | 0x20) - 'a') < 26, digit = (unsigned char)(*c - '0') < 10;
    if (!letter && !digit && (c == name || !text_contains("_.-", *c))) return false;
  }
  return name[0] != '\0';
}

/** What dev_valid_name in net/core/dev.c allows, but for "%", by which the kernel would choose another name. */
static bool valid_interface(const char *name) {
  for (const char *c = name; *c != '\0'; c++)
    if (text_contains("/:% \t\n\v\f\r", *c)) return false;
  return name[0] != '\0' && strlen(name) < 16 && !text_equal(name, ".") && !text_equal(name, "..");
}

bool call_valid_arguments(const char *arguments) {
  bool named = false, valued = false;
  for (; *arguments != '\0'; arguments++) {
    if (*arguments == ';' && !valued) return false;
    valued = *arguments != ';' && (valued || (named && *arguments == '='));
    named = *arguments != ';';
  }
  return valued || !named;
}

void call_print_owner(struct text *text, const char *container, const char *interface) {
  print(text, "%s/%s/%s", call.network, container, interface);
}

static bool any(const char *text) { return text[0] != '\0'; }

static void read_environment(void) {
  if (call.command > COMMAND_CHECK) return;
  struct text owner = TEXT(call.owner);
  call.container = require_variable("CNI_CONTAINERID", call_valid_name);
  call.interface = require_variable("CNI_IFNAME", valid_interface);
  call_print_owner(&owner, call.container, call.interface);
  if (owner.at == owner.last) refuse_variable("CNI_CONTAINERID");
  if (call.command == COMMAND_DEL) return;
  call.namespace = require_variable("CNI_NETNS", any);
  require_variable("CNI_ARGS", call_valid_arguments);
}

static const char *read_path(const char *key, const char *otherwise) {
  static char paths[3][256];
  static size_t count;
  struct json value = json_member(call.configuration, key);
  if (value.start == NULL) return otherwise;
  char *path = paths[count++];
  if (!json_string(value, path, sizeof *paths) || path[0] != '/') call_refuse(key);
  return path;
}

static uint32_t read_number(const char *key, uint32_t otherwise, uint32_t least, uint32_t most) {
  struct json value = json_member(call.configuration, key);
  if (value.start == NULL) return otherwise;
  if (!parse_number(value.start, (size_t)(value.end - value.start), &otherwise) || otherwise < least || otherwise > most) call_refuse(key);
  return otherwise;
}

static void read_configuration(void) {
  struct json gateway = json_member(call.configuration, "gateway");
  char text[16] = "169.254.1.1";
  if (gateway.start != NULL && !json_string(gateway, text, sizeof text)) text[0] = '\0';
  if (!parse_address(text, &call.gateway)) call_refuse("gateway");
  if (!json_string(json_member(call.configuration, "name"), call.network, sizeof call.network) || !call_valid_name(call.network))
    call_refuse("name");
  call.mtu = read_number("mtu", 1500, 576, 65535);
  call.cooldown_seconds = read_number("cooldownSeconds", 30, 0, 86400);
  call.pool = read_path("pool", "/run/vnetk8s/pool");
  call.state_directory = read_path("stateDir", "/run/vnetk8s");
  call.log = read_path("log", "/run/vnetk8s/log");
  call.previous_result = json_member(call.configuration, "prevResult");
  if (call.previous_result.start != NULL && json_kind(call.previous_result) != '{') call_refuse("prevResult");
}

void call_read(char **environment) {
  variables = environment;
  call.version = "1.1.0";
  call.verb = get_variable("CNI_COMMAND");
  bool asked = text_equal(call.verb, "VERSION");
  read_input(!asked);
  read_version(asked);
  read_configuration();
  read_environment();
}
