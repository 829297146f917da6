/* Files and folders as the runtime's Swift sees them. Host descriptors; a negative result is a host
 * errno, negated. No path leaves the folder `root` it is given with: not by "..", not by a leading
 * slash (EPERM, both), not by a symbolic link, not when someone moves folders meanwhile. */
#ifndef RT_FILES_H
#define RT_FILES_H

#include "rt_host.h"

/* A guest's path: no terminator, any bytes. */
struct rt_path {
    const uint8_t *bytes;
    uint32_t count;
};

struct rt_file_status {
    uint64_t device, inode, links, size;
    uint64_t accessed, modified, changed; /* nanoseconds of real time */
    uint32_t type;                        /* WASI's filetype */
    uint32_t owner;                       /* host user */
};

/* `flags` are WASI's fstflags: 1 accessed, 2 accessed now, 4 modified, 8 modified now. */
struct rt_file_times {
    uint64_t accessed, modified;
    uint32_t flags;
};

/* Whether the kernel confines paths; without openat2, the runtime walks them name by name. */
int rt_openat2_works(void);

/* By descriptor. Flags are WASI's fdflags: 1 append, 2 dsync, 4 nonblock, 8 rsync, 16 sync. */
int64_t rt_file_status(int fd, struct rt_file_status *status);
int64_t rt_file_flags(int fd);
int64_t rt_file_set_flags(int fd, uint32_t flags);
int64_t rt_file_seek(int fd, int64_t offset, uint32_t whence); /* WASI's: set, current, end */
int64_t rt_file_read_at(int fd, const struct rt_buffer *buffers, uint32_t count, uint64_t offset);
int64_t rt_file_write_at(int fd, const struct rt_buffer *buffers, uint32_t count, uint64_t offset);
int64_t rt_file_sync(int fd, int data_only);
int64_t rt_file_advise(int fd, uint64_t offset, uint64_t count, uint32_t advice); /* WASI's */
int64_t rt_file_allocate(int fd, uint64_t offset, uint64_t count);
int64_t rt_file_resize(int fd, uint64_t size);
int64_t rt_file_set_times(int fd, const struct rt_file_times *times);
/* Linux's own records (struct linux_dirent64) from `cookie` on; 0 at the end. */
int64_t rt_folder_read(int fd, uint64_t cookie, void *records, uint64_t size);

/* A folder that the guest is given: any host path. `is_private`: made if it is missing, for us
 * alone, and refused when it is someone else's. */
int64_t rt_folder_open(struct rt_path path, int is_private);

/* By path. `oflags`: 1 create, 2 folder, 4 exclusive, 8 truncate; `access`: 1 read, 2 write. */
struct rt_open_mode {
    uint32_t oflags, fdflags, access;
    int follows;
};
int64_t rt_path_open(int root, struct rt_path path, const struct rt_open_mode *mode);
int64_t rt_path_status(int root, struct rt_path path, int follows, struct rt_file_status *status);
int64_t rt_path_set_times(int root, struct rt_path path, int follows,
                          const struct rt_file_times *times);
int64_t rt_path_make_folder(int root, struct rt_path path);
int64_t rt_path_remove_folder(int root, struct rt_path path);
int64_t rt_path_unlink(int root, struct rt_path path);
int64_t rt_path_rename(int old_root, struct rt_path old, int new_root, struct rt_path new);
int64_t rt_path_link(int old_root, struct rt_path old, int new_root, struct rt_path new);
int64_t rt_path_symlink(struct rt_path target, int root, struct rt_path path);
int64_t rt_path_read_link(int root, struct rt_path path, void *text, uint64_t size);

#endif
