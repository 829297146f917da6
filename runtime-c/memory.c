/* Linear memories. One with a reservation lies at the address that the generated code knows, and
 * grows by changing protection; one without lies where there is room, and moves. */
#define _GNU_SOURCE
#include "internal.h"
#include <errno.h>
#include <sys/mman.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

#define FLAGS (MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE)
#define INSTEAD ", or compile with `--memory-base dynamic`"

static const char address_hint[] =
    ": cannot reserve it there; either something else is mapped, as by a program that is no PIE, "
    "or `sysctl vm.mmap_min_addr` is above it" INSTEAD;
static const char space_hint[] = ": not enough address space for its reservation; see `ulimit -v` "
                                 "and vm.overcommit_memory" INSTEAD;

/* Kernels before 4.17 take the flag as a hint, so the answer is compared with the wish. */
static void reserve(const struct rt_memory *memory) {
    void *wish = (void *)memory->base;
    void *base = mmap(wish, memory->reserved, PROT_NONE, FLAGS | MAP_FIXED_NOREPLACE, -1, 0);
    if (base == wish)
        return;
    int no_space = base == MAP_FAILED && errno == ENOMEM;
    rt_fail("linear memory at ", memory->base, no_space ? space_hint : address_hint);
}

/* Of a memory without a reservation: never 0, for even an empty memory has an address. */
static uint64_t mapped_size(uint64_t pages) {
    return (pages ? pages : 1) * RT_WASM_PAGE;
}

static void find_place(struct rt_memory *memory) {
    uint64_t size = mapped_size(memory->pages);
    void *base = mmap(0, size, PROT_READ | PROT_WRITE, FLAGS, -1, 0);
    if (base == MAP_FAILED)
        rt_fail("no address space for a linear memory, bytes: ", size, "");
    memory->base = (uint64_t)base;
}

static void open_first_pages(struct rt_memory *memory) {
    if (!memory->reserved) {
        find_place(memory);
        return;
    }
    uint64_t size = memory->pages * RT_WASM_PAGE;
    if (size && mprotect((void *)memory->base, size, PROT_READ | PROT_WRITE))
        rt_fail("linear memory at ", memory->base, ": no memory for its first pages");
}

void rt_memory_map(struct rt_memory *memory) {
    if (memory->reserved)
        reserve(memory);
    open_first_pages(memory);
}

void rt_memory_discard(const struct rt_memory *memory) {
    void *base = (void *)memory->base;
    uint64_t size = memory->pages * RT_WASM_PAGE;
    int failed = memory->reserved ? size && madvise(base, size, MADV_DONTNEED)
                                  : munmap(base, mapped_size(memory->pages));
    if (failed)
        rt_fail("linear memory at ", memory->base, ": cannot be reset");
}

/* The first pages of a reserved memory have stayed open. */
void rt_memory_reopen(struct rt_memory *memory, uint64_t pages_before) {
    if (!memory->reserved) {
        find_place(memory);
        return;
    }
    uint64_t size = memory->pages * RT_WASM_PAGE, before = pages_before * RT_WASM_PAGE;
    if (before > size && mprotect((void *)(memory->base + size), before - size, PROT_NONE))
        rt_fail("linear memory at ", memory->base, ": cannot be reset");
}

/* From `memory->pages` to as many; whether there was room. */
static int grow_in_place(struct rt_memory *memory, uint64_t pages) {
    uint64_t old = memory->pages * RT_WASM_PAGE, size = pages * RT_WASM_PAGE;
    return size <= memory->reserved &&
           !mprotect((void *)(memory->base + old), size - old, PROT_READ | PROT_WRITE);
}

static int grow_elsewhere(struct rt_memory *memory, uint64_t pages) {
    void *base = mremap((void *)memory->base, mapped_size(memory->pages), mapped_size(pages),
                        MREMAP_MAYMOVE);
    if (base == MAP_FAILED)
        return 0;
    memory->base = (uint64_t)base;
    return 1;
}

int64_t rt_memory_grow(struct rt_memory *memory, uint64_t delta) {
    uint64_t old = memory->pages;
    if (delta > memory->max_pages - old)
        return -1;
    if (delta && !(memory->reserved ? grow_in_place : grow_elsewhere)(memory, old + delta))
        return -1;
    memory->pages = old + delta;
    return (int64_t)old;
}
