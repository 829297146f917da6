/* What the optimiser makes of the guest's loads and stores: copies and fills. They lie in the
 * guest's own text, so that a fault in them is the guest's trap, and keep frame pointers, so that
 * the walk finds their caller. Built with -fno-builtin, or they would call themselves. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define GUEST __attribute__((section("asml_text"), used))
/* From here on the processor's own string instructions win over 32-byte steps. */
#define LARGE 2048

typedef uint64_t word __attribute__((aligned(1), may_alias));
typedef uint32_t half __attribute__((aligned(1), may_alias));
typedef uint16_t quarter __attribute__((aligned(1), may_alias));
typedef uint8_t vector __attribute__((vector_size(16), aligned(1), may_alias));

/* Funcrefs are addresses relative to this (rt_module.h). */
GUEST void asml_anchor(void) {}

static inline void move_string(uint8_t *to, const uint8_t *from, size_t count) {
#if defined(__x86_64__)
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
#else
    while (count--)
        *to++ = *from++;
#endif
}

/* Up to 32 bytes: two loads that may overlap, both before the first store. */
static inline void move_small(uint8_t *to, const uint8_t *from, size_t count) {
#define MOVE_AS(type)                                                                              \
    if (count >= sizeof(type)) {                                                                   \
        type first = *(const type *)from;                                                          \
        type last = *(const type *)(from + count - sizeof(type));                                  \
        *(type *)to = first;                                                                       \
        *(type *)(to + count - sizeof(type)) = last;                                               \
        return;                                                                                    \
    }
    MOVE_AS(vector)
    MOVE_AS(word)
    MOVE_AS(half)
    MOVE_AS(quarter)
#undef MOVE_AS
    if (count)
        *to = *from;
}

static inline void move_up(uint8_t *to, const uint8_t *from, size_t count) {
    for (; count > 32; to += 32, from += 32, count -= 32) {
        vector first = *(const vector *)from, second = *(const vector *)(from + 16);
        *(vector *)to = first;
        *(vector *)(to + 16) = second;
    }
    move_small(to, from, count);
}

static inline void move_down(uint8_t *to, const uint8_t *from, size_t count) {
    for (; count > 32; count -= 32) {
        vector first = *(const vector *)(from + count - 16);
        vector second = *(const vector *)(from + count - 32);
        *(vector *)(to + count - 16) = first;
        *(vector *)(to + count - 32) = second;
    }
    move_small(to, from, count);
}

GUEST void *memmove(void *to, const void *from, size_t count) {
    if (count <= 32)
        move_small(to, from, count);
    else if ((uintptr_t)to - (uintptr_t)from < count)
        move_down(to, from, count);
    else if (count >= LARGE && (uintptr_t)from - (uintptr_t)to >= 64)
        move_string(to, from, count);
    else
        move_up(to, from, count);
    return to;
}

/* Without the comparisons that overlap needs. */
GUEST void *memcpy(void *restrict to, const void *restrict from, size_t count) {
    if (count <= 32)
        move_small(to, from, count);
    else if (count >= LARGE)
        move_string(to, from, count);
    else
        move_up(to, from, count);
    return to;
}

GUEST void *memset(void *to, int value, size_t count) {
    uint8_t *cursor = to;
    uint64_t pattern = (uint8_t)value * 0x0101010101010101u;
    if (count < 8) {
        while (count--)
            *cursor++ = (uint8_t)value;
        return to;
    }
#if defined(__x86_64__)
    if (count >= LARGE) {
        __asm__ volatile("rep stosb" : "+D"(cursor), "+c"(count) : "a"(value) : "memory");
        return to;
    }
#endif
    for (; count >= 16; cursor += 16, count -= 16) {
        *(word *)cursor = pattern;
        *(word *)(cursor + 8) = pattern;
    }
    if (count >= 8)
        *(word *)cursor = pattern;
    *(word *)(cursor + count - 8) = pattern; /* at least 8 bytes lie before the end */
    return to;
}

GUEST int memcmp(const void *left, const void *right, size_t count) {
    const uint8_t *a = left, *b = right;
    while (count >= 8 && *(const word *)a == *(const word *)b) {
        a += 8;
        b += 8;
        count -= 8;
    }
    for (; count; a++, b++, count--)
        if (*a != *b)
            return *a - *b;
    return 0;
}

GUEST int bcmp(const void *left, const void *right, size_t count) {
    return memcmp(left, right, count);
}
