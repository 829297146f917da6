// What a function imports, and the platform that Embedded Swift stands on (platform.c).
#ifndef ASML_IMPORTS_H
#define ASML_IMPORTS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __wasm__
#define ASML_IMPORT(module, name) __attribute__((import_module(module), import_name(name)))

ASML_IMPORT("env", "__asml_abi_success")
void asml_success(const void *_Nullable body, size_t length);
ASML_IMPORT("env", "__asml_abi_input_length_get") int64_t asml_input_length(void);
ASML_IMPORT("env", "__asml_abi_invoke")
int32_t asml_invoke(const void *_Nullable name, size_t name_length, const void *_Nullable input,
                    size_t length);
ASML_IMPORT("env", "__asml_abi_io_poll") int32_t asml_io_poll(int32_t id);
ASML_IMPORT("env", "__asml_abi_io_len") int32_t asml_io_length(int32_t id);
ASML_IMPORT("asml", "failure")
void asml_failure(const void *_Nullable type, size_t type_length, const void *_Nullable message,
                  size_t length);
ASML_IMPORT("asml", "log")
void asml_log(int32_t level, const void *_Nullable text, size_t length);
ASML_IMPORT("asml", "clock_ms") int64_t asml_clock_ms(void);
ASML_IMPORT("asml", "remaining_ms") int64_t asml_remaining_ms(void);
ASML_IMPORT("asml", "context_get")
int32_t asml_context_get(const void *_Nullable key, size_t key_length, void *_Nullable out,
                         size_t capacity);
ASML_IMPORT("asml", "input_read")
int32_t asml_input_read(int64_t offset, void *_Nullable out, size_t length);
ASML_IMPORT("asml", "io_read")
int32_t asml_io_read(int32_t id, int64_t offset, void *_Nullable out, size_t length);
ASML_IMPORT("asml", "io_wait")
int32_t asml_io_wait(const int32_t *_Nullable ids, size_t count, int32_t timeout_ms);
ASML_IMPORT("asml", "io_cancel") int32_t asml_io_cancel(int32_t id);
ASML_IMPORT("asml", "response_start")
int32_t asml_response_start(const void *_Nullable content_type, size_t length);
ASML_IMPORT("asml", "response_write")
int32_t asml_response_write(const void *_Nullable bytes, size_t length);
ASML_IMPORT("asml", "response_end") int32_t asml_response_end(void);
#endif

#endif
