/* A WASI command that tries what the file calls of WASI preview 1 do: `files check` in the folder
 * /work, printing one line a step; `files exhaust` opens files until it may not and then one more
 * after closing one; `files read PATH…` prints files or why it cannot; `files spin PATH COUNT`
 * opens a path again and again and reports what it read that is not "inside\n". */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wasi/api.h>

#define FOLDER_FILES 500

static void report(const char *step, long result) {
    if (result < 0)
        printf("%s: %s\n", step, strerror(errno));
    else
        printf("%s: %ld\n", step, result);
}

static void check_contents(void) {
    char text[64] = {0};
    int fd = open("/work/file", O_RDWR | O_CREAT | O_EXCL, 0644);
    report("write", write(fd, "hello world\n", 12));
    report("seek", lseek(fd, 6, SEEK_SET));
    report("read", read(fd, text, sizeof text));
    printf("got: %s", text);
    report("pwrite", pwrite(fd, "HELLO", 5, 0));
    report("pread", pread(fd, text, 12, 0));
    printf("got: %s", text);
    report("tell", lseek(fd, 0, SEEK_CUR));
    report("seek before the start", lseek(fd, -1, SEEK_SET));
    report("seek to the end", lseek(fd, 0, SEEK_END));
    report("truncate", ftruncate(fd, 5));
    report("grow", ftruncate(fd, 8));
    report("sync", fsync(fd));
    report("data sync", fdatasync(fd));
    report("advise", posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL));
    struct stat status;
    report("stat", fstat(fd, &status));
    printf("size %ld, links %ld, file %d\n", (long)status.st_size, (long)status.st_nlink,
           S_ISREG(status.st_mode));
    report("close", close(fd));
    report("close again", close(fd));
}

static void check_opening(void) {
    report("exclusive", open("/work/file", O_RDWR | O_CREAT | O_EXCL, 0644));
    report("missing", open("/work/none", O_RDONLY));
    report("file with a slash", open("/work/file/", O_RDONLY));
    report("file as a folder", open("/work/file", O_RDONLY | O_DIRECTORY));
    report("below a file", open("/work/file/x", O_RDONLY));
    report("folder for writing", open("/work", O_RDWR));
    int fd = open("/work/file", O_RDONLY);
    report("write to what is for reading", write(fd, "x", 1));
    close(fd);
    fd = open("/work/file", O_WRONLY | O_APPEND);
    lseek(fd, 0, SEEK_SET);
    report("append", write(fd, "end", 3));
    report("read of what is for writing", read(fd, &fd, 1));
    close(fd);
    fd = open("/work/file", O_WRONLY | O_TRUNC);
    report("truncated", lseek(fd, 0, SEEK_END));
    close(fd);
}

