// Two matrix products, D = aABC + bD, written with the inner product innermost.
#include "kernel.h"

#define N 320
static double A[N][N], B[N][N], C[N][N], D[N][N], T[N][N];

int main(void) {
    fill_reals(*A, N * N);
    fill_reals(*B, N * N);
    fill_reals(*C, N * N);
    fill_reals(*D, N * N);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            T[i][j] = 0;
            for (int k = 0; k < N; k++) {
                T[i][j] += 1.5 * A[i][k] * B[k][j];
            }
        }
    }
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            D[i][j] *= 1.2;
            for (int k = 0; k < N; k++) {
                D[i][j] += T[i][k] * C[k][j];
            }
        }
    }
    return print_real(sum(*D, N * N));
}
