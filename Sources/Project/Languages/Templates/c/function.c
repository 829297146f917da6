// Answers HTTP requests, and any other event, with a greeting in JSON:
//
//   GET /?name=Ada   ->  {"message":"Hello, Ada!"}
//   {"name":"Ada"}   ->  {"message":"Hello, Ada!"}

#include "asml.h"

static struct asml_slice greeting(struct asml_slice name) {
    struct asml_buffer text = {0}, json = {0};
    asml_append_text(&text, "Hello, ");
    asml_append(&text, name.length ? name : ASML_TEXT("world"));
    asml_append_byte(&text, '!');
    asml_append_text(&json, "{\"message\":");
    asml_append_json(&json, asml_written(&text)); // in quotes, with escapes
    asml_append_byte(&json, '}');
    return asml_written(&json);
}

// Called for every event. Memory that the asml_ functions hand out is free again afterwards.
ASML_HANDLER(handler) {
    asml_log(ASML_INFO, ASML_TEXT("an event for FUNCTION_NAME"));

    struct asml_request request;
    if (asml_request_parse(asml_event(), &request) == 0) {
        struct asml_slice name = asml_request_query(&request, "name");
        struct asml_response response = asml_http_ok(greeting(name));
        return asml_send(&response, &request);
    }

    // No HTTP request: a schedule, a queue, `asml invoke`.
    struct asml_slice event = asml_json_parse(asml_event());
    return asml_respond(greeting(asml_json_get_string(event, "name")));
}
