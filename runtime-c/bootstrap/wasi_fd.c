/* WASI preview 1 on descriptors: guest ranges are checked here, the rest is Swift. */
#include "imports.h"

/* One call moves at most this many ranges; the guest sees a short count and comes again. */
#define BATCH 64

/* Host views of an iovec array, empty ranges left out. How many, or -1 for a bad range. */
static int gather(uint32_t address, uint32_t count, struct rt_buffer *buffers) {
    uint8_t *entries = rt_guest_bytes(address, (uint64_t)count * 8);
    if (!entries)
        return -1;
    int used = 0;
    for (uint32_t i = 0; i < count && used < BATCH; i++) {
        uint32_t range[2];
        __builtin_memcpy(range, entries + (uint64_t)i * 8, sizeof range);
        void *bytes = rt_guest_bytes(range[0], range[1]);
        if (!bytes)
            return -1;
        if (range[1])
            buffers[used++] = (struct rt_buffer){bytes, range[1]};
    }
    return used;
}

typedef uint32_t transfer(uint32_t fd, const struct rt_transfer *, uint8_t *result);

static uint32_t move(transfer *body, uint32_t fd, uint32_t iovs, uint32_t count, int is_at,
                     uint64_t offset, uint32_t out) {
    struct rt_buffer buffers[BATCH];
    WASI_RANGE(result, out, 4);
    int used = gather(iovs, count, buffers);
    if (used < 0)
        return WASI_FAULT;
    struct rt_transfer transfer = {buffers, (uint32_t)used, is_at, offset};
    return body(fd, &transfer, result);
}

WASI(fd_read, uint32_t fd, uint32_t iovs, uint32_t count, uint32_t result) {
    return move(rt_wasi_read, fd, iovs, count, 0, 0, result);
}

WASI(fd_write, uint32_t fd, uint32_t iovs, uint32_t count, uint32_t result) {
    return move(rt_wasi_write, fd, iovs, count, 0, 0, result);
}

WASI(fd_pread, uint32_t fd, uint32_t iovs, uint32_t count, uint64_t offset, uint32_t result) {
    return move(rt_wasi_read, fd, iovs, count, 1, offset, result);
}

WASI(fd_pwrite, uint32_t fd, uint32_t iovs, uint32_t count, uint64_t offset, uint32_t result) {
    return move(rt_wasi_write, fd, iovs, count, 1, offset, result);
}

WASI(fd_close, uint32_t fd) {
    return rt_wasi_close(fd);
}

WASI(fd_renumber, uint32_t from, uint32_t to) {
    return rt_wasi_renumber(from, to);
}

WASI(fd_fdstat_get, uint32_t fd, uint32_t result_at) {
    WASI_RANGE(result, result_at, 24);
    return rt_wasi_fdstat(fd, result);
}

WASI(fd_fdstat_set_flags, uint32_t fd, uint32_t flags) {
    return rt_wasi_set_flags(fd, flags);
}

WASI(fd_fdstat_set_rights, uint32_t fd, uint64_t base, uint64_t inheriting) {
    return rt_wasi_set_rights(fd, base, inheriting);
}

WASI(fd_seek, uint32_t fd, int64_t offset, uint32_t whence, uint32_t result_at) {
    WASI_RANGE(result, result_at, 8);
    return rt_wasi_seek(fd, offset, whence, result);
}

WASI(fd_tell, uint32_t fd, uint32_t result_at) {
    WASI_RANGE(result, result_at, 8);
    return rt_wasi_tell(fd, result);
}

WASI(fd_prestat_get, uint32_t fd, uint32_t result_at) {
    WASI_RANGE(result, result_at, 8);
    return rt_wasi_prestat(fd, result);
}

WASI(fd_prestat_dir_name, uint32_t fd, uint32_t path, uint32_t length) {
    WASI_RANGE(result, path, length);
    return rt_wasi_prestat_name(fd, result, length);
}
