// Primes below forty million.
#include "kernel.h"

#define LIMIT 40000000
static uint8_t composite[LIMIT];

int main(void) {
    uint64_t count = 0;
    for (uint32_t i = 2; i < LIMIT; i++) {
        if (composite[i]) {
            continue;
        }
        count++;
        for (uint64_t j = (uint64_t)i * i; j < LIMIT; j += i) {
            composite[j] = 1;
        }
    }
    return print_integer(count);
}
