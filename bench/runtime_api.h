/* A Runtime API on loopback, as far as the measures need one. */
#ifndef BENCH_RUNTIME_API_H
#define BENCH_RUNTIME_API_H

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

static void die(const char *what) {
    perror(what);
    exit(1);
}

/* Milliseconds. */
static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* What takes longer than this is an error. */
static void limit_waiting(int s) {
    struct timeval limit = {.tv_sec = 20};
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

/* `api` becomes the variable that a bootstrap finds it by. */
static int listen_on_loopback(char api[64]) {
    struct sockaddr_in here = {.sin_family = AF_INET};
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0 || bind(s, (struct sockaddr *)&here, size) || listen(s, 8) ||
        getsockname(s, (struct sockaddr *)&here, &size))
        die("listen");
    limit_waiting(s);
    snprintf(api, 64, "AWS_LAMBDA_RUNTIME_API=127.0.0.1:%d", ntohs(here.sin_port));
    return s;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

#endif
