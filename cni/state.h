/**
 * The state directory, on tmpfs: the lock that guards the choice of an address, and the times at which addresses were
 * last in use. Neither is worth a backup: leases are in the kernel.
 */
#ifndef STATE_H
#define STATE_H

#include "text.h"

/** Opens the directory, making it if it is missing. A file descriptor or a negative error number. */
int state_open(const char *path);

/**
 * Takes the lock; 0, or -EAGAIN after ten seconds. It is a lock on the directory itself (flock(2)): there is no lock
 * file to go stale, and the kernel lets go of it however the holder ends.
 */
int state_lock(int directory);
void state_unlock(int directory);

/** Notes that an address was in use until now. Failure is ignored: it costs the cool-down, nothing else. */
void state_mark(int directory, address_t address);

/** For how many seconds an address has not been in use; UINT32_MAX if it never was since the machine started. */
uint32_t state_rest(int directory, address_t address);

#endif
