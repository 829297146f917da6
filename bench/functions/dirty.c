/* Writes to eight pages of memory, and answers with the event's first page. */
#include "asml_abi.h"

static unsigned char pages[8 * 65536];

EXPORT("handler") int handler(void) {
    for (size_t at = 0; at < sizeof pages; at += 65536)
        ((volatile unsigned char *)pages)[at] = 1;
    input_start();
    success(page, (size_t)input_length());
    return 0;
}
