/* HTTP requests and responses. */
#include "check.h"

static void test_requests(void) {
    struct asml_request request;
    CHECK(!asml_request_parse(sample("api-gateway-v1"), &request));
    CHECK(request.version == 1);
    IS(request.method, "POST");
    IS(request.path, "/orders/42");
    IS(request.body, "{\"quantity\":3}");
    IS(asml_request_header(&request, "CONTENT-TYPE"), "application/json");
    IS(asml_request_cookie(&request, "theme"), "dark");
    IS(asml_request_parameter(&request, "id"), "42");
    IS(asml_request_query(&request, "tag"), "b");
    CHECK(!asml_request_parse(sample("api-gateway-v2"), &request));
    CHECK(request.version == 2);
    IS(request.body, "{\"quantity\":3}");
    IS(asml_request_cookie(&request, "session"), "abc123");
    IS(asml_request_query(&request, "tag"), "a,b");
    CHECK(!asml_request_parse(sample("function-url"), &request));
    IS(request.method, "GET");
    IS(request.path, "/hello");
    CHECK(!request.body.bytes && !asml_request_cookie(&request, "session").bytes);
    CHECK(asml_request_parse(sample("sqs"), &request));
    CHECK(asml_request_parse(ASML_TEXT("nonsense"), &request));
}

static void test_responses(void) {
    asml_host_set_event(sample("api-gateway-v1"));
    struct asml_request request;
    asml_request_parse(asml_event(), &request);
    struct asml_response response = asml_html(ASML_TEXT("<p>\"hi\"</p>"));
    asml_add_header(&response, "x-a", ASML_TEXT("1"));
    asml_add_cookie(&response, ASML_TEXT("a=b; Path=/"));
    asml_add_cookie(&response, ASML_TEXT("c=d"));
    asml_send(&response, &request);
    IS(asml_host.response, "{\"statusCode\":200,\"headers\":{\"content-type\":\"text/html; "
                           "charset=utf-8\",\"x-a\":\"1\"},"
                           "\"multiValueHeaders\":{\"Set-Cookie\":[\"a=b; Path=/\",\"c=d\"]},"
                           "\"body\":\"<p>\\\"hi\\\"</p>\",\"isBase64Encoded\":false}");
    asml_host_set_event(ASML_TEXT("{}"));
    response = asml_gzip("text/plain", ASML_TEXT("\x1f\x8b"));
    asml_add_cookie(&response, ASML_TEXT("a=b"));
    asml_send(&response, NULL);
    IS(asml_host.response, "{\"statusCode\":200,\"headers\":{\"content-type\":\"text/"
                           "plain\",\"content-encoding\":\"gzip\"},"
                           "\"cookies\":[\"a=b\"],\"body\":\"H4s=\",\"isBase64Encoded\":true}");
    response = asml_http_error(ASML_TEXT("no \"luck\""));
    IS(response.body, "{\"code\":520,\"desc\":\"Function Error\",\"message\":\"no \\\"luck\\\"\"}");
    CHECK(response.status == 520);
    response = asml_http_not_found(ASML_TEXT("n"));
    IS(response.body,
       "{\"code\":404,\"desc\":\"Missing Resource\",\"message\":\"missing resource \\\"n\\\"\"}");

    asml_host_set_event(ASML_TEXT("{}"));
    response = asml_plain(ASML_TEXT("first "));
    CHECK(!asml_stream_http(&response) && !asml_stream_write(ASML_TEXT("second")));
    CHECK(!asml_stream_end() && asml_stream_end() == -1);
    CHECK(asml_stream_start("text/plain") == -1);
    IS(asml_host.response, "{\"statusCode\":200,\"headers\":{\"content-type\":\"text/plain; "
                           "charset=utf-8\"}}\0\0\0\0\0\0\0\0first second");
}

static void test_headers(void) {
    struct asml_response response = asml_html(ASML_TEXT("x"));
    asml_add_header(&response, "X-A", ASML_TEXT("a, \"b\""));
    asml_add_header(&response, "Content-Type", ASML_TEXT("text/css"));
    asml_add_header(&response, "x-a", ASML_TEXT("2"));
    IS(asml_written(&response.headers), "\"Content-Type\":\"text/css\",\"x-a\":\"2\"");
    response = asml_redirect(ASML_TEXT("/?a=\"b\""));
    CHECK(response.status == 302);
    IS(asml_written(&response.headers), "\"location\":\"/?a=\\\"b\\\"\"");
}

static void test_bodies(void) {
    /* What is no base64 is no request; what is missing is not empty. */
    struct asml_request request;
    CHECK(asml_request_parse(ASML_TEXT("{\"httpMethod\":\"PUT\",\"path\":\"/\",\"body\":\"*\","
                                       "\"isBase64Encoded\":true}"),
                             &request));
    CHECK(!asml_request_parse(ASML_TEXT("{\"httpMethod\":\"PUT\",\"path\":\"/\",\"body\":null,"
                                        "\"headers\":null,\"queryStringParameters\":null}"),
                              &request));
    CHECK(!request.body.bytes && !asml_request_header(&request, "host").bytes);
    CHECK(!asml_request_query(&request, "a").bytes && !asml_request_cookie(&request, "a").bytes);
}

int main(void) {
    test_requests();
    test_responses();
    test_headers();
    test_bodies();
    return report("http");
}
