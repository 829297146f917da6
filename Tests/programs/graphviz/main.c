/* Renders a graph in DOT from standard input as SVG, by the module that graphviz.o holds. */
#include "graphviz.h"
#include <stdio.h>
#include <stdlib.h>

static void check(int status) {
    if (!status)
        return;
    fprintf(stderr, "%s\n", graphviz_module_message());
    exit(1);
}

/* A copy in the guest's memory. */
static uint32_t copy(const void *bytes, uint32_t count) {
    uint32_t address;
    check(graphviz_malloc(count, &address));
    void *place = graphviz_module_bytes(address, count);
    if (!address || !place)
        exit(2);
    memcpy(place, bytes, count);
    return address;
}

/* As `strlen` counts; the text must end within the guest's memory. */
static const char *text(uint32_t address) {
    uint32_t end = address;
    const char *byte;
    while ((byte = graphviz_module_bytes(end, 1)) && *byte)
        end++;
    return byte ? graphviz_module_bytes(address, 1) : "(no text)";
}

int main(int argc, char **argv) {
    static char graph[1 << 20];
    size_t count = fread(graph, 1, sizeof graph - 1, stdin);
    check(graphviz_module_start(argc, argv, NULL));

    uint32_t source = copy(graph, (uint32_t)count + 1);
    uint32_t format = copy("svg", 4), engine = copy("dot", 4), size_at = copy("\0\0\0", 4);
    uint32_t result;
    check(graphviz_graphviz_render(source, format, engine, size_at, &result));
    if (!result) {
        uint32_t error;
        check(graphviz_graphviz_last_error(&error));
        fprintf(stderr, "%s\n", text(error));
        return 3;
    }
    uint32_t size;
    memcpy(&size, graphviz_module_bytes(size_at, 4), sizeof size);
    const char *picture = graphviz_module_bytes(result, size);
    if (!picture || fwrite(picture, 1, size, stdout) != size)
        return 4;
    check(graphviz_graphviz_free(result));
    return 0;
}