static void check_names(void) {
    char text[64] = {0};
    struct stat status;
    report("mkdir", mkdir("/work/folder", 0755));
    report("mkdir again", mkdir("/work/folder", 0755));
    report("mkdir with a slash", mkdir("/work/slash/", 0755));
    report("rename", rename("/work/file", "/work/folder/moved"));
    report("rename of nothing", rename("/work/file", "/work/other"));
    report("rename over a folder", rename("/work/folder/moved", "/work/slash"));
    report("symlink", symlink("folder/moved", "/work/link"));
    report("symlink again", symlink("x", "/work/link"));
    report("readlink", readlink("/work/link", text, sizeof text));
    printf("points to: %s\n", text);
    report("readlink of a file", readlink("/work/folder/moved", text, sizeof text));
    report("stat through the link", stat("/work/link", &status));
    printf("file %d\n", S_ISREG(status.st_mode));
    report("stat of the link", lstat("/work/link", &status));
    printf("link %d\n", S_ISLNK(status.st_mode));
    report("hard link", link("/work/folder/moved", "/work/second"));
    report("two links", stat("/work/second", &status) ? -1 : (long)status.st_nlink);
    report("rmdir of a full one", rmdir("/work/folder"));
    report("rmdir of a file", rmdir("/work/second"));
    report("unlink of a folder", unlink("/work/folder"));
    report("unlink with a slash", unlink("/work/second/"));
    report("unlink", unlink("/work/second"));
    report("unlink of the link", unlink("/work/link"));
    report("inner ..", stat("/work/folder/../folder/./moved", &status));
    struct timespec times[2] = {{1000000000, 5}, {1234567890, 123456789}};
    report("times", utimensat(AT_FDCWD, "/work/folder/moved", times, 0));
    report("stat", stat("/work/folder/moved", &status));
    printf("accessed %lld.%09ld, modified %lld.%09ld\n", (long long)status.st_atim.tv_sec,
           status.st_atim.tv_nsec, (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
    report("unlink", unlink("/work/folder/moved"));
    report("rmdir", rmdir("/work/slash"));
    report("rmdir", rmdir("/work/folder"));
}

static void check_listing(void) {
    char name[64];
    static char seen[FOLDER_FILES];
    int found = 0, twice = 0, others = 0;
    mkdir("/work/many", 0755);
    for (int i = 0; i < FOLDER_FILES; i++) {
        snprintf(name, sizeof name, "/work/many/a-name-of-some-length-%d", i);
        int fd = open(name, O_WRONLY | O_CREAT, 0644);
        if (fd < 0)
            report(name, fd);
        close(fd);
    }
    DIR *folder = opendir("/work/many");
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        int number;
        if (sscanf(entry->d_name, "a-name-of-some-length-%d", &number) != 1) {
            others++;
            continue;
        }
        twice += seen[number];
        found += !seen[number];
        seen[number] = 1;
    }
    printf("listed %d, twice %d, others %d\n", found, twice, others);
    rewinddir(folder);
    printf("again: %s\n", readdir(folder) ? "yes" : "no");
    closedir(folder);
    for (int i = 0; i < FOLDER_FILES; i++) {
        snprintf(name, sizeof name, "/work/many/a-name-of-some-length-%d", i);
        if (unlink(name))
            report(name, -1);
    }
    report("rmdir", rmdir("/work/many"));
}

static int print_file(const char *path) {
    char text[256];
    int fd = open(path, O_RDONLY);
    ssize_t count = fd < 0 ? -1 : read(fd, text, sizeof text);
    if (count < 0) {
        printf("%s: %s\n", path, strerror(errno));
    } else {
        printf("%s: ", path);
        fwrite(text, 1, (size_t)count, stdout);
    }
    close(fd);
    return count < 0;
}

/* A descriptor takes another's place, and is polled; its old number is free. */
static void check_descriptors(void) {
    int first = open("/work/first", O_RDWR | O_CREAT, 0644);
    int second = open("/work/second", O_RDWR | O_CREAT, 0644);
    report("write to the first", write(first, "1", 1));
    report("write to the second", write(second, "22", 2));
    errno = __wasi_fd_renumber(first, second);
    report("renumber", errno ? -1 : 0);
    report("size of the first", lseek(second, 0, SEEK_END));
    report("the old number", lseek(first, 0, SEEK_END));
    errno = __wasi_fd_renumber(second, second);
    report("renumber to itself", errno ? -1 : 0);
    errno = __wasi_fd_renumber(1000, second);
    report("renumber nothing", errno ? -1 : 0);
    struct pollfd polled = {.fd = second, .events = POLLIN};
    report("poll a file", poll(&polled, 1, 1000));
    report("readable", (polled.revents & POLLIN) != 0);
    report("wait", poll(NULL, 0, 1));
    report("close", close(second));
    unlink("/work/first");
    unlink("/work/second");
}

static int exhaust(void) {
    int last = -1, count = 0;
    for (int fd; (fd = open("/work/many", O_RDWR | O_CREAT, 0644)) >= 0; count++)
        last = fd;
    report("too many", -1);
    close(last);
    report("one more", open("/work/many", O_RDONLY) == last ? 0 : -1);
    report("the folder still works", unlink("/work/many"));
    return count < 800;
}

static int spin(const char *path, int rounds) {
    int inside = 0, failed = 0, outside = 0;
    for (int i = 0; i < rounds; i++) {
        char text[16] = {0};
        int fd = open(path, O_RDONLY);
        if (fd < 0) {
            failed++;
            continue;
        }
        if (read(fd, text, sizeof text - 1) > 0)
            *(strcmp(text, "inside\n") ? &outside : &inside) += 1;
        close(fd);
    }
    printf("inside %s, refused %s, outside %d\n", inside ? "some" : "none",
           failed ? "some" : "none", outside);
    return outside != 0;
}

int main(int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "check")) {
        check_contents();
        check_opening();
        check_names();
        check_listing();
        check_descriptors();
        return 0;
    }
    if (argc > 1 && !strcmp(argv[1], "exhaust"))
        return exhaust();
    if (argc > 3 && !strcmp(argv[1], "link"))
        return report("symlink", symlink(argv[2], argv[3])), 0;
    if (argc > 3 && !strcmp(argv[1], "spin"))
        return spin(argv[2], atoi(argv[3]));
    int failures = 0;
    for (int i = 2; i < argc; i++)
        failures += print_file(argv[i]);
    return failures != 0;
}
