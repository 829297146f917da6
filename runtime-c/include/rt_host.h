/* The machine as the runtime's Swift sees it: the process, its files and clocks, a socket, pages.
 * A negative result is a host errno, negated. */
#ifndef RT_HOST_H
#define RT_HOST_H

#include <stdint.h>

/* The process. NULL past the end. */
const char *rt_argument(uint32_t index);
const char *rt_environment(uint32_t index); /* "NAME=value" */
const char *rt_environment_value(const char *name);
/* What the program was compiled with (rt_config.h), or NULL. */
struct rt_config;
void rt_configure(const struct rt_config *config);
const struct rt_config *rt_config(void);
_Noreturn void rt_exit(int status); /* at once: no atexit, no flushing */

/* The same layout as `struct iovec`. */
struct rt_buffer {
    void *bytes;
    uint64_t count;
};
int64_t rt_read(int fd, const struct rt_buffer *buffers, uint32_t count);
int64_t rt_write(int fd, const struct rt_buffer *buffers, uint32_t count);
/* All of it, as one write where the kernel allows. 0 or an error. */
int64_t rt_write_all(int fd, const void *bytes, uint64_t count);

/* WASI's clock ids: 0 real time, 1 monotonic, 2 process and 3 thread CPU time. */
int64_t rt_clock_time(uint32_t clock, uint64_t *nanoseconds);
int64_t rt_clock_resolution(uint32_t clock, uint64_t *nanoseconds);
int64_t rt_random(void *bytes, uint64_t count);
void rt_yield(void);

/* Sleeps until a descriptor is ready or the time is over. */
struct rt_poll_entry {
    int32_t fd; /* negative: ignored */
    uint8_t reads, writes;
    uint8_t ready, hung_up; /* answers */
};
#define RT_POLL_ENTRIES 1024
#define RT_POLL_FOREVER 0xffffffffffffffffull
int64_t rt_poll(struct rt_poll_entry *entries, uint32_t count, uint64_t nanoseconds);

/* TCP to a numeric address of 4 or 16 bytes. */
int64_t rt_connect(const uint8_t *address, uint32_t count, uint16_t port);
int64_t rt_send_all(int fd, const struct rt_buffer *buffers, uint32_t count); /* at most 4 */
void rt_close(int fd);

/* Pages straight from the kernel, for buffers that grow without copying: from `count` bytes at
 * `pages` (NULL and 0 at first) to `new_count`. NULL when there is no memory, and for none. */
void *rt_pages_resize(void *pages, uint64_t count, uint64_t new_count);

/* WASI's number for a host errno, and its text. */
uint16_t rt_wasi_errno(int64_t negated);
const char *rt_error_text(int64_t negated);

#endif
