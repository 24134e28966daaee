#include "netlink.h"

#include <asm/socket.h>
#include <linux/rtnetlink.h>

#define AF_NETLINK 16
#define SOCK_RAW 3
#define SOCK_CLOEXEC 02000000
#define SOL_NETLINK 270
/** Most seconds to wait for an answer. The kernel answers before send returns; this is for a kernel that does not. */
#define PATIENCE 10
/** Times a dump is taken again because something changed meanwhile. */
#define DUMPS 5

char netlink_explanation[160];

/* A dump fills what the reader offers, up to 32 KiB (netlink_dump in net/netlink/af_netlink.c). */
static _Alignas(4) char answer[32768];

int netlink_open(struct netlink *netlink) {
  *netlink = (struct netlink){.socket = -1};
  long result = sys_socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (result < 0) return (int)result;
  netlink->socket = (int)result;
  static const int options[] = {NETLINK_EXT_ACK, NETLINK_CAP_ACK, NETLINK_GET_STRICT_CHK};
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    int on = 1;
    result = sys_setsockopt(netlink->socket, SOL_NETLINK, options[i], &on, sizeof on);
    if (result < 0) return (int)result;
  }
  struct {
    long seconds, microseconds;
  } patience = {PATIENCE, 0};
  return (int)sys_setsockopt(netlink->socket, SOL_SOCKET, SO_RCVTIMEO_OLD, &patience, sizeof patience);
}

/** Zeroed space in the batch. When it is full, the space overlaps what is there, and netlink_send will refuse. */
static void *reserve(struct netlink *netlink, size_t size) {
  size = NLMSG_ALIGN(size);
  if (size > sizeof netlink->batch - netlink->length) {
    netlink->full = true;
    netlink->length = 0;
    netlink->message = (struct nlmsghdr *)(void *)netlink->batch;
  }
  void *space = netlink->batch + netlink->length;
  memset(space, 0, size);
  netlink->length += size;
  netlink->message->nlmsg_len = (uint32_t)(netlink->batch + netlink->length - (char *)netlink->message);
  return space;
}

void *netlink_request(struct netlink *netlink, uint16_t type, uint16_t flags, size_t size) {
  netlink->message = (struct nlmsghdr *)(void *)(netlink->batch + netlink->length);
  struct nlmsghdr *message = reserve(netlink, NLMSG_HDRLEN + size);
  message->nlmsg_type = type;
  message->nlmsg_flags = NLM_F_REQUEST | flags;
  message->nlmsg_seq = ++netlink->sequence;
  message->nlmsg_len = (uint32_t)(NLMSG_HDRLEN + NLMSG_ALIGN(size));
  return (char *)message + NLMSG_HDRLEN;
}

void netlink_put(struct netlink *netlink, uint16_t type, const void *value, size_t size) {
  struct rtattr *attribute = reserve(netlink, sizeof *attribute + size);
  attribute->rta_type = type;
  attribute->rta_len = (uint16_t)(sizeof *attribute + size);
  memcpy(attribute + 1, value, size);
}

void netlink_put_number(struct netlink *netlink, uint16_t type, uint32_t value) {
  netlink_put(netlink, type, &value, sizeof value);
}

void netlink_put_string(struct netlink *netlink, uint16_t type, const char *value) {
  netlink_put(netlink, type, value, strlen(value) + 1);
}

size_t netlink_nest(struct netlink *netlink, uint16_t type, size_t size) {
  struct rtattr *nest = reserve(netlink, sizeof *nest + size);
  nest->rta_type = type;
  return (size_t)((char *)nest - netlink->batch);
}

void netlink_nest_end(struct netlink *netlink, size_t nest) {
  struct rtattr *attribute = (struct rtattr *)(void *)(netlink->batch + nest);
  attribute->rta_len = (uint16_t)(netlink->length - nest);
}

/** Keeps the kernel's sentence: an attribute behind the error number and the request that it is about. */
static void explain(const struct nlmsghdr *message) {
  size_t header = sizeof(struct nlmsgerr);
  const struct nlmsgerr *error = netlink_header(message, header);
  if (error == NULL || !(message->nlmsg_flags & NLM_F_ACK_TLVS)) return;
  if (!(message->nlmsg_flags & NLM_F_CAPPED)) header = sizeof error->error + NLMSG_ALIGN(error->msg.nlmsg_len);
  netlink_find_string(message, header, NLMSGERR_ATTR_MSG, netlink_explanation, sizeof netlink_explanation);
}

