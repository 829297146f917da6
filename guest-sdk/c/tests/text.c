/* Memory, text and base64. */
#include "check.h"

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

static void test_utf8(void) {
    static const char *const good[] = {"a",
                                       "\x7f",
                                       "\xc2\x80",
                                       "\xdf\xbf",
                                       "\xe0\xa0\x80",
                                       "\xed\x9f\xbf",
                                       "\xee\x80\x80",
                                       "\xf0\x90\x80\x80",
                                       "\xf4\x8f\xbf\xbf"};
    /* Cut, overlong, surrogates, too large, or no beginning. */
    static const char *const bad[] = {
        "",         "\x80",     "\xc2",         "\xc0\x80",         "\xc1\xbf",
        "\xe0\xa0", "\xf0\x90", "\xe0\x9f\xbf", "\xed\xa0\x80",     "\xf0\x8f\xbf\xbf",
        "\xff",     "\xc2\x41", "\xe1\x80\x41", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CHECK(asml_utf8_length(asml_text(good[i])) == asml_text(good[i]).length);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!asml_utf8_length(asml_text(bad[i])));
}

int main(void) {
    test_memory();
    test_text();
    test_base64();
    test_utf8();
    return report("text");
}
