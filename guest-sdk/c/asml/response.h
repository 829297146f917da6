/* HTTP responses, as API Gateway and function URLs take them. */
#ifndef ASML_RESPONSE_H
#define ASML_RESPONSE_H

#include "request.h"

struct asml_response {
    int status;
    struct asml_buffer headers; /* members of a JSON object */
    struct asml_buffer cookies; /* elements of a JSON array */
    struct asml_slice body;
    int is_base64; /* the body is bytes: it goes out as base64 */
};

/* Instead of a header of that name, in any case: responses have one of each. */
ASML_SHARED void asml_add_header(struct asml_response *response, const char *name,
                                 struct asml_slice value) {
    struct asml_buffer headers = {0, 0, 0};
    struct asml_json_items items = {asml_written(&response->headers), asml_nothing(),
                                    asml_nothing(), '{'};
    while (asml_json_next(&items)) {
        if (asml_equal_ignoring_case(asml_json_unescape(items.key), asml_text(name)))
            continue;
        asml_append_json_comma(&headers);
        const char *quote = items.key.bytes - 1;
        asml_append(&headers, asml_slice(quote, (size_t)(items.rest.bytes - quote)));
    }
    asml_append_json_name(&headers, name);
    asml_append_json(&headers, value);
    response->headers = headers;
}

/* As a `Set-Cookie` header has it: "name=value; Path=/; HttpOnly". */
static inline void asml_add_cookie(struct asml_response *response, struct asml_slice cookie) {
    if (response->cookies.length)
        asml_append_byte(&response->cookies, ',');
    asml_append_json(&response->cookies, cookie);
}

/* With any content type; bytes of any kind when `is_binary`. */
static inline struct asml_response asml_answer(int status, const char *content_type,
                                               struct asml_slice body, int is_binary) {
    struct asml_response response;
    __builtin_memset(&response, 0, sizeof response);
    response.status = status;
    response.body = body;
    response.is_base64 = is_binary;
    if (content_type)
        asml_add_header(&response, "content-type", asml_text(content_type));
    return response;
}

static inline struct asml_response asml_html(struct asml_slice body) {
    return asml_answer(200, "text/html; charset=utf-8", body, 0);
}
static inline struct asml_response asml_plain(struct asml_slice body) {
    return asml_answer(200, "text/plain; charset=utf-8", body, 0);
}
/* AssemblyLift's http_ok!: the body is JSON already. */
static inline struct asml_response asml_http_ok(struct asml_slice json) {
    return asml_answer(200, "application/json", json, 0);
}
static inline struct asml_response asml_binary(const char *content_type, struct asml_slice body) {
    return asml_answer(200, content_type, body, 1);
}
/* A body that is compressed already. */
static inline struct asml_response asml_gzip(const char *content_type, struct asml_slice body) {
    struct asml_response response = asml_answer(200, content_type, body, 1);
    asml_add_header(&response, "content-encoding", ASML_TEXT("gzip"));
    return response;
}
static inline struct asml_response asml_redirect(struct asml_slice location) {
    struct asml_response response = asml_answer(302, NULL, asml_nothing(), 0);
    asml_add_header(&response, "location", location);
    return response;
}

static inline struct asml_response asml_problem(int status, const char *description,
                                                struct asml_slice message) {
    struct asml_buffer body = {0, 0, 0};
    asml_append_text(&body, "{\"code\":");
    asml_append_integer(&body, status);
    asml_append_json_name(&body, "desc");
    asml_append_json(&body, asml_text(description));
    asml_append_json_name(&body, "message");
    asml_append_json(&body, message);
    asml_append_byte(&body, '}');
    return asml_answer(status, "application/json", asml_written(&body), 0);
}

/* AssemblyLift's http_error! and http_not_found!. */
static inline struct asml_response asml_http_error(struct asml_slice message) {
    return asml_problem(520, "Function Error", message);
}
static inline struct asml_response asml_http_not_found(struct asml_slice name) {
    struct asml_buffer message = {0, 0, 0};
    asml_append_text(&message, "missing resource \"");
    asml_append(&message, name);
    asml_append_byte(&message, '"');
    return asml_problem(404, "Missing Resource", asml_written(&message));
}

/* Status, headers and cookies; the object is left open. Cookies stand where the payload's version
 * has them. */
static inline void asml_append_head(struct asml_buffer *json, const struct asml_response *response,
                                    int version) {
    asml_append_text(json, "{\"statusCode\":");
    asml_append_integer(json, response->status);
    asml_append_text(json, ",\"headers\":{");
    asml_append(json, asml_written(&response->headers));
    asml_append_byte(json, '}');
    if (!response->cookies.length)
        return;
    asml_append_text(json,
                     version == 1 ? ",\"multiValueHeaders\":{\"Set-Cookie\":[" : ",\"cookies\":[");
    asml_append(json, asml_written(&response->cookies));
    asml_append_text(json, version == 1 ? "]}" : "]");
}

/* Answers a request; NULL for one of payload 2.0 or a function URL. 0, for a handler to return. */
static inline int asml_send(const struct asml_response *response,
                            const struct asml_request *request) {
    struct asml_buffer json = {0, 0, 0};
    asml_append_head(&json, response, request ? request->version : 2);
    asml_append_text(&json, ",\"body\":");
    if (response->is_base64) {
        asml_append_byte(&json, '"');
        asml_append_base64(&json, response->body);
        asml_append_byte(&json, '"');
    } else {
        asml_append_json(&json, response->body);
    }
    asml_append_text(&json, response->is_base64 ? ",\"isBase64Encoded\":true}"
                                                : ",\"isBase64Encoded\":false}");
    return asml_respond(asml_written(&json));
}

/* Begins a streamed answer with this status, these headers and cookies; its body is what is written
 * then, behind the response's own. */
static inline int asml_stream_http(const struct asml_response *response) {
    struct asml_buffer prelude = {0, 0, 0};
    if (asml_stream_start("application/vnd.awslambda.http-integration-response"))
        return -1;
    asml_append_head(&prelude, response, 2);
    asml_append(&prelude, ASML_TEXT("}\0\0\0\0\0\0\0\0"));
    asml_append(&prelude, response->body);
    return asml_stream_write(asml_written(&prelude));
}

#endif
