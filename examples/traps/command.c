// traps-command divide | load | recurse | unreachable

#include "traps.h"
#include <stdio.h>

int main(int argc, char **argv) {
    const char *kind = argc > 1 ? argv[1] : "";
    printf("about to: %s\n", kind);
    fflush(stdout);
    sink = trap_by_name(kind);
    fprintf(stderr, "usage: traps-command divide|load|recurse|unreachable\n");
    return 2;
}
