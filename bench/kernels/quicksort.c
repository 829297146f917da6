// Sorting three million numbers.
#include "kernel.h"

#define COUNT 3000000
static uint32_t numbers[COUNT];

static void sort(uint32_t *first, uint32_t *last) {
    while (last - first > 12) {
        uint32_t pivot = first[(last - first) / 2];
        uint32_t *low = first, *high = last;
        while (low <= high) {
            while (*low < pivot) {
                low++;
            }
            while (*high > pivot) {
                high--;
            }
            if (low <= high) {
                uint32_t swapped = *low;
                *low++ = *high;
                *high-- = swapped;
            }
        }
        sort(first, high);
        first = low;
    }
    for (uint32_t *i = first + 1; i <= last; i++) {
        uint32_t moved = *i, *j = i;
        for (; j > first && j[-1] > moved; j--) {
            *j = j[-1];
        }
        *j = moved;
    }
}

int main(void) {
    for (int i = 0; i < COUNT; i++) {
        numbers[i] = next_random();
    }
    sort(numbers, numbers + COUNT - 1);
    uint64_t total = 0;
    for (int i = 0; i < COUNT; i++) {
        total = total * 31 + numbers[i];
    }
    return print_integer(total);
}
