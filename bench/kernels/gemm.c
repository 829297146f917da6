// Matrix product C = aAB + bC.
#include "kernel.h"

#define N 512
static double A[N][N], B[N][N], C[N][N];

int main(void) {
    fill_reals(*A, N * N);
    fill_reals(*B, N * N);
    fill_reals(*C, N * N);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            C[i][j] *= 1.2;
        }
        for (int k = 0; k < N; k++) {
            for (int j = 0; j < N; j++) {
                C[i][j] += 1.5 * A[i][k] * B[k][j];
            }
        }
    }
    return print_real(sum(*C, N * N));
}
