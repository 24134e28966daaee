/** Where it begins: which of its names and commands the program is called by. */
#include "verbs.h"

static const char usage[] =
    "vnetk8s is a CNI plugin: runtimes call it with CNI_COMMAND.\n"
    "For people:  vnetk8s status [POOL]            leases\n"
    "             vnetk8s repair                   restores flushed routes\n"
    "             vnetk8s pool [POOL] [LABEL]...   metadata on standard input becomes the pool\n";

static int command(char **arguments) {
  if (text_equal(*arguments, "pool")) return command_pool(arguments + 1);
  if (text_equal(*arguments, "status")) return command_status(arguments + 1);
  if (text_equal(*arguments, "repair")) return command_repair();
  sys_write(2, usage, sizeof usage - 1);
  return 2;
}

int plugin_main(int count, char **arguments) {
  const char *name = count > 0 ? arguments[0] : "";
  for (const char *c = name; *c != '\0'; c++)
    if (*c == '/') name = c + 1;
  if (count > 1) return command(arguments + 1);
  call_read();
  if (text_equal(name, "loopback")) {
    call.log[0] = '\0';
    verb_loopback();
  }
  if (text_equal(call.command, "ADD")) verb_add();
  if (text_equal(call.command, "DEL")) verb_del();
  if (text_equal(call.command, "CHECK")) verb_check();
  if (text_equal(call.command, "GC")) verb_gc();
  verb_status();
}
