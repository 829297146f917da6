/* Open files and folders (rt_files.h). */
#define _GNU_SOURCE
#include "include/rt_files.h"
#include "path.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int64_t answer(int64_t result) {
    return result < 0 ? -errno : result;
}

static uint64_t nanoseconds(struct timespec time) {
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static uint32_t file_type(mode_t mode) {
    switch (mode & S_IFMT) {
    case S_IFBLK:
        return 1;
    case S_IFCHR:
        return 2;
    case S_IFDIR:
        return 3;
    case S_IFREG:
        return 4;
    case S_IFSOCK:
        return 6;
    case S_IFLNK:
        return 7;
    default:
        return 0;
    }
}

void rt_status_from(const struct stat *from, struct rt_file_status *status) {
    *status = (struct rt_file_status){.device = from->st_dev,
                                      .inode = from->st_ino,
                                      .links = from->st_nlink,
                                      .size = (uint64_t)from->st_size,
                                      .accessed = nanoseconds(from->st_atim),
                                      .modified = nanoseconds(from->st_mtim),
                                      .changed = nanoseconds(from->st_ctim),
                                      .type = file_type(from->st_mode),
                                      .owner = from->st_uid};
}

int64_t rt_file_status(int fd, struct rt_file_status *status) {
    struct stat found;
    if (fstat(fd, &found))
        return -errno;
    rt_status_from(&found, status);
    return 0;
}

/* Linux's O_SYNC contains O_DSYNC, and O_RSYNC is O_SYNC. */
static int host_flags(uint32_t flags) {
    return (flags & 1 ? O_APPEND : 0) | (flags & 2 ? O_DSYNC : 0) | (flags & 4 ? O_NONBLOCK : 0) |
           (flags & (8 | 16) ? O_SYNC : 0);
}

int64_t rt_file_flags(int fd) {
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0)
        return -errno;
    int sync = (flags & O_SYNC) == O_SYNC ? 16 : flags & O_DSYNC ? 2 : 0;
    return (flags & O_APPEND ? 1 : 0) | (flags & O_NONBLOCK ? 4 : 0) | sync;
}

int64_t rt_file_set_flags(int fd, uint32_t flags) {
    int64_t now = rt_file_flags(fd);
    if (now < 0)
        return now;
    /* Linux sets these when a file is opened, and ignores them here. */
    if ((host_flags(flags) ^ host_flags((uint32_t)now)) & O_SYNC)
        return -ENOTSUP;
    int others = fcntl(fd, F_GETFL) & ~(O_APPEND | O_NONBLOCK);
    return answer(fcntl(fd, F_SETFL, others | (host_flags(flags) & (O_APPEND | O_NONBLOCK))));
}

int64_t rt_file_seek(int fd, int64_t offset, uint32_t whence) {
    static const int host[] = {SEEK_SET, SEEK_CUR, SEEK_END};
    return whence > 2 ? -EINVAL : answer(lseek(fd, offset, host[whence]));
}

#define MOVE_AT(call)                                                                              \
    ssize_t done;                                                                                  \
    do                                                                                             \
        done = call(fd, (const struct iovec *)buffers, (int)count, (off_t)offset);                 \
    while (done < 0 && errno == EINTR);                                                            \
    return answer(done)

int64_t rt_file_read_at(int fd, const struct rt_buffer *buffers, uint32_t count, uint64_t offset) {
    MOVE_AT(preadv);
}

int64_t rt_file_write_at(int fd, const struct rt_buffer *buffers, uint32_t count, uint64_t offset) {
    MOVE_AT(pwritev);
}

int64_t rt_file_sync(int fd, int data_only) {
    return answer(data_only ? fdatasync(fd) : fsync(fd));
}

int64_t rt_file_advise(int fd, uint64_t offset, uint64_t count, uint32_t advice) {
    static const int host[] = {POSIX_FADV_NORMAL,   POSIX_FADV_SEQUENTIAL, POSIX_FADV_RANDOM,
                               POSIX_FADV_WILLNEED, POSIX_FADV_DONTNEED,   POSIX_FADV_NOREUSE};
    if (advice > 5 || offset > INT64_MAX || count > INT64_MAX)
        return -EINVAL;
    return -posix_fadvise(fd, (off_t)offset, (off_t)count, host[advice]);
}

int64_t rt_file_allocate(int fd, uint64_t offset, uint64_t count) {
    return answer(fallocate(fd, 0, (off_t)offset, (off_t)count));
}

int64_t rt_file_resize(int fd, uint64_t size) {
    return answer(ftruncate(fd, (off_t)size));
}

/* One of both, from its value and its two bits. */
static int time_from(uint64_t value, uint32_t bits, struct timespec *time) {
    *time = (struct timespec){.tv_nsec = bits & 2 ? UTIME_NOW : UTIME_OMIT};
    if (bits & 1)
        *time = (struct timespec){(time_t)(value / 1000000000u), (long)(value % 1000000000u)};
    return bits == 3 ? -EINVAL : 0;
}

int rt_times_from(const struct rt_file_times *from, struct timespec times[2]) {
    if (from->flags > 15 || time_from(from->accessed, from->flags & 3, &times[0]))
        return -EINVAL;
    return time_from(from->modified, from->flags >> 2, &times[1]);
}

int64_t rt_file_set_times(int fd, const struct rt_file_times *wanted) {
    struct timespec times[2];
    int error = rt_times_from(wanted, times);
    return error ? error : answer(futimens(fd, times));
}

int64_t rt_folder_read(int fd, uint64_t cookie, void *records, uint64_t size) {
    if (lseek(fd, (off_t)cookie, SEEK_SET) < 0)
        return -errno;
    return answer(syscall(SYS_getdents64, fd, records, size));
}
