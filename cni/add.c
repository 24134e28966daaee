/** ADD: an address, a pair of interfaces, and routes and neighbours at both ends. Without fork, without allocation. */
#include <linux/veth.h>

#include "verbs.h"

static struct netlink host, inside;
static struct pool pool;
static char host_name[IFNAMSIZ];

/** Takes back what a failed ADD has made: the host end, with which the pod end, route, neighbour and lease go. */
static void undo(void) {
  host.length = 0;
  for (int attempt = 0; attempt < 3; attempt++) {
    int error = link_delete(&host, host_name);
    if (error == 0 || error == -ENODEV) return;
  }
}

/** What the pod's annotation asks for: NULL for no public IP, "" for any, otherwise one by its label. */
static const char *wanted_label(void) {
  static char text[64];
  struct json runtime = json_member(call.configuration, "runtimeConfig");
  struct json annotations = json_member(runtime, "io.kubernetes.cri.pod-annotations");
  struct json value = json_member(annotations, "vnetk8s.io/public-ip");
  if (value.start == NULL) return NULL;
  if (!json_string(value, text, sizeof text))
    call_fail(CODE_CONFIGURATION, 0, "vnetk8s.io/public-ip: must be \"true\", \"false\" or the label of a public IP");
  return text[0] == '\0' || text_equal(text, "false") ? NULL : text_equal(text, "true") ? "" : text;
}

static bool suits(const struct pool_entry *entry, const char *label) {
  if (label == NULL || !entry->is_public) return label == NULL && !entry->is_public;
  return label[0] == '\0' || text_equal_ignoring_case(entry->label, label);
}

/** The address that has rested longest: one still within its cool-down is better than a pod that does not start. */
static address_t choose_address(int directory, const char *label) {
  const struct pool_entry *best = NULL;
  uint32_t longest = 0, suitable = 0;
  for (size_t i = 0; i < pool.count && longest < UINT32_MAX; i++) {
    const struct pool_entry *entry = &pool.entries[i];
    if (!suits(entry, label)) continue;
    suitable++;
    if (entry->used) continue;
    uint32_t rest = call.cooldown_seconds == 0 ? UINT32_MAX : state_rest(directory, entry->address);
    if (best != NULL && rest <= longest) continue;
    best = entry;
    longest = rest;
  }
  if (best != NULL) return best->address;
  const char *kind = label == NULL ? "" : label[0] == '\0' ? " with a public IP" : " with this public IP: ";
  call_fail(CODE_TRY_AGAIN, 0, "no free address%s%s: all %u of %s are in use", kind, label == NULL ? "" : label, suitable, call.pool);
}

/** Finds a name for the host end, and refuses to attach a pod twice. */
static void find_name(void) {
  struct link link;
  struct lease lease;
  int error = lease_find_link(&host, call.owner, &link);
  if (error == 0) error = lease_find(&host, link.index, &lease);
  if (error == 0 && lease.address != 0)
    call_fail(CODE_ENVIRONMENT, 0, "CNI_CONTAINERID, CNI_IFNAME: %s is attached already, by %s", call.owner, link.name);
  /* Without a lease it is what an ADD left that was killed. */
  if (error == 0) error = link_delete(&host, link.name);
  if (error < 0 && error != -ENODEV) call_fail(CODE_IO, error, "cannot look up the interface of %s", call.owner);
  if (link.name[0] == '\0') call_fail(CODE_IO, -EEXIST, "no name is left for the interface of %s", call.owner);
  memcpy(host_name, link.name, sizeof host_name);
}

static void put_end(const char *name, const unsigned char *mac) {
  netlink_put_string(&host, IFLA_IFNAME, name);
  /* udev gives another MAC only to interfaces whose MAC was random (systemd.link(5), MACAddressPolicy). */
  netlink_put(&host, IFLA_ADDRESS, mac, 6);
  netlink_put_number(&host, IFLA_MTU, call.mtu);
  /* One queue: by default a pair gets as many as there are CPUs, and the kernel waits for RCU to set them up. */
  netlink_put_number(&host, IFLA_NUM_TX_QUEUES, 1);
  netlink_put_number(&host, IFLA_NUM_RX_QUEUES, 1);
}

/**
 * Makes both ends where they belong; moving one between namespaces would take 15 ms. The host end is the main link: before
 * Linux 6.15 the main link's name is looked up in the caller's namespace, which has an eth0 itself. The pod end cannot
 * be up from the start: it comes before its peer (veth_newlink in drivers/net/veth.c).
 */
static void create_pair(int namespace, address_t address, struct link *link) {
  struct ifinfomsg *header = netlink_request(&host, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, sizeof *header);
  header->ifi_flags = header->ifi_change = IFF_UP;
  put_end(host_name, lease_host_mac);
  netlink_put_number(&host, IFLA_GROUP, VNETK8S_GROUP);
  size_t info = netlink_nest(&host, IFLA_LINKINFO, 0);
  netlink_put(&host, IFLA_INFO_KIND, "veth", 4);
  size_t data = netlink_nest(&host, IFLA_INFO_DATA, 0);
  size_t peer = netlink_nest(&host, VETH_INFO_PEER, sizeof *header);
  struct mac mac = lease_pod_mac(address);
  put_end(call.interface, mac.bytes);
  netlink_put_number(&host, IFLA_NET_NS_FD, (uint32_t)namespace);
  netlink_nest_end(&host, peer);
  netlink_nest_end(&host, data);
  netlink_nest_end(&host, info);
  int error = link_get(&host, host_name, 0, link); /* in the same batch */
  if (error == -EEXIST)
    call_fail(CODE_ENVIRONMENT, error, "CNI_IFNAME: %s exists in %s already", call.interface, call.namespace);
  if (error < 0) call_fail(CODE_IO, error, "cannot create the interfaces %s and %s", host_name, call.interface);
}

