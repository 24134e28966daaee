/** CHECK: whether everything that ADD made is there, at both ends. */
#include "verbs.h"

/** What has to be there, in the order in which it is told. */
enum { HOST_UP, LEASE_ROUTE, LEASE_NEIGHBOUR, RESULT, POD_UP, POD_MAC, ADDRESS, GATEWAY, DEFAULT, NEIGHBOUR, COUNT };
static const char names[] =
    "host interface\0host route\0host neighbour\0prevResult address\0pod interface\0prevResult MAC\0pod address\0"
    "gateway route\0default route\0gateway neighbour\0";

static address_t address;
static unsigned found;

static void note(int what, bool is_there) { found |= (unsigned)is_there << what; }

/** Whether the result of ADD has a text. Plugins behind us may have changed it, and what they changed is right. */
static bool mentions(const char *format, unsigned long value) {
  char wanted[32];
  struct text text = TEXT(wanted);
  print(&text, format, value);
  for (const char *at = call.previous_result.start; at < call.previous_result.end; at++)
    if (text_starts_with(at, wanted)) return true;
  return false;
}

static void visit_pod(const struct nlmsghdr *message, void *context) {
  (void)context;
  struct fact fact;
  if (!fact_read(message, &fact)) return;
  if (fact.type == RTM_NEWNEIGH) {
    bool permanent = fact.state == NUD_PERMANENT && fact.mac == HOST_MAC;
    note(NEIGHBOUR, permanent && fact.address == call.gateway);
    return;
  }
  note(ADDRESS, fact.table == RT_TABLE_LOCAL && fact.address == address);
  note(GATEWAY, fact.address == call.gateway);
  note(DEFAULT, fact.gateway == call.gateway);
}

_Noreturn void verb_check(void) {
  struct link link, pod;
  struct lease lease = {0};
  char name[IFNAMSIZ] = "";
  int host = host_socket(), inside = pod_socket(host);
  if (call.previous_result.start == NULL) call_refuse("prevResult");
  memcpy(name, call.interface, strlen(call.interface));
  if (lease_find_link(host, call.owner, &link) == 0) lease_find(host, link.index, &lease);
  address = lease.address;
  note(HOST_UP, (link.flags & IFF_UP) && link.mac == HOST_MAC);
  note(LEASE_ROUTE, lease.route);
  note(LEASE_NEIGHBOUR, lease.neighbour);
  note(RESULT, mentions("\"%a/32\"", address));
  note(POD_UP, link_get(inside, name, &pod) == 0 && pod.index == link.peer && (pod.flags & IFF_UP));
  note(POD_MAC, mentions("\"%m\"", (unsigned long)&pod.mac));
  if (pod.index != 0) fact_dump(inside, pod.index, visit_pod, NULL);
  note(DEFAULT, !mentions("\"0.0.0.0/0\"", 0)); /* a plugin behind us may have taken it away */
  const char *missing = names;
  for (; found & 1; found >>= 1) missing += strlen(missing) + 1;
  if (*missing != '\0') call_fail(CODE_CHECK_FAILED, 0, "%a: %s is missing or changed", (unsigned long)address, missing);
  call_succeed();
}
