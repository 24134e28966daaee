/** What the plugin does when called: a function for each CNI command (SPEC, section 2), and for each of people's commands. */
#ifndef VERBS_H
#define VERBS_H

#include "call.h"
#include "lease.h"

_Noreturn void verb_add(void);
_Noreturn void verb_del(void);
_Noreturn void verb_check(void);
_Noreturn void verb_gc(void);
_Noreturn void verb_status(void);
/** The `loopback` plugin, without which containerd has no pod network, for when we are called by that name. */
_Noreturn void verb_loopback(void);

/** `vnetk8s pool [LABEL]...`: answers of the metadata service, on standard input, become the pool. Exit status. */
int command_pool(char **labels);
/** `vnetk8s status` and `vnetk8s repair`: prints leases; `repair` restores routes that someone flushed. Exit status. */
int command_status(bool repair);
/** Prints the output of a command for people, or else why it failed. Exit status. */
int finish(int error);

/** Opens a socket to the node's network namespace, or fails the call. */
int host_socket(void);
/** Enters CNI_NETNS, which must be a network namespace and not the node's; opens a socket to it, or fails the call. */
int pod_socket(int host);
/** Opens the state directory and takes its lock, or fails the call. */
int lock_state(void);
/** Fails the call if `error` is negative. */
void must(int error, const char *what);

#endif
