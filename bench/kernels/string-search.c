// Horspool search for many needles.
#include "kernel.h"

#define SIZE 4000000
static uint8_t text[SIZE];

static int count_matches(const uint8_t *needle, int length) {
    int skip[256], count = 0;
    for (int i = 0; i < 256; i++) {
        skip[i] = length;
    }
    for (int i = 0; i < length - 1; i++) {
        skip[needle[i]] = length - 1 - i;
    }
    for (int at = 0; at + length <= SIZE;) {
        int i = length - 1;
        while (i >= 0 && text[at + i] == needle[i]) {
            i--;
        }
        count += i < 0;
        at += skip[text[at + length - 1]];
    }
    return count;
}

int main(void) {
    for (int i = 0; i < SIZE; i++) {
        text[i] = (uint8_t)('a' + next_random() % 6);
    }
    uint64_t total = 0;
    for (int step = 0; step < 60; step++) {
        int start = (int)(next_random() % (SIZE - 16));
        total = total * 31 + (uint64_t)count_matches(text + start, 4 + step % 10);
    }
    return print_integer(total);
}
