// What a program compiled by wasm2c needs from the outside: the WASI calls behind stdio and exit,
// and for QuickJS those that begin a program without arguments and folders.

#include "kernel.wasm2c.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct w2c_wasi__snapshot__preview1 {
    w2c_kernel kernel;
};
typedef struct w2c_wasi__snapshot__preview1 host;

static uint32_t *word(host *self, u32 address) {
    return (uint32_t *)(w2c_kernel_memory(&self->kernel)->data + address);
}

u32 w2c_wasi__snapshot__preview1_fd_write(host *self, u32 fd, u32 parts, u32 count, u32 written) {
    u32 total = 0;
    for (u32 i = 0; i < count; i++) {
        u32 length = *word(self, parts + 8 * i + 4);
        ssize_t size = write((int)fd, word(self, *word(self, parts + 8 * i)), length);
        total += size > 0 ? (u32)size : 0;
    }
    *word(self, written) = total;
    return 0;
}

u32 w2c_wasi__snapshot__preview1_fd_read(host *self, u32 fd, u32 parts, u32 count, u32 got) {
    u32 total = 0;
    for (u32 i = 0; i < count; i++) {
        u32 length = *word(self, parts + 8 * i + 4);
        ssize_t size = read((int)fd, word(self, *word(self, parts + 8 * i)), length);
        total += size > 0 ? (u32)size : 0;
        if (size != (ssize_t)length)
            break;
    }
    *word(self, got) = total;
    return 0;
}

u32 w2c_wasi__snapshot__preview1_args_get(host *self, u32 pointers, u32 text) {
    (void)self, (void)pointers, (void)text;
    return 0;
}

u32 w2c_wasi__snapshot__preview1_args_sizes_get(host *self, u32 count, u32 size) {
    *word(self, count) = *word(self, size) = 0;
    return 0;
}

u32 w2c_wasi__snapshot__preview1_clock_time_get(host *self, u32 clock, u64 precision, u32 result) {
    struct timespec time;
    (void)precision;
    clock_gettime(clock ? CLOCK_MONOTONIC : CLOCK_REALTIME, &time);
    u64 nanoseconds = (u64)time.tv_sec * 1000000000 + (u64)time.tv_nsec;
    memcpy(word(self, result), &nanoseconds, sizeof nanoseconds);
    return 0;
}

// No folder: the first descriptor that might be one is bad.
u32 w2c_wasi__snapshot__preview1_fd_prestat_get(host *self, u32 fd, u32 result) {
    (void)self, (void)fd, (void)result;
    return 8; // EBADF
}

u32 w2c_wasi__snapshot__preview1_fd_prestat_dir_name(host *self, u32 fd, u32 path, u32 length) {
    (void)self, (void)fd, (void)path, (void)length;
    return 8;
}

u32 w2c_wasi__snapshot__preview1_path_open(host *self, u32 fd, u32 lookup, u32 path, u32 length,
                                           u32 oflags, u64 base, u64 inheriting, u32 fdflags,
                                           u32 result) {
    (void)self, (void)fd, (void)lookup, (void)path, (void)length, (void)oflags, (void)base;
    (void)inheriting, (void)fdflags, (void)result;
    return 8;
}

u32 w2c_wasi__snapshot__preview1_fd_fdstat_set_flags(host *self, u32 fd, u32 flags) {
    (void)self, (void)fd, (void)flags;
    return 0;
}

u32 w2c_wasi__snapshot__preview1_fd_close(host *self, u32 fd) {
    (void)self, (void)fd;
    return 0;
}

u32 w2c_wasi__snapshot__preview1_fd_seek(host *self, u32 fd, u64 offset, u32 whence, u32 result) {
    (void)self, (void)fd, (void)offset, (void)whence, (void)result;
    return 70; // ESPIPE
}

// A character device, so that libc writes line by line.
u32 w2c_wasi__snapshot__preview1_fd_fdstat_get(host *self, u32 fd, u32 result) {
    (void)fd;
    for (u32 i = 0; i < 6; i++) {
        *word(self, result + 4 * i) = i == 0 ? 2 : 0;
    }
    return 0;
}

void w2c_wasi__snapshot__preview1_proc_exit(host *self, u32 status) {
    (void)self;
    exit((int)status);
}

int main(void) {
    static host self;
    wasm_rt_init();
    wasm2c_kernel_instantiate(&self.kernel, &self);
    w2c_kernel_0x5Fstart(&self.kernel);
    return 0;
}
