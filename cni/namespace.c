#include <linux/nsfs.h>
#include <linux/sched.h>

#include "verbs.h"

int namespace_open(void) {
  const char *path = call.namespace;
  long file = sys_open_at(AT_FDCWD, path, O_RDONLY | O_NONBLOCK, 0);
  if (file < 0) call_fail(CODE_ENVIRONMENT, (int)file, "CNI_NETNS: cannot open %s", path);
  if (sys_ioctl((int)file, NS_GET_NSTYPE) != CLONE_NEWNET)
    call_fail(CODE_ENVIRONMENT, 0, "CNI_NETNS: %s is no network namespace", path);
  struct statx pods = {0}, ours = {0};
  long result = sys_statx((int)file, "", &pods);
  if (result >= 0) result = sys_statx(AT_FDCWD, "/proc/self/ns/net", &ours);
  if (result < 0) call_fail(CODE_IO, (int)result, "cannot compare %s with the node's own network namespace", path);
  if (pods.stx_ino == ours.stx_ino && pods.stx_dev_minor == ours.stx_dev_minor)
    call_fail(CODE_ENVIRONMENT, 0, "CNI_NETNS: %s is the node's own network namespace", path);
  return (int)file;
}

void namespace_enter(int namespace, struct netlink *netlink) {
  long result = sys_setns(namespace, CLONE_NEWNET);
  if (result >= 0) result = netlink_open(netlink);
  if (result < 0) call_fail(CODE_IO, (int)result, "cannot enter the pod's network namespace %s", call.namespace);
}

void host_open(struct netlink *netlink) {
  int error = netlink_open(netlink);
  if (error < 0) call_fail(CODE_IO, error, "cannot open a netlink socket");
}
