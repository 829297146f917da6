// A table with open addressing: insertions, hits and misses.
#include "kernel.h"

#define SLOTS (1 << 19)
static uint32_t keys[SLOTS], values[SLOTS];

static uint32_t find(uint32_t key) {
    uint32_t slot = key * 2654435761u >> 13;
    while (keys[slot] != 0 && keys[slot] != key) {
        slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
}

int main(void) {
    for (int i = 0; i < 3000000; i++) {
        uint32_t key = next_random() % 300000 + 1;
        uint32_t slot = find(key);
        keys[slot] = key;
        values[slot] += (uint32_t)i;
    }
    uint64_t total = 0;
    for (uint32_t i = 1; i < 3000000; i++) {
        total = total * 31 + values[find(i % 600000 + 1)];
    }
    return print_integer(total);
}
