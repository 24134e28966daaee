/** The address pool: a text file with one address of the virtual network a line, for the pods of this node. */
#ifndef POOL_H
#define POOL_H

#include "text.h"

/** Azure gives a NIC at most 256 ipConfigurations (azure-subscription-service-limits); the rest is room. */
#define POOL_MOST 1024

struct pool_entry {
  address_t address;
  bool used;
  /** Has a public IP: only for pods that ask for one. */
  bool is_public;
  /** The public IP's DNS label, or the public IP itself, or empty. */
  char label[64];
};

struct pool {
  size_t count;
  struct pool_entry entries[POOL_MOST];
  /** Where the last search ended: leases come in the order of addresses, as does the pool. */
  size_t hint;
};

/**
 * Reads `ADDRESS` or `ADDRESS public [LABEL]`; `#` begins a comment. A line that is anything else is passed over: one
 * bad line must not take the node's network away. So is a second line with the same address.
 */
void pool_parse(struct pool *pool, const char *text, size_t length);
/** 0, or a negative error number of reading the file. */
int pool_load(struct pool *pool, const char *path);
/** Marks an address as used, if it is of the pool. */
void pool_use(struct pool *pool, address_t address);

#endif
