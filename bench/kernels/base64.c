// Encoding and decoding.
#include "kernel.h"

#define SIZE 3000000
static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static uint8_t input[SIZE], decoded[SIZE], reverse[256];
static char encoded[SIZE / 3 * 4];

static void encode(void) {
    for (int i = 0, o = 0; i < SIZE; i += 3, o += 4) {
        uint32_t group = (uint32_t)input[i] << 16 | (uint32_t)input[i + 1] << 8 | input[i + 2];
        encoded[o] = alphabet[group >> 18];
        encoded[o + 1] = alphabet[group >> 12 & 63];
        encoded[o + 2] = alphabet[group >> 6 & 63];
        encoded[o + 3] = alphabet[group & 63];
    }
}

static void decode(void) {
    for (int i = 0, o = 0; o < SIZE; i += 4, o += 3) {
        uint32_t group = 0;
        for (int j = 0; j < 4; j++) {
            group = group << 6 | reverse[(uint8_t)encoded[i + j]];
        }
        decoded[o] = (uint8_t)(group >> 16);
        decoded[o + 1] = (uint8_t)(group >> 8);
        decoded[o + 2] = (uint8_t)group;
    }
}

int main(void) {
    for (int i = 0; i < 64; i++) {
        reverse[(uint8_t)alphabet[i]] = (uint8_t)i;
    }
    for (int i = 0; i < SIZE; i++) {
        input[i] = (uint8_t)next_random();
    }
    uint64_t total = 0;
    for (int step = 0; step < 20; step++) {
        encode();
        decode();
        total += decoded[step * 1001] + (uint64_t)memcmp(input, decoded, SIZE);
        input[step] ^= (uint8_t)encoded[step * 7];
    }
    return print_integer(total);
}
