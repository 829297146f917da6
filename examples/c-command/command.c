// A command: arguments, one variable, the clock; then standard input in upper case.

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
    for (int i = 0; i < argc; i++) {
        printf("argument %d: %s\n", i, argv[i]);
    }
    const char *greeting = getenv("GREETING");
    printf("GREETING: %s\n", greeting ? greeting : "(not set)");

    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    clock_gettime(CLOCK_MONOTONIC, &after);
    int forward = after.tv_sec > before.tv_sec ||
                  (after.tv_sec == before.tv_sec && after.tv_nsec >= before.tv_nsec);
    printf("monotonic clock: %s\n", forward ? "does not run backwards" : "RUNS BACKWARDS");
    printf("wall clock: %s\n", time(NULL) > 1700000000 ? "is set" : "IS NOT SET");

    int character;
    while ((character = getchar()) != EOF) {
        putchar(toupper(character));
    }
    return ferror(stdin) || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