void netlink_read(const char *datagram, size_t length, struct netlink_answers *answers) {
  while (length >= NLMSG_HDRLEN && !answers->done) {
    const struct nlmsghdr *message = (const struct nlmsghdr *)(const void *)datagram;
    size_t size = NLMSG_ALIGN((size_t)message->nlmsg_len);
    if (message->nlmsg_len < NLMSG_HDRLEN || message->nlmsg_len > length) return;
    if (message->nlmsg_seq - answers->first <= answers->last - answers->first) {
      if (message->nlmsg_flags & NLM_F_DUMP_INTR) answers->interrupted = true;
      if (message->nlmsg_type == NLMSG_ERROR || message->nlmsg_type == NLMSG_DONE) {
        const int *error = netlink_header(message, sizeof *error);
        if (error != NULL && *error < 0 && answers->error == 0) {
          answers->error = *error;
          if (message->nlmsg_type == NLMSG_ERROR) explain(message);
        }
        answers->done = message->nlmsg_seq == answers->last;
      } else if (answers->visit != NULL) {
        answers->visit(message, answers->context);
      }
    }
    size = size < length ? size : length;
    datagram += size;
    length -= size;
  }
}

static int exchange(struct netlink *netlink, struct netlink_answers *answers) {
  netlink_explanation[0] = '\0';
  long result = sys_send(netlink->socket, netlink->batch, netlink->length);
  while (result >= 0 && !answers->done) {
    struct sockaddr_nl sender = {0};
    result = sys_receive(netlink->socket, answer, sizeof answer, &sender, sizeof sender);
    if (result > (long)sizeof answer) return -EMSGSIZE;
    /* Any process may send to this socket; only the kernel is port 0. */
    if (result >= 0 && sender.nl_pid == 0) netlink_read(answer, (size_t)result, answers);
    if (result == -EINTR) result = 0;
  }
  return result < 0 ? (int)result : answers->error;
}

int netlink_send(struct netlink *netlink, netlink_visitor *visit, void *context) {
  /* Errors are answered in any case. One acknowledgement, of the last request, tells that all were carried out. */
  bool dump = (netlink->message->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP;
  if (!dump) netlink->message->nlmsg_flags |= NLM_F_ACK;
  const struct nlmsghdr *first = (const struct nlmsghdr *)(const void *)netlink->batch;
  struct netlink_answers answers;
  int result = -EMSGSIZE;
  for (int i = 0; i < (dump ? DUMPS : 1) && !netlink->full; i++) {
    answers = (struct netlink_answers){first->nlmsg_seq, netlink->sequence, visit, context, 0, false, false};
    result = exchange(netlink, &answers);
    if (result < 0 || !answers.interrupted) break;
    netlink->message->nlmsg_seq = ++netlink->sequence;
  }
  netlink->length = 0;
  netlink->full = false;
  return result;
}

const void *netlink_header(const struct nlmsghdr *message, size_t size) {
  return message->nlmsg_len < NLMSG_HDRLEN + size ? NULL : (const char *)message + NLMSG_HDRLEN;
}

/** The attribute itself, whose length is checked. */
static const struct rtattr *find(const struct nlmsghdr *message, size_t header, uint16_t type) {
  for (size_t at = NLMSG_HDRLEN + NLMSG_ALIGN(header); at + sizeof(struct rtattr) <= message->nlmsg_len;) {
    const struct rtattr *attribute = (const struct rtattr *)(const void *)((const char *)message + at);
    if (attribute->rta_len < sizeof *attribute || attribute->rta_len > message->nlmsg_len - at) return NULL;
    if ((attribute->rta_type & NLA_TYPE_MASK) == type) return attribute;
    at += RTA_ALIGN((size_t)attribute->rta_len);
  }
  return NULL;
}

const void *netlink_find(const struct nlmsghdr *message, size_t header, uint16_t type, size_t size) {
  const struct rtattr *attribute = find(message, header, type);
  return attribute == NULL || attribute->rta_len < sizeof *attribute + size ? NULL : attribute + 1;
}

void netlink_find_string(const struct nlmsghdr *message, size_t header, uint16_t type, char *text, size_t size) {
  const struct rtattr *attribute = find(message, header, type);
  size_t length = attribute == NULL ? 0 : attribute->rta_len - sizeof *attribute;
  const char *value = attribute == NULL ? "" : (const char *)(attribute + 1);
  size_t i = 0;
  for (; i < length && i < size - 1 && value[i] != '\0'; i++) text[i] = value[i];
  text[i] = '\0';
}
