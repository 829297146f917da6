// The event says which trap: divide, load, recurse or unreachable, as plain text or as JSON string.

#include "asml.h"
#include "traps.h"

ASML_HANDLER(handler) {
    // Its end is a zero.
    const char *kind = asml_event().bytes;
    sink = trap_by_name(kind[0] == '"' ? kind + 1 : kind);
    return asml_respond(ASML_TEXT("{\"error\":\"send divide, load, recurse or unreachable\"}"));
}
