/**
 * Measures a CNI plugin: makes namespaces, calls ADD and then DEL for each, some at a time, and prints one line of JSON for
 * each of the two. Usage: driver PLUGIN CONFIGURATION COUNT AT-ONCE, in a network and mount namespace of its own, with
 * tmpfs on /run. A time is from before posix_spawn until wait4: what a runtime waits.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST 1000

struct one {
  pid_t process;
  double start, milliseconds;
};

static struct one calls[MOST];

static void must(int result, const char *what) {
  if (result == 0) return;
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int by_time(const void *left, const void *right) {
  double a = ((const struct one *)left)->milliseconds, b = ((const struct one *)right)->milliseconds;
  return (a > b) - (a < b);
}

static void add_namespaces(int count) {
  int own = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
  mkdir("/run/netns", 0755);
  for (int i = 0; i < count; i++) {
    char path[64];
    snprintf(path, sizeof path, "/run/netns/b%d", i);
    close(open(path, O_CREAT | O_RDONLY, 0444));
    must(unshare(CLONE_NEWNET), "unshare");
    must(mount("/proc/self/ns/net", path, NULL, MS_BIND, NULL), "mount");
    must(setns(own, CLONE_NEWNET), "setns");
  }
  close(own);
}

static void start(const char *plugin, const char *configuration, const char *command, int i) {
  char verb[32], id[96], path[64], output[64];
  snprintf(verb, sizeof verb, "CNI_COMMAND=%s", command);
  snprintf(id, sizeof id, "CNI_CONTAINERID=%064x", i + 1);
  snprintf(path, sizeof path, "CNI_NETNS=/run/netns/b%d", i);
  snprintf(output, sizeof output, "/run/out.%d", i);
  char *environment[] = {verb, id, path, "CNI_IFNAME=eth0", "CNI_PATH=/usr/lib/cni", "PATH=/usr/sbin:/usr/bin",
                         "CNI_ARGS=IgnoreUnknown=1;K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-0", NULL};
  char *arguments[] = {(char *)plugin, NULL};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, configuration, O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  calls[i].start = now();
  must(posix_spawn(&calls[i].process, plugin, &files, NULL, arguments, environment), plugin);
  posix_spawn_file_actions_destroy(&files);
}

static void measure(const char *plugin, const char *configuration, const char *command, int count, int at_once) {
  int next = 0, failures = 0;
  double cpu = 0, start_of_all = now();
  for (int running = 0, done = 0; done < count; done++, running--) {
    for (; running < at_once && next < count; running++) start(plugin, configuration, command, next++);
    int status;
    struct rusage usage;
    pid_t process = wait4(-1, &status, 0, &usage);
    for (int i = 0; i < next; i++)
      if (calls[i].process == process) calls[i].milliseconds = now() - calls[i].start;
    failures += status != 0;
    cpu += (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
  }
  double total = now() - start_of_all;
  qsort(calls, (size_t)count, sizeof *calls, by_time);
  printf("{\"command\":\"%s\",\"median\":%.3f,\"p99\":%.3f,\"total\":%.1f,\"cpu\":%.3f,\"failures\":%d}\n", command,
         calls[count / 2].milliseconds, calls[count * 99 / 100].milliseconds, total, cpu / count, failures);
  fflush(stdout);
}

int main(int count, char **arguments) {
  if (count != 5 || atoi(arguments[3]) > MOST) return 2;
  int calls_count = atoi(arguments[3]), at_once = atoi(arguments[4]);
  add_namespaces(calls_count);
  usleep(300000);
  measure(arguments[1], arguments[2], "ADD", calls_count, at_once);
  usleep(300000);
  measure(arguments[1], arguments[2], "DEL", calls_count, at_once);
  return 0;
}
