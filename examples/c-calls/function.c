// Asks an IOmod for two ids at once, and answers with both: ["…","…"].

#include "asml.h"

static const char *const method = "akkoro.std.crypto.uuid4";

// The id that a call brought, as JSON; nothing when it brought none.
static struct asml_slice id_of(int32_t call) {
    struct asml_result result = asml_result_of(asml_response_of(call));
    if (!result.ok.bytes) {
        asml_log(ASML_WARN, result.why);
    }
    return result.ok;
}

ASML_HANDLER(handler) {
    int32_t calls[] = {asml_call(method, ASML_TEXT("null")), asml_call(method, ASML_TEXT("null"))};
    if (calls[0] < 0 || calls[1] < 0) {
        return asml_fail("Function.NoIomod", "no IOmod answers to akkoro.std.crypto.uuid4");
    }
    int first = asml_wait_any(calls, 2, 1000);
    if (first < 0 || !asml_wait(calls[1 - first], 1000)) {
        asml_cancel(calls[0]);
        asml_cancel(calls[1]);
        return asml_fail("Function.TimedOut", "the IOmod takes too long");
    }
    struct asml_buffer answer = {0};
    asml_append_byte(&answer, '[');
    asml_append(&answer, id_of(calls[0]));
    asml_append_byte(&answer, ',');
    asml_append(&answer, id_of(calls[1]));
    asml_append_byte(&answer, ']');
    return asml_respond(asml_written(&answer));
}
