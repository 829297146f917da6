/* Damaged events, and text that nobody scanned: reading stays inside and comes to an end. */
#include "check.h"

static uint32_t random_state = 1;

static uint32_t random_below(uint32_t limit) {
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 8) % limit;
}

/* Visits all that there is, and more of it than items can have: an endless one would not end. */
static size_t visit(struct asml_slice value, int depth) {
    size_t count = 0, limit = value.length + 1;
    struct asml_json_items items = asml_json_items(value);
    while (asml_json_next(&items)) {
        if (++count > limit)
            break;
        asml_json_unescape(items.key);
        CHECK(items.value.length && items.value.bytes >= value.bytes);
        CHECK(items.value.bytes + items.value.length <= value.bytes + value.length);
        if (depth < 20)
            visit(items.value, depth + 1);
    }
    CHECK(count <= limit);
    double number;
    int64_t whole;
    asml_json_string(value);
    asml_json_double(value, &number);
    asml_json_integer(value, &whole);
    return count;
}

static void use(struct asml_slice event) {
    struct asml_request request;
    visit(event, 0);
    visit(asml_json_parse(event), 0);
    asml_json_get_string(event, "body");
    asml_json_path(event, "requestContext.http.method");
    if (!asml_request_parse(event, &request)) {
        asml_request_header(&request, "content-type");
        asml_request_cookie(&request, "session");
    }
    struct asml_records records = asml_records(event);
    struct asml_s3_object object;
    while (asml_s3_next(&records, &object))
        ;
    records = asml_records(event);
    struct asml_dynamodb_change change;
    while (asml_dynamodb_next(&records, &change))
        visit(change.new_image, 0);
    asml_result_of(event);
    asml_from_base64(event);
    asml_url_decode(event);
}

/* In memory of its own size, so that a byte too far is found. */
static void use_copy(const char *bytes, size_t length) {
    char *copy = (char *)malloc(length ? length : 1);
    if (!copy)
        abort();
    memcpy(copy, bytes, length);
    use(asml_slice(copy, length));
    free(copy);
    asml_free_all();
}

static void test_damage(void) {
    static const char *const names[] = {"api-gateway-v1", "api-gateway-v2", "dynamodb", "s3"};
    static const char replacements[] = "{}[]\",:\\u0e-. \0\x80\xff";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct asml_slice event = sample(names[i]);
        char *bytes = (char *)malloc(event.length);
        if (!bytes)
            abort();
        for (int round = 0; round < 400; round++) {
            memcpy(bytes, event.bytes, event.length);
            for (uint32_t damage = random_below(4) + 1; damage--;)
                bytes[random_below((uint32_t)event.length)] =
                    replacements[random_below(sizeof replacements - 1)];
            size_t length = round % 2 ? event.length : random_below((uint32_t)event.length);
            use_copy(bytes, length);
        }
        free(bytes);
    }
}

static void test_fragments(void) {
    static const char *const texts[] = {
        "",         "{",        "[",           "\"",          "\\",
        "\"\\",     "\"\\\"",   "{\"a",        "{\"a\"",      "{\"a\":",
        "{\"a\":x", "[x",       "[1",          "[\"a",        "[[[",
        "{\"\\u12", "{\"\\ud8", "[1}",         "{]",          "{:",
        "[,,,,",    "[}",       "-",           "1e",          "{\"a\":[\"abc",
        "[\"\\u00", "[]]]]",    "{\"a\":1}}}", "\"\\ud800\\u"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        use_copy(texts[i], strlen(texts[i]));
    CHECK(!asml_json_get(ASML_TEXT("{\"a"), "a").bytes);
    CHECK(!asml_json_get(ASML_TEXT("[\"a\",1]"), "a").bytes);
    CHECK(!asml_json_string(ASML_TEXT("\"")).bytes);
}

int main(void) {
    test_damage();
    test_fragments();
    return report("hostile");
}
