/**
 * Leases are objects of the kernel: the /32 route to a pod on its host interface is the lease of the address, the
 * interface's alias its owner. They end with the pod's network namespace, whatever happens to us or the runtime. The
 * permanent neighbour entry on the interface is a second witness, should anyone flush routes.
 */
#ifndef LEASE_H
#define LEASE_H

#include "kernel.h"
#include "pool.h"
#include "state.h"

struct lease {
  address_t address;
  bool route, neighbour;
};

/** The lease on an interface; its address is 0 if there is none. 0 or a negative error number. */
int lease_find(int socket, uint32_t link, struct lease *lease);

/** Marks what is in use: pods' addresses by either witness, the node's own, all to which it has a route of their own. */
int lease_mark_used(int socket, struct pool *pool);

/** Ends the lease on an interface: notes the time (unless `directory` is negative), then deletes the route. */
void lease_release(int socket, int directory, uint32_t link);

/** Whether an interface is this owner's: its alias says so. */
bool lease_owned(const struct link *link, const char *owner);
/** Whether it is what an ADD left that was killed: one gives the alias before it lets go of the lock. */
bool lease_remnant(const struct link *link);

/**
 * Finds the host interface of an owner ("network/container/interface"), which is called "vn" and 48 bits of a hash. If there
 * is none, -ENODEV, and link->name is its name. -EEXIST if another owner's has this name (one in 10^10, on a full node).
 */
int lease_find_link(int socket, const char *owner, struct link *link);

#endif
