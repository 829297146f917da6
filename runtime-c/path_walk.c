/* Paths below a folder without openat2: one name after the other, none of them followed by the
 * kernel. Symbolic links are read and put in front of what is left of the path; ".." takes a name
 * off the way that was gone and goes it again from the root, because the parent of a folder that
 * someone moves meanwhile may be anything. (path.h) */
#define _GNU_SOURCE
#include "path.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define MOST_LINKS 40

struct walk {
    int root;
    int folder; /* where we are: `root`, or ours to close */
    int links;
    char gone[PATH_MAX]; /* the names from `root` to `folder`, each followed by a slash */
    char left[PATH_MAX]; /* what is still to be resolved */
};

static void stand_at(struct walk *walk, int folder) {
    if (walk->folder != walk->root)
        close(walk->folder);
    walk->folder = folder;
}

static int enter(struct walk *walk, const char *name) {
    int fd = openat(walk->folder, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    stand_at(walk, fd);
    return 0;
}

static int go_down(struct walk *walk, const char *name) {
    size_t length = strlen(walk->gone), extra = strlen(name);
    if (length + extra + 2 > PATH_MAX)
        return -ENAMETOOLONG;
    int error = enter(walk, name);
    if (error)
        return error;
    memcpy(walk->gone + length, name, extra);
    strcpy(walk->gone + length + extra, "/");
    return 0;
}

static int go_up(struct walk *walk) {
    size_t length = strlen(walk->gone);
    if (!length)
        return -EPERM;
    length--;
    while (length && walk->gone[length - 1] != '/')
        length--;
    walk->gone[length] = 0;
    stand_at(walk, walk->root);
    for (const char *next = walk->gone; *next;) {
        char name[NAME_MAX + 1];
        size_t count = strcspn(next, "/");
        memcpy(name, next, count);
        name[count] = 0;
        int error = enter(walk, name);
        if (error)
            return error;
        next += count + 1;
    }
    return 0;
}

/* 1 when `name` was a link and stands resolved in `left`, 0 when it is none. */
static int expand(struct walk *walk, const char *name, const char *rest) {
    char target[PATH_MAX];
    ssize_t length = readlinkat(walk->folder, name, target, sizeof target);
    if (length < 0) /* whatever it is, opening it will tell */
        return 0;
    if (++walk->links > MOST_LINKS)
        return -ELOOP;
    if (!length)
        return -ENOENT;
    if (target[0] == '/')
        return -EPERM;
    size_t extra = strlen(rest);
    if ((size_t)length + extra + 1 > PATH_MAX)
        return -ENAMETOOLONG;
    memmove(walk->left + length, rest, extra + 1);
    memcpy(walk->left, target, (size_t)length);
    return 1;
}

/* Takes the next name: 1 to go on, 0 when `name` is the last one, or an error. */
static int step(struct walk *walk, int follows, char name[NAME_MAX + 1]) {
    const char *start = walk->left + strspn(walk->left, "/");
    size_t length = strcspn(start, "/");
    const char *rest = start + length;
    if (length > NAME_MAX)
        return -ENAMETOOLONG;
    memcpy(name, start, length);
    name[length] = 0;
    if (!length || !strcmp(name, ".")) {
        strcpy(name, ".");
        if (!*rest)
            return 0;
        memmove(walk->left, rest, strlen(rest) + 1);
        return 1;
    }
    int done;
    if (!strcmp(name, "..")) {
        done = go_up(walk);
    } else {
        if (*rest || follows) {
            done = expand(walk, name, rest);
            if (done)
                return done;
        }
        if (!*rest)
            return 0;
        done = go_down(walk, name);
    }
    memmove(walk->left, rest, strlen(rest) + 1);
    return done ? done : 1;
}

int rt_beneath_walk(int root, const char *path, int flags, mode_t mode) {
    struct walk walk = {.root = root, .folder = root};
    char name[NAME_MAX + 1];
    size_t length = strlen(path);
    if (!length)
        return -ENOENT;
    if (path[0] == '/')
        return -EPERM;
    if (path[length - 1] == '/') {
        if (flags & O_CREAT)
            return -EISDIR;
        flags |= O_DIRECTORY;
    }
    strcpy(walk.left, path);
    int is_new = (flags & O_CREAT) && (flags & O_EXCL); /* a link is there already */
    int result;
    do
        result = step(&walk, !is_new && !(flags & O_NOFOLLOW), name);
    while (result > 0);
    if (!result) {
        result = openat(walk.folder, name, flags | O_NOFOLLOW | O_CLOEXEC, mode);
        if (result < 0)
            result = -errno;
    }
    stand_at(&walk, root);
    return result;
}
