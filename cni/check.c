/** CHECK: whether everything that ADD made is still there, at both ends. */
#include "verbs.h"

static struct netlink host, inside;

_Noreturn static void missing(const char *what, address_t address) {
  call_fail(CODE_CHECK_FAILED, 0, "%s: %s of %a is missing or changed", call.owner, what, address);
}

static void require(int error, bool found, const char *what, address_t address) {
  if (error < 0) call_fail(CODE_IO, error, "cannot check %s", what);
  if (!found) missing(what, address);
}

/** Whether the result lists an item whose `key` has this text; an earlier or later plugin may have changed the list. */
static bool result_lists(const char *list, const char *key, const char *text) {
  struct json items = json_member(call.previous_result, list), item = JSON_NOTHING;
  char value[32];
  while ((item = json_item(items, item)).start != NULL)
    if (json_string(json_member(item, key), value, sizeof value) && text_equal(value, text)) return true;
  return false;
}

/** Whether an interface has the MAC that the result gives it. */
static bool mac_agrees(const struct link *link) {
  struct json items = json_member(call.previous_result, "interfaces"), item = JSON_NOTHING;
  char name[IFNAMSIZ], expected[18], actual[18];
  struct text mac = TEXT(actual);
  print(&mac, "%m", link->mac);
  while ((item = json_item(items, item)).start != NULL)
    if (json_string(json_member(item, "name"), name, sizeof name) && text_equal(name, link->name))
      return json_string(json_member(item, "mac"), expected, sizeof expected) && text_equal_ignoring_case(expected, actual);
  return false;
}

struct inside {
  uint32_t link;
  bool gateway_route, default_route, neighbour;
};

static void visit(const struct nlmsghdr *message, void *context) {
  struct inside *seen = context;
  struct route route;
  struct neighbour neighbour;
  if (route_read(message, &route) && route.link == seen->link) {
    if (route.prefix == 32 && route.destination == call.gateway) seen->gateway_route = true;
    if (route.prefix == 0 && route.gateway == call.gateway) seen->default_route = true;
  }
  if (neighbour_read(message, &neighbour) && neighbour.link == seen->link && neighbour.address == call.gateway)
    seen->neighbour = neighbour.state == NUD_PERMANENT && memcmp(neighbour.mac, lease_host_mac, 6) == 0;
}

_Noreturn void verb_check(void) {
  if (call.previous_result.start == NULL) call_fail(CODE_CONFIGURATION, 0, "prevResult: is missing");
  struct link link;
  struct lease lease = {0};
  int namespace = namespace_open();
  host_open(&host);
  int error = lease_find_link(&host, call.owner, &link);
  if (error == -ENODEV) call_fail(CODE_CHECK_FAILED, 0, "%s: the host interface is missing", call.owner);
  if (error == 0) error = lease_find(&host, link.index, &lease);
  require(error, (link.flags & IFF_UP) && mac_agrees(&link), "host interface", lease.address);
  require(0, lease.route, "route (see \"vnetk8s repair\")", lease.address);
  require(0, lease.neighbour, "neighbour", lease.address);
  char address[20];
  struct text text = TEXT(address);
  print(&text, "%a/32", lease.address);
  require(0, result_lists("ips", "address", address), "prevResult entry", lease.address);

  struct link pod;
  bool found = false;
  uint32_t peer = link.peer;
  namespace_enter(namespace, &inside);
  error = link_get(&inside, call.interface, 0, &pod);
  if (error == -ENODEV) missing(call.interface, lease.address);
  require(error, pod.index == peer && (pod.flags & IFF_UP) && mac_agrees(&pod), call.interface, lease.address);
  require(address_check(&inside, peer, lease.address, &found), found, "address", lease.address);
  struct inside seen = {.link = peer};
  error = route_dump(&inside, RT_TABLE_MAIN, peer, visit, &seen);
  if (error == 0) error = neighbour_dump(&inside, peer, visit, &seen);
  require(error, seen.gateway_route, "route to the gateway", lease.address);
  require(0, seen.neighbour, "gateway neighbour", lease.address);
  bool listed = result_lists("routes", "dst", "0.0.0.0/0");
  require(0, seen.default_route || !listed, "default route", lease.address);
  call_succeed();
}
