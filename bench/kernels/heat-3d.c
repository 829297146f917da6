// Heat equation over a cube.
#include "kernel.h"

#define N 64
#define STEPS 60
static double A[N][N][N], B[N][N][N];

static void relax(double from[N][N][N], double to[N][N][N]) {
    for (int i = 1; i < N - 1; i++) {
        for (int j = 1; j < N - 1; j++) {
            for (int k = 1; k < N - 1; k++) {
                double x = from[i + 1][j][k] - 2.0 * from[i][j][k] + from[i - 1][j][k];
                double y = from[i][j + 1][k] - 2.0 * from[i][j][k] + from[i][j - 1][k];
                double z = from[i][j][k + 1] - 2.0 * from[i][j][k] + from[i][j][k - 1];
                to[i][j][k] = 0.125 * (x + y + z) + from[i][j][k];
            }
        }
    }
}

int main(void) {
    fill_reals(**A, N * N * N);
    memcpy(B, A, sizeof A);
    for (int step = 0; step < STEPS; step++) {
        relax(A, B);
        relax(B, A);
    }
    return print_real(sum(**A, N * N * N));
}
