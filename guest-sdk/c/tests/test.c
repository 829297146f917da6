/* The SDK on this machine; ASML_SAMPLE_EVENTS names the folder of sample events. */
#include "../asml_host.h"
#include <stdio.h>

static int failures, checks;

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        checks++;                                                                                  \
        if (!(condition)) {                                                                        \
            failures++;                                                                            \
            printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);                                 \
        }                                                                                          \
    } while (0)
#define IS(slice, literal) CHECK(asml_equal(slice, ASML_TEXT(literal)))

static struct asml_slice sample(const char *name) {
    char path[1024];
    const char *folder = getenv("ASML_SAMPLE_EVENTS");
    snprintf(path, sizeof path, "%s/%s.json", folder ? folder : "", name);
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(1);
    }
    static char bytes[65536];
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return asml_host_joined(asml_nothing(), bytes, length);
}

static void test_memory(void) {
    asml_free_all();
    char *first = asml_allocate(100);
    memset(first, 1, 100);
    char *large = asml_allocate(5 << 20);
    memset(large, 2, 5 << 20);
    CHECK(first[99] == 1 && (uintptr_t)large % 16 == 0);
    asml_free_all();
    CHECK(asml_allocate(1) == first);
    CHECK(asml_allocate(5 << 20) == large);
}

static void test_text(void) {
    struct asml_buffer text = {0};
    for (int i = 0; i < 1000; i++)
        asml_append_text(&text, "0123456789");
    CHECK(text.length == 10000 && text.bytes[9999] == '9');
    struct asml_buffer numbers = {0};
    asml_append_integer(&numbers, INT64_MIN);
    asml_append_byte(&numbers, ' ');
    asml_append_unsigned(&numbers, UINT64_MAX);
    asml_append_byte(&numbers, ' ');
    asml_append_hex(&numbers, 0xabc, 5);
    asml_append_hex(&numbers, 0, 1);
    IS(asml_written(&numbers), "-9223372036854775808 18446744073709551615 00abc0");
    CHECK(asml_equal_ignoring_case(ASML_TEXT("Content-Type"), ASML_TEXT("content-tYPE")));
    CHECK(!asml_equal_ignoring_case(ASML_TEXT("["), ASML_TEXT("{")));
}

static void test_base64(void) {
    static const char *const pairs[][2] = {
        {"", ""},        {"f", "Zg=="},        {"fo", "Zm8="},
        {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct asml_buffer buffer = {0};
        asml_append_base64(&buffer, asml_text(pairs[i][0]));
        CHECK(asml_equal(asml_written(&buffer), asml_text(pairs[i][1])));
        CHECK(asml_equal(asml_from_base64(asml_text(pairs[i][1])), asml_text(pairs[i][0])));
    }
    static const char *const bad[] = {"Z", "Zg=", "Zg", "Z===", "Zm9*", "=Zm9", "Zg==Zg=="};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!asml_from_base64(asml_text(bad[i])).bytes);
}

