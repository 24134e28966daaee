/** Where it begins: by which name and command the program is called, and what verbs have in common. */
#include <asm/socket.h>
#include <linux/sched.h>

#include "verbs.h"

void must(int error, const char *what) {
  if (error < 0) call_fail(error == -EAGAIN ? CODE_TRY_AGAIN : CODE_IO, error, "cannot %s", what);
}

int lock_state(void) {
  int directory = state_open(call.state_directory);
  must(directory, "open the state");
  must(state_lock(directory), "lock the state");
  return directory;
}

int finish(int error) {
  if (error < 0) print(&output, "vnetk8s: failed: ");
  if (error < 0) print_error(&output, -error);
  sys_write(error < 0 ? 2 : 1, output_bytes, (size_t)(output.at - output_bytes));
  return error < 0;
}

int host_socket(void) {
  int socket = netlink_open();
  must(socket, "open netlink");
  return socket;
}

/** A number that the kernel gives each network namespace (socket(7), SO_NETNS_COOKIE; since Linux 5.14). */
static uint64_t namespace_cookie(int socket) {
  uint64_t cookie = 0;
  int size = sizeof cookie;
  must((int)sys(__NR_getsockopt, socket, SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &size), "compare namespaces");
  return cookie;
}

int pod_socket(int host) {
  call.namespace_file = (int)sys_open(call.namespace, O_RDONLY | O_NONBLOCK);
  int error = call.namespace_file;
  if (error >= 0) error = (int)sys(__NR_setns, call.namespace_file, CLONE_NEWNET);
  if (error < 0) call_fail(CODE_ENVIRONMENT, error, "CNI_NETNS: cannot enter %s", call.namespace);
  int socket = host_socket();
  if (namespace_cookie(socket) == namespace_cookie(host)) call_fail(CODE_ENVIRONMENT, 0, "CNI_NETNS: %s is the node's", call.namespace);
  return socket;
}

_Noreturn void verb_loopback(void) {
  /* Only ADD has something to do: nothing can take a pod's `lo` down but the pod, and it goes with the pod's namespace. */
  if (call.command == COMMAND_ADD) {
    must(loopback_up(pod_socket(host_socket())), "bring up lo");
    call_print_version();
    print(&output, "}\n");
  }
  call_succeed();
}

/** Without a command that it knows, the program is a CNI plugin, and says so. */
int plugin_main(int count, char **arguments, char **environment) {
  static void (*const verbs[])(void) = {verb_add, verb_del, verb_check, verb_gc, verb_status};
  if (count > 1) {
    bool repair = text_equal(arguments[1], "repair");
    if (repair || text_equal(arguments[1], "status")) return command_status(repair);
    if (text_equal(arguments[1], "pool")) return command_pool(arguments + 2);
  }
  const char *name = count > 0 ? arguments[0] : "";
  for (const char *c = name; *c != '\0'; c++)
    if (*c == '/') name = c + 1;
  call_read(environment);
  if (text_equal(name, "loopback")) verb_loopback();
  verbs[call.command](); /* none of them returns */
  return 1;
}
