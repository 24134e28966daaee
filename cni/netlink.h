/** Talking to the kernel by netlink: batches of requests and their answers (netlink(7), rtnetlink(7)). */
#ifndef NETLINK_H
#define NETLINK_H

#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include "sys.h"

/** What the kernel itself said about the last failed request (NLMSGERR_ATTR_MSG); empty if nothing. */
extern char netlink_explanation[160];

/** Called with each message of an answer that is no acknowledgement. */
typedef void netlink_visitor(const struct nlmsghdr *message, void *context);

/** Opens a socket to the caller's network namespace, to which it stays bound. A descriptor or a negative error number. */
int netlink_open(void);

/**
 * Sends requests (NLM_F_REQUEST) that lie one behind the other in `batch`, numbering them, and waits until the kernel has carried out all
 * of them. They are carried out in order, later ones even if an earlier one failed. Returns 0 or the first error.
 */
int netlink_send(int socket, void *batch, size_t size, netlink_visitor *visit, void *context);

/** Copies at most `size` bytes of an attribute that follows a header of `header` bytes. False if there is none. */
bool netlink_copy(const struct nlmsghdr *message, size_t header, uint16_t type, void *to, size_t size);

/** State of reading the answers to the requests with sequence numbers `first` to `last`. */
struct netlink_answers {
  uint32_t first, last;
  netlink_visitor *visit;
  void *context;
  int error;
  bool done;
};

/** Reads one datagram. Answers to requests of earlier, failed exchanges are passed over. */
void netlink_read(const char *datagram, size_t length, struct netlink_answers *answers);

#endif