static void test_json_grammar(void) {
    static const char *const good[] = {"null",
                                       " true ",
                                       "0",
                                       "-0.5e+10",
                                       "\"\"",
                                       "[]",
                                       "{}",
                                       "[1,2,[3]]",
                                       "{\"a\":{\"b\":[{}]},\"c\":1}",
                                       "[[],{},\"\\u00e4\\n\"]",
                                       "\t[ 1 , 2 ]\r\n"};
    static const char *const bad[] = {
        "",        " ",           "nul",        "01",    "-",
        "1.",      "1e",          ".5",         "+1",    "\"",
        "\"\\x\"", "\"\\u12g4\"", "\"\n\"",     "[",     "]",
        "[1",      "[1,]",        "[,1]",       "[1 2]", "{",
        "{\"a\"}", "{\"a\":}",    "{\"a\":1,}", "{a:1}", "{\"a\":1 \"b\":2}",
        "[}",      "{]",          "[1]]",       "1 2",   "{\"a\":1}}",
        "{,}",     "nullx",       "[\"a\" : 1]"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CHECK(asml_json_parse(asml_text(good[i])).bytes);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (asml_json_parse(asml_text(bad[i])).bytes) {
            failures++;
            printf("accepted: %s\n", bad[i]);
        }
    struct asml_buffer deep = {0};
    for (int i = 0; i < 100000; i++)
        asml_append_byte(&deep, '[');
    CHECK(!asml_json_parse(asml_written(&deep)).bytes);
    /* Every cut of a document is refused. */
    struct asml_slice whole = asml_json_trim(sample("api-gateway-v2"));
    CHECK(asml_json_parse(whole).bytes);
    for (size_t length = 0; length < whole.length; length++)
        CHECK(!asml_json_parse(asml_slice(whole.bytes, length)).bytes);
}

static void test_json_values(void) {
    struct asml_slice json = asml_json_parse(ASML_TEXT(
        "{\"a\\u0062\":\"x\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00\\ud83d!\",\"n\":-12,"
        "\"big\":9223372036854775808,\"f\":1.5,\"list\":[1,\"two\",[3],{\"k\":null}],\"t\":true}"));
    IS(asml_json_get_string(json, "ab"), "x\"\\/\b\f\n\r\t\xc3\xa4\xf0\x9f\x98\x80\xef\xbf\xbd!");
    int64_t number = 0;
    CHECK(asml_json_integer(asml_json_get(json, "n"), &number) && number == -12);
    CHECK(!asml_json_integer(asml_json_get(json, "big"), &number));
    CHECK(!asml_json_integer(asml_json_get(json, "f"), &number));
    CHECK(!asml_json_integer(asml_json_get(json, "t"), &number));
    CHECK(asml_json_is_true(asml_json_get(json, "t")));
    CHECK(!asml_json_get(json, "missing").bytes && !asml_json_get_string(json, "n").bytes);
    struct asml_json_items items = asml_json_items(asml_json_get(json, "list"));
    int count = 0;
    while (asml_json_next(&items))
        count++;
    CHECK(count == 4 && asml_json_kind(items.value) == '{');
    struct asml_buffer text = {0};
    asml_append_json(&text, ASML_TEXT("a\"\\\n\1\xc3\xa4"));
    IS(asml_written(&text), "\"a\\\"\\\\\\u000a\\u0001\xc3\xa4\"");
}

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

static void test_events(void) {
    struct asml_records records = asml_records(sample("sqs"));
    struct asml_sqs_message message;
    CHECK(asml_sqs_next(&records, &message));
    IS(message.body, "{\"order\":42}");
    CHECK(asml_sqs_next(&records, &message));
    IS(message.id, "2e1424d4-f796-459a-8184-9c92662be6da");
    CHECK(!asml_sqs_next(&records, &message));
    struct asml_buffer failed = {0};
    asml_failed_item(&failed, ASML_TEXT("a"));
    asml_failed_item(&failed, ASML_TEXT("b"));
    IS(asml_failed_items_end(&failed),
       "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"b\"}]}");
    struct asml_buffer none = {0};
    IS(asml_failed_items_end(&none), "{\"batchItemFailures\":[]}");

    struct asml_sns_message news;
    records = asml_records(sample("sns"));
    CHECK(asml_sns_next(&records, &news) && !asml_sns_next(&records, &news));
    IS(news.subject, "warning");
    IS(news.message, "disk almost full");

    struct asml_s3_object object;
    records = asml_records(sample("s3"));
    CHECK(asml_s3_next(&records, &object));
    IS(object.key, "holiday photos/caf\xc3\xa9.jpg");
    IS(object.bucket, "example-uploads");
    CHECK(object.size == 1048576);
    IS(asml_url_decode(ASML_TEXT("%4%zz%41%")), "%4%zzA%");

    struct asml_dynamodb_change change;
    records = asml_records(sample("dynamodb"));
    CHECK(asml_dynamodb_next(&records, &change));
    IS(change.event_name, "MODIFY");
    struct asml_attribute total = asml_attribute(change.new_image, "total");
    IS(total.type, "N");
    IS(asml_json_string(total.value), "19.90");
    IS(asml_attribute(change.old_image, "paid").value, "false");
    CHECK(!asml_attribute(change.old_image, "total").type.bytes);

    struct asml_event_bridge event;
    CHECK(!asml_event_bridge_parse(sample("eventbridge"), &event));
    IS(event.detail_type, "Order Placed");
    IS(asml_json_get_string(event.detail, "orderId"), "42");
    CHECK(!asml_is_schedule(&event));
    CHECK(!asml_event_bridge_parse(sample("schedule"), &event) && asml_is_schedule(&event));
    CHECK(asml_event_bridge_parse(sample("sqs"), &event));
    records = asml_records(ASML_TEXT("[]"));
    CHECK(!asml_sqs_next(&records, &message));
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

static int answer(struct asml_slice name, struct asml_slice input, struct asml_slice *answer) {
    if (!asml_equal(name, ASML_TEXT("test.std.echo.call")))
        return -1;
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
    asml_host.request_id = ASML_TEXT("id-1");
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

int main(void) {
    test_memory();
    test_text();
    test_base64();
    test_json_grammar();
    test_json_values();
    test_requests();
    test_events();
    test_responses();
    test_io();
    test_handler();
    printf("C SDK: %d checks, %d failed\n", checks, failures);
    return failures != 0;
}
