// The hash of 48 MB.
#include "kernel.h"

static uint32_t K[64];

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
static void make_constants(void) {
    int count = 0;
    for (uint32_t number = 2; count < 64; number++) {
        int is_prime = 1;
        for (uint32_t divisor = 2; divisor * divisor <= number; divisor++) {
            is_prime &= number % divisor != 0;
        }
        if (!is_prime) {
            continue;
        }
        double root = number, guess = 2;
        for (int i = 0; i < 60; i++) {
            guess -= (guess * guess * guess - root) / (3 * guess * guess);
        }
        K[count++] = (uint32_t)((guess - (double)(uint32_t)guess) * 4294967296.0);
    }
}

#define ROTATE(x, n) ((x) >> (n) | (x) << (32 - (n)))

static void compress(uint32_t state[8], const uint8_t *block) {
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++) {
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (ROTATE(a, 7) ^ ROTATE(a, 18) ^ a >> 3) +
               (ROTATE(b, 17) ^ ROTATE(b, 19) ^ b >> 10);
    }
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t s1 = ROTATE(v[4], 6) ^ ROTATE(v[4], 11) ^ ROTATE(v[4], 25);
        uint32_t t1 = v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + K[i] + w[i];
        uint32_t s0 = ROTATE(v[0], 2) ^ ROTATE(v[0], 13) ^ ROTATE(v[0], 22);
        uint32_t t2 = s0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) {
        state[i] += v[i];
    }
}

static uint8_t blocks[1 << 16];

int main(void) {
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    make_constants();
    for (size_t i = 0; i < sizeof blocks; i++) {
        blocks[i] = (uint8_t)next_random();
    }
    for (int step = 0; step < 732; step++) {
        for (size_t i = 0; i < sizeof blocks; i += 64) {
            compress(state, blocks + i);
        }
    }
    return print_integer((uint64_t)state[0] << 32 | state[7]);
}
