/* The guest's rounding against the C library's, over all exponents and many fractions. Built
 * together with guest_rounding.c, its functions renamed. */
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define FUNCTIONS(ROW) ROW(roundeven) ROW(floor) ROW(ceil) ROW(trunc)
#define DECLARE(name)                                                                              \
    double guest_##name(double);                                                                   \
    float guest_##name##f(float);
FUNCTIONS(DECLARE)

static int failures;

static void check64(const char *name, uint64_t bits, double got, double wanted) {
    uint64_t got_bits, wanted_bits, quiet = 1ull << 51;
    memcpy(&got_bits, &got, 8);
    memcpy(&wanted_bits, &wanted, 8);
    int is_nan = (bits & ~(1ull << 63)) > 0x7ffull << 52;
    if (got_bits != (is_nan ? bits | quiet : wanted_bits) && failures++ < 10)
        printf("%s(%016llx) is %a\n", name, (unsigned long long)bits, got);
}

static void check32(const char *name, uint32_t bits, float got, float wanted) {
    uint32_t got_bits, wanted_bits, quiet = 1u << 22;
    memcpy(&got_bits, &got, 4);
    memcpy(&wanted_bits, &wanted, 4);
    int is_nan = (bits & ~(1u << 31)) > 0xffu << 23;
    if (got_bits != (is_nan ? bits | quiet : wanted_bits) && failures++ < 10)
        printf("%sf(%08x) is %a\n", name, bits, (double)got);
}

static void check(uint64_t bits) {
    double wide;
    float narrow;
    uint32_t half = (uint32_t)(bits >> 32);
    memcpy(&wide, &bits, 8);
    memcpy(&narrow, &half, 4);
#define CHECK(name)                                                                                \
    check64(#name, bits, guest_##name(wide), name(wide));                                          \
    check32(#name, half, guest_##name##f(narrow), name##f(narrow));
    FUNCTIONS(CHECK)
}

int main(void) {
    /* Ties and their neighbours; then a walk over all bit patterns in steps without a period. */
    for (int tie = -9; tie <= 9; tie++)
        for (int step = -1; step <= 1; step++) {
            double wide = tie * 0.5;
            float narrow = (float)wide;
            uint64_t bits;
            uint32_t half;
            memcpy(&bits, &wide, 8);
            memcpy(&half, &narrow, 4);
            check(bits + (uint64_t)(int64_t)step);
            check((uint64_t)(half + (uint32_t)step) << 32);
        }
    for (uint64_t i = 0, bits = 0; i < 3000000; i++, bits += 0x9e3779b97f4a7c15)
        check(bits);
    return failures != 0;
}
