/**
 * The state directory, on tmpfs: the lock that guards the choice of an address, and the times at which addresses were last
 * in use. Losing either does no harm: leases are in the kernel.
 */
#ifndef STATE_H
#define STATE_H

#include "text.h"

/** Opens the directory, which is made if it is missing. A descriptor or a negative error number. */
int state_open(const char *path);

/**
 * Takes the lock: 0, or -EAGAIN after ten seconds. It is a lock on the directory (flock(2)), so that there is no file to go
 * stale, and the kernel lets go of it however its holder ends.
 */
int state_lock(int directory);
void state_unlock(int directory);

/** Notes that an address was in use until now. Failure costs the cool-down, nothing else. */
void state_mark(int directory, address_t address);

/** For how many seconds an address has not been in use; UINT32_MAX if it was not since the machine started. */
uint32_t state_rest(int directory, address_t address);

#endif
