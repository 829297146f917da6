/* What an object made by `asml compile --emit obj` offers a C program, before the names get the
 * object's own prefix: `rt_embed_start` becomes `<prefix>_module_start`. The header that comes with
 * the object declares them (Sources/Tool/Driver/Embedding). One module per process; one thread at a
 * time. */
#ifndef RT_EMBED_H
#define RT_EMBED_H

#include <stdint.h>

#define RT_EMBED_FUNCTIONS(ROW)                                                                    \
    ROW(start)                                                                                     \
    ROW(reset)                                                                                     \
    ROW(call)                                                                                      \
    ROW(message)                                                                                   \
    ROW(exit)                                                                                      \
    ROW(exit_status)                                                                               \
    ROW(bytes)

/* The machine has no room for the module, or it was not started. Beside RT_EXITED and traps. */
#define RT_EMBED_REFUSED (-2)

/* Makes the instance and runs its start function and `_initialize`. The rest is for WASI: both
 * lists end with NULL, `environment` may be NULL. 0 or why not. */
int rt_embed_start(int argc, char **argv, char **environment);
/* A fresh instance, as after start. */
int rt_embed_reset(void);
/* Export `index` of rt_module.exports. From an import too, where a trap ends both calls. */
int rt_embed_call(uint32_t index, uint64_t *slots);
/* Why the last of the three above did not return 0; never NULL, valid until the next. */
const char *rt_embed_message(void);
/* For imports: ends the call that the import is a part of, as `proc_exit` does. */
_Noreturn void rt_embed_exit(uint32_t status);
uint32_t rt_embed_exit_status(void);
/* `count` bytes of the memory exported as "memory", or NULL when they do not lie inside. */
void *rt_embed_bytes(uint32_t address, uint64_t count);

#endif
