#include "call.h"

#include "netlink.h"

#define LOG_MOST (256 << 10) /* bytes; /run is memory */

struct call call;

static const char *const releases[RELEASE_COUNT] = {"0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.1.0"};

/* A pod's annotations alone may have 256 KiB (Kubernetes: TotalAnnotationSizeLimitB), and come escaped. */
static char input[384 << 10];
static char output_bytes[64 << 10];
struct text output = TEXT(output_bytes);
static struct __kernel_timespec started;

/** Writes all, as a pipe may take less. The count of bytes that went out, or a negative error number if none did. */
static long write_all(int file, const struct text *text) {
  size_t done = 0;
  while (done < text->length) {
    long count = sys_write(file, text->bytes + done, text->length - done);
    if (count == -EINTR) continue;
    if (count <= 0) return done == 0 ? count : (long)done;
    done += (size_t)count;
  }
  return (long)done;
}

/** One line a call: Unix time, command, owner, pod, address, outcome, microseconds. A log never fails a call. */
static void write_log(const char *outcome) {
  if (call.log[0] == '\0') return;
  long file = sys_open_at(AT_FDCWD, call.log, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (file < 0) return;
  static char bytes[2048];
  struct text line = TEXT(bytes);
  struct statx status = {0};
  struct __kernel_timespec now = sys_clock(CLOCK_REALTIME), end = sys_clock(CLOCK_MONOTONIC);
  uint32_t spent = (uint32_t)((end.tv_sec - started.tv_sec) * 1000000 + (end.tv_nsec - started.tv_nsec) / 1000);
  print(&line, "%u %s %s", (uint32_t)now.tv_sec, call.command, call.owner);
  if (call.pod[0] != '\0') print(&line, " %s", call.pod);
  if (call.address != 0) print(&line, " %a", call.address);
  print(&line, " %u us %s\n", spent, outcome);
  sys_statx((int)file, "", &status);
  write_all((int)file, &line);
  if (status.stx_size < LOG_MOST) return;
  struct text old = TEXT(bytes);
  print(&old, "%s.old", call.log);
  sys_rename(call.log, bytes);
}

_Noreturn void call_succeed(void) {
  long result = output.full ? -EMSGSIZE : write_all(1, &output);
  if (result < 0) call_fail(CODE_IO, (int)result, "cannot write the result");
  if (result == (long)output.length) write_log("ok");
  else if (call.undo != NULL) call.undo(); /* the runtime has half a result: to it, the call failed */
  sys_exit(result == (long)output.length ? 0 : 1);
}

_Noreturn void call_fail(enum code code, int error, const char *format, ...) {
  char message_bytes[640], details_bytes[256];
  struct text message = TEXT(message_bytes), details = TEXT(details_bytes);
  va_list values;
  va_start(values, format);
  print_list(&message, format, values);
  va_end(values);
  details_bytes[0] = '\0';
  if (error != 0) print_error(&details, -error);
  if (error != 0 && netlink_explanation[0] != '\0') print(&details, ": %s", netlink_explanation);
  void (*undo)(void) = call.undo;
  call.undo = NULL;
  if (undo != NULL) undo();
  output.length = 0;
  output.full = false;
  call_print_version();
  print(&output, ",\"code\":%u,\"msg\":%q,\"details\":%q}\n", (uint32_t)code, message_bytes, details_bytes);
  write_all(1, &output);
  write_log(message_bytes);
  sys_exit(1);
}

void call_print_version(void) { print(&output, "{\"cniVersion\":%q", call.version); }

static void print_releases(void) {
  for (size_t i = 0; i < RELEASE_COUNT; i++) print(&output, i == 0 ? "%q" : ",%q", releases[i]);
}

static void read_input(void) {
  size_t length = 0;
  long count;
  while ((count = sys_read(0, input + length, sizeof input - length)) != 0) {
    if (count < 0 && count != -EINTR) call_fail(CODE_IO, (int)count, "cannot read the configuration");
    if (count > 0) length += (size_t)count;
    if (length == sizeof input) call_fail(CODE_DECODE, 0, "the configuration is larger than 2 MiB");
  }
  call.configuration = json_parse(input, length);
  bool whole = call.configuration.end == input + length && json_kind(call.configuration) == '{';
  /* Before 1.0, VERSION came without a configuration. */
  if (!whole && (length > 0 || !text_equal(call.command, "VERSION")))
    call_fail(CODE_DECODE, 0, "the configuration is no JSON object");
  struct json version = json_member(call.configuration, "cniVersion");
  if (version.start != NULL && !json_string(version, call.version, sizeof call.version))
    call_fail(CODE_CONFIGURATION, 0, "cniVersion: must be a version such as \"1.0.0\"");
}

static void read_version(void) {
  if (text_equal(call.command, "VERSION")) {
    call_print_version();
    print(&output, ",\"supportedVersions\":[");
    print_releases();
    print(&output, "]}\n");
    call_succeed();
  }
  if (json_member(call.configuration, "cniVersion").start == NULL) call.version[0] = '\0';
  while (call.release < RELEASE_COUNT && !text_equal(call.version, releases[call.release])) call.release++;
  static const struct {
    const char *command;
    enum release since;
  } commands[] = {
      {"ADD", RELEASE_0_3_0}, {"DEL", RELEASE_0_3_0}, {"CHECK", RELEASE_0_4_0}, {"GC", RELEASE_1_1_0}, {"STATUS", RELEASE_1_1_0},
  };
  if (call.release == RELEASE_COUNT)
    call_fail(CODE_VERSION, 0, "cniVersion \"%s\" is not supported; 0.3.0, 0.3.1, 0.4.0, 1.0.0 and 1.1.0 are", call.version);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    if (!text_equal(call.command, commands[i].command)) continue;
    if (call.release >= commands[i].since) return;
    call_fail(CODE_VERSION, 0, "cniVersion %s has no %s; %s is the first", call.version, call.command, releases[commands[i].since]);
  }
  call_fail(CODE_ENVIRONMENT, 0, "CNI_COMMAND: \"%s\" is none of ADD, DEL, CHECK, GC, STATUS, VERSION", call.command);
}

