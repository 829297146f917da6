// Greets whoever the event names, and says what the event looked like.
//
//   {"name":"Ada"}  ->  {"length":14,"checksum":"…","greeting":"Hello, Ada!"}

#include "asml.h"

// FNV-1a, 64 bits.
static uint64_t checksum(struct asml_slice bytes) {
    uint64_t hash = 0xcbf29ce484222325;
    for (size_t i = 0; i < bytes.length; i++) {
        hash = (hash ^ (unsigned char)bytes.bytes[i]) * 0x100000001b3;
    }
    return hash;
}

// The event may have anything behind the object that names somebody.
static struct asml_slice name_in(struct asml_slice event) {
    event = asml_json_skip_space(event);
    size_t end = asml_json_scan(event);
    struct asml_slice name = asml_json_get_string(asml_slice(event.bytes, end), "name");
    return name.bytes ? name : ASML_TEXT("world");
}

ASML_HANDLER(handler) {
    struct asml_slice event = asml_event();
    struct asml_buffer line = {0}, greeting = {0}, answer = {0};

    asml_append_text(&line, "read ");
    asml_append_unsigned(&line, event.length);
    asml_append_text(&line, " bytes");
    asml_log(ASML_INFO, asml_written(&line));

    asml_append_text(&greeting, "Hello, ");
    asml_append(&greeting, name_in(event));
    asml_append_byte(&greeting, '!');

    asml_append_text(&answer, "{\"length\":");
    asml_append_unsigned(&answer, event.length);
    asml_append_text(&answer, ",\"checksum\":\"");
    asml_append_hex(&answer, checksum(event), 16);
    asml_append_text(&answer, "\",\"greeting\":");
    asml_append_json(&answer, asml_written(&greeting));
    asml_append_byte(&answer, '}');
    return asml_respond(asml_written(&answer));
}