static void configure_host(const struct link *link, address_t address) {
  char alias_bytes[IFALIASZ];
  struct text alias = TEXT(alias_bytes);
  print(&alias, call.pod[0] == '\0' ? "%s" : "%s %s", call.owner, call.pod);
  struct ifinfomsg *header = netlink_request(&host, RTM_NEWLINK, 0, sizeof *header);
  header->ifi_index = (int)link->index;
  netlink_put(&host, IFLA_IFALIAS, alias_bytes, alias.length);
  lease_put(&host, link->index, address);
  int error = netlink_send(&host, NULL, NULL);
  if (error < 0) call_fail(error == -EEXIST ? CODE_TRY_AGAIN : CODE_IO, error, "cannot lease %a to %s", address, host_name);
}

/** A pod could otherwise announce itself as the node's IPv6 router. Without IPv6 there is no such file, nor danger. */
static void refuse_router_advertisements(void) {
  char path_bytes[64];
  struct text path = TEXT(path_bytes);
  print(&path, "/proc/sys/net/ipv6/conf/%s/accept_ra", host_name);
  long file = sys_open_at(AT_FDCWD, path_bytes, O_WRONLY, 0);
  if (file < 0) return;
  sys_write((int)file, "0", 1);
  sys_close((int)file);
}

static void configure_pod(uint32_t link, address_t address) {
  struct route gateway = {.destination = call.gateway, .link = link, .prefix = 32, .protocol = RTPROT_BOOT};
  struct route all = {.gateway = call.gateway, .link = link, .protocol = RTPROT_BOOT};
  put_link_up(&inside, 1); /* lo has index 1 in every namespace (LOOPBACK_IFINDEX) */
  put_link_up(&inside, link);
  put_address(&inside, link, address);
  put_route(&inside, RTM_NEWROUTE, &gateway);
  put_route(&inside, RTM_NEWROUTE, &all);
  put_neighbour(&inside, link, call.gateway, lease_host_mac);
  int error = netlink_send(&inside, NULL, NULL);
  if (error < 0) call_fail(CODE_IO, error, "cannot configure %s in %s", call.interface, call.namespace);
}

/** Prints a key of the result and the items that an earlier plugin of the chain put there. Returns their count. */
static uint32_t print_items(const char *key) {
  struct json items = json_member(call.previous_result, key), item = JSON_NOTHING;
  uint32_t count = 0;
  print(&output, ",%q:[", key);
  while ((item = json_item(items, item)).start != NULL) {
    print(&output, "%r,", item.start, (size_t)(item.end - item.start));
    count++;
  }
  return count;
}

static void print_interface(const char *name, const unsigned char *mac) {
  print(&output, "{\"name\":%q,\"mac\":\"%m\"", name, mac);
  if (call.release >= RELEASE_1_1_0) print(&output, ",\"mtu\":%u", call.mtu);
}

static void print_result(address_t address) {
  struct json dns = json_member(call.previous_result, "dns");
  struct mac mac = lease_pod_mac(address);
  call_print_version();
  uint32_t interfaces = print_items("interfaces");
  print_interface(host_name, lease_host_mac);
  print(&output, "},");
  print_interface(call.interface, mac.bytes);
  print(&output, ",\"sandbox\":%q}]", call.namespace);
  print_items("ips");
  print(&output, call.release < RELEASE_1_0_0 ? "{\"version\":\"4\"," : "{");
  print(&output, "\"address\":\"%a/32\",\"gateway\":\"%a\",\"interface\":%u}]", address, call.gateway, interfaces + 1);
  print_items("routes");
  print(&output, "{\"dst\":\"0.0.0.0/0\",\"gw\":\"%a\"}],\"dns\":", call.gateway);
  /* No name servers of ours: the kubelet's are right. */
  if (dns.start == NULL) print(&output, "{}");
  else print(&output, "%r", dns.start, (size_t)(dns.end - dns.start));
  print(&output, "}\n");
}

_Noreturn void verb_add(void) {
  const char *label = wanted_label();
  int namespace = namespace_open();
  int error = pool_load(&pool, call.pool);
  if (error < 0) call_fail(CODE_TRY_AGAIN, error, "cannot read the address pool %s", call.pool);
  if (pool.count == 0) call_fail(CODE_TRY_AGAIN, 0, "the address pool %s is empty", call.pool);
  int directory = state_open(call.state_directory);
  if (directory < 0) call_fail(CODE_IO, directory, "cannot open the state directory %s", call.state_directory);
  host_open(&host);
  error = state_lock(directory);
  if (error < 0) call_fail(CODE_TRY_AGAIN, error, "cannot lock the state directory %s", call.state_directory);
  find_name();
  error = lease_mark_used(&host, &pool);
  if (error < 0) call_fail(CODE_IO, error, "cannot list the addresses in use");
  address_t address = choose_address(directory, label);
  struct link link;
  call.undo = undo;
  create_pair(namespace, address, &link);
  configure_host(&link, address);
  state_unlock(directory);
  refuse_router_advertisements();
  namespace_enter(namespace, &inside);
  configure_pod(link.peer, address);
  if (call.cooldown_seconds != 0) state_mark(directory, address);
  call.address = address;
  print_result(address);
  call_succeed();
}
