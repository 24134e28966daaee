/** ADD: an address, a pair of interfaces, routes and neighbours at both ends. It neither forks nor allocates. */
#include "verbs.h"

static int host;
static struct link link;
static struct pool pool;

/** The host's end takes everything else with it: the pod's end, route, neighbour, and so the lease. */
static void undo(void) {
  call.undo = NULL;
  for (int attempt = 0; attempt < 3; attempt++) {
    int error = link_delete(host, link.name);
    if (error == 0 || error == -ENODEV) return;
  }
}

/** What the pod's annotation asks for: "false" for no public IP, "true" for any, else one by its label. */
static void read_annotation(char *label, size_t size) {
  struct json runtime = json_member(call.configuration, "runtimeConfig");
  struct json annotations = json_member(runtime, "io.kubernetes.cri.pod-annotations");
  struct json value = json_member(annotations, "vnetk8s.io/public-ip");
  memcpy(label, "false", 6);
  if (value.start != NULL && !json_string(value, label, size))
    call_refuse("vnetk8s.io/public-ip");
}

static bool suits(const struct pool_entry *entry, const char *label) {
  return text_similar(entry->label, label) || (text_equal(label, "true") && !text_equal(entry->label, "false"));
}

/** The address that has rested longest: one within its cool-down is better than a pod that does not start. */
static address_t choose_address(int directory, const char *label) {
  const struct pool_entry *best = NULL;
  uint32_t longest = 0, suitable = 0;
  for (const struct pool_entry *entry = pool.entries; entry < pool.entries + pool.count && longest < UINT32_MAX; entry++) {
    if (!suits(entry, label)) continue;
    suitable++;
    uint32_t rest = UINT32_MAX;
    if (!entry->used && call.cooldown_seconds != 0) rest = state_rest(directory, entry->address);
    if (entry->used || (best != NULL && rest <= longest)) continue;
    best = entry;
    longest = rest;
  }
  if (best == NULL)
    call_fail(CODE_TRY_AGAIN, 0, "no free address (public IP: %s): %u of %s are in use", label, (unsigned long)suitable, call.pool);
  return best->address;
}

/** Finds a name for the host's end. A pod that has an interface already keeps it; what a killed ADD left goes. */
static void choose_name(void) {
  struct lease lease;
  int error = lease_find_link(host, call.owner, &link);
  if (error == 0) error = lease_find(host, link.index, &lease);
  if (error == 0 && lease.address != 0) call_fail(CODE_ENVIRONMENT, 0, "CNI_CONTAINERID, CNI_IFNAME: %s has %s", call.owner, link.name);
  if (error == 0) error = link_delete(host, link.name);
  if (error < 0 && error != -ENODEV) must(error, "look up the interface");
}

/** Prints a key of the result with what an earlier plugin of the chain has put there. Returns the count of that. */
static uint32_t print_items(const char *key) {
  struct json items = json_member(call.previous_result, key), item = JSON_NOTHING;
  uint32_t count = 0;
  print(&output, ",%q:[", key);
  for (; (item = json_item(items, item)).start != NULL; count++)
    print_piece(&output, item.start, item.end), print(&output, ",");
  return count;
}

static void print_interface(const char *name, mac_t mac) {
  print(&output, "{\"name\":%q,\"mac\":\"%m\"", name, &mac);
  if (call.release >= RELEASE_1_1_0) print(&output, ",\"mtu\":%u", (unsigned long)call.mtu);
}

static void print_result(void) {
  struct json dns = json_member(call.previous_result, "dns");
  call_print_version();
  uint32_t interfaces = print_items("interfaces");
  print_interface(link.name, link.mac);
  print(&output, "},");
  print_interface(call.interface, pod_mac(call.address));
  print(&output, ",\"sandbox\":%q}]", call.namespace);
  print_items("ips");
  print(&output, "{%s\"address\":\"%a/32\"", call.release < RELEASE_1_0_0 ? "\"version\":\"4\"," : "", (unsigned long)call.address);
  print(&output, ",\"gateway\":\"%a\",\"interface\":%u}]", (unsigned long)call.gateway, interfaces + 1UL);
  print_items("routes");
  print(&output, "{\"dst\":\"0.0.0.0/0\",\"gw\":\"%a\"}],\"dns\":", (unsigned long)call.gateway);
  /* No name servers of ours: the kubelet's are right. */
  if (dns.start == NULL) print(&output, "{}");
  else print_piece(&output, dns.start, dns.end);
  print(&output, "}\n");
}

_Noreturn void verb_add(void) {
  char label[64], alias[IFALIASZ];
  struct text text = TEXT(alias);
  read_annotation(label, sizeof label);
  host = host_socket();
  int inside = pod_socket(host), error = pool_load(&pool, call.pool);
  if (error < 0 || pool.count == 0) call_fail(CODE_TRY_AGAIN, error, "no address in the pool %s", call.pool);
  int directory = lock_state();
  choose_name();
  must(lease_mark_used(host, &pool), "list what is in use");
  address_t address = choose_address(directory, label);

  char name[IFNAMSIZ];
  memcpy(name, link.name, sizeof name);
  call.undo = undo;
  error = pair_create(host, name, call.interface, call.namespace_file, address, call.mtu, &link);
  memcpy(link.name, name, sizeof name);
  if (error == -EEXIST) call_fail(CODE_ENVIRONMENT, error, "CNI_IFNAME: %s is in %s already", call.interface, call.namespace);
  must(error, "create the interfaces");
  print(&text, "%s", call.owner);
  must(host_configure(host, link.index, alias, address), "lease the address");
  state_unlock(directory);
  must(pod_configure(inside, link.peer, address, call.gateway), "configure the pod's interface");

  if (call.cooldown_seconds != 0) state_mark(directory, address);
  call.address = address;
  print_result();
  call_succeed();
}
