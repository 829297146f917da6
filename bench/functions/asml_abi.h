/* The few imports that these functions need. */
#include <stddef.h>
#include <stdint.h>

#define IMPORT(module, name) __attribute__((import_module(module), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))

IMPORT("env", "__asml_abi_success") void success(const void *body, size_t length);
IMPORT("env", "__asml_abi_input_length_get") int64_t input_length(void);
IMPORT("env", "__asml_abi_input_start") int32_t input_start(void);
IMPORT("env", "__asml_abi_input_next") int32_t input_next(void);

#define PAGE 8192
static unsigned char page[PAGE];

EXPORT("__asml_guest_get_function_input_buffer_pointer") void *page_address(void) {
    return page;
}
