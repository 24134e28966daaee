#include "kernel.h"

#include <linux/if_addr.h>
#include <linux/veth.h>

/* Requests are written as the bytes that are sent; only what differs from call to call is put in before sending. */

struct number {
  struct rtattr header;
  uint32_t value;
};
struct name {
  struct rtattr header;
  char value[IFNAMSIZ]; /* the kernel takes a text with zeros behind it */
};
struct __attribute__((packed, aligned(4))) mac_attribute {
  struct rtattr header;
  mac_t value; /* six bytes, and two that fill up to a multiple of four */
};
/** What is the same for both ends of a pair. */
struct end {
  struct name name;
  struct mac_attribute mac;
  struct number mtu, transmit_queues, receive_queues;
};
struct route {
  struct nlmsghdr header;
  struct rtmsg route;
  struct number destination, link;
};
struct neighbour {
  struct nlmsghdr header;
  struct ndmsg neighbour;
  struct number address;
  struct mac_attribute mac;
};
struct link_change {
  struct nlmsghdr header;
  struct ifinfomsg link;
};
struct link_search {
  struct nlmsghdr header;
  struct ifinfomsg link;
  struct name name;
  struct number mask;
};

#define ATTRIBUTE(type, size) {sizeof(struct rtattr) + (size), (type)}
#define NUMBER(type, value) {ATTRIBUTE(type, 4), (value)}
#define MAC(type, value) {ATTRIBUTE(type, 6), (value)}
#define HEADER(kind, size, type, flags) .header = {sizeof(kind) - (size), (type), NLM_F_REQUEST | (flags), 0, 0}
#define CREATE (NLM_F_CREATE | NLM_F_EXCL)
#define UP(index) {HEADER(struct link_change, 0, RTM_NEWLINK, 0), {.ifi_index = (index), .ifi_flags = IFF_UP, .ifi_change = IFF_UP}}
#define LEASE {HEADER(struct route, 0, RTM_NEWROUTE, CREATE), \
  {AF_INET, 32, 0, 0, RT_TABLE_MAIN, VNETK8S, RT_SCOPE_LINK, RTN_UNICAST, 0}, NUMBER(RTA_DST, 0), NUMBER(RTA_OIF, 0)}
#define NEIGHBOUR(mac) {HEADER(struct neighbour, 0, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE), \
  {.ndm_family = AF_INET, .ndm_state = NUD_PERMANENT}, NUMBER(NDA_DST, 0), MAC(NDA_LLADDR, mac)}
/*
 * One queue: by default a pair gets one for each CPU, and waits for RCU to set them up. udev leaves a MAC alone that was
 * given at creation (systemd.link(5), MACAddressPolicy).
 */
#define END(mac) {{ATTRIBUTE(IFLA_IFNAME, IFNAMSIZ), ""}, MAC(IFLA_ADDRESS, mac), NUMBER(IFLA_MTU, 0), \
  NUMBER(IFLA_NUM_TX_QUEUES, 1), NUMBER(IFLA_NUM_RX_QUEUES, 1)}

bool link_read(const struct nlmsghdr *message, struct link *link) {
  const struct ifinfomsg *header = NLMSG_DATA(message);
  *link = (struct link){0};
  if (message->nlmsg_type != RTM_NEWLINK || message->nlmsg_len < NLMSG_LENGTH(sizeof *header)) return false;
  /* The kernel leaves the peer's index out if it equals the link's own (nla_put_iflink in net/core/rtnetlink.c). */
  link->peer = link->index = (uint32_t)header->ifi_index;
  link->flags = header->ifi_flags;
  static const struct {
    uint16_t type, offset, size;
  } fields[] = {
      {IFLA_LINK, offsetof(struct link, peer), 4},           {IFLA_GROUP, offsetof(struct link, group), 4},
      {IFLA_ADDRESS, offsetof(struct link, mac), 6},         {IFLA_IFNAME, offsetof(struct link, name), IFNAMSIZ - 1},
      {IFLA_IFALIAS, offsetof(struct link, alias), IFALIASZ - 1},
  };
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    netlink_copy(message, sizeof *header, fields[i].type, (char *)link + fields[i].offset, fields[i].size);
  return true;
}

