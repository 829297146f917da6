/* What a guest does by path: each call finds its folder, then works on one name (rt_files.h). */
#define _GNU_SOURCE
#include "path.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int64_t answer(int result) {
    return result < 0 ? -errno : result;
}

/* A name with a slash behind it must be a folder's, and a link to a folder is none. */
static int check_slash(const struct rt_place *place) {
    struct stat status;
    if (!place->has_slash)
        return 0;
    if (fstatat(place->folder, place->name, &status, AT_SYMLINK_NOFOLLOW))
        return -errno;
    return S_ISDIR(status.st_mode) ? 0 : -ENOTDIR;
}

int64_t rt_path_make_folder(int root, struct rt_path path) {
    struct rt_place place;
    int64_t error = rt_place_find(root, path, &place);
    return error ? error : rt_place_leave(&place, answer(mkdirat(place.folder, place.name, 0777)));
}

static int64_t remove_name(int root, struct rt_path path, int flags) {
    struct rt_place place;
    int64_t error = rt_place_find(root, path, &place);
    if (error)
        return error;
    error = check_slash(&place);
    if (!error)
        error = answer(unlinkat(place.folder, place.name, flags));
    return rt_place_leave(&place, error);
}

int64_t rt_path_remove_folder(int root, struct rt_path path) {
    return remove_name(root, path, AT_REMOVEDIR);
}

int64_t rt_path_unlink(int root, struct rt_path path) {
    return remove_name(root, path, 0);
}

typedef int64_t two_places(const struct rt_place *old, const struct rt_place *new);

static int64_t between(int old_root, struct rt_path old_path, int new_root, struct rt_path new_path,
                       two_places *body) {
    struct rt_place old, new;
    int64_t error = rt_place_find(old_root, old_path, &old);
    if (error)
        return error;
    error = rt_place_find(new_root, new_path, &new);
    if (error)
        return rt_place_leave(&old, error);
    error = check_slash(&old);
    return rt_place_leave(&old, rt_place_leave(&new, error ? error : body(&old, &new)));
}

static int64_t rename_one(const struct rt_place *old, const struct rt_place *new) {
    struct rt_place source = *old;
    source.has_slash = new->has_slash; /* "new/" is a name for folders only */
    int error = check_slash(&source);
    return error ? error : answer(renameat(old->folder, old->name, new->folder, new->name));
}

static int64_t link_one(const struct rt_place *old, const struct rt_place *new) {
    if (new->has_slash)
        return -ENOENT;
    return answer(linkat(old->folder, old->name, new->folder, new->name, 0));
}

int64_t rt_path_rename(int old_root, struct rt_path old, int new_root, struct rt_path new) {
    return between(old_root, old, new_root, new, rename_one);
}

int64_t rt_path_link(int old_root, struct rt_path old, int new_root, struct rt_path new) {
    return between(old_root, old, new_root, new, link_one);
}

/* A link out of the root may exist, as the host could make one too: it is never followed. But one
 * with an absolute name means nothing to the guest and something to everybody else. */
int64_t rt_path_symlink(struct rt_path target_path, int root, struct rt_path path) {
    char target[PATH_MAX];
    struct rt_place place;
    int64_t error = rt_path_text(target_path, target);
    if (!error && target[0] == '/')
        error = -EPERM;
    if (error || (error = rt_place_find(root, path, &place)))
        return error;
    error = place.has_slash ? -ENOENT : answer(symlinkat(target, place.folder, place.name));
    return rt_place_leave(&place, error);
}

int64_t rt_path_read_link(int root, struct rt_path path, void *text, uint64_t size) {
    char target[PATH_MAX];
    struct rt_place place;
    int64_t error = rt_place_find(root, path, &place);
    if (error)
        return error;
    ssize_t length = place.has_slash ? (errno = EINVAL, -1)
                                     : readlinkat(place.folder, place.name, target, sizeof target);
    int64_t result = length < 0 ? -errno : length;
    if (result > 0 && (uint64_t)result > size)
        result = (int64_t)size;
    if (result > 0)
        memcpy(text, target, (size_t)result);
    return rt_place_leave(&place, result);
}

static int open_follow(int root, struct rt_path path) {
    char text[PATH_MAX];
    int error = rt_path_text(path, text);
    return error ? error : rt_beneath_open(root, text, O_PATH, 0);
}

int64_t rt_path_status(int root, struct rt_path path, int follows, struct rt_file_status *status) {
    struct stat found;
    if (follows || (path.count && path.bytes[path.count - 1] == '/')) {
        int fd = open_follow(root, path);
        if (fd < 0)
            return fd;
        int64_t result = answer(fstat(fd, &found));
        close(fd);
        if (result)
            return result;
    } else {
        struct rt_place place;
        int64_t error = rt_place_find(root, path, &place);
        if (error)
            return error;
        int result = fstatat(place.folder, place.name, &found, AT_SYMLINK_NOFOLLOW);
        if ((error = rt_place_leave(&place, answer(result))))
            return error;
    }
    rt_status_from(&found, status);
    return 0;
}

/* AT_EMPTY_PATH is younger (Linux 5.8) here than elsewhere; before, a descriptor opened for its
 * place only has a name in /proc and no other. */
static int64_t set_times_of(int fd, const struct timespec times[2]) {
    if (!utimensat(fd, "", times, AT_EMPTY_PATH))
        return 0;
    if (errno != EINVAL)
        return -errno;
    char name[] = "/proc/self/fd/0123456789";
    char *end = name + sizeof name - 1, *digit = end;
    for (int rest = fd; digit == end || rest; rest /= 10)
        *--digit = (char)('0' + rest % 10);
    memmove(name + sizeof "/proc/self/fd/" - 1, digit, (size_t)(end - digit) + 1);
    return answer(utimensat(AT_FDCWD, name, times, 0));
}

int64_t rt_path_set_times(int root, struct rt_path path, int follows,
                          const struct rt_file_times *wanted) {
    struct timespec times[2];
    int64_t error = rt_times_from(wanted, times);
    if (error)
        return error;
    if (follows || (path.count && path.bytes[path.count - 1] == '/')) {
        int fd = open_follow(root, path);
        if (fd < 0)
            return fd;
        error = set_times_of(fd, times);
        close(fd);
        return error;
    }
    struct rt_place place;
    if ((error = rt_place_find(root, path, &place)))
        return error;
    int result = utimensat(place.folder, place.name, times, AT_SYMLINK_NOFOLLOW);
    return rt_place_leave(&place, answer(result));
}
