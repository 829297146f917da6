/* A page of the guest's own memory that the runtime fills: of the event, or of a response. */
#ifndef RT_GUEST_PAGE_H
#define RT_GUEST_PAGE_H

#include "imports.h"

struct guest_page {
    uint8_t *bytes;
    uint64_t size;
};

/* Asks the guest where its page is, on the guest's own stack: a trap in there ends the import with
 * it, and so does a page that is not in its memory. 0 when it does not say, or gives a size that is
 * none. */
int input_page(struct guest_page *page);
int io_page(struct guest_page *page);

#endif
