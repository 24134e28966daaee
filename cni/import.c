/** `vnetk8s pool`: from the answers of Azure's Instance Metadata Service to the pool file. */
#include "verbs.h"

static char input[64 << 10];
static struct pool pool;

/** Adds the secondary addresses of the primary NIC, which comes first, as its primary address does. */
static void read_network(struct json document) {
  struct json network = json_member(document, "network");
  struct json interfaces = json_member(network.start == NULL ? document : network, "interface");
  struct json list = json_member(json_member(json_item(interfaces, JSON_NOTHING), "ipv4"), "ipAddress");
  struct json item = json_item(list, JSON_NOTHING);
  while (item.start != NULL && (item = json_item(list, item)).start != NULL && pool.count < POOL_MOST) {
    struct pool_entry *entry = &pool.entries[pool.count];
    char text[16];
    if (!json_string(json_member(item, "privateIpAddress"), text, sizeof text)) continue;
    if (!parse_address(text, strlen(text), &entry->address)) continue;
    entry->is_public = json_string(json_member(item, "publicIpAddress"), entry->label, 16) && entry->label[0] != '\0';
    pool.count++;
  }
}

/** Public IPs of SKU Standard are only in the load balancer's answer (Azure: howto-load-balancer-imds). */
static void read_load_balancer(struct json document) {
  struct json list = json_member(json_member(document, "loadbalancer"), "publicIpAddresses"), item = JSON_NOTHING;
  while ((item = json_item(list, item)).start != NULL) {
    char text[16], label[16];
    address_t address;
    if (!json_string(json_member(item, "privateIpAddress"), text, sizeof text)) continue;
    if (!json_string(json_member(item, "frontendIpAddress"), label, sizeof label)) continue;
    for (size_t i = 0; parse_address(text, strlen(text), &address) && i < pool.count; i++) {
      if (pool.entries[i].address != address) continue;
      pool.entries[i].is_public = true;
      memcpy(pool.entries[i].label, label, sizeof label);
    }
  }
}

/** Writes beside the file, then renames: readers see the old pool or the new one, never half of one. */
static long write_pool(const char *path, char **labels) {
  char temporary_bytes[256];
  struct text temporary = TEXT(temporary_bytes);
  for (size_t i = 0; i < pool.count; i++) {
    struct pool_entry *entry = &pool.entries[i];
    const char *label = entry->label;
    while (*labels != NULL && **labels == '/') labels++;
    if (entry->is_public && *labels != NULL) label = *labels++;
    print(&output, entry->is_public ? "%a public %s\n" : "%a\n", entry->address, label);
  }
  print(&temporary, "%s.new", path);
  long file = sys_open_at(AT_FDCWD, temporary_bytes, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0) return file;
  long result = sys_write((int)file, output.bytes, output.length);
  if (result >= 0 && (size_t)result < output.length) result = -ENOSPC;
  return result < 0 ? result : sys_rename(temporary_bytes, path);
}

static int refuse(const char *reason, long error) {
  output.length = 0;
  print(&output, "vnetk8s pool: %s", reason);
  if (error < 0) print_error(&output, (int)-error);
  print(&output, "\n");
  sys_write(2, output.bytes, output.length);
  return 1;
}

int command_pool(char **arguments) {
  const char *path = "/run/vnetk8s/pool";
  for (char **argument = arguments; *argument != NULL; argument++)
    if (**argument == '/') path = *argument;
  size_t length = 0;
  long count;
  while ((count = sys_read(0, input + length, sizeof input - length)) > 0) length += (size_t)count;
  if (count < 0 || length == sizeof input) return refuse("cannot read standard input: ", count < 0 ? count : -EMSGSIZE);
  /* The network's answer and, after it, the load balancer's, if the machine has one. */
  for (size_t at = 0; at < length;) {
    struct json document = json_parse(input + at, length - at);
    if (document.start == NULL) return refuse("standard input is no JSON", 0);
    read_network(document);
    read_load_balancer(document);
    at = (size_t)(document.end - input);
  }
  if (pool.count == 0) return refuse("the metadata lists no secondary address", 0);
  if (path == arguments[0] || path[1] == 'r') state_open("/run/vnetk8s");
  long result = write_pool(path, arguments);
  if (result < 0) return refuse("cannot write the pool: ", result);
  return 0;
}
