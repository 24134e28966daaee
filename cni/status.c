/** How things stand: the verb STATUS for runtimes, the subcommands `status` and `repair` for people. */
#include "verbs.h"

static struct netlink host;
static struct pool pool;
static struct {
  size_t count;
  struct link links[300];
} all;

/** Unavailable is only what no pod's end can mend: containerd takes a node whose STATUS fails out of service, so that a
 * full pool must not be a reason, though the specification would allow it. */
_Noreturn void verb_status(void) {
  int error = pool_load(&pool, call.pool);
  if (error < 0) call_fail(CODE_NOT_AVAILABLE, error, "cannot read the address pool %s", call.pool);
  if (pool.count == 0) call_fail(CODE_NOT_AVAILABLE, 0, "the address pool %s is empty", call.pool);
  call_succeed();
}

static void visit(const struct nlmsghdr *message, void *context) {
  (void)context;
  if (all.count < POOL_MOST && link_read(message, &all.links[all.count]) && all.links[all.count].group == VNETK8S_GROUP)
    all.count++;
}

static int finish(int error) {
  if (error < 0) {
    print(&output, "vnetk8s: ");
    print_error(&output, -error);
    print(&output, "\n");
  }
  sys_write(error < 0 ? 2 : 1, output.bytes, output.length);
  return error < 0 ? 1 : 0;
}

/** Calls `each` with every host interface and its lease, and lets it add to the batch. */
static int each_lease(void (*each)(const struct link *link, const struct lease *lease)) {
  int error = netlink_open(&host);
  if (error == 0) error = link_dump(&host, visit, NULL);
  for (size_t i = 0; i < all.count && error == 0; i++) {
    struct lease lease;
    error = lease_find(&host, all.links[i].index, &lease);
    if (error == 0) each(&all.links[i], &lease);
    if (error == 0 && host.length > 0) error = netlink_send(&host, NULL, NULL);
  }
  return error;
}

static void print_lease(const struct link *link, const struct lease *lease) {
  const char *fault = lease->address == 0 ? "\tno lease" : !lease->route ? "\tno route: vnetk8s repair" : "";
  print(&output, "%a\t%s\t%s%s\n", lease->address, link->name, link->alias, fault);
}

int command_status(char **arguments) {
  const char *path = arguments[0] == NULL ? "/run/vnetk8s/pool" : arguments[0];
  print(&output, "ADDRESS\tINTERFACE\tOWNER\n");
  int error = pool_load(&pool, path);
  if (error == 0) error = each_lease(print_lease);
  if (error == 0) error = lease_mark_used(&host, &pool);
  uint32_t used = 0, public = 0, public_used = 0;
  for (size_t i = 0; i < pool.count; i++) {
    const struct pool_entry *entry = &pool.entries[i];
    used += entry->used;
    public += entry->is_public;
    public_used += entry->is_public && entry->used;
  }
  print(&output, "%u of %u addresses in use, %u of %u with a public IP\n", used, (uint32_t)pool.count, public_used, public);
  return finish(error);
}

static void restore(const struct link *link, const struct lease *lease) {
  if (lease->route || lease->address == 0) return;
  print(&output, "%a\t%s\n", lease->address, link->name);
  lease_put(&host, link->index, lease->address);
}

int command_repair(void) { return finish(each_lease(restore)); }
