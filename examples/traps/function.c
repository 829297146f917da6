// The event says which trap: divide, load, recurse or unreachable, as plain text or as JSON string.

#include "../c-function/asml.h"
#include "traps.h"

static unsigned char input_page[ASML_INPUT_PAGE];
static unsigned char io_page[ASML_IO_PAGE];

ASML_EXPORT(__asml_guest_get_function_input_buffer_pointer)
void *input_page_address(void) {
    return input_page;
}

ASML_EXPORT(__asml_guest_get_io_buffer_pointer)
void *io_page_address(void) {
    return io_page;
}

ASML_EXPORT(handler)
int handler(void) {
    asml_input_start();
    const char *kind = (const char *)input_page;
    sink = trap_by_name(kind[0] == '"' ? kind + 1 : kind);
    static const char message[] = "{\"error\":\"send divide, load, recurse or unreachable\"}";
    asml_success(message, sizeof message - 1);
    return 0;
}
