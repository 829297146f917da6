/* What the runner writes for each script: its modules, and the state that commands look at. */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "rt_module.h"

extern const struct rt_module *const script_modules[];
extern const uint32_t script_module_count;
extern const uint64_t *const script_watched[];
extern const uint32_t script_watched_count;

#endif
