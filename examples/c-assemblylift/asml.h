// What a function imports from and exports to asml: the part of AssemblyLift 0.3's interface that
// the examples use.
#pragma once

#include <stddef.h>
#include <stdint.h>

#define ASML_IMPORT(name) __attribute__((import_module("env"), import_name(#name)))
#define ASML_EXPORT(name) __attribute__((export_name(#name)))

#define ASML_INPUT_PAGE 8192
#define ASML_IO_PAGE 32768

ASML_IMPORT(__asml_abi_console_log) void asml_log(const char *text, size_t length);
ASML_IMPORT(__asml_abi_success) void asml_success(const char *body, size_t length);
// The length of the event; then page by page into the input page, the first one with `start`.
ASML_IMPORT(__asml_abi_input_length_get) int64_t asml_input_length(void);
ASML_IMPORT(__asml_abi_input_start) int32_t asml_input_start(void);
ASML_IMPORT(__asml_abi_input_next) int32_t asml_input_next(void);
