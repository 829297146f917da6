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
#define ASML_HOST_CONTEXT 8

struct asml_host_call {
    struct asml_slice answer; /* missing while it is pending */
    int is_cancelled;
};

/* What the function is given, and what came of it. */
static struct asml_host {
    struct asml_slice event;
    struct {
        const char *key; /* "request-id" */
        struct asml_slice value;
    } context[ASML_HOST_CONTEXT];
    int64_t now_ms, remaining_ms;
    /* Answers a call of an IOmod; -1: there is no such IOmod. `*answer` lives as long as the test;
     * without one the call stays pending, and waiting for it ends as after its timeout. */
    int (*iomod)(struct asml_slice name, struct asml_slice input, struct asml_slice *answer);

    int has_response, has_failed, has_ended;
    struct asml_slice response; /* also what was streamed so far */
    struct asml_slice content_type, error_type, error_message;
    struct asml_slice log; /* one line a record: its level as a digit, a space, its text */
    struct asml_host_call calls[ASML_HOST_CALLS];
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

/* A new invocation: all but `iomod` is as at the beginning. */
static inline void asml_host_set_event(struct asml_slice event) {
    int (*iomod)(struct asml_slice, struct asml_slice, struct asml_slice *) = asml_host.iomod;
    memset(&asml_host, 0, sizeof asml_host);
    asml_host.event = event;
    asml_host.remaining_ms = -1;
    asml_host.iomod = iomod;
    asml_current_event = asml_nothing();
}

/* The value lives as long as the test. What is not set, the function does not find. */
static inline void asml_host_set_context(const char *key, struct asml_slice value) {
    int i = 0;
    while (asml_host.context[i].key && strcmp(asml_host.context[i].key, key))
        if (++i == ASML_HOST_CONTEXT)
            abort();
    asml_host.context[i].key = key;
    asml_host.context[i].value = value;
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
    struct asml_slice rest = offset < 0 ? asml_nothing() : asml_from(from, (size_t)offset);
    size_t count = rest.length < length ? rest.length : length;
    if (count)
        memcpy(out, rest.bytes, count);
    return count;
}

int32_t asml_import_input_read(int64_t offset, void *out, size_t length) {
    return (int32_t)asml_host_read(asml_host.event, offset, out, length);
}

int32_t asml_import_context_get(const char *key, size_t key_length, char *out, size_t capacity) {
    for (int i = 0; i < ASML_HOST_CONTEXT && asml_host.context[i].key; i++) {
        struct asml_slice value = asml_host.context[i].value;
        if (!value.bytes ||
            !asml_equal(asml_text(asml_host.context[i].key), asml_slice(key, key_length)))
            continue;
        asml_host_read(value, 0, out, capacity);
        return (int32_t)value.length;
    }
    return -1;
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
    struct asml_slice answer = asml_nothing();
    if (asml_host.call_count == ASML_HOST_CALLS || !asml_host.iomod ||
        asml_host.iomod(asml_slice(name, name_length), asml_slice(input, length), &answer))
        return -1;
    asml_host.calls[asml_host.call_count].answer = answer;
    return ++asml_host.call_count;
}

/* NULL: no such id. */
static struct asml_host_call *asml_host_call_of(int32_t id) {
    if (id < 1 || id > asml_host.call_count || asml_host.calls[id - 1].is_cancelled)
        return NULL;
    return &asml_host.calls[id - 1];
}

/* Of one that is pending or unknown it is missing. */
static struct asml_slice asml_host_answer(int32_t id) {
    struct asml_host_call *call = asml_host_call_of(id);
    return call ? call->answer : asml_nothing();
}

int32_t asml_import_io_poll(int32_t id) {
    struct asml_host_call *call = asml_host_call_of(id);
    return call ? call->answer.bytes != NULL : -1;
}
int32_t asml_import_io_length(int32_t id) {
    return (int32_t)asml_host_answer(id).length;
}
int32_t asml_import_io_read(int32_t id, int64_t offset, void *out, size_t length) {
    struct asml_slice answer = asml_host_answer(id);
    return answer.bytes ? (int32_t)asml_host_read(answer, offset, out, length) : -1;
}
int32_t asml_import_io_wait(const int32_t *ids, size_t count, int32_t timeout_ms) {
    int32_t ready = -1;
    (void)timeout_ms;
    for (size_t i = count; i-- > 0;) {
        if (!asml_host_call_of(ids[i]))
            return -1;
        if (asml_host_answer(ids[i]).bytes)
            ready = (int32_t)i;
    }
    return ready;
}
int32_t asml_import_io_cancel(int32_t id) {
    struct asml_host_call *call = asml_host_call_of(id);
    if (!call)
        return -1;
    call->is_cancelled = 1;
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
