// A small site behind a function URL or API Gateway: every kind of answer.

#include "asml.h"

static const unsigned char compressed[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x0b, 0xc9, 0xc8, 0x2c, 0x56,
    0x28, 0x49, 0xad, 0x28, 0x51, 0x28, 0x4f, 0x2c, 0x56, 0x48, 0xce, 0xcf, 0x2d, 0x28, 0x4a,
    0x2d, 0x2e, 0x4e, 0x4d, 0x51, 0x48, 0x4a, 0x4d, 0xcb, 0x2f, 0x4a, 0x55, 0x28, 0xc9, 0x48,
    0x55, 0x48, 0x2b, 0xcd, 0x4b, 0x2e, 0xc9, 0xcc, 0xcf, 0x83, 0x2b, 0xc9, 0xcc, 0x49, 0x4d,
    0xd1, 0xe3, 0x02, 0x00, 0x90, 0x7e, 0x6b, 0xd3, 0x3b, 0x00, 0x00, 0x00};

static struct asml_response home(const struct asml_request *request) {
    struct asml_slice name = asml_request_query(request, "name");
    struct asml_buffer page = {0};
    asml_append_text(&page, "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                            "<title>asml</title><style>body{font:18px sans-serif;margin:3em}"
                            "h1{color:#b5361c}</style></head><body><h1>Hello, ");
    // What others sent must not become markup.
    for (size_t i = 0; i < name.length; i++) {
        if (asml_find(ASML_TEXT("<>&\"'"), name.bytes[i]) == 5) {
            asml_append_byte(&page, name.bytes[i]);
        }
    }
    asml_append_text(&page, name.length ? "" : "world");
    asml_append_text(&page, "!</h1><p>This page comes from a WebAssembly function in C, compiled "
                            "ahead of time.</p><ul>");
    static const char *const paths[] = {"json",   "binary", "gzip",     "cookies",
                                        "stream", "error",  "redirect", "nowhere"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        asml_append_text(&page, "<li><a href=\"/");
        asml_append_text(&page, paths[i]);
        asml_append_text(&page, "\">");
        asml_append_text(&page, paths[i]);
        asml_append_text(&page, "</a></li>");
    }
    asml_append_text(&page, "</ul></body></html>");
    return asml_html(asml_written(&page));
}

static struct asml_response json(const struct asml_request *request) {
    struct asml_buffer body = {0};
    asml_append_text(&body, "{\"method\":");
    asml_append_json(&body, request->method);
    asml_append_json_name(&body, "path");
    asml_append_json(&body, request->path);
    asml_append_json_name(&body, "body");
    asml_append_json(&body, request->body);
    asml_append_byte(&body, '}');
    return asml_http_ok(asml_written(&body));
}

static struct asml_response binary(void) {
    char *bytes = asml_allocate(256);
    for (int i = 0; i < 256; i++) {
        bytes[i] = (char)i;
    }
    return asml_binary("application/octet-stream", asml_slice(bytes, 256));
}

static struct asml_response cookies(const struct asml_request *request) {
    struct asml_slice theme = asml_request_cookie(request, "theme");
    struct asml_response response = asml_plain(theme.bytes ? theme : ASML_TEXT("no theme"));
    asml_add_cookie(&response, ASML_TEXT("session=abc; Path=/; HttpOnly"));
    asml_add_cookie(&response, ASML_TEXT("theme=dark; Path=/"));
    return response;
}

static int stream(void) {
    struct asml_response head = asml_plain(asml_nothing());
    if (asml_stream_http(&head)) {
        return 1;
    }
    for (int i = 1; i <= 5; i++) {
        struct asml_buffer line = {0};
        asml_append_text(&line, "chunk ");
        asml_append_integer(&line, i);
        asml_append_byte(&line, '\n');
        if (asml_stream_write(asml_written(&line))) {
            return 0; // nobody reads any more
        }
    }
    return asml_stream_end();
}

static int is(struct asml_slice path, const char *wanted) {
    return asml_equal(path, asml_text(wanted));
}

static struct asml_response answer(const struct asml_request *request) {
    struct asml_slice path = request->path;
    if (is(path, "/")) {
        return home(request);
    }
    if (is(path, "/json")) {
        return json(request);
    }
    if (is(path, "/binary")) {
        return binary();
    }
    if (is(path, "/gzip")) {
        return asml_gzip("text/plain", asml_slice(compressed, sizeof compressed));
    }
    if (is(path, "/cookies")) {
        return cookies(request);
    }
    if (is(path, "/error")) {
        return asml_http_error(ASML_TEXT("this path always fails"));
    }
    if (is(path, "/redirect")) {
        return asml_redirect(ASML_TEXT("/"));
    }
    return asml_http_not_found(path);
}

ASML_HANDLER(handler) {
    struct asml_request request;
    if (asml_request_parse(asml_event(), &request)) {
        return asml_fail("Function.InvalidEvent", "the event is no HTTP request");
    }
    if (is(request.path, "/stream")) {
        return stream();
    }
    struct asml_response response = answer(&request);
    return asml_send(&response, &request);
}
