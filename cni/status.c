/** How things stand: STATUS for runtimes, `status` and `repair` for people. */
#include "verbs.h"

static struct pool pool;
static struct link_list all;

/**
 * Only what does not pass by itself: containerd takes a node whose STATUS fails out of service, so that a pool whose
 * addresses are all in use must not be a reason (the specification would allow it).
 */
_Noreturn void verb_status(void) {
  int error = pool_load(&pool, call.pool);
  if (error < 0 || pool.count == 0) call_fail(CODE_NOT_AVAILABLE, error, "no address in the pool %s", call.pool);
  /* Runtimes ask every few seconds: the lines of pods would soon be gone from the log. */
  call.log = NULL;
  call_succeed();
}

int command_status(bool repair) {
  int host = netlink_open(), error = pool_load(&pool, "/run/vnetk8s/pool");
  if (error == 0) error = link_list(host, &all);
  for (const struct link *link = all.links; link < all.links + all.count && error == 0; link++) {
    struct lease lease;
    error = lease_find(host, link->index, &lease);
    bool flushed = lease.neighbour && !lease.route;
    print(&output, "%a\t%s\t%s%s\n", (unsigned long)lease.address, link->name, link->alias, flushed ? "\tno route" : "");
    if (flushed && repair && error == 0) error = lease_route(host, RTM_NEWROUTE, link->index, lease.address);
  }
  print(&output, "%u interfaces, %u addresses\n", all.count, pool.count);
  return finish(error);
}
