// Cholesky decomposition in place.
#include "kernel.h"

#include <math.h>

#define N 560
static double A[N][N];

int main(void) {
    fill_dominant(*A, N);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < i; j++) {
            for (int k = 0; k < j; k++) {
                A[i][j] -= A[i][k] * A[j][k];
            }
            A[i][j] /= A[j][j];
        }
        for (int k = 0; k < i; k++) {
            A[i][i] -= A[i][k] * A[i][k];
        }
        A[i][i] = sqrt(A[i][i]);
    }
    return print_real(sum(*A, N * N));
}
