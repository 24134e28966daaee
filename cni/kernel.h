/** What the kernel knows of interfaces, routes and neighbours, and the requests that make and unmake a pod's network. */
#ifndef KERNEL_H
#define KERNEL_H

#include <linux/neighbour.h>

#include "netlink.h"
#include "text.h"

/* <linux/if.h> would draw in the C library's headers; netdevice(7). */
#define AF_INET 2
#define IFF_UP 1
#define IFNAMSIZ 16
#define IFALIASZ 256

/** 'V': the group of our host interfaces and the protocol of our routes (ip-link(8) group, ip-route(8) protocol). */
#define VNETK8S 86

/** A MAC as it lies in memory, its first byte lowest (both architectures are little-endian); the upper two bytes are 0. */
typedef uint64_t mac_t;

/** The MAC of all host ends, aa:aa:aa:aa:aa:aa: fixed, so that a pod's entry for its gateway is never wrong. */
#define HOST_MAC 0xaaaaaaaaaaaa

/** The MAC of the pod that has an address: 0a:58 and the address. It tells our neighbour entries from others'. */
static inline mac_t pod_mac(address_t address) { return 0x580a | (mac_t)address << 16; }

struct link {
  uint32_t index, flags, group;
  /** Index of the other end of a pair, in the other end's network namespace. */
  uint32_t peer;
  mac_t mac;
  char name[IFNAMSIZ], alias[IFALIASZ];
};

/** A route (RTM_NEWROUTE) or a neighbour entry (RTM_NEWNEIGH) of IPv4. */
struct fact {
  uint16_t type;
  uint32_t link;
  address_t address, gateway;
  /** Of a route. */
  unsigned char prefix, table, protocol;
  /** Of a neighbour: NUD_PERMANENT, … */
  uint16_t state;
  mac_t mac;
};

/* These read a message of an answer; false if it is something else. */
bool link_read(const struct nlmsghdr *message, struct link *link);
bool fact_read(const struct nlmsghdr *message, struct fact *fact);

/* These return 0 or a negative error number. */
/** The host interfaces of pods, which all are in our group. */
struct link_list {
  size_t count;
  struct link links[300];
};
int link_list(int socket, struct link_list *list);
/** Visits routes (of all tables) and neighbours; those of one interface unless `link` is 0. */
int fact_dump(int socket, uint32_t link, netlink_visitor *visit, void *context);
/** -ENODEV if there is no such interface. */
int link_get(int socket, const char *name, struct link *link);
int link_delete(int socket, const char *name);

/**
 * Makes both ends where they belong (moving one to another namespace takes 15 ms). The pod's end is left down. Gives the
 * host's end as link_get does.
 */
int pair_create(int socket, const char *host, const char *pod, int namespace, address_t address, uint32_t mtu, struct link *link);
/** The host's side: alias, the route that is the lease, the neighbour entry. */
int host_configure(int socket, uint32_t link, const char *alias, address_t address);
/** The pod's side: both interfaces up, address, routes, the gateway's neighbour entry. `socket` is of the pod's namespace. */
int pod_configure(int socket, uint32_t link, address_t address, address_t gateway);
int loopback_up(int socket);
/** Adds (RTM_NEWROUTE) or deletes (RTM_DELROUTE) the host's route to a pod: its lease. */
int lease_route(int socket, uint16_t type, uint32_t link, address_t address);

#endif
