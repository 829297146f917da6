// Five-point stencil between two grids.
#include "kernel.h"

#define N 400
#define STEPS 150
static double A[N][N], B[N][N];

static void relax(double from[N][N], double to[N][N]) {
    for (int i = 1; i < N - 1; i++) {
        for (int j = 1; j < N - 1; j++) {
            to[i][j] = 0.2 * (from[i][j] + from[i][j - 1] + from[i][j + 1] + from[i + 1][j] +
                              from[i - 1][j]);
        }
    }
}

int main(void) {
    fill_reals(*A, N * N);
    memcpy(B, A, sizeof A);
    for (int step = 0; step < STEPS; step++) {
        relax(A, B);
        relax(B, A);
    }
    return print_real(sum(*A, N * N));
}
