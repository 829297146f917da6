/* Linear memories: a reservation at the address the generated code knows, its first contents moved
 * in from the executable, growth by changing protection. */
#define _GNU_SOURCE
#include "internal.h"
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

static const char address_hint[] =
    ": cannot reserve it there; see `sysctl vm.mmap_min_addr` and whether something else is mapped";
static const char space_hint[] =
    ": not enough address space for its reservation; see `ulimit -v` and vm.overcommit_memory";

int rt_pages_match(void) {
    return getpagesize() <= (int)RT_IMAGE_ALIGNMENT;
}

/* Kernels before 4.17 take the flag as a hint, so the answer is compared with the wish. */
static void reserve(const struct rt_memory *memory) {
    void *wish = (void *)memory->base;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
    void *base = mmap(wish, memory->reserved, PROT_NONE, flags, -1, 0);
    if (base == wish)
        return;
    int no_space = base == MAP_FAILED && errno == ENOMEM;
    rt_fail("linear memory at ", memory->base, no_space ? space_hint : address_hint);
}

void rt_memory_open(const struct rt_memory *memory) {
    uint64_t size = memory->pages * RT_WASM_PAGE;
    if (size && mprotect((void *)memory->base, size, PROT_READ | PROT_WRITE))
        rt_fail("linear memory at ", memory->base, ": no memory for its first pages");
}

void rt_memory_map(const struct rt_memory *memory) {
    reserve(memory);
    rt_memory_open(memory);
}

/* The memory that a chunk belongs to. */
static const struct rt_memory *memory_at(const struct rt_module *module, uint64_t address) {
    for (uint32_t i = 0; i < module->memory_count; i++) {
        const struct rt_memory *memory = module->memories[i];
        if (address - memory->base < memory->reserved)
            return memory;
    }
    rt_fail("image chunk outside of every memory: ", address, "");
}

/* How many chunks, from the first, were moved; the others were copied. */
static uint32_t moved_chunks;

/* Bytes of a chunk inside the memory's first size. */
static uint64_t visible_size(const struct rt_module *module, const struct rt_image_chunk *chunk) {
    const struct rt_memory *memory = memory_at(module, chunk->address);
    uint64_t end = memory->base + memory->pages * RT_WASM_PAGE;
    if (chunk->address >= end)
        return 0;
    return end - chunk->address < chunk->size ? end - chunk->address : chunk->size;
}

/* Moving the executable's own pages costs no copy, and giving them back (MADV_DONTNEED) restores
 * the file's content. */
static int move_chunk(const struct rt_image_chunk *chunk, uint64_t size) {
#ifdef MREMAP_FIXED
    void *target = (void *)chunk->address;
    return !size ||
           mremap(chunk->image, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, target) == target;
#else
    return !size;
#endif
}

static void copy_chunks(const struct rt_module *module, uint32_t first) {
    for (uint32_t i = first; i < module->chunk_count; i++) {
        const struct rt_image_chunk *chunk = &module->chunks[i];
        memcpy((void *)chunk->address, chunk->image, visible_size(module, chunk));
    }
}

/* Where pages are larger than ours or mremap is refused, the rest is copied. */
void rt_memory_map_image(const struct rt_module *module) {
    moved_chunks = 0;
    while (rt_pages_match() && moved_chunks < module->chunk_count) {
        const struct rt_image_chunk *chunk = &module->chunks[moved_chunks];
        if (!move_chunk(chunk, visible_size(module, chunk)))
            break;
        moved_chunks++;
    }
    copy_chunks(module, moved_chunks);
}

void rt_memory_restore_image(const struct rt_module *module) {
    copy_chunks(module, moved_chunks);
}

void rt_memory_discard(const struct rt_memory *memory) {
    void *base = (void *)memory->base;
    uint64_t size = memory->pages * RT_WASM_PAGE;
    if (size && (madvise(base, size, MADV_DONTNEED) || mprotect(base, size, PROT_NONE)))
        rt_fail("linear memory at ", memory->base, ": cannot be reset");
}

int64_t rt_memory_grow(struct rt_memory *memory, uint64_t delta) {
    uint64_t old = memory->pages;
    if (delta > memory->max_pages - old || (old + delta) * RT_WASM_PAGE > memory->reserved)
        return -1;
    void *end = (void *)(memory->base + old * RT_WASM_PAGE);
    if (delta && mprotect(end, delta * RT_WASM_PAGE, PROT_READ | PROT_WRITE))
        return -1;
    memory->pages = old + delta;
    return (int64_t)old;
}
