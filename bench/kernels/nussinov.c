// Folding of a random sequence, by dynamic programming.
#include "kernel.h"

#define N 900
static uint8_t sequence[N];
static int table[N][N];

static int larger(int a, int b) {
    return a > b ? a : b;
}

int main(void) {
    for (int i = 0; i < N; i++) {
        sequence[i] = (uint8_t)(next_random() % 4);
    }
    for (int i = N - 1; i >= 0; i--) {
        for (int j = i + 1; j < N; j++) {
            table[i][j] = larger(table[i][j], table[i][j - 1]);
            if (i + 1 < N) {
                table[i][j] = larger(table[i][j], table[i + 1][j]);
                int pair = i < j - 1 && sequence[i] + sequence[j] == 3;
                table[i][j] = larger(table[i][j], table[i + 1][j - 1] + pair);
            }
            for (int k = i + 1; k < j; k++) {
                table[i][j] = larger(table[i][j], table[i][k] + table[k + 1][j]);
            }
        }
    }
    return print_integer((uint64_t)table[0][N - 1]);
}
