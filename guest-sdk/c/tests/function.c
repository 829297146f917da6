/* The handler, its event and context, and calls of IOmods. */
#include "check.h"

static int answer(struct asml_slice name, struct asml_slice input, struct asml_slice *answer) {
    if (!asml_equal(name, ASML_TEXT("test.std.echo.call")))
        return -1;
    if (asml_equal(input, ASML_TEXT("slow")))
        return 0;
    *answer = asml_host_joined(asml_nothing(), input.bytes, input.length);
    return 0;
}

static void test_io(void) {
    asml_host.iomod = answer;
    asml_host_set_event(ASML_TEXT("{}"));
    int32_t id = asml_call("test.std.echo.call", ASML_TEXT("{\"Ok\":[1]}"));
    CHECK(id == 1 && asml_is_ready(id) && asml_wait(id, 1000));
    IS(asml_response_of(id), "{\"Ok\":[1]}");
    IS(asml_result_of(asml_response_of(id)).ok, "[1]");
    CHECK(asml_cancel(id) == 0 && !asml_response_of(id).bytes);
    struct asml_result result = asml_result_of(
        asml_call_and_wait("test.std.echo.call", ASML_TEXT("{\"Err\":{\"why\":\"broken\"}}")));
    CHECK(!result.ok.bytes);
    IS(result.why, "broken");
    CHECK(asml_call("nobody.is.here.now", asml_nothing()) == -1);
    IS(asml_result_of(ASML_TEXT("junk")).why, "the response is neither Ok nor Err");
}

static void test_waiting(void) {
    asml_host_set_event(ASML_TEXT("{}"));
    int32_t ids[] = {asml_call("test.std.echo.call", ASML_TEXT("slow")),
                     asml_call("test.std.echo.call", ASML_TEXT("1"))};
    CHECK(!asml_is_ready(ids[0]) && !asml_wait(ids[0], 5) && !asml_response_of(ids[0]).bytes);
    CHECK(asml_wait_any(ids, 2, 5) == 1);
    CHECK(asml_cancel(ids[0]) == 0 && asml_cancel(ids[0]) == -1);
    CHECK(asml_wait_any(ids, 2, 5) == -1);
    IS(asml_response_of(ids[1]), "1");
    CHECK(!asml_call_and_wait("test.std.echo.call", ASML_TEXT("slow")).bytes);
}

ASML_HANDLER(handler) {
    asml_log(ASML_WARN, ASML_TEXT("careful"));
    if (!asml_event_length())
        return asml_fail("Function.Empty", "no event");
    if (asml_event().bytes[0] != '{')
        return 7;
    return asml_respond(asml_context("request-id"));
}

static void test_handler(void) {
    asml_host_set_event(ASML_TEXT("{}"));
    asml_host_set_context("request-id", ASML_TEXT("id-1"));
    CHECK(handler() == 0);
    IS(asml_host.response, "id-1");
    IS(asml_host.log, "3 careful\n");
    CHECK(!asml_context("tenant-id").bytes && asml_remaining_ms() == -1);
    asml_host_set_event(ASML_TEXT(""));
    CHECK(handler() == 0 && asml_host.has_failed);
    IS(asml_host.error_type, "Function.Empty");
    asml_host_set_event(ASML_TEXT("x"));
    CHECK(handler() == 7);
}

static void test_context(void) {
    asml_host_set_event(ASML_TEXT("one"));
    asml_host_set_context("tenant-id", ASML_TEXT("blue"));
    asml_host_set_context("client-context", ASML_TEXT(""));
    IS(asml_context("tenant-id"), "blue");
    CHECK(asml_context("client-context").bytes && !asml_context("client-context").length);
    CHECK(!asml_context("trace-id").bytes);
    IS(asml_event(), "one");
    char part[8];
    CHECK(asml_event_read(1, part, 8) == 2 && part[0] == 'n' && !asml_event_read(3, part, 8));
    asml_host_set_event(ASML_TEXT("two"));
    IS(asml_event(), "two");
    CHECK(!asml_context("tenant-id").bytes);
    CHECK(asml_fail_with("Function.Bad", ASML_TEXT("why")) == 0);
    IS(asml_host.error_message, "why");
}

int main(void) {
    test_io();
    test_waiting();
    test_handler();
    test_context();
    return report("function");
}
