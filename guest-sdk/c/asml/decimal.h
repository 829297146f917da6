/* Decimal digits of doubles and back, exact without a C library: digits are doubled and halved
 * until they show the 53 bits of a double, or the other way round. */
#ifndef ASML_DECIMAL_H
#define ASML_DECIMAL_H

#include "imports.h"

/* No double, and no number halfway between two of them, has more than 768 digits. */
#define ASML_DIGITS 800

/* 0.d1d2d3… times ten to the power of `point`; d1 is not zero. */
struct asml_decimal {
    int64_t point;
    int count, is_cut; /* digits behind these were not all zeros */
    uint8_t digits[ASML_DIGITS];
};

static inline void asml_decimal_trim(struct asml_decimal *decimal) {
    while (decimal->count && !decimal->digits[decimal->count - 1])
        decimal->count--;
}

static inline void asml_decimal_add(struct asml_decimal *decimal, int digit) {
    if (decimal->count < ASML_DIGITS)
        decimal->digits[decimal->count++] = (uint8_t)digit;
    else if (digit)
        decimal->is_cut = 1;
}

/* Divides by two to the power of `bits`, 60 at most. */
ASML_SHARED void asml_decimal_halve(struct asml_decimal *decimal, int bits) {
    uint64_t rest = 0, mask = ((uint64_t)1 << bits) - 1;
    int count = decimal->count;
    decimal->count = 0;
    for (int i = 0; i < count || rest; i++) {
        rest = rest * 10 + (i < count ? decimal->digits[i] : 0);
        int digit = (int)(rest >> bits);
        rest &= mask;
        if (digit || decimal->count)
            asml_decimal_add(decimal, digit);
        else
            decimal->point--;
    }
    asml_decimal_trim(decimal);
}

/* Multiplies by two to the power of `bits`, 60 at most. */
ASML_SHARED void asml_decimal_double(struct asml_decimal *decimal, int bits) {
    uint64_t carry = 0;
    for (int i = decimal->count; i-- > 0; carry /= 10) {
        carry += (uint64_t)decimal->digits[i] << bits;
        decimal->digits[i] = (uint8_t)(carry % 10);
    }
    int more = 0;
    for (uint64_t left = carry; left; left /= 10)
        more++;
    for (int i = decimal->count; i-- > 0;) {
        if (i + more < ASML_DIGITS)
            decimal->digits[i + more] = decimal->digits[i];
        else if (decimal->digits[i])
            decimal->is_cut = 1;
    }
    decimal->count += more;
    if (decimal->count > ASML_DIGITS)
        decimal->count = ASML_DIGITS;
    for (int i = more; i-- > 0; carry /= 10)
        decimal->digits[i] = (uint8_t)(carry % 10);
    decimal->point += more;
    asml_decimal_trim(decimal);
}

/* The nearest whole number, below 2^63; the even one of two. */
static inline uint64_t asml_decimal_whole(const struct asml_decimal *decimal) {
    uint64_t whole = 0;
    int64_t at = 0;
    for (; at < decimal->point; at++)
        whole = whole * 10 + (at < decimal->count ? decimal->digits[at] : 0);
    if (decimal->point < 0 || at >= decimal->count || decimal->digits[at] < 5)
        return whole;
    int is_half = decimal->digits[at] == 5 && at + 1 == decimal->count && !decimal->is_cut;
    return whole + (is_half ? whole & 1 : 1);
}

/* The nearest double of a positive number as its bits; all ones when that is infinite. */
ASML_SHARED uint64_t asml_decimal_bits(struct asml_decimal *decimal) {
    int64_t exponent = 0, bits;
    if (decimal->count && decimal->point > 310)
        return UINT64_MAX;
    if (!decimal->count || decimal->point < -330)
        return 0;
    for (; decimal->point > 0; exponent += bits) {
        bits = decimal->point > 19 ? 60 : 3 * decimal->point;
        asml_decimal_halve(decimal, (int)bits);
    }
    for (; decimal->point < 0 || decimal->digits[0] < 5; exponent -= bits) {
        bits = decimal->point < -19 ? 60 : decimal->point < 0 ? -3 * decimal->point : 1;
        asml_decimal_double(decimal, (int)bits);
    }
    /* Now from 1/2 to 1. The least exponent of doubles leaves fewer bits to smaller ones. */
    for (; exponent < -1021; exponent += bits) {
        bits = -1021 - exponent < 60 ? -1021 - exponent : 60;
        asml_decimal_halve(decimal, (int)bits);
    }
    asml_decimal_double(decimal, 53);
    uint64_t whole = asml_decimal_whole(decimal), implied = (uint64_t)1 << 52;
    if (whole < implied)
        return whole;
    /* Rounded up to 2^53, it counts the exponent up by itself. */
    uint64_t result = ((uint64_t)(exponent + 1021) << 52) + whole;
    return result >> 52 < 0x7ff ? result : UINT64_MAX;
}

/* The digits of a positive double, as few of 15 to 17 as read back as the same. */
static inline struct asml_decimal asml_decimal_of(uint64_t bits) {
    struct asml_decimal exact = {0, 0, 0, {0}}, rounded;
    int exponent = (int)(bits >> 52), step;
    uint64_t mantissa = bits & (((uint64_t)1 << 52) - 1);
    if (exponent)
        mantissa |= (uint64_t)1 << 52;
    for (uint64_t left = mantissa; left; left /= 10)
        exact.point++;
    exact.count = (int)exact.point;
    for (int i = exact.count; i-- > 0; mantissa /= 10)
        exact.digits[i] = (uint8_t)(mantissa % 10);
    for (exponent = (exponent ? exponent : 1) - 1075; exponent > 0; exponent -= step)
        asml_decimal_double(&exact, step = exponent < 60 ? exponent : 60);
    for (; exponent < 0; exponent += step)
        asml_decimal_halve(&exact, step = exponent > -60 ? -exponent : 60);
    asml_decimal_trim(&exact);
    for (int count = 15; count <= 17; count++) {
        struct asml_decimal check;
        rounded = exact;
        rounded.point = count;
        uint64_t whole = asml_decimal_whole(&rounded);
        rounded.point = exact.point - count;
        rounded.count = 0;
        for (uint64_t left = whole; left; left /= 10)
            rounded.count++;
        rounded.point += rounded.count;
        for (int i = rounded.count; i-- > 0; whole /= 10)
            rounded.digits[i] = (uint8_t)(whole % 10);
        asml_decimal_trim(&rounded);
        check = rounded;
        if (asml_decimal_bits(&check) == bits)
            break;
    }
    return rounded;
}

#endif
