// What Embedded Swift asks of its platform, for wasm without a C library; elsewhere nothing.
#include "include/asml_imports.h"

#ifdef __wasm__

#define PAGE 65536u
#define EXPORT(name) __attribute__((export_name(name)))

// The pages of AssemblyLift 0.3, for hosts that know no others.
static unsigned char input_page[8192], io_page[32768];
EXPORT("__asml_guest_get_function_input_buffer_pointer") void *asml_input_page(void) {
    return input_page;
}
EXPORT("__asml_guest_get_io_buffer_pointer") void *asml_io_page(void) {
    return io_page;
}

// Blocks are powers of two, with a header before what is handed out; free ones of a size are a
// list.
struct block {
    struct block *next; // while it is free
    uint32_t exponent;  // of its size, header included
    uint32_t offset;    // from the block to what was handed out
    uint32_t unused;
};
_Static_assert(sizeof(struct block) == 16, "what follows is aligned for anything");

static struct block *free_blocks[32];

static struct block *new_block(uint32_t exponent) {
    size_t size = (size_t)1 << exponent, pages = (size + PAGE - 1) / PAGE;
    size_t place = __builtin_wasm_memory_grow(0, pages);
    if (place == SIZE_MAX)
        return NULL;
    char *bytes = (char *)(place * PAGE);
    // A page of small blocks: all but the first are free.
    for (size_t at = size; at + size <= pages * PAGE && size < PAGE; at += size) {
        struct block *block = (struct block *)(bytes + at);
        block->next = free_blocks[exponent];
        block->exponent = exponent;
        free_blocks[exponent] = block;
    }
    struct block *first = (struct block *)bytes;
    first->exponent = exponent;
    return first;
}

static void *allocate(size_t size, size_t alignment) {
    size_t whole = size + sizeof(struct block) + (alignment > 16 ? alignment : 0);
    if (whole < size || whole > (size_t)1 << 31)
        return NULL;
    uint32_t exponent = whole <= 32 ? 5 : 32 - (uint32_t)__builtin_clz((uint32_t)whole - 1);
    struct block *block = free_blocks[exponent];
    if (block)
        free_blocks[exponent] = block->next;
    else if (!(block = new_block(exponent)))
        return NULL;
    uintptr_t start = (uintptr_t)(block + 1);
    uintptr_t aligned = alignment > 16 ? (start + alignment - 1) & ~(alignment - 1) : start;
    // The header right before it says where the block is.
    struct block *header = (struct block *)aligned - 1;
    header->offset = (uint32_t)(aligned - (uintptr_t)block);
    return (void *)aligned;
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    *result = allocate(size, alignment);
    return *result ? 0 : 12; // ENOMEM
}

void *malloc(size_t size) {
    return allocate(size, 16);
}

void free(void *pointer) {
    if (!pointer)
        return;
    struct block *header = (struct block *)pointer - 1;
    struct block *block = (struct block *)((uintptr_t)pointer - header->offset);
    block->next = free_blocks[block->exponent];
    free_blocks[block->exponent] = block;
}

__attribute__((import_module("wasi_snapshot_preview1"), import_name("random_get"))) uint16_t
random_get(void *buffer, size_t length);

void arc4random_buf(void *buffer, size_t length) {
    random_get(buffer, length);
}

// Bulk memory has the first three; what is left of calls lands here. Built with -fno-builtin.
void *memcpy(void *to, const void *from, size_t count) {
    return __builtin_memcpy(to, from, count);
}
void *memmove(void *to, const void *from, size_t count) {
    return __builtin_memmove(to, from, count);
}
void *memset(void *to, int value, size_t count) {
    return __builtin_memset(to, value, count);
}
int memcmp(const void *a, const void *b, size_t count) {
    const unsigned char *x = a, *y = b;
    for (size_t i = 0; i < count; i++)
        if (x[i] != y[i])
            return x[i] - y[i];
    return 0;
}

// Swift's `print`, for debugging: into the log, a line at a time.
int putchar(int byte) {
    static char line[1024];
    static size_t length;
    if (byte != '\n')
        line[length++] = (char)byte;
    if (byte == '\n' || length == sizeof line) {
        asml_log(1, line, length);
        length = 0;
    }
    return byte;
}

#endif
