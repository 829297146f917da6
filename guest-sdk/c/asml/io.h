/* Calls of IOmods: started, then waited for; several at once. */
#ifndef ASML_IO_H
#define ASML_IO_H

#include "json.h"

/* Starts a call of "org.ns.name.method". Its id, or -1: no such IOmod, or no such name. */
static inline int32_t asml_call(const char *method, struct asml_slice input) {
    struct asml_slice name = asml_text(method);
    return asml_import_invoke(name.bytes, name.length, input.bytes ? input.bytes : "",
                              input.length);
}

/* Waits for one of several calls: its place among the ids, or -1 when the time is over or an id is
 * unknown. A negative timeout lasts until the deadline. */
static inline int asml_wait_any(const int32_t *ids, size_t count, int32_t timeout_ms) {
    return asml_import_io_wait(ids, count, timeout_ms);
}

/* Whether the call has its response now. */
static inline int asml_wait(int32_t id, int32_t timeout_ms) {
    return asml_wait_any(&id, 1, timeout_ms) == 0;
}

static inline int asml_is_ready(int32_t id) {
    return asml_import_io_poll(id) == 1;
}

static inline int asml_cancel(int32_t id) {
    return asml_import_io_cancel(id);
}

/* The response to a call that is ready; nothing for one that is not. */
static inline struct asml_slice asml_response_of(int32_t id) {
    if (!asml_is_ready(id))
        return asml_nothing();
    size_t length = (size_t)asml_import_io_length(id);
    char *bytes = (char *)asml_allocate(length + 1);
    int32_t count = asml_import_io_read(id, 0, bytes, length);
    if (count < 0)
        return asml_nothing();
    bytes[count] = 0;
    return asml_slice(bytes, (size_t)count);
}

/* Starts a call and waits for its response until the deadline. */
static inline struct asml_slice asml_call_and_wait(const char *method, struct asml_slice input) {
    int32_t id = asml_call(method, input);
    return id >= 0 && asml_wait(id, -1) ? asml_response_of(id) : asml_nothing();
}

/* What IOmods answer: {"Ok":value} or {"Err":{"why":"…"}}. `ok` is missing after a failure, whose
 * reason `why` is then. */
struct asml_result {
    struct asml_slice ok, why;
};

static inline struct asml_result asml_result_of(struct asml_slice response) {
    struct asml_result result = {asml_nothing(), asml_nothing()};
    struct asml_slice value = asml_json_parse(response);
    result.ok = asml_json_get(value, "Ok");
    if (result.ok.bytes)
        return result;
    result.why = asml_json_string(asml_json_path(value, "Err.why"));
    if (!result.why.bytes)
        result.why = ASML_TEXT("the response is neither Ok nor Err");
    return result;
}

#endif
