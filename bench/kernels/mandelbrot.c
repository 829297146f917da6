// Points of the Mandelbrot set, with up to 300 steps each.
#include "kernel.h"

#define SIZE 700

int main(void) {
    uint64_t total = 0;
    for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
            double cr = 2.8 * x / SIZE - 2.1, ci = 2.8 * y / SIZE - 1.4, zr = 0, zi = 0;
            int steps = 0;
            while (steps < 300 && zr * zr + zi * zi < 4) {
                double next = zr * zr - zi * zi + cr;
                zi = 2 * zr * zi + ci;
                zr = next;
                steps++;
            }
            total = total * 31 + (uint64_t)steps;
        }
    }
    return print_integer(total);
}
