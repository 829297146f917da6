/* The Asml ABI: what its imports in C call once every guest range is checked. Written in Swift, as
 * rt_logic.h is; results are those of the imports (docs/asml-abi.md). */
#ifndef RT_ASML_H
#define RT_ASML_H

#include <stdint.h>

#define RT_ASML_INFO 2
void rt_asml_log(uint32_t level, const uint8_t *text, uint64_t count);

/* The answer. */
void rt_asml_success(const uint8_t *body, uint64_t count);
void rt_asml_failure(const uint8_t *type, uint64_t type_count, const uint8_t *message,
                     uint64_t count);
int32_t rt_asml_response_start(const uint8_t *content_type, uint64_t count);
int32_t rt_asml_response_write(const uint8_t *bytes, uint64_t count);
int32_t rt_asml_response_end(void);

/* The event. */
uint64_t rt_asml_input_length(void);
void rt_asml_input_first(uint8_t *page, uint64_t size);
void rt_asml_input_next(uint8_t *page, uint64_t size);
int32_t rt_asml_input_read(uint64_t offset, uint8_t *out, uint64_t count);
int64_t rt_asml_remaining_ms(void);
int32_t rt_asml_context(const uint8_t *key, uint64_t key_count, uint8_t *out, uint64_t capacity);

/* Calls of IOmods. `load` and `next` only write the page when they return 0. */
int32_t rt_asml_invoke(const uint8_t *name, uint64_t name_count, const uint8_t *input,
                       uint64_t count);
int32_t rt_asml_io_poll(int32_t id);
int32_t rt_asml_io_length(int32_t id);
int32_t rt_asml_io_load(int32_t id, uint8_t *page, uint64_t size);
int32_t rt_asml_io_next(uint8_t *page, uint64_t size);
int32_t rt_asml_io_read(int32_t id, uint64_t offset, uint8_t *out, uint64_t count);
/* `ids` need not be aligned. */
int32_t rt_asml_io_wait(const uint8_t *ids, uint32_t count, int32_t timeout_ms);
int32_t rt_asml_io_cancel(int32_t id);

/* Z85; `out` has room for what rt_asml_z85_…_size says. */
uint64_t rt_asml_z85_encoded_size(uint64_t count);
void rt_asml_z85_encode(const uint8_t *bytes, uint64_t count, uint8_t *out);
int64_t rt_asml_z85_decoded_size(const uint8_t *text, uint64_t count); /* -1: not Z85 */
void rt_asml_z85_decode(const uint8_t *text, uint64_t count, uint8_t *out);

#endif
