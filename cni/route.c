#include "route.h"

#include <linux/if_addr.h>

bool link_read(const struct nlmsghdr *message, struct link *link) {
  const struct ifinfomsg *header = netlink_header(message, sizeof *header);
  if (message->nlmsg_type != RTM_NEWLINK || header == NULL) return false;
  *link = (struct link){.index = (uint32_t)header->ifi_index, .flags = header->ifi_flags};
  const uint32_t *number = netlink_find(message, sizeof *header, IFLA_GROUP, sizeof *number);
  if (number != NULL) link->group = *number;
  number = netlink_find(message, sizeof *header, IFLA_MTU, sizeof *number);
  if (number != NULL) link->mtu = *number;
  /* Left out when it equals the link's own index (nla_put_iflink in net/core/rtnetlink.c). */
  number = netlink_find(message, sizeof *header, IFLA_LINK, sizeof *number);
  link->peer = number != NULL ? *number : link->index;
  const unsigned char *mac = netlink_find(message, sizeof *header, IFLA_ADDRESS, sizeof link->mac);
  if (mac != NULL) memcpy(link->mac, mac, sizeof link->mac);
  netlink_find_string(message, sizeof *header, IFLA_IFNAME, link->name, sizeof link->name);
  netlink_find_string(message, sizeof *header, IFLA_IFALIAS, link->alias, sizeof link->alias);
  return true;
}

bool route_read(const struct nlmsghdr *message, struct route *route) {
  const struct rtmsg *header = netlink_header(message, sizeof *header);
  if (message->nlmsg_type != RTM_NEWROUTE || header == NULL || header->rtm_family != AF_INET) return false;
  *route = (struct route){0};
  route->prefix = header->rtm_dst_len;
  route->table = header->rtm_table;
  route->protocol = header->rtm_protocol;
  const uint32_t *number = netlink_find(message, sizeof *header, RTA_DST, sizeof *number);
  if (number != NULL) route->destination = *number;
  number = netlink_find(message, sizeof *header, RTA_GATEWAY, sizeof *number);
  if (number != NULL) route->gateway = *number;
  number = netlink_find(message, sizeof *header, RTA_OIF, sizeof *number);
  if (number != NULL) route->link = *number;
  return true;
}

bool neighbour_read(const struct nlmsghdr *message, struct neighbour *neighbour) {
  const struct ndmsg *header = netlink_header(message, sizeof *header);
  if (message->nlmsg_type != RTM_NEWNEIGH || header == NULL || header->ndm_family != AF_INET) return false;
  const address_t *address = netlink_find(message, sizeof *header, NDA_DST, sizeof *address);
  const unsigned char *mac = netlink_find(message, sizeof *header, NDA_LLADDR, sizeof neighbour->mac);
  if (address == NULL || mac == NULL) return false;
  *neighbour = (struct neighbour){*address, (uint32_t)header->ndm_ifindex, header->ndm_state, {0}};
  memcpy(neighbour->mac, mac, sizeof neighbour->mac);
  return true;
}

