// Greets whoever the event names, and says what the event looked like.
//
//   {"name":"Ada"}  ->  {"length":14,"checksum":"…","greeting":"Hello, Ada!"}

#include "asml.h"
#include "text.h"

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

// An event may be longer than what is kept of it to look for a name.
static char head[ASML_INPUT_PAGE];

ASML_EXPORT(handler)
int handler(void) {
    int64_t length = asml_input_length();
    size_t kept = 0;
    uint64_t checksum = 0xcbf29ce484222325; // FNV-1a, 64 bits
    for (int64_t at = 0; at < length; at += ASML_INPUT_PAGE) {
        if (at == 0) {
            asml_input_start();
        } else {
            asml_input_next();
        }
        int64_t rest = length - at;
        size_t count = rest < ASML_INPUT_PAGE ? (size_t)rest : ASML_INPUT_PAGE;
        for (size_t i = 0; i < count; i++) {
            checksum = (checksum ^ input_page[i]) * 0x100000001b3;
        }
        for (size_t i = 0; i < count && kept < sizeof head; i++) {
            head[kept++] = (char)input_page[i];
        }
    }

    struct text answer = {0};
    text_add(&answer, "{\"length\":");
    text_add_decimal(&answer, (uint64_t)length);
    text_add(&answer, ",\"checksum\":\"");
    text_add_hex(&answer, checksum);
    text_add(&answer, "\",\"greeting\":\"Hello, ");
    struct slice name = json_string_field(head, kept, "name");
    if (name.start) {
        text_add_bytes(&answer, name.start, name.length);
    } else {
        text_add(&answer, "world");
    }
    text_add(&answer, "!\"}");

    struct text line = {0};
    text_add(&line, "read ");
    text_add_decimal(&line, (uint64_t)length);
    text_add(&line, " bytes");
    asml_log(line.bytes, line.length);
    asml_success(answer.bytes, answer.length);
    return 0;
}
