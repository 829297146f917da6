/* Tables that may change: one mapping of the largest size each, paid for page by page. */
#define _GNU_SOURCE
#include "internal.h"
#include <sys/mman.h>

/* Before the elements, so that a reset finds all mappings without knowing the headers. */
struct mapping {
    struct mapping *next;
    uint64_t size;
};
static struct mapping *mappings;

void rt_table_allocate(struct rt_table *table) {
    uint64_t size = sizeof(struct mapping) + table->max * sizeof(rt_reference);
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    struct mapping *mapping = mmap(0, size, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (mapping == MAP_FAILED)
        rt_fail("no address space for a table, elements: ", table->max, "");
    *mapping = (struct mapping){.next = mappings, .size = size};
    mappings = mapping;
    table->elements = (uint64_t)(mapping + 1);
}

void rt_tables_release(void) {
    while (mappings) {
        struct mapping *mapping = mappings;
        mappings = mapping->next;
        munmap(mapping, mapping->size);
    }
}

int64_t rt_table_grow(struct rt_table *table, rt_reference value, uint64_t delta) {
    uint64_t old = table->size;
    if (delta > table->max - old)
        return -1;
    rt_reference *elements = (rt_reference *)table->elements;
    for (uint64_t i = old; value && i < old + delta; i++)
        elements[i] = value;
    table->size = old + delta;
    return (int64_t)old;
}
