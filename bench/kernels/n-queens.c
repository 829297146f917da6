// Placements of twelve queens, by recursion over bit sets.
#include "kernel.h"

#define N 12

static uint64_t place(uint32_t columns, uint32_t left, uint32_t right) {
    if (columns == (1u << N) - 1) {
        return 1;
    }
    uint64_t count = 0;
    uint32_t free = ~(columns | left | right) & ((1u << N) - 1);
    while (free) {
        uint32_t queen = free & -free;
        free ^= queen;
        count += place(columns | queen, (left | queen) << 1, (right | queen) >> 1);
    }
    return count;
}

int main(void) {
    uint64_t total = 0;
    for (uint32_t i = 0; i < 8; i++) {
        total = total * 31 + place(0, i << N, 0);
    }
    return print_integer(total);
}
