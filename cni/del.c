/** DEL: ends the lease and removes the interface. It needs neither the pod's namespace nor the result of ADD. */
#include "verbs.h"

#define SIGCHLD 17

/** After an interface is gone, the kernel waits 20 ms for references to it (netdev_run_todo): a child waits in our stead. */
static void delete_link(int host, const char *name) {
  struct link link;
  long child = sys(__NR_clone, (long)SIGCHLD, NULL, NULL, NULL, NULL);
  if (child == 0) {
    /* The runtime waits until these are closed, not only until we end. */
    for (int file = 0; file < 3; file++) sys_close(file);
    sys(__NR_setsid);
    link_delete(netlink_open(), name);
    sys_exit(0);
  }
  /* Looking it up waits while others change interfaces: -ENODEV tells that it is gone for everyone. */
  for (int i = 0; i < 100 && child > 0; i++) {
    if (link_get(host, name, &link) == -ENODEV) return;
    sys_sleep_microseconds(50L << i / 8);
  }
  int error = link_delete(host, name);
  if (error != -ENODEV) must(error, "delete the interface");
}

_Noreturn void verb_del(void) {
  struct link link;
  int host = host_socket();
  int error = lease_find_link(host, call.owner, &link);
  if (error == -ENODEV) call_succeed();
  must(error, "look up the interface");
  lease_release(host, call.cooldown_seconds == 0 ? -1 : state_open(call.state_directory), link.index);
  delete_link(host, link.name);
  call_succeed();
}
