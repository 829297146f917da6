/* What the code generator calls for `ceil`, `floor`, `trunc` and `nearest` where the processor has
 * no instruction for them: x86-64 before SSE4.1. A C library need not have all of them, and musl's
 * hand a signalling NaN back as it is. Built with -fno-builtin, or they would call themselves. */
#include <stdint.h>

/* A number of this size or more is whole, and adding it to a smaller one leaves no bits for a
 * fraction: the sum is rounded to the nearest whole number, a tie to the even one. */
#define WHOLE_DOUBLE 0x1p52
#define WHOLE_FLOAT 0x1p23f

#define ROUNDING(type, suffix, whole)                                                              \
    static inline type magnitude##suffix(type value) {                                             \
        return __builtin_fabs##suffix(value);                                                      \
    }                                                                                              \
    /* NaN comes out quiet; the sign of a zero stays. */                                           \
    static inline int is_whole##suffix(type value) {                                               \
        return !(magnitude##suffix(value) < whole);                                                \
    }                                                                                              \
    static inline type unchanged##suffix(type value) {                                             \
        return value != value ? value + value : value;                                             \
    }                                                                                              \
    static inline type nearest##suffix(type value) {                                               \
        type rounded = (magnitude##suffix(value) + whole) - whole;                                 \
        return __builtin_copysign##suffix(rounded, value);                                         \
    }                                                                                              \
    type roundeven##suffix(type value) {                                                           \
        return is_whole##suffix(value) ? unchanged##suffix(value) : nearest##suffix(value);        \
    }                                                                                              \
    type floor##suffix(type value) {                                                               \
        if (is_whole##suffix(value))                                                               \
            return unchanged##suffix(value);                                                       \
        type rounded = nearest##suffix(value);                                                     \
        return __builtin_copysign##suffix(rounded > value ? rounded - 1 : rounded, value);         \
    }                                                                                              \
    type ceil##suffix(type value) {                                                                \
        if (is_whole##suffix(value))                                                               \
            return unchanged##suffix(value);                                                       \
        type rounded = nearest##suffix(value);                                                     \
        return __builtin_copysign##suffix(rounded < value ? rounded + 1 : rounded, value);         \
    }                                                                                              \
    type trunc##suffix(type value) {                                                               \
        return value < 0 ? ceil##suffix(value) : floor##suffix(value);                             \
    }

#define DECLARE(type, name) type name(type value);
#define DECLARE_ALL(type, suffix)                                                                  \
    DECLARE(type, roundeven##suffix)                                                               \
    DECLARE(type, floor##suffix) DECLARE(type, ceil##suffix) DECLARE(type, trunc##suffix)
DECLARE_ALL(double, )
DECLARE_ALL(float, f)

ROUNDING(double, , WHOLE_DOUBLE)
ROUNDING(float, f, WHOLE_FLOAT)
