/* The process, its descriptors and its clocks (rt_host.h). */
#define _GNU_SOURCE
#include "include/rt_host.h"
#include "internal.h"
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static uint32_t argument_count;
static char **arguments, **variables;

void rt_host_start(int argc, char **argv, char **environment) {
    argument_count = (uint32_t)argc;
    arguments = argv;
    variables = environment;
}

const char *rt_argument(uint32_t index) {
    return index < argument_count ? arguments[index] : NULL;
}

const char *rt_environment(uint32_t index) {
    return variables ? variables[index] : NULL;
}

const char *rt_environment_value(const char *name) {
    size_t length = strlen(name);
    for (char **entry = variables; entry && *entry; entry++)
        if (!strncmp(*entry, name, length) && (*entry)[length] == '=')
            return *entry + length + 1;
    return NULL;
}

static const struct rt_config *configuration;

void rt_configure(const struct rt_config *config) {
    configuration = config;
}

const struct rt_config *rt_config(void) {
    return configuration;
}

_Noreturn void rt_exit(int status) {
    _exit(status);
}

int64_t rt_read(int fd, const struct rt_buffer *buffers, uint32_t count) {
    ssize_t done;
    do
        done = readv(fd, (const struct iovec *)buffers, (int)count);
    while (done < 0 && errno == EINTR);
    return done < 0 ? -errno : done;
}

int64_t rt_write(int fd, const struct rt_buffer *buffers, uint32_t count) {
    ssize_t done;
    do
        done = writev(fd, (const struct iovec *)buffers, (int)count);
    while (done < 0 && errno == EINTR);
    return done < 0 ? -errno : done;
}

int64_t rt_write_all(int fd, const void *bytes, uint64_t count) {
    const uint8_t *cursor = bytes;
    while (count) {
        ssize_t done = write(fd, cursor, count);
        if (done < 0 && errno != EINTR)
            return -errno;
        if (done > 0) {
            cursor += done;
            count -= (uint64_t)done;
        }
    }
    return 0;
}

static const clockid_t clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID,
                                   CLOCK_THREAD_CPUTIME_ID};
#define CLOCK_COUNT (sizeof clocks / sizeof *clocks)

static int64_t finish(int failed, const struct timespec *time, uint64_t *nanoseconds) {
    if (failed)
        return -errno;
    *nanoseconds = (uint64_t)time->tv_sec * 1000000000u + (uint64_t)time->tv_nsec;
    return 0;
}

int64_t rt_clock_time(uint32_t clock, uint64_t *nanoseconds) {
    struct timespec time;
    if (clock >= CLOCK_COUNT)
        return -EINVAL;
    return finish(clock_gettime(clocks[clock], &time), &time, nanoseconds);
}

int64_t rt_clock_resolution(uint32_t clock, uint64_t *nanoseconds) {
    struct timespec time;
    if (clock >= CLOCK_COUNT)
        return -EINVAL;
    return finish(clock_getres(clocks[clock], &time), &time, nanoseconds);
}

int64_t rt_random(void *bytes, uint64_t count) {
    uint8_t *cursor = bytes;
    while (count) {
        ssize_t done = getrandom(cursor, count, 0);
        if (done < 0 && errno != EINTR)
            return -errno;
        if (done > 0) {
            cursor += done;
            count -= (uint64_t)done;
        }
    }
    return 0;
}

void rt_yield(void) {
    sched_yield();
}

void *rt_pages_resize(void *pages, uint64_t count, uint64_t new_count) {
    void *resized;
    if (!new_count) {
        munmap(pages, count);
        return NULL;
    }
    if (!pages)
        resized = mmap(0, new_count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    else
        resized = mremap(pages, count, new_count, MREMAP_MAYMOVE);
    return resized == MAP_FAILED ? NULL : resized;
}
