/* An example tested as functions are: with the handler in this process. */
#include "check.h"

#include "../../../examples/c-http/function.c"

static struct asml_slice ask(const char *path) {
    struct asml_buffer event = {0};
    asml_append_text(&event, "{\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"rawPath\":");
    asml_append_json(&event, asml_text(path));
    asml_append_text(&event, ",\"queryStringParameters\":{\"name\":\"<Ada>\"}}");
    asml_host_set_event(asml_host_joined(asml_nothing(), event.bytes, event.length));
    CHECK(!handler());
    return asml_json_parse(asml_host.response);
}

static int64_t status(struct asml_slice response) {
    int64_t code = 0;
    asml_json_integer(asml_json_get(response, "statusCode"), &code);
    return code;
}

int main(void) {
    struct asml_slice page = ask("/"), body = asml_json_get_string(page, "body");
    CHECK(status(page) == 200 && asml_starts_with(body, ASML_TEXT("<!doctype html>")));
    body = asml_host_joined(body, "", 0); /* with a zero behind it, for strstr */
    CHECK(!strstr(body.bytes, "<Ada>") && strstr(body.bytes, "Hello, Ada!"));

    struct asml_slice bytes = ask("/binary");
    CHECK(asml_json_is_true(asml_json_get(bytes, "isBase64Encoded")));
    body = asml_from_base64(asml_json_get_string(bytes, "body"));
    CHECK(body.length == 256);
    for (int i = 0; i < 256; i++)
        CHECK((unsigned char)body.bytes[i] == i);

    body = asml_from_base64(asml_json_get_string(ask("/gzip"), "body"));
    CHECK(asml_starts_with(body, ASML_TEXT("\x1f\x8b")));
    IS(asml_json_get(ask("/cookies"), "cookies"),
       "[\"session=abc; Path=/; HttpOnly\",\"theme=dark; Path=/\"]");
    CHECK(status(ask("/json")) == 200 && status(ask("/redirect")) == 302);
    CHECK(status(ask("/error")) == 520 && status(ask("/nowhere")) == 404);

    ask("/stream");
    IS(asml_host.content_type, "application/vnd.awslambda.http-integration-response");
    CHECK(asml_host.has_ended);
    size_t zeros = asml_find(asml_host.response, 0);
    CHECK(status(asml_json_parse(asml_slice(asml_host.response.bytes, zeros))) == 200);
    IS(asml_from(asml_host.response, zeros), "\0\0\0\0\0\0\0\0chunk 1\nchunk 2\nchunk 3\nchunk 4\n"
                                             "chunk 5\n");

    asml_host_set_event(ASML_TEXT("[]"));
    CHECK(!handler() && asml_host.has_failed);
    return report("site");
}
