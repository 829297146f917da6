/* WASI preview 1 on open files, folders and what would be sockets: guest ranges are checked here,
 * the rest is Swift. */
#include "imports.h"

WASI(fd_advise, uint32_t fd, uint64_t offset, uint64_t count, uint32_t advice) {
    return rt_wasi_advise(fd, offset, count, advice);
}

WASI(fd_allocate, uint32_t fd, uint64_t offset, uint64_t count) {
    return rt_wasi_allocate(fd, offset, count);
}

WASI(fd_datasync, uint32_t fd) {
    return rt_wasi_sync(fd, 1);
}

WASI(fd_sync, uint32_t fd) {
    return rt_wasi_sync(fd, 0);
}

WASI(fd_filestat_get, uint32_t fd, uint32_t result_at) {
    WASI_RANGE(result, result_at, 64);
    return rt_wasi_filestat(fd, result);
}

WASI(fd_filestat_set_size, uint32_t fd, uint64_t size) {
    return rt_wasi_resize(fd, size);
}

WASI(fd_filestat_set_times, uint32_t fd, uint64_t accessed, uint64_t modified, uint32_t flags) {
    const struct rt_file_times times = {accessed, modified, flags};
    return rt_wasi_set_times(fd, &times);
}

WASI(fd_readdir, uint32_t fd, uint32_t entries_at, uint32_t size, uint64_t cookie, uint32_t out) {
    WASI_RANGE(entries, entries_at, size);
    WASI_RANGE(result, out, 4);
    return rt_wasi_folder(fd, entries, size, cookie, result);
}

/* A guest gets no sockets, so whatever it has is none. */
WASI(sock_accept, uint32_t fd, uint32_t flags, uint32_t out) {
    (void)flags, (void)out;
    return rt_wasi_socket(fd);
}

WASI(sock_recv, uint32_t fd, uint32_t iovs, uint32_t count, uint32_t flags, uint32_t out,
     uint32_t out_flags) {
    (void)iovs, (void)count, (void)flags, (void)out, (void)out_flags;
    return rt_wasi_socket(fd);
}

WASI(sock_send, uint32_t fd, uint32_t iovs, uint32_t count, uint32_t flags, uint32_t out) {
    (void)iovs, (void)count, (void)flags, (void)out;
    return rt_wasi_socket(fd);
}

WASI(sock_shutdown, uint32_t fd, uint32_t how) {
    (void)how;
    return rt_wasi_socket(fd);
}
