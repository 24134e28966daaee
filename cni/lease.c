#include "lease.h"

#define ATTEMPTS 2

const unsigned char lease_host_mac[6] = {0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa};

struct mac lease_pod_mac(address_t address) {
  struct mac mac = {{0x0a, 0x58}};
  memcpy(mac.bytes + 2, &address, sizeof address);
  return mac;
}

/** Whether this is a neighbour entry that this plugin made. */
static bool witness(const struct nlmsghdr *message, struct neighbour *neighbour) {
  if (!neighbour_read(message, neighbour) || neighbour->state != NUD_PERMANENT) return false;
  struct mac mac = lease_pod_mac(neighbour->address);
  return memcmp(mac.bytes, neighbour->mac, sizeof mac.bytes) == 0;
}

static void visit_route(const struct nlmsghdr *message, void *context) {
  struct lease *lease = context;
  struct route route;
  if (!route_read(message, &route) || route.prefix != 32 || route.protocol != VNETK8S_PROTOCOL) return;
  lease->address = route.destination;
  lease->route = true;
}

static void visit_neighbour(const struct nlmsghdr *message, void *context) {
  struct lease *lease = context;
  struct neighbour neighbour;
  if (!witness(message, &neighbour) || (lease->route && lease->address != neighbour.address)) return;
  lease->address = neighbour.address;
  lease->neighbour = true;
}

int lease_find(struct netlink *netlink, uint32_t link, struct lease *lease) {
  *lease = (struct lease){0};
  int error = route_dump(netlink, RT_TABLE_MAIN, link, visit_route, lease);
  return error < 0 ? error : neighbour_dump(netlink, link, visit_neighbour, lease);
}

static void use_route(const struct nlmsghdr *message, void *context) {
  struct route route;
  if (!route_read(message, &route) || route.prefix != 32) return;
  /* The local table has the node's own addresses. */
  if (route.table == RT_TABLE_MAIN || route.table == RT_TABLE_LOCAL) pool_use(context, route.destination);
}

static void use_neighbour(const struct nlmsghdr *message, void *context) {
  struct neighbour neighbour;
  if (witness(message, &neighbour)) pool_use(context, neighbour.address);
}

int lease_mark_used(struct netlink *netlink, struct pool *pool) {
  int error = route_dump(netlink, 0, 0, use_route, pool);
  return error < 0 ? error : neighbour_dump(netlink, 0, use_neighbour, pool);
}

static struct route lease_route(uint32_t link, address_t address) {
  return (struct route){.destination = address, .link = link, .prefix = 32, .protocol = VNETK8S_PROTOCOL};
}

void lease_put(struct netlink *netlink, uint32_t link, address_t address) {
  struct route route = lease_route(link, address);
  struct mac mac = lease_pod_mac(address);
  put_route(netlink, RTM_NEWROUTE, &route);
  put_neighbour(netlink, link, address, mac.bytes);
}

int lease_release(struct netlink *netlink, int directory, uint32_t link) {
  struct lease lease;
  int error = lease_find(netlink, link, &lease);
  if (error < 0 || lease.address == 0) return error;
  /* First the time: an ADD that finds the address free must also find that it has to rest. */
  if (directory >= 0) state_mark(directory, lease.address);
  if (!lease.route) return 0;
  struct route route = lease_route(link, lease.address);
  put_route(netlink, RTM_DELROUTE, &route);
  error = netlink_send(netlink, NULL, NULL);
  return error == -ESRCH ? 0 : error;
}

void lease_link_name(char name[IFNAMSIZ], const char *owner, size_t attempt) {
  uint64_t hash = 0xcbf29ce484222325 + attempt; /* FNV-1a, 64 bits */
  for (; *owner != '\0'; owner++) hash = (hash ^ (unsigned char)*owner) * 0x100000001b3;
  memcpy(name, "vn", 2);
  for (size_t i = 0; i < 12; i++) name[2 + i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
  name[14] = '\0';
}

bool lease_owned(const struct link *link, const char *owner) {
  size_t length = strlen(link->alias);
  if (link->group != VNETK8S_GROUP) return false;
  if (length == IFALIASZ - 1) return text_starts_with(owner, link->alias) || text_starts_with(link->alias, owner);
  return text_starts_with(link->alias, owner) && (link->alias[strlen(owner)] == '\0' || link->alias[strlen(owner)] == ' ');
}

int lease_find_link(struct netlink *netlink, const char *owner, struct link *link) {
  char free_name[IFNAMSIZ] = "", name[IFNAMSIZ];
  for (size_t i = 0; i < ATTEMPTS; i++) {
    lease_link_name(name, owner, i);
    int error = link_get(netlink, name, 0, link);
    if (error < 0 && error != -ENODEV) return error;
    /* Without an alias it is the remnant of an ADD of this owner that was killed. */
    bool ours = link->group == VNETK8S_GROUP && (link->alias[0] == '\0' || lease_owned(link, owner));
    if (error == 0 && ours) return 0;
    if (error == -ENODEV && free_name[0] == '\0') memcpy(free_name, name, sizeof name);
  }
  *link = (struct link){0};
  memcpy(link->name, free_name, sizeof free_name);
  return -ENODEV;
}
