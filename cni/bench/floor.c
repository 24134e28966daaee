/**
 * Measures the kernel alone: the requests of an ADD and of a DEL as the plugin sends them, one pod after the other, with
 * no plugin around them. Usage: floor COUNT gone|finished, in a network and mount namespace of its own. Prints lines of
 * JSON as driver.c does: one for ADD; one for DEL, either until the interface is gone for everyone, while somebody else
 * waits for the kernel (so does the plugin), or until the kernel has answered.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* As a pod's own: what is filled in for one pod has to be taken out for the next. */
#include "../kernel.c"

#define MOST 400
#define FIRST 0x0500f00a   /* 10.240.0.5, as it lies in memory */
#define GATEWAY 0x0101fea9 /* 169.254.1.1 */

struct pod {
  char name[IFNAMSIZ], owner[96];
  int namespace, socket, start;
  address_t address;
  uint32_t link;
};

static struct pod pods[MOST];
static double times[MOST];
static int own;

static void must(long result, const char *what) {
  if (result >= 0) return;
  fprintf(stderr, "%s: error %ld %s\n", what, -result, netlink_explanation);
  exit(1);
}

static double now(void) {
  struct __kernel_timespec time = sys_clock(1 /* CLOCK_MONOTONIC */);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double cpu(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static int by_size(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

/** `used` is of all calls together, and negative if it is not known. */
static void report(const char *command, int count, double total, double used) {
  qsort(times, (size_t)count, sizeof *times, by_size);
  printf("{\"command\":\"%s\",\"median\":%.3f,\"p99\":%.3f,\"total\":%.1f,\"cpu\":", command, times[count / 2],
         times[count * 99 / 100], total);
  printf(used < 0 ? "null" : "%.3f", used / count);
  printf(",\"failures\":0}\n");
  fflush(stdout);
}

static void prepare(struct pod *one, int number) {
  snprintf(one->name, sizeof one->name, "vn%012x", (unsigned)number);
  snprintf(one->owner, sizeof one->owner, "floor/%064x/eth0", (unsigned)number);
  one->address = FIRST + ((uint32_t)(number / 250) << 16) + ((uint32_t)(number % 250) << 24);
  must(unshare(CLONE_NEWNET), "unshare");
  one->namespace = (int)sys_open("/proc/self/ns/net", O_RDONLY);
  must(one->namespace, "open the namespace");
  one->socket = netlink_open();
  must(one->socket, "open a socket in the namespace");
  must(setns(own, CLONE_NEWNET), "setns");
}

static void add(int socket, struct pod *one) {
  struct link link;
  must(pair_create(socket, one->name, "eth0", one->namespace, one->address, 1500, &link), "create the interfaces");
  host.link.header.nlmsg_len = sizeof host.link;
  must(host_configure(socket, link.index, one->owner, one->address), "lease the address");
  must(pod_configure(one->socket, link.peer, one->address, GATEWAY), "configure the pod's interface");
  one->link = link.index;
}

/** Makes somebody who deletes the pod's interface when told to through a pipe, and waits for the kernel. */
static void prepare_deletion(struct pod *one) {
  int ends[2];
  must(pipe(ends), "pipe");
  pid_t child = fork();
  must(child, "fork");
  if (child == 0) {
    char byte;
    int socket = netlink_open();
    close(ends[1]);
    must(read(ends[0], &byte, 1), "wait");
    must(link_delete(socket, one->name), "delete the interface");
    _exit(0);
  }
  close(ends[0]);
  one->start = ends[1];
}

static void delete(int socket, const struct pod *one, bool finished) {
  struct link link;
  must(lease_route(socket, RTM_DELROUTE, one->link, one->address), "end the lease");
  if (finished) {
    must(link_delete(socket, one->name), "delete the interface");
    return;
  }
  must(write(one->start, "", 1), "start the deletion");
  while (link_get(socket, one->name, &link) == 0) sched_yield();
}

int main(int argument_count, char **arguments) {
  int count = argument_count == 3 ? atoi(arguments[1]) : 0;
  if (count < 1 || count > MOST) return 2;
  bool finished = strcmp(arguments[2], "finished") == 0;
  own = (int)sys_open("/proc/self/ns/net", O_RDONLY);
  int socket = netlink_open();
  must(socket, "open a socket");
  for (int i = 0; i < count; i++) prepare(&pods[i], i);
  usleep(300000);
  double start = now(), used = cpu();
  for (int i = 0; i < count; i++) {
    double before = now();
    add(socket, &pods[i]);
    times[i] = now() - before;
  }
  report("ADD", count, now() - start, cpu() - used);
  for (int i = 0; i < count && !finished; i++) prepare_deletion(&pods[i]);
  usleep(300000);
  start = now(), used = cpu();
  for (int i = 0; i < count; i++) {
    double before = now();
    delete(socket, &pods[i], finished);
    times[i] = now() - before;
  }
  double total = now() - start;
  int failures = 0;
  for (int status; wait(&status) > 0;) failures += status != 0;
  /* Asking all the time whether it is gone is not the kernel's need. */
  report("DEL", count, total, finished ? cpu() - used : -1);
  return failures == 0 ? 0 : 1;
}
