/**
 * Leases are the kernel's own objects: the /32 route to a pod on its host interface is the lease of that address, and
 * the interface's alias names the owner. What dies with the pod's network namespace cannot leak. The permanent neighbour
 * entry on the same interface is a second witness, should anyone flush the routes.
 */
#ifndef LEASE_H
#define LEASE_H

#include "pool.h"
#include "route.h"
#include "state.h"

/** The MAC of all host ends: fixed, so that a pod's neighbour entry for its gateway never changes. */
extern const unsigned char lease_host_mac[6];

/** The MAC of the pod that has an address: 0a:58 and the address. It also tells our neighbour entries from others'. */
struct mac {
  unsigned char bytes[6];
};
struct mac lease_pod_mac(address_t address);

struct lease {
  address_t address;
  bool route, neighbour;
};

/** The lease of a link; nothing set if it has none. 0 or a negative error number. */
int lease_find(struct netlink *netlink, uint32_t link, struct lease *lease);

/** Marks what is in use: pods' addresses by either witness, and whatever else the node has a /32 route to, or is. */
int lease_mark_used(struct netlink *netlink, struct pool *pool);

/** Adds the requests for a lease to the batch: the kernel refuses a second route to the same address. */
void lease_put(struct netlink *netlink, uint32_t link, address_t address);

/** Ends the lease of a link: notes the time, then deletes the route. */
int lease_release(struct netlink *netlink, int directory, uint32_t link);

/** The name of an owner's host interface: "vn" and 48 bits of a hash. `attempt` gives another name. */
void lease_link_name(char name[IFNAMSIZ], const char *owner, size_t attempt);

/**
 * Finds the host interface of an owner ("network/container/interface"). If there is none, -ENODEV, and link->name is a
 * name free for it (empty if other owners hold all names of this hash).
 */
int lease_find_link(struct netlink *netlink, const char *owner, struct link *link);

/** Whether a link's alias names this owner; an alias may go on with a space and the pod's name. */
bool lease_owned(const struct link *link, const char *owner);

#endif
