/* The running module: its instance, and the way into guest code. */
#ifndef RT_INSTANCE_H
#define RT_INSTANCE_H

#include "rt_module.h"

/* What `rt_enter` returns beside trap codes: the guest called `proc_exit`. */
#define RT_EXITED (-1)

/* Prepares the process for one module: memories, guest stack, signal handlers. Ends the process
 * with a message when the machine refuses. */
void rt_start(const struct rt_module *module, int argc, char **argv, char **environment);
const struct rt_module *rt_module(void);
const struct rt_export *rt_find_export(const char *name, const char *type); /* or NULL */

/* Runs guest code on the guest's stack. 0, a trap code, or RT_EXITED. Not to be nested: an import
 * that needs the guest calls `invoke` itself, and a trap in there ends both. */
int rt_enter(void (*invoke)(uint64_t *slots), uint64_t *slots);
int rt_instantiate(void); /* the same for the module's `instantiate`, then its `_initialize` */
_Noreturn void rt_leave_exited(uint32_t status);
uint32_t rt_exit_status(void);

/* Fresh memories and state, as before `rt_instantiate`. Only after `rt_instance_keep`, which must
 * come before the first `rt_instantiate`. */
void rt_instance_keep(void);
void rt_instance_reset(void);

/* `count` bytes at `address` in the exported memory, or NULL when they do not lie inside. */
void *rt_guest_bytes(uint32_t address, uint64_t count);

#endif
