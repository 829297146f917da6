/* JSON, read and written, and what is no JSON. */
#include "check.h"

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

static void test_paths(void) {
    struct asml_buffer text = {0}, path = {0};
    asml_append_text(&text, "{\"a\":{\"");
    for (int i = 0; i < 300; i++)
        asml_append_byte(&path, 'n');
    asml_append(&text, asml_written(&path));
    asml_append_text(&text, "\":{\"b\":7}}}");
    struct asml_slice json = asml_json_parse(asml_written(&text));
    struct asml_buffer whole = {0};
    asml_append_text(&whole, "a.");
    asml_append(&whole, asml_written(&path));
    asml_append(&whole, ASML_TEXT(".b\0"));
    IS(asml_json_path(json, whole.bytes), "7");
    CHECK(!asml_json_path(json, "a.b").bytes && !asml_json_path(json, "a.b.c.d").bytes);
    CHECK(!asml_json_path(asml_nothing(), "a").bytes);
}

static void test_writing(void) {
    struct asml_buffer text = {0};
    asml_append_byte(&text, '[');
    for (int i = 0; i < 2; i++) {
        asml_append_json_comma(&text);
        asml_append_byte(&text, '{');
        asml_append_json_name(&text, "a");
        asml_append_integer(&text, i);
        asml_append_json_name(&text, "b\"");
        asml_append_text(&text, "[]}");
    }
    asml_append_byte(&text, ']');
    IS(asml_written(&text), "[{\"a\":0,\"b\\\"\":[]},{\"a\":1,\"b\\\"\":[]}]");
    struct asml_buffer damaged = {0};
    asml_append_json(&damaged, ASML_TEXT("a\xff\xc3\xa4\xed\xa0\x80\xf0\x9f"));
    IS(asml_written(&damaged), "\"a\xef\xbf\xbd\xc3\xa4\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
                               "\xef\xbf\xbd\xef\xbf\xbd\"");
}

int main(void) {
    test_json_grammar();
    test_json_values();
    test_paths();
    test_writing();
    return report("json");
}
