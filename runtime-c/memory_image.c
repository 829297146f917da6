/* The first contents of linear memories: moved in from the executable, or copied. */
#define _GNU_SOURCE
#include "internal.h"
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int rt_pages_match(void) {
    return getpagesize() <= (int)RT_IMAGE_ALIGNMENT;
}

/* How many chunks, from the first, were moved; the others were copied. */
static uint32_t moved_chunks;

static uint8_t *target(const struct rt_image_chunk *chunk) {
    return (uint8_t *)chunk->memory->base + chunk->offset;
}

/* Bytes of a chunk inside the memory's first size. */
static uint64_t visible_size(const struct rt_image_chunk *chunk) {
    uint64_t end = chunk->memory->pages * RT_WASM_PAGE;
    if (chunk->offset >= end)
        return 0;
    return end - chunk->offset < chunk->size ? end - chunk->offset : chunk->size;
}

/* Moving the executable's own pages costs no copy, and giving them back (MADV_DONTNEED) restores
 * the file's content. A memory that moves must stay one mapping, so its chunks are copied. */
static int move_chunk(const struct rt_image_chunk *chunk) {
    uint64_t size = visible_size(chunk);
    if (!chunk->memory->reserved)
        return 0;
#ifdef MREMAP_FIXED
    return !size || mremap(chunk->image, size, size, MREMAP_MAYMOVE | MREMAP_FIXED,
                           target(chunk)) == target(chunk);
#else
    return !size;
#endif
}

static void copy_chunks(const struct rt_module *module, uint32_t first) {
    for (uint32_t i = first; i < module->chunk_count; i++) {
        const struct rt_image_chunk *chunk = &module->chunks[i];
        memcpy(target(chunk), chunk->image, visible_size(chunk));
    }
}

/* Where pages are larger than ours or mremap is refused, the rest is copied. */
void rt_memory_map_image(const struct rt_module *module) {
    moved_chunks = 0;
    while (rt_pages_match() && moved_chunks < module->chunk_count &&
           move_chunk(&module->chunks[moved_chunks]))
        moved_chunks++;
    copy_chunks(module, moved_chunks);
}

void rt_memory_restore_image(const struct rt_module *module) {
    copy_chunks(module, moved_chunks);
}
