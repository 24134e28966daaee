#include "lease.h"

/** Whether this is a neighbour entry that the plugin made. */
static bool is_witness(const struct fact *fact) {
  return fact->type == RTM_NEWNEIGH && fact->state == NUD_PERMANENT && fact->mac == pod_mac(fact->address);
}

static void visit_lease(const struct nlmsghdr *message, void *context) {
  struct lease *lease = context;
  struct fact fact;
  if (!fact_read(message, &fact)) return;
  bool route = fact.type == RTM_NEWROUTE && fact.protocol == VNETK8S && fact.prefix == 32;
  if (!route && (!is_witness(&fact) || (lease->route && fact.address != lease->address))) return;
  lease->address = fact.address;
  if (route) lease->route = true;
  else lease->neighbour = true;
}

int lease_find(int socket, uint32_t link, struct lease *lease) {
  *lease = (struct lease){0};
  return fact_dump(socket, link, visit_lease, lease);
}

static void visit_used(const struct nlmsghdr *message, void *pool) {
  struct fact fact;
  if (!fact_read(message, &fact)) return;
  bool route = fact.type == RTM_NEWROUTE && fact.prefix == 32 && (fact.table == RT_TABLE_MAIN || fact.table == RT_TABLE_LOCAL);
  if (route || is_witness(&fact)) pool_use(pool, fact.address);
}

int lease_mark_used(int socket, struct pool *pool) { return fact_dump(socket, 0, visit_used, pool); }

void lease_release(int socket, int directory, uint32_t link) {
  struct lease lease;
  if (lease_find(socket, link, &lease) < 0 || lease.address == 0) return;
  /* First the time: whoever finds the address free must also find that it has to rest. */
  if (directory >= 0) state_mark(directory, lease.address);
  if (lease.route) lease_route(socket, RTM_DELROUTE, link, lease.address);
}

bool lease_owned(const struct link *link, const char *owner) {
  size_t length = strlen(link->alias); /* a long owner had to be cut */
  return link->group == VNETK8S && text_starts_with(owner, link->alias) && (owner[length] == '\0' || length == IFALIASZ - 1);
}

bool lease_remnant(const struct link *link) { return link->group == VNETK8S && link->alias[0] == '\0'; }

static void name_link(char name[IFNAMSIZ], const char *owner) {
  uint64_t hash = 0xcbf29ce484222325;
  for (; *owner != '\0'; owner++) hash = (hash ^ (unsigned char)*owner) * 0x100000001b3; /* FNV-1a */
  memset(name, 0, IFNAMSIZ);
  *name++ = 'v';
  *name++ = 'n';
  for (int i = 0; i < 12; i++, hash <<= 4) *name++ = "0123456789abcdef"[hash >> 60];
}

int lease_find_link(int socket, const char *owner, struct link *link) {
  char name[IFNAMSIZ];
  name_link(name, owner);
  int error = link_get(socket, name, link);
  memcpy(link->name, name, sizeof name);
  return error == 0 && !lease_owned(link, owner) && !lease_remnant(link) ? -EEXIST : error;
}
