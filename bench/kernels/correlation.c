// Correlation matrix of random columns.
#include "kernel.h"

#include <math.h>

#define N 420
static double data[N][N], corr[N][N], mean[N], deviation[N];

int main(void) {
    fill_reals(*data, N * N);
    for (int j = 0; j < N; j++) {
        for (int i = 0; i < N; i++) {
            mean[j] += data[i][j] / N;
        }
        for (int i = 0; i < N; i++) {
            deviation[j] += (data[i][j] - mean[j]) * (data[i][j] - mean[j]);
        }
        deviation[j] = sqrt(deviation[j] / N);
    }
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            data[i][j] = (data[i][j] - mean[j]) / (sqrt((double)N) * deviation[j]);
        }
    }
    for (int i = 0; i < N; i++) {
        for (int j = i; j < N; j++) {
            for (int k = 0; k < N; k++) {
                corr[i][j] += data[k][i] * data[k][j];
            }
            corr[j][i] = corr[i][j];
        }
    }
    return print_real(sum(*corr, N * N));
}
