/** The address pool: a text file with an address of the virtual network a line, for this node's pods. */
#ifndef POOL_H
#define POOL_H

#include "text.h"

/** A NIC has at most 256 ipConfigurations (Azure: azure-subscription-service-limits); the rest is room. */
#define POOL_MOST 512

struct pool_entry {
  address_t address;
  bool used;
  /** "false" if it has no public IP; otherwise its DNS label or the IP itself, or "true". */
  const char *label;
};

struct pool {
  size_t count;
  struct pool_entry entries[POOL_MOST];
  /** Where the last search ended: leases come in the order of addresses, as the pool does. */
  size_t hint;
};

/**
 * Reads lines of `ADDRESS` or `ADDRESS public [LABEL]`; `#` begins a comment. What is anything else is passed over, as is
 * an address that was there before: one bad line must not take the node's network away. The pool points into `text`, which is changed and has room for one more byte.
 */
void pool_parse(struct pool *pool, char *text, size_t length);
/** Reads a file; 0 or a negative error number. */
int pool_load(struct pool *pool, const char *path);
/** Marks an address as used, if it is in the pool. */
void pool_use(struct pool *pool, address_t address);

#endif