bool call_valid_id(const char *id) {
  for (size_t i = 0; id[i] != '\0'; i++) {
    char letter = (char)(id[i] | 0x20);
    bool other = id[i] == '_' || id[i] == '.' || id[i] == '-';
    if (!(letter >= 'a' && letter <= 'z') && !(id[i] >= '0' && id[i] <= '9') && !(i > 0 && other)) return false;
  }
  return id[0] != '\0';
}

/** What dev_valid_name in net/core/dev.c takes; "%" would make the kernel choose another name. */
static bool valid_interface(const char *name) {
  for (const char *c = name; *c != '\0'; c++)
    if (*c == '/' || *c == ':' || *c == '%' || *c == ' ' || (*c >= '\t' && *c <= '\r')) return false;
  return name[0] != '\0' && strlen(name) < 16 && !text_equal(name, ".") && !text_equal(name, "..");
}

static const char *required(const char *name) {
  const char *value = sys_environment_get(name);
  if (value == NULL || value[0] == '\0') call_fail(CODE_ENVIRONMENT, 0, "%s: is missing", name);
  return value;
}

bool call_argument(const char *arguments, const char *key, char *text, size_t size) {
  text[0] = '\0';
  while (*arguments != '\0') {
    size_t name = 0, length = 0;
    while (arguments[name] != '=' && arguments[name] != ';' && arguments[name] != '\0') name++;
    if (arguments[name] != '=' || name == 0) return false;
    const char *value = arguments + name + 1;
    while (value[length] != ';' && value[length] != '\0') length++;
    if (name == strlen(key) && memcmp(arguments, key, name) == 0) {
      if (length >= size) return false;
      memcpy(text, value, length);
      text[length] = '\0';
    }
    arguments = value + length + (value[length] == ';');
  }
  return true;
}

bool call_owner(struct text *text, const char *container, const char *interface) {
  print(text, "%s/%s/%s", call.network, container, interface);
  return !text->full;
}

