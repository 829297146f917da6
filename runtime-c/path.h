/* How a guest's path becomes a folder and one name in it. */
#ifndef RT_PATH_H
#define RT_PATH_H

#include "include/rt_files.h"
#include <limits.h>
#include <sys/stat.h>

/* Opens what a path means, never outside `root`; a descriptor or an error. `flags` as of openat. */
int rt_beneath_open(int root, const char *path, int flags, mode_t mode);
/* The same where the kernel has no openat2. */
int rt_beneath_walk(int root, const char *path, int flags, mode_t mode);

/* Copies a guest's path; 0, or an error for one that no file can have. */
int rt_path_text(struct rt_path path, char text[PATH_MAX]);

/* Where the last name of a path lies, found without following that name. What is done there then
 * involves no other path, so nothing can lead it elsewhere. */
struct rt_place {
    int folder;
    int is_owned;  /* `folder` is to be closed */
    int has_slash; /* at the path's end: only a folder will do */
    char name[NAME_MAX + 1];
};
int rt_place_find(int root, struct rt_path path, struct rt_place *place);
/* Closes it and hands `result` on. */
int64_t rt_place_leave(struct rt_place *place, int64_t result);

void rt_status_from(const struct stat *from, struct rt_file_status *status);
int rt_times_from(const struct rt_file_times *from, struct timespec times[2]);

#endif
