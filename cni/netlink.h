/** Talking rtnetlink: batches of requests, their acknowledgements, dumps (netlink(7), rtnetlink(7)). */
#ifndef NETLINK_H
#define NETLINK_H

#include <linux/netlink.h>

#include "sys.h"

/** A socket and the batch of requests that is being written for it. Large: keep it in static memory. */
struct netlink {
  int socket;
  uint32_t sequence;
  size_t length;
  bool full;
  struct nlmsghdr *message;
  _Alignas(4) char batch[2048];
};

/** What the kernel itself said about the last failed request (NLMSGERR_ATTR_MSG); empty if nothing. */
extern char netlink_explanation[160];

/** Called with each message of an answer that is no acknowledgement. */
typedef void netlink_visitor(const struct nlmsghdr *message, void *context);

/** Opens a socket in the caller's network namespace, to which it stays bound. 0 or a negative error number. */
int netlink_open(struct netlink *netlink);

/** Adds a request to the batch; returns its zeroed header of `size` bytes, to be filled in. */
void *netlink_request(struct netlink *netlink, uint16_t type, uint16_t flags, size_t size);
void netlink_put(struct netlink *netlink, uint16_t type, const void *value, size_t size);
void netlink_put_number(struct netlink *netlink, uint16_t type, uint32_t value);
void netlink_put_string(struct netlink *netlink, uint16_t type, const char *value);
/** Begins an attribute that holds attributes, after a zeroed header of `size` bytes. */
size_t netlink_nest(struct netlink *netlink, uint16_t type, size_t size);
void netlink_nest_end(struct netlink *netlink, size_t nest);

/**
 * Sends the batch and waits until the kernel has done all of it. Requests are carried out in order, the later ones even
 * if an earlier one failed. Returns 0 or the first error.
 */
int netlink_send(struct netlink *netlink, netlink_visitor *visit, void *context);

/** The header of a message, or NULL if the message is shorter than that. */
const void *netlink_header(const struct nlmsghdr *message, size_t size);
/** The value of an attribute behind a header of `header` bytes; NULL if there is none, or less than `size` bytes. */
const void *netlink_find(const struct nlmsghdr *message, size_t header, uint16_t type, size_t size);
/** Copies a string attribute, cut to `size`; an empty string if there is none. */
void netlink_find_string(const struct nlmsghdr *message, size_t header, uint16_t type, char *text, size_t size);

/** State of reading the answers to the requests with sequence numbers `first` to `last`. */
struct netlink_answers {
  uint32_t first, last;
  netlink_visitor *visit;
  void *context;
  int error;
  bool done;
  /** A dump met a change half-way, so that it may lack something or hold it twice (NLM_F_DUMP_INTR). */
  bool interrupted;
};

/** Reads one datagram. Answers to requests of earlier, failed exchanges are passed over. */
void netlink_read(const char *datagram, size_t length, struct netlink_answers *answers);

#endif