static void read_environment(void) {
  bool add = text_equal(call.command, "ADD"), check = text_equal(call.command, "CHECK");
  if (!add && !check && !text_equal(call.command, "DEL")) return;
  call.container = required("CNI_CONTAINERID");
  call.interface = required("CNI_IFNAME");
  struct text owner = TEXT(call.owner);
  if (!call_valid_id(call.container) || !call_owner(&owner, call.container, ""))
    call_fail(CODE_ENVIRONMENT, 0, "CNI_CONTAINERID: \"%s\" is no container id", call.container);
  if (!valid_interface(call.interface))
    call_fail(CODE_ENVIRONMENT, 0, "CNI_IFNAME: \"%s\" is no name of an interface", call.interface);
  print(&owner, "%s", call.interface);
  if (add || check) call.namespace = required("CNI_NETNS");
  const char *arguments = sys_environment_get("CNI_ARGS");
  char name[254];
  if (!add || arguments == NULL) return;
  if (!call_argument(arguments, "K8S_POD_NAMESPACE", call.pod, 64) || !call_argument(arguments, "K8S_POD_NAME", name, sizeof name))
    call_fail(CODE_ENVIRONMENT, 0, "CNI_ARGS: \"%s\" is no list of KEY=value", arguments);
  struct text pod = {call.pod, sizeof call.pod, strlen(call.pod), false};
  if (call_valid_id(call.pod) && call_valid_id(name)) print(&pod, "/%s", name);
  else call.pod[0] = '\0';
}

static const char *configured_path(const char *key, char *path, size_t size, const char *otherwise) {
  struct json value = json_member(call.configuration, key);
  if (value.start == NULL) memcpy(path, otherwise, strlen(otherwise) + 1);
  else if (!json_string(value, path, size) || (path[0] != '/' && path[0] != '\0')) return key;
  return NULL;
}

static bool configured_number(const char *key, uint32_t *number, uint32_t otherwise, uint32_t least, uint32_t most) {
  struct json value = json_member(call.configuration, key);
  *number = otherwise;
  return value.start == NULL || (json_number(value, number) && *number >= least && *number <= most);
}

static void read_configuration(void) {
  /* STATUS asks whether ADD would work, and has one code for "no". */
  enum code code = text_equal(call.command, "STATUS") ? CODE_NOT_AVAILABLE : CODE_CONFIGURATION;
  struct json gateway = json_member(call.configuration, "gateway");
  char text[16] = "169.254.1.1";
  if (!json_string(json_member(call.configuration, "name"), call.network, sizeof call.network) || !call_valid_id(call.network))
    call_fail(code, 0, "name: must be letters, digits and _ . -, at most 63");
  if (!configured_number("mtu", &call.mtu, 1500, 576, 65535)) call_fail(code, 0, "mtu: must be a number from 576 to 65535");
  if (!configured_number("cooldownSeconds", &call.cooldown_seconds, 30, 0, 86400))
    call_fail(code, 0, "cooldownSeconds: must be a number from 0 to 86400");
  if ((gateway.start != NULL && !json_string(gateway, text, sizeof text)) || !parse_address(text, strlen(text), &call.gateway) ||
      call.gateway == 0)
    call_fail(code, 0, "gateway: must be an IPv4 address");
  const char *wrong = configured_path("pool", call.pool, sizeof call.pool, "/run/vnetk8s/pool");
  if (wrong == NULL) wrong = configured_path("stateDir", call.state_directory, sizeof call.state_directory, "/run/vnetk8s");
  if (wrong == NULL) wrong = configured_path("log", call.log, sizeof call.log - 4, "/run/vnetk8s/log");
  if (wrong == NULL && call.pool[0] == '\0') wrong = "pool";
  if (wrong == NULL && call.state_directory[0] == '\0') wrong = "stateDir";
  if (wrong != NULL) call_fail(code, 0, "%s: must be an absolute path of at most 250 bytes", wrong);
  call.previous_result = json_member(call.configuration, "prevResult");
  if (call.previous_result.start != NULL && json_kind(call.previous_result) != '{')
    call_fail(code, 0, "prevResult: must be an object");
}

void call_read(void) {
  started = sys_clock(CLOCK_MONOTONIC);
  memcpy(call.version, "1.1.0", 6);
  call.command = "";
  call.command = required("CNI_COMMAND");
  read_input();
  read_version();
  read_configuration();
  read_environment();
}
