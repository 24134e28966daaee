/** `vnetk8s pool`: answers of Azure's Instance Metadata Service become the pool file. */
#include "verbs.h"

static char input[64 << 10];

static bool read_text(struct json object, const char *key, char text[16]) {
  return json_string(json_member(object, key), text, 16) && text[0] != '\0';
}

/** The public IP of an address. Only the load balancer's answer has those of SKU Standard (Azure: howto-load-balancer-imds). */
static bool find_public(struct json balancer, const char *address, char label[16]) {
  struct json list = json_member(json_member(balancer, "loadbalancer"), "publicIpAddresses"), item = JSON_NOTHING;
  char private[16];
  while ((item = json_item(list, item)).start != NULL)
    if (read_text(item, "privateIpAddress", private) && text_equal(private, address)) return read_text(item, "frontendIpAddress", label);
  return false;
}

/** Prints the pool: all addresses of the primary NIC, which comes first, but its primary address, which comes first. */
static void print_pool(struct json network, struct json balancer, char **labels) {
  struct json inner = json_member(network, "network");
  struct json interfaces = json_member(inner.start == NULL ? network : inner, "interface");
  struct json list = json_member(json_member(json_item(interfaces, JSON_NOTHING), "ipv4"), "ipAddress");
  struct json item = json_item(list, JSON_NOTHING);
  while (item.start != NULL && (item = json_item(list, item)).start != NULL) {
    char private[16], public[16];
    address_t address;
    if (!read_text(item, "privateIpAddress", private) || !parse_address(private, &address)) continue;
    bool is_public = find_public(balancer, private, public);
    print(&output, is_public ? "%a public %s\n" : "%a\n", (unsigned long)address, is_public && *labels != NULL ? *labels++ : public);
  }
}

/** Writes beside the file, then renames: readers see the old pool or the new, never half of one. */
static long write_pool(void) {
  size_t length = (size_t)(output.at - output_bytes);
  if (length == 0) return -EINVAL;
  int directory = state_open("/run/vnetk8s"), file = (int)sys_open_at(directory, "pool.new", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  long written = sys_write(file, output_bytes, length);
  if (written < 0) return written;
  return (size_t)written < length ? -ENOSPC : sys(__NR_renameat2, directory, "pool.new", directory, "pool", 0L);
}

int command_pool(char **labels) {
  long length = sys_read_all(0, input, sizeof input);
  struct json network = json_parse(input, length < 0 ? 0 : (size_t)length);
  if (network.start != NULL) print_pool(network, json_parse(network.end, (size_t)(input + length - network.end)), labels);
  return finish((int)(length < 0 ? length : write_pool()));
}
