/* Memory until the invocation's end: blocks that are kept from one invocation to the next. They are
 * new pages of the module's memory, beside whatever a C library's malloc uses; or define
 * ASML_MALLOC as a function like malloc, before the first include, and they come from there. */
#ifndef ASML_MEMORY_H
#define ASML_MEMORY_H

#include "imports.h"

#if !defined ASML_MALLOC && !defined __wasm__
#include <stdlib.h>
#define ASML_MALLOC malloc
#endif

#define ASML_PAGE 65536u

/* What it holds lies right behind it, hence the alignment. */
struct __attribute__((aligned(16))) asml_block {
    struct asml_block *next;
    size_t size; /* bytes behind this */
};

struct asml_arena {
    struct asml_block *first, *current;
    size_t used; /* of the current block */
};

__attribute__((weak)) struct asml_arena asml_arena;

static inline void asml_abort(void) {
    __builtin_trap();
}

static inline struct asml_block *asml_new_block(size_t size) {
    size_t whole = (size + sizeof(struct asml_block) + ASML_PAGE - 1) / ASML_PAGE * ASML_PAGE;
    if (whole < size)
        asml_abort();
#ifdef ASML_MALLOC
    struct asml_block *block = (struct asml_block *)ASML_MALLOC(whole);
    if (!block)
        asml_abort();
#else
    size_t page = __builtin_wasm_memory_grow(0, whole / ASML_PAGE);
    if (page == SIZE_MAX)
        asml_abort();
    struct asml_block *block = (struct asml_block *)(page * ASML_PAGE);
#endif
    block->next = NULL;
    block->size = whole - sizeof(struct asml_block);
    return block;
}

/* The next block with as much room, an old one or a new one behind the current. */
ASML_SHARED void asml_advance(size_t size) {
    struct asml_block **link = asml_arena.current ? &asml_arena.current->next : &asml_arena.first;
    while (*link && (*link)->size < size)
        link = &(*link)->next;
    if (!*link)
        *link = asml_new_block(size);
    asml_arena.current = *link;
    asml_arena.used = 0;
}

/* Aligned for anything; never NULL: a function without memory traps. */
ASML_SHARED void *asml_allocate(size_t size) {
    if (size > SIZE_MAX - 15)
        asml_abort();
    size = (size + 15) & ~(size_t)15;
    if (!asml_arena.current || asml_arena.current->size - asml_arena.used < size)
        asml_advance(size);
    void *result = (char *)(asml_arena.current + 1) + asml_arena.used;
    asml_arena.used += size;
    return result;
}

static inline void asml_free_all(void) {
    asml_arena.current = NULL;
    asml_arena.used = 0;
}

static inline void asml_copy(void *to, const void *from, size_t count) {
    if (count)
        __builtin_memcpy(to, from, count);
}

#endif
