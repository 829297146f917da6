// What Embedded Swift asks of its platform, by C names, on top of two WASI calls.

#include <stddef.h>
#include <stdint.h>

#define WASI_IMPORT(name)                                                                          \
    __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))

struct ciovec {
    const void *bytes;
    size_t length;
};

WASI_IMPORT(fd_write)
uint16_t fd_write(int32_t descriptor, const struct ciovec *vectors, size_t count, size_t *written);
WASI_IMPORT(random_get) uint16_t random_get(void *buffer, size_t length);

// The linker lays the heap behind the data and the stack.
extern unsigned char __heap_base;
static uintptr_t top = (uintptr_t)&__heap_base;

// Memory is handed out upwards and never taken back: right for a program that runs once and ends.
int posix_memalign(void **result, size_t alignment, size_t size) {
    const size_t page = 65536;
    uintptr_t start = (top + alignment - 1) & ~(alignment - 1);
    uintptr_t end = start + size;
    size_t pages = __builtin_wasm_memory_size(0);
    if (end < start) {
        return 12; // ENOMEM
    }
    if (end > pages * page &&
        __builtin_wasm_memory_grow(0, (end + page - 1) / page - pages) == SIZE_MAX) {
        return 12;
    }
    top = end;
    *result = (void *)start;
    return 0;
}

void free(void *pointer) {
    (void)pointer;
}

// The seed of hashing.
void arc4random_buf(void *buffer, size_t length) {
    random_get(buffer, length);
}

static void write_all(const char *bytes, size_t length) {
    while (length) {
        struct ciovec rest = {bytes, length};
        size_t written = 0;
        if (fd_write(1, &rest, 1, &written) || !written) {
            return;
        }
        bytes += written;
        length -= written;
    }
}

// Swift's `print` ends here, byte by byte; a line is one write.
int putchar(int character) {
    static char line[256];
    static size_t length;
    line[length++] = (char)character;
    if (character == '\n' || length == sizeof line) {
        write_all(line, length);
        length = 0;
    }
    return character;
}
