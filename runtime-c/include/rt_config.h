/* What `asml compile --dir … --env …` leaves in a program for its runtime: one `struct rt_config`,
 * the weak symbol `asml_config`. Without it the runtime has an empty one. */
#ifndef RT_CONFIG_H
#define RT_CONFIG_H

#include <stdint.h>

struct rt_config {
    /* As ASML_DIRS has it (docs/wasi.md), which stands before this when it is set. Never NULL. */
    const char *folders;
    /* "NAME=value" one after the other, each ended by 0, after the last one one more 0. The
     * process's own environment stands before them. Never NULL. */
    const char *environment;
    /* A Lambda function gets a fresh instance for each invocation. */
    uint32_t isolates;
};

extern const struct rt_config asml_config;

#endif
