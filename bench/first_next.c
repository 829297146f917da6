/* Time from before a program's exec to its first `GET …/next` on the wire.
 *
 *   first_next RUNS PROGRAM PROGRAM
 *
 * Runs the two in turn, so that whatever else the machine does hits both alike, and prints median
 * and minimum of each, and the ratio of the medians (first by second). */
#include "runtime_api.h"
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { programs = 2 };
static char api[64];

/* Reads up to the end of the request line. */
static void read_request(int connection, const char *program) {
    char text[4096];
    size_t length = 0;
    while (length < sizeof text - 1) {
        ssize_t count = read(connection, text + length, sizeof text - 1 - length);
        if (count <= 0)
            break;
        length += (size_t)count;
        text[length] = 0;
        if (strstr(text, "\r\n")) {
            if (!strncmp(text, "GET /2018-06-01/runtime/invocation/next ", 40))
                return;
            break;
        }
    }
    fprintf(stderr, "first_next: %s sent something else than GET next\n", program);
    exit(1);
}

static double measure(int server, char *program) {
    char *arguments[] = {program, NULL};
    char *environment[] = {api, "_HANDLER=bench.handler", "AWS_LAMBDA_FUNCTION_NAME=bench", NULL};
    double start = now();
    pid_t child = vfork();
    if (child < 0)
        die("vfork");
    if (child == 0) {
        execve(program, arguments, environment);
        _exit(127);
    }
    int connection = accept(server, NULL, NULL);
    if (connection < 0)
        die(program);
    read_request(connection, program);
    double end = now();
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    close(connection);
    return end - start;
}

int main(int argc, char **argv) {
    int runs = argc == programs + 2 ? atoi(argv[1]) : 0;
    if (runs < 1) {
        fprintf(stderr, "usage: first_next RUNS PROGRAM PROGRAM\n");
        return 2;
    }
    int server = listen_on_loopback(api);
    double *times[programs], medians[programs];
    for (int p = 0; p < programs; p++) {
        times[p] = malloc((size_t)runs * sizeof(double));
        if (!times[p])
            die("malloc");
        measure(server, argv[p + 2]); /* once, to warm the page cache */
    }
    for (int i = 0; i < runs; i++)
        for (int p = 0; p < programs; p++)
            times[p][i] = measure(server, argv[p + 2]);
    for (int p = 0; p < programs; p++) {
        qsort(times[p], (size_t)runs, sizeof(double), by_value);
        medians[p] = times[p][runs / 2];
        printf("%-36s median %7.3f ms   min %7.3f ms\n", argv[p + 2], medians[p], times[p][0]);
    }
    printf("ratio of medians %.2f (%d runs each, in turn)\n", medians[0] / medians[1], runs);
    return 0;
}
