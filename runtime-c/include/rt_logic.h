/* What the imports in C call once every guest range is checked, and the two runtimes. Written in
 * Swift (`@c @implementation`), so a difference in type is a compile error. WASI functions return
 * WASI's errno. Everything here may be left by a trap only before or after, never within. */
#ifndef RT_LOGIC_H
#define RT_LOGIC_H

#include "rt_host.h"

/* The program's main function; the linker picks one (--defsym=rt_main=...). They end the process.
 */
void rt_command_main(void);
void rt_lambda_main(void);

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

uint32_t rt_wasi_close(uint32_t fd);
uint32_t rt_wasi_fdstat(uint32_t fd, uint8_t *result);
uint32_t rt_wasi_set_flags(uint32_t fd, uint32_t flags);
uint32_t rt_wasi_seek(uint32_t fd);
uint32_t rt_wasi_read(uint32_t fd, const struct rt_buffer *buffers, uint32_t count,
                      uint8_t *result);
uint32_t rt_wasi_write(uint32_t fd, const struct rt_buffer *buffers, uint32_t count,
                       uint8_t *result);

/* The Asml ABI. */
void rt_asml_log(const uint8_t *text, uint64_t count);
void rt_asml_success(const uint8_t *body, uint64_t count);
uint64_t rt_asml_input_length(void);
void rt_asml_input_first(uint8_t *page, uint64_t size);
void rt_asml_input_next(uint8_t *page, uint64_t size);

#endif