int link_dump(struct netlink *netlink, netlink_visitor *visit, void *context) {
  netlink_request(netlink, RTM_GETLINK, NLM_F_DUMP, sizeof(struct ifinfomsg));
  netlink_put_number(netlink, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
  return netlink_send(netlink, visit, context);
}

int route_dump(struct netlink *netlink, unsigned char table, uint32_t link, netlink_visitor *visit, void *context) {
  struct rtmsg *header = netlink_request(netlink, RTM_GETROUTE, NLM_F_DUMP, sizeof *header);
  header->rtm_family = AF_INET;
  header->rtm_table = table;
  if (link != 0) netlink_put_number(netlink, RTA_OIF, link);
  return netlink_send(netlink, visit, context);
}

int neighbour_dump(struct netlink *netlink, uint32_t link, netlink_visitor *visit, void *context) {
  struct ndmsg *header = netlink_request(netlink, RTM_GETNEIGH, NLM_F_DUMP, sizeof *header);
  header->ndm_family = AF_INET;
  if (link != 0) netlink_put_number(netlink, NDA_IFINDEX, link);
  return netlink_send(netlink, visit, context);
}

static void visit_link(const struct nlmsghdr *message, void *context) { link_read(message, context); }

int link_get(struct netlink *netlink, const char *name, uint32_t index, struct link *link) {
  struct ifinfomsg *header = netlink_request(netlink, RTM_GETLINK, 0, sizeof *header);
  if (name != NULL) netlink_put_string(netlink, IFLA_IFNAME, name);
  else header->ifi_index = (int)index;
  netlink_put_number(netlink, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
  *link = (struct link){0};
  int error = netlink_send(netlink, visit_link, link);
  return error == 0 && link->index == 0 ? -ENODEV : error;
}

struct address_search {
  uint32_t link;
  address_t address;
  bool *found;
};

static void visit_address(const struct nlmsghdr *message, void *context) {
  const struct address_search *search = context;
  const struct ifaddrmsg *header = netlink_header(message, sizeof *header);
  if (message->nlmsg_type != RTM_NEWADDR || header == NULL || header->ifa_prefixlen != 32) return;
  const address_t *address = netlink_find(message, sizeof *header, IFA_LOCAL, sizeof *address);
  if (address != NULL && header->ifa_index == search->link && *address == search->address) *search->found = true;
}

int address_check(struct netlink *netlink, uint32_t link, address_t address, bool *found) {
  struct ifaddrmsg *header = netlink_request(netlink, RTM_GETADDR, NLM_F_DUMP, sizeof *header);
  header->ifa_family = AF_INET;
  *found = false;
  return netlink_send(netlink, visit_address, &(struct address_search){link, address, found});
}

int link_delete(struct netlink *netlink, const char *name) {
  netlink_request(netlink, RTM_DELLINK, 0, sizeof(struct ifinfomsg));
  netlink_put_string(netlink, IFLA_IFNAME, name);
  return netlink_send(netlink, NULL, NULL);
}

void put_link_up(struct netlink *netlink, uint32_t link) {
  struct ifinfomsg *header = netlink_request(netlink, RTM_NEWLINK, 0, sizeof *header);
  header->ifi_index = (int)link;
  header->ifi_flags = header->ifi_change = IFF_UP;
}

void put_address(struct netlink *netlink, uint32_t link, address_t address) {
  struct ifaddrmsg *header = netlink_request(netlink, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, sizeof *header);
  header->ifa_family = AF_INET;
  header->ifa_prefixlen = 32;
  header->ifa_index = link;
  netlink_put_number(netlink, IFA_LOCAL, address);
  netlink_put_number(netlink, IFA_ADDRESS, address);
}

void put_neighbour(struct netlink *netlink, uint32_t link, address_t address, const unsigned char *mac) {
  struct ndmsg *header = netlink_request(netlink, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE, sizeof *header);
  header->ndm_family = AF_INET;
  header->ndm_ifindex = (int)link;
  header->ndm_state = NUD_PERMANENT;
  netlink_put_number(netlink, NDA_DST, address);
  netlink_put(netlink, NDA_LLADDR, mac, 6);
}

void put_route(struct netlink *netlink, uint16_t type, const struct route *route) {
  struct rtmsg *header = netlink_request(netlink, type, type == RTM_NEWROUTE ? NLM_F_CREATE | NLM_F_EXCL : 0, sizeof *header);
  header->rtm_family = AF_INET;
  header->rtm_dst_len = route->prefix;
  header->rtm_table = RT_TABLE_MAIN;
  header->rtm_protocol = route->protocol;
  header->rtm_scope = route->gateway == 0 ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE;
  header->rtm_type = RTN_UNICAST;
  if (route->prefix != 0) netlink_put_number(netlink, RTA_DST, route->destination);
  if (route->gateway != 0) netlink_put_number(netlink, RTA_GATEWAY, route->gateway);
  netlink_put_number(netlink, RTA_OIF, route->link);
}
