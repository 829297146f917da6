// Nine-point stencil in place: each point waits for its neighbours.
#include "kernel.h"

#define N 300
#define STEPS 60
static double A[N][N];

int main(void) {
    fill_reals(*A, N * N);
    for (int step = 0; step < STEPS; step++) {
        for (int i = 1; i < N - 1; i++) {
            for (int j = 1; j < N - 1; j++) {
                A[i][j] = (A[i - 1][j - 1] + A[i - 1][j] + A[i - 1][j + 1] + A[i][j - 1] + A[i][j] +
                           A[i][j + 1] + A[i + 1][j - 1] + A[i + 1][j] + A[i + 1][j + 1]) /
                          9.0;
            }
        }
    }
    return print_real(sum(*A, N * N));
}
