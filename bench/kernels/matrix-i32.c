// Matrix product of integers, with an index computed for each element.
#include "kernel.h"

#define N 400
static int32_t A[N * N], B[N * N], C[N * N];

int main(void) {
    for (int i = 0; i < N * N; i++) {
        A[i] = (int32_t)next_random();
        B[i] = (int32_t)next_random();
    }
    for (int step = 0; step < 4; step++) {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                uint32_t total = 0;
                for (int k = 0; k < N; k++) {
                    total += (uint32_t)A[i * N + k] * (uint32_t)B[k * N + j];
                }
                C[i * N + j] = (int32_t)total;
            }
        }
        memcpy(A, C, sizeof A);
    }
    uint64_t total = 0;
    for (int i = 0; i < N * N; i++) {
        total = total * 31 + (uint32_t)C[i];
    }
    return print_integer(total);
}
