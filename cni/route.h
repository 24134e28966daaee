/** The kernel's links, routes, neighbours and addresses as values, and the requests that make a pod's network. */
#ifndef ROUTE_H
#define ROUTE_H

#include <linux/neighbour.h>
#include <linux/rtnetlink.h>

#include "netlink.h"
#include "text.h"

/* <linux/if.h> would draw in the C library's headers; netdevice(7). */
#define AF_INET 2
#define IFF_UP 1
#define IFNAMSIZ 16
#define IFALIASZ 256

/** 'V': group of our host interfaces, and protocol of our routes (ip-link(8) group, ip-route(8) proto). */
#define VNETK8S_GROUP 86
#define VNETK8S_PROTOCOL 86

struct link {
  uint32_t index, group, flags, mtu;
  /** Index of the other end of a pair, in the other end's network namespace. */
  uint32_t peer;
  unsigned char mac[6];
  char name[IFNAMSIZ], alias[IFALIASZ];
};

struct route {
  address_t destination, gateway;
  uint32_t link;
  unsigned char prefix, table, protocol;
};

struct neighbour {
  address_t address;
  uint32_t link;
  uint16_t state;
  unsigned char mac[6];
};

/** Each reads a message of a dump; false if it is of another kind. */
bool link_read(const struct nlmsghdr *message, struct link *link);
bool route_read(const struct nlmsghdr *message, struct route *route);
bool neighbour_read(const struct nlmsghdr *message, struct neighbour *neighbour);

/** Calls `visit` with the messages; all return 0 or a negative error number. `link` 0 and `table` 0 mean all. */
int link_dump(struct netlink *netlink, netlink_visitor *visit, void *context);
int route_dump(struct netlink *netlink, unsigned char table, uint32_t link, netlink_visitor *visit, void *context);
int neighbour_dump(struct netlink *netlink, uint32_t link, netlink_visitor *visit, void *context);
/** -ENODEV if there is no link of that name; it is looked up by index if `name` is NULL. */
int link_get(struct netlink *netlink, const char *name, uint32_t index, struct link *link);
/** Whether a link has this address with prefix length 32. */
int address_check(struct netlink *netlink, uint32_t link, address_t address, bool *found);

int link_delete(struct netlink *netlink, const char *name);

/* These add a request to the batch. */
void put_link_up(struct netlink *netlink, uint32_t link);
void put_address(struct netlink *netlink, uint32_t link, address_t address);
void put_neighbour(struct netlink *netlink, uint32_t link, address_t address, const unsigned char *mac);
/** `type` is RTM_NEWROUTE or RTM_DELROUTE; a gateway of 0 means that the destination is on the link. */
void put_route(struct netlink *netlink, uint16_t type, const struct route *route);

#endif
