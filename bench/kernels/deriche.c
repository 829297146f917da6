// Recursive edge filter over an image, row by row in both directions.
#include "kernel.h"

#define W 1200
#define H 900
static float image[W][H], forward[W][H], backward[W][H], out[W][H];

int main(void) {
    const float a1 = 0.188f, a2 = 0.083f, a3 = 0.101f, a4 = -0.115f, b1 = 1.557f, b2 = -0.606f;
    for (int i = 0; i < W * H; i++) {
        image[i / H][i % H] = (float)next_real();
    }
    for (int step = 0; step < 6; step++) {
        for (int i = 0; i < W; i++) {
            float y1 = 0, y2 = 0, x1 = 0;
            for (int j = 0; j < H; j++) {
                forward[i][j] = a1 * image[i][j] + a2 * x1 + b1 * y1 + b2 * y2;
                x1 = image[i][j];
                y2 = y1;
                y1 = forward[i][j];
            }
            float z1 = 0, z2 = 0, v1 = 0, v2 = 0;
            for (int j = H - 1; j >= 0; j--) {
                backward[i][j] = a3 * v1 + a4 * v2 + b1 * z1 + b2 * z2;
                v2 = v1;
                v1 = image[i][j];
                z2 = z1;
                z1 = backward[i][j];
            }
        }
        for (int i = 0; i < W; i++) {
            for (int j = 0; j < H; j++) {
                out[i][j] = forward[i][j] + backward[i][j];
                image[i][j] = 0.5f * out[i][j];
            }
        }
    }
    double total = 0;
    for (int i = 0; i < W * H; i++) {
        total += out[i / H][i % H];
    }
    return print_real(total);
}
