#include "netlink.h"

#include <asm/socket.h>

#define AF_NETLINK 16
#define SOCK_RAW 3
#define SOCK_CLOEXEC 02000000
#define SOL_NETLINK 270
#define MSG_TRUNC 0x20
/** Seconds to wait for an answer. The kernel answers while it is asked; this is for one that does not. */
#define PATIENCE 10

char netlink_explanation[160];

int netlink_open(void) {
  static const long patience[2] = {PATIENCE};
  int on = 1, file = (int)sys(__NR_socket, AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  long error = sys(__NR_setsockopt, file, SOL_SOCKET, SO_RCVTIMEO_OLD, patience, sizeof patience);
  for (int option = NETLINK_CAP_ACK; option <= NETLINK_GET_STRICT_CHK && error >= 0; option++) /* and NETLINK_EXT_ACK */
    error = sys(__NR_setsockopt, file, SOL_NETLINK, option, &on, sizeof on);
  return file >= 0 && error < 0 ? (int)error : file;
}

/** Keeps the kernel's sentence: an attribute behind the error number and the request that it is about. */
static void explain(const struct nlmsghdr *message) {
  memset(netlink_explanation, 0, sizeof netlink_explanation);
  /* The request is cut to its header (NETLINK_CAP_ACK). */
  if (message->nlmsg_flags & NLM_F_ACK_TLVS)
    netlink_copy(message, sizeof(struct nlmsgerr), NLMSGERR_ATTR_MSG, netlink_explanation, sizeof netlink_explanation - 1);
}

void netlink_read(const char *datagram, size_t length, struct netlink_answers *answers) {
  while (length >= NLMSG_HDRLEN && !answers->done) {
    const struct nlmsghdr *message = (const void *)datagram;
    size_t size = message->nlmsg_len;
    if (size < NLMSG_HDRLEN + sizeof(int) || size > length) return;
    bool ours = message->nlmsg_seq - answers->first <= answers->last - answers->first;
    if (ours && (message->nlmsg_type == NLMSG_ERROR || message->nlmsg_type == NLMSG_DONE)) {
      const int *error = NLMSG_DATA(message);
      if (*error < 0 && answers->error == 0) {
        answers->error = *error;
        if (message->nlmsg_type == NLMSG_ERROR) explain(message);
      }
      answers->done = message->nlmsg_seq == answers->last;
    } else if (ours && answers->visit != NULL) {
      answers->visit(message, answers->context);
    }
    size = NLMSG_ALIGN(size) < length ? NLMSG_ALIGN(size) : length;
    datagram += size;
    length -= size;
  }
}

static long exchange(int socket, const void *batch, size_t size, struct netlink_answers *answers) {
  /* A dump fills what it is offered, up to 32 KiB (netlink_dump in net/netlink/af_netlink.c). */
  static _Alignas(8) char answer[32768];
  netlink_explanation[0] = '\0';
  long result = sys_write(socket, batch, size);
  while (result >= 0 && !answers->done) {
    struct sockaddr_nl sender = {0};
    int sender_size = sizeof sender;
    result = sys(__NR_recvfrom, socket, answer, sizeof answer, MSG_TRUNC, &sender, &sender_size);
    if (result == -EINTR) result = 0;
    if (result > (long)sizeof answer) result = -EMSGSIZE;
    /* Other processes could send here, too; port 0 is the kernel. */
    if (result > 0 && sender.nl_pid == 0) netlink_read(answer, (size_t)result, answers);
  }
  return result < 0 ? result : answers->error;
}

int netlink_send(int socket, void *batch, size_t size, netlink_visitor *visit, void *context) {
  static uint32_t sequence;
  struct netlink_answers answers = {.first = sequence + 1, .visit = visit, .context = context};
  struct nlmsghdr *request = batch;
  for (char *at = batch; at < (char *)batch + size; at += NLMSG_ALIGN((size_t)request->nlmsg_len)) {
    request = (void *)at;
    request->nlmsg_seq = answers.last = ++sequence;
  }
  /* Errors are answered in any case. One acknowledgement, of the last request, tells that all were carried out. */
  if ((request->nlmsg_flags & NLM_F_DUMP) != NLM_F_DUMP) request->nlmsg_flags |= NLM_F_ACK;
  return (int)exchange(socket, batch, size, &answers);
}

bool netlink_copy(const struct nlmsghdr *message, size_t header, uint16_t type, void *to, size_t size) {
  size_t at = NLMSG_HDRLEN + NLMSG_ALIGN(header), end = message->nlmsg_len;
  while (at < end && end - at >= sizeof(struct rtattr)) {
    const struct rtattr *attribute = (const void *)((const char *)message + at);
    size_t length = attribute->rta_len;
    if (length < sizeof *attribute || length > end - at) return false;
    if ((attribute->rta_type & NLA_TYPE_MASK) == type) {
      length -= sizeof *attribute;
      memcpy(to, attribute + 1, length < size ? length : size);
      return true;
    }
    at += RTA_ALIGN(length);
  }
  return false;
}
