/** GC: removes what is of no attachment that the runtime knows. */
#include "verbs.h"

static struct link_list all;

/** Whether the runtime knows of an interface's pod. Fails the call if its list is none. */
static bool find_attachment(const struct link *link) {
  static const char key[] = "cni.dev/valid-attachments";
  struct json list = json_member(call.configuration, key), item = JSON_NOTHING;
  /* A list that is missing is not an empty list: for want of it nothing may be removed. */
  if (json_kind(list) != '[') call_refuse(key);
  while ((item = json_item(list, item)).start != NULL) {
    char container[900], interface[IFNAMSIZ], owner[sizeof call.owner];
    struct text text = TEXT(owner);
    if (!json_string(json_member(item, "containerID"), container, sizeof container) ||
        !json_string(json_member(item, "ifname"), interface, sizeof interface))
      call_refuse(key);
    call_print_owner(&text, container, interface);
    if (lease_owned(link, owner)) return true;
  }
  return false;
}

_Noreturn void verb_gc(void) {
  char prefix[80];
  struct text text = TEXT(prefix);
  print(&text, "%s/", call.network);
  find_attachment(&(struct link){0}); /* all of the list is read before anything is removed */
  int host = host_socket(), directory = lock_state(), failure = link_list(host, &all);
  for (const struct link *link = all.links; link < all.links + all.count; link++) {
    if (!lease_remnant(link) && (!text_starts_with(link->alias, prefix) || find_attachment(link))) continue;
    lease_release(host, call.cooldown_seconds == 0 ? -1 : directory, link->index);
    int error = link_delete(host, link->name);
    if (error < 0 && error != -ENODEV) failure = error;
  }
  must(failure, "remove interfaces");
  call_succeed();
}
