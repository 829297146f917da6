/* JSON numbers as doubles, and doubles as JSON. */
#ifndef ASML_JSON_NUMBER_H
#define ASML_JSON_NUMBER_H

#include "decimal.h"
#include "json.h"

/* Whether it is a number that is near a double: 1e400 is none. */
ASML_SHARED int asml_json_double(struct asml_slice value, double *result) {
    struct asml_decimal decimal = {0, 0, 0, {0}};
    int64_t exponent = 0;
    int is_negative = value.length && value.bytes[0] == '-', is_behind_point = 0;
    if (asml_json_kind(value) != '0' || asml_json_word_end(value) != value.length)
        return 0;
    for (size_t at = (size_t)is_negative; at < value.length; at++) {
        char byte = value.bytes[at];
        if (asml_lower(byte) == 'e') {
            int sign = value.bytes[at + 1] == '-' ? -1 : 1;
            for (at++; at < value.length; at++)
                if (value.bytes[at] >= '0' && exponent < INT32_MAX)
                    exponent = exponent * 10 + (value.bytes[at] - '0');
            exponent *= sign;
        } else if (byte == '.') {
            is_behind_point = 1;
        } else if (byte != '0' || decimal.count) {
            asml_decimal_add(&decimal, byte - '0');
            decimal.point += !is_behind_point;
        } else {
            decimal.point -= is_behind_point;
        }
    }
    decimal.point += exponent;
    asml_decimal_trim(&decimal);
    uint64_t bits = asml_decimal_bits(&decimal);
    if (bits == UINT64_MAX)
        return 0;
    bits |= (uint64_t)is_negative << 63;
    __builtin_memcpy(result, &bits, sizeof bits);
    return 1;
}

/* Reads back as the same. What JSON has no number for, infinity and NaN, becomes `null`. */
ASML_SHARED void asml_append_double(struct asml_buffer *buffer, double number) {
    uint64_t bits, sign = (uint64_t)1 << 63;
    __builtin_memcpy(&bits, &number, sizeof bits);
    if ((bits & ~sign) >> 52 == 0x7ff) {
        asml_append_text(buffer, "null");
        return;
    }
    if (bits & sign)
        asml_append_byte(buffer, '-');
    struct asml_decimal decimal = asml_decimal_of(bits & ~sign);
    int64_t point = decimal.count ? decimal.point : 1, end = point;
    int has_exponent = point < -5 || point > 21;
    if (has_exponent)
        end = 1;
    for (int64_t at = end > 0 ? 0 : end - 1; at < end || at < decimal.count; at++) {
        if (at == end)
            asml_append_byte(buffer, '.');
        int digit = at >= 0 && at < decimal.count ? decimal.digits[at] : 0;
        asml_append_byte(buffer, (char)('0' + digit));
    }
    if (has_exponent) {
        asml_append_byte(buffer, 'e');
        asml_append_integer(buffer, point - 1);
    }
}

#endif
