// All shortest paths.
#include "kernel.h"

#define N 480
static int paths[N][N];

int main(void) {
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            paths[i][j] = next_random() % 4 ? 999 : (int)(next_random() % 100) + 1;
        }
    }
    for (int k = 0; k < N; k++) {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                int through = paths[i][k] + paths[k][j];
                paths[i][j] = paths[i][j] < through ? paths[i][j] : through;
            }
        }
    }
    uint64_t total = 0;
    for (int i = 0; i < N * N; i++) {
        total = total * 31 + (uint64_t)paths[i / N][i % N];
    }
    return print_integer(total);
}
