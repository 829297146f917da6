// What the kernels share: repeatable input, and one line of output that depends on all the work, so
// that no compiler can leave it out and every engine can be compared.
#pragma once

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t random_state = 1;

// George Marsaglia's xorshift.
static inline uint32_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

static inline double next_real(void) {
    return (double)(next_random() >> 8) / (1 << 24);
}

static inline void fill_reals(double *values, int count) {
    for (int i = 0; i < count; i++) {
        values[i] = next_real();
    }
}

// A square matrix that is symmetric and whose diagonal outweighs the rest, so that it can be
// decomposed without exchanging rows.
static inline void fill_dominant(double *values, int size) {
    fill_reals(values, size * size);
    for (int i = 0; i < size; i++) {
        for (int j = 0; j < i; j++) {
            values[i * size + j] = values[j * size + i];
        }
        values[i * size + i] += size;
    }
}

static inline double sum(const double *values, int count) {
    double total = 0;
    for (int i = 0; i < count; i++) {
        total += values[i] * (1 + i % 7);
    }
    return total;
}

static inline int print_real(double value) {
    printf("%.6e\n", value);
    return 0;
}

static inline int print_integer(uint64_t value) {
    printf("%016llx\n", (unsigned long long)value);
    return 0;
}
