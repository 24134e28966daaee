/** GC: removes what belongs to no attachment that the runtime knows of. */
#include "verbs.h"

#define ATTACHMENTS "cni.dev/valid-attachments"

static struct netlink host;
static struct {
  uint32_t count;
  struct {
    uint32_t index;
    char name[IFNAMSIZ];
  } links[POOL_MOST];
} stale;

static bool read_attachment(struct json attachment, char *owner, size_t size) {
  char container[900], interface[IFNAMSIZ];
  struct text text = {owner, size, 0, false};
  return json_string(json_member(attachment, "containerID"), container, sizeof container) &&
         json_string(json_member(attachment, "ifname"), interface, sizeof interface) && call_owner(&text, container, interface);
}

static bool attached(const struct link *link) {
  struct json list = json_member(call.configuration, ATTACHMENTS), item = JSON_NOTHING;
  char owner[sizeof call.owner];
  while ((item = json_item(list, item)).start != NULL)
    if (read_attachment(item, owner, sizeof owner) && lease_owned(link, owner)) return true;
  return false;
}

static void visit(const struct nlmsghdr *message, void *context) {
  const char *prefix = context;
  struct link link;
  if (!link_read(message, &link) || link.group != VNETK8S_GROUP || stale.count == POOL_MOST) return;
  /* Whoever makes an interface names its owner before letting go of the lock: without one, its maker was killed. */
  bool ours = link.alias[0] == '\0' || text_starts_with(link.alias, prefix);
  if (!ours || attached(&link)) return;
  stale.links[stale.count].index = link.index;
  memcpy(stale.links[stale.count++].name, link.name, sizeof link.name);
}

_Noreturn void verb_gc(void) {
  struct json list = json_member(call.configuration, ATTACHMENTS), item = JSON_NOTHING;
  char owner[sizeof call.owner];
  /* A list that is missing is not an empty list: nothing may be removed for want of it. */
  if (json_kind(list) != '[') call_fail(CODE_CONFIGURATION, 0, ATTACHMENTS ": must be a list");
  while ((item = json_item(list, item)).start != NULL)
    if (!read_attachment(item, owner, sizeof owner))
      call_fail(CODE_CONFIGURATION, 0, ATTACHMENTS ": must be a list of containerID and ifname");
  char prefix_bytes[sizeof call.network + 1];
  struct text prefix = TEXT(prefix_bytes);
  print(&prefix, "%s/", call.network);
  host_open(&host);
  int directory = state_open(call.state_directory);
  int error = directory < 0 ? directory : state_lock(directory);
  if (error < 0) call_fail(CODE_TRY_AGAIN, error, "cannot lock the state directory %s", call.state_directory);
  int failure = link_dump(&host, visit, prefix_bytes);
  for (uint32_t i = 0; i < stale.count; i++) {
    lease_release(&host, call.cooldown_seconds == 0 ? -1 : directory, stale.links[i].index);
    error = link_delete(&host, stale.links[i].name);
    if (error < 0 && error != -ENODEV && failure == 0) failure = error;
  }
  if (failure < 0) call_fail(CODE_IO, failure, "cannot remove all interfaces without a pod");
  call_succeed();
}
