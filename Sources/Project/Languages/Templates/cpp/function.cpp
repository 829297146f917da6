// Answers HTTP requests, and any other event, with a greeting in JSON:
//
//   GET /?name=Ada   ->  {"message":"Hello, Ada!"}
//   {"name":"Ada"}   ->  {"message":"Hello, Ada!"}
//
// The C++ library is there; exceptions are not.

#include "asml.h"

#include <string>
#include <string_view>

namespace {

std::string_view view(struct asml_slice text) {
    return text.length ? std::string_view(text.bytes, text.length) : std::string_view();
}

struct asml_slice greeting(std::string_view name) {
    std::string text = "Hello, " + std::string(name.empty() ? "world" : name) + "!";
    asml_buffer json = {};
    asml_append_text(&json, "{\"message\":");
    asml_append_json(&json, asml_slice(text.data(), text.size())); // in quotes, with escapes
    asml_append_byte(&json, '}');
    return asml_written(&json);
}

} // namespace

// Called for every event. Memory that the asml_ functions hand out is free again afterwards.
ASML_HANDLER(handler) {
    asml_log(ASML_INFO, ASML_TEXT("an event for FUNCTION_NAME"));

    asml_request request;
    if (asml_request_parse(asml_event(), &request) == 0) {
        auto name = asml_request_query(&request, "name");
        auto response = asml_http_ok(greeting(view(name)));
        return asml_send(&response, &request);
    }

    // No HTTP request: a schedule, a queue, `asml invoke`.
    auto event = asml_json_parse(asml_event());
    return asml_respond(greeting(view(asml_json_get_string(event, "name"))));
}
