/* The imports in this process, for tests of functions: include it once, in the test.
 *
 *   asml_host_set_event(ASML_TEXT("{}"));
 *   handler();
 *   assert(asml_equal(asml_host.response, ASML_TEXT("null"))); */
#ifndef ASML_HOST_H
#define ASML_HOST_H

#include "asml.h"
#include <stdlib.h>
#include <string.h>

#define ASML_HOST_CALLS 16

/* What the function is given, and what came of it. */
static struct asml_host {
    struct asml_slice event;
    struct asml_slice request_id; /* of `request-id`; other keys are not set */
    int64_t now_ms, remaining_ms;
    /* Answers a call of an IOmod; -1: there is no such IOmod. `*answer` lives as long as the test.
     */
    int (*iomod)(struct asml_slice name, struct asml_slice input, struct asml_slice *answer);

    int has_response, has_failed, has_ended;
    struct asml_slice response; /* also what was streamed so far */
    struct asml_slice content_type, error_type, error_message;
    struct asml_slice log; /* one line a record: its level as a digit, a space, its text */
    struct asml_slice answers[ASML_HOST_CALLS];
    int32_t call_count;
} asml_host;

static struct asml_slice asml_host_joined(struct asml_slice a, const void *bytes, size_t length) {
    char *joined = (char *)malloc(a.length + length + 1);
    if (!joined)
        abort();
    if (a.length)
        memcpy(joined, a.bytes, a.length);
    if (length)
        memcpy(joined + a.length, bytes, length);
    joined[a.length + length] = 0;
    return asml_slice(joined, a.length + length);
}

/* A new invocation. */
static inline void asml_host_set_event(struct asml_slice event) {
    int (*iomod)(struct asml_slice, struct asml_slice, struct asml_slice *) = asml_host.iomod;
    memset(&asml_host, 0, sizeof asml_host);
    asml_host.event = event;
    asml_host.remaining_ms = -1;
    asml_host.iomod = iomod;
}

void asml_import_success(const void *body, size_t length) {
    if (asml_host.has_response++)
        return;
    asml_host.response = asml_host_joined(asml_nothing(), body, length);
}

void asml_import_failure(const char *type, size_t type_length, const char *message, size_t length) {
    if (asml_host.has_response++)
        return;
    asml_host.has_failed = 1;
    asml_host.error_type = asml_host_joined(asml_nothing(), type, type_length);
    asml_host.error_message = asml_host_joined(asml_nothing(), message, length);
}

int64_t asml_import_input_length(void) {
    return (int64_t)asml_host.event.length;
}

static size_t asml_host_read(struct asml_slice from, int64_t offset, void *out, size_t length) {
    struct asml_slice rest = asml_from(from, (size_t)offset);
    size_t count = rest.length < length ? rest.length : length;
    if (count)
        memcpy(out, rest.bytes, count);
    return count;
}

int32_t asml_import_input_read(int64_t offset, void *out, size_t length) {
    return (int32_t)asml_host_read(asml_host.event, offset, out, length);
}

int32_t asml_import_context_get(const char *key, size_t key_length, char *out, size_t capacity) {
    if (!asml_equal(asml_slice(key, key_length), ASML_TEXT("request-id")) ||
        !asml_host.request_id.bytes)
        return -1;
    asml_host_read(asml_host.request_id, 0, out, capacity);
    return (int32_t)asml_host.request_id.length;
}

int64_t asml_import_clock_ms(void) {
    return asml_host.now_ms;
}
int64_t asml_import_remaining_ms(void) {
    return asml_host.remaining_ms;
}

void asml_import_log(int32_t level, const char *text, size_t length) {
    char start[2] = {(char)('0' + level), ' '};
    asml_host.log = asml_host_joined(asml_host.log, start, 2);
    asml_host.log = asml_host_joined(asml_host.log, text, length);
    asml_host.log = asml_host_joined(asml_host.log, "\n", 1);
}

int32_t asml_import_invoke(const char *name, size_t name_length, const void *input, size_t length) {
    struct asml_slice *answer = &asml_host.answers[asml_host.call_count];
    if (asml_host.call_count == ASML_HOST_CALLS || !asml_host.iomod ||
        asml_host.iomod(asml_slice(name, name_length), asml_slice(input, length), answer))
        return -1;
    return ++asml_host.call_count;
}

static int asml_host_has(int32_t id) {
    return id >= 1 && id <= asml_host.call_count && asml_host.answers[id - 1].bytes;
}

int32_t asml_import_io_poll(int32_t id) {
    return asml_host_has(id) ? 1 : -1;
}
int32_t asml_import_io_length(int32_t id) {
    return asml_host_has(id) ? (int32_t)asml_host.answers[id - 1].length : 0;
}
int32_t asml_import_io_read(int32_t id, int64_t offset, void *out, size_t length) {
    if (!asml_host_has(id))
        return -1;
    return (int32_t)asml_host_read(asml_host.answers[id - 1], offset, out, length);
}
int32_t asml_import_io_wait(const int32_t *ids, size_t count, int32_t timeout_ms) {
    (void)timeout_ms;
    return count && asml_host_has(ids[0]) ? 0 : -1;
}
int32_t asml_import_io_cancel(int32_t id) {
    if (!asml_host_has(id))
        return -1;
    asml_host.answers[id - 1] = asml_nothing();
    return 0;
}

int32_t asml_import_response_start(const char *content_type, size_t length) {
    if (asml_host.has_response++)
        return -1;
    asml_host.content_type = asml_host_joined(asml_nothing(), content_type, length);
    return 0;
}
int32_t asml_import_response_write(const void *bytes, size_t length) {
    if (!asml_host.content_type.bytes || asml_host.has_ended)
        return -1;
    asml_host.response = asml_host_joined(asml_host.response, bytes, length);
    return 0;
}
int32_t asml_import_response_end(void) {
    if (!asml_host.content_type.bytes || asml_host.has_ended++)
        return -1;
    return 0;
}

#endif
