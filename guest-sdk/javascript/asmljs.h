/* What the table of a function's scripts, which asml makes, and the engine know of each other. */
#ifndef ASMLJS_H
#define ASMLJS_H

#include <stddef.h>

/* The text has a zero behind it. */
struct asmljs_script {
    const char *name;
    const char *text;
    size_t length;
};

/* The first one's exports are the handlers. */
extern const struct asmljs_script asmljs_scripts[];
extern const int asmljs_script_count;

int asmljs_handle(const char *handler);

#define ASMLJS_HANDLER(name)                                                                       \
    __attribute__((export_name(#name))) int asmljs_handler(void) {                                 \
        return asmljs_handle(#name);                                                               \
    }

#endif