bool fact_read(const struct nlmsghdr *message, struct fact *fact) {
  const struct rtmsg *route = NLMSG_DATA(message);
  const struct ndmsg *neighbour = NLMSG_DATA(message);
  _Static_assert(sizeof *route == sizeof *neighbour && (int)RTA_DST == (int)NDA_DST, "read alike");
  *fact = (struct fact){.type = message->nlmsg_type};
  if (message->nlmsg_len < NLMSG_LENGTH(sizeof *route) || route->rtm_family != AF_INET) return false;
  netlink_copy(message, sizeof *route, RTA_DST, &fact->address, sizeof fact->address);
  if (fact->type == RTM_NEWROUTE) {
    fact->prefix = route->rtm_dst_len;
    fact->table = route->rtm_table;
    fact->protocol = route->rtm_protocol;
    netlink_copy(message, sizeof *route, RTA_OIF, &fact->link, sizeof fact->link);
    netlink_copy(message, sizeof *route, RTA_GATEWAY, &fact->gateway, sizeof fact->gateway);
    return true;
  }
  fact->link = (uint32_t)neighbour->ndm_ifindex;
  fact->state = neighbour->ndm_state;
  netlink_copy(message, sizeof *route, NDA_LLADDR, &fact->mac, 6);
  return fact->type == RTM_NEWNEIGH;
}

static void visit_list(const struct nlmsghdr *message, void *context) {
  struct link_list *list = context;
  struct link *link = &list->links[list->count];
  if (list->count + 1 < sizeof list->links / sizeof *link && link_read(message, link) && link->group == VNETK8S) list->count++;
}

int link_list(int socket, struct link_list *list) {
  static struct {
    struct link_change link;
    struct number mask;
  } dump = {{HEADER(dump, 0, RTM_GETLINK, NLM_F_DUMP), {0}}, NUMBER(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS)};
  return netlink_send(socket, &dump, sizeof dump, visit_list, list);
}

int fact_dump(int socket, uint32_t link, netlink_visitor *visit, void *context) {
  static struct {
    struct nlmsghdr header;
    struct rtmsg filter;
    struct number link;
  } dumps[] = {
      {{0, RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, 0, 0}, {.rtm_family = AF_INET}, NUMBER(RTA_OIF, 0)},
      {{0, RTM_GETNEIGH, NLM_F_REQUEST | NLM_F_DUMP, 0, 0}, {.rtm_family = AF_INET}, NUMBER(NDA_IFINDEX, 0)},
  };
  int error = 0;
  for (size_t i = 0; i < 2 && error == 0; i++) {
    size_t size = sizeof *dumps - (link == 0 ? sizeof dumps->link : 0);
    dumps[i].header.nlmsg_len = (uint32_t)size;
    dumps[i].link.value = link;
    error = netlink_send(socket, &dumps[i], size, visit, context);
  }
  return error;
}

static void visit_link(const struct nlmsghdr *message, void *link) { link_read(message, link); }

static int by_name(int socket, uint16_t type, const char *name, struct link *link) {
  static struct link_search search = {
      HEADER(search, 0, 0, 0), {0}, {ATTRIBUTE(IFLA_IFNAME, IFNAMSIZ), ""}, NUMBER(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS)};
  memcpy(search.name.value, name, IFNAMSIZ);
  search.header.nlmsg_type = type;
  return netlink_send(socket, &search, sizeof search, visit_link, link);
}

int link_get(int socket, const char *name, struct link *link) {
  *link = (struct link){0};
  return by_name(socket, RTM_GETLINK, name, link);
}

int link_delete(int socket, const char *name) { return by_name(socket, RTM_DELLINK, name, NULL); }

