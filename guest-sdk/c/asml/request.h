/* An HTTP request: API Gateway's payloads 1.0 and 2.0, and function URLs. */
#ifndef ASML_REQUEST_H
#define ASML_REQUEST_H

#include "base64.h"
#include "json.h"

struct asml_request {
    struct asml_slice event;  /* JSON, for all that is not here */
    int version;              /* of the payload: 1 or 2 */
    struct asml_slice method; /* "GET" */
    struct asml_slice path;   /* as it came: percent signs and all */
    struct asml_slice body;   /* decoded, where it came as base64 */
};

/* 0; -1 when the event is none of these. */
static inline int asml_request_parse(struct asml_slice event, struct asml_request *request) {
    struct asml_slice json = asml_json_parse(event);
    struct asml_slice http = asml_json_path(json, "requestContext.http");
    request->event = json;
    request->version = http.bytes ? 2 : 1;
    request->method =
        asml_json_get_string(http.bytes ? http : json, http.bytes ? "method" : "httpMethod");
    request->path = asml_json_get_string(json, http.bytes ? "rawPath" : "path");
    request->body = asml_json_get_string(json, "body");
    if (asml_json_is_true(asml_json_get(json, "isBase64Encoded"))) {
        request->body = asml_from_base64(request->body);
        if (!request->body.bytes)
            return -1;
    }
    return request->method.bytes && request->path.bytes ? 0 : -1;
}

/* A header's value, by its name in any case. */
static inline struct asml_slice asml_request_header(const struct asml_request *request,
                                                    const char *name) {
    struct asml_json_items items = asml_json_items(asml_json_get(request->event, "headers"));
    while (asml_json_next(&items))
        if (asml_equal_ignoring_case(asml_json_unescape(items.key), asml_text(name)))
            return asml_json_string(items.value);
    return asml_nothing();
}

/* A query parameter, decoded. Of several of one name: the last one in payload 1.0, all between
 * commas in 2.0. */
static inline struct asml_slice asml_request_query(const struct asml_request *request,
                                                   const char *name) {
    struct asml_slice all = asml_json_get(request->event, "queryStringParameters");
    return asml_json_get_string(all, name);
}

/* What stands for {name} in the route's path. */
static inline struct asml_slice asml_request_parameter(const struct asml_request *request,
                                                       const char *name) {
    return asml_json_get_string(asml_json_get(request->event, "pathParameters"), name);
}

/* `name=value` of a list between semicolons. */
static inline struct asml_slice asml_cookie_of(struct asml_slice list, struct asml_slice name) {
    while (list.length) {
        size_t end = asml_find(list, ';');
        struct asml_slice pair = asml_json_trim(asml_slice(list.bytes, end));
        size_t equals = asml_find(pair, '=');
        if (equals < pair.length && asml_equal(asml_slice(pair.bytes, equals), name))
            return asml_from(pair, equals + 1);
        list = asml_from(list, end + 1);
    }
    return asml_nothing();
}

static inline struct asml_slice asml_request_cookie(const struct asml_request *request,
                                                    const char *name) {
    struct asml_json_items items = asml_json_items(asml_json_get(request->event, "cookies"));
    while (asml_json_next(&items)) {
        struct asml_slice value = asml_cookie_of(asml_json_string(items.value), asml_text(name));
        if (value.bytes)
            return value;
    }
    return asml_cookie_of(asml_request_header(request, "cookie"), asml_text(name));
}

#endif
