/* WASI preview 1 on paths: guest ranges are checked here, rights are Swift, names are C again
 * (path.c). */
#include "imports.h"

WASI(path_open, uint32_t fd, uint32_t lookup, uint32_t path_at, uint32_t length, uint32_t oflags,
     uint64_t base, uint64_t inheriting, uint32_t fdflags, uint32_t out) {
    WASI_PATH(path, path_at, length);
    WASI_RANGE(result, out, 4);
    const struct rt_open open = {lookup, oflags, fdflags, base, inheriting};
    return rt_wasi_path_open(fd, path, &open, result);
}

WASI(path_filestat_get, uint32_t fd, uint32_t lookup, uint32_t path_at, uint32_t length,
     uint32_t out) {
    WASI_PATH(path, path_at, length);
    WASI_RANGE(result, out, 64);
    return rt_wasi_path_filestat(fd, lookup, path, result);
}

WASI(path_filestat_set_times, uint32_t fd, uint32_t lookup, uint32_t path_at, uint32_t length,
     uint64_t accessed, uint64_t modified, uint32_t flags) {
    WASI_PATH(path, path_at, length);
    const struct rt_file_times times = {accessed, modified, flags};
    return rt_wasi_path_set_times(fd, lookup, path, &times);
}

#define ONE_PATH(name, body)                                                                       \
    WASI(name, uint32_t fd, uint32_t path_at, uint32_t length) {                                   \
        WASI_PATH(path, path_at, length);                                                          \
        return body(fd, path);                                                                     \
    }
ONE_PATH(path_create_directory, rt_wasi_path_make_folder)
ONE_PATH(path_remove_directory, rt_wasi_path_remove_folder)
ONE_PATH(path_unlink_file, rt_wasi_path_unlink)

WASI(path_rename, uint32_t fd, uint32_t path_at, uint32_t length, uint32_t new_fd,
     uint32_t new_path_at, uint32_t new_length) {
    WASI_PATH(path, path_at, length);
    WASI_PATH(new_path, new_path_at, new_length);
    return rt_wasi_path_rename(fd, path, new_fd, new_path);
}

/* A link to what a link means is refused, as other runtimes do: Linux cannot make one safely. */
WASI(path_link, uint32_t fd, uint32_t lookup, uint32_t path_at, uint32_t length, uint32_t new_fd,
     uint32_t new_path_at, uint32_t new_length) {
    WASI_PATH(path, path_at, length);
    WASI_PATH(new_path, new_path_at, new_length);
    return lookup ? WASI_INVAL : rt_wasi_path_link(fd, path, new_fd, new_path);
}

WASI(path_symlink, uint32_t target_at, uint32_t target_length, uint32_t fd, uint32_t path_at,
     uint32_t length) {
    WASI_PATH(target, target_at, target_length);
    WASI_PATH(path, path_at, length);
    return rt_wasi_path_symlink(target, fd, path);
}

WASI(path_readlink, uint32_t fd, uint32_t path_at, uint32_t length, uint32_t text_at, uint32_t size,
     uint32_t out) {
    WASI_PATH(path, path_at, length);
    WASI_RANGE(text, text_at, size);
    WASI_RANGE(result, out, 4);
    return rt_wasi_path_read_link(fd, path, text, size, result);
}
