/* Doubles against the C library's, which is exact. */
#include "check.h"

static void check_reading(const char *text) {
    double result = 0, wanted = strtod(text, NULL);
    int is_finite = wanted - wanted == 0;
    int is_read = asml_json_double(asml_text(text), &result);
    CHECK(is_read == is_finite && (!is_finite || !memcmp(&result, &wanted, sizeof wanted)));
}

static void check_writing(double number) {
    struct asml_buffer text = {0};
    asml_append_double(&text, number);
    CHECK(asml_json_parse(asml_written(&text)).bytes);
    asml_append_byte(&text, 0);
    double result = strtod(text.bytes, NULL);
    CHECK(!memcmp(&result, &number, sizeof number));
    check_reading(text.bytes);
}

static void test_edges(void) {
    static const char *const texts[] = {"0",
                                        "-0",
                                        "0.0e5",
                                        "19.9",
                                        "-1E+5",
                                        "9007199254740991.5",
                                        "9007199254740992.5",
                                        "9007199254740993",
                                        "123456789012345678901234567890",
                                        "1.7976931348623157e308",
                                        "1.7976931348623158e308",
                                        "1.7976931348623159e308",
                                        "-1e400",
                                        "1e99999999999999999999",
                                        "1e-99999999999999999999",
                                        "0e99999999999999999999",
                                        "5e-324",
                                        "2.4703282292062327e-324",
                                        "2.4703282292062328e-324",
                                        "2.2250738585072011e-308",
                                        "2.2250738585072014e-308"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_reading(texts[i]);
    double number;
    CHECK(!asml_json_double(ASML_TEXT("\"1\""), &number) &&
          !asml_json_double(ASML_TEXT("1x"), &number));
    CHECK(!asml_json_double(asml_nothing(), &number) && !asml_json_double(ASML_TEXT("-"), &number));
    /* 1 with a million zeros behind it, and as many places back. */
    struct asml_buffer text = {0};
    asml_append_byte(&text, '1');
    for (int i = 0; i < 1000000; i++)
        asml_append_byte(&text, '0');
    asml_append_text(&text, "e-1000000");
    CHECK(asml_json_double(asml_written(&text), &number) && number == 1);
    /* Halfway between 1 and its successor; whatever follows, however late, decides. */
    const char *half = "1.00000000000000011102230246251565404236316680908203125";
    check_reading(half);
    text.length = 0;
    asml_append_text(&text, half);
    for (int i = 0; i < 2000; i++)
        asml_append_byte(&text, '0');
    asml_append(&text, ASML_TEXT("1\0"));
    check_reading(text.bytes);
    CHECK(asml_json_double(asml_slice(text.bytes, text.length - 1), &number) && number > 1);
}

static void test_any(void) {
    uint64_t state = 88172645463325252u;
    for (int i = 0; i < 2000; i++) {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        uint64_t bits = i % 4 ? state : state & (UINT64_MAX >> 12); /* subnormal ones as well */
        double number;
        memcpy(&number, &bits, sizeof number);
        if (number - number != 0)
            continue;
        check_writing(number);
        char text[64];
        snprintf(text, sizeof text, "%.*e", (int)(state % 25), number);
        check_reading(text);
        check_writing((double)((int64_t)(state % 2000000) - 1000000) / 100);
        asml_free_all();
    }
}

static void test_form(void) {
    static const struct {
        double number;
        const char *text;
    } cases[] = {{0, "0"},
                 {-0.5, "-0.5"},
                 {19.9, "19.9"},
                 {100, "100"},
                 {1e21, "1e21"},
                 {1e20, "100000000000000000000"},
                 {0.000001, "0.000001"},
                 {0.0000001, "1e-7"},
                 {1.5e300, "1.5e300"},
                 {1.0 / 3, "0.3333333333333333"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct asml_buffer text = {0};
        asml_append_double(&text, cases[i].number);
        CHECK(asml_equal(asml_written(&text), asml_text(cases[i].text)));
    }
    struct asml_buffer none = {0};
    asml_append_double(&none, 1e308 * 10);
    asml_append_double(&none, __builtin_nan(""));
    IS(asml_written(&none), "nullnull");
}

int main(void) {
    test_edges();
    test_any();
    test_form();
    return report("number");
}
