/** Any bytes as the kernel's answer, read as everything that the plugin reads. */
#include <stdlib.h>

#include "../kernel.h"

static void visit(const struct nlmsghdr *message, void *context) {
  struct link link;
  struct fact fact;
  (void)context;
  if (link_read(message, &link) && (strlen(link.name) >= IFNAMSIZ || strlen(link.alias) >= IFALIASZ)) abort();
  if (fact_read(message, &fact) && fact.mac >> 48 != 0) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  char *datagram = malloc(size + 1);
  if (datagram == NULL) return 0;
  memcpy(datagram, bytes, size);
  struct netlink_answers answers = {.first = 1, .last = 3, .visit = visit};
  netlink_read(datagram, size, &answers);
  if (answers.error > 0 || strlen(netlink_explanation) >= sizeof netlink_explanation) abort();
  free(datagram);
  return 0;
}
