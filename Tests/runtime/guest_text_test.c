/* The guest's copies and fills against the obvious loops: every size, alignment and overlap that
 * takes another path. Built together with guest_text.c, its functions renamed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void *guest_memcpy(void *restrict, const void *restrict, size_t);
void *guest_memmove(void *, const void *, size_t);
void *guest_memset(void *, int, size_t);
int guest_memcmp(const void *, const void *, size_t);
int guest_bcmp(const void *, const void *, size_t);

#define ROOM 8192
static uint8_t got[ROOM], wanted[ROOM], before[ROOM];

static void fill(void) {
    for (size_t i = 0; i < ROOM; i++)
        got[i] = wanted[i] = before[i] = (uint8_t)(i * 131 + (i >> 8));
}

static void compare(const char *what, size_t to, size_t from, size_t count) {
    for (size_t i = 0; i < ROOM; i++)
        if (got[i] != wanted[i]) {
            printf("%s to %zu from %zu count %zu differs at %zu\n", what, to, from, count, i);
            exit(1);
        }
}

static void check_copy(size_t to, size_t from, size_t count) {
    fill();
    for (size_t i = 0; i < count; i++)
        wanted[to + i] = before[from + i];
    guest_memmove(got + to, got + from, count);
    compare("memmove", to, from, count);
    if (to < from + count && from < to + count)
        return;
    fill();
    for (size_t i = 0; i < count; i++)
        wanted[to + i] = before[from + i];
    guest_memcpy(got + to, got + from, count);
    compare("memcpy", to, from, count);
}

static void check_set(size_t to, size_t count) {
    fill();
    for (size_t i = 0; i < count; i++)
        wanted[to + i] = 0xa5;
    guest_memset(got + to, 0x7a5, count);
    compare("memset", to, 0, count);
}

static void check_compare(size_t count, size_t different) {
    fill();
    wanted[different] ^= 0x80;
    int sign = different >= count ? 0 : got[different] < wanted[different] ? -1 : 1;
    int answer = guest_memcmp(got, wanted, count);
    if ((answer > 0) - (answer < 0) != sign ||
        (guest_bcmp(got, wanted, count) != 0) != (sign != 0)) {
        printf("memcmp count %zu different %zu\n", count, different);
        exit(1);
    }
}

int main(void) {
    static const size_t offsets[] = {0, 1, 7, 16, 31, 33, 63, 64, 65, 200, 4000};
    for (size_t count = 0; count < 2200; count += count < 140 ? 1 : 97)
        for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
            check_copy(1000 + offsets[i], 1000, count);
            check_copy(1000, 1000 + offsets[i], count);
            check_set(offsets[i], count);
            check_compare(count, offsets[i]);
        }
    return 0;
}
