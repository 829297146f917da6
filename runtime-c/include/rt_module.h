/* What a compiled module's object file hands to the runtime: one `struct rt_module`, the symbol
 * `asml_module`, and the state it points to. The compiler (WasmLowering) emits these layouts, the
 * runtime reads them; both take them from here.
 *
 * All guest functions live in the ELF section `asml_text`, so `__start_asml_text` and
 * `__stop_asml_text` bound them. All mutable guest state except linear memory and growable tables
 * (globals, memory and table headers, dropped-segment flags) lives in the page-aligned section
 * `asml_state`; it needs no relocation, so giving its private pages back restores its first value.
 */
#ifndef RT_MODULE_H
#define RT_MODULE_H

#include <stdint.h>

#define RT_ABI_VERSION 2
#define RT_WASM_PAGE 65536u
/* Alignment of a memory image and of `asml_state`: the smallest page of the targets, and the one
 * they have nearly everywhere. Where pages are larger (16 or 64 KiB, some arm64 kernels), the
 * runtime copies both; aligning to 64 KiB instead would pad every executable for their sake. */
#define RT_IMAGE_ALIGNMENT 4096u

/* A linear memory. With a reservation it has its place for good, and `base` is a constant that the
 * generated code knows too. Without one the runtime finds a place and sets `base`; the memory may
 * move when it grows, so generated code loads `base` and compares addresses with the size. */
struct rt_memory {
    uint64_t base;
    uint64_t pages;     /* of 64 KiB, now */
    uint64_t max_pages; /* declared maximum, or 65536 */
    uint64_t reserved;  /* bytes of address space from `base`, guard included; or 0 */
};

/* A reference is 64 bits; null is 0. A funcref is the type id in the lower half and the code's
 * address minus `asml_anchor` in the upper half (signed). Type ids start at 1. */
typedef uint64_t rt_reference;

/* A table that may change; tables that never do are constants the runtime does not see.
 * `elements` is set by `rt_table_allocate`, which the module's `instantiate` calls. */
struct rt_table {
    uint64_t elements; /* address of rt_reference[] */
    uint64_t size;     /* elements, now */
    uint64_t max;      /* declared maximum, or RT_TABLE_LIMIT */
};
#define RT_TABLE_LIMIT 10000000u

/* A page-aligned part of a memory's first contents; everything else starts as zero. The pages lie
 * in the ELF section `asml_image`, which is writable and private, so that the runtime can move
 * them (mremap) to their place instead of copying. `offset` (in the memory) and `size` are
 * multiples of RT_IMAGE_ALIGNMENT; `size` may reach past the memory's first size only with zeros.
 */
struct rt_image_chunk {
    struct rt_memory *memory;
    uint64_t offset;
    uint64_t size;
    uint8_t *image;
};

/* An exported function. `invoke` takes arguments from `slots` (one 64-bit slot each, i32 and f32
 * in the lower half, two for a v128) and leaves results there, from slot 0. `type` is one letter
 * per parameter, ':' and one per result: i I f F v (i32 i64 f32 f64 v128), r (a reference).
 * "ii:I" */
struct rt_export {
    const char *name;
    const char *type;
    void (*invoke)(uint64_t *slots);
};

struct rt_module {
    uint32_t abi_version;
    uint32_t memory_count;
    struct rt_memory *const *memories; /* defined by this module */
    struct rt_memory *exported_memory; /* the one exported as "memory", or NULL */
    const struct rt_image_chunk *chunks;
    uint32_t chunk_count;
    uint32_t export_count;
    const struct rt_export *exports;
    /* Fills tables and run-time segments, evaluates globals, calls the start function. Runs in
     * guest mode: it may trap. Call once per instance, after memory is mapped. */
    void (*instantiate)(void);
    uint64_t stack_size; /* bytes of guest stack */
};

extern const struct rt_module asml_module;

/* Called by generated code. */
int64_t rt_memory_grow(struct rt_memory *memory, uint64_t delta); /* old pages, or -1 */
void rt_table_allocate(struct rt_table *table);
int64_t rt_table_grow(struct rt_table *table, rt_reference value, uint64_t delta); /* or -1 */

/* Bulk operations on tables; the generated code has checked the ranges. A segment of functions is
 * an array of these, relative to the array's own start so that it needs no relocation. */
struct rt_relative_function {
    uint32_t type_id; /* 0: null */
    int32_t code;     /* the code's address minus the array's */
};
void rt_table_init_functions(struct rt_table *table, uint64_t target,
                             const struct rt_relative_function *segment, uint64_t source,
                             uint64_t count);
void rt_table_init_references(struct rt_table *table, uint64_t target, const rt_reference *segment,
                              uint64_t source, uint64_t count);
void rt_table_fill(struct rt_table *table, uint64_t start, rt_reference value, uint64_t count);

/* In a program with tail calls, a function's results beyond what registers hold go through here:
 * stored right before it returns, loaded right after the call. Result `i` has its place at
 * `i * RT_RESULT_SIZE`; there are as many as a function type may have. */
#define RT_RESULT_SIZE 16u
#define RT_RESULT_LIMIT 1000u
extern uint8_t rt_results[];

/* Funcrefs are relative to this symbol of the section asml_text. */
extern const char asml_anchor;

/* Generated code compares its frame with `rt_stack_limit` before it calls an import, so that the
 * runtime always has room on the guest's stack. */
extern uint64_t rt_stack_limit;

#endif
