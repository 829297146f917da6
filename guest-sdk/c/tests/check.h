/* What every test has: checks, and the sample events in the folder that ASML_SAMPLE_EVENTS names.
 */
#pragma once

#include "../asml_host.h"
#include <stdio.h>

static int failures, checks;

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        checks++;                                                                                  \
        if (!(condition)) {                                                                        \
            failures++;                                                                            \
            printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);                                 \
        }                                                                                          \
    } while (0)
#define IS(slice, literal) CHECK(asml_equal(slice, ASML_TEXT(literal)))

static struct asml_slice sample(const char *name) {
    char path[1024];
    const char *folder = getenv("ASML_SAMPLE_EVENTS");
    snprintf(path, sizeof path, "%s/%s.json", folder ? folder : "", name);
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(1);
    }
    static char bytes[65536];
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return asml_host_joined(asml_nothing(), bytes, length);
}

/* The end of `main`. */
static int report(const char *name) {
    printf("C SDK, %s: %d checks, %d failed\n", name, checks, failures);
    return failures != 0;
}
