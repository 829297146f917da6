// What a kernel compiled by wasm2c needs from the outside: the WASI calls behind printf and exit.

#include "kernel.wasm2c.h"

#include <stdlib.h>
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
