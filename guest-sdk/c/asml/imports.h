/* What a function imports: AssemblyLift 0.3's names, and asml's own. On a machine that is not wasm
 * they are plain functions, for tests (asml_host.h). */
#ifndef ASML_IMPORTS_H
#define ASML_IMPORTS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define ASML_C extern "C"
#else
#define ASML_C extern
#endif

#ifdef __wasm__
#define ASML_IMPORT(module, name) ASML_C __attribute__((import_module(module), import_name(name)))
#define ASML_EXPORT(name) ASML_C __attribute__((export_name(name)))
#else
#define ASML_IMPORT(module, name) ASML_C
#define ASML_EXPORT(name) ASML_C
#endif

/* Called from many places: a copy at each of them makes modules several times as large. */
#define ASML_SHARED static __attribute__((noinline, unused))

ASML_IMPORT("env", "__asml_abi_success")
void asml_import_success(const void *body, size_t length);
ASML_IMPORT("env", "__asml_abi_input_length_get") int64_t asml_import_input_length(void);
ASML_IMPORT("env", "__asml_abi_invoke")
int32_t asml_import_invoke(const char *name, size_t name_length, const void *input, size_t length);
ASML_IMPORT("env", "__asml_abi_io_poll") int32_t asml_import_io_poll(int32_t id);
ASML_IMPORT("env", "__asml_abi_io_len") int32_t asml_import_io_length(int32_t id);

ASML_IMPORT("asml", "failure")
void asml_import_failure(const char *type, size_t type_length, const char *message, size_t length);
ASML_IMPORT("asml", "log")
void asml_import_log(int32_t level, const char *text, size_t length);
ASML_IMPORT("asml", "clock_ms") int64_t asml_import_clock_ms(void);
ASML_IMPORT("asml", "remaining_ms") int64_t asml_import_remaining_ms(void);
ASML_IMPORT("asml", "context_get")
int32_t asml_import_context_get(const char *key, size_t key_length, char *out, size_t capacity);
ASML_IMPORT("asml", "input_read")
int32_t asml_import_input_read(int64_t offset, void *out, size_t length);
ASML_IMPORT("asml", "io_read")
int32_t asml_import_io_read(int32_t id, int64_t offset, void *out, size_t length);
ASML_IMPORT("asml", "io_wait")
int32_t asml_import_io_wait(const int32_t *ids, size_t count, int32_t timeout_ms);
ASML_IMPORT("asml", "io_cancel") int32_t asml_import_io_cancel(int32_t id);
ASML_IMPORT("asml", "response_start")
int32_t asml_import_response_start(const char *content_type, size_t length);
ASML_IMPORT("asml", "response_write")
int32_t asml_import_response_write(const void *bytes, size_t length);
ASML_IMPORT("asml", "response_end") int32_t asml_import_response_end(void);

#endif
