/* Bulk operations on tables. The generated code checked the ranges before it called. */
#include "internal.h"

static rt_reference *elements(struct rt_table *table) {
    return (rt_reference *)table->elements;
}

void rt_table_init_functions(struct rt_table *table, uint64_t target,
                             const struct rt_relative_function *segment, uint64_t source,
                             uint64_t count) {
    int64_t base = (intptr_t)segment - (intptr_t)&asml_anchor;
    rt_reference *out = elements(table) + target;
    for (uint64_t i = 0; i < count; i++) {
        struct rt_relative_function function = segment[source + i];
        rt_reference code = (rt_reference)(base + function.code) << 32;
        out[i] = function.type_id == 0 ? 0 : code | function.type_id;
    }
}

void rt_table_init_references(struct rt_table *table, uint64_t target, const rt_reference *segment,
                              uint64_t source, uint64_t count) {
    for (uint64_t i = 0; i < count; i++)
        elements(table)[target + i] = segment[source + i];
}

void rt_table_fill(struct rt_table *table, uint64_t start, rt_reference value, uint64_t count) {
    for (uint64_t i = 0; i < count; i++)
        elements(table)[start + i] = value;
}
