/* A function's handler, its event and context, its log and its answer. */
#ifndef ASML_FUNCTION_H
#define ASML_FUNCTION_H

#include "text.h"

#define ASML_INPUT_PAGE 8192
#define ASML_IO_PAGE 32768

/* The pages of AssemblyLift 0.3, for hosts that know no others. */
__attribute__((weak)) unsigned char asml_input_page[ASML_INPUT_PAGE];
__attribute__((weak)) unsigned char asml_io_page[ASML_IO_PAGE];

#ifdef __wasm__
ASML_EXPORT("__asml_guest_get_function_input_buffer_pointer")
__attribute__((weak)) void *asml_input_page_address(void) {
    return asml_input_page;
}
ASML_EXPORT("__asml_guest_get_io_buffer_pointer")
__attribute__((weak)) void *asml_io_page_address(void) {
    return asml_io_page;
}
#endif

__attribute__((weak)) struct asml_slice asml_current_event;

static inline void asml_begin(void) {
    asml_free_all();
    asml_current_event = asml_nothing();
}

/* Defines the function that the handler's name in `_HANDLER` calls. Its body returns 0, or anything
 * else to fail. */
#define ASML_HANDLER(name)                                                                         \
    static int name##_body(void);                                                                  \
    ASML_EXPORT(#name) int name(void);                                                             \
    int name(void) {                                                                               \
        asml_begin();                                                                              \
        return name##_body();                                                                      \
    }                                                                                              \
    static int name##_body(void)

static inline size_t asml_event_length(void) {
    return (size_t)asml_import_input_length();
}

/* A part of the event, straight to its place; how many bytes, 0 past the end. */
static inline size_t asml_event_read(size_t offset, void *out, size_t length) {
    return (size_t)asml_import_input_read((int64_t)offset, out, length);
}

/* The whole event. */
static inline struct asml_slice asml_event(void) {
    if (!asml_current_event.bytes) {
        size_t length = asml_event_length();
        char *bytes = (char *)asml_allocate(length + 1);
        length = asml_event_read(0, bytes, length);
        bytes[length] = 0;
        asml_current_event = asml_slice(bytes, length);
    }
    return asml_current_event;
}

/* `request-id`, `trace-id`, `function-arn`, `client-context`, `cognito-identity`, `tenant-id` or
 * `deadline-ms`; nothing when Lambda did not say. */
static inline struct asml_slice asml_context(const char *key) {
    struct asml_slice name = asml_text(key);
    char byte;
    int32_t length = asml_import_context_get(name.bytes, name.length, &byte, 0);
    if (length < 0)
        return asml_nothing();
    char *bytes = (char *)asml_allocate((size_t)length + 1);
    asml_import_context_get(name.bytes, name.length, bytes, (size_t)length);
    bytes[length] = 0;
    return asml_slice(bytes, (size_t)length);
}

/* Milliseconds of Unix time, and to the deadline: -1 when it is not known. */
static inline int64_t asml_clock_ms(void) {
    return asml_import_clock_ms();
}
static inline int64_t asml_remaining_ms(void) {
    return asml_import_remaining_ms();
}

enum asml_level { ASML_TRACE, ASML_DEBUG, ASML_INFO, ASML_WARN, ASML_ERROR, ASML_FATAL };

static inline void asml_log(enum asml_level level, struct asml_slice text) {
    asml_import_log((int32_t)level, text.bytes, text.length);
}

/* The answer, any bytes; JSON is what callers expect. Only the first one counts. 0, for a handler
 * to return. */
static inline int asml_respond(struct asml_slice body) {
    asml_import_success(body.bytes ? body.bytes : "", body.length);
    return 0;
}

/* The answer is an error of this type: `Function.Something`. 0, for a handler to return. */
static inline int asml_fail_with(const char *type, struct asml_slice message) {
    struct asml_slice name = asml_text(type);
    asml_import_failure(name.bytes, name.length, message.bytes, message.length);
    return 0;
}
static inline int asml_fail(const char *type, const char *message) {
    return asml_fail_with(type, asml_text(message));
}

/* An answer in pieces. -1: it was given already, or whoever reads it is gone. */
static inline int asml_stream_start(const char *content_type) {
    struct asml_slice type = asml_text(content_type);
    return asml_import_response_start(type.bytes, type.length);
}
static inline int asml_stream_write(struct asml_slice bytes) {
    return asml_import_response_write(bytes.bytes ? bytes.bytes : "", bytes.length);
}
static inline int asml_stream_end(void) {
    return asml_import_response_end();
}

#endif
