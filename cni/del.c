/** DEL: ends the lease and removes the interface. Needs neither the pod's namespace nor the result of ADD. */
#include "verbs.h"

static struct netlink host;

/** The kernel lets go of a deleted interface's references for 20 ms (rcu_barrier in netdev_run_todo); a child waits. */
static void delete_in_child(const char *name) {
  /* The runtime waits for these to be closed, not only for us to end. */
  for (int file = 0; file <= 2; file++) sys_close(file);
  sys_setsid();
  if (netlink_open(&host) == 0) link_delete(&host, name);
  sys_exit(0);
}

static void delete_link(const char *name) {
  struct link link;
  long child = sys_fork();
  if (child == 0) delete_in_child(name);
  /* Looking up waits while another process changes links: ENODEV means that the interface is gone for everyone. */
  for (int i = 0; i < 1000 && child > 0; i++) {
    if (link_get(&host, name, 0, &link) == -ENODEV) return;
    sys_sleep_microseconds(i < 20 ? 50 : 1000);
  }
  int error = link_delete(&host, name);
  if (error < 0 && error != -ENODEV) call_fail(CODE_IO, error, "cannot delete the interface %s", name);
}

_Noreturn void verb_del(void) {
  struct link link;
  host_open(&host);
  int error = lease_find_link(&host, call.owner, &link);
  if (error < 0 && error != -ENODEV) call_fail(CODE_IO, error, "cannot look up the interface of %s", call.owner);
  if (error == 0) {
    int directory = call.cooldown_seconds == 0 ? -1 : state_open(call.state_directory);
    lease_release(&host, directory, link.index); /* the lease goes with the interface in any case */
    delete_link(link.name);
  }
  call_succeed();
}
