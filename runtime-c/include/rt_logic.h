/* What the imports in C call once every guest range is checked, and the two runtimes. Written in
 * Swift (`@c @implementation`), so a difference in type is a compile error. WASI functions return
 * WASI's errno. Everything here may be left by a trap only before or after, never within. */
#ifndef RT_LOGIC_H
#define RT_LOGIC_H

#include "rt_config.h"
#include "rt_files.h"
#include "rt_host.h"

/* The program's main function; the linker picks one (--defsym=rt_main=...). They end the process.
 */
void rt_command_main(void);
void rt_lambda_main(void);

/* Opens the folders of the configuration; once, before the guest runs. A fresh instance only has
 * its descriptors made anew. */
void rt_wasi_start(void);
void rt_wasi_reset(void);
/* The trap report as a command prints it; valid until the next. */
const char *rt_trap_text(void);

/* args and environ: `text` gets the strings, each ended by 0, `pointers` the guest address of
 * each, given that `text` lies at `address`. */
void rt_wasi_arguments_size(uint32_t *count, uint32_t *bytes);
void rt_wasi_arguments(uint8_t *pointers, uint8_t *text, uint32_t address);
void rt_wasi_environment_size(uint32_t *count, uint32_t *bytes);
void rt_wasi_environment(uint8_t *pointers, uint8_t *text, uint32_t address);

uint32_t rt_wasi_clock_resolution(uint32_t clock, uint8_t *result);
uint32_t rt_wasi_clock_time(uint32_t clock, uint8_t *result);
uint32_t rt_wasi_random(uint8_t *bytes, uint64_t count);
uint32_t rt_wasi_poll(const uint8_t *subscriptions, uint8_t *events, uint32_t count,
                      uint8_t *event_count);

/* Descriptors. */
uint32_t rt_wasi_close(uint32_t fd);
uint32_t rt_wasi_renumber(uint32_t from, uint32_t to);
uint32_t rt_wasi_fdstat(uint32_t fd, uint8_t *result);
uint32_t rt_wasi_set_flags(uint32_t fd, uint32_t flags);
uint32_t rt_wasi_set_rights(uint32_t fd, uint64_t base, uint64_t inheriting);
uint32_t rt_wasi_prestat(uint32_t fd, uint8_t *result);
uint32_t rt_wasi_prestat_name(uint32_t fd, uint8_t *name, uint32_t size);

/* Files; `offset` only where `is_at`, else the descriptor's own. */
struct rt_transfer {
    const struct rt_buffer *buffers;
    uint32_t count;
    int is_at;
    uint64_t offset;
};
uint32_t rt_wasi_read(uint32_t fd, const struct rt_transfer *transfer, uint8_t *result);
uint32_t rt_wasi_write(uint32_t fd, const struct rt_transfer *transfer, uint8_t *result);
uint32_t rt_wasi_seek(uint32_t fd, int64_t offset, uint32_t whence, uint8_t *result);
uint32_t rt_wasi_tell(uint32_t fd, uint8_t *result);
uint32_t rt_wasi_sync(uint32_t fd, int data_only);
uint32_t rt_wasi_advise(uint32_t fd, uint64_t offset, uint64_t count, uint32_t advice);
uint32_t rt_wasi_allocate(uint32_t fd, uint64_t offset, uint64_t count);
uint32_t rt_wasi_filestat(uint32_t fd, uint8_t *result);
uint32_t rt_wasi_resize(uint32_t fd, uint64_t size);
uint32_t rt_wasi_set_times(uint32_t fd, const struct rt_file_times *times);
uint32_t rt_wasi_folder(uint32_t fd, uint8_t *entries, uint32_t size, uint64_t cookie,
                        uint8_t *result);
uint32_t rt_wasi_socket(uint32_t fd); /* why this is none */

/* Paths. */
struct rt_open {
    uint32_t lookup, oflags, fdflags;
    uint64_t base, inheriting;
};
uint32_t rt_wasi_path_open(uint32_t fd, struct rt_path path, const struct rt_open *open,
                           uint8_t *result);
uint32_t rt_wasi_path_filestat(uint32_t fd, uint32_t lookup, struct rt_path path, uint8_t *result);
uint32_t rt_wasi_path_set_times(uint32_t fd, uint32_t lookup, struct rt_path path,
                                const struct rt_file_times *times);
uint32_t rt_wasi_path_make_folder(uint32_t fd, struct rt_path path);
uint32_t rt_wasi_path_remove_folder(uint32_t fd, struct rt_path path);
uint32_t rt_wasi_path_unlink(uint32_t fd, struct rt_path path);
uint32_t rt_wasi_path_rename(uint32_t fd, struct rt_path path, uint32_t new_fd,
                             struct rt_path new_path);
uint32_t rt_wasi_path_link(uint32_t fd, struct rt_path path, uint32_t new_fd,
                           struct rt_path new_path);
uint32_t rt_wasi_path_symlink(struct rt_path target, uint32_t fd, struct rt_path path);
uint32_t rt_wasi_path_read_link(uint32_t fd, struct rt_path path, uint8_t *text, uint32_t size,
                                uint8_t *result);

#endif
