/* Opening by path: what the guest is given, and what it opens below that (rt_files.h). */
#define _GNU_SOURCE
#include "path.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int64_t rt_folder_open(struct rt_path path, int is_private) {
    char text[PATH_MAX];
    struct stat status;
    int error = rt_path_text(path, text);
    if (error)
        return error;
    if (is_private && mkdir(text, 0700) && errno != EEXIST)
        return -errno;
    int fd = open(text, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (is_private ? O_NOFOLLOW : 0));
    /* One may search a folder without being allowed to list it. */
    if (fd < 0 && errno == EACCES && !is_private)
        fd = open(text, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    if (is_private && (fstat(fd, &status) || status.st_uid != geteuid())) {
        close(fd);
        return -EPERM;
    }
    return fd;
}

#define CREATE 1
#define FOLDER 2
#define EXCLUSIVE 4
#define TRUNCATE 8
#define READ 1
#define WRITE 2

static int access_flags(const struct rt_open_mode *mode) {
    /* A folder can only be read, whatever the guest thinks it may do with one. */
    if (mode->oflags & FOLDER)
        return O_RDONLY | O_DIRECTORY;
    switch (mode->access) {
    case WRITE:
        return O_WRONLY;
    case READ | WRITE:
        return O_RDWR;
    default:
        return O_RDONLY;
    }
}

int64_t rt_path_open(int root, struct rt_path path, const struct rt_open_mode *mode) {
    char text[PATH_MAX];
    int error = rt_path_text(path, text);
    if (error)
        return error;
    if ((mode->oflags & FOLDER) && (mode->oflags & (CREATE | EXCLUSIVE | TRUNCATE)))
        return -EINVAL;
    uint32_t fdflags = mode->fdflags;
    int flags = access_flags(mode);
    flags |= mode->oflags & CREATE ? O_CREAT : 0;
    flags |= mode->oflags & EXCLUSIVE ? O_EXCL : 0;
    flags |= mode->oflags & TRUNCATE ? O_TRUNC : 0;
    flags |= mode->follows ? 0 : O_NOFOLLOW;
    flags |= fdflags & 1 ? O_APPEND : 0;
    flags |= fdflags & 2 ? O_DSYNC : 0;
    flags |= fdflags & 4 ? O_NONBLOCK : 0;
    flags |= fdflags & (8 | 16) ? O_SYNC : 0;
    return rt_beneath_open(root, text, flags, 0666);
}
