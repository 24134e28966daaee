/** What the plugin does when called: one function a CNI command (SPEC, section 2) and one a subcommand for people. */
#ifndef VERBS_H
#define VERBS_H

#include "call.h"
#include "lease.h"

_Noreturn void verb_add(void);
_Noreturn void verb_del(void);
_Noreturn void verb_check(void);
_Noreturn void verb_gc(void);
_Noreturn void verb_status(void);

/** The `loopback` plugin that containerd cannot do without, for when we are called by that name. */
_Noreturn void verb_loopback(void);

/** `vnetk8s pool`: what the Instance Metadata Service says, on standard input, becomes the pool file. Exit status. */
int command_pool(char **arguments);
/** `vnetk8s status`: leases and counts, for people. */
int command_status(char **arguments);
/** `vnetk8s repair`: makes routes anew that someone flushed, by the second witness. */
int command_repair(void);

/** Opens CNI_NETNS; fails the call if it is not a network namespace, or our own. */
int namespace_open(void);
/** Enters a namespace and opens a netlink socket there; fails the call if it cannot. */
void namespace_enter(int namespace, struct netlink *netlink);
/** Opens a socket in the node's namespace; fails the call if it cannot. */
void host_open(struct netlink *netlink);

#endif