int pair_create(int socket, const char *host, const char *pod, int namespace, address_t address, uint32_t mtu, struct link *link) {
  /*
   * The host end is the main link: before Linux 6.15 the main link's name is looked up in the caller's namespace, and a
   * node has an eth0 itself. The pod end cannot be up from the start: it comes before its peer (drivers/net/veth.c).
   */
  static struct {
    struct link_change link;
    struct end host;
    struct number group;
    struct rtattr info, kind;
    char veth[4];
    struct rtattr data, peer;
    struct ifinfomsg peer_link;
    struct end pod;
    struct number namespace;
  } pair = {
      .link = {HEADER(pair, 0, RTM_NEWLINK, CREATE), {.ifi_flags = IFF_UP, .ifi_change = IFF_UP}},
      .host = END(HOST_MAC),
      .group = NUMBER(IFLA_GROUP, VNETK8S),
      .info = {sizeof pair - offsetof(typeof(pair), info), IFLA_LINKINFO},
      .kind = ATTRIBUTE(IFLA_INFO_KIND, 4),
      .veth = {'v', 'e', 't', 'h'},
      .data = {sizeof pair - offsetof(typeof(pair), data), IFLA_INFO_DATA},
      .peer = {sizeof pair - offsetof(typeof(pair), peer), VETH_INFO_PEER},
      .pod = END(0),
      .namespace = NUMBER(IFLA_NET_NS_FD, 0),
  };
  memcpy(pair.host.name.value, host, IFNAMSIZ);
  memcpy(pair.pod.name.value, pod, strlen(pod));
  pair.pod.mac.value = pod_mac(address);
  pair.host.mtu.value = pair.pod.mtu.value = mtu;
  pair.namespace.value = (uint32_t)namespace;
  int error = netlink_send(socket, &pair, sizeof pair, NULL, NULL);
  return error < 0 ? error : link_get(socket, host, link);
}

static struct {
  struct route lease;
  struct neighbour neighbour;
  struct link_change link;
  struct rtattr alias;
} host = {LEASE, NEIGHBOUR(0), {HEADER(struct link_change, 0, RTM_NEWLINK, 0), {0}}, {0, IFLA_IFALIAS}};

int host_configure(int socket, uint32_t link, const char *alias, address_t address) {
  static char batch[sizeof host + IFALIASZ];
  size_t length = strlen(alias);
  host.lease.link.value = link;
  host.lease.destination.value = host.neighbour.address.value = address;
  host.neighbour.mac.value = pod_mac(address);
  host.link.link.ifi_index = host.neighbour.neighbour.ndm_ifindex = (int)link;
  host.alias.rta_len = (uint16_t)(sizeof host.alias + length);
  host.link.header.nlmsg_len += host.alias.rta_len;
  memcpy(batch, &host, sizeof host);
  memcpy(batch + sizeof host, alias, length);
  return netlink_send(socket, batch, sizeof host + length, NULL, NULL);
}

int lease_route(int socket, uint16_t type, uint32_t link, address_t address) {
  host.lease.header.nlmsg_type = type;
  host.lease.header.nlmsg_flags = type == RTM_NEWROUTE ? NLM_F_REQUEST | CREATE : NLM_F_REQUEST;
  host.lease.link.value = link;
  host.lease.destination.value = address;
  return netlink_send(socket, &host.lease, sizeof host.lease, NULL, NULL);
}

static struct {
  struct link_change loopback, link;
  struct nlmsghdr address_header;
  struct ifaddrmsg address;
  struct number local, peer;
  struct route gateway, all;
  struct neighbour neighbour;
} pod = {
    .loopback = UP(1), /* LOOPBACK_IFINDEX, in every namespace */
    .link = UP(0),
    .address_header = {sizeof pod.address_header + sizeof pod.address + sizeof pod.local + sizeof pod.peer, RTM_NEWADDR, NLM_F_REQUEST | CREATE, 0, 0},
    .address = {.ifa_family = AF_INET, .ifa_prefixlen = 32},
    .local = NUMBER(IFA_LOCAL, 0),
    .peer = NUMBER(IFA_ADDRESS, 0),
    .gateway = LEASE,
    .all = {HEADER(struct route, 0, RTM_NEWROUTE, CREATE),
            {AF_INET, 0, 0, 0, RT_TABLE_MAIN, RTPROT_BOOT, RT_SCOPE_UNIVERSE, RTN_UNICAST, 0},
            NUMBER(RTA_GATEWAY, 0),
            NUMBER(RTA_OIF, 0)},
    .neighbour = NEIGHBOUR(HOST_MAC),
};

int pod_configure(int socket, uint32_t link, address_t address, address_t gateway) {
  pod.gateway.route.rtm_protocol = RTPROT_BOOT;
  pod.link.link.ifi_index = pod.neighbour.neighbour.ndm_ifindex = (int)link;
  pod.address.ifa_index = pod.gateway.link.value = pod.all.link.value = link;
  pod.local.value = pod.peer.value = address;
  pod.gateway.destination.value = pod.all.destination.value = pod.neighbour.address.value = gateway;
  return netlink_send(socket, &pod, sizeof pod, NULL, NULL);
}

int loopback_up(int socket) { return netlink_send(socket, &pod.loopback, sizeof pod.loopback, NULL, NULL); }
