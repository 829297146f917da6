/* Paths below a folder, by openat2 where the kernel has it (path.h). */
#define _GNU_SOURCE
#include "path.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* From linux/openat2.h, which musl's headers do not come with. */
struct open_how {
    uint64_t flags, mode, resolve;
};
#define RESOLVE_NO_MAGICLINKS 0x02
#define RESOLVE_BENEATH 0x08
#define OPENAT2_NUMBER 437 /* on every architecture */

/* The kernel gives up with EAGAIN when folders move under a ".."; then the walk decides. */
#define TRIES 16

static int call_openat2(int root, const char *path, int flags, mode_t mode) {
    struct open_how how = {.flags = (uint64_t)flags,
                           .mode = flags & O_CREAT ? mode : 0,
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
    int fd, tries = TRIES;
    do
        fd = (int)syscall(OPENAT2_NUMBER, root, path, &how, sizeof how);
    while (fd < 0 && (errno == EINTR || (errno == EAGAIN && --tries)));
    return fd < 0 ? -errno : fd;
}

/* Sandboxes older than the call answer EPERM; a file may do that too, the root itself does not. */
static int is_openat2_missing(int root, int error) {
    static int missing = -1;
    if (missing < 0) {
        if (error != -ENOSYS && error != -EPERM)
            return 0;
        int fd = call_openat2(root, ".", O_PATH | O_CLOEXEC, 0);
        if (fd >= 0)
            close(fd);
        missing = fd == -ENOSYS || fd == -EPERM;
    }
    return missing;
}

int rt_openat2_works(void) {
    return !is_openat2_missing(AT_FDCWD, -ENOSYS);
}

int rt_beneath_open(int root, const char *path, int flags, mode_t mode) {
    flags |= O_CLOEXEC;
    if (!(flags & O_PATH))
        flags |= O_NOCTTY;
    if (is_openat2_missing(root, 0))
        return rt_beneath_walk(root, path, flags, mode);
    int fd = call_openat2(root, path, flags, mode);
    if (fd == -EAGAIN || (fd < 0 && is_openat2_missing(root, fd)))
        return rt_beneath_walk(root, path, flags, mode);
    return fd == -EXDEV ? -EPERM : fd;
}

int rt_path_text(struct rt_path path, char text[PATH_MAX]) {
    if (!path.count)
        return -ENOENT;
    if (path.count >= PATH_MAX)
        return -ENAMETOOLONG;
    memcpy(text, path.bytes, path.count);
    text[path.count] = 0;
    return strlen(text) == path.count ? 0 : -EINVAL;
}

/* The folder of a path; `text` is cut after it. */
static int open_folder(int root, char *text, struct rt_place *place) {
    place->folder = rt_beneath_open(root, text, O_PATH | O_DIRECTORY, 0);
    place->is_owned = 1;
    return place->folder < 0 ? place->folder : 0;
}

int rt_place_find(int root, struct rt_path path, struct rt_place *place) {
    char text[PATH_MAX];
    int error = rt_path_text(path, text);
    if (error)
        return error;
    size_t end = path.count;
    while (end && text[end - 1] == '/')
        end--;
    size_t start = end;
    while (start && text[start - 1] != '/')
        start--;
    size_t length = end - start;
    if (length > NAME_MAX)
        return -ENAMETOOLONG;
    place->has_slash = text[end] == '/';
    /* A path that ends in a folder by "." or ".." (or is "/") means the folder itself. */
    if (length <= 2 && !strncmp(text + start, "..", length)) {
        strcpy(place->name, ".");
        return open_folder(root, text, place);
    }
    memcpy(place->name, text + start, length);
    place->name[length] = 0;
    place->folder = root;
    place->is_owned = 0;
    text[start] = 0;
    return start ? open_folder(root, text, place) : 0;
}

int64_t rt_place_leave(struct rt_place *place, int64_t result) {
    if (place->is_owned)
        close(place->folder);
    return result;
}
