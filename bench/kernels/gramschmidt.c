// QR decomposition by the Gram-Schmidt process.
#include "kernel.h"

#include <math.h>

#define N 320
static double A[N][N], Q[N][N], R[N][N];

int main(void) {
    fill_reals(*A, N * N);
    for (int k = 0; k < N; k++) {
        double norm = 0;
        for (int i = 0; i < N; i++) {
            norm += A[i][k] * A[i][k];
        }
        R[k][k] = sqrt(norm);
        for (int i = 0; i < N; i++) {
            Q[i][k] = A[i][k] / R[k][k];
        }
        for (int j = k + 1; j < N; j++) {
            for (int i = 0; i < N; i++) {
                R[k][j] += Q[i][k] * A[i][j];
            }
            for (int i = 0; i < N; i++) {
                A[i][j] -= Q[i][k] * R[k][j];
            }
        }
    }
    return print_real(sum(*R, N * N));
}
