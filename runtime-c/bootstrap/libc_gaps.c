/* What Embedded Swift expects of a C library and musl 1.2.3 does not have. */
#include "../include/rt_host.h"
#include <stddef.h>

void arc4random_buf(void *bytes, size_t count);
void arc4random_buf(void *bytes, size_t count) {
    rt_random(bytes, count);
}
