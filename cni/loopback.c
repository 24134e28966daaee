/** The loopback plugin: brings up `lo`. containerd calls it for every pod and has no network without it. */
#include "verbs.h"

static struct netlink inside;

_Noreturn void verb_loopback(void) {
  struct link link;
  bool add = text_equal(call.command, "ADD"), check = text_equal(call.command, "CHECK");
  /* A pod's `lo` goes with its namespace: nothing to delete. */
  if (!add && !check) call_succeed();
  namespace_enter(namespace_open(), &inside);
  if (add) put_link_up(&inside, 1);
  int error = link_get(&inside, "lo", 0, &link); /* after bringing it up, in the same batch */
  if (error < 0) call_fail(CODE_IO, error, "cannot bring up lo in %s", call.namespace);
  if (check && !(link.flags & IFF_UP)) call_fail(CODE_CHECK_FAILED, 0, "lo is down in %s", call.namespace);
  if (check) call_succeed();
  const char *version = call.release < RELEASE_1_0_0 ? "\"version\":\"4\"," : "";
  struct json previous = call.previous_result;
  if (previous.start != NULL) {
    print(&output, "%r\n", previous.start, (size_t)(previous.end - previous.start));
    call_succeed();
  }
  call_print_version();
  print(&output, ",\"interfaces\":[{\"name\":\"lo\",\"mac\":\"%m\",\"sandbox\":%q}],", link.mac, call.namespace);
  print(&output, "\"ips\":[{%s\"address\":\"127.0.0.1/8\",\"interface\":0}],\"dns\":{}}\n", version);
  call_succeed();
}
